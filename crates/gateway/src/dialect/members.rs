//! Members: they come and go, and what the group knows of them.

use super::{Caller, done};
use crate::refusal::NotDone;
use opentim_domain::group::Member;
use opentim_domain::member::{MemberPatch, ModifyMember};
use opentim_domain::sanction::MuteMembers;
use opentim_domain::{Millis, Reject, Secs};
use opentim_engine::{Cursor, MembersQuery, Refusal, Roles, Search};
use opentim_store::{Clock, SystemClock};
use opentim_wire::sdk::group::{
    ChangeOfMember, GetOnlineMemberCountResult, MEMBERS_PAGE, MembersAsked, NextCursor, ReceiveOptionOf, SearchAsked, SecondName,
};
use opentim_wire::sdk::{Request, group, reply};

pub(super) async fn join(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let applied = caller.engine().join(&caller.command(), Some(caller.session_id()), group::join(request)?).await?;
    Ok(reply::success_with("", &request.user_data, group::joined_status(applied)))
}

pub(super) async fn quit(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    caller.engine().quit(&caller.command(), group::quit(request)?).await?;
    Ok(done(request))
}

pub(super) async fn invite(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let targets = caller.run(group::invite(request, caller.limits())?).await?;
    Ok(reply::success(group::invited(&targets), &request.user_data))
}

pub(super) async fn delete(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let command = group::delete_members(request, caller.limits())?;
    let targets = caller.engine().kick(&caller.command(), command).await?;
    Ok(reply::success(group::deleted_members(&targets), &request.user_data))
}

pub(super) async fn list(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let asked = group::members_asked(request, caller.limits())?;
    let (members, next) = if asked.users.is_empty() { page(caller, &asked).await? } else { (named(caller, &asked).await?, 0) };
    let accounts = caller.accounts_of(members.iter().map(|member| &member.user)).await?;
    Ok(reply::success(group::members_found(&asked.group, &members, &accounts, next, now()), &request.user_data))
}

async fn page(caller: &Caller<'_>, asked: &MembersAsked) -> Result<(Vec<Member>, u64), NotDone> {
    let roles = Roles(asked.roles);
    let query = MembersQuery { after: asked.after, skip: 0, limit: MEMBERS_PAGE, roles, mark: asked.mark };
    let page = caller.engine().members(&caller.call, &asked.group, query).await?;
    Ok((page.rows, page.next))
}

/// Those of the named users who are members.
async fn named(caller: &Caller<'_>, asked: &MembersAsked) -> Result<Vec<Member>, NotDone> {
    let found = caller.engine().members_by_id(&caller.call, &asked.group, &asked.users).await?;
    Ok(found.into_iter().flatten().filter(|member| asked.wants(member)).collect())
}

pub(super) async fn modify(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let command = match group::modify_member(request)? {
        ChangeOfMember::InGroup(command) => command,
        ChangeOfMember::InTopic(command) => {
            caller.run(command).await?;
            return Ok(done(request));
        }
    };
    match (caller.run(command.clone()).await, as_mute(&command)) {
        (Err(NotDone::Refused(Refusal::Rule(Reject::MembersNotListed(_)))), Some(mute)) => drop(caller.run(mute).await?),
        (other, _) => other?,
    }
    Ok(done(request))
}

/// A change that mutes, or ends a mute, and changes nothing else: who watches a live group has no record that could change, but a
/// mute is one of its own.
pub(super) fn as_mute(command: &ModifyMember) -> Option<MuteMembers> {
    let rest = MemberPatch { mute_secs: None, ..command.patch.clone() };
    let secs = command.patch.mute_secs.filter(|_| rest == MemberPatch::default())?;
    Some(MuteMembers { group: command.group.clone(), users: vec![command.user.clone()], secs })
}

pub(super) async fn set_receive_option(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    match group::set_receive_option(request, caller.user().clone())? {
        ReceiveOptionOf::Group(command) => caller.run(command).await?,
        ReceiveOptionOf::Topic(command) => caller.run(command).await?,
    }
    Ok(reply::success_with("", &request.user_data, SecondName::default()))
}

pub(super) async fn mark(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let command = group::mark_members(request, caller.limits())?;
    caller.engine().mark(&caller.command(), command).await?;
    Ok(done(request))
}

pub(super) async fn online_count(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let online = caller.engine().online_count(&caller.call, &group::online_asked(request)?).await?;
    let result = GetOnlineMemberCountResult { group_get_online_member_count_result: online };
    Ok(reply::success(result, &request.user_data))
}

pub(super) async fn search(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let asked = group::member_search(request, caller.limits())?;
    let SearchAsked { keywords, id, name, nick } = asked.search;
    let search = Search { keywords, id, name, nick };
    let after = asked.after.map(|(group, seat)| Cursor { group, seat });
    let found = caller.engine().search_members(&caller.call, asked.groups.as_deref(), &search, after).await?;
    let rest = NextCursor::after(found.next.as_ref().map(|next| (&next.group, next.seat)));
    let accounts = caller.accounts_of(found.rows.iter().flat_map(|(_, members)| members).map(|member| &member.user)).await?;
    Ok(reply::success_with(group::searched_members(&found.rows, &accounts, now()), &request.user_data, rest))
}

pub(super) fn now() -> Secs {
    let Millis(millis) = SystemClock.now();
    Secs(millis / 1000)
}
