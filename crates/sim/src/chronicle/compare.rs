//! The group that the log tells and the group that the store shows are one.

use super::{Snapshot, State};
use crate::violation::{Violation, must};
use opentim_domain::group::{Group, Member, Numbers};
use opentim_domain::{CustomField, EventBody, Limits, Role, Sanction, Secs, UserId};
use opentim_store::StoredEvent;
use std::collections::BTreeMap;

/// Compares after a commit of these events.
pub(super) fn check(
    state: &State,
    before: &State,
    events: &[StoredEvent],
    shown: &Snapshot,
    limits: &Limits,
) -> Result<(), Violation> {
    let (Some(told), Some(kept)) = (&state.profile, &shown.group) else {
        must!(state.profile.is_some() == shown.group.is_some(), "the log has {:?}, the store {:?}", state.profile, shown.group);
        return Ok(());
    };
    let (told, plain_kept) = (plain(told), plain(kept));
    must!(told == plain_kept, "the log has {told:?}, the store {plain_kept:?}");
    members(state, kept, shown)?;
    let admins = state.members.values().filter(|member| member.role == Role::Admin).count();
    let admins_before = before.members.values().filter(|member| member.role == Role::Admin).count();
    let most = (kept.kind.rules().admins_most)(limits);
    must!(admins <= most.max(admins_before), "{admins} admins, at most {most} allowed");
    let (count, cap) = (state.members.len(), kept.max_members.unwrap_or(u32::MAX));
    must!(count <= cap as usize, "{count} members, at most {cap} allowed");
    for event in events {
        must!(event.member_count as usize == count, "event {} counts {} of {count} members", event.number, event.member_count);
    }
    let quit = events.iter().any(|event| matches!(event.event.body, EventBody::MemberQuit { .. }));
    must!(!quit || count > 0, "the last member left, and the group lives");
    let waits = state.applications.keys().find(|user| state.members.contains_key(user));
    must!(waits.is_none(), "{waits:?} is in it and waits to be let in");
    sanctions("muted", &state.muted, &shown.muted, shown.now, |sanction| sanction.muted(shown.now))?;
    sanctions("banned", &state.banned, &shown.banned, shown.now, |sanction| sanction.banned(shown.now))
}

fn members(state: &State, kept: &Group, shown: &Snapshot) -> Result<(), Violation> {
    let count = shown.members.len();
    must!(kept.member_count as usize == count, "{count} members, count {}", kept.member_count);
    let owners: Vec<_> = shown.members.iter().filter(|member| member.role == Role::Owner).map(|member| &member.user).collect();
    must!(owners.len() <= 1 && owners.first().copied() == kept.owner.as_ref(), "owner {:?}, role {owners:?}", kept.owner);
    let mut admins: Vec<_> = kept.admins.iter().collect();
    admins.sort();
    let mut holders: Vec<_> = shown.members.iter().filter(|member| member.role == Role::Admin).map(|member| &member.user).collect();
    holders.sort();
    must!(admins == holders, "admins {admins:?}, role {holders:?}");
    must!(shown.members.is_sorted_by(|one, next| one.seat < next.seat), "seats are not in order: {:?}", shown.members);
    let rows: BTreeMap<_, _> = shown.members.iter().map(|member| (member.user.clone(), plain_member(member))).collect();
    let told: BTreeMap<_, _> = state.members.iter().map(|(user, member)| (user.clone(), plain_member(member))).collect();
    must!(rows == told, "the log has the members {told:?}, the store {rows:?}");
    for member in &shown.members {
        let (held, shown) = (end(&state.muted, &member.user, shown.now), member.muted_until.filter(|until| *until > shown.now));
        must!(held == shown, "{} is muted until {held:?}, his record says {shown:?}", member.user);
    }
    Ok(())
}

fn end(ends: &BTreeMap<UserId, Secs>, user: &UserId, now: Secs) -> Option<Secs> {
    ends.get(user).copied().filter(|until| *until > now)
}

fn sanctions(
    what: &str,
    ends: &BTreeMap<UserId, Secs>,
    shown: &[Sanction],
    now: Secs,
    until: impl Fn(&Sanction) -> Option<Secs>,
) -> Result<(), Violation> {
    let told: BTreeMap<_, _> = ends.keys().filter_map(|user| Some((user, end(ends, user, now)?))).collect();
    let kept: BTreeMap<_, _> = shown.iter().filter_map(|sanction| Some((&sanction.user, until(sanction)?))).collect();
    must!(told == kept, "{what} by the log {told:?}, by the store {kept:?}");
    Ok(())
}

fn sorted(fields: &[CustomField]) -> Vec<CustomField> {
    let mut fields = fields.to_vec();
    fields.sort_by(|one, other| one.key.cmp(&other.key));
    fields
}

/// Without what the store keeps in step by itself.
fn plain(group: &Group) -> Group {
    let (numbers, admins, fields) = (Numbers::default(), Vec::new(), sorted(&group.fields));
    Group { numbers, admins, fields, member_count: 0, info_changed_at: Secs(0), ..group.clone() }
}

/// Without what events do not say, and the mute, which is kept twice.
fn plain_member(member: &Member) -> Member {
    Member { joined_at: Secs(0), seat: 0, muted_until: None, fields: sorted(&member.fields), ..member.clone() }
}
