//! Follows the log as webhooks do: a small window, several groups at once, tried again when a back end does not answer, and how far
//! it has been told is kept now and then. The process dies meanwhile: the back end hears everything at least once, each group in order.

use crate::actors::{Desk, app};
use crate::dice::Dice;
use crate::planted::Planted;
use crate::scheduler::Pause;
use crate::violation::{Violation, must};
use opentim_domain::{Change, GroupId, Home};
use opentim_store::{Commit, Logged, Store};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::{Arc, PoisonError};

/// Events on their way at the same time.
const ROOM: usize = 4;

/// What the app's back end has heard. It outlives the process.
#[derive(Default)]
pub(crate) struct Heard {
    /// The newest event of each group that it was told.
    groups: BTreeMap<GroupId, u64>,
}

impl Heard {
    /// It is told an event: one it knows, or the next of its group.
    pub(crate) fn hear(&mut self, logged: &Logged) -> Result<(), Violation> {
        let newest = self.groups.entry(logged.group.clone()).or_default();
        let number = logged.event.number;
        must!(number <= *newest + 1, "the back end is told event {number} of {} after {newest}", logged.group);
        *newest = number.max(*newest);
        Ok(())
    }

    /// The newest event of a group that it was told.
    pub(crate) fn newest(&self, group: &GroupId) -> u64 {
        self.groups.get(group).copied().unwrap_or(0)
    }
}

/// One life of who tells the back end.
pub(crate) struct Tailer {
    desk: Desk,
    store: Arc<dyn Store>,
    dice: Rc<Dice>,
    planted: Planted,
    /// Read and not yet told, in the order of the log.
    open: Vec<Logged>,
    /// So far it has read.
    read: u64,
}

impl Tailer {
    pub(crate) fn new(desk: Desk, dice: Rc<Dice>, planted: Planted) -> Self {
        let store = desk.engine.store().clone();
        Self { desk, store, dice, planted, open: Vec::new(), read: 0 }
    }

    /// Begins where the one before had come to.
    async fn begin(&mut self) {
        loop {
            if let Ok(told) = self.store.back_end_told(app()).await {
                self.read = told;
                return;
            }
        }
    }

    /// Tells until the process ends.
    pub(crate) async fn live(mut self) {
        self.begin().await;
        loop {
            Pause(self.dice.roll(40)).await;
            self.step().await;
        }
    }

    /// Tells all that is left, when all else is at rest.
    pub(crate) async fn tell_the_rest(mut self) {
        self.begin().await;
        while self.step().await {}
    }

    /// Reads, tells one thing and keeps how far it is. False when there is nothing left.
    async fn step(&mut self) -> bool {
        if self.open.len() < ROOM {
            let Ok(page) = self.store.log_after(app(), self.read, 1 + self.dice.roll(ROOM)).await else { return true };
            self.read = page.last().map_or(self.read, |last| last.place);
            self.open.extend(page);
        }
        if self.planted == Planted::EarlyMark {
            self.keep(self.read).await;
        }
        if self.open.is_empty() {
            return false;
        }
        self.tell_one().await;
        if self.dice.one_in(3) {
            self.keep(self.open.first().map_or(self.read, |first| first.place - 1)).await;
        }
        true
    }

    /// The first waiting event of some group.
    async fn tell_one(&mut self) {
        let group = self.open[self.dice.roll(self.open.len())].group.clone();
        let first = self.open.iter().position(|logged| logged.group == group).unwrap_or(0);
        Pause(self.dice.roll(12)).await;
        // It may not arrive, or arrive without an answer: then it is told again.
        let (arrives, answered) = (!self.dice.one_in(6), !self.dice.one_in(6));
        if arrives {
            let mut ledger = self.desk.ledger.lock().unwrap_or_else(PoisonError::into_inner);
            ledger.tell_back_end(&self.open[first]);
        }
        if arrives && answered {
            self.open.remove(first);
        }
    }

    async fn keep(&self, place: u64) {
        let commit = Commit {
            app: app(),
            home: Home::App(0),
            operation: None,
            asserts: Vec::new(),
            changes: vec![Change::BackEndTold(place)],
            events: Vec::new(),
            effects: Vec::new(),
            reply: Vec::new(),
        };
        // What is not known to be kept is told again after a crash.
        let _ = self.store.commit(commit).await;
    }
}
