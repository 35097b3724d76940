//! `destroy_permission_group`.

use super::these;
use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::outcome::{Rows, Verdict};
use crate::rest::value::{List, Text};
use opentim_domain::permission_group::DeletePermissionGroups;
use opentim_domain::{Outcome, PermissionGroupId, Reject};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "PermissionGroupIdList")]
    ids: List<Text<'a>>,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form; 10005 for more than [`super::MOST_GROUPS`].
pub fn read(body: &[u8]) -> Result<DeletePermissionGroups, Failure> {
    let body: Body<'_> = body::read(body)?;
    Ok(DeletePermissionGroups { group: account::group(&body.group)?, ids: these(&body.ids)? })
}

/// The reply: one row for each, in the order named.
#[derive(Serialize)]
pub struct Reply<'a> {
    #[serde(rename = "PermissionGroupResultList")]
    rows: Rows<'a>,
}

impl<'a> Reply<'a> {
    /// What became of these.
    pub fn new(ids: &'a [PermissionGroupId], outcomes: &[Outcome]) -> Self {
        let verdict = |id: &PermissionGroupId, outcome: Outcome| match outcome {
            Outcome::Done => Verdict::DONE,
            _ => Reject::NoSuchPermissionGroup { id: id.to_string() }.into(),
        };
        let rows = ids.iter().zip(outcomes).map(|(id, outcome)| (id.as_str(), verdict(id, *outcome)));
        Self { rows: Rows::new("PermissionGroupId", rows) }
    }
}
