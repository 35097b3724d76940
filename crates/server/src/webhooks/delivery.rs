//! One event on its way to the back end: tried until it has arrived or is too old.

use super::{Target, news};
use opentim_store::{Logged, Store};
use opentim_wire::webhook::Body;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::sleep;

/// The longest pause between two attempts.
const LONGEST: Duration = Duration::from_secs(300);

/// Tells an event. Comes back when the back end has it, or when nothing more is done about it.
pub(super) async fn deliver(store: Arc<dyn Store>, target: Arc<Target>, lines: Arc<Semaphore>, logged: Logged) {
    let mut pause = target.retry;
    let bodies = loop {
        match news::bodies(store.as_ref(), &target, &logged).await {
            Ok(bodies) => break bodies,
            Err(error) => {
                tracing::warn!(app = %target.app, place = logged.place, %error, "what a webhook tells could not be read; it is tried again");
                rest(&target, &mut pause).await;
            }
        }
    };
    for (at, body) in bodies.iter().enumerate().filter(|(_, body)| target.wants(body.callback)) {
        let id = format!("{}-{}-{at}", target.app, logged.place);
        until_told(&target, &lines, &logged, body, &id).await;
    }
}

async fn until_told(target: &Target, lines: &Semaphore, logged: &Logged, body: &Body, id: &str) {
    let mut pause = target.retry;
    let face = logged.event.event.actor.face;
    loop {
        // The semaphore is never closed.
        let line = lines.acquire().await;
        let sent = target.post(body, face, None, Some(id)).await;
        drop(line);
        let fault = match sent {
            Ok(_) => return target.answers(),
            Err(fault) => fault,
        };
        target.is_silent(&fault);
        let age = target.clock.now().0.saturating_sub(logged.event.at.0);
        if u128::from(age) > target.max_age.as_millis() {
            target.counts.dropped.fetch_add(1, Ordering::Relaxed);
            tracing::warn!(event = id, command = body.callback.name(), %fault, "a webhook was given up: it is too old");
            return;
        }
        rest(target, &mut pause).await;
    }
}

/// Waits before the next attempt, shorter when the back end answers again.
async fn rest(target: &Target, pause: &mut Duration) {
    let back = target.back.notified();
    let first = target.retry.min(*pause);
    sleep(first).await;
    let long = pause.saturating_sub(first).mul_f64(chance());
    tokio::select! {
        () = sleep(long) => {}
        () = back => {}
    }
    *pause = longer(*pause, target.retry);
}

/// The pause after this one.
fn longer(pause: Duration, first: Duration) -> Duration {
    pause.saturating_mul(2).min(LONGEST.max(first))
}

/// Between a half and one, so that those who failed together do not come back together.
fn chance() -> f64 {
    let mut bytes = [0; 2];
    // Without randomness all come back at once, which works too.
    let _ = getrandom::fill(&mut bytes);
    0.5 + f64::from(u16::from_le_bytes(bytes)) / f64::from(u16::MAX) / 2.0
}

#[cfg(test)]
mod tests;
