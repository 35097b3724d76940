//! Join a group by an invite link.

use crate::application::Applied;
use crate::{Actor, AppId, Command, Context, GroupId, Home, LinkId, ReadSet, Reject, Step, View};
use alloc::string::String;
use alloc::vec;

/// Takes the caller into a group because he shows a link of it, or asks those who decide.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JoinByLink {
    /// The group.
    pub group: GroupId,
    /// The public part of the token.
    pub id: LinkId,
    /// SHA-256 of the secret part of the token.
    pub digest: [u8; 32],
    /// His words, for those who decide.
    pub message: String,
}

impl Command for JoinByLink {
    type Reply = Applied;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        let own = vec![actor.user.clone()];
        ReadSet { head: true, members: own.clone(), applications: own.clone(), sanctions: own, ..ReadSet::default() }
    }

    fn decide(&self, _: &Actor, view: &View, _: &Context<'_>) -> Result<Step<Applied>, Reject> {
        view.group()?;
        Err(Reject::NoSuchLink)
    }
}
