//! End a group (rule book 4.3 destroy_group; 1.4 "Disband").

use crate::draft::Draft;
use crate::{Action, Actor, AppId, Asker, Change, Command, Context, EventBody, GroupId, Home, ReadSet, Reject, Step, View};

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
        ReadSet::acting(actor)
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<()>, Reject> {
        let group = view.group()?;
        let asker = Asker::of(actor, view, group);
        context.demand(&asker, Action::Disband)?;
        // The event says under which name and owner it ended.
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        draft.changes.push(Change::Disband);
        let (kind, name, owner) = (group.kind, group.name.clone(), group.owner.clone());
        draft.events.push(EventBody::Disbanded { kind, name, owner });
        Ok(draft.done(actor, ()))
    }
}
