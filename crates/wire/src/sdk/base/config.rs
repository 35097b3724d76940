//! `TIMSetConfig`.

use crate::sdk::codes::{Failure, INVALID_PARAMETER};
use crate::sdk::decode::decode;
use crate::sdk::described::described;
use crate::sdk::request::Request;
use serde::de::{Deserializer, Error, Unexpected};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Bytes of `set_config_user_define_data`.
const USER_DEFINE_DATA_BYTES: usize = 64;

/// How much is logged. The numbers are those of `TIMLogLevel`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u32)]
pub enum LogLevel {
    /// Nothing.
    Off = 0,
    /// Everything.
    Test = 1,
    /// Every step.
    Verbose = 2,
    /// What helps to find a fault.
    Debug = 3,
    /// What happens.
    Info = 4,
    /// What should not happen.
    Warn = 5,
    /// What went wrong.
    Error = 6,
    /// What must never happen.
    Assert = 7,
}

impl LogLevel {
    const ALL: [Self; 8] = [Self::Off, Self::Test, Self::Verbose, Self::Debug, Self::Info, Self::Warn, Self::Error, Self::Assert];
}

impl<'de> Deserialize<'de> for LogLevel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u32::deserialize(deserializer)?;
        let level = Self::ALL.into_iter().find(|level| *level as u32 == number);
        level.ok_or_else(|| D::Error::invalid_value(Unexpected::Unsigned(number.into()), &"a level from 0 (off) to 7 (assert)"))
    }
}

impl Serialize for LogLevel {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(*self as u32)
    }
}

#[cfg(feature = "typings")]
impl crate::sdk::described::Typed for LogLevel {
    fn type_name() -> String {
        "TIMLogLevel".to_owned()
    }
}

described! {
    /// Options of a user. opentim accepts them; none of them changes anything yet.
    #[derive(Clone, Debug, Deserialize, Serialize)]
    pub struct UserConfig as "UserConfig" {
        /// true: no local database.
        pub user_config_is_is_disable_storage: Option<bool>,
        /// Deprecated: events of read receipts.
        pub user_config_is_read_receipt: Option<bool>,
        /// Deprecated: group tips do not count as unread.
        #[serde(alias = "user_config_is_ingore_grouptips_unread")]
        pub user_config_is_ignore_grouptips_unread: Option<bool>,
        /// Deprecated: the server drops the read state.
        pub user_config_is_sync_report: Option<bool>,
    }
}

described! {
    /// An HTTP proxy. opentim accepts it; nothing goes over it, since nothing goes over a network.
    #[derive(Clone, Debug, Deserialize, Serialize)]
    pub struct HttpProxyInfo as "HttpProxyInfo" {
        /// Host; empty: none.
        pub http_proxy_info_ip: String,
        /// Port, 1 to 65535; 0: none.
        pub http_proxy_info_port: u32,
        /// User name.
        pub http_proxy_info_username: Option<String>,
        /// Password.
        pub http_proxy_info_password: Option<String>,
    }
}

described! {
    /// A SOCKS5 proxy. opentim accepts it; nothing goes over it, since nothing goes over a network.
    #[derive(Clone, Debug, Deserialize, Serialize)]
    pub struct Socks5ProxyInfo as "Socks5ProxyInfo" {
        /// Host; empty: none.
        pub socks5_proxy_info_ip: String,
        /// Port, 1 to 65535; 0: none.
        pub socks5_proxy_info_port: u32,
        /// User name.
        pub socks5_proxy_info_username: Option<String>,
        /// Password.
        pub socks5_proxy_info_password: Option<String>,
    }
}

described! {
    /// A proxy by automatic configuration. opentim accepts it; nothing goes over it, since nothing goes over a network.
    #[derive(Clone, Debug, Deserialize, Serialize)]
    pub struct PacProxyInfo as "PACProxyInfo" {
        /// User name.
        pub pac_proxy_info_username: Option<String>,
        /// Password.
        pub pac_proxy_info_password: Option<String>,
    }
}

described! {
    /// Settings. Those that are not given stay as they are; unknown keys are ignored. They count for the whole process.
    #[derive(Clone, Debug, Deserialize, Serialize)]
    pub struct JsonConfig as "JSONCongfig" {
        /// Lowest level that goes to standard error; 0: none. Warnings (5) unless set.
        pub set_config_log_level: Option<LogLevel>,
        /// Lowest level that goes to the log listener; 0: none. Infos (4) unless set.
        pub set_config_callback_log_level: Option<LogLevel>,
        /// false: nothing goes to standard error.
        pub set_config_is_log_output_console: Option<bool>,
        /// Options of the user.
        pub set_config_user_config: Option<UserConfig>,
        /// Data for the server: at most 64 bytes of UTF-8.
        pub set_config_user_define_data: Option<String>,
        /// Proxy for media.
        pub set_config_http_proxy_info: Option<HttpProxyInfo>,
        /// Proxy for everything.
        pub set_config_socks5_proxy_info: Option<Socks5ProxyInfo>,
        /// Proxy by automatic configuration.
        pub set_config_pac_proxy_info: Option<PacProxyInfo>,
        /// Only the local name service.
        pub set_config_is_only_local_dns_source: Option<bool>,
    }
}

described! {
    /// Argument of `TIMSetConfig`.
    #[derive(Clone, Debug, Deserialize)]
    pub struct TIMSetConfigParam as "TIMSetConfigParam" {
        /// The settings: required.
        pub json_config: JsonConfig,
        /// Handed back untouched as `user_data`.
        pub user_data: Option<String>,
    }
}

/// The settings that a `TIMSetConfig` asks for.
///
/// # Errors
/// 6017 for a field of the wrong type or length.
pub fn config(request: &Request) -> Result<JsonConfig, Failure> {
    let config: JsonConfig =
        decode(request.part("json_config")).map_err(|fault| Failure::new(INVALID_PARAMETER, fault.to_string()))?;
    let given = config.set_config_user_define_data.as_ref().map_or(0, String::len);
    if given > USER_DEFINE_DATA_BYTES {
        let desc = format!(
            "set_config_user_define_data is too long: {given} bytes of UTF-8 were given, at most {USER_DEFINE_DATA_BYTES} are allowed"
        );
        return Err(Failure::new(INVALID_PARAMETER, desc));
    }
    Ok(config)
}

/// What a successful `TIMSetConfig` answers: the settings that were understood, as JSON text.
pub fn accepted(config: &JsonConfig) -> String {
    let mut value = serde_json::to_value(config).unwrap_or_default();
    drop_nulls(&mut value);
    value.to_string()
}

fn drop_nulls(value: &mut Value) {
    if let Value::Object(members) = value {
        members.retain(|_, member| !member.is_null());
        members.values_mut().for_each(drop_nulls);
    }
}
