//! What goes on over a cut beside events: what the user said of his status, and whom the client watched.

use super::ids;
use crate::sdk::user::MOST_STATUS_BYTES;
use opentim_domain::{MOST_WATCHED, UserId};
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

/// What an earlier connection of this login had said and watched.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Again {
    /// What the user said of his status. It counts only if he is online nowhere else.
    #[serde(default, deserialize_with = "custom", skip_serializing_if = "String::is_empty")]
    pub custom_status: String,
    /// Users whose status it watched, the one named first in front.
    #[serde(default, serialize_with = "ids::users::serialize", deserialize_with = "few", skip_serializing_if = "Vec::is_empty")]
    pub status_of: Vec<UserId>,
    /// Users whose profile it watched.
    #[serde(default, serialize_with = "ids::users::serialize", deserialize_with = "few", skip_serializing_if = "Vec::is_empty")]
    pub profile_of: Vec<UserId>,
}

fn custom<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    ids::bounded(deserializer, MOST_STATUS_BYTES)
}

fn few<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<UserId>, D::Error> {
    let users = ids::users::deserialize(deserializer)?;
    if users.len() > MOST_WATCHED {
        let given = users.len();
        return Err(D::Error::custom(format_args!("names {given} users, at most {MOST_WATCHED} are allowed")));
    }
    Ok(users)
}
