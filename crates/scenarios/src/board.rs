//! What users hear, noted by listeners of theirs.
//!
//! Events reach a session in the order in which they happened. So after each step the board tells all users one thing more, in a group
//! that belongs to no scenario, and waits until all have heard it: then they have heard all that the step told them.

use crate::puppet::Heard;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// How long a user may take to hear what he is told.
const PATIENCE: Duration = Duration::from_secs(20);

/// The group in which all are told that a step is over.
pub(crate) const BOARD: &str = "board";

/// What was heard since the board was last taken.
#[derive(Clone, Default)]
pub(crate) struct Board(Arc<(Mutex<Notes>, Condvar)>);

#[derive(Default)]
struct Notes {
    /// By user, in order: the word for it, and the whole of it.
    heard: BTreeMap<String, Vec<(String, Value)>>,
    /// How often each user has heard that a step is over.
    over: BTreeMap<String, usize>,
}

/// The numbers of the rule book, 8.2.
const TIPS: [&str; 8] = ["joined", "quit", "kicked", "admin set", "admin revoked", "profile", "mute", "mark"];

fn report_word(number: u64) -> String {
    let word = match number {
        1 => "applied",
        2 => "accepted",
        3 => "refused",
        4 => "kicked",
        5 => "disbanded",
        6 => "created",
        7 => "invited",
        8 => "quit",
        9 => "admin granted",
        10 => "admin revoked",
        12 => "consent wanted",
        13 => "invitation accepted",
        14 => "invitation refused",
        17 => "muted",
        21 => "receive option",
        22 => "banned",
        23 => "unbanned",
        24 => "approval wanted",
        other => return format!("report {other}"),
    };
    format!("report: {word}")
}

impl Board {
    /// Notes what a listener got.
    pub(crate) fn heard(&self, user: &str, what: Heard, value: Value) {
        match what {
            Heard::TIP => self.tip(user, value),
            Heard::MESSAGES => self.messages(user, &value),
            _ => self.note(user, what.word().to_owned(), value),
        }
    }

    fn tip(&self, user: &str, tip: Value) {
        let number = usize::try_from(tip["group_tips_elem_tip_type"].as_u64().unwrap()).unwrap();
        if tip["group_tips_elem_group_id"] == BOARD {
            *self.0.0.lock().unwrap().over.entry(user.to_owned()).or_default() += 1;
            self.0.1.notify_all();
            return;
        }
        self.note(user, format!("tip: {}", TIPS[number - 1]), tip);
    }

    fn messages(&self, user: &str, messages: &Value) {
        for message in messages.as_array().unwrap() {
            let report = message["message_elem_array"][0].clone();
            self.note(user, report_word(report["group_report_elem_report_type"].as_u64().unwrap()), report);
        }
    }

    fn note(&self, user: &str, word: String, what: Value) {
        self.0.0.lock().unwrap().heard.entry(user.to_owned()).or_default().push((word, what));
    }

    /// Waits until these users have heard so often that a step is over, and takes what was heard.
    pub(crate) fn take(&self, users: &[String], times: usize) -> BTreeMap<String, Vec<(String, Value)>> {
        let (notes, arrived) = &*self.0;
        let behind = |notes: &mut Notes| users.iter().any(|user| notes.over.get(user).copied().unwrap_or_default() < times);
        let (mut notes, waited) = arrived.wait_timeout_while(notes.lock().unwrap(), PATIENCE, behind).unwrap();
        assert!(!waited.timed_out(), "somebody did not hear the end of step {times}: {:?}", notes.over);
        std::mem::take(&mut notes.heard)
    }
}
