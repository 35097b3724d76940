//! `unban_group_member` (rule book 4.4; REST: Unban group member).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{List, Text};
use opentim_domain::sanction::UnbanMembers;
use serde::Deserialize;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "Members_Account")]
    users: List<Text<'a>>,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form.
pub fn read(body: &[u8]) -> Result<UnbanMembers, Failure> {
    let body: Body<'_> = body::read(body)?;
    Ok(UnbanMembers { group: account::group(&body.group)?, users: account::users("Members_Account", &body.users)? })
}
