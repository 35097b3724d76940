//! Members as events show them.

use super::Known;
use crate::sdk::group::GroupMemberInfo;
use crate::sdk::number::RoleNumber;
use opentim_domain::{GroupId, Role, Secs, UserId};

impl Known {
    /// A member as he was at the time of the event. Somebody without a record (who left has none) has only his id, and the role if
    /// the event says it: that counts more than a record, which may be newer.
    pub(super) fn member(&self, group: &GroupId, user: &UserId, role: Option<Role>, at: Secs) -> GroupMemberInfo {
        let mut shown = match self.members.get(user) {
            Some(member) => GroupMemberInfo::of(group, member, at),
            None => without_record(user.as_str(), group),
        }
        .with_profile(self.accounts.get(user));
        shown.group_member_info_member_role = role.map(RoleNumber).or(shown.group_member_info_member_role);
        shown
    }
}

/// Somebody of whom nothing but the id is known.
pub(super) fn without_record(user: &str, group: &GroupId) -> GroupMemberInfo {
    GroupMemberInfo {
        group_member_info_identifier: user.to_owned(),
        group_member_info_group_id: Some(group.to_string()),
        group_member_info_join_time: Some(0),
        group_member_info_member_role: None,
        group_member_info_msg_flag: None,
        group_member_info_msg_seq: Some(0),
        group_member_info_shutup_time: Some(0),
        group_member_info_name_card: Some(String::new()),
        group_member_info_nick_name: Some(String::new()),
        group_member_info_friend_remark: Some(String::new()),
        group_member_info_face_url: Some(String::new()),
        group_member_info_custom_info: Some(Vec::new()),
        group_member_info_is_online: None,
    }
}

/// A number of this dialect, which ends at 32 bits; larger ones are shown as the largest.
pub(super) fn capped(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
