//! Remove members (rule book 1.4, "Kick"; 4.4, delete_group_member).

use super::add::named;
use crate::draft::{Draft, each_once, nothing};
use crate::sanction::{ban_one, until};
use crate::text;
use crate::{
    Action, Actor, AppId, Asker, Change, Command, Context, EventBody, Face, Field, GroupId, Home, Notice, Outcome, ReadSet, Reject,
    Role, Step, StoredMembers, Target, UserEffect, UserId, View,
};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Removes members, and with a time also keeps them out for it. When nobody named may be removed by this actor, the whole call is
/// refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KickMembers {
    /// The group.
    pub group: GroupId,
    /// The members; repeated ones count once.
    pub users: Vec<UserId>,
    /// Why, for those who are removed; may be empty.
    pub reason: String,
    /// The other members are not told.
    pub silent: bool,
    /// Seconds during which they cannot come back; 0: they can.
    pub ban_secs: u32,
}

/// What happens to a member of this role who is to be removed. The owner stays, whoever asks: he hands over or ends the group.
/// Nobody removes himself either: he is not below himself.
pub(crate) fn fate(asker: &Asker, user: &UserId, role: Role) -> Outcome {
    if role != Role::Owner && asker.above(user, role) { Outcome::Done } else { Outcome::Failed }
}

/// Refuses when nothing was done and somebody was out of reach.
pub(crate) fn somebody_reached(targets: &[Target], action: Action) -> Result<(), Reject> {
    if targets.iter().any(|target| target.outcome != Outcome::Failed) {
        return Ok(());
    }
    match targets.first() {
        Some(first) => Err(Reject::NotBelow { action, user: first.user.to_string() }),
        None => Ok(()),
    }
}

impl KickMembers {
    /// Ordinary members of a live group are not stored: the engine takes those out who are present. Only bans are kept.
    fn out_of_live(&self, actor: &Actor, view: &View, asker: &Asker) -> Result<Step<Vec<Target>>, Reject> {
        if actor.face == Face::Rest {
            return Err(Reject::NoRemovalFromLive);
        }
        let end = until(view.now.secs(), self.ban_secs);
        let mut draft = Draft::on(view.group()?);
        draft.relies_on(asker);
        let mut banned = Vec::new();
        let mut targets = Vec::new();
        for user in each_once(&self.users) {
            let role = view.member(user).map_or(Role::Member, |member| member.role);
            let outcome = fate(asker, user, role);
            let ban = outcome == Outcome::Done && self.ban_secs > 0;
            if ban && ban_one(&mut draft, view, user, end, &self.reason) {
                draft.relies_on_role(user, view.member(user).map(|member| member.role));
                banned.push(user.clone());
            }
            targets.push(Target::new(user, outcome));
        }
        somebody_reached(&targets, Action::Kick)?;
        if banned.is_empty() {
            return Ok(nothing(targets));
        }
        draft.events.push(EventBody::Banned { users: banned, until: end, description: self.reason.clone() });
        Ok(draft.done(actor, targets))
    }
}

impl Command for KickMembers {
    type Reply = Vec<Target>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        let sanctions = if self.ban_secs > 0 { self.users.clone() } else { Vec::new() };
        ReadSet { sanctions, ..ReadSet::acting_on(actor, &self.users) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Vec<Target>>, Reject> {
        named(Field::Members, &self.users, context.limits.delete_members)?;
        text::at_most(Field::Reason, &self.reason, context.limits.reason_bytes)?;
        let group = view.group()?;
        let asker = Asker::of(actor, view, group);
        context.demand(&asker, Action::Kick)?;
        if self.ban_secs > 0 {
            context.demand(&asker, Action::Ban)?;
        }
        if group.kind.rules().stored_members == StoredMembers::Staff {
            return self.out_of_live(actor, view, &asker);
        }
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        let banned_until = (self.ban_secs > 0).then(|| until(view.now.secs(), self.ban_secs));
        let mut gone: Vec<(UserId, Role)> = Vec::new();
        let mut targets = Vec::new();
        for user in each_once(&self.users) {
            let role = view.member(user).map(|member| member.role);
            let outcome = role.map_or(Outcome::Already, |role| fate(&asker, user, role));
            if let (Outcome::Done, Some(role)) = (outcome, role) {
                draft.relies_on_role(user, Some(role));
                let notice = Notice::Kicked { reason: self.reason.clone() };
                draft.effects.push(UserEffect { user: user.clone(), joined: None, left: true, notice: Some(notice) });
                if let Some(until) = banned_until {
                    ban_one(&mut draft, view, user, until, &self.reason);
                }
                gone.push((user.clone(), role));
            }
            targets.push(Target::new(user, outcome));
        }
        somebody_reached(&targets, Action::Kick)?;
        if gone.is_empty() {
            return Ok(nothing(targets));
        }
        draft.changes.push(Change::RemoveMembers(gone.iter().map(|(user, _)| user.clone()).collect()));
        let (reason, silent) = (self.reason.clone(), self.silent);
        draft.events.push(EventBody::MembersKicked { members: gone, reason, silent, banned_until });
        Ok(draft.done(actor, targets))
    }

    fn concerns(&self) -> Vec<UserId> {
        if self.ban_secs > 0 { self.users.clone() } else { Vec::new() }
    }
}
