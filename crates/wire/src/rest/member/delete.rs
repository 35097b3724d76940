//! `delete_group_member` (rule book 4.4; REST: Delete group member).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{Flag, List, Text, owned};
use opentim_domain::member::KickMembers;
use serde::Deserialize;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "MemberToDel_Account")]
    users: List<Text<'a>>,
    #[serde(rename = "Silence", default)]
    silent: Option<Flag>,
    #[serde(borrow, rename = "Reason", default)]
    reason: Option<Text<'a>>,
}

/// Reads the request. Who is removed may come back at once: keeping out is a command of its own.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form.
pub fn read(body: &[u8]) -> Result<KickMembers, Failure> {
    let body: Body<'_> = body::read(body)?;
    Ok(KickMembers {
        group: account::group(&body.group)?,
        users: account::users("MemberToDel_Account", &body.users)?,
        reason: owned(body.reason),
        silent: body.silent.is_some_and(|flag| flag.0),
        ban_secs: 0,
    })
}
