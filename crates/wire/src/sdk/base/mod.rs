//! Life cycle, login and settings: what their calls take and answer.

mod config;
mod custom_server;
mod experimental;
mod known;
mod options;
mod policy;
mod profile;
mod server;

pub use config::{
    HttpProxyInfo, JsonConfig, LogLevel, PacProxyInfo, Socks5ProxyInfo, TIMSetConfigParam, UserConfig, accepted, config,
};
pub use custom_server::{CustomServerInfo, ServerAddressInfo};
pub use experimental::{CallExperimentalApiJsonParam, CallExperimentalApiParam, Experimental, experimental};
pub use options::{DEFAULT_SDKAPPID, GenTestUserSigOptions, TimRenderOptions};
pub use policy::PolicyOptions;
pub use profile::Profile;
pub use server::ServerAddress;

use super::codes::{BAD_ARGUMENT, BAD_USER_ID, Failure};
use super::decode::decode;
use super::described::described;
use super::reply;
use super::request::Request;
use opentim_domain::UserId;
use serde::Deserialize;

/// What `TIMGetLoginStatus` answers: those of `TIMLoginStatus` that last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LoginStatus {
    /// Somebody is logged in.
    LoggedIn = 1,
    /// Nobody is.
    LoggedOut = 3,
}

impl LoginStatus {
    /// The whole answer.
    pub fn reply(self) -> String {
        reply::bare(self as u32)
    }
}

described! {
    /// Argument of `TIMInit`; it may be left out.
    #[derive(Clone, Debug, Deserialize)]
    pub struct InitParam as "initParam" {
        /// Data folder, if the constructor was given none. -1 when it is not a directory.
        pub config_path: Option<String>,
        /// true writes log lines of every level to standard error.
        pub electron_log: Option<bool>,
    }
}

described! {
    /// Argument of `TIMLogin`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct LoginParam as "loginParam" {
        /// User id: required; 1 to 32 bytes of printable ASCII (0x20 to 0x7e), not only blanks (7003).
        pub userID: String,
        /// UserSig that was signed for this user and app: required.
        pub userSig: String,
        /// Handed back untouched as `user_data`.
        pub userData: Option<String>,
    }
}

described! {
    /// Argument of `TIMLogout`; it may be left out.
    #[derive(Clone, Debug, Deserialize)]
    pub struct LogoutParam as "logoutParam" {
        /// Handed back untouched as `user_data`.
        pub userData: Option<String>,
    }
}

/// What a `TIMInit` asks for.
///
/// # Errors
/// -4 for a field of the wrong type.
pub fn init(request: &Request) -> Result<InitParam, Failure> {
    if request.argument().is_null() {
        return Ok(InitParam { config_path: None, electron_log: None });
    }
    decode(request.argument()).map_err(|fault| Failure::new(BAD_ARGUMENT, fault.to_string()))
}

/// Who logs in with a `TIMLogin`, and his UserSig.
///
/// # Errors
/// 7003 for a bad user id.
pub fn login(request: &Request) -> Result<(UserId, String), Failure> {
    let LoginParam { userID: id, userSig: sig, .. } =
        decode(request.argument()).map_err(|fault| Failure::new(BAD_ARGUMENT, fault.to_string()))?;
    let user = UserId::parse(&id).map_err(|fault| Failure::new(BAD_USER_ID, options::bad_user(&fault)))?;
    Ok((user, sig))
}

#[cfg(test)]
mod tests;
