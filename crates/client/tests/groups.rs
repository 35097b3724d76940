//! Create, disband, lists: the good paths and the limits.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into replies of any shape and end at the first surprise"
)]

mod support;

use opentim_client::Argument;
use serde_json::{Value, json};
use support::{Folder, assert_refused, call, create, created, joined, logged_in, login, raw};

fn info(client: &opentim_client::Client, ids: Value) -> Value {
    let reply = call(client, "TIMGroupGetGroupInfoList", json!({ "groupIds": ids, "data": 7 }));
    assert_eq!((&reply["code"], &reply["user_data"]), (&json!(0), &json!(7)), "{reply}");
    reply["json_param"].clone()
}

fn members(count: usize) -> Value {
    (0..count).map(|number| json!({ "group_member_info_identifier": format!("user {number}") })).collect()
}

#[test]
fn create_answers_with_the_id_and_the_callers_data() {
    let folder = Folder::new();
    let client = logged_in(&folder, "alice");
    let reply = create(&client, json!({ "create_group_param_group_name": "g", "create_group_param_group_id": "my group" }));
    let expected =
        json!({ "code": 0, "desc": "", "json_param": { "create_group_result_groupid": "my group" }, "user_data": "mine" });
    assert_eq!(reply, expected);
}

#[test]
fn every_type_can_be_created() {
    let folder = Folder::new();
    let client = logged_in(&folder, "alice");
    for (kind, prefix, add, approve, cap, listed) in [
        (0, "@TGS#2", 1, 0, 2000, true),
        (1, "@TGS#1", 0, 2, 200, true),
        (2, "@TGS#3", 2, 0, 6000, true),
        (3, "@TGS#b", 2, 0, 0, false),
        (4, "@TGS#a", 2, 0, 0, false),
        (5, "@TGS#_@TGS#c", 2, 2, 100_000, true),
    ] {
        let id = created(&client, json!({ "create_group_param_group_name": "g", "create_group_param_group_type": kind }));
        assert!(id.starts_with(prefix), "{id}");
        let shown = &info(&client, json!([id]))[0]["get_groups_info_result_info"];
        assert_eq!(shown["group_detail_info_group_type"], kind);
        assert_eq!(shown["group_detail_info_add_option"], add, "{shown}");
        assert_eq!(shown["group_detail_info_approve_option"], approve, "{shown}");
        assert_eq!(shown["group_detail_info_max_member_num"], cap, "{shown}");
        assert_eq!(joined(&client).contains(&id), listed, "{kind}");
    }
}

#[test]
fn every_optional_field_is_kept_and_shown() {
    let folder = Folder::new();
    let client = logged_in(&folder, "alice");
    let id = created(
        &client,
        json!({
            "create_group_param_group_name": "名称 with 😀", "create_group_param_group_id": "full", "create_group_param_group_type": 0,
            "create_group_param_notification": "note", "create_group_param_introduction": "intro",
            "create_group_param_face_url": "http://face", "create_group_param_add_option": 2, "create_group_param_approve_option": 1,
            "create_group_param_max_member_num": 50, "unknown_key": { "x": 1 },
            "create_group_param_custom_info": [
                { "group_info_custom_string_info_key": "k", "group_info_custom_string_info_value": "v\u{0}\u{1}" },
            ],
            "create_group_param_group_member_array": [
                { "group_member_info_identifier": "bob", "group_member_info_member_role": 300 },
                { "group_member_info_identifier": "alice", "group_member_info_member_role": 200 },
                { "group_member_info_identifier": "bob", "group_member_info_member_role": 0 },
            ],
        }),
    );
    let reply = call(&client, "TIMGroupGetJoinedGroupList", Value::Null);
    let group = &reply["json_param"][0];
    for (field, value) in [
        ("group_base_info_group_id", json!("full")),
        ("group_base_info_group_name", json!("名称 with 😀")),
        ("group_base_info_group_type", json!(0)),
        ("group_base_info_face_url", json!("http://face")),
        ("group_base_info_is_shutup_all", json!(false)),
        ("group_detail_info_group_id", json!("full")),
        ("group_detail_info_notification", json!("note")),
        ("group_detail_info_introduction", json!("intro")),
        ("group_detail_info_face_url", json!("http://face")),
        ("group_detail_info_add_option", json!(2)),
        ("group_detail_info_approve_option", json!(1)),
        ("group_detail_info_max_member_num", json!(50)),
        ("group_detail_info_member_num", json!(2)),
        ("group_detail_info_owner_identifier", json!("alice")),
        (
            "group_detail_info_custom_info",
            json!([{ "group_info_custom_string_info_key": "k", "group_info_custom_string_info_value": "v\u{0}\u{1}" }]),
        ),
    ] {
        assert_eq!(group[field], value, "{field}");
    }
    assert_eq!(group["group_base_info_self_info"]["group_self_info_role"], 400);
    assert_eq!(group["group_detail_info_create_time"], group["group_base_info_self_info"]["group_self_info_join_time"]);
    login(&client, &folder, "bob");
    let reply = call(&client, "TIMGroupGetJoinedGroupList", json!("again"));
    assert_eq!(reply["user_data"], "again");
    assert_eq!(reply["json_param"][0]["group_base_info_group_id"], id);
    assert_eq!(reply["json_param"][0]["group_base_info_self_info"]["group_self_info_role"], 300, "the higher role counts");
}

#[test]
fn communities_with_topics_have_a_list_of_their_own() {
    let folder = Folder::new();
    let client = logged_in(&folder, "alice");
    let community = json!({
        "create_group_param_group_name": "c", "create_group_param_group_type": 5, "create_group_param_group_id": "@TGS#_mine",
        "create_group_param_is_support_topic": true, "create_group_param_enable_permission_group": true,
        "create_group_param_default_permissions": "320",
    });
    let id = created(&client, community);
    assert!(joined(&client).is_empty());
    let shown = &info(&client, json!([id]))[0]["get_groups_info_result_info"];
    assert_eq!(shown["group_detail_info_is_support_topic"], true);
    assert_eq!(shown["group_detail_info_enable_permission_group"], true);
    assert_eq!(shown["group_detail_info_default_permissions"], 320);
}

#[test]
fn texts_one_byte_over_their_limit_are_refused_with_their_codes() {
    let folder = Folder::new();
    let client = logged_in(&folder, "alice");
    for (field, limit, code) in [
        ("create_group_param_group_id", 48, 8501),
        ("create_group_param_group_name", 30, 8502),
        ("create_group_param_introduction", 240, 8503),
        ("create_group_param_notification", 300, 8504),
        ("create_group_param_face_url", 100, 8505),
    ] {
        let mut group = json!({ "create_group_param_group_name": "g" });
        group[field] = json!("x".repeat(limit + 1));
        let reply = create(&client, group.clone());
        assert_eq!(reply["code"], code, "{reply}");
        let desc = reply["desc"].as_str().unwrap();
        assert!(desc.contains(&(limit + 1).to_string()) && desc.contains(&limit.to_string()), "{desc}");
        group[field] = json!("x".repeat(limit));
        assert_eq!(create(&client, group)["code"], 0, "{field} at its limit");
    }
    let card = json!([{ "group_member_info_identifier": "bob", "group_member_info_name_card": "x".repeat(51) }]);
    let reply = create(&client, json!({ "create_group_param_group_name": "g", "create_group_param_group_member_array": card }));
    assert_eq!(reply["code"], 8506);
    let name = "名".repeat(11);
    assert_eq!(create(&client, json!({ "create_group_param_group_name": name }))["code"], 8502, "33 bytes in 11 characters");
}

#[test]
fn what_the_rules_refuse_has_its_code_and_creates_nothing() {
    let folder = Folder::new();
    let client = logged_in(&folder, "alice");
    let member = |id: &str, role: u32| json!([{ "group_member_info_identifier": id, "group_member_info_member_role": role }]);
    let field = |key: &str| json!({ "group_info_custom_string_info_key": key, "group_info_custom_string_info_value": "v" });
    for (more, code) in [
        (json!({ "create_group_param_group_name": "" }), 10004),
        (json!({ "create_group_param_group_name": " \t " }), 10004),
        (json!({ "create_group_param_group_id": "   " }), 8501),
        (json!({ "create_group_param_group_id": "@TGS#x" }), 8501),
        (json!({ "create_group_param_group_id": "a\u{0}b" }), 8501),
        (json!({ "create_group_param_group_type": 5, "create_group_param_group_id": "x" }), 8501),
        (json!({ "create_group_param_group_type": 7 }), 10004),
        (json!({ "create_group_param_max_member_num": 2001 }), 10004),
        (json!({ "create_group_param_max_member_num": -1 }), 10004),
        (json!({ "create_group_param_group_member_array": members(501) }), 10005),
        (json!({ "create_group_param_group_type": 1, "create_group_param_group_member_array": members(200) }), 8507),
        (json!({ "create_group_param_max_member_num": 2, "create_group_param_group_member_array": members(2) }), 8507),
        (json!({ "create_group_param_group_type": 4, "create_group_param_group_member_array": members(1) }), 10007),
        (json!({ "create_group_param_group_type": 1, "create_group_param_group_member_array": member("bob", 300) }), 10007),
        (json!({ "create_group_param_group_member_array": member("bob", 400) }), 8509),
        (json!({ "create_group_param_group_member_array": member("", 200) }), 10004),
        (json!({ "create_group_param_group_member_array": member(&"u".repeat(33), 200) }), 10004),
        (json!({ "create_group_param_custom_info": [field("k"), field("k")] }), 10004),
        (json!({ "create_group_param_custom_info": [field("")] }), 10004),
        (json!({ "create_group_param_custom_info": [field(&"k".repeat(17))] }), 10004),
        (json!({ "create_group_param_custom_info": (0..11).map(|at| field(&at.to_string())).collect::<Vec<_>>() }), 10004),
    ] {
        let mut group = json!({ "create_group_param_group_name": "g" });
        group.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let reply = create(&client, group);
        assert_eq!(
            (&reply["code"], &reply["json_param"], &reply["user_data"]),
            (&json!(code), &json!(""), &json!("mine")),
            "{reply}"
        );
        assert!(reply["desc"].as_str().unwrap().len() > 10, "{reply}");
    }
    assert!(joined(&client).is_empty());
    created(&client, json!({ "create_group_param_group_name": "g", "create_group_param_group_member_array": members(500) }));
    assert_eq!(
        create(
            &client,
            json!({ "create_group_param_group_name": "g", "create_group_param_group_type": 1,
        "create_group_param_group_member_array": members(199) })
        )["code"],
        0
    );
}

#[test]
fn a_taken_id_tells_whose_it_is() {
    let folder = Folder::new();
    let client = logged_in(&folder, "alice");
    let group = json!({ "create_group_param_group_name": "g", "create_group_param_group_id": "one" });
    created(&client, group.clone());
    assert_eq!(create(&client, group.clone())["code"], 10025);
    login(&client, &folder, "bob");
    assert_eq!(create(&client, group)["code"], 10021);
}

#[test]
fn only_the_owner_disbands_and_nobody_a_private_group() {
    let folder = Folder::new();
    let client = logged_in(&folder, "alice");
    let delete = |id: &str| call(&client, "TIMGroupDelete", json!({ "groupId": id, "data": "d" }));
    let bob = json!([{ "group_member_info_identifier": "bob" }]);
    let public = created(&client, json!({ "create_group_param_group_name": "g", "create_group_param_group_member_array": bob }));
    let private = created(&client, json!({ "create_group_param_group_name": "g", "create_group_param_group_type": 1 }));
    assert_refused(&delete(&private), 10007, "the owner may not disband a group of type 1 (Private)");
    login(&client, &folder, "bob");
    assert_refused(&delete(&public), 10007, "an ordinary member may not disband");
    assert_refused(&delete(&private), 10007, "somebody who is not a member may not disband");
    login(&client, &folder, "alice");
    assert_eq!(delete(&public), json!({ "code": 0, "desc": "", "json_param": "", "user_data": "d" }));
    assert_refused(&delete(&public), 10010, "the group does not exist or was disbanded");
    assert_refused(&delete("never there"), 10010, "the group does not exist");
    assert_refused(&delete("群"), 10015, "the group id may hold printable ASCII characters only");
    assert_refused(&delete(&"x".repeat(97)), 10015, "the group id is too long: 97 bytes");
    assert_eq!(joined(&client), [private]);
}

#[test]
fn each_group_that_is_asked_for_has_its_own_answer() {
    let folder = Folder::new();
    let client = logged_in(&folder, "alice");
    let id = created(&client, json!({ "create_group_param_group_name": "g" }));
    let answers = info(&client, json!([id, "unknown", "群", id, ""]));
    let codes: Vec<&Value> = answers.as_array().unwrap().iter().map(|answer| &answer["get_groups_info_result_code"]).collect();
    assert_eq!(codes, [0, 10010, 10015, 0, 10015]);
    assert_eq!(answers[0]["get_groups_info_result_desc"], "");
    assert_eq!(answers[1]["get_groups_info_result_info"], json!({ "group_detail_info_group_id": "unknown" }));
    assert!(answers[2]["get_groups_info_result_desc"].as_str().unwrap().contains("printable ASCII"));
    assert_eq!(answers[3], answers[0]);
    let reply = call(&client, "TIMGroupGetGroupInfoList", json!({ "groupIds": vec!["x"; 51] }));
    assert_refused(&reply, 10004, "groupIds has too many entries: 51 were given, at most 50 are allowed");
    assert_eq!(info(&client, json!(vec!["x"; 50])).as_array().unwrap().len(), 50);
    let reply = call(&client, "TIMGroupGetGroupInfoList", json!({ "groupIds": ["x", 1] }));
    assert_refused(&reply, 10004, "groupIds[1] must be text, the number 1 was given");
}

#[test]
fn somebody_outside_sees_only_the_public_fields_of_a_private_group() {
    let folder = Folder::new();
    let client = logged_in(&folder, "alice");
    let group = |kind: u32| {
        let custom = json!([{ "group_info_custom_string_info_key": "k", "group_info_custom_string_info_value": "v" }]);
        created(
            &client,
            json!({ "create_group_param_group_name": "g", "create_group_param_group_type": kind,
            "create_group_param_notification": "inside", "create_group_param_introduction": "outside", "create_group_param_custom_info": custom }),
        )
    };
    let (private, public) = (group(1), group(0));
    let shown = |at: usize| info(&client, json!([private, public]))[at]["get_groups_info_result_info"].clone();
    assert_eq!(shown(0)["group_detail_info_notification"], "inside");
    login(&client, &folder, "bob");
    assert_eq!(shown(0)["group_detail_info_notification"], "");
    assert_eq!(shown(0)["group_detail_info_custom_info"], json!([]));
    assert_eq!(shown(0)["group_detail_info_introduction"], "outside");
    assert_eq!(shown(1)["group_detail_info_notification"], "inside");
}

#[test]
fn odd_json_does_not_disturb_the_next_call() {
    let folder = Folder::new();
    let client = logged_in(&folder, "alice");
    for text in [
        format!(r#"{{"params":{{"create_group_param_group_name":"g","x":{}1{}}}}}"#, "[".repeat(100), "]".repeat(100)),
        format!(r#"{{"params":{{"create_group_param_group_name":"g","x":"{}"}}}}"#, "y".repeat(10_000_000)),
    ] {
        assert_eq!(raw(&client, "TIMGroupCreate", Argument::Text(text))["code"], 0, "an unknown key is ignored whatever it holds");
    }
    for text in [
        r#"{"params":{"create_group_param_group_name":"\ud800"}}"#.to_owned(),
        format!(r#"{{"params":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000)),
        format!(r#"{{"params":{{"create_group_param_group_name":"{}"}}}}"#, "y".repeat(17_000_000)),
        r#"{"params":{"create_group_param_group_name":"g"#.to_owned(),
    ] {
        assert_eq!(raw(&client, "TIMGroupCreate", Argument::Text(text))["code"], -3);
    }
    created(&client, json!({ "create_group_param_group_name": "g" }));
}
