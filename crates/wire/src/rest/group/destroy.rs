//! `destroy_group` (rule book 4.3; REST: Disband group).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::Text;
use opentim_domain::group::DestroyGroup;
use serde::Deserialize;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, 10015 for an id of the wrong form.
pub fn read(body: &[u8]) -> Result<DestroyGroup, Failure> {
    let body: Body<'_> = body::read(body)?;
    Ok(DestroyGroup { group: account::group(&body.group)? })
}
