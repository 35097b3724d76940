//! What is set of an app's webhooks.

use crate::config::SecretKey;
use hyper::Uri;
use opentim_wire::webhook::{Callback, Form};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::time::Duration;
use tokio_rustls::rustls::pki_types::CertificateDer;

/// What becomes of a command when the back end cannot be asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OnFailure {
    /// It goes on (rule book 7.1, the default).
    #[default]
    Allow,
    /// It is refused with 10016.
    Refuse,
}

/// An app's webhooks.
#[derive(Clone, Debug)]
pub struct WebhookSettings {
    /// Where they go.
    pub receiver: Receiver,
    /// Those that are sent.
    pub callbacks: BTreeSet<Callback>,
    /// Time for one request, from connecting to the last byte of the answer.
    pub timeout: Duration,
    /// What becomes of a command when the back end cannot be asked.
    pub on_failure: OnFailure,
    /// What requests are signed with, if they are.
    pub token: Option<SecretKey>,
    /// The form of the bodies.
    pub form: Form,
    /// The pause after a first failure; each further one doubles it, up to five minutes.
    pub retry: Duration,
    /// An event that is older is dropped when it fails once more.
    pub max_age: Duration,
    /// Certificates of authorities besides those of the system.
    pub authorities: Vec<CertificateDer<'static>>,
}

/// The address of an app's back end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receiver {
    /// Over TLS.
    pub secure: bool,
    /// Name or address, as it stands in the URL without brackets.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Name and port as they stand in the URL.
    pub authority: String,
    /// Path and query.
    pub path: String,
}

/// Why a text is no address of a back end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoReceiver;

impl fmt::Display for NoReceiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an address such as \"https://example.com/webhooks\", http or https, without name and password")
    }
}

impl FromStr for Receiver {
    type Err = NoReceiver;

    fn from_str(text: &str) -> Result<Self, NoReceiver> {
        // What follows a # never reaches a server.
        let uri: Uri = Some(text).filter(|text| !text.contains('#')).and_then(|text| text.parse().ok()).ok_or(NoReceiver)?;
        let secure = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(NoReceiver),
        };
        let authority = uri.authority().filter(|authority| !authority.as_str().contains('@')).ok_or(NoReceiver)?;
        // A port that is no port is not told from none.
        if authority.as_str() != authority.host() && uri.port_u16().is_none() {
            return Err(NoReceiver);
        }
        let host = authority.host().trim_start_matches('[').trim_end_matches(']').to_owned();
        if host.is_empty() {
            return Err(NoReceiver);
        }
        Ok(Self {
            secure,
            host,
            port: uri.port_u16().unwrap_or(if secure { 443 } else { 80 }),
            authority: authority.to_string(),
            path: uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        })
    }
}
