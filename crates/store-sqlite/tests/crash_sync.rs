//! Power failure: what was written and not synced is dropped or torn at random, and everything acknowledged is still there.
//!
//! A child process writes under a recorder (`support/recorder.c`, preloaded), which notes every write and every sync in order.
//! From that record the test builds what a disk may hold at a random moment. The acknowledgements are part of the record, because
//! the child notes them in a file of the same folder. Needs Linux and a C compiler; where there is none it says so and passes.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]
#![cfg(target_os = "linux")]

#[path = "support/child.rs"]
mod child;
#[path = "support/record.rs"]
mod record;
#[path = "support/mod.rs"]
mod support;

use child::{Acknowledged, FOLDER};
use opentim_store::SystemClock;
use opentim_store_sqlite::{Options, SqliteStore, check};
use record::{Kind, Record};
use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use support::{Dice, Folder, rounds};

/// The file that the child notes its acknowledgements in.
const ACKNOWLEDGED: &str = "acknowledged.txt";

/// Tells the child where that is.
const NOTES: &str = "OPENTIM_CRASH_NOTES";

/// Not a test of its own: what the recorded process runs.
#[test]
fn child_process() {
    let (Ok(folder), Ok(notes)) = (std::env::var(FOLDER), std::env::var(NOTES)) else { return };
    fs::create_dir_all(&folder).unwrap();
    let notes = Mutex::new(fs::File::create(notes).unwrap());
    child::work(&folder, |line| notes.lock().unwrap().write_all(format!("{line}\n").as_bytes()).unwrap());
}

/// Compiles the recorder; nothing when there is no compiler.
fn recorder(folder: &Path) -> Option<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/recorder.c");
    let library = folder.join("recorder.so");
    let mut compiler = Command::new(std::env::var("CC").unwrap_or_else(|_| "cc".into()));
    let made = compiler.args(["-shared", "-fPIC", "-O2", "-o"]).arg(&library).arg(source).arg("-ldl").status();
    match made {
        Ok(status) => {
            assert!(status.success(), "the recorder does not compile");
            Some(library)
        }
        Err(error) => {
            println!("skipped: no C compiler ({error}); apt-get install gcc enables this test");
            None
        }
    }
}

/// Runs the child under the recorder to its end.
fn recorded(groups: usize) -> Option<Vec<Record>> {
    let tools = Folder::new("recorder");
    fs::create_dir_all(tools.path()).unwrap();
    let library = recorder(tools.path())?;
    let (folder, log) = (tools.path().join("data"), tools.path().join("log"));
    let mut process = child::start("child_process", &folder, "run", |command| {
        command.env("LD_PRELOAD", library).env("OPENTIM_RECORD_FOLDER", &folder).env("OPENTIM_RECORD_LOG", &log);
        command.env(NOTES, folder.join(ACKNOWLEDGED)).env(child::COUNT, groups.to_string());
        command.stdout(std::process::Stdio::null());
    });
    assert!(process.wait().unwrap().success());
    Some(record::read(&fs::read(log).unwrap()))
}

fn acknowledged(records: &[Record]) -> Acknowledged {
    let notes = records.iter().filter(|record| record.kind == Kind::Write && record.name == ACKNOWLEDGED);
    let text: Vec<u8> = notes.flat_map(|record| record.data.clone()).collect();
    let mut acknowledged = Acknowledged::default();
    String::from_utf8(text).unwrap().lines().for_each(|line| acknowledged.take(line));
    acknowledged
}

#[test]
fn a_power_failure_loses_nothing_acknowledged() {
    let Some(records) = recorded(250) else { return };
    let note = |record: &Record| record.name == ACKNOWLEDGED;
    let (first_note, last_note) = (records.iter().position(note).unwrap(), records.iter().rposition(note).unwrap());
    let moved = records[first_note..last_note].iter().any(|record| record.kind == Kind::Sync && record.name == "opentim.db");
    assert!(moved, "the run is too short for the log to be moved into the database");
    let mut dice = Dice::new();
    for round in 0..rounds(40) {
        // The first moments are looked at more often: everything is new then.
        let span = if round % 4 == 0 { 200 } else { records.len() - first_note };
        let moment = first_note + dice.roll(span);
        let image = Folder::new("power");
        record::crash_image(&records[..moment], image.path(), &mut dice);
        drop(fs::remove_file(image.path().join(ACKNOWLEDGED)));
        let mut acknowledged = acknowledged(&records[..moment]);
        let store = SqliteStore::open(image.path(), Options::default(), Arc::new(SystemClock));
        let store = store.unwrap_or_else(|error| panic!("round {round}, record {moment}: {error}"));
        acknowledged.verify(&store);
        drop(store);
        let report = check(image.path()).unwrap();
        assert!(report.is_good(), "round {round}, record {moment}: {report}");
    }
}

/// Where the record first shows each group id of this run in writes to the log.
fn first_writes(records: &[Record]) -> HashMap<String, usize> {
    let mut first = HashMap::new();
    let log = |record: &Record| record.kind == Kind::Write && record.name == "opentim.db-wal";
    for (at, record) in records.iter().enumerate().filter(|(_, record)| log(record)) {
        for from in (0..record.data.len().saturating_sub(4)).filter(|from| record.data[*from] == b'r') {
            let rest = &record.data[from..];
            let length = rest.iter().skip(4).take_while(|byte| byte.is_ascii_digit() || **byte == b' ').count();
            if rest.starts_with(b"run ") {
                first.entry(String::from_utf8_lossy(&rest[..4 + length]).into_owned()).or_insert(at);
            }
        }
    }
    first
}

/// Every acknowledgement comes after a sync of the log that came after the group was written to it.
#[test]
fn every_acknowledged_group_was_synced_before() {
    let Some(records) = recorded(60) else { return };
    let written = first_writes(&records);
    let synced = |from: usize| {
        let sync = |at: &usize| records[*at].kind == Kind::Sync && records[*at].name == "opentim.db-wal";
        (from..records.len()).find(sync).unwrap()
    };
    let mut told = Acknowledged::default();
    for (at, record) in records.iter().enumerate().filter(|(_, record)| record.name == ACKNOWLEDGED) {
        let known = told.made.len();
        told.take(str::from_utf8(&record.data).unwrap().trim_end());
        for (id, _) in &told.made[known..] {
            assert!(synced(written[id]) < at, "{id} was acknowledged before it was synced");
        }
    }
    assert!(told.made.len() > 100);
}
