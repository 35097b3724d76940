//! `TIMGroupInviteMember` and `TIMGroupDeleteMember`: several users at once, each with his result.

use super::id;
use crate::sdk::codes::Failure;
use crate::sdk::decode::decode;
use crate::sdk::described::described;
use crate::sdk::method::Uses;
use crate::sdk::request::Request;
use opentim_domain::member::{InviteMembers, KickMembers};
use opentim_domain::{Limits, Outcome, Target};
use serde::{Deserialize, Serialize};

described! {
    /// Whom to invite where.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GroupInviteMemberParam as "GroupInviteMemberParam" {
        /// Id of the group: required; printable ASCII, at most 96 bytes (10015).
        pub group_invite_member_param_group_id: String,
        /// User ids: required; at least 1 (8510) and at most 20 (10005). Repeated ones count once.
        pub group_invite_member_param_identifier_array: Vec<String>,
        /// Words for those who decide: at most 300 bytes of UTF-8 (10004).
        pub group_invite_member_param_user_data: Option<String>,
    }
}

described! {
    /// Argument of `TIMGroupInviteMember`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct InviteMemberParams as "InviteMemberParams" {
        /// Whom to invite where.
        pub params: GroupInviteMemberParam,
        /// Handed back untouched as `user_data`.
        pub data: Option<String>,
    }
}

described! {
    /// What became of an invited user. `TIMGroupInviteMember` answers with an array of these as JSON text.
    #[derive(Clone, Debug, Serialize)]
    pub struct GroupInviteMemberResult as "GroupInviteMemberResult" {
        /// User id.
        pub group_invite_member_result_identifier: String,
        /// 0 refused: banned, or no room; 1 member now; 2 member already; 3 somebody has to agree first; 4 he is in as many groups
        /// as he may.
        pub group_invite_member_result_result: HandleResult,
    }
}

described! {
    /// Whom to remove from where.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GroupDeleteMemberParam as "GroupDeleteMemberParam" {
        /// Id of the group: required; printable ASCII, at most 96 bytes (10015).
        pub group_delete_member_param_group_id: String,
        /// User ids: required; at least 1 (8510) and at most 100 (10005). Repeated ones count once.
        pub group_delete_member_param_identifier_array: Vec<String>,
        /// Why, for those who are removed: at most 1000 bytes of UTF-8 (10004).
        pub group_delete_member_param_user_data: Option<String>,
        /// Seconds during which they cannot come back; 4294967295: for ever; 0 (default): they can. Not in communities (10007).
        pub group_delete_member_param_duration: Option<u32>,
    }
}

described! {
    /// Argument of `TIMGroupDeleteMember`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct DeleteMemberParams as "DeleteMemberParams" {
        /// Whom to remove from where.
        pub params: GroupDeleteMemberParam,
        /// Handed back untouched as `user_data`.
        pub data: Option<String>,
    }
}

described! {
    /// What became of a user who was to be removed.
    #[derive(Clone, Debug, Serialize)]
    pub struct DeleteMemberResult as "DeleteMemberResult" {
        /// User id.
        pub group_delete_member_result_identifier: String,
        /// 0 refused: the owner, oneself, or somebody not below the caller; 1 removed; 2 was no member.
        pub group_delete_member_result_result: HandleResult,
    }
}

/// What became of one of several users (rule book 8.4).
#[derive(Clone, Copy, Debug, Serialize)]
pub struct HandleResult(u8);

impl From<Outcome> for HandleResult {
    fn from(outcome: Outcome) -> Self {
        Self(outcome as u8)
    }
}

#[cfg(feature = "typings")]
impl crate::sdk::described::Typed for HandleResult {
    fn type_name() -> String {
        "HandleGroupMemberResult".to_owned()
    }
}

/// The command that a `TIMGroupInviteMember` asks for.
///
/// # Errors
/// 10015 or 10004 for a malformed id, 10005 for too many.
pub fn invite(request: &Request, limits: &Limits) -> Result<InviteMembers, Failure> {
    let params: GroupInviteMemberParam = decode(request.part("params"))?;
    let field = "group_invite_member_param_identifier_array";
    let ids = params.group_invite_member_param_identifier_array;
    Ok(InviteMembers {
        group: id::group(&params.group_invite_member_param_group_id)?,
        users: id::users(&ids, field, limits.invite_members, Uses::GroupInviteMember)?,
        message: params.group_invite_member_param_user_data.unwrap_or_default(),
    })
}

/// What `TIMGroupInviteMember` answers: JSON text, as the incumbent's wrapper leaves it.
pub fn invited(targets: &[Target]) -> String {
    let result = |target: &Target| GroupInviteMemberResult {
        group_invite_member_result_identifier: target.user.to_string(),
        group_invite_member_result_result: target.outcome.into(),
    };
    let results: Vec<GroupInviteMemberResult> = targets.iter().map(result).collect();
    crate::sdk::reply::bare(results)
}

/// The command that a `TIMGroupDeleteMember` asks for.
///
/// # Errors
/// 10015 or 10004 for a malformed id, 10005 for too many.
pub fn delete_members(request: &Request, limits: &Limits) -> Result<KickMembers, Failure> {
    let params: GroupDeleteMemberParam = decode(request.part("params"))?;
    let field = "group_delete_member_param_identifier_array";
    let ids = params.group_delete_member_param_identifier_array;
    Ok(KickMembers {
        group: id::group(&params.group_delete_member_param_group_id)?,
        users: id::users(&ids, field, limits.delete_members, Uses::GroupDeleteMember)?,
        reason: params.group_delete_member_param_user_data.unwrap_or_default(),
        silent: false,
        ban_secs: params.group_delete_member_param_duration.unwrap_or_default(),
    })
}

/// What `TIMGroupDeleteMember` answers.
pub fn deleted_members(targets: &[Target]) -> Vec<DeleteMemberResult> {
    let result = |target: &Target| DeleteMemberResult {
        group_delete_member_result_identifier: target.user.to_string(),
        group_delete_member_result_result: target.outcome.into(),
    };
    targets.iter().map(result).collect()
}
