//! The file as it is written, and its checks.

use super::limits::{Numbers, Section};
use super::{AppSettings, Durability, Faults, Network, SecretKey, Settings};
use super::{gateway, policy, tls, webhooks};
use opentim_domain::{AppId, UserId};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Shortest key in bytes; the ones that consoles hand out have 64.
const SHORTEST_KEY: usize = 16;
/// Fewer different characters make no key.
const FEWEST_DIFFERENT: usize = 6;
/// What the example says in place of a key.
const PLACEHOLDER: &str = "put-the-secret-key-of-your-app-here";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default = "default_listen")]
    listen: String,
    #[serde(default = "default_data_dir")]
    data_dir: PathBuf,
    #[serde(default)]
    durability: Durability,
    #[serde(default)]
    trusted_proxies: Vec<String>,
    #[serde(default)]
    tls: Option<tls::Section>,
    #[serde(default)]
    gateway: gateway::Section,
    #[serde(default)]
    metrics: Option<Metrics>,
    #[serde(default)]
    app: Vec<App>,
    #[serde(default)]
    limits: Section,
    #[serde(default)]
    policy: policy::Section,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Metrics {
    token: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct App {
    sdkappid: u64,
    secret_key: Keys,
    admins: Vec<String>,
    #[serde(default)]
    limits: Section,
    #[serde(default)]
    policy: policy::Section,
    #[serde(default)]
    webhooks: Option<webhooks::Section>,
}

/// One key, or several while one replaces another.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a key in quotes, or a list of keys in quotes")]
enum Keys {
    One(String),
    Several(Vec<String>),
}

fn default_listen() -> String {
    "127.0.0.1:8090".to_owned()
}

fn default_data_dir() -> PathBuf {
    "./data".into()
}

impl File {
    pub fn check(self) -> Result<Settings, Faults> {
        let mut faults = Vec::new();
        let listen = self.listen.parse();
        if listen.is_err() {
            faults.push(format!(
                "listen must be an address and a port such as \"127.0.0.1:8090\" or \"[::]:8090\"; {:?} was given",
                self.listen
            ));
        }
        if self.data_dir.as_os_str().is_empty() {
            faults.push("data_dir must name a folder".to_owned());
        }
        let tls = self.tls.map(|section| section.check(&mut faults));
        let gateway = self.gateway.check(&mut faults);
        let trusted_proxies = networks(&self.trusted_proxies, &mut faults);
        let metrics_token = self.metrics.map(|metrics| metrics.token);
        if let Some(fault) = metrics_token.as_deref().and_then(key_fault) {
            faults.push(format!("[metrics] token: {fault}"));
        }
        let metrics_token = metrics_token.map(SecretKey::new);
        if self.app.is_empty() {
            faults.push("there is no [[app]]; add one with sdkappid, secret_key and admins".to_owned());
        }
        let mut common = Numbers::OPEN;
        common.apply(&self.limits, "[limits]", &mut faults);
        self.policy.apply(&mut common.limits.policy);
        let mut seen = BTreeSet::new();
        let mut apps = Vec::with_capacity(self.app.len());
        for (at, app) in self.app.into_iter().enumerate() {
            let place = format!("[[app]] number {} (sdkappid {})", at + 1, app.sdkappid);
            if !seen.insert(app.sdkappid) {
                faults.push(format!("{place}: this sdkappid is configured twice; give each app one [[app]]"));
            }
            apps.extend(app.check(&place, &common, &mut faults));
        }
        match listen {
            Ok(listen) if faults.is_empty() => Ok(Settings {
                listen,
                tls,
                trusted_proxies,
                metrics_token,
                gateway,
                data_dir: self.data_dir,
                durability: self.durability,
                apps,
            }),
            _ => Err(Faults(faults)),
        }
    }
}

impl App {
    fn check(self, place: &str, common: &Numbers, faults: &mut Vec<String>) -> Option<AppSettings> {
        let before = faults.len();
        let id = AppId::new(self.sdkappid);
        if id.is_none() {
            faults.push(format!("{place}: sdkappid must lie between 1 and 9007199254740991"));
        }
        let keys = match self.secret_key {
            Keys::One(key) => vec![key],
            Keys::Several(keys) => keys,
        };
        if keys.is_empty() {
            faults.push(format!("{place}: secret_key needs at least one key; without one no UserSig can be verified"));
        }
        for (at, key) in keys.iter().enumerate() {
            if let Some(fault) = key_fault(key) {
                faults.push(format!("{place}: secret_key number {}: {fault}", at + 1));
            }
        }
        let admins: Vec<UserId> = self.admins.iter().filter_map(|admin| admin_id(admin, place, faults)).collect();
        if self.admins.is_empty() {
            faults.push(format!("{place}: admins needs at least one account, for instance [\"administrator\"]"));
        }
        let mut numbers = common.clone();
        numbers.apply(&self.limits, &format!("{place}: [app.limits]"), faults);
        self.policy.apply(&mut numbers.limits.policy);
        let webhooks = self.webhooks.and_then(|section| section.check(&format!("{place}: [app.webhooks]"), faults));
        let id = id.filter(|_| faults.len() == before)?;
        let keys = keys.into_iter().map(SecretKey::new).collect();
        Some(AppSettings { id, keys, admins, limits: numbers.limits, rates: numbers.rates, webhooks })
    }
}

fn networks(texts: &[String], faults: &mut Vec<String>) -> Vec<Network> {
    let network = |(at, text): (usize, &String)| {
        text.parse().inspect_err(|fault| faults.push(format!("trusted_proxies[{at}] must be {fault}; {text:?} was given"))).ok()
    };
    texts.iter().enumerate().filter_map(network).collect()
}

fn admin_id(admin: &str, place: &str, faults: &mut Vec<String>) -> Option<UserId> {
    let id = UserId::parse(admin);
    if id.is_err() {
        faults.push(format!("{place}: admins: {admin:?} is no account; accounts are 1 to 32 printable ASCII characters"));
    }
    id.ok()
}

/// What is wrong with a key. The key itself is never quoted.
pub(super) fn key_fault(key: &str) -> Option<String> {
    let different = key.bytes().collect::<BTreeSet<_>>().len();
    if key == PLACEHOLDER {
        Some("put the key of your app there; `openssl rand -hex 32` makes one".to_owned())
    } else if key.trim() != key {
        Some("blanks stand around the key; remove them".to_owned())
    } else if key.len() < SHORTEST_KEY || different < FEWEST_DIFFERENT {
        Some(format!(
            "the key is too weak ({} bytes, {different} different ones): use at least {SHORTEST_KEY} bytes; \
             `openssl rand -hex 32` makes a good one",
            key.len()
        ))
    } else {
        None
    }
}
