//! What a user is owed: every tip of his groups and every notice of his own, in order and once.

mod told;

pub use told::{Cursors, Fed};

use crate::call::Refusal;
use crate::hub::{Connection, Push, SessionId};
use crate::run::Engine;
use opentim_domain::{AppId, Limits, UserId};
use std::sync::Arc;

/// One session's stream of what its user is owed. His presence ends when this is dropped.
pub struct Feed {
    engine: Arc<Engine>,
    connection: Connection,
    cursors: Cursors,
    caught_up: bool,
}

impl Engine {
    /// A user is online from now on, until the feed is dropped: he hears what happens in his groups, and first what has happened
    /// since the cursors. Without cursors he hears what happens from now on.
    ///
    /// # Errors
    /// [`Refusal::Store`].
    pub async fn feed(
        self: &Arc<Self>,
        app: AppId,
        user: &UserId,
        limits: Arc<Limits>,
        from: Option<Cursors>,
    ) -> Result<Feed, Refusal> {
        let connection = self.connect(app, user, limits).await?;
        Ok(Feed { engine: self.clone(), connection, cursors: from.unwrap_or_default(), caught_up: false })
    }
}

impl Feed {
    /// The session's number.
    pub fn session(&self) -> SessionId {
        self.connection.session()
    }

    /// How far the user has been told.
    pub fn cursors(&self) -> &Cursors {
        &self.cursors
    }

    /// Waits for what comes next. Nothing is lost when this is dropped before it is done.
    ///
    /// # Errors
    /// [`Refusal::Store`]: what was missed could not be read now. The next call goes on where this one stopped.
    pub async fn next(&mut self) -> Result<Fed, Refusal> {
        if !std::mem::replace(&mut self.caught_up, true) {
            return Ok(Fed::CaughtUp { gone: Vec::new() });
        }
        loop {
            match self.connection.next().await {
                Push::Tip { group, kind, event } => {
                    if event.number > 0 {
                        self.cursors.groups.insert(group.clone(), event.number);
                    }
                    return Ok(Fed::Tip { group, kind, event });
                }
                Push::Notice(notice) => {
                    self.cursors.notices = self.cursors.notices.max(notice.number);
                    return Ok(Fed::Notice(notice));
                }
                Push::Lost => self.engine.resume(&self.connection).await?,
            }
        }
    }
}
