//! End a group (rule book 4.3 destroy_group; 1.4 "Disband").

use crate::{
    Action, Actor, AppId, Assert, Change, Command, Context, Decision, EventBody, EventDraft, GroupId, HeadView, Home, Place,
    ReadSet, Reject, Standing, Step, View, may,
};
use alloc::vec;
use alloc::vec::Vec;

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

    fn decide(&self, actor: &Actor, view: &View, _: &Context<'_>) -> Result<Step<()>, Reject> {
        let HeadView::Alive(group) = view.head() else { return Err(Reject::NoSuchGroup) };
        let place = match actor.standing {
            Standing::AppAdmin => Place::AppAdmin,
            Standing::User => view.member(&actor.user).map_or(Place::Outsider, |member| Place::Inside(member.role)),
        };
        if !may(place, Action::Disband, group.kind) {
            return Err(Reject::NotPermitted { action: Action::Disband, kind: group.kind, place });
        }
        let event = EventBody::Disbanded { kind: group.kind, name: group.name.clone(), owner: group.owner.clone() };
        Ok(Step::Done(Decision {
            asserts: vec![Assert::Members { version: group.numbers.members }],
            changes: vec![Change::Disband],
            events: vec![EventDraft { actor: actor.clone(), body: event }],
            effects: Vec::new(),
            reply: (),
        }))
    }
}
