//! How far a client has been told.

use super::ids;
use opentim_domain::GroupId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The last numbers that were handled; 0: nothing yet.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cursors {
    /// Number of the last notice to the user alone.
    #[serde(default)]
    pub notices: u64,
    /// Number of the last event of each group he is in.
    #[serde(default, with = "ids::by_group")]
    pub groups: BTreeMap<GroupId, u64>,
}
