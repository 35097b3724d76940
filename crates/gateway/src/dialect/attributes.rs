//! Attributes: written for the state that the session has seen.

use super::{Caller, done};
use crate::refusal::NotDone;
use opentim_domain::GroupId;
use opentim_domain::attribute::{DeleteAttributes, SetAttributes};
use opentim_engine::Refusal;
use opentim_wire::sdk::{Request, group, reply};

pub(super) async fn init(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    set(caller, group::init_attributes(request)?).await?;
    Ok(done(request))
}

pub(super) async fn modify(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    set(caller, group::set_attributes(request)?).await?;
    Ok(done(request))
}

async fn set(caller: &Caller<'_>, command: SetAttributes) -> Result<(), NotDone> {
    let (group, sequence) = (command.group.clone(), seen(caller, &command.group).await?);
    let sequence = caller.run(SetAttributes { sequence, ..command }).await?;
    caller.session.seen().told(&group, sequence);
    Ok(())
}

pub(super) async fn delete(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let command = group::delete_attributes(request)?;
    let (group, sequence) = (command.group.clone(), seen(caller, &command.group).await?);
    let sequence = caller.run(DeleteAttributes { sequence, ..command }).await?;
    caller.session.seen().told(&group, sequence);
    Ok(done(request))
}

/// The state that the caller has seen of a group's attributes. Who has seen none sees it by writing.
async fn seen(caller: &Caller<'_>, group: &GroupId) -> Result<Option<u64>, NotDone> {
    let seen = caller.session.seen();
    if let Some(sequence) = seen.of(group) {
        return Ok(Some(sequence));
    }
    match caller.engine().attributes(&caller.call, group, Some(&[])).await {
        Ok((_, sequence)) => {
            seen.read(group, sequence);
            Ok(Some(sequence))
        }
        // Who may not read may not write either, and is told so in the words of the write.
        Err(Refusal::Rule(_)) => Ok(None),
        Err(refusal) => Err(refusal.into()),
    }
}

pub(super) async fn get(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let (group, keys) = group::attributes_asked(request)?;
    let (attributes, sequence) = caller.engine().attributes(&caller.call, &group, keys.as_deref()).await?;
    caller.session.seen().read(&group, sequence);
    Ok(reply::success(group::attributes_found(&attributes), &request.user_data))
}
