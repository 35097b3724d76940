//! `TIMGroupModifyGroupInfo`.

use super::fields::GroupInfoCustomString;
use super::flagged::Flagged;
use super::id;
use crate::sdk::codes::Failure;
use crate::sdk::described::described;
use crate::sdk::method::Uses;
use crate::sdk::number::{AddOption, ApproveOption, Bits, Flags, Switch};
use crate::sdk::request::Request;
use opentim_domain::group::{ChangeOwner, GroupPatch, ModifyGroup};
use opentim_domain::{Field, Reject};
use serde::Deserialize;

/// The bit of a new owner: 2^31, which C spells -2147483648.
const OWNER: u32 = 1 << 31;

/// The bits of the rule book, 8.2, "Bits used in a modify request".
const FLAGGED: Flagged = Flagged {
    flag: "group_modify_info_param_modify_flag",
    always: &["group_modify_info_param_group_id"],
    fields: &[
        (1, "group_modify_info_param_group_name"),
        (2, "group_modify_info_param_notification"),
        (4, "group_modify_info_param_introduction"),
        (8, "group_modify_info_param_face_url"),
        (16, "group_modify_info_param_add_option"),
        (32, "group_modify_info_param_max_member_num"),
        (64, "group_modify_info_param_visible"),
        (128, "group_modify_info_param_searchable"),
        (256, "group_modify_info_param_is_shutup_all"),
        (512, "group_modify_info_param_custom_info"),
        (4096, "group_modify_info_param_approve_option"),
        (8192, "group_modify_info_param_enable_permission_group"),
        (16384, "group_modify_info_param_default_permissions"),
        (OWNER, "group_modify_info_param_owner"),
    ],
};

described! {
    /// What changes of a group. Only what the flag names is looked at; several calls at once with different flags all take effect.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GroupModifyInfoParam as "GroupModifyInfoParam" {
        /// Id of the group: required; printable ASCII, at most 96 bytes (10015).
        pub group_modify_info_param_group_id: String,
        /// The fields that count, as a sum: 1 name, 2 notification, 4 introduction, 8 face_url, 16 add_option, 32 max_member_num,
        /// 64 visible, 128 searchable, 256 is_shutup_all, 512 custom_info, 4096 approve_option, 8192 enable_permission_group,
        /// 16384 default_permissions; 2147483648 or -2147483648 owner, and that one only alone (10004). Each must be given.
        pub group_modify_info_param_modify_flag: Flags,
        /// Flag 1: name, 1 to 30 bytes of UTF-8 (8502 when longer), at least one visible character (10004).
        pub group_modify_info_param_group_name: Option<String>,
        /// Flag 2: notification, at most 300 bytes of UTF-8 (8504).
        pub group_modify_info_param_notification: Option<String>,
        /// Flag 4: introduction, at most 240 bytes of UTF-8 (8503).
        pub group_modify_info_param_introduction: Option<String>,
        /// Flag 8: address of the avatar, at most 100 bytes of UTF-8 (8505).
        pub group_modify_info_param_face_url: Option<String>,
        /// Flag 16: what an application to join meets, 0 nobody may apply, 1 owner or admin decides, 2 joins at once. Public groups
        /// and communities only (10007).
        pub group_modify_info_param_add_option: Option<AddOption>,
        /// Flag 32: most members, from those there are to the cap of the type (10004). AVChatRoom and BChatRoom ignore it.
        pub group_modify_info_param_max_member_num: Option<u32>,
        /// Flag 64: 1 everybody may see it, 0 only members. Kept and shown; opentim itself does not ask for it.
        pub group_modify_info_param_visible: Option<Switch>,
        /// Flag 128: 1 everybody may find it, 0 only members. Kept and shown; opentim itself does not ask for it.
        pub group_modify_info_param_searchable: Option<Switch>,
        /// Flag 256: nobody but owner and admins may speak.
        pub group_modify_info_param_is_shutup_all: Option<bool>,
        /// Flag 2147483648 or -2147483648: user id of a member who becomes the owner; the owner before is an ordinary member then.
        pub group_modify_info_param_owner: Option<String>,
        /// Flag 512: custom fields by key, an empty value deletes; others stay. At most 10 keys per group.
        pub group_modify_info_param_custom_info: Option<Vec<GroupInfoCustomString>>,
        /// Flag 4096: what an invitation meets, 0 nobody may invite, 1 owner or admin decides, 2 joins at once. Not in AVChatRoom and
        /// BChatRoom (10007).
        pub group_modify_info_param_approve_option: Option<ApproveOption>,
        /// Flag 8192: permission groups rule instead of the admin role. Communities with topics only (10007).
        pub group_modify_info_param_enable_permission_group: Option<bool>,
        /// Flag 16384: rights of members in no permission group, as bits. Communities with topics only (10007).
        pub group_modify_info_param_default_permissions: Option<Bits>,
    }
}

described! {
    /// Argument of `TIMGroupModifyGroupInfo`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct ModifyGroupParams as "ModifyGroupParams" {
        /// What changes.
        pub params: GroupModifyInfoParam,
        /// Handed back untouched as `user_data`.
        pub data: Option<String>,
    }
}

/// What a `TIMGroupModifyGroupInfo` asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GroupChange {
    /// Other values.
    Patch(ModifyGroup),
    /// Another owner.
    Owner(ChangeOwner),
}

/// The command that a `TIMGroupModifyGroupInfo` asks for.
///
/// # Errors
/// 10015 for a malformed id; 10004 for a flag with unknown bits, for a new owner who is not the only change, and for a field that the
/// flag names and that is missing or of the wrong type.
pub fn modify(request: &Request) -> Result<GroupChange, Failure> {
    let object = request.part("params");
    let bits = FLAGGED.bits(object)?;
    if bits & OWNER != 0 && bits != OWNER {
        return Err(Failure::of(&Reject::Alone { field: Field::NewOwner }, Uses::GroupModifyGroupInfo));
    }
    let params: GroupModifyInfoParam = FLAGGED.decode(object)?;
    let group = id::group(&params.group_modify_info_param_group_id)?;
    if let Some(owner) = params.group_modify_info_param_owner {
        let owner = id::user(&owner, "group_modify_info_param_owner")?;
        return Ok(GroupChange::Owner(ChangeOwner { group, owner }));
    }
    let fields = params.group_modify_info_param_custom_info.unwrap_or_default();
    let patch = GroupPatch {
        name: params.group_modify_info_param_group_name,
        introduction: params.group_modify_info_param_introduction,
        notification: params.group_modify_info_param_notification,
        face_url: params.group_modify_info_param_face_url,
        fields: fields.into_iter().map(Into::into).collect(),
        join: params.group_modify_info_param_add_option.map(|option| option.0),
        invite: params.group_modify_info_param_approve_option.map(|option| option.0),
        max_members: params.group_modify_info_param_max_member_num.map(u64::from),
        visible: params.group_modify_info_param_visible.map(|switch| switch.0),
        searchable: params.group_modify_info_param_searchable.map(|switch| switch.0),
        mute_all: params.group_modify_info_param_is_shutup_all,
        permission_groups: params.group_modify_info_param_enable_permission_group,
        default_permissions: params.group_modify_info_param_default_permissions.map(|bits| bits.0),
        early_history: None,
    };
    Ok(GroupChange::Patch(ModifyGroup { group, patch }))
}
