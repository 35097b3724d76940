//! Take the word from users for a time (rule book 1.4, "Mute a member"; 4.4, forbid_send_msg).

use super::{Sanction, until};
use crate::draft::{Draft, each_once, nothing};
use crate::group::Member;
use crate::member::{named, somebody_reached};
use crate::{
    Action, Actor, AppId, Asker, Assert, Change, Command, Context, EventBody, Field, GroupId, Home, Notice, Outcome, ReadSet,
    Reject, Role, Secs, Step, Target, UserEffect, UserId, View,
};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// Mutes users, or gives them back the word. A mute outlives the membership, so users who are no members can be muted too.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MuteMembers {
    /// The group.
    pub group: GroupId,
    /// The users; repeated ones count once.
    pub users: Vec<UserId>,
    /// For how many seconds; 0 gives the word back, 4294967295 means for ever.
    pub secs: u32,
}

/// The end of a mute of so many seconds, or none when it is lifted.
pub(crate) fn mute_end(now: Secs, secs: u32) -> Option<Secs> {
    (secs > 0).then(|| until(now, secs))
}

/// Writes a mute into what the group holds against the user. Says whether anything changes.
pub(crate) fn mute_one(draft: &mut Draft, view: &View, user: &UserId, end: Option<Secs>) -> bool {
    let now = view.now.secs();
    let sanction = view.sanction(user).cloned().unwrap_or_else(|| Sanction::none(user.clone()));
    if sanction.muted(now) == end {
        return false;
    }
    draft.relies_on_sanction(user, view);
    let after = Sanction { muted_until: end, ..sanction };
    let spent = after.is_spent(now);
    draft.put_sanction(after, spent);
    true
}

impl Command for MuteMembers {
    type Reply = Vec<Target>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet { sanctions: self.users.clone(), ..ReadSet::acting_on(actor, &self.users) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Vec<Target>>, Reject> {
        named(Field::Members, &self.users, context.limits.mute_members)?;
        let group = view.group()?;
        let asker = Asker::of(actor, view, group);
        context.demand(&asker, Action::Mute)?;
        let end = mute_end(view.now.secs(), self.secs);
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        let (mut muted, mut targets) = (Vec::new(), Vec::new());
        for user in each_once(&self.users) {
            let member = view.member(user);
            let role = member.map_or(Role::Member, |member| member.role);
            let outcome = if !asker.above(user, role) {
                Outcome::Failed
            } else if mute_one(&mut draft, view, user, end) {
                match member {
                    Some(member) => {
                        draft.asserts.push(Assert::Member(Box::new(member.clone())));
                        draft.changes.push(Change::SetMember(Member { muted_until: end, ..member.clone() }));
                    }
                    None => draft.relies_on_role(user, None),
                }
                draft.effects.push(UserEffect::told(user.clone(), Notice::Muted { secs: self.secs.into() }));
                muted.push(user.clone());
                Outcome::Done
            } else {
                Outcome::Already
            };
            targets.push(Target::new(user, outcome));
        }
        somebody_reached(&targets, Action::Mute)?;
        if muted.is_empty() {
            return Ok(nothing(targets));
        }
        draft.events.push(EventBody::Muted { users: muted, until: end, secs: self.secs });
        Ok(draft.done(actor, targets))
    }

    fn concerns(&self) -> Vec<UserId> {
        self.users.clone()
    }
}
