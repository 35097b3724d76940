//! The app's back end: it takes its time, and then allows, refuses, or refuses some of those named.

use crate::faulty::Chance;
use crate::ledger::Ledger;
use opentim_domain::{Actor, AppId, Question, UserId};
use opentim_engine::{BackEnd, Verdict};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

/// The back end of one schedule.
pub(crate) struct Judge {
    pub(crate) chance: Arc<Chance>,
    pub(crate) ledger: Arc<Mutex<Ledger>>,
    /// It wants to be asked.
    pub(crate) wants: bool,
}

impl BackEnd for Judge {
    fn wants(&self, _: AppId) -> bool {
        self.wants
    }

    fn ask<'a>(&'a self, _: AppId, actor: &'a Actor, question: &'a Question) -> Pin<Box<dyn Future<Output = Verdict> + Send + 'a>> {
        Box::pin(async move {
            self.chance.pause().await;
            let verdict = self.verdict(question);
            self.ledger.lock().unwrap_or_else(PoisonError::into_inner).asked(&actor.user, &verdict);
            self.chance.pause().await;
            verdict
        })
    }
}

impl Judge {
    fn verdict(&self, question: &Question) -> Verdict {
        let number = if self.chance.one_in(2) { 10016 } else { 10100 };
        match question {
            _ if self.chance.one_in(8) => Verdict::Refused { number, text: "no".to_owned() },
            Question::BeforeInvite { users, .. } if self.chance.one_in(2) => {
                Verdict::Allowed { refused: users.iter().filter(|_| self.chance.one_in(2)).cloned().collect() }
            }
            _ => Verdict::Allowed { refused: Vec::new() },
        }
    }
}

/// One try of somebody's command: from its call to its answer, or to the end of the process.
#[derive(Clone, Debug)]
pub(crate) struct Attempt {
    /// How many commits there were when it began.
    pub(crate) began: usize,
    /// What the back end said, if it was asked.
    pub(crate) verdict: Option<Verdict>,
}

impl Attempt {
    /// Those whom the back end does not let in.
    pub(crate) fn refused(&self) -> &[UserId] {
        match &self.verdict {
            Some(Verdict::Allowed { refused }) => refused,
            _ => &[],
        }
    }

    /// The back end let it pass.
    pub(crate) fn allowed(&self) -> bool {
        matches!(self.verdict, Some(Verdict::Allowed { .. }))
    }

    /// The number with which the back end refused it.
    pub(crate) fn barred(&self) -> Option<i32> {
        match self.verdict {
            Some(Verdict::Refused { number, .. }) => Some(number),
            _ => None,
        }
    }
}
