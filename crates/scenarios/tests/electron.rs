//! Every scenario with users in a real Electron. `npm run e2e` runs it: it names the program in `OPENTIM_PUPPET`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests end at the first surprise")]

use opentim_scenarios::{Way, names, play};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Scenarios at the same time.
const AT_ONCE: usize = 3;

#[test]
fn users_in_electron_live_through_every_scenario() {
    let Ok(program) = std::env::var("OPENTIM_PUPPET") else {
        println!("skipped: `npm run e2e` plays the scenarios in Electron");
        return;
    };
    let way = Way::Attached { program: serde_json::from_str(&program).expect("OPENTIM_PUPPET is a list of words in JSON") };
    let names = names();
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    // Starting Electron is most of the work, and waiting for it much of that.
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(name) = names.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if catch_unwind(AssertUnwindSafe(|| play(name, &way))).is_err() {
                        failed.lock().unwrap().push(name);
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "{} of {} scenarios failed: {failed:?}", failed.len(), names.len());
    println!("ok  {} scenarios with users in Electron", names.len());
}
