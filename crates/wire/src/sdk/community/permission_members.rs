//! Who is in a permission group.

use super::permission_group::own_id;
use crate::sdk::codes::Failure;
use crate::sdk::decode::decode;
use crate::sdk::described::described;
use crate::sdk::group::{GroupMemberInfo, id};
use crate::sdk::method::Uses;
use crate::sdk::request::Request;
use crate::sdk::user::Accounts;
use opentim_domain::group::Member;
use opentim_domain::permission_group::{AddPermissionMembers, RemovePermissionMembers};
use opentim_domain::{GroupId, Limits, Outcome, PermissionGroupId, Reject, Secs, Target, UserId};
use serde::{Deserialize, Serialize};

described! {
    /// Argument of `TIMCommunityAddCommunityMembersToPermissionGroup` and `TIMCommunityRemoveCommunityMembersFromPermissionGroup`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct AddCommunityMembersToPermissionGroupParam as "AddCommunityMembersToPermissionGroupParam" {
        /// Id of the community: required; printable ASCII, at most 96 bytes (10015).
        pub group_id: String,
        /// Id of the permission group: required; starts with `@PMG#_` (10004).
        pub permission_group_id: String,
        /// User ids: required; at least 1 and at most 100 (10005). Repeated ones count once.
        pub json_member_id_array: Vec<String>,
        /// Handed back untouched.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

described! {
    /// Argument of `TIMCommunityGetCommunityMemberListInPermissionGroup`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GetCommunityMemberListInPermissionGroupParam as "GetCommunityMemberListInPermissionGroupParam" {
        /// Id of the community: required; printable ASCII, at most 96 bytes (10015).
        pub group_id: String,
        /// Id of the permission group: required; starts with `@PMG#_` (10004).
        pub permission_group_id: String,
        /// Where the page begins: empty text first, then the `next_cursor` of the answer before.
        pub next_cursor: String,
        /// Handed back untouched.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

described! {
    /// What became of one member.
    #[derive(Clone, Debug, Serialize)]
    pub struct PermissionGroupMemberOperationResult as "PermissionGroupMemberOperationResult" {
        /// User id.
        pub permission_group_member_operation_result_identifier: String,
        /// 0: done. Else why not: 10013 he is in the permission group already; 10004 he is not in it, or not in the community.
        pub permission_group_member_operation_result_error_code: i32,
    }
}

described! {
    /// Members of a permission group.
    #[derive(Clone, Debug, Serialize)]
    pub struct PermissionGroupMemberInfoResult as "PermissionGroupMemberInfoResult" {
        /// Where the next page begins; empty: there is none.
        pub permission_group_member_info_result_next_cursor: String,
        /// The members, in the order of their ids.
        pub permission_group_member_info_result_array: Vec<GroupMemberInfo>,
    }
}

/// The members that a `TIMCommunityGetCommunityMemberListInPermissionGroup` asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PermissionMembersAsked {
    /// The community.
    pub group: GroupId,
    /// The permission group.
    pub permission_group: PermissionGroupId,
    /// The page begins after this user.
    pub after: Option<UserId>,
}

/// The command that a `TIMCommunityAddCommunityMembersToPermissionGroup` asks for.
///
/// # Errors
/// 10015 or 10004 for a malformed id, 10005 for too many.
pub fn add_permission_members(request: &Request, limits: &Limits) -> Result<AddPermissionMembers, Failure> {
    let (group, permission_group, users) = named(request, limits)?;
    Ok(AddPermissionMembers { group, permission_group, users })
}

/// The command that a `TIMCommunityRemoveCommunityMembersFromPermissionGroup` asks for.
///
/// # Errors
/// 10015 or 10004 for a malformed id, 10005 for too many.
pub fn remove_permission_members(request: &Request, limits: &Limits) -> Result<RemovePermissionMembers, Failure> {
    let (group, permission_group, users) = named(request, limits)?;
    Ok(RemovePermissionMembers { group, permission_group, users })
}

fn named(request: &Request, limits: &Limits) -> Result<(GroupId, PermissionGroupId, Vec<UserId>), Failure> {
    let params: AddCommunityMembersToPermissionGroupParam = decode(request.argument())?;
    let (field, method) = ("json_member_id_array", Uses::CommunityAddCommunityMembersToPermissionGroup);
    let users = id::users(&params.json_member_id_array, field, limits.permission_members, method)?;
    Ok((id::group(&params.group_id)?, own_id(&params.permission_group_id)?, users))
}

/// What the call that adds members answers.
pub fn added_permission_members(targets: &[Target]) -> Vec<PermissionGroupMemberOperationResult> {
    let refused = |target: &Target| match target.outcome {
        Outcome::Done => None,
        Outcome::Already => Some(Reject::AlreadyMember { user: target.user.to_string() }),
        Outcome::Failed | Outcome::Waiting | Outcome::OverLimit => Some(Reject::NotAMember { user: target.user.to_string() }),
    };
    results(targets, refused)
}

/// What the call that removes members answers.
pub fn removed_permission_members(targets: &[Target]) -> Vec<PermissionGroupMemberOperationResult> {
    let refused = |target: &Target| match target.outcome {
        Outcome::Done => None,
        Outcome::Already | Outcome::Failed | Outcome::Waiting | Outcome::OverLimit => {
            Some(Reject::NotAMember { user: target.user.to_string() })
        }
    };
    results(targets, refused)
}

fn results(targets: &[Target], refused: impl Fn(&Target) -> Option<Reject>) -> Vec<PermissionGroupMemberOperationResult> {
    let result = |target: &Target| PermissionGroupMemberOperationResult {
        permission_group_member_operation_result_identifier: target.user.to_string(),
        permission_group_member_operation_result_error_code: refused(target).map_or(0, |reject| reject.number()),
    };
    targets.iter().map(result).collect()
}

/// What a `TIMCommunityGetCommunityMemberListInPermissionGroup` asks for.
///
/// # Errors
/// 10015 or 10004 for a malformed id, 10004 for a cursor that no answer gave.
pub fn permission_members_asked(request: &Request) -> Result<PermissionMembersAsked, Failure> {
    let params: GetCommunityMemberListInPermissionGroupParam = decode(request.argument())?;
    let after = Some(params.next_cursor).filter(|cursor| !cursor.is_empty());
    Ok(PermissionMembersAsked {
        group: id::group(&params.group_id)?,
        permission_group: own_id(&params.permission_group_id)?,
        after: after.map(|cursor| id::user(&cursor, "next_cursor")).transpose()?,
    })
}

/// What it answers; `accounts` are those of the members, `next`: there are more after this user.
pub fn permission_members_found<'a>(
    group: &GroupId,
    members: impl IntoIterator<Item = &'a Member>,
    accounts: &Accounts,
    next: Option<&UserId>,
    now: Secs,
) -> PermissionGroupMemberInfoResult {
    PermissionGroupMemberInfoResult {
        permission_group_member_info_result_next_cursor: next.map(ToString::to_string).unwrap_or_default(),
        permission_group_member_info_result_array: members
            .into_iter()
            .map(|member| GroupMemberInfo::of(group, member, now).with_profile(accounts.get(&member.user)))
            .collect(),
    }
}
