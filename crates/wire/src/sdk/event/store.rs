//! Changes of attributes and counters.

use crate::sdk::group::{GroupAttributes, GroupCounter};
use crate::sdk::number::CounterValue;
use opentim_domain::{CounterChange, GroupId};

/// The values for a listener of attributes: the group and all its attributes, which is how the incumbent tells of any change.
pub(super) fn attributes(group: &GroupId, all: &[(String, String)]) -> Option<String> {
    let array = serde_json::to_string(&GroupAttributes::all(all)).ok()?;
    serde_json::to_string(&(group.as_str(), array)).ok()
}

/// The values for a listener of counters, an array for each counter. A counter that was deleted counts 0, as one that was never
/// there does.
pub(super) fn counters(group: &GroupId, changes: &[CounterChange]) -> Option<String> {
    let call = |change: &CounterChange| {
        let counter = GroupCounter::of(&change.key, change.after.unwrap_or_default());
        (group.as_str().to_owned(), counter.group_counter_key, counter.group_counter_value)
    };
    let calls: Vec<(String, String, CounterValue)> = changes.iter().map(call).collect();
    serde_json::to_string(&calls).ok()
}
