//! `TIMGroupGetMemberInfoList`, `TIMGroupGetOnlineMemberCount` and `TIMGroupMarkGroupMemberList`.

use super::id;
use super::member::GroupMemberInfo;
use crate::sdk::codes::Failure;
use crate::sdk::decode::{BadField, decode};
use crate::sdk::described::described;
use crate::sdk::method::Uses;
use crate::sdk::request::Request;
use crate::sdk::user::Accounts;
use opentim_domain::group::Member;
use opentim_domain::member::{LOWEST_MARK, MarkMembers};
use opentim_domain::{GroupId, Limits, Role, Secs, UserId};
use serde::{Deserialize, Serialize};

/// Members in one page, as the rule book advises (2.2, get_group_member_info).
pub const MEMBERS_PAGE: usize = 100;

/// The bits of a role filter: owner, admins, members.
const ALL_ROLES: u32 = 7;

described! {
    /// Which members are wanted.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GroupMemberInfoOption as "GroupMemberInfoOption" {
        /// A sum of 1 owner, 2 admins, 4 members; 0 (default) means all. In AVChatRoom also the number of a mark, from 1000: those who
        /// carry it.
        pub group_member_get_info_option_role_flag: Option<u32>,
        /// Deprecated and ignored: answers are complete.
        #[serde(skip_deserializing)]
        pub group_member_get_info_option_info_flag: Option<u32>,
        /// Deprecated and ignored: answers are complete.
        #[serde(skip_deserializing)]
        pub group_member_get_info_option_custom_array: Option<Vec<String>>,
    }
}

described! {
    /// Which members of which group are wanted.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GroupGetMemberInfoListParam as "GroupGetMemberInfoListParam" {
        /// Id of the group: required; printable ASCII, at most 96 bytes (10015).
        pub group_get_members_info_list_param_group_id: String,
        /// User ids: at most 500 (10005); those who are members are answered. By pages when it is absent or empty.
        pub group_get_members_info_list_param_identifier_array: Option<Vec<String>>,
        /// Filter.
        pub group_get_members_info_list_param_option: Option<GroupMemberInfoOption>,
        /// Where the page begins: 0 (default) first, then the `next_seq` of the answer before. A page has up to 100 members; a live
        /// group answers with the newest 1000 at once.
        pub group_get_members_info_list_param_next_seq: Option<u64>,
    }
}

described! {
    /// Argument of `TIMGroupGetMemberInfoList`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GetGroupMemberInfoParams as "GetGroupMemberInfoParams" {
        /// Which members of which group are wanted.
        pub params: GroupGetMemberInfoListParam,
        /// Handed back untouched as `user_data`.
        pub data: Option<String>,
    }
}

described! {
    /// Members.
    #[derive(Clone, Debug, Serialize)]
    pub struct GetMemberInfoResult as "GetMemberInfoResult" {
        /// Where the next page begins; 0: there is none.
        pub group_get_member_info_list_result_next_seq: u64,
        /// Members in the order of joining (in live groups the newest first), or in the order of the ids that were asked for.
        pub group_get_member_info_list_result_info_array: Vec<GroupMemberInfo>,
    }
}

/// The members that a `TIMGroupGetMemberInfoList` asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MembersAsked {
    /// The group.
    pub group: GroupId,
    /// These users and nobody else, in this order; empty: by pages.
    pub users: Vec<UserId>,
    /// Whether these roles are wanted: owner 1, admin 2, member 4. Never 0.
    pub roles: u8,
    /// Only those who carry this mark.
    pub mark: Option<u32>,
    /// The page begins after this seat.
    pub after: u64,
}

impl MembersAsked {
    /// Whether this member's role is wanted.
    pub fn wants(&self, member: &Member) -> bool {
        let bit = match member.role {
            Role::Owner => 1,
            Role::Admin => 2,
            Role::Member => 4,
        };
        self.roles & bit != 0
    }
}

/// What a `TIMGroupGetMemberInfoList` asks for.
///
/// # Errors
/// 10015 or 10004 for a malformed id, 10005 for too many; 10004 for an unknown role flag.
pub fn members_asked(request: &Request, limits: &Limits) -> Result<MembersAsked, Failure> {
    let params: GroupGetMemberInfoListParam = decode(request.part("params"))?;
    let ids = params.group_get_members_info_list_param_identifier_array.unwrap_or_default();
    let field = "group_get_members_info_list_param_identifier_array";
    let option = params.group_get_members_info_list_param_option;
    let flag = option.and_then(|option| option.group_member_get_info_option_role_flag).unwrap_or_default();
    let (roles, mark) = role_flag(flag)?;
    Ok(MembersAsked {
        group: id::group(&params.group_get_members_info_list_param_group_id)?,
        users: id::users(&ids, field, limits.role_members, Uses::GroupGetMemberInfoList)?,
        roles,
        mark,
        after: params.group_get_members_info_list_param_next_seq.unwrap_or_default(),
    })
}

/// Bits of the wanted roles, and the wanted mark.
fn role_flag(flag: u32) -> Result<(u8, Option<u32>), Failure> {
    const ALL: u8 = 7;
    match flag {
        0 => Ok((ALL, None)),
        1..=ALL_ROLES => Ok((u8::try_from(flag).unwrap_or(ALL), None)),
        mark if mark >= LOWEST_MARK => Ok((ALL, Some(mark))),
        other => {
            let expected = "a sum of 1 (owner), 2 (admins) and 4 (members), or a mark from 1000";
            Err(BadField::of("group_member_get_info_option_role_flag", expected, &other.into()).into())
        }
    }
}

/// What `TIMGroupGetMemberInfoList` answers; `accounts` are those of the members.
pub fn members_found<'a>(
    group: &GroupId,
    members: impl IntoIterator<Item = &'a Member>,
    accounts: &Accounts,
    next: u64,
    now: Secs,
) -> GetMemberInfoResult {
    GetMemberInfoResult {
        group_get_member_info_list_result_next_seq: next,
        group_get_member_info_list_result_info_array: members
            .into_iter()
            .map(|member| GroupMemberInfo::of(group, member, now).with_profile(accounts.get(&member.user)))
            .collect(),
    }
}

described! {
    /// Argument of `TIMGroupGetOnlineMemberCount`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GetOnlineMemberCountParams as "GetOnlineMemberCountParams" {
        /// Id of the group: required; printable ASCII, at most 96 bytes (10015).
        pub groupId: String,
        /// Handed back untouched as `user_data`.
        #[serde(skip_deserializing)]
        pub data: Option<String>,
    }
}

described! {
    /// Result of `TIMGroupGetOnlineMemberCount`.
    #[derive(Clone, Debug, Serialize)]
    pub struct GetOnlineMemberCountResult as "GetOnlineMemberCountResult" {
        /// Members who are online.
        pub group_get_online_member_count_result: u32,
    }
}

/// The group that a `TIMGroupGetOnlineMemberCount` asks about.
///
/// # Errors
/// 10015 for a malformed id.
pub fn online_asked(request: &Request) -> Result<GroupId, Failure> {
    let params: GetOnlineMemberCountParams = decode(request.argument())?;
    id::group(&params.groupId)
}

described! {
    /// Argument of `TIMGroupMarkGroupMemberList`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct MarkGroupMemberListParams as "MarkGroupMemberListParams" {
        /// Id of a live group: required; printable ASCII, at most 96 bytes (10015).
        pub group_id: String,
        /// User ids: required; at least 1 and at most 500 (10005).
        pub member_array: Vec<String>,
        /// The mark: required; a number from 1000 (10004). At most 10 marks in a group.
        pub mark_type: u32,
        /// true sets the mark, false takes it off: required.
        pub enable_mark: bool,
        /// Handed back untouched as `user_data`.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

/// The command that a `TIMGroupMarkGroupMemberList` asks for.
///
/// # Errors
/// 10015 or 10004 for a malformed id, 10005 for too many.
pub fn mark_members(request: &Request, limits: &Limits) -> Result<MarkMembers, Failure> {
    let params: MarkGroupMemberListParams = decode(request.argument())?;
    Ok(MarkMembers {
        group: id::group(&params.group_id)?,
        users: id::users(&params.member_array, "member_array", limits.mute_members, Uses::GroupMarkGroupMemberList)?,
        mark: params.mark_type,
        on: params.enable_mark,
    })
}
