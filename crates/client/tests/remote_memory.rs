//! What is remembered of a user's logins at a server: where he was told last, and the list of his groups.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into replies of any shape and end at the first surprise"
)]

mod events_support;
mod remote_support;
mod support;

use remote_support::proxy::Proxy;
use remote_support::{MOST_MISSED, SIG, Server, User};
use serde_json::{Value, json};
use std::path::PathBuf;
use support::{call, created, join, joined, kick};

fn public(name: &str) -> Value {
    json!({ "create_group_param_group_name": name, "create_group_param_add_option": 2 })
}

fn list(user: &User) -> Value {
    let reply = call(&user.client, "TIMGroupGetJoinedGroupList", json!({ "mine": 1 }));
    assert_eq!((&reply["code"], &reply["user_data"]), (&json!(0), &json!({ "mine": 1 })), "{reply}");
    reply
}

fn rename(user: &User, group: &str, name: &str) {
    let params = json!({ "group_modify_info_param_group_id": group, "group_modify_info_param_modify_flag": 1,
        "group_modify_info_param_group_name": name });
    assert_eq!(call(&user.client, "TIMGroupModifyGroupInfo", json!({ "params": params }))["code"], 0);
}

fn new_name(tip: &Value) -> &str {
    tip["group_tips_elem_group_change_info_array"][0]["group_tips_group_change_info_value"].as_str().unwrap()
}

fn remembered(user: &User) -> Vec<PathBuf> {
    let files = std::fs::read_dir(user.machine().path().join("remote")).unwrap();
    files.map(|file| file.unwrap().path()).collect()
}

#[test]
fn the_list_is_there_without_a_connection_and_says_so() {
    let mut server = Server::new();
    let alice = User::new(server.address, "alice");
    let groups: Vec<String> = (0..3).map(|at| created(&alice.client, public(&format!("g{at}")))).collect();
    let fresh = list(&alice);
    assert_eq!(fresh.get("from_cache"), None, "{fresh}");
    let alice = alice.again();
    server.kill();
    alice.log_in(SIG);
    let old = list(&alice);
    assert_eq!((&old["from_cache"], &old["json_param"]), (&json!(true), &fresh["json_param"]), "{old}");
    alice.network_until(3);
    server.start();
    alice.network_until(0);
    let again = list(&alice);
    assert_eq!((again.get("from_cache"), &again["json_param"]), (None, &fresh["json_param"]), "{again}");
    assert_eq!(joined(&alice.client).len(), groups.len());
}

#[test]
fn groups_that_came_and_went_after_the_list_was_asked_for_are_remembered_too() {
    let mut server = Server::new();
    let (alice, bob) = (User::new(server.address, "alice"), User::new(server.address, "bob"));
    let [first, second] = ["first", "second"].map(|name| created(&alice.client, public(name)));
    assert_eq!(join(&bob.client, &first, "")["code"], 0);
    list(&bob);
    assert_eq!(join(&bob.client, &second, "")["code"], 0);
    let own = created(&bob.client, public("own"));
    assert_eq!(kick(&alice.client, &first, &["bob"], json!({}))["code"], 0);
    bob.messages.take_until(|message| message[0]["message_elem_array"][0]["group_report_elem_report_type"] == 4);
    let bob = bob.again();
    server.kill();
    bob.log_in(SIG);
    let mut remembered = joined(&bob.client);
    remembered.sort_unstable();
    let mut wanted = [second, own];
    wanted.sort_unstable();
    assert_eq!(remembered, wanted);
}

#[test]
fn somebody_else_has_nothing_to_begin_with() {
    let mut server = Server::new();
    let alice = User::new(server.address, "alice");
    list(&alice);
    let mut bob = alice.again();
    bob.name = "bob".to_owned();
    server.kill();
    assert_eq!(bob.login(SIG)["code"], 9511);
}

#[test]
fn what_was_missed_while_the_app_was_closed_is_told_once() {
    let server = Server::new();
    let (alice, bob) = (User::new(server.address, "alice"), User::new(server.address, "bob"));
    let group = created(&alice.client, public("room"));
    assert_eq!(join(&bob.client, &group, "")["code"], 0);
    bob.tips.take(1);
    let mut bob = bob;
    for round in 0..3 {
        bob = bob.again();
        let names: Vec<String> = (0..4).map(|at| format!("{round}.{at}")).collect();
        names.iter().for_each(|name| rename(&alice, &group, name));
        bob.log_in(SIG);
        let tips = bob.tips.take_until(|tip| new_name(tip) == names[3]);
        assert_eq!(tips.iter().map(new_name).collect::<Vec<_>>(), names);
        assert!(bob.tips.is_empty());
    }
}

#[test]
fn after_too_large_a_gap_the_list_is_brought_up_to_date_instead() {
    let server = Server::new();
    let proxy = Proxy::new(server.address);
    let (alice, bob) = (User::new(server.address, "alice"), User::new(proxy.address, "bob"));
    let group = created(&alice.client, public("room"));
    assert_eq!(join(&bob.client, &group, "")["code"], 0);
    bob.tips.take(1);
    list(&bob);
    let bob = bob.again();
    (0..MOST_MISSED + 10).for_each(|at| rename(&alice, &group, &format!("name {at}")));
    bob.log_in(SIG);
    rename(&alice, &group, "the last");
    let tips = bob.tips.take_until(|tip| new_name(tip) == "the last");
    assert!((tips.len() as u64) < MOST_MISSED, "{}", tips.len());
    assert_eq!(list(&bob)["json_param"][0]["group_base_info_group_name"], "the last");
}

#[test]
fn only_what_has_changed_of_the_list_is_sent() {
    let server = Server::new();
    let proxy = Proxy::new(server.address);
    let alice = User::new(proxy.address, "alice");
    let groups: Vec<String> = (0..100).map(|at| created(&alice.client, public(&format!("g{at}")))).collect();
    let bytes = |user: &User| {
        let before = proxy.passed();
        list(user);
        proxy.passed() - before
    };
    let whole = bytes(&alice);
    rename(&alice, &groups[50], "another");
    let bob = User::new(server.address, "bob");
    assert_eq!(join(&bob.client, &groups[0], "")["code"], 0);
    let alice = alice.again();
    alice.log_in(SIG);
    let changed = bytes(&alice);
    assert!(changed * 3 < whole, "{changed} bytes after a change, {whole} for all");
    assert_eq!(kick(&alice.client, &groups[0], &["bob"], json!({}))["code"], 0);
    assert_eq!(call(&alice.client, "TIMGroupDelete", json!({ "groupId": groups[7] }))["code"], 0);
    let listed = joined(&alice.client);
    assert!(listed.len() == 99 && !listed.contains(&groups[7]));
}

#[cfg(unix)]
#[test]
fn what_is_remembered_is_readable_by_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let server = Server::new();
    let alice = User::new(server.address, "alice");
    created(&alice.client, public("g"));
    list(&alice);
    let alice = alice.again();
    let files = remembered(&alice);
    assert!(files.len() >= 2, "{files:?}");
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&alice.machine().path().join("remote")), 0o700);
    assert!(files.iter().all(|file| mode(file) == 0o600), "{files:?}");
}

#[test]
fn what_is_damaged_is_fetched_anew() {
    let server = Server::new();
    let alice = User::new(server.address, "alice");
    let group = created(&alice.client, public("g"));
    list(&alice);
    let mut alice = alice.again();
    for damage in ["", "{", "[1]", r#"{"format":2}"#] {
        remembered(&alice).iter().for_each(|file| std::fs::write(file, damage).unwrap());
        alice.log_in(SIG);
        assert_eq!(joined(&alice.client), std::slice::from_ref(&group));
        alice = alice.again();
    }
}
