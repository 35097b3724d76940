//! What the class itself takes.

use super::known::only_known;
use super::policy::PolicyOptions;
use super::profile::Profile;
use super::server::ServerAddress;
use crate::sdk::decode::decode;
use crate::sdk::described::described;
use crate::sdk::legacy::Generation;
use opentim_domain::{AppId, IdFault, Limits, Policy, UserId};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// App of an instance that names none.
pub const DEFAULT_SDKAPPID: u64 = 1_400_000_000;
/// Lifetime of a test UserSig that names none: a week, in seconds.
const DEFAULT_EXPIRE: u64 = 604_800;
/// Longest name of an account slot.
const MOST_INSTANCE_BYTES: usize = 32;

described! {
    /// Options of `new TimRender()`. null, undefined and missing mean "not given"; other names than these are refused.
    #[derive(Clone, Debug, Deserialize)]
    pub struct TimRenderOptions as "TimRenderOptions" {
        /// Number of the app: 1 to 2^53 - 1; 1400000000 unless given.
        pub sdkappid: Option<u64>,
        /// Data folder, made when it is absent; `.opentim` in the user's home unless given.
        pub dataDir: Option<String>,
        /// Key that UserSigs are checked with; else that in OPENTIM_SECRET_KEY, else the data folder's own.
        pub secretKey: Option<String>,
        /// Address of a server, as `wss://chat.example.com` or `ws://127.0.0.1:8090`; the path is `/gateway` unless given, http and
        /// https stand for ws and wss. Groups are on the server then; dataDir keeps how far users have been told, and the
        /// lists of their groups. Unless server or dataDir is given, that in OPENTIM_SERVER counts.
        pub server: Option<String>,
        /// File with certificates (PEM) of an authority of your own, which the server's certificate is checked with as well; only
        /// with a server over TLS (wss).
        pub ca: Option<String>,
        /// Name of the account slot, 1 to 32 bytes of printable ASCII: instances of one process with the same settings share one login, another name is a second one.
        pub instance: Option<String>,
        /// Numbers of a data folder's groups: `open` (sizes and caps, unless given) or `tencent` (the incumbent's quotas and call rates too:
        /// 8511 to 8514, 9506, 10006, 10036, 10037). A server has its own. Give all instances of a login the same.
        pub profile: Option<Profile>,
        /// Choices where the incumbent's documents disagree. Give all instances of a login the same ones.
        pub policy: Option<PolicyOptions>,
        /// `1.x` for an app that was written for version 1 of the incumbent's Electron wrapper: every answer has a member `data` with
        /// its older form beside (JSON as text, older spellings, roles 1 to 3), and events hold those roles. Older spellings are taken
        /// with and without it.
        pub compat: Option<Generation>,
    }
}

described! {
    /// Options of `TimRender.genTestUserSig()`; other names than these are refused.
    #[derive(Clone, Debug, Deserialize)]
    pub struct GenTestUserSigOptions as "GenTestUserSigOptions" {
        /// Number of the app: 1 to 2^53 - 1; 1400000000 unless given.
        pub sdkappid: Option<u64>,
        /// User id: required; 1 to 32 bytes of printable ASCII (0x20 to 0x7e), not only blanks.
        pub userID: String,
        /// Lifetime in seconds; 604800 (a week) unless given.
        pub expire: Option<u64>,
        /// Key to sign with; else that in OPENTIM_SECRET_KEY, else that of the data folder.
        pub secretKey: Option<String>,
        /// Data folder whose own key signs; `.opentim` in the user's home unless given.
        pub dataDir: Option<String>,
    }
}

impl TimRenderOptions {
    /// Takes the options' JSON text; absent text is no options.
    ///
    /// # Errors
    /// A sentence that names the field.
    pub fn from_json(text: Option<&str>) -> Result<Self, String> {
        from_json(text.unwrap_or("{}"))
    }

    /// The app.
    ///
    /// # Errors
    /// A sentence when the number is out of range.
    pub fn app(&self) -> Result<AppId, String> {
        app(self.sdkappid)
    }

    /// The server that is named, if one is; empty text names none.
    ///
    /// # Errors
    /// A sentence when it is no address.
    pub fn server(&self) -> Result<Option<ServerAddress>, String> {
        let named = self.server.as_deref().filter(|address| !address.is_empty());
        named.map(|address| ServerAddress::parse(address).map_err(|fault| format!("server {fault}"))).transpose()
    }

    /// The name of the account slot.
    ///
    /// # Errors
    /// A sentence when it is empty, too long or not printable ASCII.
    pub fn instance(&self) -> Result<Option<&str>, String> {
        let Some(name) = self.instance.as_deref() else { return Ok(None) };
        if !(1..=MOST_INSTANCE_BYTES).contains(&name.len()) {
            let given = name.len();
            return Err(format!("instance must have 1 to {MOST_INSTANCE_BYTES} bytes of printable ASCII, {given} were given"));
        }
        match name.chars().find(|sign| !matches!(sign, ' '..='~')) {
            Some(sign) => Err(format!("instance must be printable ASCII (0x20 to 0x7e), {sign:?} was given in it")),
            None => Ok(Some(name)),
        }
    }

    /// The numbers and choices that the groups of a data folder live by.
    ///
    /// # Errors
    /// A sentence that names a choice.
    pub fn limits(&self) -> Result<Limits, String> {
        Ok(Limits { policy: self.policy()?, ..self.profile.unwrap_or_default().limits() })
    }

    /// The app's choices.
    ///
    /// # Errors
    /// A sentence that names the choice.
    pub fn policy(&self) -> Result<Policy, String> {
        self.policy.as_ref().map_or(Ok(Policy::RECOMMENDED), PolicyOptions::policy)
    }
}

impl GenTestUserSigOptions {
    /// Takes the options' JSON text.
    ///
    /// # Errors
    /// A sentence that names the field.
    pub fn from_json(text: &str) -> Result<Self, String> {
        from_json(text)
    }

    /// The app.
    ///
    /// # Errors
    /// A sentence when the number is out of range.
    pub fn app(&self) -> Result<AppId, String> {
        app(self.sdkappid)
    }

    /// The user.
    ///
    /// # Errors
    /// A sentence when the id is bad.
    pub fn user(&self) -> Result<UserId, String> {
        UserId::parse(&self.userID).map_err(|fault| bad_user(&fault))
    }

    /// The lifetime in seconds.
    pub fn lifetime(&self) -> u64 {
        self.expire.unwrap_or(DEFAULT_EXPIRE)
    }
}

fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| format!("the options are not valid JSON: {error}"))?;
    let value = if value.is_null() { Value::Object(serde_json::Map::new()) } else { value };
    only_known::<T>(&value, "")?;
    if let Some(policy) = value.get("policy") {
        only_known::<PolicyOptions>(policy, "policy.")?;
    }
    decode(&value).map_err(|fault| fault.to_string().replace("the argument", "the options"))
}

fn app(number: Option<u64>) -> Result<AppId, String> {
    let number = number.unwrap_or(DEFAULT_SDKAPPID);
    AppId::new(number).ok_or_else(|| format!("sdkappid must lie between 1 and 9007199254740991; {number} was given"))
}

/// The sentence for a user id that is none.
pub(super) fn bad_user(fault: &IdFault) -> String {
    let names = crate::FieldNames { field: |_| "userID", ..crate::sdk::codes::NAMES };
    crate::sentence(&opentim_domain::Reject::BadId { field: opentim_domain::Field::MemberId, fault: *fault }, &names)
}
