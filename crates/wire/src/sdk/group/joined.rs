//! `TIMGroupGetJoinedGroupList`.

use super::shown::{GroupBaseInfo, GroupDetailInfo, GroupInfo};
use opentim_domain::group::{Group, Member};

/// What the list of a user's groups answers, in the order given.
pub fn joined_groups<'a>(rows: impl IntoIterator<Item = &'a (Group, Member)>) -> Vec<GroupInfo> {
    let shown = |(group, own): &(Group, Member)| GroupInfo {
        base: GroupBaseInfo::of(group, own),
        detail: GroupDetailInfo::of(group, true),
    };
    rows.into_iter().map(shown).collect()
}
