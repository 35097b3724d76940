//! Kill -9 under load, mixed with clean closes, over one folder: nothing acknowledged is lost, nothing is half there.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "support/child.rs"]
mod child;
#[path = "support/mod.rs"]
mod support;

use child::{Acknowledged, FOLDER};
use opentim_store::SystemClock;
use opentim_store_sqlite::{Options, SqliteStore, check};
use std::io::{BufRead, BufReader, Write};
use std::sync::Arc;
use std::thread;
use std::time::Duration;
use support::{Dice, Folder, rounds};

/// Not a test of its own: what the killed process runs.
#[test]
fn child_process() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    // Everything in one write, so that a line is whole or not there.
    child::work(&folder, |line| std::io::stdout().write_all(format!("{line}\n").as_bytes()).unwrap());
}

#[test]
fn nothing_acknowledged_is_lost_when_the_process_is_killed() {
    let folder = Folder::new("kill");
    let mut dice = Dice::new();
    let mut acknowledged = Acknowledged::default();
    for round in 0..rounds(20) {
        let mut process = child::start("child_process", folder.path(), &format!("run {round}"), |_| ());
        let notes = process.stdout.take().unwrap();
        let reader = thread::spawn(move || BufReader::new(notes).lines().map_while(Result::ok).collect::<Vec<_>>());
        thread::sleep(Duration::from_millis(60 + dice.roll(400) as u64));
        let cleanly = dice.roll(3) == 0;
        if cleanly {
            drop(process.stdin.take());
            assert!(process.wait().unwrap().success());
        } else {
            process.kill().unwrap();
            process.wait().unwrap();
        }
        reader.join().unwrap().iter().for_each(|line| acknowledged.take(line));
        if dice.roll(2) == 0 {
            let report = check(folder.path()).unwrap();
            assert!(report.is_good(), "round {round}: {report}");
        }
        let store = SqliteStore::open(folder.path(), Options::default(), Arc::new(SystemClock)).unwrap();
        acknowledged.verify(&store);
    }
    let report = check(folder.path()).unwrap();
    assert!(report.is_good(), "{report}");
    println!("{} groups acknowledged, {report}", acknowledged.made.len());
    assert!(!acknowledged.made.is_empty() && !acknowledged.steps.is_empty() && !acknowledged.counts.is_empty());
}
