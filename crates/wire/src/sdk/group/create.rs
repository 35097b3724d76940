//! `TIMGroupCreate`.

use super::fields::GroupInfoCustomString;
use super::member::GroupMemberInfo;
use crate::sdk::codes::Failure;
use crate::sdk::decode::decode;
use crate::sdk::described::described;
use crate::sdk::number::{AddOption, ApproveOption, Bits, GroupType};
use crate::sdk::request::Request;
use opentim_domain::group::{CreateGroup, Created, NewGroup, NewId, NewMember};
use opentim_domain::{Field, GroupId, Kind, Reject, Role, UserId};
use serde::{Deserialize, Serialize};

described! {
    /// A new group. null, undefined and NaN mean "not given"; unknown keys are ignored.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GroupParams as "GroupParams" {
        /// Name: required; 1 to 30 bytes of UTF-8 (8502 when longer), at least one visible character (10004).
        pub create_group_param_group_name: String,
        /// Own id: 1 to 48 bytes of printable ASCII, not starting with `@TGS#` (8501); a community's own id must start with
        /// `@TGS#_`. One is made when it is absent or empty. Taken: 10021, or 10025 when the caller owns that group.
        pub create_group_param_group_id: Option<String>,
        /// Type: 0 Public (default), 1 Private (Work), 2 ChatRoom (Meeting), 3 BChatRoom, 4 AVChatRoom, 5 Community.
        pub create_group_param_group_type: Option<GroupType>,
        /// Community only: true for one with topics. Other types ignore it.
        pub create_group_param_is_support_topic: Option<bool>,
        /// First members besides the creator: at most 500 (10005); with the creator not more than the cap (8507). Leave it out for
        /// AVChatRoom (10007). Repeated members are merged.
        pub create_group_param_group_member_array: Option<Vec<GroupMemberInfo>>,
        /// Notification: at most 300 bytes of UTF-8 (8504).
        pub create_group_param_notification: Option<String>,
        /// Introduction: at most 240 bytes of UTF-8 (8503).
        pub create_group_param_introduction: Option<String>,
        /// Address of the avatar: at most 100 bytes of UTF-8 (8505).
        pub create_group_param_face_url: Option<String>,
        /// What an application to join meets: 0 nobody may apply, 1 owner or admin decides, 2 joins at once. Public: 1 unless given;
        /// Community: 2 unless given; fixed for the other types, which ignore it.
        pub create_group_param_add_option: Option<AddOption>,
        /// What an invitation by a member meets: 0 nobody may invite, 1 owner or admin decides, 2 joins at once. Private and
        /// Community: 2 unless given; Public and ChatRoom: 0 unless given; AVChatRoom and BChatRoom ignore it.
        pub create_group_param_approve_option: Option<ApproveOption>,
        /// Most members: 1 to the cap of the type (Private 200, Public 2000, ChatRoom 6000, Community 100000), which is also the
        /// default; 0 means "not given". AVChatRoom and BChatRoom have no cap and ignore it.
        pub create_group_param_max_member_num: Option<u32>,
        /// Custom fields: at most 10 keys.
        pub create_group_param_custom_info: Option<Vec<GroupInfoCustomString>>,
        /// Community with topics only: permission groups rule instead of the admin role. Others ignore it.
        pub create_group_param_enable_permission_group: Option<bool>,
        /// Community with permission groups only: rights of members who are in none, as bits (V2TIMCommunityPermissionValue). A 64-bit
        /// number; a BigInt is taken too.
        pub create_group_param_default_permissions: Option<Bits>,
    }
}

described! {
    /// Argument of `TIMGroupCreate`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct CreateGroupParams as "CreateGroupParams" {
        /// The group.
        pub params: GroupParams,
        /// Handed back untouched as `user_data`.
        pub data: Option<String>,
    }
}

described! {
    /// Result of `TIMGroupCreate`.
    #[derive(Clone, Debug, Serialize)]
    pub struct CreateGroupResult as "CreateGroupResult" {
        /// Id of the new group, the chosen one or a made one.
        pub create_group_result_groupid: String,
    }
}

/// The command that a `TIMGroupCreate` asks for. `draw` makes an id where the caller chose none.
///
/// # Errors
/// 10004 with the path of a field of the wrong type; 8501 for a bad own id.
pub fn create(request: &Request, owner: UserId, draw: impl FnOnce(Kind) -> GroupId) -> Result<CreateGroup, Failure> {
    let params: GroupParams = decode(request.part("params"))?;
    let kind = params.create_group_param_group_type.map_or(Kind::Public, |number| number.0);
    let id = match params.create_group_param_group_id.as_deref() {
        None | Some("") => NewId::Drawn(draw(kind)),
        Some(own) => {
            let chosen = GroupId::parse_chosen(own, kind.rules().community_ids);
            NewId::Chosen(chosen.map_err(|fault| Reject::BadId { field: Field::GroupId, fault })?)
        }
    };
    let members = params.create_group_param_group_member_array.unwrap_or_default();
    let members = members.into_iter().map(new_member).collect::<Result<_, _>>()?;
    let fields = params.create_group_param_custom_info.unwrap_or_default();
    Ok(CreateGroup {
        group: NewGroup {
            id,
            kind,
            owner: Some(owner),
            name: params.create_group_param_group_name,
            introduction: params.create_group_param_introduction.unwrap_or_default(),
            notification: params.create_group_param_notification.unwrap_or_default(),
            face_url: params.create_group_param_face_url.unwrap_or_default(),
            max_members: params.create_group_param_max_member_num.filter(|cap| *cap != 0).map(u64::from),
            join: params.create_group_param_add_option.map(|option| option.0),
            invite: params.create_group_param_approve_option.map(|option| option.0),
            topics: params.create_group_param_is_support_topic.unwrap_or_default(),
            permission_groups: params.create_group_param_enable_permission_group.unwrap_or_default(),
            default_permissions: params.create_group_param_default_permissions.unwrap_or_default().0,
            fields: fields.into_iter().map(Into::into).collect(),
        },
        members,
    })
}

/// What a successful `TIMGroupCreate` answers.
pub fn created(reply: &Created) -> CreateGroupResult {
    CreateGroupResult { create_group_result_groupid: reply.group.to_string() }
}

fn new_member(member: GroupMemberInfo) -> Result<NewMember, Failure> {
    let user = UserId::parse(&member.group_member_info_identifier);
    let fields = member.group_member_info_custom_info.unwrap_or_default();
    Ok(NewMember {
        user: user.map_err(|fault| Reject::BadId { field: Field::MemberId, fault })?,
        role: member.group_member_info_member_role.map_or(Role::Member, |number| number.0),
        name_card: member.group_member_info_name_card.unwrap_or_default(),
        fields: fields.into_iter().map(Into::into).collect(),
    })
}

#[cfg(test)]
mod tests;
