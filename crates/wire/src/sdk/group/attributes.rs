//! `TIMGroupInitGroupAttributes`, `TIMGroupSetGroupAttributes`, `TIMGroupDeleteGroupAttributes` and `TIMGroupGetGroupAttributes`.

use super::id;
use crate::sdk::codes::Failure;
use crate::sdk::decode::decode;
use crate::sdk::described::described;
use crate::sdk::request::Request;
use opentim_domain::GroupId;
use opentim_domain::attribute::{DeleteAttributes, SetAttributes};
use serde::{Deserialize, Serialize};

described! {
    /// An attribute of a group.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
    pub struct GroupAttributes as "GroupAttributes" {
        /// The key: at most 32 bytes of UTF-8 (10045), at least one visible character (10004). A group holds 16 keys (10047).
        pub group_attribute_key: String,
        /// The value: at most 4000 bytes of UTF-8 (10046); keys and values of a group have at most 16000 bytes together (10048).
        pub group_attribute_value: String,
    }
}

described! {
    /// Argument of `TIMGroupInitGroupAttributes` and `TIMGroupSetGroupAttributes`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct InitGroupAttributeParams as "InitGroupAttributeParams" {
        /// Id of the group: required; printable ASCII, at most 96 bytes (10015).
        pub groupId: String,
        /// The attributes: required; each key once (10004).
        pub attributes: Vec<GroupAttributes>,
        /// Handed back untouched as `user_data`.
        #[serde(skip_deserializing)]
        pub data: Option<String>,
    }
}

described! {
    /// Argument of `TIMGroupDeleteGroupAttributes` and `TIMGroupGetGroupAttributes`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct DeleteAttributeParams as "DeleteAttributeParams" {
        /// Id of the group: required; printable ASCII, at most 96 bytes (10015).
        pub groupId: String,
        /// Their keys, each of which must be there to be deleted (10050). An empty array stands for all of them, as does nothing
        /// where they are read.
        pub attributesKey: Option<Vec<String>>,
        /// Handed back untouched as `user_data`.
        #[serde(skip_deserializing)]
        pub data: Option<String>,
    }
}

impl GroupAttributes {
    /// Attributes as the dialect lists them.
    pub(in crate::sdk) fn all(attributes: &[(String, String)]) -> Vec<Self> {
        let one = |(key, value): &(String, String)| Self { group_attribute_key: key.clone(), group_attribute_value: value.clone() };
        attributes.iter().map(one).collect()
    }
}

/// The command that a `TIMGroupInitGroupAttributes` asks for, whatever others wrote meanwhile.
///
/// # Errors
/// 10015 for a malformed id; 10004.
pub fn init_attributes(request: &Request) -> Result<SetAttributes, Failure> {
    write(request, true)
}

/// The command that a `TIMGroupSetGroupAttributes` asks for, whatever others wrote meanwhile.
///
/// # Errors
/// 10015 for a malformed id; 10004.
pub fn set_attributes(request: &Request) -> Result<SetAttributes, Failure> {
    write(request, false)
}

fn write(request: &Request, replace: bool) -> Result<SetAttributes, Failure> {
    let params: InitGroupAttributeParams = decode(request.argument())?;
    let pair = |attribute: GroupAttributes| (attribute.group_attribute_key, attribute.group_attribute_value);
    let attributes = params.attributes.into_iter().map(pair).collect();
    Ok(SetAttributes { group: id::group(&params.groupId)?, attributes, replace, sequence: None })
}

/// The command that a `TIMGroupDeleteGroupAttributes` asks for, whatever others wrote meanwhile.
///
/// # Errors
/// 10015 for a malformed id; 10004.
pub fn delete_attributes(request: &Request) -> Result<DeleteAttributes, Failure> {
    let (group, keys) = attributes_asked(request)?;
    Ok(DeleteAttributes { group, keys, sequence: None })
}

/// Group and keys that a `TIMGroupGetGroupAttributes` asks for; no keys: all of them.
///
/// # Errors
/// 10015 for a malformed id; 10004.
pub fn attributes_asked(request: &Request) -> Result<(GroupId, Option<Vec<String>>), Failure> {
    let params: DeleteAttributeParams = decode(request.argument())?;
    Ok((id::group(&params.groupId)?, params.attributesKey.filter(|keys| !keys.is_empty())))
}

/// The result of a `TIMGroupGetGroupAttributes`.
pub fn attributes_found(attributes: &[(String, String)]) -> Vec<GroupAttributes> {
    GroupAttributes::all(attributes)
}
