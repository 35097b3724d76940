//! `TIMGroupDelete`.

use crate::sdk::codes::Failure;
use crate::sdk::decode::decode;
use crate::sdk::described::described;
use crate::sdk::request::Request;
use opentim_domain::group::DestroyGroup;
use opentim_domain::{GroupId, Reject};
use serde::Deserialize;

described! {
    /// Argument of `TIMGroupDelete`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct DeleteGroupParams as "DeleteGroupParams" {
        /// Id of the group: required; printable ASCII, at most 96 bytes (10015).
        pub groupId: String,
        /// Handed back untouched as `user_data`.
        pub data: Option<String>,
    }
}

/// The command that a `TIMGroupDelete` asks for.
///
/// # Errors
/// 10015 for a malformed id.
pub fn delete(request: &Request) -> Result<DestroyGroup, Failure> {
    let id: String = decode(request.part("groupId"))?;
    Ok(DestroyGroup { group: GroupId::parse(&id).map_err(Reject::BadGroupId)? })
}
