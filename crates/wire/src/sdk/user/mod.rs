//! Users: their profiles, and whether they are online.

mod ids;
mod profile;
mod status;
#[cfg(test)]
mod tests;

pub use profile::{
    GetUserProfileListParam, ModifySelfUserProfileParam, SubscribeUserInfoParam, UserProfile, UserProfileCustemStringInfo,
    UserProfileItem, UserProfileListParam, own_profile_text, profile_change, profiles_asked, profiles_text, profiles_unwatched,
    profiles_watched,
};
pub use status::{
    MOST_STATUS_BYTES, OwnStatus, SetSelfStatusParam, UserStatus, UserStatusParam, own_status, statuses_asked, statuses_text,
    statuses_unwatched, statuses_watched,
};

use opentim_domain::{Account, UserId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Users whose profile or status one call asks for.
pub const MOST_ASKED: usize = 500;

/// What is known of users; who is missing has no account.
pub type Accounts = BTreeMap<UserId, Arc<Account>>;
