//! Custom fields of groups and of members.

use crate::sdk::described::described;
use opentim_domain::CustomField;
use serde::{Deserialize, Serialize};

described! {
    /// A custom field of a group.
    #[derive(Clone, Debug, Deserialize, Serialize)]
    pub struct GroupInfoCustomString as "GroupInfoCustomString" {
        /// Key: 1 to 16 printable ASCII characters (0x20 to 0x7e), kept exactly as sent; at most 10 keys per group, each once.
        pub group_info_custom_string_info_key: String,
        /// Value: at most 512 bytes of UTF-8, control characters included. In a change an empty one deletes the field.
        pub group_info_custom_string_info_value: String,
    }
}

described! {
    /// A custom field of a member.
    #[derive(Clone, Debug, Deserialize, Serialize)]
    pub struct GroupMemberInfoCustemString as "GroupMemberInfoCustemString" {
        /// Key: 1 to 16 printable ASCII characters (0x20 to 0x7e), kept exactly as sent; at most 5 keys per member, each once.
        pub group_member_info_custom_string_info_key: String,
        /// Value: at most 64 bytes of UTF-8, control characters included. In a change an empty one deletes the field.
        pub group_member_info_custom_string_info_value: String,
    }
}

impl From<GroupInfoCustomString> for CustomField {
    fn from(field: GroupInfoCustomString) -> Self {
        Self { key: field.group_info_custom_string_info_key, value: field.group_info_custom_string_info_value }
    }
}

impl From<&CustomField> for GroupInfoCustomString {
    fn from(field: &CustomField) -> Self {
        Self { group_info_custom_string_info_key: field.key.clone(), group_info_custom_string_info_value: field.value.clone() }
    }
}

impl From<GroupMemberInfoCustemString> for CustomField {
    fn from(field: GroupMemberInfoCustemString) -> Self {
        Self { key: field.group_member_info_custom_string_info_key, value: field.group_member_info_custom_string_info_value }
    }
}

impl From<&CustomField> for GroupMemberInfoCustemString {
    fn from(field: &CustomField) -> Self {
        Self {
            group_member_info_custom_string_info_key: field.key.clone(),
            group_member_info_custom_string_info_value: field.value.clone(),
        }
    }
}
