//! Changing a group: profile by flags, owner, admins, mutes, name cards, receive options.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into replies of any shape and end at the first surprise"
)]

mod support;

use opentim_client::{Argument, Client, runtime};
use serde_json::{Value, json};
use support::{Folder, assert_done, assert_refused, call, created, member, modify, modify_member, profile, user};

/// A Public group of alice with the admins bob and dora and the members carol and dave.
fn public(alice: &Client) -> String {
    let member = |id: &str, role: u32| json!({ "group_member_info_identifier": id, "group_member_info_member_role": role });
    let members = json!([member("bob", 300), member("dora", 300), member("carol", 200), member("dave", 200)]);
    created(alice, json!({ "create_group_param_group_name": "g", "create_group_param_group_member_array": members }))
}

#[test]
fn changes_of_single_flags_made_at_once_all_land() {
    let folder = Folder::new();
    let alice = user(&folder, "alice");
    let id = public(&alice);
    let changes = [
        (1, "group_name", json!("名称")),
        (2, "notification", json!("note")),
        (4, "introduction", json!("intro")),
        (8, "face_url", json!("http://face")),
        (16, "add_option", json!(2)),
        (32, "max_member_num", json!(77)),
        (64, "visible", json!(0)),
        (128, "searchable", json!(0)),
        (256, "is_shutup_all", json!(true)),
        (4096, "approve_option", json!(1)),
    ];
    let start = |(flag, name, value): (i64, &str, Value)| {
        let mut params = json!({ "group_modify_info_param_group_id": id, "group_modify_info_param_modify_flag": flag });
        params[format!("group_modify_info_param_{name}")] = value;
        alice.call("TIMGroupModifyGroupInfo", Argument::Text(json!({ "params": params }).to_string()))
    };
    let running: Vec<_> = changes.iter().cloned().map(|change| runtime().spawn(start(change))).collect();
    for call in running {
        let reply: Value = serde_json::from_str(&runtime().block_on(call).unwrap()).unwrap();
        assert_done(&reply);
    }
    let shown = profile(&alice, &id);
    for (_, name, value) in changes {
        assert_eq!(shown[format!("group_detail_info_{name}")], value, "{name}");
    }
    assert_eq!(shown["group_detail_info_info_seq"], 11, "each change counts once");
    assert_done(&modify(&alice, &id, 1, json!({ "group_name": "名称", "notification": "not named by the flag" })));
    let same = profile(&alice, &id);
    assert_eq!(same["group_detail_info_info_seq"], 11, "the same value again changes nothing");
    assert_eq!(same["group_detail_info_notification"], "note");
}

#[test]
fn custom_fields_change_by_key_and_an_empty_value_deletes() {
    let folder = Folder::new();
    let alice = user(&folder, "alice");
    let id = public(&alice);
    let field =
        |key: &str, value: &str| json!({ "group_info_custom_string_info_key": key, "group_info_custom_string_info_value": value });
    assert_done(&modify(&alice, &id, 512, json!({ "custom_info": [field("a", "1"), field("b", "2")] })));
    assert_done(&modify(&alice, &id, 512, json!({ "custom_info": [field("a", ""), field("c", "值")] })));
    assert_eq!(profile(&alice, &id)["group_detail_info_custom_info"], json!([field("b", "2"), field("c", "值")]));
}

#[test]
fn a_refused_change_has_its_code_and_leaves_everything_as_it_was() {
    let folder = Folder::new();
    let alice = user(&folder, "alice");
    let id = public(&alice);
    let before = profile(&alice, &id);
    for (flag, fields, code) in [
        (1, json!({ "group_name": "x".repeat(31) }), 8502),
        (1, json!({ "group_name": " " }), 10004),
        (4, json!({ "introduction": "x".repeat(241) }), 8503),
        (2, json!({ "notification": "x".repeat(301) }), 8504),
        (8, json!({ "face_url": "x".repeat(101) }), 8505),
        (32, json!({ "max_member_num": 4 }), 10004),
        (32, json!({ "max_member_num": 2001 }), 10004),
        (8192, json!({ "enable_permission_group": true }), 10007),
        (3, json!({ "group_name": "fine", "notification": "x".repeat(301) }), 8504),
        (1, json!({}), 10004),
        (1024, json!({}), 10004),
        (-2_147_483_647, json!({ "group_name": "n", "owner": "bob" }), 10004),
    ] {
        let reply = modify(&alice, &id, flag, fields);
        assert_eq!((&reply["code"], &reply["json_param"]), (&json!(code), &json!("")), "{flag}: {reply}");
        assert!(reply["desc"].as_str().unwrap().contains("group_modify_info_param_"), "{reply}");
    }
    assert_eq!(profile(&alice, &id), before);
    assert_refused(&modify(&alice, "never there", 1, json!({ "group_name": "n" })), 10010, "the group does not exist");
    assert_refused(&modify(&alice, "群", 1, json!({ "group_name": "n" })), 10015, "the group id may hold printable ASCII");
}

#[test]
fn who_may_change_the_profile_differs_by_type() {
    let folder = Folder::new();
    let (alice, bob, carol, eve) = (user(&folder, "alice"), user(&folder, "bob"), user(&folder, "carol"), user(&folder, "eve"));
    let id = public(&alice);
    let name = || json!({ "group_name": "n" });
    assert_done(&modify(&bob, &id, 1, name()));
    let refused = modify(&carol, &id, 1, name());
    assert_refused(
        &refused,
        10007,
        "an ordinary member may not change the profile of a group of type 0 (Public); only the owner, admins",
    );
    assert_refused(&modify(&eve, &id, 1, name()), 10007, "somebody who is not a member may not change the profile");
    let carol_too = json!([{ "group_member_info_identifier": "carol" }]);
    let private = json!({ "create_group_param_group_name": "w", "create_group_param_group_type": 1, "create_group_param_group_member_array": carol_too });
    let private = created(&alice, private);
    assert_done(&modify(&carol, &private, 1, name()));
    assert_refused(
        &modify(&carol, &private, 16, json!({ "add_option": 2 })),
        10007,
        "group_modify_info_param_add_option does not go with",
    );
}

#[test]
fn ownership_is_handed_over_to_a_member_by_either_spelling_of_the_flag() {
    let folder = Folder::new();
    let (alice, bob, carol) = (user(&folder, "alice"), user(&folder, "bob"), user(&folder, "carol"));
    let id = public(&alice);
    let owner = |client: &Client, flag: i64, to: &str| modify(client, &id, flag, json!({ "owner": to }));
    assert_refused(&owner(&alice, -2_147_483_648, "eve"), 10004, "\"eve\" is not a member of the group");
    assert_refused(&owner(&alice, 2_147_483_648, "群"), 10004, "group_modify_info_param_owner may hold printable ASCII");
    assert_refused(&owner(&bob, 2_147_483_648, "bob"), 10007, "an admin may not hand over a group");
    assert_done(&owner(&alice, -2_147_483_648, "alice"));
    assert_done(&owner(&alice, -2_147_483_648, "carol"));
    let roles = || ["alice", "bob", "carol"].map(|id_of| member(&carol, &id, id_of)["group_member_info_member_role"].clone());
    assert_eq!(roles(), [json!(200), json!(300), json!(400)]);
    assert_eq!(profile(&alice, &id)["group_detail_info_owner_identifier"], "carol");
    assert_refused(&owner(&alice, 2_147_483_648, "alice"), 10007, "an ordinary member may not hand over");
    assert_done(&owner(&carol, 2_147_483_648, "alice"));
    assert_eq!(roles(), [json!(400), json!(300), json!(200)]);
}

#[test]
fn the_owner_appoints_and_dismisses_admins() {
    let folder = Folder::new();
    let (alice, bob) = (user(&folder, "alice"), user(&folder, "bob"));
    let id = public(&alice);
    let role = |client: &Client, of: &str, role: u32| modify_member(client, &id, of, 2, json!({ "member_role": role }));
    for (number, shown) in [(300, 300), (200, 200), (2, 300), (1, 200)] {
        assert_done(&role(&alice, "carol", number));
        assert_eq!(member(&alice, &id, "carol")["group_member_info_member_role"], shown, "{number}");
    }
    assert_refused(&role(&bob, "carol", 300), 10007, "an admin may not appoint or dismiss admins of a group");
    assert_refused(&role(&bob, "bob", 400), 10007, "an admin may not appoint");
    let as_role = "group_modify_member_info_member_role owner is neither given nor taken";
    assert_refused(&role(&alice, "carol", 400), 10004, as_role);
    assert_refused(&role(&alice, "alice", 200), 10004, as_role);
    assert_refused(&role(&alice, "eve", 300), 10004, "\"eve\" is not a member of the group");
    assert_refused(&role(&alice, "carol", 5), 10004, "group_modify_member_info_member_role must be 200");
    let private = created(
        &alice,
        json!({ "create_group_param_group_name": "w", "create_group_param_group_type": 1,
        "create_group_param_group_member_array": [{ "group_member_info_identifier": "carol" }] }),
    );
    let reply = modify_member(&alice, &private, "carol", 2, json!({ "member_role": 300 }));
    assert_refused(&reply, 10007, "the owner may not appoint or dismiss admins of a group of type 1 (Private); nobody may");
}

#[test]
fn a_mute_is_given_for_seconds_and_shown_with_its_end() {
    let folder = Folder::new();
    let (alice, bob, carol) = (user(&folder, "alice"), user(&folder, "bob"), user(&folder, "carol"));
    let id = public(&alice);
    let mute = |client: &Client, of: &str, secs: u32| modify_member(client, &id, of, 4, json!({ "shutup_time": secs }));
    let shown = |of: &str| member(&alice, &id, of)["group_member_info_shutup_time"].as_u64().unwrap();
    let now = call(&alice, "TIMGetServerTime", Value::Null).as_u64().unwrap();
    assert_done(&mute(&bob, "carol", 3600));
    let end = shown("carol");
    assert!((now + 3600..now + 3900).contains(&end), "{end} is the end, not the length");
    assert_done(&mute(&bob, "carol", u32::MAX));
    assert_eq!(shown("carol"), u64::from(u32::MAX));
    assert_done(&mute(&bob, "carol", 0));
    assert_eq!(shown("carol"), 0);
    assert_refused(&mute(&carol, "dave", 60), 10007, "an ordinary member may not mute or unmute members");
    assert_refused(&mute(&bob, "dora", 60), 10007, "to mute or unmute members of the group one must stand above");
    assert_refused(&mute(&bob, "alice", 60), 10007, "to mute");
    assert_refused(&mute(&alice, "alice", 60), 10007, "to mute");
}

#[test]
fn name_cards_and_fields_are_for_oneself_and_for_those_above() {
    let folder = Folder::new();
    let (alice, bob, carol) = (user(&folder, "alice"), user(&folder, "bob"), user(&folder, "carol"));
    let id = public(&alice);
    let card = |client: &Client, of: &str, card: &str| modify_member(client, &id, of, 8, json!({ "name_card": card }));
    assert_done(&card(&carol, "carol", "卡"));
    assert_done(&card(&bob, "carol", "card by bob"));
    assert_eq!(member(&carol, &id, "carol")["group_member_info_name_card"], "card by bob");
    assert_refused(&card(&carol, "dave", "x"), 10007, "an ordinary member may not change other members");
    assert_refused(&card(&bob, "dora", "x"), 10007, "to change other members in the group one must stand above");
    assert_refused(&card(&carol, "carol", &"x".repeat(51)), 8506, "group_modify_member_info_name_card is too long: 51");
    let field = |value: &str| {
        json!({ "custom_info": [
        { "group_member_info_custom_string_info_key": "k", "group_member_info_custom_string_info_value": value } ] })
    };
    assert_done(&modify_member(&carol, &id, "carol", 16, field("v")));
    assert_eq!(member(&alice, &id, "carol")["group_member_info_custom_info"][0]["group_member_info_custom_string_info_value"], "v");
    assert_done(&modify_member(&carol, &id, "carol", 16, field("")));
    assert_eq!(member(&alice, &id, "carol")["group_member_info_custom_info"], json!([]));
    let too_long = modify_member(&carol, &id, "carol", 16, field(&"x".repeat(65)));
    assert_refused(&too_long, 10004, "group_member_info_custom_string_info_value is too long: 65");
}

#[test]
fn everybody_chooses_himself_how_messages_reach_him() {
    let folder = Folder::new();
    let (alice, carol, eve) = (user(&folder, "alice"), user(&folder, "carol"), user(&folder, "eve"));
    let id = public(&alice);
    let set = |client: &Client, opt: u32| call(client, "TIMMsgSetGroupReceiveMessageOpt", json!({ "group_id": id, "opt": opt }));
    for option in [3, 2, 1, 0] {
        let reply = set(&carol, option);
        assert_eq!(reply, json!({ "code": 0, "desc": "", "json_param": "", "json_params": "", "user_data": "" }));
        let own = call(&carol, "TIMGroupGetJoinedGroupList", Value::Null)["json_param"][0].clone();
        assert_eq!(own["group_base_info_msg_flag"], option);
        assert_eq!(own["group_base_info_self_info"]["group_self_info_msg_flag"], option);
    }
    assert_refused(&set(&carol, 4), 10004, "opt must be 0 (receive and notify)");
    assert_refused(&set(&eve, 1), 10007, "somebody who is not a member");
    let by_owner = modify_member(&alice, &id, "carol", 1, json!({ "msg_flag": 1 }));
    assert_refused(&by_owner, 10007, "the owner may not choose how messages reach other members of a group");
}
