//! Keep users out for a time (rule book 4.4, ban_group_member and unban_group_member).

use super::{Sanction, until};
use crate::draft::{Draft, each_once, nothing};
use crate::member::{fate, named, somebody_reached};
use crate::text;
use crate::{
    Action, Actor, AppId, Asker, Change, Command, Context, EventBody, Field, GroupId, Home, Notice, Outcome, ReadSet, Reject, Role,
    Secs, Step, StoredMembers, Target, UserEffect, UserId, View,
};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Removes users and keeps them out for a time, members or not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BanMembers {
    /// The group.
    pub group: GroupId,
    /// The users; repeated ones count once.
    pub users: Vec<UserId>,
    /// For how many seconds: 1 to 4294967295, which means for ever.
    pub secs: u32,
    /// Why, or empty.
    pub description: String,
}

/// Puts a ban on one user. Says whether anything changes.
pub(crate) fn ban_one(draft: &mut Draft, view: &View, user: &UserId, until: Secs, why: &str) -> bool {
    let before = view.sanction(user).cloned().unwrap_or_else(|| Sanction::none(user.clone()));
    if before.banned_until == Some(until) && before.description == why {
        return false;
    }
    draft.relies_on_sanction(user, view);
    draft.put_sanction(Sanction { banned_until: Some(until), description: why.to_string(), ..before }, false);
    true
}

impl Command for BanMembers {
    type Reply = Vec<Target>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet { sanctions: self.users.clone(), ..ReadSet::acting_on(actor, &self.users) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Vec<Target>>, Reject> {
        named(Field::Members, &self.users, context.limits.ban_members)?;
        text::at_most(Field::Reason, &self.description, context.limits.reason_bytes)?;
        if self.secs == 0 {
            return Err(Reject::OutOfRange { field: Field::BanTime, min: 1, max: u32::MAX.into(), given: 0 });
        }
        let group = view.group()?;
        let asker = Asker::of(actor, view, group);
        context.demand(&asker, Action::Ban)?;
        let stored = group.kind.rules().stored_members == StoredMembers::All;
        let end = until(view.now.secs(), self.secs);
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        let (mut banned, mut gone, mut targets) = (Vec::new(), Vec::new(), Vec::new());
        for user in each_once(&self.users) {
            let role = view.member(user).map(|member| member.role);
            // Somebody who is not a member can be kept out as well.
            let mut outcome = role.map_or(Outcome::Done, |role| fate(&asker, user, role));
            if outcome == Outcome::Done && !ban_one(&mut draft, view, user, end, &self.description) {
                outcome = Outcome::Already;
            }
            if outcome == Outcome::Done {
                draft.relies_on_role(user, role);
                let left = stored && role.is_some();
                let notice = Some(Notice::Banned { until: end, reason: self.description.clone() });
                draft.effects.push(UserEffect { user: user.clone(), joined: None, left, notice });
                banned.push(user.clone());
                gone.extend(role.filter(|_| left).map(|role| (user.clone(), role)));
            }
            targets.push(Target::new(user, outcome));
        }
        somebody_reached(&targets, Action::Ban)?;
        if banned.is_empty() {
            return Ok(nothing(targets));
        }
        if !gone.is_empty() {
            self.remove(&mut draft, gone, end);
        }
        draft.events.push(EventBody::Banned { users: banned, until: end, description: self.description.clone() });
        Ok(draft.done(actor, targets))
    }

    fn concerns(&self) -> Vec<UserId> {
        self.users.clone()
    }
}

impl BanMembers {
    fn remove(&self, draft: &mut Draft, gone: Vec<(UserId, Role)>, end: Secs) {
        draft.changes.push(Change::RemoveMembers(gone.iter().map(|(user, _)| user.clone()).collect()));
        draft.events.push(EventBody::MembersKicked {
            members: gone,
            reason: self.description.clone(),
            silent: false,
            banned_until: Some(end),
        });
    }
}

/// Lets banned users come back. Those who are not banned are passed over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnbanMembers {
    /// The group.
    pub group: GroupId,
    /// The users; repeated ones count once.
    pub users: Vec<UserId>,
}

impl Command for UnbanMembers {
    type Reply = Vec<Target>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet { sanctions: self.users.clone(), ..ReadSet::acting(actor) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Vec<Target>>, Reject> {
        named(Field::Members, &self.users, context.limits.ban_members)?;
        let group = view.group()?;
        let asker = Asker::of(actor, view, group);
        context.demand(&asker, Action::Ban)?;
        let now = view.now.secs();
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        let mut freed = Vec::new();
        let mut targets = Vec::new();
        for user in each_once(&self.users) {
            let banned = view.sanction(user).filter(|sanction| sanction.banned(now).is_some());
            if let Some(sanction) = banned {
                draft.relies_on_sanction(user, view);
                let rest = Sanction { banned_until: None, description: String::new(), ..sanction.clone() };
                let spent = rest.is_spent(now);
                draft.put_sanction(rest, spent);
                draft.effects.push(UserEffect::told(user.clone(), Notice::Unbanned));
                freed.push(user.clone());
            }
            targets.push(Target::new(user, if banned.is_some() { Outcome::Done } else { Outcome::Already }));
        }
        if freed.is_empty() {
            return Ok(nothing(targets));
        }
        draft.events.push(EventBody::Unbanned { users: freed });
        Ok(draft.done(actor, targets))
    }
}
