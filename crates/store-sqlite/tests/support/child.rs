//! A second process of the same test binary, to be killed.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::support::{Dice, accept, app, apply, clean_up, create, decide, destroy, group, kick, tallied, tally, user};
use opentim_domain::{ApplicationState, HeadView, Home, ReadSet};
use opentim_store::conformance::wait;
use opentim_store::{JoinedFilter, Outcome, Store, SystemClock};
use opentim_store_sqlite::{Options, SqliteStore};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Names the folder that a child works on; without it the child's test does nothing.
pub const FOLDER: &str = "OPENTIM_CRASH_FOLDER";
/// Prefix of the ids of this run's groups.
pub const RUN: &str = "OPENTIM_CRASH_RUN";
/// How many groups each caller creates; without end when absent.
pub const COUNT: &str = "OPENTIM_CRASH_COUNT";

/// Ids whose whole life caller `caller` goes through over and over: created, applied for, accepted, kicked from, disbanded, cleaned
/// up. Those of every third one are large.
pub fn key(caller: usize) -> String {
    format!("key {caller}{}", if caller.is_multiple_of(3) { LARGE } else { "" })
}

/// What the ids of large groups end with.
const LARGE: &str = " large";

/// Members of a key besides its owner, when it is new.
fn members(id: &str) -> Vec<String> {
    let count = if id.ends_with(LARGE) { 40 } else { 2 };
    (0..count).map(|n| format!("lodger {n}")).collect()
}

/// Steps in one life of a key.
const STEPS: usize = 6;
/// Who applies, is accepted and kicked.
const GUEST: &str = "guest";

/// Callers at the same time.
pub const CALLERS: usize = 12;

/// How far the life of a key has come, told from its events and its state: six of both in each life. Who is accepted makes two
/// events, a clean-up makes none.
pub fn step_of(store: &dyn Store, id: &str) -> usize {
    let events = wait(store.events_after(app(), &group(id), 0, usize::MAX)).len();
    let home = Home::Group(group(id));
    let lives = events / STEPS * STEPS;
    match (wait(store.load(app(), &home, &ReadSet::head(), None)).view.head(), events % STEPS) {
        (HeadView::Alive(_), step @ (1 | 2)) => lives + step,
        (HeadView::Alive(_), step @ (4 | 5)) => lives + step - 1,
        (HeadView::Closing, 0) => lives - 1,
        (HeadView::Free, 0) => lives,
        (head, _) => panic!("{id} has {events} events and is {head:?}"),
    }
}

/// Members, application and list of a key are those of its step.
fn agrees(store: &dyn Store, id: &str, step: usize) {
    let step = step % STEPS;
    let home = Home::Group(group(id));
    let reads = ReadSet { applications: vec![user(GUEST)], ..ReadSet::head_and_members(vec![user(GUEST)]) };
    let view = wait(store.load(app(), &home, &reads, None)).view;
    let application = view.application(&user(GUEST)).map(|found| found.state == ApplicationState::Open);
    assert_eq!(application, [None, None, Some(true), Some(false), Some(false), Some(false)][step], "{id} at step {step}");
    let new = members(id).len() + 1;
    let rows = wait(store.members(app(), &group(id), 0, 1000)).rows;
    assert_eq!(rows.len(), [0, new, new, new + 1, new - 1, new - 1][step], "{id} at step {step}");
    assert!(rows.windows(2).all(|two| two[0].seat < two[1].seat));
    let list = wait(store.joined(app(), &user(GUEST), JoinedFilter::default(), 0, 1000)).rows;
    let listed = list.iter().any(|(listed, _)| listed.id.as_str() == id);
    assert_eq!((listed, view.member(&user(GUEST)).is_some()), (step == 3, step == 3), "{id} at step {step}");
}

/// Starts a child that runs the test `name` of this binary.
pub fn start(name: &str, folder: &Path, run: &str, prepare: impl FnOnce(&mut Command)) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", name, "--nocapture", "--test-threads=1"]);
    command.env(FOLDER, folder).env(RUN, run).stdin(Stdio::piped()).stdout(Stdio::piped());
    prepare(&mut command);
    command.spawn().unwrap()
}

/// Writes with many callers and notes each answer, until standard input ends or every caller has made its groups.
pub fn work(folder: &str, note: impl Fn(String) + Send + Sync) {
    let run = std::env::var(RUN).unwrap();
    let count: usize = std::env::var(COUNT).map_or(usize::MAX, |text| text.parse().unwrap());
    let store = SqliteStore::open(Path::new(folder), Options::default(), Arc::new(SystemClock)).unwrap();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let callers: Vec<_> = (0..CALLERS)
            .map(|caller| {
                let (store, run, note, stop) = (&store, &run, &note, &stop);
                scope.spawn(move || {
                    let mut dice = Dice::new();
                    let mut next = 0;
                    while next < count && !stop.load(Ordering::Relaxed) {
                        match dice.roll(5) {
                            0 => turn_key(store, &key(caller), note),
                            1 => count_on(store, &counted(caller), note),
                            _ => {
                                make_group(store, &format!("{run} {caller} {next}"), &mut dice, note);
                                next += 1;
                            }
                        }
                    }
                })
            })
            .collect();
        if count == usize::MAX {
            std::io::stdin().read_line(&mut String::new()).unwrap();
            stop.store(true, Ordering::Relaxed);
        }
        callers.into_iter().for_each(|caller| caller.join().unwrap());
    });
    store.close();
}

fn turn_key(store: &SqliteStore, id: &str, note: &impl Fn(String)) {
    let step = step_of(store, id);
    let members = members(id);
    let members: Vec<&str> = members.iter().map(String::as_str).collect();
    let commit = match step % STEPS {
        0 => decide(store, "owner", &create(id, "owner", &members)),
        1 => decide(store, GUEST, &apply(id)),
        2 => decide(store, "owner", &accept(id, GUEST)),
        3 => decide(store, "owner", &kick(id, &[GUEST, members[0]])),
        4 => decide(store, "owner", &destroy(id)),
        _ => decide(store, "@TIM#SYSTEM", &clean_up(store, id)),
    };
    let outcome = wait(store.commit(commit.unwrap()));
    assert!(matches!(outcome, Outcome::Done(_)), "{outcome:?}");
    note(format!("step\t{id}\t{}", step + 1));
}

/// The group in which caller `caller` counts; that of every third one is large.
fn counted(caller: usize) -> String {
    format!("count {caller}{}", if caller.is_multiple_of(3) { LARGE } else { "" })
}

/// Counts on in a counter and an attribute.
fn count_on(store: &SqliteStore, id: &str, note: &impl Fn(String)) {
    if wait(store.groups(app(), &[group(id)], None))[0].is_none() {
        let members = members(id);
        let members: Vec<&str> = members.iter().map(String::as_str).collect();
        let made = wait(store.commit(decide(store, "owner", &create(id, "owner", &members)).unwrap()));
        assert!(matches!(made, Outcome::Done(_)), "{made:?}");
    }
    let number = tallied(store, id) + 1;
    let outcome = wait(store.commit(tally(id, number)));
    assert!(matches!(outcome, Outcome::Done(_)), "{outcome:?}");
    note(format!("count\t{id}\t{number}"));
}

fn make_group(store: &SqliteStore, id: &str, dice: &mut Dice, note: &impl Fn(String)) {
    let size = if dice.roll(50) == 0 { 60 } else { dice.roll(8) };
    let members: Vec<String> = (0..size).map(|_| format!("member {}", dice.roll(3000))).collect();
    let members: Vec<&str> = members.iter().map(String::as_str).collect();
    let commit = decide(store, "owner", &create(id, "owner", &members)).unwrap();
    match wait(store.commit(commit)) {
        Outcome::Done(done) => note(format!("made\t{id}\t{}", done.member_count)),
        other => panic!("{other:?}"),
    }
}

/// What was acknowledged, by the notes of a child.
#[derive(Default)]
pub struct Acknowledged {
    pub made: Vec<(String, usize)>,
    pub steps: std::collections::BTreeMap<String, usize>,
    pub counts: std::collections::BTreeMap<String, i64>,
}

impl Acknowledged {
    /// Takes one line of notes.
    pub fn take(&mut self, line: &str) {
        match line.split('\t').collect::<Vec<_>>()[..] {
            ["made", id, count] => self.made.push((id.to_owned(), count.parse().unwrap())),
            ["step", id, step] => drop(self.steps.insert(id.to_owned(), step.parse().unwrap())),
            ["count", id, number] => drop(self.counts.insert(id.to_owned(), number.parse().unwrap())),
            _ => {}
        }
    }

    /// Every acknowledged group is there with all its members, in the lists of owner and members; every key is where it was left
    /// or one step further, and so is every counter, with its attribute, its events and their log. From where it is now the next round goes on: a step that was done and not acknowledged counts once.
    pub fn verify(&mut self, store: &dyn Store) {
        for (id, count) in &self.made {
            let row = wait(store.groups(app(), &[group(id)], Some(&user("owner")))).remove(0);
            let (found, own) = row.unwrap_or_else(|| panic!("group {id} was acknowledged and is lost"));
            assert!(own.is_some(), "the owner of {id} is lost");
            assert_eq!(found.member_count as usize, *count);
            assert_eq!(wait(store.members(app(), &group(id), 0, 1000)).rows.len(), *count);
        }
        for (id, step) in &mut self.steps {
            let found = step_of(store, id);
            assert!(found == *step || found == *step + 1, "{id} was left at step {step} and is at {found}");
            agrees(store, id, found);
            *step = found;
        }
        for (id, number) in &mut self.counts {
            let found = tallied(store, id);
            assert!(found == *number || found == *number + 1, "{id} was acknowledged at {number} and is at {found}");
            let (numbers, events) = (found as u64, wait(store.events_after(app(), &group(id), 1, usize::MAX)).len());
            let head = wait(store.groups(app(), &[group(id)], None)).remove(0).unwrap().0;
            assert_eq!((head.numbers.attributes, events as u64), (numbers, numbers), "{id}");
            *number = found;
        }
        let logged = wait(store.log_after(app(), 0, usize::MAX));
        for id in self.counts.keys() {
            let in_log = logged.iter().filter(|one| one.group.as_str() == id).count();
            assert_eq!(in_log, wait(store.events_after(app(), &group(id), 0, usize::MAX)).len(), "the log has all events of {id}");
        }
    }
}
