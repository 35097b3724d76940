//! One call of each command: dialect, engine, dialect.

use crate::compose::{App, Server};
use crate::exchange::INTERNAL;
use hyper::http::request::Parts;
use opentim_domain::group::{Group, Member};
use opentim_domain::{Actor, Face, GroupId, Kind, Reject, UserId};
use opentim_engine::{Call, Operation, Refusal};
use opentim_store::{JoinedFilter, StoreError};
use opentim_wire::rest::group::{Made, all, create, destroy, import, info, joined};
use opentim_wire::rest::{Endpoint, Failure, envelope};
use sha2::{Digest, Sha256};

/// Members read from the store at once.
const MEMBER_PAGE: usize = 1000;

/// The operation id that the header `Idempotency-Key` gives the call: 1 to 64 bytes of printable ASCII. It binds the command and
/// the body byte for byte.
pub(crate) fn operation(head: &Parts, body: &[u8]) -> Result<Option<Operation>, Failure> {
    let mut keys = head.headers.get_all("idempotency-key").iter();
    let Some(key) = keys.next() else { return Ok(None) };
    if keys.next().is_some() {
        return Err(Failure::parameter("the header Idempotency-Key is given twice; give it once"));
    }
    let id = key.to_str().ok().filter(|id| (1..=64).contains(&id.len()) && id.bytes().all(|byte| (0x20..=0x7e).contains(&byte)));
    let Some(id) = id else {
        return Err(Failure::parameter("the header Idempotency-Key must hold 1 to 64 printable ASCII characters (0x20 to 0x7e)"));
    };
    let hash = Sha256::new().chain_update(head.uri.path()).chain_update([0]).chain_update(body).finalize();
    let mut request = [0; 16];
    request.copy_from_slice(&hash[..16]);
    Ok(Some(Operation { id: id.to_owned(), request }))
}

/// Does the command and gives the whole reply.
pub(crate) async fn answer(
    server: &Server,
    app: &App,
    admin: UserId,
    endpoint: Endpoint,
    operation: Option<Operation>,
    body: &[u8],
) -> Result<Vec<u8>, Failure> {
    let actor = Actor::app_admin(admin, Face::Rest);
    let call = Call { app: app.id, actor, limits: app.limits.clone(), operation };
    let engine = &server.engine;
    let mut draw = |kind: Kind| engine.draw(&call, kind);
    match endpoint {
        Endpoint::CreateGroup => {
            let command = create::read(body, &mut draw)?;
            let created = engine.run(&call, command).await.map_err(failure)?;
            envelope::done(&Made::from(&created), "")
        }
        Endpoint::ImportGroup => {
            let command = import::read(body, &mut draw)?;
            let created = engine.run(&call, command).await.map_err(failure)?;
            envelope::done(&Made::from(&created), "")
        }
        Endpoint::DestroyGroup => {
            engine.run(&call, destroy::read(body)?).await.map_err(failure)?;
            envelope::done(&destroy::Reply {}, "")
        }
        Endpoint::GetGroupInfo => get_group_info(server, app, info::read(body, app.limits.info_groups)?).await,
        Endpoint::GetJoinedGroupList => get_joined_group_list(server, app, joined::read(body, app.limits.joined_page)?).await,
        Endpoint::GetAppidGroupList => {
            let all::Query { kind, after, limit } = all::read(body, app.limits.groups_page)?;
            let page = engine.all_groups(app.id, kind, after, limit).await.map_err(failure)?;
            envelope::done(&all::Reply { total: page.total, ids: &page.ids, next: page.next }, all::ADVICE)
        }
    }
}

async fn get_group_info(server: &Server, app: &App, query: info::Query) -> Result<Vec<u8>, Failure> {
    let ids: Vec<GroupId> = query.ids.iter().filter_map(|id| id.as_ref().ok().cloned()).collect();
    let profiles = server.engine.profiles(app.id, &ids, None).await.map_err(failure)?;
    let mut profiles = profiles.into_iter();
    let mut rows = Vec::with_capacity(query.ids.len());
    let mut members_shown = 0;
    for id in query.ids {
        rows.push(match id {
            Err((id, failure)) => info::Row::Refused(id, failure),
            Ok(id) => match profiles.next().flatten() {
                None => info::Row::Refused(id.to_string(), Reject::NoSuchGroup.into()),
                Some(profile) => {
                    let group = profile.group;
                    let members = if query.shown.needs_members(&group) {
                        members_shown += group.member_count as usize;
                        Some(members(server, app, &group, members_shown).await?)
                    } else {
                        None
                    };
                    info::Row::Found(Box::new(group), members)
                }
            },
        });
    }
    envelope::done(&info::Reply { app: app.id, rows: &rows, shown: &query.shown }, info::ADVICE)
}

/// All members of a group, unless the reply could not hold them anyway.
async fn members(server: &Server, app: &App, group: &Group, shown: usize) -> Result<Vec<Member>, Failure> {
    if !info::members_fit(shown) {
        return Err(envelope::too_large(info::ADVICE));
    }
    let mut members: Vec<Member> = Vec::with_capacity(group.member_count as usize);
    loop {
        let after = members.last().map(|member| member.user.clone());
        let page = server.engine.members(app.id, &group.id, after.as_ref(), MEMBER_PAGE).await.map_err(failure)?;
        members.extend(page.rows);
        if !page.more {
            return Ok(members);
        }
    }
}

async fn get_joined_group_list(server: &Server, app: &App, query: joined::Query) -> Result<Vec<u8>, Failure> {
    let joined::Query { user, kind, huge, topics, skip, limit, shown } = query;
    let filter = JoinedFilter { kind, huge, topics };
    let page = server.engine.joined(app.id, &user, filter, skip, limit).await.map_err(failure)?;
    envelope::done(&joined::Reply { app: app.id, total: page.total, rows: &page.rows, shown }, joined::ADVICE)
}

/// A refusal of the engine in the caller's words. What went wrong inside is for the log, not for him.
fn failure(refusal: Refusal) -> Failure {
    match refusal {
        Refusal::Rule(reject) => reject.into(),
        Refusal::BackEnd { number, text } => Failure::new(number, text),
        Refusal::Store(error) => {
            tracing::error!(%error, "the store failed");
            let text = match error {
                StoreError::Unknown(_) => {
                    "internal error: it is not known whether the change was made; ask for it, or repeat the call with the same \
                     Idempotency-Key"
                }
                StoreError::Busy => "the server has too much to do; try again in a moment",
                StoreError::Locked { .. }
                | StoreError::NewerFormat { .. }
                | StoreError::Damaged(_)
                | StoreError::Unavailable(_)
                | StoreError::Closed => "internal error: the store could not do its work; try again later",
            };
            Failure::new(INTERNAL, text)
        }
    }
}
