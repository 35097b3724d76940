//! Make an invite link worthless.

use super::find;
use crate::draft::Draft;
use crate::{
    Action, Actor, AppId, Asker, Change, Command, Context, EventBody, GroupId, Home, LinkId, ReadSet, RecordKey, Reject, Step, View,
};
use alloc::vec;

/// Removes an invite link: nobody comes in by it any more. Who made it may as long as he is a member, and whoever may make links.
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
        ReadSet { records: vec![RecordKey::InviteLink(self.id.clone())], ..ReadSet::acting(actor) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<()>, Reject> {
        let group = view.group()?;
        let asker = Asker::of(actor, view, group);
        let link = find(view, &self.id);
        let own = asker.role().is_some() && link.is_some_and(|link| link.creator == actor.user);
        if !own {
            context.demand(&asker, Action::MakeLinks)?;
        }
        if link.is_none() {
            return Err(Reject::NoSuchLink);
        }
        let key = RecordKey::InviteLink(self.id.clone());
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        // However many come in by it meanwhile.
        draft.relies_on_record_there(key.clone());
        draft.changes.push(Change::RemoveRecord(key));
        draft.events.push(EventBody::LinkRevoked { link: self.id.clone() });
        Ok(draft.done(actor, ()))
    }
}
