//! One session of the registry.

use super::SessionInfo;
use super::seat::{Line, Over};
use crate::doorman::Instances;
use opentim_domain::Millis;
use opentim_wire::sdk::Failure;
use opentim_wire::sdk::codes::KICKED_OFFLINE;
use std::sync::Arc;

/// A session.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) token: String,
    instance: String,
    since: Millis,
    pub(super) held: Held,
}

/// By whom it is held.
pub(super) enum Held {
    /// A connection.
    By(Arc<Line>),
    /// Nobody, since its connection was cut.
    Cut,
    /// Nobody ever again.
    Ended(Failure),
}

impl Entry {
    pub(super) fn is_over(&self) -> bool {
        matches!(self.held, Held::Ended(_))
    }

    pub(super) fn info(&self) -> Option<SessionInfo> {
        let Held::By(line) = &self.held else { return None };
        let (heard, unacked) = line.seen();
        Some(SessionInfo { session: self.name.clone(), visitor: line.visitor.clone(), since: self.since, heard, unacked })
    }

    /// Goes on with another connection.
    pub(super) fn resume(&mut self, line: &Arc<Line>) -> Result<(String, String), Failure> {
        match &self.held {
            Held::Ended(why) => return Err(why.clone()),
            Held::By(older) => older.decide(Over::Replaced),
            Held::Cut => {}
        }
        self.held = Held::By(line.clone());
        Ok((self.name.clone(), self.token.clone()))
    }

    pub(super) fn end(&mut self, why: &Failure) {
        if let Held::By(line) = &self.held {
            line.decide(Over::Ended(why.clone()));
        }
        self.held = Held::Ended(why.clone());
    }
}

/// A new session.
pub(super) fn begin(entries: &mut Vec<Entry>, line: &Arc<Line>, now: Millis) -> (String, String) {
    let (name, token) = (format!("s{}", random::<8>()), random::<16>());
    let instance = line.visitor.instance.clone();
    entries.push(Entry { name: name.clone(), token: token.clone(), instance, since: now, held: Held::By(line.clone()) });
    (name, token)
}

/// Ends the sessions that a new one ends; gives their names. The oldest are first.
pub(super) fn make_room(entries: &mut [Entry], instances: Instances, instance: &str) -> Vec<String> {
    let mut rivals: Vec<&mut Entry> = entries.iter_mut().filter(|entry| !entry.is_over()).collect();
    match instances {
        Instances::PerInstance => rivals.retain(|entry| entry.instance == instance),
        Instances::PerUser => {}
        Instances::Many(most) => {
            let too_many = (rivals.len() + 1).saturating_sub(most.max(1));
            rivals.truncate(too_many);
        }
    }
    let why = Failure::new(KICKED_OFFLINE, "the same user has logged in elsewhere");
    rivals.iter_mut().for_each(|entry| entry.end(&why));
    rivals.into_iter().map(|entry| entry.name.clone()).collect()
}

/// So many unpredictable bytes as text.
fn random<const BYTES: usize>() -> String {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).unwrap_or_else(|error| panic!("the system gives no random bytes: {error}"));
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
