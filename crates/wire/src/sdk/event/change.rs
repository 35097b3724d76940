//! What a tip says of single changes.

use crate::sdk::described::described;
use opentim_domain::{InfoChange, UserId};
use serde::Serialize;

described! {
    /// One change of a group's profile.
    #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
    pub struct GroupTipGroupChangeInfo as "GroupTipGroupChangeInfo" {
        /// What changed: 1 name, 2 introduction, 3 notification, 4 avatar, 5 owner, 6 a custom field, 8 mute of all, 11 option of
        /// applications, 12 option of invitations, 13 permission groups on or off, 14 default permissions.
        pub group_tips_group_change_info_flag: u32,
        /// The new value of flags 1 to 6 (5: the new owner's user id); empty when there is none any more, and for the other flags.
        pub group_tips_group_change_info_value: String,
        /// Flag 6: key of the custom field. Else empty.
        pub group_tips_group_change_info_key: String,
        /// Flags 8 and 13: the new value. Else false.
        pub group_tips_group_change_info_bool_value: bool,
        /// Flags 11 and 12: the new option, as in `TIMGroupAddOption`. Else 0.
        pub group_tips_group_change_info_int_value: u32,
        /// Flag 14: the new rights as bits. Else 0.
        pub group_tips_group_change_info_uint64_value: u64,
    }
}

described! {
    /// A member who was muted, or may speak again.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    pub struct GroupTipMemberChangeInfo as "GroupTipMemberChangeInfo" {
        /// User id of the member.
        pub group_tips_member_change_info_identifier: String,
        /// For how many seconds he is muted from the time of the tip; 0: he may speak again.
        pub group_tips_member_change_info_shutupTime: u32,
    }
}

described! {
    /// A mark that was set on members of a live group, or taken off.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    pub struct GroupTipMemberMarkChangeInfo as "GroupTipMemberMarkChangeInfo" {
        /// true: set; false: taken off.
        pub group_tips_member_mark_change_info_enableMark: bool,
        /// The mark, from 1000.
        pub group_tips_member_mark_change_info_markType: u32,
        /// User ids of the members.
        pub group_tips_member_mark_change_info_userIDList: Vec<String>,
    }
}

impl GroupTipGroupChangeInfo {
    fn text(flag: u32, value: &str) -> Self {
        Self { group_tips_group_change_info_flag: flag, group_tips_group_change_info_value: value.to_owned(), ..Self::default() }
    }

    fn truth(flag: u32, value: bool) -> Self {
        Self { group_tips_group_change_info_flag: flag, group_tips_group_change_info_bool_value: value, ..Self::default() }
    }

    fn option(flag: u32, value: u32) -> Self {
        Self { group_tips_group_change_info_flag: flag, group_tips_group_change_info_int_value: value, ..Self::default() }
    }

    /// The group has another owner, or none.
    pub(super) fn owner(owner: Option<&UserId>) -> Self {
        Self::text(5, owner.map_or("", UserId::as_str))
    }

    /// One change, which may be of several custom fields. Nothing for what this dialect has no flag for.
    pub(super) fn of(change: &InfoChange) -> Vec<Self> {
        match change {
            InfoChange::Name(_, after) => vec![Self::text(1, after)],
            InfoChange::Introduction(_, after) => vec![Self::text(2, after)],
            InfoChange::Notification(_, after) => vec![Self::text(3, after)],
            InfoChange::FaceUrl(_, after) => vec![Self::text(4, after)],
            InfoChange::Fields(fields) => {
                let one = |field: &opentim_domain::FieldChange| Self {
                    group_tips_group_change_info_key: field.key.clone(),
                    ..Self::text(6, field.after.as_deref().unwrap_or_default())
                };
                fields.iter().map(one).collect()
            }
            InfoChange::MuteAll(_, after) => vec![Self::truth(8, *after)],
            InfoChange::JoinOption(_, after) => vec![Self::option(11, *after as u32)],
            InfoChange::InviteOption(_, after) => vec![Self::option(12, *after as u32)],
            InfoChange::PermissionGroups(_, after) => vec![Self::truth(13, *after)],
            InfoChange::DefaultPermissions(_, after) => vec![Self {
                group_tips_group_change_info_flag: 14,
                group_tips_group_change_info_uint64_value: *after,
                ..Self::default()
            }],
            InfoChange::MaxMembers(..)
            | InfoChange::Visible(..)
            | InfoChange::Searchable(..)
            | InfoChange::EarlyHistory(..)
            | InfoChange::Custom(..) => Vec::new(),
        }
    }
}
