//! `get_group_member_info` (rule book 4.4; REST: Get group members).
//!
//! Pages go by `Limit` and `Offset`, in communities by `Next`. `Next` also works in every other type: it costs the same on every
//! page, while a high `Offset` has to walk over the rows that it leaves out.

use super::{Rows, Shown};
use crate::rest::account;
use crate::rest::body;
use crate::rest::envelope::MOST_REPLY_BYTES;
use crate::rest::failure::{Failure, quoted};
use crate::rest::value::{List, Text, Whole};
use crate::rest::words;
use opentim_domain::group::Member;
use opentim_domain::{GroupId, Kind, Role};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

/// How to ask for less.
pub const ADVICE: &str = "ask for fewer members with Limit and go on with Offset (in communities with the Next of each reply), or name \
                          only the needed fields in MemberInfoFilter";

/// The shortest row of a member, `{"Member_Account":"a"},`, in bytes.
const SHORTEST_ROW: usize = 23;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "MemberInfoFilter", default)]
    fields: List<Text<'a>>,
    #[serde(borrow, rename = "MemberRoleFilter", default)]
    roles: List<Text<'a>>,
    #[serde(borrow, rename = "AppDefinedDataFilter_GroupMember", default)]
    keys: List<Text<'a>>,
    #[serde(rename = "Limit", default)]
    limit: Option<Whole>,
    #[serde(rename = "Offset", default)]
    offset: Option<Whole>,
    #[serde(borrow, rename = "Next", default)]
    next: Option<Text<'a>>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// The group.
    pub group: GroupId,
    /// Only members of these roles; none named: of any.
    pub roles: Vec<Role>,
    /// Rows to leave out.
    pub skip: usize,
    /// At most this many rows, 1 or more.
    pub limit: usize,
    /// Only members after this place in the order of joining, when `Next` is given; 0 first.
    pub after: Option<u64>,
    /// What each row shows.
    pub shown: Shown,
}

/// Reads the request. A page holds at most `most` members, which is also what counts when `Limit` is left out or 0.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, an unknown role, a `Next` that no reply gave, both
/// `Next` and `Offset`; 10018 for a higher limit (rule book 2.2).
pub fn read(body: &[u8], most: usize) -> Result<Query, Failure> {
    let body: Body<'_> = body::read(body)?;
    let group = account::group(&body.group)?;
    let limit = body.limit.unwrap_or_default().0;
    if limit > most as u64 {
        return Err(Failure::page(limit, most, ADVICE));
    }
    let after = body.next.as_ref().map(place).transpose()?;
    let skip = usize::try_from(body.offset.unwrap_or_default().0).unwrap_or(usize::MAX);
    if skip > 0 && after.is_some_and(|after| after > 0) {
        return Err(Failure::parameter("Next and Offset are two ways to ask for the next page; give one of them"));
    }
    Ok(Query {
        group,
        roles: words::role_filter(&body.roles)?,
        skip,
        limit: if limit == 0 { most } else { usize::try_from(limit).unwrap_or(most) },
        after,
        shown: Shown::read(&body.fields, &body.keys)?,
    })
}

fn place(next: &Text<'_>) -> Result<u64, Failure> {
    let text = next.as_str();
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        _ if text.is_empty() => Ok(0),
        Ok(place) if digits => Ok(place),
        _ => Err(Failure::parameter(format!(
            "Next must be the Next of the reply before, or empty for the first page; {:?} was given",
            quoted(text)
        ))),
    }
}

impl Query {
    /// Refuses `Offset` in communities, which are too large to be counted through for every page.
    ///
    /// # Errors
    /// 10004 with what to use in its place.
    pub fn paged_as(&self, kind: Kind) -> Result<(), Failure> {
        if kind == Kind::Community && self.skip > 0 {
            let text = "Offset does not work in communities; give the Next of the reply before, empty for the first page";
            return Err(Failure::parameter(text));
        }
        Ok(())
    }

    /// The most rows that a reply can hold at all: more need not be read.
    pub fn most_rows(&self) -> usize {
        self.limit.min(MOST_REPLY_BYTES / SHORTEST_ROW)
    }
}

/// The reply.
pub struct Reply<'a> {
    /// Members of the whole group.
    pub total: u32,
    /// The members of this page.
    pub members: &'a [Member],
    /// Where the next page begins, 0 at the end; nothing where it is not told.
    pub next: Option<u64>,
    /// What each row shows.
    pub shown: &'a Shown,
}

impl Serialize for Reply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("MemberNum", &self.total)?;
        map.serialize_entry("MemberList", &Rows { members: self.members, shown: self.shown })?;
        match self.next {
            Some(0) => map.serialize_entry("Next", "")?,
            Some(next) => map.serialize_entry("Next", &format_args!("{next}"))?,
            None => {}
        }
        map.end()
    }
}
