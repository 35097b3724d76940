use super::*;
use crate::config::{AppSettings, Rates};
use crate::webhooks::{OnFailure, WebhookSettings};
use opentim_domain::{Actor, AppId, Entry, EventBody, EventDraft, Face, GroupId, Limits, Millis, UserId};
use opentim_store::{Clock, MemoryStore, StoredEvent, SystemClock};
use opentim_wire::webhook::{Callback, Form};
use std::collections::BTreeSet;

fn joined(at: Millis) -> Logged {
    let body = EventBody::MembersAdded { members: vec![UserId::parse("ada").unwrap()], how: Entry::Applied, silent: false };
    let event = EventDraft { actor: Actor::user(UserId::parse("ada").unwrap(), Face::Rest), body };
    let event = StoredEvent { number: 1, at, member_count: 1, event };
    Logged { place: 1, group: GroupId::parse("g").unwrap(), kind: None, event }
}

/// A back end behind a port that nobody listens on.
fn nobody() -> Target {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let settings = WebhookSettings {
        receiver: format!("http://127.0.0.1:{port}").parse().unwrap(),
        callbacks: BTreeSet::from([Callback::AfterNewMemberJoin]),
        timeout: Duration::from_secs(2),
        on_failure: OnFailure::Allow,
        token: None,
        form: Form::default(),
        retry: Duration::from_millis(10),
        max_age: Duration::from_secs(3600),
        authorities: Vec::new(),
    };
    let app = AppSettings {
        id: AppId::new(1).unwrap(),
        keys: Vec::new(),
        admins: Vec::new(),
        limits: Limits::RECOMMENDED,
        rates: Rates::default(),
        webhooks: None,
    };
    Target::new(&app, &settings, Arc::new(SystemClock))
}

#[test]
fn an_event_that_is_too_old_is_tried_once_more_and_given_up() {
    let target = Arc::new(nobody());
    let store = Arc::new(MemoryStore::new(Arc::new(SystemClock)));
    let old = joined(Millis(SystemClock.now().0 - 3_600_001));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(deliver(store, target.clone(), Arc::new(Semaphore::new(1)), old));
    let count = |counter: &std::sync::atomic::AtomicU64| counter.load(Ordering::Relaxed);
    assert_eq!((count(&target.counts.dropped), count(&target.counts.failed)), (1, 1));
}

#[test]
fn an_event_that_is_not_is_tried_again_and_again() {
    let target = Arc::new(nobody());
    let store = Arc::new(MemoryStore::new(Arc::new(SystemClock)));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let tried_often = async {
        while target.counts.failed.load(Ordering::Relaxed) < 4 {
            sleep(Duration::from_millis(5)).await;
        }
    };
    runtime.block_on(async {
        tokio::select! {
            () = deliver(store, target.clone(), Arc::new(Semaphore::new(1)), joined(SystemClock.now())) => panic!("it was given up"),
            () = tried_often => {}
        }
    });
    assert_eq!(target.counts.dropped.load(Ordering::Relaxed), 0);
}

#[test]
fn pauses_grow_up_to_five_minutes() {
    assert!((0..100).map(|_| chance()).all(|chance| (0.5..=1.0).contains(&chance)));
    let mut pause = Duration::from_secs(1);
    for _ in 0..20 {
        pause = longer(pause, Duration::from_secs(1));
    }
    assert_eq!(pause, LONGEST);
    assert_eq!(longer(Duration::from_secs(3), Duration::from_secs(1)), Duration::from_secs(6));
}
