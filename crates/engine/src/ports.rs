//! What the engine needs from outside.

use opentim_domain::{Actor, AppId, GroupId, Question, UserId};
use opentim_store::Clock;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// Source of unpredictable bytes for generated ids.
pub trait Random: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// What the app's back end said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Go on.
    Allowed {
        /// These of the users who were named are passed over (rule book 7.2, `RefusedMembers_Account`).
        refused: Vec<UserId>,
    },
    /// Refused, with the number and text for the caller.
    Refused {
        /// 10016, or 10100 to 10200.
        number: i32,
        /// Its words.
        text: String,
    },
}

/// The app's own back end, asked before some operations (rule book 7).
pub trait BackEnd: Send + Sync {
    /// Whether it wants to be asked anything at all for this app: if not, no command waits for it.
    fn wants(&self, app: AppId) -> bool;

    /// Asks once; the answer is kept when the command is decided again.
    fn ask<'a>(
        &'a self,
        app: AppId,
        actor: &'a Actor,
        question: &'a Question,
    ) -> Pin<Box<dyn Future<Output = Verdict> + Send + 'a>>;

    /// Something was committed: the log of this app may have grown. Must return at once.
    fn committed(&self, _app: AppId) {}

    /// Something that is told once and never stored. Must return at once and must not call the engine.
    fn signal(&self, _app: AppId, _signal: Signal<'_>) {}
}

/// What is told to the back end once, if it wants to hear of it (rule book 7.2).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Signal<'a> {
    /// Users came into a live group, or are gone from it.
    Presence {
        /// The group.
        group: &'a GroupId,
        /// They.
        users: &'a [UserId],
        /// They came.
        online: bool,
    },
    /// Somebody could not become a member because the group is full.
    Full {
        /// The group.
        group: &'a GroupId,
    },
}

/// Everything the engine does not do by itself.
pub struct Ports {
    /// Unpredictable bytes.
    pub random: Arc<dyn Random>,
    /// The app's back end, if it wants to be asked.
    pub back_end: Option<Arc<dyn BackEnd>>,
    /// Time, for what is told and never stored: the coming and going in live groups.
    pub clock: Arc<dyn Clock>,
    /// The installation's key: ids drawn under an operation id are derived with it.
    pub id_key: [u8; 32],
}
