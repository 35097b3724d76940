//! Scenarios of groups, each written once and played twice: with the SDK, as `TimRender` calls it, and over REST wherever there is a
//! command for it. Both must leave the same state behind and the same events, and must tell every user the same.
//!
//! A scenario is a file in `fixtures/scenarios`; its format is in [`fixture`]. [`play`] plays one and fails with all that differs.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "nothing but tests: they look into replies of any shape and end at the first surprise"
)]

mod answer;
mod board;
mod differences;
pub mod fixture;
mod http;
pub mod proxy;
pub mod puppet;
mod rest;
mod sdk;
mod state;
mod story;
mod users;
mod world;

use fixture::Scenario;
use std::path::{Path, PathBuf};
use story::{Story, Through};
pub use users::Way;

/// The folder of the scenarios.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/scenarios")
}

/// The names of all scenarios.
///
/// # Panics
/// When the folder cannot be read.
pub fn names() -> Vec<String> {
    let files = std::fs::read_dir(folder()).unwrap().map(|file| file.unwrap().path());
    let mut names: Vec<String> = files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

/// Plays a scenario through both interfaces, with users who come this way, and compares what is left.
///
/// # Panics
/// When a step is not answered as the scenario says, when somebody is told anything else, or when the interfaces differ.
pub fn play(name: &str, way: &Way) {
    let path = folder().join(format!("{name}.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let scenario: Scenario = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let by_sdk = Story::play(&scenario, Through::Sdk, way);
    let by_rest = Story::play(&scenario, Through::Rest, way);
    let mut faults: Vec<String> = Vec::new();
    faults.extend(by_sdk.faults.iter().map(|fault| format!("with the SDK: {fault}")));
    faults.extend(by_rest.faults.iter().map(|fault| format!("over REST: {fault}")));
    faults.extend(differences::between(&scenario, &by_sdk, &by_rest));
    assert!(faults.is_empty(), "{name}: {}\n\n{}\n", scenario.says, faults.join("\n"));
}
