//! The log of an app, how far its back end has been told, and the audit of a group.

use super::support::{FixedClock, app, bare, change, clean_up, commit, create, decide, destroy, done, group, group_of, user, wait};
use crate::{Commit, Committed, Logged, Outcome, Store, chained};
use opentim_domain::{AppId, Assert, Change, Home, Kind};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;

fn other() -> AppId {
    AppId::new(9).expect("a valid app id")
}

fn log(store: &dyn Store, app: AppId) -> Vec<Logged> {
    wait(store.log_after(app, 0, 100_000))
}

/// Group, type and number of each event in the log.
fn rows(logged: &[Logged]) -> Vec<(String, Option<Kind>, u64)> {
    logged.iter().map(|one| (one.group.to_string(), one.kind, one.event.number)).collect()
}

pub fn events_of_all_groups_are_logged_in_the_order_of_commits(store: &dyn Store, clock: &Arc<FixedClock>) {
    assert!(log(store, app()).is_empty());
    group_of(store, "one", 1);
    clock.advance(5);
    done(store, "owner", &create("two", Kind::Meeting, "owner", &[]));
    let two = bare("one", "owner").events;
    let several = Commit { events: [two.clone(), two.clone(), two].concat(), ..bare("one", "owner") };
    commit(store, several);
    let elsewhere = decide(store, "owner", &create("three", Kind::Work, "owner", &[])).expect("the rule allows it");
    commit(store, Commit { app: other(), ..elsewhere });
    commit(store, Commit { events: Vec::new(), ..bare("one", "owner") });
    assert_eq!(wait(store.commit(Commit { asserts: vec![Assert::GroupAbsent], ..bare("one", "owner") })), Outcome::Conflict);
    done(store, "owner", &destroy("two"));
    let logged = log(store, app());
    let (one, two) = (Some(Kind::Public), Some(Kind::Meeting));
    let expected = [("one", one, 1), ("two", two, 1), ("one", one, 2), ("one", one, 3), ("one", one, 4), ("two", two, 2)];
    assert_eq!(rows(&logged), expected.map(|(id, kind, number)| (id.to_owned(), kind, number)));
    assert!(logged.windows(2).all(|two| two[0].place < two[1].place));
    for one in &logged {
        let events = wait(store.events_after(app(), &one.group, one.event.number - 1, 1));
        assert_eq!(events, std::slice::from_ref(&one.event));
    }
    assert_eq!(log(store, other()).len(), 1, "every app has its own");
    for limit in [1, 2, 3, 100] {
        let (mut seen, mut after) = (Vec::new(), 0);
        loop {
            let page = wait(store.log_after(app(), after, limit));
            assert!(page.len() <= limit);
            let Some(last) = page.last() else { break };
            assert!(last.place > after, "the log goes on behind {after}");
            after = last.place;
            seen.extend(page);
        }
        assert_eq!(seen, logged, "in pages of {limit}");
    }
}

pub fn an_event_keeps_the_type_of_its_group_in_the_log(store: &dyn Store, _: &Arc<FixedClock>) {
    done(store, "owner", &create("one", Kind::Public, "owner", &[]));
    done(store, "owner", &destroy("one"));
    clean_up(store, "one");
    done(store, "owner", &create("one", Kind::Meeting, "owner", &[]));
    let kinds: Vec<_> = log(store, app()).iter().map(|one| (one.kind, one.event.number)).collect();
    assert_eq!(kinds, [(Some(Kind::Public), 1), (Some(Kind::Public), 2), (Some(Kind::Meeting), 3)]);
}

pub fn the_log_misses_nothing_when_many_commit_at_once(store: &dyn Store, _: &Arc<FixedClock>) {
    const CALLERS: usize = 6;
    const TIMES: u64 = 20;
    let seen = thread::scope(|scope| {
        let callers: Vec<_> = (0..CALLERS)
            .map(|n| {
                scope.spawn(move || {
                    let id = format!("g {n}");
                    group_of(store, &id, 1);
                    for _ in 1..TIMES {
                        change(store, &id, Vec::new());
                    }
                })
            })
            .collect();
        // Somebody follows all the while: what he has passed nothing comes into any more.
        let (mut seen, mut after) = (Vec::<Logged>::new(), 0);
        while seen.len() < CALLERS * TIMES as usize {
            let page = wait(store.log_after(app(), after, 7));
            assert!(page.iter().all(|one| one.place > after), "the log goes on behind {after}");
            after = page.last().map_or(after, |last| last.place);
            seen.extend(page);
        }
        callers.into_iter().for_each(|caller| caller.join().expect("no caller panics"));
        seen
    });
    assert_eq!(seen, log(store, app()));
    let mut of_group: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    seen.iter().for_each(|one| of_group.entry(one.group.to_string()).or_default().push(one.event.number));
    assert!(of_group.values().all(|numbers| numbers.iter().copied().eq(1..=TIMES)));
}

pub fn a_back_end_is_told_up_to_a_place(store: &dyn Store, _: &Arc<FixedClock>) {
    let tell = |app, place| {
        let home = Home::App(0);
        let told = vec![Change::BackEndTold(place)];
        let commit = Commit { app, home, asserts: Vec::new(), changes: told, events: Vec::new(), ..bare("none", "owner") };
        assert_eq!(wait(store.commit(commit)), Outcome::Done(Committed::default()));
    };
    let told = |app| wait(store.back_end_told(app));
    assert_eq!((told(app()), told(other())), (0, 0));
    tell(app(), 5);
    assert_eq!((told(app()), told(other())), (5, 0));
    tell(other(), 3);
    tell(app(), 9);
    assert_eq!((told(app()), told(other())), (9, 3));
    tell(app(), 4);
    assert_eq!(told(app()), 4, "what comes after it is told again");
}

/// The audit of a group, each hash of which was made anew.
fn audited(store: &dyn Store, id: &str) -> Vec<[u8; 32]> {
    let all = wait(store.audit(app(), &group(id), 0, 10_000));
    let mut before = [0; 32];
    for one in &all {
        before = chained(&before, &one.event);
        assert_eq!(one.hash, before, "event {} of {id}", one.event.number);
    }
    let events: Vec<_> = all.iter().map(|one| one.event.clone()).collect();
    assert_eq!(events, wait(store.events_after(app(), &group(id), 0, 10_000)));
    for after in [1, 2] {
        let page = wait(store.audit(app(), &group(id), after, 2));
        assert_eq!(page, all.iter().skip(after as usize).take(2).cloned().collect::<Vec<_>>());
    }
    all.into_iter().map(|one| one.hash).collect()
}

pub fn hashes_chain_the_events_of_an_id_over_all_its_groups(store: &dyn Store, clock: &Arc<FixedClock>) {
    assert!(audited(store, "never was").is_empty());
    for (id, others) in [("few", 2), ("many", 60)] {
        group_of(store, id, others);
        let first = audited(store, id);
        clock.advance(1000);
        change(store, id, vec![Change::RemoveMembers(vec![user("m 000")])]);
        done(store, "owner", &destroy(id));
        let ended = audited(store, id);
        clean_up(store, id);
        assert_eq!(audited(store, id), ended, "the audit outlives the group");
        group_of(store, id, others);
        let all = audited(store, id);
        assert_eq!((first.len(), ended.len(), all.len()), (1, 3, 4));
        assert!(all.starts_with(&ended) && ended.starts_with(&first));
    }
}
