//! What a connection's user is told.

use super::Connection;
use crate::link::{Closed, Heard};
use opentim_domain::GroupId;
use opentim_engine::Cursors;
use opentim_wire::frame::{self, Welcome};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// What a connection's user is told, in order. The connection ends when this is dropped.
pub(crate) struct WireNews {
    connection: Arc<Connection>,
    told: mpsc::Receiver<(u64, Heard)>,
    /// Number of the event that was given last; the listeners have been told of it when the next one is asked for.
    given: u64,
    begins: Cursors,
    left: Vec<GroupId>,
    task: JoinHandle<()>,
}

impl WireNews {
    pub(super) fn new(
        connection: Arc<Connection>,
        told: mpsc::Receiver<(u64, Heard)>,
        task: JoinHandle<()>,
        welcome: &Welcome,
    ) -> Self {
        let frame::Cursors { notices, groups } = welcome.cursors.clone();
        let begins = Cursors { notices, groups };
        Self { connection, told, given: 0, begins, left: welcome.left.clone(), task }
    }

    /// How far the user had been told when it began.
    pub(crate) fn begins(&self) -> &Cursors {
        &self.begins
    }

    /// The live groups that could not be entered again.
    pub(crate) fn left(&self) -> &[GroupId] {
        &self.left
    }

    /// Waits for what comes next; what was given before is acknowledged. Nothing is lost when this is dropped before it is done.
    ///
    /// # Errors
    /// Why there is no connection any more.
    pub(crate) async fn next(&mut self) -> Result<Heard, Closed> {
        if self.given > 0 {
            self.connection.handled(self.given);
        }
        match self.told.recv().await {
            Some((seq, heard)) => {
                self.given = seq;
                self.connection.given.store(seq, Ordering::Release);
                Ok(heard)
            }
            None => Err(self.connection.why()),
        }
    }
}

impl Drop for WireNews {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The end of a connection: goes with its task.
pub(super) struct Ending(pub(super) Arc<Connection>);

impl Drop for Ending {
    fn drop(&mut self) {
        self.0.waiting.close();
    }
}
