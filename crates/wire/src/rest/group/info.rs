//! `get_group_info` (rule book 4.3; REST: Get group profile).
//!
//! Without any filter a row carries everything. Once a filter is given, members and custom fields come only when their own
//! filter asks for them, so that asking for names does not drag thousands of members along.

use super::profile::{self, CustomFields};
use crate::rest::body;
use crate::rest::envelope::MOST_REPLY_BYTES;
use crate::rest::failure::Failure;
use crate::rest::filter::{CustomKeys, Fields, GroupField, MemberField};
use crate::rest::member;
use crate::rest::value::{List, Object, Text};
use opentim_domain::group::{Group, Member};
use opentim_domain::{AppId, GroupId, Reject, StoredMembers};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Serialize, Serializer};

/// How to ask for less.
pub const ADVICE: &str =
    "ask for fewer groups at once, or name only the needed fields in ResponseFilter.GroupBaseInfoFilter and MemberInfoFilter";

/// The shortest row of a member, `{"Member_Account":"a"},`, in bytes.
const SHORTEST_MEMBER: usize = 23;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupIdList")]
    ids: List<Text<'a>>,
    #[serde(borrow, rename = "ResponseFilter", default)]
    filter: Option<Object<Filter<'a>>>,
}

#[derive(Deserialize, Default)]
struct Filter<'a> {
    #[serde(borrow, rename = "GroupBaseInfoFilter", default)]
    group: List<Text<'a>>,
    #[serde(borrow, rename = "MemberInfoFilter", default)]
    member: List<Text<'a>>,
    #[serde(borrow, rename = "AppDefinedDataFilter_Group", default)]
    group_keys: List<Text<'a>>,
    #[serde(borrow, rename = "AppDefinedDataFilter_GroupMember", default)]
    member_keys: List<Text<'a>>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// The groups; a malformed id with its refusal.
    pub ids: Vec<Result<GroupId, (String, Failure)>>,
    /// What each row shows.
    pub shown: Shown,
}

/// What a row shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown {
    group: Fields,
    group_keys: CustomKeys,
    members: Option<member::Shown>,
}

/// Reads the request; at most `most` groups in one (rule book 2.2).
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, no id; 10005 for more ids.
pub fn read(body: &[u8], most: usize) -> Result<Query, Failure> {
    let body: Body<'_> = body::read(body)?;
    let given = body.ids.0.len();
    if given == 0 {
        return Err(Failure::parameter(format!("GroupIdList is required: name 1 to {most} groups")));
    }
    if given > most {
        let text = format!("GroupIdList names too many groups: {given} were given, at most {most} are allowed");
        return Err(Failure::new(Reject::TooManyAccounts { limit: most, given }.number(), text));
    }
    let shown = shown(&body.filter.unwrap_or_default().0)?;
    let id = |text: &Text<'_>| match GroupId::parse(text.as_str()) {
        Ok(id) => Ok(id),
        Err(fault) => Err((text.as_str().to_owned(), Reject::BadGroupId(fault).into())),
    };
    Ok(Query { ids: body.ids.0.iter().map(id).collect(), shown })
}

fn shown(filter: &Filter<'_>) -> Result<Shown, Failure> {
    let Filter { group, member, group_keys, member_keys } = filter;
    let unfiltered = [group, member, group_keys, member_keys].iter().all(|list| list.0.is_empty());
    let otherwise = || if unfiltered { CustomKeys::All } else { CustomKeys::None };
    let member_keys_asked = !member_keys.0.is_empty();
    Ok(Shown {
        group: Fields::named::<GroupField>(group),
        group_keys: CustomKeys::named("AppDefinedDataFilter_Group", group_keys, otherwise())?,
        members: if unfiltered || member_keys_asked || !member.0.is_empty() {
            let keys = CustomKeys::named("AppDefinedDataFilter_GroupMember", member_keys, otherwise())?;
            Some(member::Shown::these(Fields::named::<MemberField>(member), keys))
        } else {
            None
        },
    })
}

impl Shown {
    /// Whether the members of this group are needed. Types that store only some of their members show none (rule book 1.5).
    pub fn needs_members(&self, group: &Group) -> bool {
        self.members.is_some() && group.kind.rules().stored_members == StoredMembers::All
    }
}

/// Whether the rows of so many members can fit one reply at all.
pub const fn members_fit(count: usize) -> bool {
    count <= MOST_REPLY_BYTES / SHORTEST_MEMBER
}

/// One answered id.
#[derive(Debug)]
pub enum Row {
    /// The group, and its members if they are shown.
    Found(Box<Group>, Option<Vec<Member>>),
    /// This id has its own refusal.
    Refused(String, Failure),
}

/// The reply.
pub struct Reply<'a> {
    /// The app.
    pub app: AppId,
    /// One row per id, in the order asked.
    pub rows: &'a [Row],
    /// What each shows.
    pub shown: &'a Shown,
}

impl Serialize for Reply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("GroupInfo", &Rows(self))?;
        map.end()
    }
}

struct Rows<'a>(&'a Reply<'a>);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.0.rows.len()))?;
        for row in self.0.rows {
            rows.serialize_element(&OneRow { row, reply: self.0 })?;
        }
        rows.end()
    }
}

struct OneRow<'a> {
    row: &'a Row,
    reply: &'a Reply<'a>,
}

impl Serialize for OneRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self.row {
            Row::Refused(id, failure) => {
                map.serialize_entry("GroupId", id)?;
                map.serialize_entry("ErrorCode", &failure.number)?;
                map.serialize_entry("ErrorInfo", &failure.text)?;
            }
            Row::Found(group, members) => {
                let shown = self.reply.shown;
                map.serialize_entry("GroupId", group.id.as_str())?;
                map.serialize_entry("ErrorCode", &0)?;
                map.serialize_entry("ErrorInfo", "")?;
                profile::group(&mut map, group, self.reply.app, shown.group)?;
                if shown.group_keys.any() {
                    map.serialize_entry("AppDefinedData", &CustomFields { fields: &group.fields, keys: &shown.group_keys })?;
                }
                if let (Some(members), Some(shown)) = (members, &shown.members) {
                    map.serialize_entry("MemberList", &member::Rows { members, shown })?;
                }
            }
        }
        map.end()
    }
}
