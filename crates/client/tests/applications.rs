//! Applications and invitations that wait: listed, read, decided.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into replies of any shape and end at the first surprise"
)]

mod support;

use opentim_client::Client;
use serde_json::{Value, json};
use support::{Folder, assert_done, assert_refused, call, created, handle, invite, join, joined, pendencies, user};

/// A Public group of alice with the admin bob.
fn public(alice: &Client, more: Value) -> String {
    let bob = json!([{ "group_member_info_identifier": "bob b", "group_member_info_member_role": 300 }, { "group_member_info_identifier": "mia" }]);
    let mut params = json!({ "create_group_param_group_name": "名称", "create_group_param_group_member_array": bob });
    params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    created(alice, params)
}

/// The entries that somebody sees.
fn entries(client: &Client) -> Vec<Value> {
    pendencies(client, 0, 100)["group_pendency_result_pendency_array"].as_array().unwrap().clone()
}

#[test]
fn who_applies_waits_until_owner_or_admin_decides() {
    let folder = Folder::new();
    let (alice, bob, carol, mia) = (user(&folder, "alice"), user(&folder, "bob b"), user(&folder, "carol c"), user(&folder, "mia"));
    let id = public(&alice, json!({}));
    let reply = join(&carol, &id, "让我进来");
    let expected = json!({ "code": 0, "desc": "", "json_param": "", "user_data": "mine", "joined_status": "WaitAdminApproval" });
    assert_eq!(reply, expected);
    assert!(joined(&carol).is_empty());
    assert_eq!(join(&carol, &id, "again")["joined_status"], "WaitAdminApproval");
    for client in [&alice, &bob] {
        let listed = pendencies(client, 0, 10);
        assert_eq!(listed["group_pendency_result_unread_num"], 1, "at most one waits per user and group");
        let entry = &listed["group_pendency_result_pendency_array"][0];
        for (name, value) in [
            ("group_id", json!(id)),
            ("form_identifier", json!("carol c")),
            ("to_identifier", json!("")),
            ("pendency_type", json!(0)),
            ("handled", json!(0)),
            ("apply_invite_msg", json!("让我进来")),
        ] {
            assert_eq!(entry[format!("group_pendency_{name}")], value, "{name}");
        }
        assert!(entry["group_pendency_add_time"].as_u64().unwrap() > 1_600_000_000_000, "milliseconds");
    }
    assert!(entries(&carol).is_empty() && entries(&mia).is_empty());
    assert_done(&handle(&bob, &entries(&bob)[0], true, "欢迎"));
    assert_eq!(joined(&carol), [id]);
}

#[test]
fn only_the_first_decision_counts_and_handled_entries_stay_listed() {
    let folder = Folder::new();
    let (alice, bob, carol) = (user(&folder, "alice"), user(&folder, "bob b"), user(&folder, "carol c"));
    let id = public(&alice, json!({}));
    join(&carol, &id, "");
    let seen = entries(&alice)[0].clone();
    assert_done(&handle(&bob, &entries(&bob)[0], false, "不行"));
    assert_refused(&handle(&alice, &seen, true, ""), 10024, "the application of \"carol c\" has been decided already");
    assert!(joined(&carol).is_empty());
    let state = |client: &Client| {
        let entry = entries(client)[0].clone();
        (
            entry["group_pendency_handled"].clone(),
            entry["group_pendency_handle_result"].clone(),
            entry["group_pendency_approval_msg"].clone(),
        )
    };
    assert_eq!(state(&bob), (json!(2), json!(0), json!("不行")));
    assert_eq!(state(&alice), (json!(1), json!(0), json!("不行")));
    assert_eq!(join(&carol, &id, "once more")["joined_status"], "WaitAdminApproval");
    assert_refused(&handle(&alice, &seen, true, ""), 10024, "the application of");
    assert_done(&handle(&alice, &entries(&alice)[0], true, ""));
    assert_eq!(joined(&carol), [id]);
}

#[test]
fn deciding_has_its_refusals() {
    let folder = Folder::new();
    let (alice, carol, mia) = (user(&folder, "alice"), user(&folder, "carol c"), user(&folder, "mia"));
    let id = public(&alice, json!({ "create_group_param_max_member_num": 4 }));
    join(&carol, &id, "");
    let entry = entries(&alice)[0].clone();
    assert_refused(&handle(&mia, &entry, true, ""), 10007, "an ordinary member may not decide on applications to a group");
    assert_refused(&handle(&carol, &entry, true, ""), 10007, "somebody who is not a member may not decide");
    let mut other = entry.clone();
    other["group_pendency_form_identifier"] = json!("nobody");
    assert_refused(&handle(&alice, &other, true, ""), 10004, "no application of \"nobody\" waits for an answer");
    other["group_pendency_group_id"] = json!("never there");
    assert_refused(&handle(&alice, &other, true, ""), 10010, "the group does not exist");
    assert_refused(&handle(&alice, &json!({}), true, ""), 10015, "the group id must not be empty");
    let words = handle(&alice, &entry, true, &"x".repeat(301));
    assert_refused(&words, 10004, "group_handle_pendency_param_handle_msg is too long: 301");
    let dave = user(&folder, "dave");
    join(&dave, &id, "");
    assert_done(&handle(&alice, &entry, true, ""));
    let newest = entries(&alice)[0].clone();
    assert_refused(&handle(&alice, &newest, true, ""), 10014, "the group is full");
    assert_done(&handle(&alice, &newest, false, ""));
}

#[test]
fn an_invitation_by_a_member_can_wait_for_owner_or_admin() {
    let folder = Folder::new();
    let (alice, dave, mia) = (user(&folder, "alice"), user(&folder, "dave d"), user(&folder, "mia"));
    let id = public(&alice, json!({ "create_group_param_approve_option": 1 }));
    let reply = invite(&mia, &id, &["dave d"], "他很好");
    let results: Value = serde_json::from_str(reply["json_param"].as_str().unwrap()).unwrap();
    assert_eq!(results[0]["group_invite_member_result_result"], 3);
    assert!(joined(&dave).is_empty() && entries(&dave).is_empty() && entries(&mia).is_empty());
    let entry = entries(&alice)[0].clone();
    for (name, value) in
        [("form_identifier", "mia"), ("to_identifier", "dave d"), ("apply_invite_msg", "他很好"), ("self_identifier", "alice")]
    {
        assert_eq!(entry[format!("group_pendency_{name}")], value, "{name}");
    }
    assert_eq!(entry["group_pendency_pendency_type"], 2);
    assert_refused(&handle(&dave, &entry, true, ""), 10007, "somebody who is not a member may not decide");
    assert_done(&handle(&alice, &entry, true, ""));
    assert_eq!(joined(&dave), [id.as_str()]);
    let by_owner = invite(&alice, &id, &["erin"], "");
    let results: Value = serde_json::from_str(by_owner["json_param"].as_str().unwrap()).unwrap();
    assert_eq!(results[0]["group_invite_member_result_result"], 1, "owner and admins invite directly");
}

#[test]
fn entries_come_newest_first_by_pages() {
    let folder = Folder::new();
    let alice = user(&folder, "alice");
    let id = public(&alice, json!({}));
    for number in 0..7 {
        join(&user(&folder, &format!("user {number}")), &id, "");
    }
    let mut seen = Vec::new();
    let mut start = 0;
    loop {
        let page = pendencies(&alice, start, 3);
        let rows = page["group_pendency_result_pendency_array"].as_array().unwrap().clone();
        assert!(!rows.is_empty());
        seen.extend(rows.iter().map(|row| row["group_pendency_form_identifier"].as_str().unwrap().to_owned()));
        start = page["group_pendency_result_next_start_time"].as_u64().unwrap();
        if start == 0 {
            break;
        }
    }
    seen.sort();
    let all: Vec<String> = (0..7).map(|number| format!("user {number}")).collect();
    assert_eq!(seen, all, "each once");
    let times: Vec<u64> = entries(&alice).iter().map(|row| row["group_pendency_add_time"].as_u64().unwrap()).collect();
    assert!(times.is_sorted_by(|left, right| left >= right), "{times:?}");
}

#[test]
fn what_was_read_is_no_longer_counted() {
    let folder = Folder::new();
    let (alice, bob) = (user(&folder, "alice"), user(&folder, "bob b"));
    let id = public(&alice, json!({}));
    join(&user(&folder, "carol"), &id, "");
    let at = entries(&alice)[0]["group_pendency_add_time"].as_u64().unwrap();
    let unread = |client: &Client| pendencies(client, 0, 10)["group_pendency_result_unread_num"].clone();
    let report =
        |client: &Client, time: u64| call(client, "TIMGroupReportPendencyReaded", json!({ "timeStamp": time, "data": "d" }));
    assert_done(&report(&alice, at - 1));
    assert_eq!(unread(&alice), 1);
    assert_eq!(report(&alice, at), json!({ "code": 0, "desc": "", "json_param": "", "user_data": "d" }));
    assert_eq!((unread(&alice), unread(&bob)), (json!(0), json!(1)), "everybody reads for himself");
    assert_eq!(pendencies(&alice, 0, 10)["group_pendency_result_read_time_seq"], at);
    assert_done(&report(&alice, at - 1000));
    assert_eq!(unread(&alice), 0, "an earlier time changes nothing");
    assert_eq!(entries(&alice).len(), 1, "what was read stays listed");
    assert_refused(&call(&alice, "TIMGroupReportPendencyReaded", json!({})), -4, "timeStamp is required");
    assert_refused(&call(&alice, "TIMGroupReportPendencyReaded", json!({ "timeStamp": "soon" })), 10004, "timeStamp must be");
}

#[test]
fn applications_go_with_their_group() {
    let folder = Folder::new();
    let (alice, carol) = (user(&folder, "alice"), user(&folder, "carol"));
    let id = public(&alice, json!({}));
    join(&carol, &id, "");
    let entry = entries(&alice)[0].clone();
    assert_done(&call(&alice, "TIMGroupDelete", json!({ "groupId": id })));
    assert!(entries(&alice).is_empty());
    assert_eq!(pendencies(&alice, 0, 10)["group_pendency_result_unread_num"], 0);
    assert_refused(&handle(&alice, &entry, true, ""), 10010, "the group does not exist");
}

#[test]
fn several_entries_are_decided_by_one_call_each_with_its_answer() {
    let folder = Folder::new();
    let (alice, mia) = (user(&folder, "alice"), user(&folder, "mia"));
    let first = public(&alice, json!({}));
    let second = public(&alice, json!({ "create_group_param_max_member_num": 4 }));
    let names = ["user 1", "user 2", "user 3"];
    for name in names {
        join(&user(&folder, name), &first, "");
        join(&user(&folder, name), &second, "");
    }
    let decide = |client: &Client, entries: &[Value], accept: bool| {
        let params = json!({ "group_handle_pendency_list_param_is_accept": accept, "group_handle_pendency_list_param_handle_msg": "ok",
            "group_handle_pendency_list_param_pendency_array": entries });
        call(client, "opentimGroupHandlePendencyList", json!({ "params": params, "data": "d" }))
    };
    let mut all = entries(&alice);
    all.sort_by_key(|entry| {
        let text = |name: &str| entry[format!("group_pendency_{name}")].as_str().unwrap().to_owned();
        (text("group_id") != first, text("form_identifier"))
    });
    let refused = decide(&mia, &all[..1], true);
    assert_done(&refused);
    assert_eq!(refused["json_param"][0]["group_handle_pendency_result_code"], 10007);
    let reply = decide(&alice, &all, true);
    assert_eq!((&reply["code"], &reply["user_data"]), (&json!(0), &json!("d")));
    let codes = |reply: &Value| -> Vec<(u64, u64)> {
        let number = |row: &Value, name: &str| row[format!("group_handle_pendency_result_{name}")].as_u64().unwrap();
        reply["json_param"].as_array().unwrap().iter().map(|row| (number(row, "result"), number(row, "code"))).collect()
    };
    assert_eq!(codes(&reply), [(1, 0), (1, 0), (1, 0), (1, 0), (0, 10014), (0, 10014)], "{reply}");
    assert_eq!(codes(&decide(&alice, &all[..3], false)), [(2, 10024); 3]);
    for name in names {
        assert!(joined(&user(&folder, name)).contains(&first));
    }
    assert_refused(&decide(&alice, &[], true), 10004, "group_handle_pendency_list_param_pendency_array is empty");
    let reply = call(&alice, "opentimGroupHandlePendencyList", json!({ "params": {} }));
    assert_refused(&reply, -3, "params.group_handle_pendency_list_param_pendency_array is required");
}
