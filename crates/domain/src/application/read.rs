//! Note how far somebody has read the applications he decides on (rule book 8.4; the SDK's read report).

use crate::{Actor, AppId, Change, Command, Context, Decision, Home, Millis, ReadSet, Reject, Step, UserId, View};
use alloc::vec;
use alloc::vec::Vec;

/// The caller has seen the applications up to a moment. An earlier moment than before changes nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadApplications {
    /// The caller.
    pub user: UserId,
    /// The moment.
    pub up_to: Millis,
}

impl Command for ReadApplications {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::User(self.user.clone())
    }

    fn reads(&self, _: &Actor) -> ReadSet {
        ReadSet::default()
    }

    fn decide(&self, _: &Actor, view: &View, _: &Context<'_>) -> Result<Step<()>, Reject> {
        // What has not happened yet cannot have been read.
        let up_to = Millis(self.up_to.0.min(view.now.0));
        Ok(Step::Done(Decision {
            asserts: Vec::new(),
            changes: vec![Change::ApplicationsRead(up_to)],
            events: Vec::new(),
            effects: Vec::new(),
            reply: (),
        }))
    }
}
