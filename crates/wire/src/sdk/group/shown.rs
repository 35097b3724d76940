//! A group as answers show it.

use super::fields::GroupInfoCustomString;
use crate::sdk::described::described;
use crate::sdk::number::{AddOption, ApproveOption, GroupType, ReceiveOption, RoleNumber};
use opentim_domain::Kind;
use opentim_domain::group::{Group, Member};
use serde::Serialize;

described! {
    /// The caller's own membership.
    #[derive(Clone, Debug, Serialize)]
    pub struct GroupSelfInfo as "GroupSelfInfo" {
        /// When he joined, in unix seconds.
        pub group_self_info_join_time: u32,
        /// His role: 200 member, 300 admin, 400 owner.
        pub group_self_info_role: RoleNumber,
        /// Messages he has not read; as long as opentim has no messages what an import has set, else 0.
        pub group_self_info_unread_num: u32,
        /// How he receives messages.
        pub group_self_info_msg_flag: ReceiveOption,
    }
}

described! {
    /// A group in short, with the caller's own membership.
    #[derive(Clone, Debug, Serialize)]
    pub struct GroupBaseInfo as "GroupBaseInfo" {
        /// Id of the group.
        pub group_base_info_group_id: String,
        /// Name.
        pub group_base_info_group_name: String,
        /// Type.
        pub group_base_info_group_type: GroupType,
        /// Address of the avatar, or empty.
        pub group_base_info_face_url: String,
        /// Version of the profile: grows with every change of it.
        pub group_base_info_info_seq: u32,
        /// Number of the newest message; 0 as long as opentim has no messages.
        pub group_base_info_latest_seq: u32,
        /// Number of the newest message the caller has read.
        pub group_base_info_readed_seq: u32,
        /// How the caller receives messages.
        pub group_base_info_msg_flag: ReceiveOption,
        /// Nobody but owner and admins may speak.
        pub group_base_info_is_shutup_all: bool,
        /// The caller's own membership.
        pub group_base_info_self_info: GroupSelfInfo,
    }
}

described! {
    /// A group in full.
    #[derive(Clone, Debug, Serialize)]
    pub struct GroupDetailInfo as "GroupDetailInfo" {
        /// Id of the group.
        pub group_detail_info_group_id: String,
        /// Type.
        pub group_detail_info_group_type: GroupType,
        /// A community with topics.
        pub group_detail_info_is_support_topic: bool,
        /// Name.
        pub group_detail_info_group_name: String,
        /// Notification, or empty. Empty also for a Private group that the caller is not in.
        pub group_detail_info_notification: String,
        /// Introduction, or empty.
        pub group_detail_info_introduction: String,
        /// Address of the avatar, or empty.
        pub group_detail_info_face_url: String,
        /// When it was created, in unix seconds.
        pub group_detail_info_create_time: u32,
        /// Version of the profile: grows with every change of it.
        pub group_detail_info_info_seq: u32,
        /// When the profile last changed, in unix seconds.
        pub group_detail_info_last_info_time: u32,
        /// Number of the newest message; 0 as long as opentim has no messages.
        pub group_detail_info_next_msg_seq: u32,
        /// When the newest message was sent, in unix seconds; 0 as long as opentim has no messages.
        pub group_detail_info_last_msg_time: u32,
        /// Members now; in live groups those who have joined and are online.
        pub group_detail_info_member_num: u32,
        /// Most members; 0: unlimited.
        pub group_detail_info_max_member_num: u32,
        /// What an application to join meets: 0 nobody may apply, 1 owner or admin decides, 2 joins at once.
        pub group_detail_info_add_option: AddOption,
        /// What an invitation by a member meets: 0 nobody may invite, 1 owner or admin decides, 2 joins at once.
        pub group_detail_info_approve_option: ApproveOption,
        /// 1: everybody may see it. Unless set 0 for Private groups and 1 for others. Kept for apps; opentim itself does not ask for it.
        pub group_detail_info_visible: u32,
        /// 1: everybody may find it. Unless set 0 for Private groups and 1 for others. Kept for apps; opentim itself does not ask for it.
        pub group_detail_info_searchable: u32,
        /// Nobody but owner and admins may speak.
        pub group_detail_info_is_shutup_all: bool,
        /// User id of the owner, or empty: an ownerless group.
        pub group_detail_info_owner_identifier: String,
        /// Custom fields. Empty also for a Private group that the caller is not in.
        pub group_detail_info_custom_info: Vec<GroupInfoCustomString>,
        /// Permission groups rule instead of the admin role.
        pub group_detail_info_enable_permission_group: bool,
        /// Rights of members who are in no permission group, as bits (V2TIMCommunityPermissionValue).
        pub group_detail_info_default_permissions: u32,
        /// Deprecated, always 0: use `TIMGroupGetOnlineMemberCount`.
        pub group_detail_info_online_member_num: u32,
    }
}

/// A joined group: both views of it in one object.
#[derive(Clone, Debug, Serialize)]
pub struct GroupInfo {
    /// In short.
    #[serde(flatten)]
    pub base: GroupBaseInfo,
    /// In full.
    #[serde(flatten)]
    pub detail: GroupDetailInfo,
}

/// A number of this dialect, which ends at 32 bits; larger ones are shown as the largest.
pub(in crate::sdk) fn capped(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl GroupBaseInfo {
    pub(super) fn of(group: &Group, own: &Member) -> Self {
        Self {
            group_base_info_group_id: group.id.to_string(),
            group_base_info_group_name: group.name.clone(),
            group_base_info_group_type: GroupType(group.kind),
            group_base_info_face_url: group.face_url.clone(),
            group_base_info_info_seq: capped(group.numbers.info),
            group_base_info_latest_seq: 0,
            group_base_info_readed_seq: 0,
            group_base_info_msg_flag: ReceiveOption(own.msg_flag),
            group_base_info_is_shutup_all: group.mute_all,
            group_base_info_self_info: GroupSelfInfo {
                group_self_info_join_time: capped(own.joined_at.0),
                group_self_info_role: RoleNumber(own.role),
                group_self_info_unread_num: own.unread,
                group_self_info_msg_flag: ReceiveOption(own.msg_flag),
            },
        }
    }
}

impl GroupDetailInfo {
    /// `member`: the reader is in the group. Somebody outside sees only the public fields of a Private group (rule book 4.6).
    pub(super) fn of(group: &Group, member: bool) -> Self {
        let closed = group.kind == Kind::Work;
        let inside = member || !closed;
        Self {
            group_detail_info_group_id: group.id.to_string(),
            group_detail_info_group_type: GroupType(group.kind),
            group_detail_info_is_support_topic: group.topics,
            group_detail_info_group_name: group.name.clone(),
            group_detail_info_notification: if inside { group.notification.clone() } else { String::new() },
            group_detail_info_introduction: group.introduction.clone(),
            group_detail_info_face_url: group.face_url.clone(),
            group_detail_info_create_time: capped(group.created_at.0),
            group_detail_info_info_seq: capped(group.numbers.info),
            group_detail_info_last_info_time: capped(group.info_changed_at.0),
            group_detail_info_next_msg_seq: 0,
            group_detail_info_last_msg_time: 0,
            group_detail_info_member_num: group.member_count,
            group_detail_info_max_member_num: group.max_members.unwrap_or(0),
            group_detail_info_add_option: AddOption(group.join),
            group_detail_info_approve_option: ApproveOption(group.invite),
            group_detail_info_visible: u32::from(group.visible.unwrap_or(!closed)),
            group_detail_info_searchable: u32::from(group.searchable.unwrap_or(!closed)),
            group_detail_info_is_shutup_all: group.mute_all,
            group_detail_info_owner_identifier: group.owner.as_ref().map(ToString::to_string).unwrap_or_default(),
            group_detail_info_custom_info: if inside { group.fields.iter().map(Into::into).collect() } else { Vec::new() },
            group_detail_info_enable_permission_group: group.permission_groups,
            group_detail_info_default_permissions: capped(group.default_permissions),
            group_detail_info_online_member_num: 0,
        }
    }
}
