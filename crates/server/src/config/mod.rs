//! The configuration: read from TOML, checked as a whole, every fault with its place and what to mend.

mod file;
mod gateway;
mod limits;
mod policy;
mod secret;
#[cfg(test)]
mod tests;
mod tls;
mod webhooks;

pub use crate::gate::Rates;
pub use crate::gateway::{GatewaySettings, Origin};
pub use crate::source::Network;
pub use crate::webhooks::{NoReceiver, OnFailure, Receiver, WebhookSettings};
pub use secret::SecretKey;

use opentim_domain::{AppId, Limits, UserId};
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// A commented configuration that works once its keys are set.
pub const EXAMPLE: &str = include_str!("example.toml");

/// A checked configuration.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where to listen.
    pub listen: SocketAddr,
    /// What makes connections secure; none: plain HTTP.
    pub tls: Option<TlsFiles>,
    /// The data folder.
    pub data_dir: PathBuf,
    /// What an answer promises.
    pub durability: Durability,
    /// Proxies whose word on the caller's address is taken.
    pub trusted_proxies: Vec<Network>,
    /// Who shows it may see the metrics; none: there are none.
    pub metrics_token: Option<SecretKey>,
    /// Sessions; none: the REST interface only.
    pub gateway: Option<GatewaySettings>,
    /// The apps, at least one.
    pub apps: Vec<AppSettings>,
}

/// The PEM files of TLS. Relative ones are taken from where the server is started.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TlsFiles {
    /// The server's certificate, then those of its authorities.
    pub certificate: PathBuf,
    /// The key of the server's certificate, without a password.
    pub key: PathBuf,
}

/// What an answered change promises.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Durability {
    /// It is on disk.
    #[default]
    Full,
    /// It is on its way to the disk; a power cut may lose the last moments, never the order.
    Relaxed,
}

/// An app.
#[derive(Clone, Debug)]
pub struct AppSettings {
    /// Its number.
    pub id: AppId,
    /// The keys that sign for it, at least one; several while one replaces another.
    pub keys: Vec<SecretKey>,
    /// Accounts that may call the REST interface.
    pub admins: Vec<UserId>,
    /// Its sizes and counts.
    pub limits: Limits,
    /// Its call rates.
    pub rates: Rates,
    /// What its back end is asked and told; none: nothing.
    pub webhooks: Option<WebhookSettings>,
}

/// What is wrong with a configuration, one sentence each.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Faults(pub Vec<String>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for Faults {}

impl Settings {
    /// Reads and checks a file. A relative `data_dir` is taken from where the server is started.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn load(path: &Path) -> Result<Self, Faults> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Faults(vec![format!("{}: the file cannot be read: {error}", path.display())]))?;
        let in_file = |faults: Faults| Faults(faults.0.iter().map(|fault| format!("{}: {fault}", path.display())).collect());
        Self::parse(&text).map_err(in_file)
    }

    /// Reads and checks a text.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, Faults> {
        let file: file::File = toml::from_str(text).map_err(|error| Faults(vec![placed(text, &error)]))?;
        file.check()
    }
}

/// A fault of the form with its place. The parser's own text would quote the line, and the line may hold a key.
fn placed(text: &str, error: &toml::de::Error) -> String {
    let message = error.message().trim_end().replace('\n', "; ");
    let Some(before) = error.span().and_then(|span| text.get(..span.start)) else { return message };
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    format!("line {line}, column {column}: {message}")
}
