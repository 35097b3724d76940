//! `TIMGroupGetJoinedGroupList`.

use super::shown::{GroupBaseInfo, GroupDetailInfo, GroupInfo};
use opentim_domain::group::{Group, Member};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// What the list of a user's groups answers, in the order given.
pub fn joined_groups<'a>(rows: impl IntoIterator<Item = &'a (Group, Member)>) -> Vec<GroupInfo> {
    rows.into_iter().map(shown).collect()
}

fn shown((group, own): &(Group, Member)) -> GroupInfo {
    GroupInfo { base: GroupBaseInfo::of(group, own), detail: GroupDetailInfo::of(group, true) }
}

/// One row of that list as JSON text; nothing if it cannot be written.
pub fn joined_row(row: &(Group, Member)) -> Option<Box<RawValue>> {
    serde_json::value::to_raw_value(&shown(row)).ok()
}

/// The list as the difference to what a client has of it (docs/protocol.md, `sync`).
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct JoinedDifference {
    /// Rows that the client has not, or has otherwise.
    pub changed: Vec<ChangedGroup>,
    /// The ids of the whole list in its order. Absent while the client has the same groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Vec<String>>,
}

/// A row of the list that is new to the client.
#[derive(Debug, Serialize, Deserialize)]
pub struct ChangedGroup {
    /// The group.
    pub group: String,
    /// Stands for exactly this row; says nothing else.
    pub version: String,
    /// The row.
    pub row: Box<RawValue>,
}

/// What a list says beside the usual fields that was answered without the server.
#[derive(Debug, Serialize)]
pub struct FromCache {
    from_cache: bool,
}

impl FromCache {
    /// It is as it was when the server was last asked.
    pub const YES: Self = Self { from_cache: true };
}
