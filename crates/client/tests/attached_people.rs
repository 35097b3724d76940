//! Status and profiles over the processes of one data folder.
#![cfg(unix)]
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into reports of any shape and end at the first surprise"
)]

mod attached_support;
mod support;

use attached_support::{Process, run_as_child};
use serde_json::{Value, json};
use support::Folder;

#[test]
#[ignore = "other tests start it in a process of its own"]
fn another_process() {
    run_as_child();
}

/// The next status that a process hears, in words.
fn status(process: &mut Process) -> Vec<String> {
    let told = process.report("status")["status"].clone();
    let statuses: Vec<Value> = serde_json::from_str(told[0].as_str().unwrap()).unwrap();
    let words = |status: &Value| {
        let online = if status["user_status_status_type"] == 1 { "online" } else { "offline" };
        let custom = status["user_status_custom_status"].as_str().unwrap();
        format!("{} {online} {custom}", status["user_status_identifier"].as_str().unwrap()).trim_end().to_owned()
    };
    statuses.iter().map(words).collect()
}

/// Waits until it hears this of somebody, alone or among others.
fn status_until(process: &mut Process, wanted: &str) {
    while !status(process).iter().any(|status| status == wanted) {}
}

fn say(process: &mut Process, custom: &str) {
    process.does("TIMSetSelfStatus", json!({ "status": { "user_status_custom_status": custom } }));
}

#[test]
fn subscriptions_go_on_when_another_process_takes_the_folder_over() {
    let folder = Folder::new();
    let mut owner = Process::start(&folder, "owner");
    let (mut alice, mut bob) = (Process::start(&folder, "alice"), Process::start(&folder, "bob"));
    alice.does("TIMSubscribeUserStatus", json!({ "id_array": ["bob", "owner"] }));
    alice.does("TIMSubscribeUserInfo", json!({ "json_user_id_list": ["bob"] }));
    say(&mut bob, "busy");
    assert_eq!(status(&mut alice), ["bob online busy"]);
    owner.kill();
    // Whoever takes over: both come back, bob says again what he said, and alice watches him again.
    status_until(&mut alice, "bob online busy");
    say(&mut bob, "free");
    status_until(&mut alice, "bob online free");
    let nick = json!({ "json_modify_self_user_profile_param": { "user_profile_item_nick_name": "Bobby" } });
    bob.does("TIMProfileModifySelfUserProfile", nick);
    let told = alice.report("profiles")["profiles"].clone();
    assert!(told[0].as_str().unwrap().contains("Bobby"), "{told}");
    for mut process in [bob, alice] {
        assert!(process.end().success());
    }
}
