//! Ours: `get_invite_links`. Tokens are not shown again: a group keeps no more than a digest of them.

use crate::rest::account;
use crate::rest::failure::Failure;
use opentim_domain::GroupId;
use opentim_domain::record::InviteLink;
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

/// How to ask for less.
pub const ADVICE: &str = "revoke links that are not needed";

/// Reads the request: whose links.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, 10015 for an id of the wrong form.
pub fn read(body: &[u8]) -> Result<GroupId, Failure> {
    account::group_alone(body)
}

/// The reply.
#[derive(Serialize)]
pub struct Reply<'a> {
    /// The links.
    #[serde(rename = "InviteLinkList", serialize_with = "rows")]
    pub links: &'a [InviteLink],
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(rename = "LinkId")]
    link: &'a str,
    #[serde(rename = "Creator_Account")]
    creator: &'a str,
    #[serde(rename = "CreateTime")]
    created_at: u64,
    #[serde(rename = "ExpireTime")]
    expires_at: u64,
    #[serde(rename = "MaxUseNum")]
    most_uses: u32,
    #[serde(rename = "UseNum")]
    uses: u32,
    #[serde(rename = "NeedApproval")]
    approval: u8,
}

fn rows<S: Serializer>(links: &&[InviteLink], serializer: S) -> Result<S::Ok, S::Error> {
    let mut rows = serializer.serialize_seq(Some(links.len()))?;
    for link in *links {
        rows.serialize_element(&Row {
            link: link.id.as_str(),
            creator: link.creator.as_str(),
            created_at: link.created_at.0,
            expires_at: link.expires_at.map_or(0, |time| time.0),
            most_uses: link.most_uses.unwrap_or(0),
            uses: link.uses,
            approval: u8::from(link.approval),
        })?;
    }
    rows.end()
}
