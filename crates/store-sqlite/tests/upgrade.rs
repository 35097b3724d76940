//! Folders that older versions wrote.
//!
//! `fixtures/format-1.db` was written by the code of commit 088af4d: groups with their members packed and in rows, with admins,
//! living, being cleaned up and buried; a kept answer; lists that still wait.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "support/mod.rs"]
mod support;

use opentim_domain::{Home, ReadSet, Role};
use opentim_store::conformance::wait;
use opentim_store::{JoinedFilter, OperationKey, Store, StoreError, SystemClock};
use opentim_store_sqlite::{Options, SqliteStore, check};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use support::{Folder, app, clean_up, create, done, group, user};

/// A folder of format 1.
fn format_1() -> Folder {
    let folder = Folder::new("format-1");
    fs::create_dir_all(folder.path()).unwrap();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/format-1.db");
    fs::copy(fixture, folder.path().join("opentim.db")).unwrap();
    folder
}

fn open(folder: &Folder) -> SqliteStore {
    SqliteStore::open(folder.path(), Options::default(), Arc::new(SystemClock)).unwrap()
}

fn good(folder: &Folder) {
    let report = check(folder.path()).unwrap();
    assert!(report.is_good(), "{report}");
}

fn members(store: &SqliteStore, id: &str) -> Vec<(u64, String, Role)> {
    let rows = wait(store.members(app(), &group(id), 0, 1000)).rows;
    rows.into_iter().map(|member| (member.seat, member.user.to_string(), member.role)).collect()
}

fn admins(store: &SqliteStore, id: &str) -> Vec<String> {
    let (group, _) = wait(store.groups(app(), &[group(id)], None)).remove(0).unwrap();
    group.admins.iter().map(ToString::to_string).collect()
}

#[test]
fn members_of_an_older_folder_get_seats_and_groups_their_admins() {
    let folder = format_1();
    let store = open(&folder);
    let small = members(&store, "small");
    let expected = [(1, "zoe", Role::Owner), (2, "carol", Role::Admin), (3, "bob", Role::Member), (4, "alice", Role::Admin)];
    assert_eq!(small, expected.map(|(seat, id, role)| (seat, id.to_owned(), role)));
    assert_eq!(admins(&store, "small"), ["alice", "carol"]);
    let large = members(&store, "large");
    assert_eq!(large.iter().map(|(seat, ..)| *seat).collect::<Vec<_>>(), (1..=40).collect::<Vec<_>>());
    assert!(large.windows(2).all(|two| two[0].1 < two[1].1), "rows were stored in the order of user ids");
    assert_eq!(admins(&store, "large"), ["member 07", "member 30"]);
    let reads = ReadSet { owner: true, ..ReadSet::head() };
    let view = wait(store.load(app(), &Home::Group(group("large")), &reads, None)).view;
    assert_eq!(view.owner().map(|owner| (owner.user.clone(), owner.seat)), Some((user("zoe"), 40)));
    drop(store);
    good(&folder);
}

#[test]
fn an_older_folder_goes_on_being_used() {
    let folder = format_1();
    let store = open(&folder);
    done(&store, "zoe", &create("new", "zoe", &["bob"]));
    for (id, seat) in [("small", 5), ("large", 41)] {
        let second = members(&store, id)[1].1.clone();
        done(&store, "zoe", &support::kick(id, &[&second]));
        support::done_as(&store, &support::administrator(), &support::add(id, &["newcomer"]));
        let rows = members(&store, id);
        assert_eq!(rows.last().unwrap(), &(seat, "newcomer".to_owned(), Role::Member));
    }
    for id in ["ending", "ending large"] {
        done(&store, "@TIM#SYSTEM", &clean_up(&store, id));
        done(&store, "bob", &create(id, "bob", &[]));
        assert_eq!(members(&store, id).len(), 1);
    }
    done(&store, "bob", &create("buried", "bob", &[]));
    drop(store);
    good(&folder);
    let store = open(&folder);
    assert_eq!(members(&store, "large").len(), 40);
    let lists = |id: &str| wait(store.joined(app(), &user(id), JoinedFilter::default(), 0, 100)).total;
    assert_eq!((lists("newcomer"), lists("carol")), (2, 0));
    done(&store, "carol", &support::apply("alone"));
    let wanted = wait(store.applications(app(), &user("alice"), None, 10));
    assert_eq!((wanted.rows.len(), wanted.unread), (1, 1));
}

#[test]
fn answers_and_notices_of_an_older_folder_stay() {
    let folder = format_1();
    let store = open(&folder);
    let key = OperationKey { caller: user("alice"), id: "once".into(), request: [7; 16] };
    let loaded = wait(store.load(app(), &Home::Group(group("kept")), &ReadSet::head(), Some(&key)));
    assert_eq!(loaded.earlier, Some(([7; 16], vec![4, 2])));
    let numbers: Vec<_> = wait(store.notices_after(app(), &user("bob"), 0, 100)).iter().map(|told| told.notice.number()).collect();
    // Invited, invited, created, invited, and the end of what he was invited to last.
    assert_eq!(numbers, [7, 7, 6, 7, 5]);
}

#[test]
fn a_check_leaves_an_older_folder_as_it_is_and_says_so() {
    let folder = format_1();
    let before = fs::read(folder.path().join("opentim.db")).unwrap();
    let Err(StoreError::Unavailable(said)) = check(folder.path()) else { panic!("an older folder was checked") };
    assert!(said.contains("older format"), "{said}");
    assert_eq!(fs::read(folder.path().join("opentim.db")).unwrap(), before);
}

#[test]
fn an_upgraded_folder_is_not_upgraded_again() {
    let folder = format_1();
    drop(open(&folder));
    let whole = fs::read(folder.path().join("opentim.db")).unwrap();
    drop(open(&folder));
    assert!(fs::read(folder.path().join("opentim.db")).unwrap() == whole, "nothing was left to do");
}

#[test]
fn an_upgrade_that_was_cut_off_begins_again() {
    let (folder, image) = (format_1(), Folder::new("cut"));
    // The folder as a crash leaves it: the upgrade is in the log, and nothing of it in the database.
    let store = open(&folder);
    support::copy(folder.path(), image.path());
    drop(store);
    let log = fs::read(image.path().join("opentim.db-wal")).unwrap();
    assert!(log.len() > 8 * 4096, "the upgrade is in the log");
    for part in 0..=8 {
        let torn = Folder::new("torn");
        support::copy(image.path(), torn.path());
        fs::write(torn.path().join("opentim.db-wal"), &log[..log.len() * part / 8]).unwrap();
        let store = open(&torn);
        assert_eq!((members(&store, "large").len(), admins(&store, "large").len()), (40, 2), "{part} eighths of the log");
        drop(store);
        good(&torn);
    }
}
