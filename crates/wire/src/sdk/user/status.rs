//! `TIMGetUserStatus`, `TIMSetSelfStatus`, and the subscriptions to users' status.

use super::MOST_ASKED;
use super::ids::{part, users, users_or_all};
use crate::sdk::codes::{Failure, INVALID_PARAMETER};
use crate::sdk::described::described;
use crate::sdk::request::Request;
use opentim_domain::{MOST_WATCHED, UserId};
use serde::{Deserialize, Serialize};

/// Longest status that a user sets himself, in bytes of UTF-8 (ours; no document has it).
pub const MOST_STATUS_BYTES: usize = 200;

/// `kTIMUserStatusType_Online` and `kTIMUserStatusType_Offline`.
const ONLINE: u32 = 1;
const OFFLINE: u32 = 2;

described! {
    /// Whether a user is online.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    pub struct UserStatus as "userStatus" {
        /// User id.
        pub user_status_identifier: String,
        /// 1 online: he is logged in somewhere; 2 offline: nowhere. opentim does not tell 3 (logged out) from 2.
        pub user_status_status_type: u32,
        /// What he says of it himself, or empty. It lasts while he is online.
        pub user_status_custom_status: String,
        /// Empty: opentim does not show where he is logged in.
        pub user_status_online_devices: Vec<String>,
    }
}

impl UserStatus {
    /// A user's status.
    pub fn new(user: &UserId, online: bool, custom: &str) -> Self {
        Self {
            user_status_identifier: user.to_string(),
            user_status_status_type: if online { ONLINE } else { OFFLINE },
            user_status_custom_status: custom.to_owned(),
            user_status_online_devices: Vec::new(),
        }
    }
}

described! {
    /// Argument of `TIMGetUserStatus`, `TIMSubscribeUserStatus` and `TIMUnsubscribeUserStatus`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct UserStatusParam as "userStatusParam" {
        /// User ids. Asked for: 1 to 500 (6017). Subscribed to: 1 to 200 (6017), and 200 in all: who was named first makes room.
        /// Subscriptions ended: up to 200; all when it is absent or empty.
        pub id_array: Vec<String>,
        /// Handed back untouched.
        pub user_data: Option<String>,
    }
}

described! {
    /// The part of the own status that can be set.
    #[derive(Clone, Debug, Deserialize)]
    pub struct OwnStatus as "selfStatus" {
        /// Required: at most 200 bytes of UTF-8 (6017); empty text takes it back.
        pub user_status_custom_status: String,
    }
}

described! {
    /// Argument of `TIMSetSelfStatus`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct SetSelfStatusParam as "setSelfStatusParam" {
        /// The status.
        pub status: OwnStatus,
        /// Handed back untouched.
        pub user_data: Option<String>,
    }
}

const IDS: &str = "id_array";

/// The users that a `TIMGetUserStatus` asks for.
///
/// # Errors
/// 6017 for none or too many, 7003 for a malformed id.
pub fn statuses_asked(request: &Request) -> Result<Vec<UserId>, Failure> {
    users(&part::<Vec<String>>(request, IDS)?, IDS, MOST_ASKED)
}

/// The users that a `TIMSubscribeUserStatus` names.
///
/// # Errors
/// 6017 for none or too many, 7003 for a malformed id.
pub fn statuses_watched(request: &Request) -> Result<Vec<UserId>, Failure> {
    users(&part::<Vec<String>>(request, IDS)?, IDS, MOST_WATCHED)
}

/// The users that a `TIMUnsubscribeUserStatus` names; nothing: all.
///
/// # Errors
/// 6017 for too many, 7003 for a malformed id.
pub fn statuses_unwatched(request: &Request) -> Result<Option<Vec<UserId>>, Failure> {
    users_or_all(request, IDS, MOST_WATCHED)
}

/// What a `TIMSetSelfStatus` says.
///
/// # Errors
/// 6017 when it is missing or too long.
pub fn own_status(request: &Request) -> Result<String, Failure> {
    let OwnStatus { user_status_custom_status: status } = part(request, "status")?;
    if status.len() > MOST_STATUS_BYTES {
        let given = status.len();
        let desc = format!(
            "status.user_status_custom_status is too long: {given} bytes of UTF-8 were given, at most {MOST_STATUS_BYTES} are allowed"
        );
        return Err(Failure::new(INVALID_PARAMETER, desc));
    }
    Ok(status)
}

/// The values for a listener of users' status.
pub fn statuses_text(statuses: &[UserStatus]) -> Option<String> {
    serde_json::to_string(&[serde_json::to_string(statuses).ok()?]).ok()
}
