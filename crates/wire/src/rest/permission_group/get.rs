//! `get_permission_group`: those named, or all of them by pages.

use super::{MOST_GROUPS, these};
use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::outcome::Verdict;
use crate::rest::value::{List, Text, Whole, given};
use opentim_domain::record::PermissionGroup;
use opentim_domain::{GroupId, PermissionGroupId, Reject};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Serialize, Serializer};

/// How to ask for less.
pub const ADVICE: &str = "ask for fewer permission groups with Limit and go on with the Next of each reply";

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "PermissionGroupIdList", default)]
    ids: List<Text<'a>>,
    #[serde(rename = "Limit", default)]
    limit: Option<Whole>,
    #[serde(borrow, rename = "Next", default)]
    next: Option<Text<'a>>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// The community.
    pub group: GroupId,
    /// Those named; nothing: all.
    pub ids: Option<Vec<PermissionGroupId>>,
    /// Those after this one.
    pub after: Option<PermissionGroupId>,
    /// At most this many.
    pub limit: usize,
}

/// Reads the request. A page holds at most [`MOST_GROUPS`], which is also what counts when `Limit` is left out or 0.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, a `Next` that no reply gave; 10005 for more ids, 10018
/// for a higher limit.
pub fn read(body: &[u8]) -> Result<Query, Failure> {
    let body: Body<'_> = body::read(body)?;
    let limit = body.limit.unwrap_or_default().0;
    if limit > MOST_GROUPS as u64 {
        return Err(Failure::page(limit, MOST_GROUPS, ADVICE));
    }
    let ids = these(&body.ids)?;
    let after = body.next.as_ref().filter(|next| given(Some(*next)).is_some());
    Ok(Query {
        group: account::group(&body.group)?,
        ids: Some(ids).filter(|ids| !ids.is_empty()),
        after: after.map(|next| account::permission_group("Next", next)).transpose()?,
        limit: if limit == 0 { MOST_GROUPS } else { usize::try_from(limit).unwrap_or(MOST_GROUPS) },
    })
}

/// A permission group with the number of its members; or an id that names none.
pub type Row = Result<(PermissionGroup, usize), PermissionGroupId>;

/// The reply.
pub struct Reply<'a> {
    /// The rows.
    pub rows: &'a [Row],
    /// Where the next page begins; empty at the end.
    pub next: &'a str,
}

impl Serialize for Reply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("PermissionGroupInfoList", &Rows(self.rows))?;
        map.serialize_entry("Next", self.next)?;
        map.end()
    }
}

struct Rows<'a>(&'a [Row]);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.0.len()))?;
        for row in self.0 {
            rows.serialize_element(&OneRow(row))?;
        }
        rows.end()
    }
}

struct OneRow<'a>(&'a Row);

impl Serialize for OneRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self.0 {
            Ok((group, members)) => {
                Verdict::DONE.write(&mut map)?;
                map.serialize_entry("PermissionGroupId", group.id.as_str())?;
                map.serialize_entry("PermissionGroupName", &group.name)?;
                map.serialize_entry("CustomString", &group.custom)?;
                map.serialize_entry("Permission", &group.permissions)?;
                map.serialize_entry("MemberCount", members)?;
            }
            Err(id) => {
                Verdict::from(Reject::NoSuchPermissionGroup { id: id.to_string() }).write(&mut map)?;
                map.serialize_entry("PermissionGroupId", id.as_str())?;
            }
        }
        map.end()
    }
}
