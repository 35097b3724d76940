//! `get_group_attr` (rule book 4.5; REST: Group attributes).

use crate::rest::account;
use crate::rest::failure::Failure;
use opentim_domain::GroupId;
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

/// Reads the request: whose attributes.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, 10015 for an id of the wrong form.
pub fn read(body: &[u8]) -> Result<GroupId, Failure> {
    account::group_alone(body)
}

/// The reply.
#[derive(Serialize)]
pub struct Reply<'a> {
    /// All attributes, in the order of keys.
    #[serde(rename = "GroupAttrAry", serialize_with = "pairs")]
    pub attributes: &'a [(String, String)],
    /// How often they have changed.
    #[serde(rename = "MainSequence")]
    pub sequence: u64,
}

#[derive(Serialize)]
struct Pair<'a> {
    key: &'a str,
    value: &'a str,
}

fn pairs<S: Serializer>(attributes: &&[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut rows = serializer.serialize_seq(Some(attributes.len()))?;
    for (key, value) in *attributes {
        rows.serialize_element(&Pair { key, value })?;
    }
    rows.end()
}
