//! The end of SQLite's log damaged in every way: the last batch is whole or gone, everything before it whole. Damage further
//! up, where SQLite silently forgets what was acknowledged, is reported.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "support/mod.rs"]
mod support;

use opentim_store::conformance::wait;
use opentim_store::{Outcome, Store, StoreError, SystemClock};
use opentim_store_sqlite::{Options, SqliteStore, check};
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use support::{
    Dice, Folder, add, administrator, app, apply, copy, create, decide, decide_as, done, group, kick, tallied, tally, user,
};

const BATCHES: usize = 60;
const GROUPS: usize = 20;
const CASES: usize = 40;

fn open(folder: &Path) -> Result<SqliteStore, StoreError> {
    SqliteStore::open(folder, Options::default(), Arc::new(SystemClock))
}

fn id(batch: usize, number: usize) -> String {
    format!("batch {batch} group {number}")
}

/// Sends the groups of a batch at once, and what happens to those of the batch before, and waits for all of it.
fn write_batch(store: &SqliteStore, batch: usize) {
    let commits = (0..GROUPS).map(|number| decide(store, "owner", &create(&id(batch, number), "owner", &["ann", "ben"])).unwrap());
    let mut commits: Vec<_> = commits.collect();
    if let Some(before) = batch.checked_sub(1) {
        commits.extend(decide(store, "owner", &kick(&id(before, 0), &["ben"])));
        commits.extend(decide(store, "carl", &apply(&id(before, 1))));
        commits.extend(decide_as(store, &administrator(), &add(&id(before, 2), &["carl", "dora"])));
        commits.push(tally(&id(before, 3), before as i64 + 1));
    }
    let sent: Vec<_> = commits.into_iter().map(|commit| store.commit(commit)).collect();
    for outcome in sent {
        assert!(matches!(wait(outcome), Outcome::Done(_)));
    }
}

/// Where each transaction of a log ends, by the frames that carry a commit.
fn transactions(log: &[u8]) -> Vec<usize> {
    const HEADER: usize = 32;
    const FRAME: usize = 24 + 4096;
    let frames = (log.len() - HEADER) / FRAME;
    let committed = |frame: &usize| log[HEADER + frame * FRAME + 4..][..4] != [0; 4];
    (0..frames).filter(committed).map(|frame| HEADER + (frame + 1) * FRAME).collect()
}

/// A folder as a crash leaves it, and the ends of the transactions in its log.
fn crashed() -> (Folder, Vec<usize>) {
    let (folder, image) = (Folder::new("log"), Folder::new("image"));
    let store = open(folder.path()).unwrap();
    (0..BATCHES).for_each(|batch| write_batch(&store, batch));
    done(&store, "owner", &create("last", "owner", &["ann", "ben"]));
    copy(folder.path(), image.path());
    let ends = transactions(&fs::read(image.path().join("opentim.db-wal")).unwrap());
    assert!(ends.len() > BATCHES);
    (image, ends)
}

fn damage(kind: &str, log: &mut Vec<u8>, last: &Range<usize>, dice: &mut Dice) {
    let at = last.start + dice.roll(last.len());
    match kind {
        "cut" => log.truncate(at),
        "zero the tail" => log[at..].fill(0),
        "zero a sector" => zero(log, last, at, 512),
        "zero a page" => zero(log, last, at, 4096),
        "flip a bit" => log[at] ^= 1 << dice.roll(8),
        "append garbage" => log.extend((0..dice.roll(20_000)).map(|_| dice.roll(256) as u8)),
        other => panic!("{other}"),
    }
}

/// A block of the disk, as far as the last batch goes: what was written before it is not touched by a torn write.
fn zero(log: &mut [u8], last: &Range<usize>, at: usize, size: usize) {
    let from = at / size * size;
    log[from.max(last.start)..(from + size).min(last.end)].fill(0);
}

/// Every group is there with the members that it has in the end.
fn whole(store: &SqliteStore, what: &str) {
    for batch in 0..BATCHES {
        let ids: Vec<_> = (0..GROUPS).map(|number| group(&id(batch, number))).collect();
        let counts = wait(store.groups(app(), &ids, None)).into_iter().map(|row| row.map(|(group, _)| group.member_count));
        let changed = if batch + 1 < BATCHES { [2, 3, 5] } else { [3; 3] };
        let expected = changed.into_iter().chain([3; GROUPS - 3]).map(Some);
        assert!(counts.eq(expected), "{what}, batch {batch}");
        let number = if batch + 1 < BATCHES { batch as i64 + 1 } else { 0 };
        assert_eq!(tallied(store, &id(batch, 3)), number, "{what}, batch {batch}");
    }
    let wanted = wait(store.applications(app(), &user("owner"), None, 1000));
    assert_eq!((wanted.rows.len(), wanted.unread), (BATCHES - 1, BATCHES - 1), "{what}");
}

/// Opens the folder after damage of this kind to its last batch, again and again.
fn damaged_end(kind: &str) {
    let (image, ends) = crashed();
    let last = ends[ends.len() - 2]..ends[ends.len() - 1];
    let mut dice = Dice::new();
    for case in 0..CASES {
        let folder = Folder::new("torn");
        copy(image.path(), folder.path());
        let log = folder.path().join("opentim.db-wal");
        let mut bytes = fs::read(&log).unwrap();
        damage(kind, &mut bytes, &last, &mut dice);
        fs::write(&log, bytes).unwrap();
        let store = open(folder.path()).unwrap_or_else(|error| panic!("{kind}, case {case}: {error}"));
        whole(&store, &format!("{kind}, case {case}"));
        done(&store, "owner", &create("new", "owner", &["ann"]));
        drop(store);
        let report = check(folder.path()).unwrap();
        assert!(report.is_good(), "{kind}, case {case}: {report}");
        let store = open(folder.path()).unwrap();
        assert!(wait(store.groups(app(), &[group("new")], None))[0].is_some(), "{kind}, case {case}");
    }
}

macro_rules! damaged_ends {
    ($($name:ident: $kind:literal,)*) => {
        $(
            #[test]
            fn $name() {
                damaged_end($kind);
            }
        )*
    };
}

damaged_ends! {
    a_log_that_was_cut_loses_at_most_its_last_batch: "cut",
    a_log_with_a_zeroed_tail_loses_at_most_its_last_batch: "zero the tail",
    a_log_with_a_zeroed_sector_loses_at_most_its_last_batch: "zero a sector",
    a_log_with_a_zeroed_page_loses_at_most_its_last_batch: "zero a page",
    a_log_with_a_flipped_bit_loses_at_most_its_last_batch: "flip a bit",
    a_log_with_garbage_behind_it_loses_at_most_its_last_batch: "append garbage",
}

#[test]
fn damage_before_the_last_batch_is_reported() {
    let (image, ends) = crashed();
    let mut dice = Dice::new();
    for case in 0..CASES {
        let folder = Folder::new("gap");
        copy(image.path(), folder.path());
        let log = folder.path().join("opentim.db-wal");
        let mut bytes = fs::read(&log).unwrap();
        // Anywhere behind the tables, whose making is the first transaction, and before the last two batches.
        let at = ends[1] + dice.roll(ends[ends.len() - 3] - ends[1]);
        bytes[at] ^= 1 << dice.roll(8);
        fs::write(&log, bytes).unwrap();
        match open(folder.path()) {
            Err(StoreError::Damaged(what)) => assert!(what.contains("acknowledged and are missing"), "{what}"),
            other => panic!("case {case}: the gap was not noticed: {other:?}"),
        }
        assert!(!check(folder.path()).unwrap().is_good(), "case {case}");
        // Whoever accepts the loss goes on with what is there.
        fs::remove_file(folder.path().join("opentim.promise")).unwrap();
        let store = open(folder.path()).unwrap();
        done(&store, "owner", &create("new", "owner", &["ann"]));
        drop(store);
        let report = check(folder.path()).unwrap();
        assert!(report.is_good(), "case {case}: {report}");
    }
}
