//! `get_online_member_num` (rule book 4.3; REST: Online member count).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::Text;
use opentim_domain::GroupId;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, 10015 for an id of the wrong form.
pub fn read(body: &[u8]) -> Result<GroupId, Failure> {
    let body: Body<'_> = body::read(body)?;
    account::group(&body.group)
}

/// The reply.
#[derive(Serialize)]
pub struct Reply {
    /// Members who are there now.
    #[serde(rename = "OnlineMemberNum")]
    pub online: u32,
}
