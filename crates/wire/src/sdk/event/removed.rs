//! Which groups a user is told to be out of.

use opentim_domain::GroupId;
use serde::Deserialize;

/// Types of reports: removed, the group ended, left, banned.
const OUT: [u32; 4] = [4, 5, 8, 22];

/// As much of a message as says that.
#[derive(Deserialize)]
struct Told {
    #[serde(default)]
    message_elem_array: Vec<Elem>,
}

#[derive(Deserialize)]
struct Elem {
    #[serde(default)]
    group_report_elem_report_type: u32,
    #[serde(default)]
    group_report_elem_group_id: String,
}

/// The groups that a text for listeners of new messages says the user is not in any more, because he left, somebody removed or
/// banned him, or the group has ended.
pub fn removed_from(messages: &str) -> Vec<GroupId> {
    let told: Vec<Told> = serde_json::from_str(messages).unwrap_or_default();
    let out = |elem: &Elem| OUT.contains(&elem.group_report_elem_report_type);
    let elems = told.into_iter().flat_map(|told| told.message_elem_array).filter(out);
    elems.filter_map(|elem| GroupId::parse(&elem.group_report_elem_group_id).ok()).collect()
}
