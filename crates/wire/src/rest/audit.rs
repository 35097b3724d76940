//! Ours: `get_group_audit`: everything that was done to a group, also to one that has ended.

use crate::AuditEntry;
use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{Text, Whole};
use opentim_domain::GroupId;
use serde::{Deserialize, Serialize};

/// How to ask for less.
pub const ADVICE: &str = "ask for fewer entries with Limit and go on with the Next of each reply";

/// Most entries of one page, which is also what counts when `Limit` is left out.
pub const PAGE: usize = 100;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(rename = "Limit", default)]
    limit: Option<Whole>,
    #[serde(rename = "Next", default)]
    next: Option<Whole>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// The group.
    pub group: GroupId,
    /// Entries with higher numbers; 0 first.
    pub after: u64,
    /// At most this many.
    pub limit: usize,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, 10015 for an id of the wrong form, 10018 for a higher limit.
pub fn read(body: &[u8]) -> Result<Query, Failure> {
    let body: Body<'_> = body::read(body)?;
    let limit = body.limit.unwrap_or_default().0;
    if limit > PAGE as u64 {
        return Err(Failure::page(limit, PAGE, ADVICE));
    }
    Ok(Query {
        group: account::group(&body.group)?,
        after: body.next.unwrap_or_default().0,
        limit: if limit == 0 { PAGE } else { usize::try_from(limit).unwrap_or(PAGE) },
    })
}

/// The reply.
#[derive(Serialize)]
pub struct Reply<'a> {
    /// The entries, oldest first.
    #[serde(rename = "AuditList")]
    pub entries: &'a [AuditEntry<'a>],
    /// The number to go on after; 0 at the end.
    #[serde(rename = "Next")]
    pub next: u64,
}
