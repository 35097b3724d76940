//! Invite links.

use super::members::now;
use super::{Caller, done};
use crate::refusal::NotDone;
use opentim_domain::Secs;
use opentim_domain::link::{CreateLink, JoinByLink, RevokeLink};
use opentim_wire::InviteToken;
use opentim_wire::sdk::group::LinkWanted;
use opentim_wire::sdk::{Request, group, reply};
use sha2::{Digest, Sha256};

pub(super) async fn create(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let call = caller.command();
    let wanted = group::link_wanted(request)?;
    let (link, secret) = caller.engine().draw_link(&call);
    let token = InviteToken { group: wanted.group.clone(), link, secret };
    caller.engine().run(&call, making(wanted, &token)).await?;
    Ok(reply::success(group::link_created(&token), &request.user_data))
}

/// The command that makes a link with this token.
pub(super) fn making(wanted: LinkWanted, token: &InviteToken) -> CreateLink {
    let LinkWanted { group, secs, most_uses, approval } = wanted;
    let expires_at = secs.map(|secs| Secs(now().0.saturating_add(secs.into())));
    CreateLink { group, id: token.link.clone(), digest: digest(&token.secret), expires_at, most_uses, approval }
}

fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret).into()
}

pub(super) async fn revoke(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let (group, id) = group::link_to_revoke(request)?;
    caller.run(RevokeLink { group, id }).await?;
    Ok(done(request))
}

pub(super) async fn list(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let group = group::links_asked(request)?;
    let links = caller.engine().links(&caller.call, &group).await?;
    Ok(reply::success(group::links_found(&group, &links), &request.user_data))
}

pub(super) async fn join(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let command = joining(request)?;
    let group = command.group.clone();
    let applied = caller.engine().join_by_link(&caller.command(), Some(caller.session_id()), command).await?;
    Ok(reply::success_with(group::joined_by_link(&group), &request.user_data, group::joined_status(applied)))
}

/// The command that an `opentimJoinByInviteLink` asks for.
pub(super) fn joining(request: &Request) -> Result<JoinByLink, NotDone> {
    let (InviteToken { group, link, secret }, message) = group::link_shown(request)?;
    Ok(JoinByLink { group, id: link, digest: digest(&secret), message })
}
