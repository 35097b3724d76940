//! Permission groups themselves: made, changed, ended, shown.

use super::result::{self, AskedIn, at_most, each, said, unless_missing};
use crate::sdk::codes::Failure;
use crate::sdk::decode::decode;
use crate::sdk::described::described;
use crate::sdk::group::flagged::Flagged;
use crate::sdk::group::id;
use crate::sdk::method::Uses;
use crate::sdk::number::{Bits, Flags};
use crate::sdk::request::Request;
use opentim_domain::permission_group::{CreatePermissionGroup, ModifyPermissionGroup, PermissionGroupPatch};
use opentim_domain::record::PermissionGroup;
use opentim_domain::{GroupId, Limits, Outcome, PermissionGroupId, Reject};
use serde::{Deserialize, Serialize};

/// The bits of `TIMPermissionGroupModifyInfoFlag`.
const FLAGGED: Flagged = Flagged {
    flag: "permission_group_modify_info_flag",
    always: &["community_group_id", "permission_group_id"],
    fields: &[(1, "permission_group_name"), (2, "group_permission"), (4, "permission_custom_data")],
};

described! {
    /// A permission group of a community: its members have its rights besides the default ones. A change looks only at what its flag
    /// names.
    #[derive(Clone, Debug, Default, Deserialize, Serialize)]
    pub struct PermissionGroupInfo as "PermissionGroupInfo" {
        /// Id of the community: required; printable ASCII, at most 96 bytes (10015).
        pub community_group_id: String,
        /// Id: starts with `@PMG#_`; printable ASCII, at most 96 bytes (10004). One is made for a new permission group when it is
        /// absent or empty; a change needs it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub permission_group_id: Option<String>,
        /// Flag 1: name, at most 30 bytes of UTF-8, at least one visible character (10004). A new permission group needs it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub permission_group_name: Option<String>,
        /// Flag 4: text of the app's own, at most 3000 bytes of UTF-8 (10004).
        #[serde(skip_serializing_if = "Option::is_none")]
        pub permission_custom_data: Option<String>,
        /// Flag 2: rights in the community as bits (V2TIMCommunityPermissionValue): 1 profile of the community, 2 members, 4 permission
        /// groups, 8 members of permission groups, 16 topics, 32 mute, 64 speak, 128 mention all, 256 history, 512 recall messages of
        /// others, 1024 ban.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub group_permission: Option<Bits>,
        /// Members in it. Answer only; absent in events.
        #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
        pub permission_group_member_count: Option<u64>,
        /// The fields that a change takes, as a sum: 1 permission_group_name, 2 group_permission, 4 permission_custom_data. Each must be
        /// given.
        #[serde(skip_serializing)]
        pub permission_group_modify_info_flag: Option<Flags>,
    }
}

described! {
    /// Argument of `TIMCommunityCreatePermissionGroupInCommunity` and `TIMCommunityModifyPermissionGroupInfoInCommunity`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct CreatePermissionGroupInCommunityParam as "CreatePermissionGroupInCommunityParam" {
        /// The permission group.
        pub json_permission_group_info: PermissionGroupInfo,
        /// Handed back untouched.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

described! {
    /// Argument of `TIMCommunityDeletePermissionGroupFromCommunity`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct DeletePermissionGroupFromCommunity as "DeletePermissionGroupFromCommunity" {
        /// Id of the community: required; printable ASCII, at most 96 bytes (10015).
        pub group_id: String,
        /// Ids of permission groups, at most 100 (10004); each is answered by itself.
        pub json_permission_group_id_array: Vec<String>,
        /// Handed back untouched.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

described! {
    /// Argument of `TIMCommunityGetJoinedPermissionGroupListInCommunity`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GetJoinedPermissionGroupListInCommunityParam as "GetJoinedPermissionGroupListInCommunityParam" {
        /// Id of the community: required; printable ASCII, at most 96 bytes (10015).
        pub group_id: String,
        /// Handed back untouched.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

described! {
    /// Argument of `TIMCommunityGetPermissionGroupListInCommunity`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GetPermissionGroupListInCommunityParam as "GetPermissionGroupListInCommunityParam" {
        /// Id of the community: required; printable ASCII, at most 96 bytes (10015).
        pub group_id: String,
        /// Ids of permission groups, at most 100 (10004); each is answered by itself. All when it is absent or empty.
        pub json_permission_group_id_array: Option<Vec<String>>,
        /// Handed back untouched.
        #[serde(skip_deserializing)]
        pub user_data: Option<String>,
    }
}

described! {
    /// What became of one permission group.
    #[derive(Clone, Debug, Serialize)]
    pub struct PermissionGroupOperationResult as "PermissionGroupOperationResult" {
        /// 0: done. Else why not, 10004: there is none, or a malformed id.
        pub permission_group_operation_result_error_code: i32,
        /// Empty, or the reason in words.
        pub permission_group_operation_result_error_message: String,
        /// Id of the permission group as it was given.
        pub permission_group_operation_result_id: String,
    }
}

described! {
    /// The answer for one permission group.
    #[derive(Clone, Debug, Serialize)]
    pub struct PermissionGroupInfoResult as "PermissionGroupInfoResult" {
        /// 0, or why it cannot be shown, 10004: there is none, or a malformed id.
        pub permission_group_info_result_error_code: i32,
        /// Empty, or the reason in words.
        pub permission_group_info_result_error_message: String,
        /// The permission group; it holds only the ids when the code is not 0.
        pub permission_group_info_result: PermissionGroupInfo,
    }
}

impl PermissionGroupInfo {
    /// A permission group, and if it is known how many are in it.
    pub(in crate::sdk) fn of(community: &GroupId, shown: &PermissionGroup, members: Option<u64>) -> Self {
        Self {
            community_group_id: community.to_string(),
            permission_group_id: Some(shown.id.to_string()),
            permission_group_name: Some(shown.name.clone()),
            permission_custom_data: Some(shown.custom.clone()),
            group_permission: Some(Bits(shown.permissions)),
            permission_group_member_count: members,
            permission_group_modify_info_flag: None,
        }
    }
}

/// The command that a `TIMCommunityCreatePermissionGroupInCommunity` asks for. `draw` makes an id where the caller chose none.
///
/// # Errors
/// 10015 or 10004 for a malformed id; 10004 with the path of a field of the wrong type.
pub fn create_permission_group(
    request: &Request,
    draw: impl FnOnce(&GroupId) -> PermissionGroupId,
) -> Result<CreatePermissionGroup, Failure> {
    let CreatePermissionGroupInCommunityParam { json_permission_group_info: info, .. } = decode(request.argument())?;
    let group = id::group(&info.community_group_id)?;
    let chosen = info.permission_group_id.filter(|own| !own.is_empty());
    let own = chosen.as_deref().map(own_id).transpose()?;
    Ok(CreatePermissionGroup {
        chosen: own.is_some(),
        id: own.unwrap_or_else(|| draw(&group)),
        group,
        name: info.permission_group_name.unwrap_or_default(),
        custom: info.permission_custom_data.unwrap_or_default(),
        permissions: info.group_permission.unwrap_or_default().0,
    })
}

/// The command that a `TIMCommunityModifyPermissionGroupInfoInCommunity` asks for.
///
/// # Errors
/// 10015 or 10004 for a malformed id; 10004 for a flag with unknown bits and for a field that the flag names and that is missing or of
/// the wrong type.
pub fn modify_permission_group(request: &Request) -> Result<ModifyPermissionGroup, Failure> {
    let info: PermissionGroupInfo = FLAGGED.decode(request.part("json_permission_group_info"))?;
    let patch = PermissionGroupPatch {
        name: info.permission_group_name,
        custom: info.permission_custom_data,
        permissions: info.group_permission.map(|bits| bits.0),
    };
    let own = own_id(info.permission_group_id.as_deref().unwrap_or_default())?;
    Ok(ModifyPermissionGroup { group: id::group(&info.community_group_id)?, id: own, patch })
}

/// The id of one permission group in an argument.
pub(super) fn own_id(text: &str) -> Result<PermissionGroupId, Failure> {
    let named = |reject: Reject| Failure::of(&reject, Uses::CommunityCreatePermissionGroupInCommunity);
    result::permission_group(text).map_err(named)
}

/// The permission groups that a `TIMCommunityDeletePermissionGroupFromCommunity` names.
///
/// # Errors
/// 10015 for a malformed id of the community, 10004 for too many.
pub fn delete_permission_groups(request: &Request, limits: &Limits) -> Result<AskedIn<PermissionGroupId>, Failure> {
    let params: DeletePermissionGroupFromCommunity = decode(request.argument())?;
    asked(&params.group_id, params.json_permission_group_id_array, limits)
}

/// What it answers: `outcomes` are those of the well-formed ids, in their order.
pub fn deleted_permission_groups(asked: AskedIn<PermissionGroupId>, outcomes: &[Outcome]) -> Vec<PermissionGroupOperationResult> {
    let method = Uses::CommunityDeletePermissionGroupFromCommunity;
    let done = unless_missing(&asked.parsed(), outcomes, missing, method);
    let result = |(id, done): (String, Result<(), Failure>)| {
        let (code, message) = said(done);
        PermissionGroupOperationResult {
            permission_group_operation_result_error_code: code,
            permission_group_operation_result_error_message: message,
            permission_group_operation_result_id: id,
        }
    };
    each(asked.ids, done, method).map(result).collect()
}

/// The permission groups that a `TIMCommunityGetPermissionGroupListInCommunity` asks for; none: all of them.
///
/// # Errors
/// 10015 for a malformed id of the community, 10004 for too many.
pub fn permission_groups_asked(request: &Request, limits: &Limits) -> Result<AskedIn<PermissionGroupId>, Failure> {
    let params: GetPermissionGroupListInCommunityParam = decode(request.argument())?;
    asked(&params.group_id, params.json_permission_group_id_array.unwrap_or_default(), limits)
}

fn asked(group: &str, ids: Vec<String>, limits: &Limits) -> Result<AskedIn<PermissionGroupId>, Failure> {
    at_most("json_permission_group_id_array", ids.len(), limits.permission_groups)?;
    Ok(result::permission_groups(id::group(group)?, ids))
}

/// The community that a `TIMCommunityGetJoinedPermissionGroupListInCommunity` asks about.
///
/// # Errors
/// 10015 for a malformed id.
pub fn joined_permission_groups_asked(request: &Request) -> Result<GroupId, Failure> {
    let params: GetJoinedPermissionGroupListInCommunityParam = decode(request.argument())?;
    id::group(&params.group_id)
}

/// What a question for single permission groups answers: `found` holds what was found of the well-formed ids, in their order, each
/// with the number of its members.
pub fn permission_groups_found(
    asked: AskedIn<PermissionGroupId>,
    found: &[Option<(PermissionGroup, u64)>],
) -> Vec<PermissionGroupInfoResult> {
    let AskedIn { group, ids } = asked;
    let mut found = found.iter();
    let answer = |(id, parsed): (String, Result<PermissionGroupId, Reject>)| {
        let seen = parsed.and_then(|_| found.next().and_then(Option::as_ref).ok_or_else(|| missing(&id)));
        match seen {
            Ok((seen, members)) => shown(&group, seen, *members),
            Err(reject) => {
                let (code, message) = said(Err(Failure::of(&reject, Uses::CommunityGetPermissionGroupListInCommunity)));
                let ids_only = PermissionGroupInfo {
                    community_group_id: group.to_string(),
                    permission_group_id: Some(id),
                    ..PermissionGroupInfo::default()
                };
                PermissionGroupInfoResult {
                    permission_group_info_result_error_code: code,
                    permission_group_info_result_error_message: message,
                    permission_group_info_result: ids_only,
                }
            }
        }
    };
    ids.into_iter().map(answer).collect()
}

/// What a question for all permission groups, or for those that the caller is in, answers.
pub fn permission_groups_listed(group: &GroupId, found: &[(PermissionGroup, u64)]) -> Vec<PermissionGroupInfoResult> {
    found.iter().map(|(seen, members)| shown(group, seen, *members)).collect()
}

fn shown(group: &GroupId, seen: &PermissionGroup, members: u64) -> PermissionGroupInfoResult {
    PermissionGroupInfoResult {
        permission_group_info_result_error_code: 0,
        permission_group_info_result_error_message: String::new(),
        permission_group_info_result: PermissionGroupInfo::of(group, seen, Some(members)),
    }
}

pub(super) fn missing(id: &str) -> Reject {
    Reject::NoSuchPermissionGroup { id: id.to_owned() }
}
