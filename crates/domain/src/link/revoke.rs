//! Make an invite link worthless.

use crate::{Actor, AppId, Command, Context, GroupId, Home, LinkId, ReadSet, Reject, Step, View};

/// Removes an invite link: nobody comes in by it any more. Who made it may, and owner, admins and the app.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RevokeLink {
    /// The group.
    pub group: GroupId,
    /// The link.
    pub id: LinkId,
}

impl Command for RevokeLink {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet::acting_on(actor, &[])
    }

    fn decide(&self, _: &Actor, view: &View, _: &Context<'_>) -> Result<Step<()>, Reject> {
        view.group()?;
        Err(Reject::NoSuchLink)
    }
}
