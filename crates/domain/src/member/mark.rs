//! Mark members of a live group (rule book 1.4, "Mark members").

use super::named;
use crate::draft::nothing;
use crate::{Action, Actor, AppId, Asker, Command, Context, Field, GroupId, Home, ReadSet, Reject, Step, UserId, View};
use alloc::vec::Vec;

/// Lowest number of a mark (rule book 1.4).
pub const LOWEST_MARK: u32 = 1000;

/// Sets a mark on members of a live group, or takes it off. Marks live with the members: the engine keeps them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MarkMembers {
    /// The group.
    pub group: GroupId,
    /// The members.
    pub users: Vec<UserId>,
    /// The mark, from [`LOWEST_MARK`].
    pub mark: u32,
    /// Set, or take off.
    pub on: bool,
}

impl Command for MarkMembers {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet::acting(actor)
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<()>, Reject> {
        named(Field::Members, &self.users, context.limits.mute_members)?;
        if self.mark < LOWEST_MARK {
            let (min, max) = (LOWEST_MARK.into(), u32::MAX.into());
            return Err(Reject::OutOfRange { field: Field::Mark, min, max, given: self.mark.into() });
        }
        let group = view.group()?;
        context.demand(&Asker::of(actor, view, group), Action::Mark)?;
        Ok(nothing(()))
    }
}
