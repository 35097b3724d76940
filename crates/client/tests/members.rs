//! Members: joining, leaving, inviting, removing, listing, searching; ids with blanks and names in any script throughout.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into replies of any shape and end at the first surprise"
)]

mod support;

use opentim_client::Client;
use serde_json::{Value, json};
use support::{
    Folder, assert_done, assert_refused, call, created, invite, join, joined, kick, members, modify, profile, quit, user,
};

fn group(client: &Client, id: &str, kind: u32, more: Value) -> String {
    let mut params = json!({ "create_group_param_group_name": "名称", "create_group_param_group_id": id, "create_group_param_group_type": kind });
    params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    created(client, params)
}

fn with(ids: &[&str]) -> Value {
    let members: Vec<Value> = ids.iter().map(|id| json!({ "group_member_info_identifier": id })).collect();
    json!({ "create_group_param_group_member_array": members })
}

/// The ids of all members, in the order of the list.
fn ids(client: &Client, group: &str) -> Vec<String> {
    let listed = members(client, group, json!({}));
    let listed = listed["group_get_member_info_list_result_info_array"].as_array().unwrap().clone();
    listed.iter().map(|member| member["group_member_info_identifier"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_free_group_is_joined_and_left_and_every_read_sees_it_at_once() {
    let folder = Folder::new();
    let (alice, bob) = (user(&folder, "alice"), user(&folder, "bob b"));
    let id = group(&alice, "a meeting 1", 2, json!({}));
    let reply = join(&bob, &id, "您好");
    assert_eq!(reply, json!({ "code": 0, "desc": "", "json_param": "", "user_data": "mine" }));
    assert_eq!(joined(&bob), [id.as_str()]);
    assert_eq!(ids(&alice, &id), ["alice", "bob b"]);
    assert_eq!(profile(&bob, &id)["group_detail_info_member_num"], 2);
    assert_refused(&join(&bob, &id, ""), 10013, "\"bob b\" is a member of the group already");
    assert_done(&quit(&bob, &id));
    assert!(joined(&bob).is_empty());
    assert_eq!(
        (ids(&alice, &id), profile(&alice, &id)["group_detail_info_member_num"].clone()),
        (vec!["alice".to_owned()], json!(1))
    );
    assert_refused(&quit(&bob, &id), 10007, "somebody who is not a member may not quit the group");
    assert_done(&join(&bob, &id, ""));
}

#[test]
fn joining_has_its_refusals() {
    let folder = Folder::new();
    let (alice, bob) = (user(&folder, "alice"), user(&folder, "bob b"));
    let private = group(&alice, "private one", 1, json!({}));
    assert_refused(&join(&bob, &private, ""), 8508, "nobody can ask to join groups of type 1 (Private)");
    let closed = group(&alice, "closed one", 0, json!({ "create_group_param_add_option": 0 }));
    assert_refused(&join(&bob, &closed, ""), 10007, "the group takes nobody who asks to join: its group_detail_info_add_option");
    let full = group(&alice, "full one", 2, json!({ "create_group_param_max_member_num": 1 }));
    assert_refused(&join(&bob, &full, ""), 10014, "the group is full: its cap (group_detail_info_max_member_num) is 1");
    assert_refused(&join(&bob, "never there", ""), 10010, "the group does not exist");
    assert_refused(&join(&bob, "群", ""), 10015, "the group id may hold printable ASCII characters only");
    let open = group(&alice, "open one", 0, json!({}));
    assert_refused(&join(&bob, &open, &"x".repeat(301)), 10004, "helloMsg is too long: 301 bytes of UTF-8 were given, at most 300");
    assert_done(&join(&bob, &open, &"您".repeat(100)));
    assert!(joined(&bob).is_empty());
}

#[test]
fn owners_stay_except_in_private_groups_which_end_with_their_last_member() {
    let folder = Folder::new();
    let (alice, bob) = (user(&folder, "alice"), user(&folder, "bob b"));
    for kind in [0, 2, 4, 5] {
        let id = created(&alice, json!({ "create_group_param_group_name": "g", "create_group_param_group_type": kind }));
        assert_refused(&quit(&alice, &id), 10009, "the owner does not leave a group of type");
    }
    let private = group(&alice, "private one", 1, with(&["bob b"]));
    assert_done(&quit(&alice, &private));
    assert_eq!(profile(&bob, &private)["group_detail_info_owner_identifier"], "");
    assert_done(&quit(&bob, &private));
    let reply = call(&bob, "TIMGroupGetGroupInfoList", json!({ "groupIds": [private] }));
    assert_eq!(reply["json_param"][0]["get_groups_info_result_code"], 10010);
}

#[test]
fn an_invitation_answers_for_each_user_as_json_text() {
    let folder = Folder::new();
    let (alice, bob) = (user(&folder, "alice"), user(&folder, "bob b"));
    let id = group(&alice, "private one", 1, with(&["bob b"]));
    let reply = invite(&bob, &id, &["carol c", "bob b", "carol c"], "");
    assert_done(&reply);
    let results: Value = serde_json::from_str(reply["json_param"].as_str().expect("text")).unwrap();
    let result =
        |id: &str, result: u32| json!({ "group_invite_member_result_identifier": id, "group_invite_member_result_result": result });
    assert_eq!(results, json!([result("carol c", 1), result("bob b", 2)]));
    assert_eq!(ids(&alice, &id), ["alice", "bob b", "carol c"]);
    let carol = user(&folder, "carol c");
    assert_eq!(joined(&carol), [id.as_str()]);
}

#[test]
fn inviting_has_its_refusals() {
    let folder = Folder::new();
    let (alice, bob) = (user(&folder, "alice"), user(&folder, "bob b"));
    let id = group(&alice, "private one", 1, json!({}));
    assert_refused(&invite(&bob, &id, &["carol"], ""), 10007, "somebody who is not a member may not invite users to the group");
    assert_refused(&invite(&alice, &id, &[], ""), 8510, "group_invite_member_param_identifier_array is empty");
    let many: Vec<String> = (0..21).map(|number| format!("user {number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_refused(
        &invite(&alice, &id, &many, ""),
        10005,
        "group_invite_member_param_identifier_array names too many accounts: 21",
    );
    assert_refused(&invite(&alice, &id, &["bob", "群"], ""), 10004, "group_invite_member_param_identifier_array[1] may hold");
    assert_refused(&invite(&alice, &id, &["bob"], &"x".repeat(301)), 10004, "group_invite_member_param_user_data is too long");
    for kind in [0, 2] {
        let id = created(&alice, json!({ "create_group_param_group_name": "g", "create_group_param_group_type": kind }));
        assert_refused(&invite(&alice, &id, &["bob"], ""), 10007, "nobody can be invited, not even by the owner");
    }
    let live = created(&alice, json!({ "create_group_param_group_name": "g", "create_group_param_group_type": 4 }));
    assert_refused(
        &invite(&alice, &live, &["bob"], ""),
        10007,
        "the owner may not invite users to a group of type 4 (AVChatRoom); nobody",
    );
    let small = group(&alice, "small one", 1, json!({ "create_group_param_max_member_num": 1 }));
    assert_refused(&invite(&alice, &small, &["bob"], ""), 10014, "the group is full");
}

#[test]
fn a_removal_answers_for_each_user() {
    let folder = Folder::new();
    let (alice, bob, carol) = (user(&folder, "alice"), user(&folder, "bob b"), user(&folder, "carol"));
    let members = json!({ "create_group_param_group_member_array": [
        { "group_member_info_identifier": "bob b", "group_member_info_member_role": 300 },
        { "group_member_info_identifier": "dora", "group_member_info_member_role": 300 },
        { "group_member_info_identifier": "carol" }, { "group_member_info_identifier": "dave" },
    ] });
    let id = group(&alice, "a public one", 0, members);
    let reply = kick(&bob, &id, &["carol", "dora", "alice", "bob b", "nobody"], json!({ "user_data": "因为" }));
    assert_done(&reply);
    let results: Vec<u64> = reply["json_param"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["group_delete_member_result_result"].as_u64().unwrap())
        .collect();
    assert_eq!(results, [1, 0, 0, 0, 2]);
    assert_eq!(reply["json_param"][0]["group_delete_member_result_identifier"], "carol");
    assert!(joined(&carol).is_empty());
    assert_eq!(ids(&alice, &id), ["alice", "bob b", "dora", "dave"]);
    assert_refused(&kick(&bob, &id, &["dora"], json!({})), 10007, "to remove members from the group one must stand above");
    assert_refused(&kick(&carol, &id, &["dave"], json!({})), 10007, "somebody who is not a member may not remove members");
    assert_refused(&kick(&user(&folder, "dave"), &id, &["dora"], json!({})), 10007, "an ordinary member may not remove members");
    assert_refused(&kick(&alice, &id, &[], json!({})), 8510, "group_delete_member_param_identifier_array is empty");
    assert_refused(
        &kick(&alice, &id, &["dave"], json!({ "user_data": "x".repeat(1001) })),
        10004,
        "group_delete_member_param_user_data",
    );
    let many: Vec<String> = (0..101).map(|number| format!("user {number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_refused(
        &kick(&alice, &id, &many, json!({})),
        10005,
        "group_delete_member_param_identifier_array names too many accounts: 101",
    );
}

#[test]
fn who_is_removed_for_a_time_cannot_come_back_before() {
    let folder = Folder::new();
    let (alice, bob) = (user(&folder, "alice"), user(&folder, "bob b"));
    let id = group(&alice, "a meeting 1", 2, with(&["bob b"]));
    assert_done(&kick(&alice, &id, &["bob b"], json!({ "duration": 3600 })));
    assert_refused(&join(&bob, &id, ""), 10007, "\"bob b\" is kept out of the group until");
    let free = group(&alice, "a meeting 2", 2, with(&["bob b"]));
    assert_done(&kick(&alice, &free, &["bob b"], json!({})));
    assert_done(&join(&bob, &free, ""));
    let community = created(&alice, json!({ "create_group_param_group_name": "c", "create_group_param_group_type": 5 }));
    assert_done(&join(&bob, &community, ""));
    let reply = kick(&alice, &community, &["bob b"], json!({ "duration": 60 }));
    assert_refused(&reply, 10007, "the owner may not ban or unban users in a group of type 5 (Community); nobody may");
    assert_eq!(joined(&bob), [free, community], "a refused removal removes nobody");
}

#[test]
fn members_are_listed_by_pages_in_the_order_of_joining() {
    let folder = Folder::new();
    let alice = user(&folder, "alice");
    let all: Vec<String> = (0..250).map(|number| format!("user {number}")).collect();
    let names: Vec<&str> = all.iter().map(String::as_str).collect();
    let id = group(&alice, "a big one", 0, with(&names));
    let mut seen = Vec::new();
    let mut sizes = Vec::new();
    let mut next = json!(0);
    loop {
        let page = members(&alice, &id, json!({ "next_seq": next }));
        let rows = page["group_get_member_info_list_result_info_array"].as_array().unwrap().clone();
        sizes.push(rows.len());
        seen.extend(rows.iter().map(|row| row["group_member_info_identifier"].as_str().unwrap().to_owned()));
        next = page["group_get_member_info_list_result_next_seq"].clone();
        if next == json!(0) {
            break;
        }
    }
    assert_eq!(sizes, [100, 100, 51]);
    assert_eq!((seen[0].as_str(), &seen[1..]), ("alice", all.as_slice()));
    let staff = members(&alice, &id, json!({ "option": { "group_member_get_info_option_role_flag": 1 } }));
    assert_eq!(staff["group_get_member_info_list_result_info_array"].as_array().unwrap().len(), 1);
    assert_eq!(staff["group_get_member_info_list_result_next_seq"], 0);
    let named = members(&alice, &id, json!({ "identifier_array": ["user 7", "nobody", "alice"] }));
    let named: Vec<&Value> = named["group_get_member_info_list_result_info_array"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["group_member_info_identifier"])
        .collect();
    assert_eq!(named, ["user 7", "alice"]);
}

#[test]
fn only_members_see_members() {
    let folder = Folder::new();
    let (alice, bob) = (user(&folder, "alice"), user(&folder, "bob b"));
    let id = group(&alice, "a public one", 0, json!({}));
    let list = |params: Value| call(&bob, "TIMGroupGetMemberInfoList", json!({ "params": params }));
    let outsider = "somebody who is not a member may not see the members of the group";
    assert_refused(&list(json!({ "group_get_members_info_list_param_group_id": id })), 10007, outsider);
    let named = json!({ "group_get_members_info_list_param_group_id": id, "group_get_members_info_list_param_identifier_array": ["alice"] });
    assert_refused(&list(named), 10007, outsider);
    assert_refused(&call(&bob, "TIMGroupGetOnlineMemberCount", json!({ "groupId": id })), 10007, outsider);
    let unknown = json!({ "group_get_members_info_list_param_group_id": "never there" });
    assert_refused(&list(unknown), 10010, "the group does not exist");
}

#[test]
fn members_who_are_logged_in_are_counted_in_every_type() {
    let folder = Folder::new();
    let (alice, bob) = (user(&folder, "alice"), user(&folder, "bob b"));
    for kind in [0, 1, 2, 5] {
        let id = created(
            &alice,
            json!({ "create_group_param_group_name": "g", "create_group_param_group_type": kind,
            "create_group_param_group_member_array": [{ "group_member_info_identifier": "bob b" }, { "group_member_info_identifier": "carol" }] }),
        );
        let reply = call(&alice, "TIMGroupGetOnlineMemberCount", json!({ "groupId": id, "data": "d" }));
        let expected =
            json!({ "code": 0, "desc": "", "json_param": { "group_get_online_member_count_result": 2 }, "user_data": "d" });
        assert_eq!(reply, expected, "{kind}");
    }
    let id = joined(&bob)[0].clone();
    call(&bob, "TIMLogout", Value::Null);
    let reply = call(&alice, "TIMGroupGetOnlineMemberCount", json!({ "groupId": id }));
    assert_eq!(reply["json_param"]["group_get_online_member_count_result"], 1);
}

#[test]
fn one_search_goes_over_ids_and_names_of_the_callers_own_groups() {
    let folder = Folder::new();
    let (alice, bob) = (user(&folder, "alice"), user(&folder, "bob b"));
    group(&alice, "first one", 0, json!({}));
    group(&alice, "second", 0, with(&["bob b"]));
    let search = |client: &Client, keywords: Value, fields: Value| {
        let params = json!({ "group_search_params_keyword_list": keywords, "group_search_params_field_list": fields });
        let reply = call(client, "TIMGroupSearchGroups", json!({ "searchParams": params }));
        assert_done(&reply);
        let found = reply["json_param"].as_array().unwrap().clone();
        found.iter().map(|group| group["group_detail_info_group_id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(search(&alice, json!(["first"]), json!([1])), ["first one"]);
    assert_eq!(search(&alice, json!(["名"]), json!([2])).len(), 2);
    assert_eq!(search(&alice, json!(["名"]), json!([1])).len(), 0);
    assert_eq!(search(&alice, json!(["nothing", "sec"]), Value::Null), ["second"]);
    assert_eq!(search(&bob, json!(["名"]), Value::Null), ["second"]);
    let params = json!({ "group_search_params_keyword_list": ["a", "b", "c", "d", "e", "f"] });
    let reply = call(&alice, "TIMGroupSearchGroups", json!({ "searchParams": params }));
    assert_refused(&reply, 10004, "group_search_params_keyword_list has too many entries: 6 were given, at most 5");
}

#[test]
fn another_search_goes_over_the_members_of_some_groups_or_all() {
    let folder = Folder::new();
    let (alice, bob) = (user(&folder, "alice"), user(&folder, "bob b"));
    let carded = json!({ "create_group_param_group_member_array": [{ "group_member_info_identifier": "carol", "group_member_info_name_card": "名卡" }] });
    group(&alice, "first one", 0, carded);
    group(&alice, "second", 0, with(&["carol", "bob b"]));
    let search = |client: &Client, params: Value| {
        let reply = call(client, "TIMGroupSearchGroupMembers", json!({ "searchParams": params }));
        assert_done(&reply);
        let row = |row: &Value| {
            let members = row["group_search_member_result_member_info_list"].as_array().unwrap();
            let ids: Vec<String> =
                members.iter().map(|member| member["group_member_info_identifier"].as_str().unwrap().to_owned()).collect();
            (row["group_search_member_result_groupid"][0].as_str().unwrap().to_owned(), ids)
        };
        reply["json_param"].as_array().unwrap().iter().map(row).collect::<Vec<_>>()
    };
    let row = |group: &str, ids: &[&str]| (group.to_owned(), ids.iter().map(ToString::to_string).collect::<Vec<_>>());
    let everywhere = search(&alice, json!({ "group_search_member_params_keyword_list": ["carol"] }));
    assert_eq!(everywhere, [row("first one", &["carol"]), row("second", &["carol"])]);
    let card = json!({ "group_search_member_params_keyword_list": ["卡"], "group_search_member_params_field_list": [8] });
    assert_eq!(search(&alice, card), [row("first one", &["carol"])]);
    let named = json!({ "group_search_member_params_keyword_list": ["carol", "bob"], "group_search_member_params_groupid_list": ["second"] });
    assert_eq!(search(&alice, named), [row("second", &["carol", "bob b"])]);
    assert_eq!(search(&bob, json!({ "group_search_member_params_keyword_list": ["carol"] })), [row("second", &["carol"])]);
    let nicknames =
        json!({ "group_search_member_params_keyword_list": ["carol"], "group_search_member_params_field_list": [2, 4] });
    assert!(search(&alice, nicknames).is_empty());
}

#[test]
fn live_groups_are_joined_for_the_time_of_a_login() {
    let folder = Folder::new();
    let (alice, bob) = (user(&folder, "alice"), user(&folder, "bob b"));
    let id = group(&alice, "a live one", 4, json!({}));
    assert_done(&join(&bob, &id, ""));
    assert_eq!(joined(&bob), [] as [&str; 0], "live groups are in no list");
    assert!(ids(&bob, &id).contains(&"bob b".to_owned()));
    let count = |client: &Client| {
        call(client, "TIMGroupGetOnlineMemberCount", json!({ "groupId": id }))["json_param"]["group_get_online_member_count_result"]
            .clone()
    };
    let before = count(&bob).as_u64().unwrap();
    let mark = |client: &Client, users: Value, mark: u32, on: bool| {
        call(
            client,
            "TIMGroupMarkGroupMemberList",
            json!({ "group_id": id, "member_array": users, "mark_type": mark, "enable_mark": on }),
        )
    };
    let marked = || {
        let page = members(&alice, &id, json!({ "option": { "group_member_get_info_option_role_flag": 1000 } }));
        page["group_get_member_info_list_result_info_array"].as_array().unwrap().len()
    };
    assert_done(&mark(&alice, json!(["bob b"]), 1000, true));
    assert_eq!(marked(), 1);
    assert_done(&mark(&alice, json!(["bob b"]), 1000, false));
    assert_eq!(marked(), 0);
    assert_refused(
        &mark(&alice, json!(["bob b"]), 999, true),
        10004,
        "mark_type must lie between 1000 and 4294967295; 999 was given",
    );
    assert_eq!(mark(&bob, json!(["bob b"]), 1000, true)["code"], 8515);
    assert_refused(&mark(&alice, json!([]), 1000, true), -3, "member_array must be an array of at least one entry");
    assert_refused(&mark(&alice, json!(["bob b"]), 0, true), -4, "mark_type must be above 0");
    assert_done(&quit(&bob, &id));
    assert_eq!(count(&alice).as_u64().unwrap(), before - 1);
}

#[test]
fn a_change_by_one_member_is_seen_by_all() {
    let folder = Folder::new();
    let (alice, bob, carol) = (user(&folder, "alice"), user(&folder, "bob b"), user(&folder, "carol"));
    let id = group(&alice, "a meeting 1", 2, json!({}));
    assert_done(&join(&bob, &id, ""));
    assert_done(&join(&carol, &id, ""));
    assert_done(&modify(&alice, &id, 1, json!({ "group_name": "新名称" })));
    for client in [&alice, &bob, &carol] {
        assert_eq!(profile(client, &id)["group_detail_info_group_name"], "新名称");
        assert_eq!(ids(client, &id), ["alice", "bob b", "carol"]);
    }
    assert_done(&call(&alice, "TIMGroupDelete", json!({ "groupId": id })));
    for client in [&alice, &bob, &carol] {
        assert!(joined(client).is_empty());
        assert_refused(&join(client, &id, ""), 10010, "the group does not exist");
    }
}
