//! The conformance suite, and longer histories, with rows that wait for a short time only.

#[path = "../tests/support/mod.rs"]
mod support;

use crate::fresh::Stay;
use crate::{Options, SqliteStore};
use opentim_domain::{Account, Change, EventDraft, Home, Record, RecordClass};
use opentim_store::conformance::{FixedClock, wait};
use opentim_store::{Clock, Commit, JoinedFilter, MemoryStore, Store};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use support::{Dice, Folder, app, clean_up, create, decide, decide_as, destroy, group, user};

fn open(folder: &Path, clock: Arc<dyn Clock>, stay: u64) -> SqliteStore {
    SqliteStore::open_with(folder, Options::default(), clock, Stay { least: stay, most: stay }).expect("the folder opens")
}

mod moving_at_once {
    use super::{Folder, open};
    opentim_store::conformance!(|clock| {
        let folder = Folder::new("at-once");
        (open(folder.path(), clock, 0), folder)
    });
}

mod moving_soon {
    use super::{Folder, open};
    opentim_store::conformance!(|clock| {
        let folder = Folder::new("soon");
        (open(folder.path(), clock, 2), folder)
    });
}

fn compare(store: &dyn Store, oracle: &dyn Store, users: &[String], groups: &[String]) {
    for id in users {
        let id = user(id);
        let filter = JoinedFilter::default();
        assert_eq!(wait(store.joined(app(), &id, filter, 0, 1000)), wait(oracle.joined(app(), &id, filter, 0, 1000)), "{id}");
        assert_eq!(wait(store.notices_after(app(), &id, 0, 1000)), wait(oracle.notices_after(app(), &id, 0, 1000)), "{id}");
        assert_eq!(wait(store.notices_after(app(), &id, 7, 3)), wait(oracle.notices_after(app(), &id, 7, 3)), "{id}");
        assert_eq!(wait(store.applications(app(), &id, None, 5)), wait(oracle.applications(app(), &id, None, 5)), "{id}");
    }
    let ids: Vec<_> = groups.iter().map(|id| group(id)).collect();
    let own = user(&users[0]);
    assert_eq!(wait(store.groups(app(), &ids, Some(&own))), wait(oracle.groups(app(), &ids, Some(&own))));
    for id in &ids {
        assert_eq!(wait(store.events_after(app(), id, 0, 1000)), wait(oracle.events_after(app(), id, 0, 1000)), "{id}");
        assert_eq!(wait(store.audit(app(), id, 0, 1000)), wait(oracle.audit(app(), id, 0, 1000)), "{id}");
        let counters = |store: &dyn Store| wait(store.records(app(), id, RecordClass::Counters, "", None, 10));
        assert_eq!(counters(store), counters(oracle), "{id}");
        assert_eq!(wait(store.members(app(), id, 0, 1000)), wait(oracle.members(app(), id, 0, 1000)), "{id}");
    }
    let (ours, theirs) = (wait(store.all_groups(app(), None, 0, 1000)), wait(oracle.all_groups(app(), None, 0, 1000)));
    assert_eq!((ours.total, ours.ids), (theirs.total, theirs.ids));
    let users: Vec<_> = users.iter().map(|id| user(id)).collect();
    assert_eq!(wait(store.accounts(app(), &users)), wait(oracle.accounts(app(), &users)));
    assert_eq!(wait(store.log_after(app(), 0, 100_000)), wait(oracle.log_after(app(), 0, 100_000)));
}

/// What the longest of the suite's histories leaves behind is sound, whatever waits.
#[test]
fn random_histories_leave_a_folder_in_which_everything_agrees() {
    for stay in [0, 3, 1000] {
        let folder = Folder::new("sound");
        let clock = Arc::new(FixedClock::default());
        let store = open(folder.path(), clock.clone(), stay);
        opentim_store::conformance::random_histories_agree_with_the_oracle(&store, &clock);
        drop(store);
        let report = crate::check(folder.path()).expect("the folder can be read");
        assert!(report.is_good(), "{report}");
        println!("{report}");
    }
}

/// Creates, joins, kicks, applications, disbands and clean-ups over many groups, closed and opened again on the way.
#[test]
fn long_histories_agree_with_the_oracle_across_reopening() {
    let mut dice = Dice::new();
    for stay in [0, 3, 40] {
        let folder = Folder::new("history");
        let clock = Arc::new(FixedClock::default());
        let oracle = MemoryStore::new(clock.clone());
        let mut store = open(folder.path(), clock.clone(), stay);
        let users: Vec<String> = (0..25).map(|n| format!("user {n}")).collect();
        let groups: Vec<String> = (0..150).map(|n| format!("group {n}")).collect();
        for turn in 0..1200 {
            clock.advance(dice.roll(2000) as u64);
            let id = &groups[dice.roll(groups.len())];
            let by = &users[dice.roll(users.len())];
            let who = &users[dice.roll(users.len())];
            let commit = match dice.roll(12) {
                0..3 => {
                    let size = if dice.roll(20) == 0 { 24 } else { dice.roll(6) };
                    let members: Vec<&str> = (0..size).map(|_| users[dice.roll(users.len())].as_str()).collect();
                    decide(&oracle, by, &create(id, by, &members))
                }
                3 => decide(&oracle, by, &destroy(id)),
                4 => decide_as(&oracle, &support::administrator(), &support::add(id, &[who, by])),
                5 => decide_as(&oracle, &support::administrator(), &support::kick(id, &[who])),
                6 => decide(&oracle, who, &support::apply(id)),
                7 => decide(&oracle, by, &support::accept(id, who)),
                8 => counted(&oracle, id, turn),
                9 => Some(forgotten(who, turn)),
                _ => decide(&oracle, "@TIM#SYSTEM", &clean_up(&oracle, id)),
            };
            let Some(commit) = commit else { continue };
            assert_eq!(wait(store.commit(commit.clone())), wait(oracle.commit(commit)));
            if dice.roll(60) == 0 {
                drop(store);
                let report = crate::check(folder.path()).expect("the folder can be read");
                assert!(report.is_good(), "{report}");
                store = open(folder.path(), clock.clone(), stay);
            }
            if turn % 100 == 99 {
                compare(&store, &oracle, &users, &groups);
            }
        }
    }
}

/// A commit that sets a counter; nothing where there is no group.
fn counted(store: &dyn Store, id: &str, turn: i64) -> Option<Commit> {
    let events: Vec<EventDraft> = wait(store.events_after(app(), &group(id), 0, 1)).into_iter().map(|event| event.event).collect();
    wait(store.groups(app(), &[group(id)], None)).remove(0)?;
    let record = Record::Counters([("turn".to_owned(), turn)].into());
    let home = Home::Group(group(id));
    let (changes, asserts) = (vec![Change::PutRecord(Box::new(record))], vec![opentim_domain::Assert::Alive]);
    Some(Commit { app: app(), home, operation: None, asserts, changes, events, effects: Vec::new(), reply: Vec::new() })
}

/// A commit by which somebody has a new account, or none any more.
fn forgotten(who: &str, turn: i64) -> Commit {
    let change = if turn % 2 == 0 { Change::RemoveAccount } else { Change::PutAccount(Box::new(Account::new(user(who)))) };
    let (home, changes) = (Home::User(user(who)), vec![change]);
    let (asserts, events, effects, reply) = Default::default();
    Commit { app: app(), home, operation: None, asserts, changes, events, effects, reply }
}

struct StopAtEnd<'s>(&'s AtomicBool);

impl Drop for StopAtEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// One caller changes a group and reads at once; others read all the time, so that old values are on their way into the caches
/// while the change is made.
#[test]
fn no_old_value_is_served_after_the_answer() {
    let folder = Folder::new("stale");
    let store = open(folder.path(), Arc::new(FixedClock::default()), 3);
    let stop = AtomicBool::new(false);
    let id = [group("g")];
    let lists = |who: &str| wait(store.joined(app(), &user(who), JoinedFilter::default(), 0, 10)).total;
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    wait(store.groups(app(), &id, Some(&user("ann"))));
                    lists("ann");
                    lists("owner");
                }
            });
        }
        // Also when an assertion fails: the readers must end.
        let _end = StopAtEnd(&stop);
        for round in 0..150 {
            let members: &[&str] = if round % 2 == 0 { &["ann"] } else { &["ann", "ben", "cat"] };
            support::done(&store, "owner", &create("g", "owner", members));
            let (found, own) = wait(store.groups(app(), &id, Some(&user("ann")))).remove(0).expect("the group is alive");
            assert_eq!((found.member_count as usize, own.is_some()), (members.len() + 1, true));
            assert_eq!((lists("ann"), lists("owner"), lists("ben")), (1, 1, round % 2));
            support::done_as(&store, &support::administrator(), &support::add("g", &["dan"]));
            support::done(&store, "owner", &support::kick("g", &["ann"]));
            let (found, own) = wait(store.groups(app(), &id, Some(&user("ann")))).remove(0).expect("the group is alive");
            assert_eq!((found.member_count as usize, own), (members.len() + 1, None));
            assert_eq!((lists("ann"), lists("dan")), (0, 1));
            support::done(&store, "owner", &destroy("g"));
            assert_eq!(wait(store.groups(app(), &id, None)), [None]);
            assert_eq!((lists("dan"), lists("owner"), lists("ben")), (0, 0, 0));
            support::done(&store, "@TIM#SYSTEM", &clean_up(&store, "g"));
            assert_eq!((lists("ann"), lists("owner"), lists("ben")), (0, 0, 0));
        }
    });
}
