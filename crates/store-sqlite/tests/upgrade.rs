//! Folders that older versions wrote.
//!
//! `fixtures/format-1.db` was written by the code of commit 088af4d: groups with their members packed and in rows, with admins,
//! living, being cleaned up and buried; a kept answer; lists that still wait. `fixtures/format-2.db` was written by the code of commit
//! c892ee7: the same without those that are large and end, with an application to each that lives, and an id that was used twice.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "support/mod.rs"]
mod support;

use opentim_domain::{Account, Change, Home, ReadSet, Record, RecordClass, Role};
use opentim_store::conformance::wait;
use opentim_store::{Commit, JoinedFilter, OperationKey, Outcome, Store, StoreError, SystemClock, chained};
use opentim_store_sqlite::{Options, SqliteStore, check};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use support::{Folder, app, clean_up, create, done, group, user};

/// A folder of format 1.
fn format_1() -> Folder {
    format(1)
}

fn format(number: u8) -> Folder {
    let folder = Folder::new(&format!("format-{number}"));
    fs::create_dir_all(folder.path()).unwrap();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(format!("format-{number}.db"));
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
fn events_of_an_older_folder_are_chained_by_their_hashes() {
    for number in [1, 2] {
        let folder = format(number);
        let store = open(&folder);
        let audited = |id: &str| {
            let all = wait(store.audit(app(), &group(id), 0, 1000));
            let mut before = [0; 32];
            for one in &all {
                before = chained(&before, &one.event);
                assert_eq!(one.hash, before, "event {} of {id} in format {number}", one.event.number);
            }
            all.len()
        };
        let ids = ["small", "large", "kept", "buried", "ending"];
        let before = ids.map(audited);
        assert!(before.iter().all(|events| *events > 0), "{before:?}");
        done(&store, "zoe", &support::kick("small", &["alice"]));
        done(&store, "bob", &create("buried", "bob", &[]));
        assert_eq!((audited("small"), audited("buried")), (before[0] + 1, before[3] + 1));
        // The log of the app begins with them, at the places that come after all older events.
        let logged = wait(store.log_after(app(), 0, 100));
        assert_eq!(logged.iter().map(|one| one.group.to_string()).collect::<Vec<_>>(), ["small", "buried"]);
        drop(store);
        good(&folder);
        assert_eq!(check(folder.path()).unwrap().events, logged.last().unwrap().place);
    }
}

#[test]
fn a_folder_of_format_2_goes_on_being_used() {
    let folder = format(2);
    let store = open(&folder);
    assert_eq!((members(&store, "small").len(), members(&store, "large").len()), (4, 42));
    assert_eq!(members(&store, "again").len(), 2);
    done(&store, "zoe", &support::accept("small", "eve"));
    done(&store, "zoe", &support::accept("large", "eve"));
    done(&store, "@TIM#SYSTEM", &clean_up(&store, "ending"));
    done(&store, "bob", &create("ending", "bob", &[]));
    let account = Account { nick: "Zoe".into(), ..Account::new(user("zoe")) };
    let changes = vec![Change::PutAccount(Box::new(account.clone()))];
    let counters = Record::Counters([("n".to_owned(), 7)].into());
    let in_group = vec![Change::PutRecord(Box::new(counters.clone()))];
    for (home, changes) in [(Home::User(user("zoe")), changes), (Home::Group(group("large")), in_group)] {
        let (asserts, events, effects, reply) = Default::default();
        let commit = Commit { app: app(), home, operation: None, asserts, changes, events, effects, reply };
        assert!(matches!(wait(store.commit(commit)), Outcome::Done(_)));
    }
    drop(store);
    good(&folder);
    let store = open(&folder);
    assert_eq!(members(&store, "large").last().map(|(_, id, _)| id.clone()), Some("eve".to_owned()));
    assert_eq!(wait(store.accounts(app(), &[user("zoe")])), [Some(account)]);
    assert_eq!(wait(store.records(app(), &group("large"), RecordClass::Counters, "", None, 9)).rows, [counters]);
    let key = OperationKey { caller: user("alice"), id: "once".into(), request: [7; 16] };
    let loaded = wait(store.load(app(), &Home::Group(group("kept")), &ReadSet::head(), Some(&key)));
    assert_eq!(loaded.earlier, Some(([7; 16], vec![4, 2])));
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
