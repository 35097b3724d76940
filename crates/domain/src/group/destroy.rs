//! End a group (rule book 4.3 destroy_group; 1.4 "Disband").

use crate::draft::Draft;
use crate::{Action, Actor, AppId, Change, Command, Context, EventBody, GroupId, Home, Place, ReadSet, Reject, Step, View, demand};
use alloc::vec;

/// Ends a group at once; its members are removed and told by [`CleanUp`](super::CleanUp).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DestroyGroup {
    /// The group.
    pub group: GroupId,
}

impl Command for DestroyGroup {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet::head_and_members(vec![actor.user.clone()])
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<()>, Reject> {
        let group = view.group()?;
        let own = view.member(&actor.user);
        demand(Place::of(actor, own), Action::Disband, group.kind, &context.limits.policy)?;
        // The event says under which name and owner it ended.
        let mut draft = Draft::on(group);
        draft.relies_on_actor(actor, own);
        draft.changes.push(Change::Disband);
        let (kind, name, owner) = (group.kind, group.name.clone(), group.owner.clone());
        draft.events.push(EventBody::Disbanded { kind, name, owner });
        Ok(draft.done(actor, ()))
    }
}
