//! Make an invite link.

use crate::{Actor, AppId, Command, Context, GroupId, Home, LinkId, ReadSet, Reject, Secs, Step, View};

/// Makes an invite link. Whoever may invite in the group may make one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CreateLink {
    /// The group.
    pub group: GroupId,
    /// The public part of its token.
    pub id: LinkId,
    /// SHA-256 of the secret part of its token.
    pub digest: [u8; 32],
    /// From then on it lets nobody in; nothing: it does not expire.
    pub expires_at: Option<Secs>,
    /// So many users come in by it, not more; nothing: as many as like.
    pub most_uses: Option<u32>,
    /// Whoever shows it asks to join: owner or admins decide.
    pub approval: bool,
}

impl Command for CreateLink {
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
