//! Who is present in live groups when all is at rest.

use crate::actors::{Desk, app, back_end, call};
use crate::violation::{Violation, must};
use opentim_domain::{GroupId, Kind, Sanctions, UserId};
use opentim_engine::{MembersQuery, Roles, SessionId};
use std::collections::{BTreeMap, BTreeSet};

/// Who is online, by session.
pub(crate) type Sessions = BTreeMap<SessionId, UserId>;

/// Only those are present who are online and not banned, and the number of them is shown.
pub(crate) async fn check(desk: Desk, groups: Vec<GroupId>, online: BTreeSet<UserId>) -> Result<(), Violation> {
    let call = call(&desk, &back_end(), None);
    for id in &groups {
        let seen = desk.engine.profiles(app(), std::slice::from_ref(id), None).await.unwrap_or_default();
        let Some(profile) = seen.into_iter().flatten().next().filter(|profile| profile.group.kind == Kind::Live) else { continue };
        let query = MembersQuery { after: 0, skip: 0, limit: 1000, roles: Roles::ALL, mark: None };
        let page = desk.engine.members(&sdk(&call), id, query).await;
        let Ok(page) = page else { return Err(Violation(format!("the members of {id} cannot be listed: {page:?}"))) };
        let present: BTreeSet<UserId> = page.rows.iter().map(|member| member.user.clone()).collect();
        must!(present.len() == page.rows.len(), "{id} lists somebody twice: {:?}", page.rows);
        must!(profile.group.member_count as usize == present.len(), "{id} counts {} of {present:?}", profile.group.member_count);
        must!(present.is_subset(&online), "{present:?} are present in {id}, and {online:?} are online");
        let banned = desk.engine.sanctions(&call, id, Sanctions::Banned, 0, None).await;
        let banned = banned.map(|page| page.rows).unwrap_or_default();
        let inside = banned.iter().find(|banned| present.contains(&banned.user));
        must!(inside.is_none(), "{inside:?} is present in {id}");
    }
    Ok(())
}

/// REST does not list the members of live groups.
fn sdk(call: &opentim_engine::Call) -> opentim_engine::Call {
    let mut call = call.clone();
    call.actor.face = opentim_domain::Face::Sdk;
    call
}
