//! The log of the app and the audit of its groups, when all is at rest.

use crate::actors::{Desk, app};
use crate::ledger::Ledger;
use crate::violation::{Violation, must};
use opentim_domain::GroupId;
use opentim_store::{Audited, Logged, Store, chained};
use std::sync::{Arc, MutexGuard, PoisonError};

/// Rows read at once.
const PAGE: usize = 64;

/// The log holds every event in the order of commits; the audit of each group holds its events, and its chain is unbroken.
pub(crate) async fn check(desk: Desk) -> Result<(), Violation> {
    let store = desk.engine.store().clone();
    check_log(&read_log(&store).await, &ledger(&desk))?;
    let groups: Vec<GroupId> = ledger(&desk).groups().cloned().collect();
    for group in groups {
        check_audit(&group, &read_audit(&store, &group).await, &ledger(&desk))?;
    }
    Ok(())
}

fn ledger(desk: &Desk) -> MutexGuard<'_, Ledger> {
    desk.ledger.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn read_log(store: &Arc<dyn Store>) -> Vec<Logged> {
    let mut log: Vec<Logged> = Vec::new();
    loop {
        let after = log.last().map_or(0, |last| last.place);
        let Ok(page) = store.log_after(app(), after, PAGE).await else { continue };
        if page.is_empty() {
            return log;
        }
        log.extend(page);
    }
}

async fn read_audit(store: &Arc<dyn Store>, group: &GroupId) -> Vec<Audited> {
    let mut audit: Vec<Audited> = Vec::new();
    loop {
        let after = audit.last().map_or(0, |last| last.event.number);
        let Ok(page) = store.audit(app(), group, after, PAGE).await else { continue };
        if page.is_empty() {
            return audit;
        }
        audit.extend(page);
    }
}

fn check_log(log: &[Logged], ledger: &Ledger) -> Result<(), Violation> {
    must!(log.is_sorted_by(|one, next| one.place < next.place), "places of the log do not grow");
    let shown: Vec<_> = log.iter().map(|logged| (&logged.group, logged.event.number)).collect();
    let done: Vec<_> = ledger.order().iter().map(|(group, number)| (group, *number)).collect();
    let differs = shown.iter().zip(&done).position(|(shown, done)| shown != done).unwrap_or(shown.len().min(done.len()));
    must!(shown == done, "the log has {:?} as number {differs}, done was {:?}", shown.get(differs), done.get(differs));
    for logged in log {
        let known = ledger.event(&logged.group, logged.event.number);
        must!(known == Some(&logged.event), "the log has {logged:?}, the group {known:?}");
    }
    Ok(())
}

fn check_audit(group: &GroupId, audit: &[Audited], ledger: &Ledger) -> Result<(), Violation> {
    let newest = ledger.newest(group);
    must!(audit.len() as u64 == newest, "the audit of {group} has {} events, the group {newest}", audit.len());
    let mut before = [0; 32];
    for Audited { event, hash } in audit {
        must!(ledger.event(group, event.number) == Some(event), "the audit of {group} has {event:?}");
        let linked = chained(&before, event);
        must!(*hash == linked, "the audit of {group} is broken at event {}", event.number);
        before = linked;
    }
    Ok(())
}
