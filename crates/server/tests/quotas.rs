//! Quotas of an app (rule book 1.6) and its call rates, over REST.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use opentim_domain::{Limits, Quotas};
use opentim_server::Patience;
use opentim_server::config::{AppSettings, Rates};
use opentim_store::{MemoryStore, SystemClock};
use std::sync::Arc;
use support::*;

fn with(quotas: Quotas) -> Running {
    let limits = Limits { quotas, ..Limits::RECOMMENDED };
    start_with(vec![AppSettings { limits, ..app() }], Arc::new(MemoryStore::new(Arc::new(SystemClock))), Patience::default())
}

fn group(kind: &str, id: &str, owner: &str) -> Value {
    json!({ "Type": kind, "Name": "n", "GroupId": id, "Owner_Account": owner })
}

fn members(names: &[&str]) -> Value {
    names.iter().map(|name| json!({ "Member_Account": name })).collect()
}

#[test]
fn no_more_groups_are_made_on_a_day_than_may_be_and_those_that_end_make_room() {
    let server = with(Quotas { groups_per_day: Some(2), ..Quotas::NONE });
    assert_done(&server.call("create_group", &group("Public", "a", "ada")));
    assert_done(&server.call("create_group", &group("Private", "b", "ada")));
    server.refused("create_group", &group("Public", "c", "ada"), 10006, "2");
    assert_done(&server.call("destroy_group", &json!({ "GroupId": "a" })));
    assert_done(&server.call("create_group", &group("Public", "c", "ada")));
    server.refused("create_group", &group("Public", "d", "ada"), 10006, "2");
}

#[test]
fn a_user_is_in_as_many_groups_as_he_may_be_and_passed_over_in_others() {
    let server = with(Quotas { groups_per_user: Some(2), ..Quotas::NONE });
    for id in ["a", "b"] {
        let mut with_bob = group("Public", id, "ada");
        with_bob["MemberList"] = members(&["bob"]);
        assert_done(&server.call("create_group", &with_bob));
    }
    server.refused("create_group", &group("Public", "c", "ada"), 10037, "2");
    let mut with_both = group("Public", "c", "eve");
    with_both["MemberList"] = members(&["bob", "cat"]);
    let made = server.call("create_group", &with_both);
    assert_done(&made);
    assert_eq!(made["OverJoinedGroupLimit_Account"], json!(["bob"]), "{made}");
    let added = server.call("add_group_member", &json!({ "GroupId": "c", "MemberList": members(&["bob", "dan"]) }));
    let results = json!([{ "Member_Account": "bob", "Result": 4 }, { "Member_Account": "dan", "Result": 1 }]);
    assert_eq!(added["MemberList"], results, "{added}");
    assert_done(&server.call("delete_group_member", &json!({ "GroupId": "a", "MemberToDel_Account": ["bob"] })));
    let added = server.call("add_group_member", &json!({ "GroupId": "c", "MemberList": members(&["bob"]) }));
    assert_eq!(added["MemberList"][0]["Result"], 1, "{added}");
}

#[test]
fn types_have_quotas_of_their_own() {
    let server = with(Quotas { live_groups: Some(1), broadcast_rooms: Some(1), communities: Some(1), ..Quotas::NONE });
    for (kind, first, second, code) in
        [("AVChatRoom", "l1", "l2", 10036), ("BChatRoom", "b1", "b2", 10006), ("Community", "@TGS#_c1", "@TGS#_c2", 10006)]
    {
        assert_done(&server.call("create_group", &group(kind, first, "ada")));
        server.refused("create_group", &group(kind, second, "ada"), code, "1");
        assert_done(&server.call("destroy_group", &json!({ "GroupId": first })));
        assert_done(&server.call("create_group", &group(kind, second, "ada")));
    }
    assert_done(&server.call("create_group", &group("Public", "p", "ada")));
}

#[test]
fn an_app_that_calls_too_often_is_told_so() {
    let mut limited = app();
    limited.rates = Rates { per_app: Some(5), ..Rates::default() };
    let server = start_with(vec![limited], Arc::new(MemoryStore::new(Arc::new(SystemClock))), Patience::default());
    let commands = ["get_appid_group_list", "get_joined_group_list", "get_role_in_group"];
    let codes: Vec<_> = (0..60).map(|at| server.call(commands[at % 3], &json!({}))["ErrorCode"].clone()).collect();
    assert!(codes.contains(&json!(60011)), "{codes:?}");
}

#[test]
fn of_many_who_race_exactly_as_many_get_a_group_as_may_be() {
    const MOST: u64 = 20;
    let server = with(Quotas { groups_per_day: Some(MOST), ..Quotas::NONE });
    let codes: Vec<Value> = std::thread::scope(|scope| {
        let one = |caller: usize| {
            let server = &server;
            move || {
                (0..8)
                    .map(|at| server.call("create_group", &group("Public", &format!("g{caller}-{at}"), "ada")))
                    .collect::<Vec<_>>()
            }
        };
        let callers: Vec<_> = (0..8).map(|caller| scope.spawn(one(caller))).collect();
        callers.into_iter().flat_map(|caller| caller.join().unwrap()).map(|reply| reply["ErrorCode"].clone()).collect()
    });
    assert_eq!(codes.iter().filter(|code| **code == 0).count() as u64, MOST);
    assert!(codes.iter().all(|code| *code == 0 || *code == 10006), "{codes:?}");
    assert_eq!(server.groups(), MOST);
}
