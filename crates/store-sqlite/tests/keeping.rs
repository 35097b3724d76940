//! What is kept for a time, and then not any more.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "support/mod.rs"]
mod support;

use opentim_domain::{Change, Home, Millis};
use opentim_store::conformance::{FixedClock, wait};
use opentim_store::{Commit, Logged, OperationKey, Outcome, Store};
use opentim_store_sqlite::{Options, SqliteStore, check};
use std::sync::Arc;
use support::{Folder, app, create, destroy, done, group, user};

const HOUR_MS: u64 = 3_600_000;
const DAY_MS: u64 = 24 * HOUR_MS;

fn open(folder: &Folder, clock: &Arc<FixedClock>) -> SqliteStore {
    SqliteStore::open(folder.path(), Options::default(), clock.clone()).unwrap()
}

fn key(id: &str) -> OperationKey {
    OperationKey { caller: user("ann"), id: id.to_owned(), request: [1; 16] }
}

/// Does something under an operation id; its answer is a byte of it.
fn operate(store: &dyn Store, id: &str) -> Outcome {
    let (asserts, events, effects) = Default::default();
    let (home, changes) = (Home::User(user("ann")), vec![Change::ApplicationsRead(Millis(1))]);
    let reply = id.as_bytes()[..1].to_vec();
    wait(store.commit(Commit { app: app(), home, operation: Some(key(id)), asserts, changes, events, effects, reply }))
}

fn kept(store: &dyn Store, id: &str) -> bool {
    wait(store.load(app(), &Home::User(user("ann")), &Default::default(), Some(&key(id)))).earlier.is_some()
}

#[test]
fn an_answer_is_kept_for_three_days() {
    let (folder, clock) = (Folder::new("answers"), Arc::new(FixedClock::default()));
    let store = open(&folder, &clock);
    assert!(matches!(operate(&store, "a"), Outcome::Done(_)));
    clock.advance(3 * DAY_MS);
    assert_eq!(operate(&store, "a"), Outcome::Earlier { request: [1; 16], reply: b"a".to_vec() });
    assert!(matches!(operate(&store, "b"), Outcome::Done(_)));
    assert!(kept(&store, "a"), "it is not older than three days");
    // The next commit takes it out, whosesoever it is, and also after a restart.
    clock.advance(1);
    drop(store);
    let store = open(&folder, &clock);
    assert!(kept(&store, "a"));
    done(&store, "owner", &create("g", "owner", &[]));
    assert!(!kept(&store, "a") && kept(&store, "b"));
    assert!(matches!(operate(&store, "a"), Outcome::Done(_)), "the id is free again");
    drop(store);
    assert!(check(folder.path()).unwrap().is_good());
}

#[test]
fn answers_are_taken_out_a_part_at_a_time_and_faster_than_they_come() {
    const MANY: usize = 5000;
    let (folder, clock) = (Folder::new("many-answers"), Arc::new(FixedClock::default()));
    let store = open(&folder, &clock);
    let sent: Vec<_> = (0..MANY)
        .map(|n| {
            let (asserts, events, effects, changes) = Default::default();
            let (home, operation) = (Home::User(user("ann")), Some(key(&format!("old {n}"))));
            store.commit(Commit { app: app(), home, operation, asserts, changes, events, effects, reply: vec![1] })
        })
        .collect();
    sent.into_iter().for_each(|sent| assert!(matches!(wait(sent), Outcome::Done(_))));
    clock.advance(3 * DAY_MS + 1);
    let old = || (0..MANY).filter(|n| kept(&store, &format!("old {n}"))).count();
    let mut before = old();
    assert_eq!(before, MANY);
    for n in 0..3 {
        assert!(matches!(operate(&store, &format!("new {n}")), Outcome::Done(_)));
        let left = old();
        assert!(left < before && before - left < MANY, "{left} of {before} are left");
        before = left;
    }
    assert_eq!(before, 0);
    assert!((0..3).all(|n| kept(&store, &format!("new {n}"))));
}

fn log(store: &dyn Store) -> Vec<Logged> {
    wait(store.log_after(app(), 0, 100_000))
}

#[test]
fn the_log_of_an_app_holds_the_events_of_a_week() {
    let (folder, clock) = (Folder::new("log"), Arc::new(FixedClock::default()));
    let store = open(&folder, &clock);
    for n in 0..100 {
        done(&store, "owner", &create(&format!("old {n}"), "owner", &[]));
    }
    clock.advance(DAY_MS);
    done(&store, "owner", &create("young", "owner", &[]));
    let all = log(&store);
    assert_eq!(all.len(), 101);
    clock.advance(6 * DAY_MS);
    done(&store, "owner", &destroy("old 0"));
    assert_eq!(log(&store).len(), 102, "nothing is older than a week");
    clock.advance(1);
    let mut left = 102;
    // Every commit takes out some and brings one.
    for n in 1..20 {
        done(&store, "owner", &destroy(&format!("old {n}")));
        let now = log(&store).len();
        assert!(now <= left + 1 && left - now.min(left) < 50, "{now} of {left} are left");
        left = now;
    }
    let rest = log(&store);
    assert_eq!((rest.len(), rest[0].group.clone()), (21, group("young")));
    assert_eq!(rest[0].place, all[100].place, "places stay as they are");
    assert!(wait(store.log_after(app(), rest.last().unwrap().place, 10)).is_empty());
    assert_eq!(wait(store.audit(app(), &group("old 1"), 0, 10)).len(), 2, "the groups keep their events");
    drop(store);
    let report = check(folder.path()).unwrap();
    assert!(report.is_good(), "{report}");
    let store = open(&folder, &clock);
    done(&store, "owner", &create("new", "owner", &[]));
    assert_eq!(log(&store).last().map(|last| last.place), Some(all[100].place + 21), "a restart goes on where it was");
}
