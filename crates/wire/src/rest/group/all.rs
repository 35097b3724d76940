//! `get_appid_group_list` (rule book 4.3; REST: Get all groups).

use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{Text, Whole, given};
use crate::rest::words;
use opentim_domain::{GroupId, Kind};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Serialize, Serializer};

/// How to ask for less.
pub const ADVICE: &str = "ask for fewer groups with Limit and go on with the Next of each reply";

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(rename = "Limit", default)]
    limit: Option<Whole>,
    #[serde(rename = "Next", default)]
    next: Option<Whole>,
    #[serde(borrow, rename = "GroupType", default)]
    kind: Option<Text<'a>>,
}

/// Which groups are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Query {
    /// Only this type.
    pub kind: Option<Kind>,
    /// Cursor; 0 first.
    pub after: u64,
    /// At most this many, 1 or more.
    pub limit: usize,
}

/// Reads the request. A page holds at most `most` groups, which is also what counts when `Limit` is left out or 0.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an unknown type; 10018 for a higher limit (rule book 2.2).
pub fn read(body: &[u8], most: usize) -> Result<Query, Failure> {
    let body: Body<'_> = body::read(body)?;
    let limit = body.limit.unwrap_or_default().0;
    if limit > most as u64 {
        return Err(Failure::page(limit, most, ADVICE));
    }
    let limit = if limit == 0 { most } else { usize::try_from(limit).unwrap_or(most) };
    let kind = given(body.kind.as_ref()).map(|word| words::kind("GroupType", word)).transpose()?;
    Ok(Query { kind, after: body.next.unwrap_or_default().0, limit })
}

/// The reply.
#[derive(Serialize)]
pub struct Reply<'a> {
    /// Groups there are in all.
    #[serde(rename = "TotalCount")]
    pub total: u64,
    /// The ids of this page.
    #[serde(rename = "GroupIdList", serialize_with = "rows")]
    pub ids: &'a [GroupId],
    /// Cursor for the next page; 0 when this was the last.
    #[serde(rename = "Next")]
    pub next: u64,
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(rename = "GroupId")]
    group: &'a str,
}

fn rows<S: Serializer>(ids: &[GroupId], serializer: S) -> Result<S::Ok, S::Error> {
    let mut rows = serializer.serialize_seq(Some(ids.len()))?;
    for id in ids {
        rows.serialize_element(&Row { group: id.as_str() })?;
    }
    rows.end()
}
