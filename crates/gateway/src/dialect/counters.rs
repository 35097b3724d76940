//! Counters.

use super::{Caller, done};
use crate::refusal::NotDone;
use opentim_domain::counter::{ChangeCounters, CounterMode};
use opentim_wire::sdk::{Request, group, reply};

pub(super) async fn set(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    change(caller, request, group::set_counters(request)?).await
}

pub(super) async fn count(caller: &Caller<'_>, request: &Request, mode: CounterMode) -> Result<String, NotDone> {
    change(caller, request, group::count(request, mode)?).await
}

async fn change(caller: &Caller<'_>, request: &Request, command: ChangeCounters) -> Result<String, NotDone> {
    let counters = caller.run(command).await?;
    Ok(reply::success(group::counters_found(&counters), &request.user_data))
}

pub(super) async fn get(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let (group, keys) = group::counters_asked(request)?;
    let counters = caller.engine().counters(&caller.call, &group, keys.as_deref()).await?;
    Ok(reply::success(group::counters_found(&counters), &request.user_data))
}

pub(super) async fn delete(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    caller.run(group::delete_counters(request)?).await?;
    Ok(done(request))
}
