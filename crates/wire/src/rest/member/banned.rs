//! `get_group_ban_member` (rule book 4.4; REST: Get banned members).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{Text, Whole};
use opentim_domain::{Field, GroupId, Reject, Sanction};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Serialize, Serializer};

/// How to ask for less.
pub const ADVICE: &str = "ask for fewer accounts with Limit and go on with the NextOffset of each reply";

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(rename = "Limit")]
    limit: Whole,
    #[serde(rename = "Offset")]
    offset: Whole,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// The group.
    pub group: GroupId,
    /// Rows to leave out.
    pub skip: usize,
    /// At most this many rows, 1 or more.
    pub limit: usize,
}

/// Reads the request. A page holds 1 to `most` accounts.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, 10015 for an id of the wrong form, a limit of 0 or above `most`.
pub fn read(body: &[u8], most: usize) -> Result<Query, Failure> {
    let body: Body<'_> = body::read(body)?;
    let group = account::group(&body.group)?;
    let limit = match usize::try_from(body.limit.0) {
        Ok(limit) if (1..=most).contains(&limit) => limit,
        _ => return Err(Reject::OutOfRange { field: Field::Limit, min: 1, max: most as u64, given: body.limit.0 }.into()),
    };
    Ok(Query { group, skip: usize::try_from(body.offset.0).unwrap_or(usize::MAX), limit })
}

/// The reply.
#[derive(Serialize)]
pub struct Reply<'a> {
    #[serde(rename = "BannedAccountList", serialize_with = "rows")]
    rows: &'a [Sanction],
    #[serde(rename = "NextOffset")]
    next: usize,
}

impl<'a> Reply<'a> {
    /// The reply to `query` with these rows; `more` says that others follow.
    pub fn new(query: &Query, rows: &'a [Sanction], more: bool) -> Self {
        Self { rows, next: if more { query.skip.saturating_add(rows.len()) } else { 0 } }
    }
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(rename = "Member_Account")]
    user: &'a str,
    #[serde(rename = "BannedUntil")]
    until: u64,
}

fn rows<S: Serializer>(sanctions: &&[Sanction], serializer: S) -> Result<S::Ok, S::Error> {
    let mut rows = serializer.serialize_seq(Some(sanctions.len()))?;
    for sanction in *sanctions {
        let until = sanction.banned_until.map_or(0, |until| until.0);
        rows.serialize_element(&Row { user: sanction.user.as_str(), until })?;
    }
    rows.end()
}
