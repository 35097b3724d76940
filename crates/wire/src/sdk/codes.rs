//! Refusals in this dialect: number and sentence.

use super::decode::BadField;
use crate::sentence::{FieldNames, sentence};
use opentim_domain::{Field, Kind, Reject};

/// `TIM_ERR_SDKUNINIT`: what `TIMInit` gives when it cannot open its folder.
pub const INIT_FAILED: i32 = -1;
/// `TIM_ERR_JSON`: JSON that cannot be parsed, of another type than wanted, or without a required key.
pub const BAD_JSON: i32 = -3;
/// `TIM_ERR_PARAM`: a required argument is missing, empty or no text.
pub const BAD_ARGUMENT: i32 = -4;
/// Request timed out: it is not known whether it was done.
pub const TIMED_OUT: i32 = 6012;
/// The client is not initialized.
pub const NOT_INITIALIZED: i32 = 6013;
/// Nobody is logged in.
pub const NOT_LOGGED_IN: i32 = 6014;
/// A parameter outside groups is not valid.
pub const INVALID_PARAMETER: i32 = 6017;
/// The local database failed.
pub const DATABASE_FAILED: i32 = 6019;
/// Local file input or output failed.
pub const FILES_FAILED: i32 = 6022;
/// A user id is not valid.
pub const BAD_USER_ID: i32 = 7003;
/// Something inside went wrong.
pub const INTERNAL: i32 = 7012;
/// opentim does not have this.
pub const NOT_SUPPORTED: i32 = 7013;
/// The operation is not possible now.
pub const INVALID_OPERATION: i32 = 7014;
/// More requests wait than are taken.
pub const TOO_MANY_WAITING: i32 = 9507;
/// A parameter of a group call is not valid.
pub const BAD_PARAMETER: i32 = 10004;

/// Why a call failed: the code, and the sentence for `desc`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// The code.
    pub code: i32,
    /// What to mend.
    pub desc: String,
}

impl Failure {
    /// A failure of this code with this sentence.
    pub fn new(code: i32, desc: impl Into<String>) -> Self {
        Self { code, desc: desc.into() }
    }
}

impl From<BadField> for Failure {
    fn from(fault: BadField) -> Self {
        Self::new(BAD_PARAMETER, fault.to_string())
    }
}

impl From<Reject> for Failure {
    fn from(reject: Reject) -> Self {
        Self { code: code(&reject), desc: sentence(&reject, &NAMES) }
    }
}

/// The SDK's own number where it has one (rule book 5.2), else that of the group service.
fn code(reject: &Reject) -> i32 {
    match reject {
        Reject::BadId { field: Field::GroupId, .. } => 8501,
        Reject::TooLong { field: Field::Name, .. } => 8502,
        Reject::TooLong { field: Field::Introduction, .. } => 8503,
        Reject::TooLong { field: Field::Notification, .. } => 8504,
        Reject::TooLong { field: Field::FaceUrl, .. } => 8505,
        Reject::TooLong { field: Field::NameCard, .. } => 8506,
        Reject::OverCap { .. } => 8507,
        Reject::OwnerRoleForAnother { .. } => 8509,
        other => other.number(),
    }
}

/// The dialect's names for fields and types.
pub const NAMES: FieldNames = FieldNames { field: field_name, kind: kind_name };

const fn field_name(field: Field) -> &'static str {
    match field {
        Field::GroupId => "the group id",
        Field::GroupType => "create_group_param_group_type",
        Field::Name => "create_group_param_group_name",
        Field::Introduction => "create_group_param_introduction",
        Field::Notification => "create_group_param_notification",
        Field::FaceUrl => "create_group_param_face_url",
        Field::MaxMembers => "create_group_param_max_member_num",
        Field::JoinOption => "create_group_param_add_option",
        Field::InviteOption => "create_group_param_approve_option",
        Field::Owner => "the owner",
        Field::CreateTime => "the time of creation",
        Field::DefaultPermissions => "create_group_param_default_permissions",
        Field::GroupFields => "create_group_param_custom_info",
        Field::GroupFieldKey => "group_info_custom_string_info_key",
        Field::GroupFieldValue => "group_info_custom_string_info_value",
        Field::Members => "create_group_param_group_member_array",
        Field::MemberId => "group_member_info_identifier",
        Field::MemberRole => "group_member_info_member_role",
        Field::NameCard => "group_member_info_name_card",
        Field::MemberFields => "group_member_info_custom_info",
        Field::MemberFieldKey => "group_member_info_custom_string_info_key",
        Field::MemberFieldValue => "group_member_info_custom_string_info_value",
        Field::OperationId => "the operation id",
        Field::Limit => "the limit",
        Field::Offset => "the offset",
        Field::Next => "the cursor",
    }
}

const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Public => "0 (Public)",
        Kind::Work => "1 (Private)",
        Kind::Meeting => "2 (ChatRoom)",
        Kind::BChatRoom => "3 (BChatRoom)",
        Kind::Live => "4 (AVChatRoom)",
        Kind::Community => "5 (Community)",
    }
}

#[cfg(test)]
mod tests;
