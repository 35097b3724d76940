//! `get_joined_group_list` (rule book 4.3; REST: Get joined group list).
//!
//! Without any filter a row carries everything; once one is given, `SelfInfo` comes only when its own filter asks for it.

use super::profile;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::filter::{Fields, GroupField, MemberField};
use crate::rest::value::{Flag, List, Object, Text, Whole, given};
use crate::rest::words;
use opentim_domain::group::{Group, Member};
use opentim_domain::{AppId, Kind, UserId};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Serialize, Serializer};

/// How to ask for less.
pub const ADVICE: &str = "ask for fewer groups with Limit and Offset, or name only the needed fields in ResponseFilter";

/// What `SelfInfo` shows of a member (rule book 4.6 "Self info").
const SELF_INFO: [MemberField; 4] = [MemberField::JoinTime, MemberField::Role, MemberField::MsgFlag, MemberField::MsgSeq];

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "Member_Account")]
    user: Text<'a>,
    #[serde(rename = "WithHugeGroups", default)]
    huge: Option<Flag>,
    // Groups are active from their creation on, so there is nothing that this could leave out or add.
    #[serde(rename = "WithNoActiveGroups", default)]
    _inactive: Option<Flag>,
    #[serde(rename = "Limit", default)]
    limit: Option<Whole>,
    #[serde(rename = "Offset", default)]
    offset: Option<Whole>,
    #[serde(borrow, rename = "GroupType", default)]
    kind: Option<Text<'a>>,
    #[serde(rename = "SupportTopic", default)]
    topics: Option<Flag>,
    #[serde(borrow, rename = "ResponseFilter", default)]
    filter: Option<Object<Filter<'a>>>,
}

#[derive(Deserialize, Default)]
struct Filter<'a> {
    #[serde(borrow, rename = "GroupBaseInfoFilter", default)]
    group: List<Text<'a>>,
    #[serde(borrow, rename = "SelfInfoFilter", default)]
    own: List<Text<'a>>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// Whose groups.
    pub user: UserId,
    /// Only this type.
    pub kind: Option<Kind>,
    /// Also live groups and broadcast rooms.
    pub huge: bool,
    /// Communities with topics instead of the ordinary list.
    pub topics: bool,
    /// Rows to leave out.
    pub skip: usize,
    /// At most this many rows, 1 or more.
    pub limit: usize,
    /// What each row shows.
    pub shown: Shown,
}

/// What a row shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shown {
    group: Fields,
    own: Option<Fields>,
}

/// Reads the request. A page holds at most `most` groups, which is also what counts when `Limit` is left out or 0.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an unknown type, a user id of the wrong form, topics of another type than
/// Community; 10018 for a higher limit (rule book 2.2).
pub fn read(body: &[u8], most: usize) -> Result<Query, Failure> {
    let body: Body<'_> = body::read(body)?;
    let user = UserId::parse(body.user.as_str()).map_err(|fault| Failure::id("Member_Account", fault))?;
    let limit = body.limit.unwrap_or_default().0;
    if limit > most as u64 {
        return Err(Failure::page(limit, most, ADVICE));
    }
    let kind = given(body.kind.as_ref()).map(|word| words::kind("GroupType", word)).transpose()?;
    let topics = body.topics.is_some_and(|flag| flag.0);
    if topics && kind != Some(Kind::Community) {
        return Err(Failure::parameter("SupportTopic 1 lists communities with topics and needs GroupType Community"));
    }
    let Object(filter) = body.filter.unwrap_or_default();
    let unfiltered = filter.group.0.is_empty() && filter.own.0.is_empty();
    Ok(Query {
        user,
        kind,
        huge: body.huge.is_some_and(|flag| flag.0),
        topics,
        skip: usize::try_from(body.offset.unwrap_or_default().0).unwrap_or(usize::MAX),
        limit: if limit == 0 { most } else { usize::try_from(limit).unwrap_or(most) },
        shown: Shown {
            group: Fields::named::<GroupField>(&filter.group),
            own: (unfiltered || !filter.own.0.is_empty()).then(|| Fields::named::<MemberField>(&filter.own).only(&SELF_INFO)),
        },
    })
}

/// The reply.
pub struct Reply<'a> {
    /// The app.
    pub app: AppId,
    /// Groups there are in all.
    pub total: usize,
    /// The rows of this page: each group with the user's own membership.
    pub rows: &'a [(Group, Member)],
    /// What each shows.
    pub shown: Shown,
}

impl Serialize for Reply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("TotalCount", &self.total)?;
        map.serialize_entry("GroupIdList", &Rows(self))?;
        map.end()
    }
}

struct Rows<'a>(&'a Reply<'a>);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.0.rows.len()))?;
        for (group, own) in self.0.rows {
            rows.serialize_element(&Row { group, own, reply: self.0 })?;
        }
        rows.end()
    }
}

struct Row<'a> {
    group: &'a Group,
    own: &'a Member,
    reply: &'a Reply<'a>,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Shown { group, own } = self.reply.shown;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("GroupId", self.group.id.as_str())?;
        profile::group(&mut map, self.group, self.reply.app, group)?;
        if let Some(fields) = own {
            map.serialize_entry("SelfInfo", &SelfInfo { own: self.own, fields })?;
        }
        map.end()
    }
}

struct SelfInfo<'a> {
    own: &'a Member,
    fields: Fields,
}

impl Serialize for SelfInfo<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        profile::member(&mut map, self.own, self.fields)?;
        map.end()
    }
}
