//! The body of the reply to a `sync`: how the list of joined groups differs from what the client has.

use super::bad::{BadFrame, fields};
use super::ids;
use opentim_domain::GroupId;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// How the list differs.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct JoinedChanges<'a> {
    /// Groups that are new or of another version.
    #[serde(borrow)]
    pub changed: Vec<JoinedChange<'a>>,
    /// Groups that are not in it any more.
    #[serde(default, with = "ids::groups")]
    pub gone: Vec<GroupId>,
}

/// One group of the list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct JoinedChange<'a> {
    /// The group.
    #[serde(with = "ids::group")]
    pub group: GroupId,
    /// Its version; another text means that something differs, nothing more.
    #[serde(borrow)]
    pub version: Cow<'a, str>,
    /// Its place: the list is in the order of these texts.
    #[serde(borrow)]
    pub place: Cow<'a, str>,
    /// Its row of `TIMGroupGetJoinedGroupList`.
    #[serde(borrow)]
    pub row: &'a RawValue,
}

impl<'a> JoinedChanges<'a> {
    /// Takes the body of a reply.
    ///
    /// # Errors
    /// [`BadFrame`]: the server is of another version.
    pub fn decode(body: &'a str) -> Result<Self, BadFrame> {
        fields("sync", body)
    }

    /// The body of a reply.
    pub fn encode(&self) -> String {
        super::server::text(self)
    }
}
