//! Groups themselves: made, ended, shown, changed, searched.

use super::{Caller, done};
use crate::refusal::NotDone;
use opentim_domain::GroupId;
use opentim_engine::Search;
use opentim_wire::sdk::group::GroupChange;
use opentim_wire::sdk::{Request, group, reply};

pub(super) async fn create(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let call = caller.command();
    let command = group::create(request, caller.user().clone(), |kind| caller.engine().draw(&call, kind))?;
    let created = caller.engine().run(&call, command).await?;
    Ok(reply::success(group::created(&created), &request.user_data))
}

pub(super) async fn delete(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    caller.run(group::delete(request)?).await?;
    Ok(done(request))
}

pub(super) async fn info(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let asked = group::groups_asked(request)?;
    let ids: Vec<GroupId> = asked.iter().filter_map(|(_, id)| id.as_ref().ok().cloned()).collect();
    let found = caller.engine().profiles(caller.call.app, &ids, Some(caller.user())).await?;
    Ok(reply::success(group::groups_found(asked, found), &request.user_data))
}

pub(super) async fn modify(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    match group::modify(request)? {
        GroupChange::Patch(command) => caller.run(command).await?,
        GroupChange::Owner(command) => caller.run(command).await?,
    }
    Ok(done(request))
}

pub(super) async fn search(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let asked = group::group_search(request, caller.limits())?;
    let search = Search { keywords: asked.keywords, id: asked.id, name: asked.name, nick: false };
    let found = caller.engine().search_groups(&caller.call, &search).await?;
    Ok(reply::success(group::searched_groups(found), &request.user_data))
}
