//! Every scenario with users in a real Electron. `npm run e2e` runs it: it names the program in `OPENTIM_PUPPET`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests end at the first surprise")]

use opentim_scenarios::{Way, names, play};
use std::panic::{AssertUnwindSafe, catch_unwind};

#[test]
fn users_in_electron_live_through_every_scenario() {
    let Ok(program) = std::env::var("OPENTIM_PUPPET") else {
        println!("skipped: `npm run e2e` plays the scenarios in Electron");
        return;
    };
    let way = Way::Attached { program: serde_json::from_str(&program).expect("OPENTIM_PUPPET is a list of words in JSON") };
    let names = names();
    let failed: Vec<&String> = names.iter().filter(|name| catch_unwind(AssertUnwindSafe(|| play(name, &way))).is_err()).collect();
    assert!(failed.is_empty(), "{} of {} scenarios failed: {failed:?}", failed.len(), names.len());
    println!("ok  {} scenarios with users in Electron", names.len());
}
