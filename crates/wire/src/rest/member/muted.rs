//! `get_group_shutted_uin`, since 2024 `get_group_muted_account` (rule book 4.4; REST: Muted members).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::topic;
use crate::rest::value::Text;
use opentim_domain::{GroupId, Secs, TopicId, UserId};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Serialize, Serializer};

/// How to ask for less.
pub const ADVICE: &str = "the list of muted accounts has no pages; give the word back to some of them with forbid_send_msg";

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "TopicId", default)]
    topic: Option<Text<'a>>,
}

/// Where somebody is muted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// The group.
    pub group: GroupId,
    /// Only this topic of it.
    pub topic: Option<TopicId>,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, 10015 for an id of the wrong form, another community's topic.
pub fn read(body: &[u8]) -> Result<Query, Failure> {
    let body: Body<'_> = body::read(body)?;
    let group = account::group(&body.group)?;
    Ok(Query { topic: topic::given(body.topic.as_ref(), &group)?, group })
}

/// Somebody who is muted, and until when.
pub type Row = (UserId, Secs);

/// The words of the reply.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spelling {
    /// `get_group_shutted_uin`.
    Shutted,
    /// `get_group_muted_account`.
    Muted,
}

/// The reply.
pub struct Reply<'a> {
    /// The group.
    pub group: &'a GroupId,
    /// Who is muted now.
    pub rows: &'a [Row],
    /// In which words.
    pub spelling: Spelling,
}

impl Serialize for Reply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let list = match self.spelling {
            Spelling::Shutted => "ShuttedUinList",
            Spelling::Muted => "MutedAccountList",
        };
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("GroupId", self.group.as_str())?;
        map.serialize_entry(list, &Rows(self))?;
        map.end()
    }
}

struct Rows<'a>(&'a Reply<'a>);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.0.rows.len()))?;
        for row in self.0.rows {
            rows.serialize_element(&OneRow { row, spelling: self.0.spelling })?;
        }
        rows.end()
    }
}

struct OneRow<'a> {
    row: &'a Row,
    spelling: Spelling,
}

impl Serialize for OneRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let until = match self.spelling {
            Spelling::Shutted => "ShuttedUntil",
            Spelling::Muted => "MutedUntil",
        };
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("Member_Account", self.row.0.as_str())?;
        map.serialize_entry(until, &self.row.1.0)?;
        map.end()
    }
}
