//! `[app.webhooks]`: what an app's back end is asked and told.

use super::file::key_fault;
use super::{OnFailure, SecretKey, WebhookSettings};
use opentim_wire::webhook::{Callback, EventTime, Form, TypeNames};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Section {
    url: String,
    events: Option<Vec<String>>,
    #[serde(default = "default_timeout")]
    timeout_ms: u64,
    #[serde(default)]
    on_failure: OnFailure,
    token: Option<String>,
    ca: Option<PathBuf>,
    #[serde(default = "default_retry")]
    retry_ms: u64,
    #[serde(default = "default_age")]
    max_age_hours: u64,
    #[serde(default)]
    type_names: Names,
    #[serde(default)]
    event_time: Time,
}

#[derive(Clone, Copy, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
enum Names {
    #[default]
    Older,
    Newer,
}

#[derive(Clone, Copy, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
enum Time {
    #[default]
    Text,
    Number,
}

fn default_timeout() -> u64 {
    2000
}

fn default_retry() -> u64 {
    1000
}

fn default_age() -> u64 {
    72
}

impl Section {
    /// The settings, or nothing when something is wrong with them.
    pub fn check(self, place: &str, faults: &mut Vec<String>) -> Option<WebhookSettings> {
        let before = faults.len();
        let receiver = self.url.parse();
        if let Err(fault) = &receiver {
            // The address itself may hold a secret of the back end.
            faults.push(format!("{place}: url must be {fault}"));
        }
        if let Some(fault) = self.token.as_deref().and_then(key_fault) {
            faults.push(format!("{place}: token: {fault}"));
        }
        let callbacks = callbacks(self.events, place, faults);
        let mut number = |key: &str, given: u64, range: RangeInclusive<u64>| {
            if !range.contains(&given) {
                faults.push(format!("{place}: {key} must lie between {} and {}; {given} was given", range.start(), range.end()));
            }
            given
        };
        let timeout = Duration::from_millis(number("timeout_ms", self.timeout_ms, 100..=10_000));
        let retry = Duration::from_millis(number("retry_ms", self.retry_ms, 10..=60_000));
        let max_age = Duration::from_secs(number("max_age_hours", self.max_age_hours, 1..=168) * 3600);
        let authorities = self.ca.map_or_else(Vec::new, |file| authorities(&file, place, faults));
        let form = Form {
            type_names: match self.type_names {
                Names::Older => TypeNames::Older,
                Names::Newer => TypeNames::Newer,
            },
            event_time: match self.event_time {
                Time::Text => EventTime::Text,
                Time::Number => EventTime::Number,
            },
        };
        let receiver = receiver.ok().filter(|_| faults.len() == before)?;
        let (on_failure, token) = (self.on_failure, self.token.map(SecretKey::new));
        Some(WebhookSettings { receiver, callbacks, timeout, on_failure, token, form, retry, max_age, authorities })
    }
}

/// Those that are named, or all.
fn callbacks(names: Option<Vec<String>>, place: &str, faults: &mut Vec<String>) -> BTreeSet<Callback> {
    let Some(names) = names else { return Callback::ALL.iter().copied().collect() };
    let mut callbacks = BTreeSet::new();
    for (at, name) in names.iter().enumerate() {
        match Callback::named(name) {
            Some(callback) => _ = callbacks.insert(callback),
            None => {
                let known: Vec<_> =
                    Callback::ALL.iter().map(|callback| callback.name().trim_start_matches("Group.Callback")).collect();
                faults.push(format!("{place}: events[{at}]: there is no {name:?}; there are {}", known.join(", ")));
            }
        }
    }
    callbacks
}

fn authorities(file: &Path, place: &str, faults: &mut Vec<String>) -> Vec<CertificateDer<'static>> {
    let read: Result<Vec<_>, _> = CertificateDer::pem_file_iter(file).and_then(Iterator::collect);
    match read {
        Ok(certificates) if !certificates.is_empty() => certificates,
        Ok(_) => {
            faults.push(format!("{place}: ca: {} holds no certificate (PEM)", file.display()));
            Vec::new()
        }
        Err(error) => {
            faults.push(format!("{place}: ca: {} cannot be read: {error}", file.display()));
            Vec::new()
        }
    }
}
