//! Methods that work with the session: who is logged in, and groups.

use crate::call::Instance;
use crate::refusal;
use crate::session::State;
use opentim_domain::{Actor, Face, GroupId, Limits, UserId};
use opentim_engine::{Call, Engine};
use opentim_store::JoinedFilter;
use opentim_wire::sdk::{Failure, Request, Uses, group, reply};
use std::sync::{Arc, LazyLock};

/// Answers of `TIMGetLoginStatus`.
const LOGGED_IN: u32 = 1;
const LOGGED_OUT: u32 = 3;

static LIMITS: LazyLock<Arc<Limits>> = LazyLock::new(Arc::default);

/// Does the work of one.
pub(crate) async fn answer(method: Uses, instance: &Instance, state: &State, request: &Request) -> Result<String, Failure> {
    match method {
        Uses::GetLoginStatus => Ok(reply::bare(if state.user.is_some() { LOGGED_IN } else { LOGGED_OUT })),
        Uses::GetLoginUserId => Ok(reply::success(state.user.as_ref().map_or("", UserId::as_str), &request.user_data)),
        Uses::GroupCreate => create(&Caller::of(instance, state)?, request).await,
        Uses::GroupDelete => delete(&Caller::of(instance, state)?, request).await,
        Uses::GroupGetJoinedGroupList => joined(&Caller::of(instance, state)?, request).await,
        Uses::GroupGetGroupInfoList => info(&Caller::of(instance, state)?, request).await,
    }
}

/// Who calls, and the engine he calls.
struct Caller<'a> {
    engine: &'a Engine,
    call: Call,
}

impl<'a> Caller<'a> {
    fn of(instance: &Instance, state: &'a State) -> Result<Self, Failure> {
        let actor = Actor::user(state.user()?.clone(), Face::Sdk);
        let call = Call { app: instance.settings.app, actor, limits: LIMITS.clone(), operation: None };
        Ok(Self { engine: &state.folder()?.engine, call })
    }

    fn user(&self) -> &UserId {
        &self.call.actor.user
    }
}

async fn create(caller: &Caller<'_>, request: &Request) -> Result<String, Failure> {
    let command = group::create(request, caller.user().clone(), |kind| caller.engine.draw(&caller.call, kind))?;
    let created = caller.engine.run(&caller.call, command).await.map_err(refusal::of_engine)?;
    Ok(reply::success(group::created(&created), &request.user_data))
}

async fn delete(caller: &Caller<'_>, request: &Request) -> Result<String, Failure> {
    let command = group::delete(request)?;
    caller.engine.run(&caller.call, command).await.map_err(refusal::of_engine)?;
    Ok(reply::success("", &request.user_data))
}

async fn joined(caller: &Caller<'_>, request: &Request) -> Result<String, Failure> {
    let page = caller.call.limits.joined_page;
    let mut rows = Vec::new();
    loop {
        let next = caller.engine.joined(caller.call.app, caller.user(), JoinedFilter::default(), rows.len(), page).await;
        let next = next.map_err(refusal::of_engine)?;
        let done = next.rows.is_empty() || rows.len() + next.rows.len() >= next.total;
        rows.extend(next.rows);
        if done {
            return Ok(reply::success(group::joined_groups(&rows), &request.user_data));
        }
    }
}

async fn info(caller: &Caller<'_>, request: &Request) -> Result<String, Failure> {
    let asked = group::groups_asked(request)?;
    let ids: Vec<GroupId> = asked.iter().filter_map(|(_, id)| id.as_ref().ok().cloned()).collect();
    let found = caller.engine.profiles(caller.call.app, &ids, Some(caller.user())).await.map_err(refusal::of_engine)?;
    Ok(reply::success(group::groups_found(asked, found), &request.user_data))
}
