//! `TIMProfileGetUserProfileList`, `TIMProfileModifySelfUserProfile`, and the subscriptions to users' profiles.

use super::ids::{part, users, users_or_all};
use super::{Accounts, MOST_ASKED};
use crate::sdk::codes::Failure;
use crate::sdk::described::described;
use crate::sdk::request::Request;
use opentim_domain::account::{ProfilePatch, SetProfile};
use opentim_domain::{Account, CustomField, MOST_WATCHED, UserId};
use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What keys of custom fields begin with; it is added where it is missing.
const CUSTOM: &str = "Tag_Profile_Custom_";

described! {
    /// A custom field of a profile.
    #[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
    pub struct UserProfileCustemStringInfo as "UserProfileCustemStringInfo" {
        /// Key: `Tag_Profile_Custom_` and a name of the app; a change may leave the beginning out.
        pub user_profile_custom_string_info_key: String,
        /// Value; a change with empty text deletes the field.
        pub user_profile_custom_string_info_value: String,
    }
}

described! {
    /// A user. Of the people in events and lists only id, nickname and avatar are shown.
    #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
    pub struct UserProfile as "UserProfile" {
        /// User id.
        pub user_profile_identifier: String,
        /// Nickname, or empty.
        pub user_profile_nick_name: String,
        /// Address of the avatar, or empty.
        pub user_profile_face_url: String,
        /// 0 unknown, 1 male, 2 female.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub user_profile_gender: Option<u32>,
        /// Empty: opentim has no friends.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub user_profile_friend_remark: Option<String>,
        /// What he says of himself, or empty.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub user_profile_self_signature: Option<String>,
        /// Who may become his friend: 0 unknown, 1 anybody, 2 after a confirmation, 3 nobody. opentim keeps it for the app.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub user_profile_add_permission: Option<u32>,
        /// Where he is, or empty.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub user_profile_location: Option<String>,
        /// His language, as the app numbers it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub user_profile_language: Option<u32>,
        /// His birthday, as the app writes it into a number.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub user_profile_birthday: Option<u32>,
        /// His level, as the app numbers it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub user_profile_level: Option<u32>,
        /// His role, as the app numbers it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub user_profile_role: Option<u32>,
        /// Custom fields.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub user_profile_custom_string_array: Option<Vec<UserProfileCustemStringInfo>>,
    }
}

impl UserProfile {
    /// A user as events and lists show him.
    pub fn short(user: &UserId, accounts: &Accounts) -> Self {
        let account = accounts.get(user);
        Self {
            user_profile_identifier: user.to_string(),
            user_profile_nick_name: account.map(|account| account.nick.clone()).unwrap_or_default(),
            user_profile_face_url: account.map(|account| account.face_url.clone()).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// All that is known of a user.
    pub fn whole(account: &Account) -> Self {
        let field = |field: &CustomField| UserProfileCustemStringInfo {
            user_profile_custom_string_info_key: field.key.clone(),
            user_profile_custom_string_info_value: field.value.clone(),
        };
        Self {
            user_profile_identifier: account.user.to_string(),
            user_profile_nick_name: account.nick.clone(),
            user_profile_face_url: account.face_url.clone(),
            user_profile_gender: Some(account.gender),
            user_profile_friend_remark: Some(String::new()),
            user_profile_self_signature: Some(account.signature.clone()),
            user_profile_add_permission: Some(account.friend_option),
            user_profile_location: Some(account.location.clone()),
            user_profile_language: Some(account.language),
            user_profile_birthday: Some(account.birthday),
            user_profile_level: Some(account.level),
            user_profile_role: Some(account.role),
            user_profile_custom_string_array: Some(account.fields.iter().map(field).collect()),
        }
    }
}

described! {
    /// Whose profiles are wanted.
    #[derive(Clone, Debug, Deserialize)]
    pub struct UserProfileListParam as "jsonGetUserProfileListParam" {
        /// User ids: 1 to 500 (6017); the own one may be among them. Who has no profile is answered with empty fields.
        pub friendship_getprofilelist_param_identifier_array: Vec<String>,
        /// Deprecated and ignored: answers are never old.
        #[serde(skip_deserializing)]
        pub friendship_getprofilelist_param_force_update: Option<bool>,
    }
}

described! {
    /// Argument of `TIMProfileGetUserProfileList`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GetUserProfileListParam as "TIMProfileGetUserProfileListParam" {
        /// Whose profiles are wanted.
        pub json_get_user_profile_list_param: UserProfileListParam,
        /// Handed back untouched.
        pub user_data: Option<String>,
    }
}

/// Text in the C interface and a number in its typings: both are taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextOrNumber(String);

impl<'de> Deserialize<'de> for TextOrNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl Visitor<'_> for Either {
            type Value = TextOrNumber;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("text or a whole number")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<TextOrNumber, E> {
                Ok(TextOrNumber(text.to_owned()))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<TextOrNumber, E> {
                Ok(TextOrNumber(number.to_string()))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

#[cfg(feature = "typings")]
impl crate::sdk::described::Typed for TextOrNumber {
    fn type_name() -> String {
        "string | number".to_owned()
    }
}

described! {
    /// What changes of the own profile; what is absent stays as it is.
    #[derive(Clone, Debug, Default, Deserialize)]
    #[serde(default)]
    pub struct UserProfileItem as "UserProfileItem" {
        /// Nickname: at most 500 bytes of UTF-8 (6017).
        pub user_profile_item_nick_name: Option<String>,
        /// 0 unknown, 1 male, 2 female.
        pub user_profile_item_gender: Option<u32>,
        /// Address of the avatar: at most 500 bytes.
        pub user_profile_item_face_url: Option<String>,
        /// What the user says of himself: at most 500 bytes.
        pub user_profile_item_self_signature: Option<String>,
        /// Who may become his friend: 0 to 3, as in `TIMProfileAddPermission`.
        pub user_profile_item_add_permission: Option<u32>,
        /// Where he is: at most 500 bytes; a number is kept as text.
        pub user_profile_item_location: Option<TextOrNumber>,
        /// His language, as the app numbers it.
        pub user_profile_item_language: Option<u32>,
        /// His birthday, as the app writes it into a number.
        pub user_profile_item_birthday: Option<u32>,
        /// His level, as the app numbers it.
        pub user_profile_item_level: Option<u32>,
        /// His role, as the app numbers it.
        pub user_profile_item_role: Option<u32>,
        /// Custom fields that change; the others stay. At most 20, keys of at most 32 bytes, values of at most 500.
        pub user_profile_item_custom_string_array: Option<Vec<UserProfileCustemStringInfo>>,
    }
}

described! {
    /// Argument of `TIMProfileModifySelfUserProfile`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct ModifySelfUserProfileParam as "TIMProfileModifySelfUserProfileParam" {
        /// What changes.
        pub json_modify_self_user_profile_param: UserProfileItem,
        /// Handed back untouched.
        pub user_data: Option<String>,
    }
}

described! {
    /// Argument of `TIMSubscribeUserInfo` and `TIMUnsubscribeUserInfo`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct SubscribeUserInfoParam as "SubscribeUserInfoParam" {
        /// User ids. Subscribed to: 1 to 200 (6017), and 200 in all: who was named first makes room. Subscriptions ended: up to 200;
        /// all when it is absent or empty.
        pub json_user_id_list: Vec<String>,
        /// Handed back untouched.
        pub user_data: Option<String>,
    }
}

const IDS: &str = "json_user_id_list";

/// The users that a `TIMProfileGetUserProfileList` asks for.
///
/// # Errors
/// 6017 for none or too many, 7003 for a malformed id.
pub fn profiles_asked(request: &Request) -> Result<Vec<UserId>, Failure> {
    let params: UserProfileListParam = part(request, "json_get_user_profile_list_param")?;
    let field = "friendship_getprofilelist_param_identifier_array";
    users(&params.friendship_getprofilelist_param_identifier_array, field, MOST_ASKED)
}

/// The command that a `TIMProfileModifySelfUserProfile` of this user asks for.
///
/// # Errors
/// 6017 for a field of the wrong type.
pub fn profile_change(request: &Request, user: UserId) -> Result<SetProfile, Failure> {
    let item: UserProfileItem = part(request, "json_modify_self_user_profile_param")?;
    let patch = ProfilePatch {
        nick: item.user_profile_item_nick_name,
        face_url: item.user_profile_item_face_url,
        gender: item.user_profile_item_gender,
        birthday: item.user_profile_item_birthday,
        location: item.user_profile_item_location.map(|TextOrNumber(text)| text),
        language: item.user_profile_item_language,
        signature: item.user_profile_item_self_signature,
        friend_option: item.user_profile_item_add_permission,
        level: item.user_profile_item_level,
        role: item.user_profile_item_role,
        fields: item.user_profile_item_custom_string_array.unwrap_or_default().into_iter().map(field).collect(),
    };
    Ok(SetProfile { user, patch })
}

fn field(info: UserProfileCustemStringInfo) -> CustomField {
    let key = info.user_profile_custom_string_info_key;
    let key = if key.starts_with(CUSTOM) { key } else { format!("{CUSTOM}{key}") };
    CustomField { key, value: info.user_profile_custom_string_info_value }
}

/// The users that a `TIMSubscribeUserInfo` names.
///
/// # Errors
/// 6017 for none or too many, 7003 for a malformed id.
pub fn profiles_watched(request: &Request) -> Result<Vec<UserId>, Failure> {
    users(&part::<Vec<String>>(request, IDS)?, IDS, MOST_WATCHED)
}

/// The users that a `TIMUnsubscribeUserInfo` names; nothing: all.
///
/// # Errors
/// 6017 for too many, 7003 for a malformed id.
pub fn profiles_unwatched(request: &Request) -> Result<Option<Vec<UserId>>, Failure> {
    users_or_all(request, IDS, MOST_WATCHED)
}

/// The values for a listener of the own profile.
pub fn own_profile_text(account: &Account) -> Option<String> {
    serde_json::to_string(&[serde_json::to_string(&UserProfile::whole(account)).ok()?]).ok()
}

/// The values for a listener of users' profiles.
pub fn profiles_text<'a>(accounts: impl IntoIterator<Item = &'a Account>) -> Option<String> {
    let profiles: Vec<UserProfile> = accounts.into_iter().map(UserProfile::whole).collect();
    serde_json::to_string(&[serde_json::to_string(&profiles).ok()?]).ok()
}
