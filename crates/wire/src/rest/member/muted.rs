//! `get_group_shutted_uin`, since 2024 `get_group_muted_account` (rule book 4.4; REST: Muted members).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::spelling;
use crate::rest::value::Text;
use opentim_domain::{GroupId, Sanction};
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

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, 10015 for an id of the wrong form, a topic.
pub fn read(body: &[u8]) -> Result<GroupId, Failure> {
    let body: Body<'_> = body::read(body)?;
    spelling::no_topic(body.topic.as_ref())?;
    account::group(&body.group)
}

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
    pub rows: &'a [Sanction],
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
        for sanction in self.0.rows {
            rows.serialize_element(&Row { sanction, spelling: self.0.spelling })?;
        }
        rows.end()
    }
}

struct Row<'a> {
    sanction: &'a Sanction,
    spelling: Spelling,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let until = match self.spelling {
            Spelling::Shutted => "ShuttedUntil",
            Spelling::Muted => "MutedUntil",
        };
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("Member_Account", self.sanction.user.as_str())?;
        map.serialize_entry(until, &self.sanction.muted_until.map_or(0, |until| until.0))?;
        map.end()
    }
}
