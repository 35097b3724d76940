//! `get_online_member_num` (rule book 4.3; REST: Online member count).

use crate::rest::account;
use crate::rest::failure::Failure;
use opentim_domain::GroupId;
use serde::Serialize;

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, 10015 for an id of the wrong form.
pub fn read(body: &[u8]) -> Result<GroupId, Failure> {
    account::group_alone(body)
}

/// The reply.
#[derive(Serialize)]
pub struct Reply {
    /// Members who are there now.
    #[serde(rename = "OnlineMemberNum")]
    pub online: u32,
}
