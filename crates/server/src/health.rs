//! `GET /healthz`: whether the writer of the store answers.

use crate::compose::Server;
use hyper::{Method, StatusCode};
use opentim_domain::{AppId, Assert, GroupId, Home};
use opentim_store::Commit;
use serde::Serialize;
use std::time::Duration;
use tokio::time::timeout;

/// Longer than this the writer must not take.
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Serialize)]
struct Health<'a> {
    status: &'a str,
    version: &'a str,
    uptime_seconds: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

/// Status and text of the answer.
pub(crate) async fn check(server: &Server, method: &Method) -> (StatusCode, Vec<u8>) {
    if method != Method::GET && method != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, text(server, "refused", Some("ask with GET")));
    }
    let Some(probe) = probe() else { return (StatusCode::OK, text(server, "ok", None)) };
    match timeout(PATIENCE, server.store.commit(probe)).await {
        Ok(Ok(_)) => (StatusCode::OK, text(server, "ok", None)),
        Ok(Err(error)) => {
            tracing::warn!(%error, "the health check failed");
            (StatusCode::SERVICE_UNAVAILABLE, text(server, "failing", Some("the store does not take changes; see the log")))
        }
        Err(_) => {
            let reason = "the store did not answer within 2 seconds";
            tracing::warn!(reason, "the health check failed");
            (StatusCode::SERVICE_UNAVAILABLE, text(server, "failing", Some(reason)))
        }
    }
}

/// A commit that goes all the way to the writer and writes nothing: it demands a clean-up that is not under way, in an app that
/// nobody can configure a group for.
fn probe() -> Option<Commit> {
    Some(Commit {
        app: AppId::new((1 << 53) - 1)?,
        home: Home::Group(GroupId::parse("@TGS#healthz").ok()?),
        operation: None,
        asserts: vec![Assert::CleaningUp],
        changes: Vec::new(),
        events: Vec::new(),
        effects: Vec::new(),
        reply: Vec::new(),
    })
}

fn text(server: &Server, status: &str, reason: Option<&str>) -> Vec<u8> {
    let uptime_seconds = server.started.elapsed().as_secs();
    let health = Health { status, version: env!("CARGO_PKG_VERSION"), uptime_seconds, reason };
    serde_json::to_vec(&health).unwrap_or_default()
}
