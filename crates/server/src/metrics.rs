//! `GET /metrics`: what the server does, in the text format of Prometheus, for who has the token.

use crate::compose::Server;
use crate::webhooks::Counts as Hooks;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue, WWW_AUTHENTICATE};
use hyper::http::request::Parts;
use hyper::{Method, StatusCode};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};

/// Where they are.
pub(crate) const PATH: &str = "/metrics";

/// What is counted from the start on.
#[derive(Default)]
pub(crate) struct Counts {
    /// Calls that did what was asked.
    pub done: AtomicU64,
    /// Calls that were refused.
    pub refused: AtomicU64,
    /// Calls that the server could not do.
    pub failed: AtomicU64,
    /// Logins that were let in.
    pub logins: AtomicU64,
    /// Logins that were not.
    pub logins_refused: AtomicU64,
}

/// One more.
pub(crate) fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

/// Status, header and text of the answer.
pub(crate) fn answer(server: &Server, token: &[u8], head: &Parts) -> (StatusCode, (HeaderName, HeaderValue), String) {
    let plain = |status, text: &str| (status, (CONTENT_TYPE, HeaderValue::from_static("text/plain")), format!("{text}\n"));
    if head.method != Method::GET {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "ask with GET");
    }
    let given = head.headers.get(AUTHORIZATION).and_then(|given| given.as_bytes().strip_prefix(b"Bearer "));
    // Comparing hashes takes as long for a token that is nearly right as for any other.
    if given.is_none_or(|given| Sha256::digest(given) != Sha256::digest(token)) {
        let text = "the header Authorization must be \"Bearer \" and the token of [metrics] in the configuration\n".to_owned();
        return (StatusCode::UNAUTHORIZED, (WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")), text);
    }
    let version = HeaderValue::from_static("text/plain; version=0.0.4");
    (StatusCode::OK, (CONTENT_TYPE, version), text(server))
}

fn text(server: &Server) -> String {
    let Counts { done, refused, failed, logins, logins_refused } = &server.counts;
    let of = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    let connections = server.patience.connections.saturating_sub(server.places.available_permits()) as u64;
    let sessions = server.gateway.as_ref().map_or(0, |gateway| gateway.host().registry().connected()) as u64;
    let mut text = String::new();
    let mut metric = |name: &str, kind: &str, help: &str, rows: &[(&str, u64)]| {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
        for (labels, value) in rows {
            let _ = writeln!(text, "{name}{labels} {value}");
        }
    };
    metric("opentim_up_seconds", "gauge", "Seconds since the start.", &[("", server.started.elapsed().as_secs())]);
    metric("opentim_connections", "gauge", "Open connections that are no sessions.", &[("", connections)]);
    metric("opentim_sessions", "gauge", "Users' sessions that are connected.", &[("", sessions)]);
    let calls = [("{outcome=\"done\"}", of(done)), ("{outcome=\"refused\"}", of(refused)), ("{outcome=\"failed\"}", of(failed))];
    metric("opentim_calls_total", "counter", "REST calls by outcome.", &calls);
    let logins = [("{outcome=\"done\"}", of(logins)), ("{outcome=\"refused\"}", of(logins_refused))];
    metric("opentim_logins_total", "counter", "Logins at the gateway by outcome.", &logins);
    webhooks(server, &mut metric);
    text
}

/// Those of webhooks, app by app; not there when no app has any.
fn webhooks(server: &Server, metric: &mut impl FnMut(&str, &str, &str, &[(&str, u64)])) {
    let targets = server.webhooks.all();
    if targets.is_empty() {
        return;
    }
    let now = server.clock.now().0;
    let since = |moment: u64| if moment == 0 { 0 } else { now.saturating_sub(moment) / 1000 };
    let of = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    type Value<'v> = (&'v str, &'v str, &'v str, &'v dyn Fn(&Hooks) -> u64);
    let values: [Value<'_>; 7] = [
        ("opentim_webhooks_backlog", "gauge", "Events that wait to be told.", &|hooks| of(&hooks.backlog)),
        ("opentim_webhooks_oldest_seconds", "gauge", "Age of the first of them; 0: none waits.", &|hooks| since(of(&hooks.oldest))),
        ("opentim_webhooks_delivered_total", "counter", "Requests that were answered.", &|hooks| of(&hooks.delivered)),
        ("opentim_webhooks_failed_total", "counter", "Requests that were not; those of events are repeated.", &|hooks| {
            of(&hooks.failed)
        }),
        ("opentim_webhooks_dropped_total", "counter", "Webhooks that were given up.", &|hooks| of(&hooks.dropped)),
        ("opentim_webhooks_refused_total", "counter", "Questions that were answered with no.", &|hooks| of(&hooks.refused)),
        ("opentim_webhooks_last_failure_seconds", "gauge", "Seconds since a request last failed; 0: none has.", &|hooks| {
            since(of(&hooks.last_failure)).max(u64::from(of(&hooks.last_failure) > 0))
        }),
    ];
    for (name, kind, help, value) in values {
        let labels: Vec<_> = targets.iter().map(|target| format!("{{app=\"{}\"}}", target.app)).collect();
        let rows: Vec<_> = targets.iter().zip(&labels).map(|(target, label)| (label.as_str(), value(&target.counts))).collect();
        metric(name, kind, help, &rows);
    }
}
