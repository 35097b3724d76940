//! `change_group_owner` (rule book 4.3; REST: Change group owner).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::Text;
use opentim_domain::group::ChangeOwner;
use serde::Deserialize;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "NewOwner_Account")]
    owner: Text<'a>,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form.
pub fn read(body: &[u8]) -> Result<ChangeOwner, Failure> {
    let body: Body<'_> = body::read(body)?;
    Ok(ChangeOwner { group: account::group(&body.group)?, owner: account::user("NewOwner_Account", &body.owner)? })
}
