//! Permission groups of communities.

use super::members::now;
use super::{Caller, done};
use crate::refusal::NotDone;
use opentim_domain::permission_group::{DeletePermissionGroups, RightsChange, SetTopicPermissions};
use opentim_domain::record::PermissionGroup;
use opentim_domain::{GroupId, Outcome, PermissionGroupId, Reject, TopicId, UserId};
use opentim_engine::SeenPermissionGroup;
use opentim_wire::sdk::codes::BAD_PARAMETER;
use opentim_wire::sdk::community::{self, RightsAsked, RightsCommand};
use opentim_wire::sdk::group::MEMBERS_PAGE;
use opentim_wire::sdk::{Failure, Request, Uses, reply};

pub(super) async fn create(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let call = caller.command();
    let command = community::create_permission_group(request, |group| caller.engine().draw_permission_group(&call, group))?;
    let id = caller.engine().run(&call, command).await?;
    Ok(reply::success(id.as_str(), &request.user_data))
}

pub(super) async fn modify(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    caller.run(community::modify_permission_group(request)?).await?;
    Ok(done(request))
}

pub(super) async fn delete(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let asked = community::delete_permission_groups(request, caller.limits())?;
    let ids = asked.parsed();
    // Where every id is malformed nothing is left to do; an empty list is refused by the rule.
    let outcomes = if ids.is_empty() && !asked.ids.is_empty() {
        Vec::new()
    } else {
        caller.run(DeletePermissionGroups { group: asked.group.clone(), ids }).await?
    };
    Ok(reply::success(community::deleted_permission_groups(asked, &outcomes), &request.user_data))
}

fn counted(seen: SeenPermissionGroup) -> (PermissionGroup, u64) {
    (seen.permission_group, u64::try_from(seen.members).unwrap_or(u64::MAX))
}

pub(super) async fn list(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let asked = community::permission_groups_asked(request, caller.limits())?;
    let ids = asked.parsed();
    let wanted = (!asked.ids.is_empty()).then_some(ids.as_slice());
    let found = caller.engine().permission_groups(&caller.call, &asked.group, wanted).await?;
    let found: Vec<_> = found.into_iter().map(|seen| seen.map(counted)).collect();
    let answers = if asked.ids.is_empty() {
        let all: Vec<_> = found.into_iter().flatten().collect();
        community::permission_groups_listed(&asked.group, &all)
    } else {
        community::permission_groups_found(asked, &found)
    };
    Ok(reply::success(answers, &request.user_data))
}

pub(super) async fn joined(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let group = community::joined_permission_groups_asked(request)?;
    let found = caller.engine().joined_permission_groups(&caller.call, &group).await?;
    let found: Vec<_> = found.into_iter().map(counted).collect();
    Ok(reply::success(community::permission_groups_listed(&group, &found), &request.user_data))
}

pub(super) async fn add_members(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let targets = caller.run(community::add_permission_members(request, caller.limits())?).await?;
    Ok(reply::success(community::added_permission_members(&targets), &request.user_data))
}

pub(super) async fn remove_members(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let targets = caller.run(community::remove_permission_members(request, caller.limits())?).await?;
    Ok(reply::success(community::removed_permission_members(&targets), &request.user_data))
}

pub(super) async fn members(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let asked = community::permission_members_asked(request)?;
    let (engine, call) = (caller.engine(), &caller.call);
    let limit = MEMBERS_PAGE.min(call.limits.role_members);
    let page = engine.permission_members(call, &asked.group, &asked.permission_group, asked.after.as_ref(), limit).await?;
    let users: Vec<UserId> = page.rows.into_iter().map(|row| row.user).collect();
    let next = if page.more { users.last() } else { None };
    // Who has left the community since is not shown: he is not in its permission groups either.
    let members: Vec<_> = engine.members_by_id(call, &asked.group, &users).await?.into_iter().flatten().collect();
    let accounts = caller.accounts_of(members.iter().map(|member| &member.user)).await?;
    let found = community::permission_members_found(&asked.group, &members, &accounts, next, now());
    Ok(reply::success(found, &request.user_data))
}

/// Gives, changes or takes rights in topics, as the method says.
pub(super) async fn change_rights(caller: &Caller<'_>, request: &Request, method: Uses) -> Result<String, NotDone> {
    let limits = caller.limits();
    let RightsCommand { command, ids } = match method {
        Uses::CommunityAddTopicPermissionToPermissionGroup => community::change_rights(request, RightsChange::Add, limits)?,
        Uses::CommunityModifyTopicPermissionInPermissionGroup => community::change_rights(request, RightsChange::Modify, limits)?,
        _ => community::take_rights(request, limits)?,
    };
    // Where every id is malformed nothing is left to do; an empty list is refused by the rule.
    let outcomes = if command.topics.is_empty() && !ids.is_empty() { Vec::new() } else { caller.run(command.clone()).await? };
    let mut results = Vec::with_capacity(outcomes.len());
    for ((topic, rights), outcome) in command.topics.iter().zip(outcomes) {
        results.push(changed_right(caller, &command, (topic, *rights), outcome, method).await);
    }
    Ok(reply::success(community::changed_rights(ids, results, method), &request.user_data))
}

/// What became of the rights in one topic. Where they were passed over they are decided on once more by themselves, which tells why
/// and does nothing: a repeated operation changes nothing that its first time did not.
async fn changed_right(
    caller: &Caller<'_>,
    command: &SetTopicPermissions,
    (topic, rights): (&TopicId, u64),
    outcome: Outcome,
    method: Uses,
) -> Result<(), Failure> {
    if let Some(known) = community::changed_right(command.how, topic, outcome) {
        return known;
    }
    let alone = SetTopicPermissions { topics: vec![(topic.clone(), rights)], ..command.clone() };
    let explained = caller.engine().explain(&caller.call, &alone).await.map_err(|refusal| NotDone::from(refusal).named(method))?;
    Err(match explained.reject {
        Some(reject) => Failure::of(&reject, method),
        None => Failure::new(BAD_PARAMETER, format!("topic {topic:?} has changed meanwhile; try again")),
    })
}

pub(super) async fn rights(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let RightsAsked { permission_group, topics } = community::rights_asked(request, caller.limits())?;
    let group = topics.group.clone();
    let seen = permission_group_of(caller, &group, &permission_group).await?;
    let own: Vec<_> = seen.topics.iter().map(|(topic, rights)| (topic.to_string(), topic.clone(), *rights)).collect();
    let found = if topics.ids.is_empty() {
        own.into_iter().map(|(id, topic, rights)| ((id, Ok(topic)), Some(rights))).collect()
    } else {
        let ids = topics.parsed();
        let there = caller.engine().topics(&caller.call, &group, Some(&ids), None).await?;
        let rights = ids.iter().zip(there).map(|(id, there)| {
            let own = seen.topics.get(id).copied();
            own.or(there.map(|_| 0))
        });
        let mut rights = rights.collect::<Vec<_>>().into_iter();
        let found = topics.ids.into_iter().map(|asked| {
            let rights = if asked.1.is_ok() { rights.next().flatten() } else { None };
            (asked, rights)
        });
        found.collect::<Vec<_>>()
    };
    Ok(reply::success(community::rights_found(&group, &permission_group, found), &request.user_data))
}

async fn permission_group_of(caller: &Caller<'_>, group: &GroupId, id: &PermissionGroupId) -> Result<PermissionGroup, NotDone> {
    let found = caller.engine().permission_groups(&caller.call, group, Some(std::slice::from_ref(id))).await?;
    let missing = || NotDone::Refused(Reject::NoSuchPermissionGroup { id: id.to_string() }.into());
    found.into_iter().flatten().next().map(|seen| seen.permission_group).ok_or_else(missing)
}
