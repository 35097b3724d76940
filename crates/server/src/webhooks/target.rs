//! One app's back end.

use super::client::{Client, Fault};
use super::counts::Counts;
use super::passing::Passing;
use super::settings::{OnFailure, WebhookSettings};
use crate::config::{AppSettings, SecretKey};
use hyper::body::Bytes;
use opentim_domain::{AppId, Face};
use opentim_store::Clock;
use opentim_wire::webhook::{Body, Callback, Form, Signature, When, address};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::Notify;

/// One app's back end.
pub(crate) struct Target {
    pub app: AppId,
    pub counts: Counts,
    /// What is told once.
    pub(super) passing: Passing,
    /// The log may have grown.
    pub(super) news: Notify,
    /// The back end answers again.
    pub(super) back: Notify,
    pub form: Form,
    pub(super) on_failure: OnFailure,
    pub(super) retry: Duration,
    pub(super) max_age: Duration,
    /// New groups a day, if the app has that quota.
    pub(super) groups_per_day: Option<u64>,
    pub(super) clock: Arc<dyn Clock>,
    /// The last request was not answered.
    silent: AtomicBool,
    callbacks: BTreeSet<Callback>,
    path: String,
    token: Option<SecretKey>,
    client: Client,
}

impl Target {
    pub fn new(app: &AppSettings, settings: &WebhookSettings, clock: Arc<dyn Clock>) -> Self {
        Self {
            app: app.id,
            counts: Counts::default(),
            passing: Passing::default(),
            news: Notify::new(),
            back: Notify::new(),
            form: settings.form,
            on_failure: settings.on_failure,
            retry: settings.retry,
            max_age: settings.max_age,
            groups_per_day: app.limits.quotas.groups_per_day,
            clock,
            silent: AtomicBool::new(false),
            callbacks: settings.callbacks.clone(),
            path: settings.receiver.path.clone(),
            token: settings.token.clone(),
            client: Client::new(settings),
        }
    }

    /// Whether it wants this webhook.
    pub fn wants(&self, callback: Callback) -> bool {
        self.callbacks.contains(&callback)
    }

    /// Whether it wants to be asked anything.
    pub(super) fn asks(&self) -> bool {
        self.callbacks.iter().any(|callback| callback.when() == When::Before)
    }

    /// Sends one webhook and counts it.
    pub(super) async fn post(&self, body: &Body, face: Face, from: Option<IpAddr>, event_id: Option<&str>) -> Result<Bytes, Fault> {
        let address = address(&self.path, self.app, body.callback, from, face, self.signature().as_ref());
        let answer = self.client.post(&address, body.text(event_id)).await;
        match &answer {
            Ok(_) => {
                self.counts.delivered.fetch_add(1, Ordering::Relaxed);
            }
            Err(_) => self.counts.fail(self.clock.now().0),
        }
        answer
    }

    fn signature(&self) -> Option<Signature> {
        let token = self.token.as_ref()?;
        let request_time = self.clock.now().secs().0;
        let hash = Sha256::new().chain_update(token).chain_update(request_time.to_string()).finalize();
        let mut sign = String::with_capacity(64);
        for byte in hash {
            // Writing to a text cannot fail.
            let _ = write!(sign, "{byte:02x}");
        }
        Some(Signature { sign, request_time })
    }

    /// A request was answered; those that wait for that go on.
    pub(super) fn answers(&self) {
        if self.silent.swap(false, Ordering::Relaxed) {
            tracing::info!(app = %self.app, "the app's back end answers webhooks again");
            self.back.notify_waiters();
        }
    }

    /// A request was not answered.
    pub(super) fn is_silent(&self, fault: &Fault) {
        if !self.silent.swap(true, Ordering::Relaxed) {
            tracing::warn!(app = %self.app, %fault, "the app's back end takes no webhooks; events wait and are tried again");
        }
    }
}
