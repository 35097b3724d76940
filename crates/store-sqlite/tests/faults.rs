//! What the system refuses: full disk, read-only folder, a folder in use, files of others.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "support/mod.rs"]
mod support;

use opentim_store::conformance::wait;
use opentim_store::{Outcome, Store, StoreError, SystemClock};
use opentim_store_sqlite::{Durability, Options, SqliteStore, check, read_secret_key};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use support::{Folder, app, apply, create, decide, done, group, kick, user};

fn open(folder: &Path) -> Result<SqliteStore, StoreError> {
    SqliteStore::open(folder, Options::default(), Arc::new(SystemClock))
}

fn is_there(store: &SqliteStore, id: &str) -> bool {
    wait(store.groups(app(), &[group(id)], None))[0].is_some()
}

#[test]
fn a_folder_in_use_names_its_owner() {
    let folder = Folder::new("locked");
    let store = open(folder.path()).unwrap();
    assert_eq!(open(folder.path()).unwrap_err(), StoreError::Locked { owner: Some(std::process::id()) });
    assert_eq!(check(folder.path()).unwrap_err(), StoreError::Locked { owner: Some(std::process::id()) });
    store.close();
    let next = open(folder.path()).expect("a closed store has released its folder");
    drop(next);
    drop(open(folder.path()).expect("a dropped store has released its folder"));
}

#[test]
fn a_closed_store_refuses_everything() {
    let folder = Folder::new("closed");
    let store = open(folder.path()).unwrap();
    let commit = decide(&store, "owner", &create("late", "owner", &[])).unwrap();
    store.close();
    store.close();
    assert_eq!(poll(store.commit(commit)), Err(StoreError::Closed));
    assert_eq!(poll(store.closing(1)), Err(StoreError::Closed));
}

/// The answer of a call that answers at once.
fn poll<T>(mut pending: opentim_store::Pending<'_, T>) -> Result<T, StoreError> {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match pending.as_mut().poll(&mut context) {
        std::task::Poll::Ready(answer) => answer,
        std::task::Poll::Pending => panic!("no answer yet"),
    }
}

#[test]
fn what_was_sent_before_closing_is_written() {
    let folder = Folder::new("drain");
    let store = open(folder.path()).unwrap();
    let commits: Vec<_> =
        (0..200).map(|n| decide(&store, "owner", &create(&format!("g {n}"), "owner", &["ann"])).unwrap()).collect();
    let sent: Vec<_> = commits.into_iter().map(|commit| store.commit(commit)).collect();
    store.close();
    for pending in sent {
        assert!(matches!(wait(pending), Outcome::Done(_)));
    }
    let store = open(folder.path()).unwrap();
    assert!((0..200).all(|n| is_there(&store, &format!("g {n}"))));
    let left = fs::metadata(folder.path().join("opentim.db-wal")).map_or(0, |log| log.len());
    assert_eq!(left, 0, "a clean close leaves no log to recover");
}

#[test]
fn a_newer_folder_is_refused() {
    let folder = Folder::new("newer");
    drop(open(folder.path()).unwrap());
    let database = folder.path().join("opentim.db");
    let mut bytes = fs::read(&database).unwrap();
    // The format stands in SQLite's header as `user_version`.
    bytes[60..64].copy_from_slice(&7_u32.to_be_bytes());
    fs::write(&database, bytes).unwrap();
    assert_eq!(open(folder.path()).unwrap_err(), StoreError::NewerFormat { found: 7, known: 3 });
    assert_eq!(check(folder.path()).unwrap_err(), StoreError::NewerFormat { found: 7, known: 3 });
}

#[test]
fn files_of_others_are_refused_and_left_alone() {
    for content in [b"not a database at all, but long enough to look like one ".repeat(100), foreign_database()] {
        let folder = Folder::new("foreign");
        fs::create_dir_all(folder.path()).unwrap();
        let database = folder.path().join("opentim.db");
        fs::write(&database, &content).unwrap();
        assert!(matches!(open(folder.path()), Err(StoreError::Damaged(_))));
        assert_eq!(fs::read(&database).unwrap()[100..], content[100..]);
    }
}

fn foreign_database() -> Vec<u8> {
    let folder = Folder::new("made");
    drop(open(folder.path()).unwrap());
    let mut bytes = fs::read(folder.path().join("opentim.db")).unwrap();
    bytes[68..72].fill(9);
    bytes
}

#[test]
fn lost_keys_are_made_and_damaged_keys_are_reported() {
    let folder = Folder::new("keys");
    let first = read_secret_key(folder.path()).unwrap();
    assert!(first.len() == 64 && first.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let store = open(folder.path()).unwrap();
    assert_eq!(store.keys().secret_key, first);
    assert_eq!(read_secret_key(folder.path()).unwrap(), first, "the key can be read while the store is open");
    let id_key = store.keys().id_key;
    assert!(!format!("{:?} {store:?}", store.keys()).contains(&first));
    drop(store);
    assert_eq!(open(folder.path()).unwrap().keys().id_key, id_key);
    let file = folder.path().join("opentim.keys");
    let whole = fs::read_to_string(&file).unwrap();
    fs::write(&file, &whole[..50]).unwrap();
    let Err(StoreError::Damaged(said)) = open(folder.path()) else { panic!("half a key file was taken") };
    assert!(!said.contains(&whole[11..50]), "the message shows the key");
    fs::remove_file(&file).unwrap();
    assert_ne!(open(folder.path()).unwrap().keys().secret_key, first);
}

#[cfg(unix)]
#[test]
fn other_users_of_the_machine_stay_out() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("modes");
    let inner = folder.path().join("made/on/the/way");
    let store = open(&inner).unwrap();
    done(&store, "owner", &create("g", "owner", &[]));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&inner), 0o700);
    let mut seen = 0;
    for entry in fs::read_dir(&inner).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        seen += 1;
    }
    assert_eq!(seen, 6, "database, log, its index, lock, promise, keys");
    drop(store);
    // Wider modes, for instance after a copy, are narrowed again.
    fs::set_permissions(inner.join("opentim.db"), fs::Permissions::from_mode(0o644)).unwrap();
    drop(open(&inner).unwrap());
    assert_eq!(mode(&inner.join("opentim.db")), 0o600);
}

#[test]
fn a_store_with_relaxed_durability_keeps_what_was_closed() {
    let folder = Folder::new("relaxed");
    let options = Options { durability: Durability::Relaxed, ..Options::default() };
    let store = SqliteStore::open(folder.path(), options, Arc::new(SystemClock)).unwrap();
    (0..50).for_each(|n| done(&store, "owner", &create(&format!("g {n}"), "owner", &["ann"])));
    drop(store);
    let store = open(folder.path()).unwrap();
    assert!((0..50).all(|n| is_there(&store, &format!("g {n}"))));
    drop(store);
    assert!(check(folder.path()).unwrap().is_good());
}

/// A file system of its own of this size, or nothing where mounting is not allowed.
struct SmallDisk(Folder);

impl SmallDisk {
    fn new(size: &str) -> Option<Self> {
        let folder = Folder::new("disk");
        fs::create_dir_all(folder.path()).unwrap();
        let options = format!("size={size}");
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(folder.path()).output();
        if mount.is_ok_and(|mount| mount.status.success()) {
            return Some(Self(folder));
        }
        println!("skipped: a file system cannot be mounted here; run as root to enable this test");
        None
    }

    fn read_only(&self) {
        let mount = Command::new("mount").args(["-o", "remount,ro"]).arg(self.0.path()).status().unwrap();
        assert!(mount.success());
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg(self.0.path()).status());
    }
}

#[test]
fn a_full_disk_is_reported_loses_nothing_and_heals() {
    let Some(disk) = SmallDisk::new("6m") else { return };
    let data = disk.0.path().join("data");
    let ballast = disk.0.path().join("ballast");
    let store = open(&data).unwrap();
    fs::write(&ballast, vec![0; 3 << 20]).unwrap();
    let mut made = Vec::new();
    let refused = (0..100_000).find_map(|n| {
        let id = format!("g {n}");
        let commit = decide(&store, "owner", &create(&id, "owner", &["ann", "ben"])).unwrap();
        let made_it = answer(&store, commit);
        let Ok(_) = made_it else { return made_it.err() };
        let changes = [decide(&store, "owner", &kick(&id, &["ben"])), decide(&store, "carl", &apply(&id))];
        made.push(id);
        changes.into_iter().flatten().find_map(|commit| answer(&store, commit).err())
    });
    let Some(StoreError::Unavailable(said)) = refused else { panic!("the full disk was not noticed: {refused:?}") };
    assert!(said.contains("full"), "{said}");
    assert!(made.len() > 20 && made.iter().all(|id| is_there(&store, id)), "reads go on: {} groups", made.len());
    fs::remove_file(&ballast).unwrap();
    done(&store, "owner", &create("healed", "owner", &["ann"]));
    made.push("healed".into());
    drop(store);
    let report = check(&data).unwrap();
    assert!(report.is_good(), "{report}");
    let store = open(&data).unwrap();
    assert!(made.iter().all(|id| is_there(&store, id)));
    // Everything but what the full disk refused at the end.
    let applied = wait(store.applications(app(), &user("owner"), None, 100_000)).rows.len();
    assert!(made.len() - applied <= 2, "{applied} of {} groups have their application", made.len());
}

/// The answer to a commit, good or bad.
fn answer(store: &SqliteStore, commit: opentim_store::Commit) -> Result<Outcome, StoreError> {
    struct Wake(std::thread::Thread);
    impl std::task::Wake for Wake {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = std::task::Waker::from(Arc::new(Wake(std::thread::current())));
    let mut pending = store.commit(commit);
    loop {
        match pending.as_mut().poll(&mut std::task::Context::from_waker(&waker)) {
            std::task::Poll::Ready(answer) => return answer,
            std::task::Poll::Pending => std::thread::park(),
        }
    }
}

#[test]
fn a_read_only_folder_is_refused_with_a_sentence() {
    let Some(disk) = SmallDisk::new("6m") else { return };
    let data = disk.0.path().join("data");
    let store = open(&data).unwrap();
    done(&store, "owner", &create("g", "owner", &[]));
    drop(store);
    disk.read_only();
    for folder in [data, disk.0.path().join("new")] {
        let Err(StoreError::Unavailable(said)) = open(&folder) else { panic!("a read-only folder was opened") };
        assert!(said.contains(disk.0.path().to_str().unwrap()) && said.contains("permissions"), "{said}");
    }
}

#[test]
fn a_bit_that_the_disk_turned_is_reported_and_not_served() {
    let folder = Folder::new("turned");
    let store = open(folder.path()).unwrap();
    done(&store, "alice", &create("turned bit", "alice", &["bob"]));
    store.close();
    let file = folder.path().join("opentim.db");
    let bytes = fs::read(&file).unwrap();
    let name = b"turned bit";
    // The id stands in plain columns and in the body: every copy gets another last letter.
    let places: Vec<usize> = (0..bytes.len() - name.len()).filter(|at| bytes[*at..].starts_with(name)).collect();
    for place in &places {
        let mut damaged = bytes.clone();
        damaged[place + name.len() - 1] ^= 1;
        fs::write(&file, &damaged).unwrap();
        let found = check(folder.path());
        assert!(found.as_ref().map_or(true, |report| !report.is_good()), "a turned bit at {place}: {found:?}");
    }
    assert!(places.len() >= 2, "{places:?}");
    fs::write(&file, &bytes).unwrap();
    assert!(check(folder.path()).unwrap().is_good());
}
