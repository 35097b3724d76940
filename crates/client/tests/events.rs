//! What the users of one process hear of each other.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into events of any shape and end at the first surprise"
)]

mod events_support;
mod support;

use events_support::{LIVE, MEETING, PUBLIC, User, WORK, reported, told};
use serde_json::{Value, json};
use support::{Folder, call};

#[test]
fn a_free_join_is_told_to_all_the_joiner_included() {
    let folder = Folder::new();
    let [anna, ben, eve] = ["anna", "ben", "eve"].map(|name| User::new(&folder, name));
    anna.creates(MEETING, "hall");
    ben.joins("hall");
    for user in [&anna, &ben] {
        let tip = user.tips.one();
        assert_eq!(told(&tip), (1, "ben", vec!["ben"]));
        assert_eq!(tip["group_tips_elem_group_id"], "hall");
        assert_eq!(tip["group_tips_elem_group_name"], "the hall");
        assert_eq!(tip["group_tips_elem_join_type"], 1);
        assert_eq!(tip["group_tips_elem_member_num"], 2);
        let member = &tip["group_tips_elem_changed_group_memberinfo_array"][0];
        assert_eq!(member["group_member_info_identifier"], "ben");
        assert_eq!(member["group_member_info_member_role"], 200);
        assert!(member["group_member_info_join_time"].as_u64().unwrap() > 0);
    }
    eve.heard_nothing_more();
}

#[test]
fn an_invitation_is_told_to_the_members_and_to_the_invitee_himself() {
    let folder = Folder::new();
    let [anna, ben] = ["anna", "ben"].map(|name| User::new(&folder, name));
    anna.creates(WORK, "team");
    let invite = json!({ "group_invite_member_param_group_id": "team", "group_invite_member_param_identifier_array": ["ben"] });
    anna.does("TIMGroupInviteMember", json!({ "params": invite }));
    for user in [&anna, &ben] {
        let tip = user.tips.one();
        assert_eq!(told(&tip), (1, "anna", vec!["ben"]));
        assert_eq!(tip["group_tips_elem_join_type"], 2);
    }
    let message = ben.message();
    assert_eq!(message[0]["message_conv_id"], "@TIM#SYSTEM");
    let report = &message[0]["message_elem_array"][0];
    assert_eq!(reported(report), (7, "anna"));
    assert_eq!(report["group_report_elem_group_name"], "the team");
    assert_eq!(report["group_report_elem_op_group_memberinfo"]["group_member_info_member_role"], 400);
    anna.heard_nothing_more();
}

/// A group of a type in which the users are, the first as owner; what was heard of it is taken.
fn with_members<const N: usize>(folder: &Folder, kind: u32, names: [&str; N]) -> [User; N] {
    let users = names.map(|name| User::new(folder, name));
    users[0].creates(kind, "club");
    if kind == PUBLIC {
        users[0].modifies("club", 16, json!({ "add_option": 2 }));
    }
    for joiner in 1..N {
        users[joiner].joins("club");
        for user in &users[..=joiner] {
            user.tips.one();
        }
    }
    users
}

#[test]
fn the_kicked_hear_it_for_themselves_and_the_others_by_a_tip() {
    let folder = Folder::new();
    let [anna, ben, carl] = with_members(&folder, PUBLIC, ["anna", "ben", "carl"]);
    let params = json!({
        "group_delete_member_param_group_id": "club",
        "group_delete_member_param_identifier_array": ["ben"],
        "group_delete_member_param_user_data": "too loud",
    });
    anna.does("TIMGroupDeleteMember", json!({ "params": params }));
    for user in [&anna, &carl] {
        let tip = user.tips.one();
        assert_eq!(told(&tip), (3, "anna", vec!["ben"]));
        assert_eq!(tip["group_tips_elem_member_num"], 2);
    }
    let report = ben.report();
    assert_eq!(reported(&report), (4, "anna"));
    assert_eq!(report["group_report_elem_msg"], "too loud");
    ben.heard_nothing_more();
}

#[test]
fn who_quits_is_told_to_those_who_stay() {
    let folder = Folder::new();
    let [anna, ben] = with_members(&folder, PUBLIC, ["anna", "ben"]);
    ben.does("TIMGroupQuit", json!({ "groupId": "club" }));
    let tip = anna.tips.one();
    assert_eq!(told(&tip), (2, "ben", vec!["ben"]));
    assert_eq!(tip["group_tips_elem_member_num"], 1);
    assert_eq!(tip["group_tips_elem_changed_group_memberinfo_array"][0]["group_member_info_member_role"], 200);
    assert_eq!(reported(&ben.report()), (8, "ben"));
    assert!(ben.tips.is_empty());
}

#[test]
fn each_change_of_the_profile_is_one_tip_with_its_entries() {
    let folder = Folder::new();
    let [anna, ben] = with_members(&folder, PUBLIC, ["anna", "ben"]);
    anna.modifies("club", 1 | 4, json!({ "group_name": "new", "introduction": "words" }));
    for user in [&anna, &ben] {
        let tip = user.tips.one();
        assert_eq!(told(&tip), (6, "anna", Vec::new()));
        assert_eq!(tip["group_tips_elem_group_name"], "new");
        let changes: Vec<(u64, &str)> = tip["group_tips_elem_group_change_info_array"]
            .as_array()
            .unwrap()
            .iter()
            .map(|change| {
                let value = change["group_tips_group_change_info_value"].as_str().unwrap();
                (change["group_tips_group_change_info_flag"].as_u64().unwrap(), value)
            })
            .collect();
        assert_eq!(changes, [(1, "new"), (2, "words")]);
    }
    anna.modifies("club", 1, json!({ "group_name": "new" }));
    anna.modifies("club", 1, json!({ "group_name": "newer" }));
    assert_eq!(ben.tips.one()["group_tips_elem_group_name"], "newer", "what changes nothing is not told");
}

#[test]
fn an_admin_is_made_and_unmade_and_a_member_muted_for_all_to_see() {
    let folder = Folder::new();
    let [anna, ben, carl] = with_members(&folder, PUBLIC, ["anna", "ben", "carl"]);
    for (role, tip_type, report_type) in [(300, 4, 9), (200, 5, 10)] {
        anna.modifies_member("club", "ben", 2, json!({ "member_role": role }));
        for user in [&anna, &ben, &carl] {
            let tip = user.tips.one();
            assert_eq!(told(&tip), (tip_type, "anna", vec!["ben"]));
            assert_eq!(tip["group_tips_elem_changed_group_memberinfo_array"][0]["group_member_info_member_role"], role);
        }
        assert_eq!(reported(&ben.report()), (report_type, "anna"));
    }
    anna.modifies_member("club", "ben", 4, json!({ "shutup_time": 600 }));
    for user in [&anna, &ben, &carl] {
        let tip = user.tips.one();
        assert_eq!(told(&tip), (7, "anna", vec!["ben"]));
        let mute = &tip["group_tips_elem_member_change_info_array"][0];
        assert_eq!(mute["group_tips_member_change_info_identifier"], "ben");
        assert_eq!(mute["group_tips_member_change_info_shutupTime"], 600);
    }
    let report = ben.report();
    assert_eq!((reported(&report), &report["group_report_elem_shut_up_time"]), ((17, "anna"), &json!(600)));
    carl.heard_nothing_more();
}

#[test]
fn a_transfer_is_a_change_of_the_profile_that_names_the_new_owner() {
    let folder = Folder::new();
    let [anna, ben] = with_members(&folder, PUBLIC, ["anna", "ben"]);
    anna.modifies("club", 1 << 31, json!({ "owner": "ben" }));
    for user in [&anna, &ben] {
        let tip = user.tips.one();
        assert_eq!(told(&tip), (6, "anna", vec!["ben"]));
        let change = &tip["group_tips_elem_group_change_info_array"][0];
        assert_eq!(change["group_tips_group_change_info_flag"], 5);
        assert_eq!(change["group_tips_group_change_info_value"], "ben");
        assert_eq!(tip["group_tips_elem_changed_group_memberinfo_array"][0]["group_member_info_member_role"], 400);
    }
}

#[test]
fn applications_are_reported_to_the_owner_and_decisions_to_the_applicant() {
    let folder = Folder::new();
    let [anna, ben, carl] = ["anna", "ben", "carl"].map(|name| User::new(&folder, name));
    anna.creates(PUBLIC, "club");
    for (applicant, accepted, report_type) in [(&ben, true, 2), (&carl, false, 3)] {
        applicant.joins("club");
        let report = anna.report();
        let name = applicant.does("TIMGetLoginUserID", Value::Null);
        assert_eq!(reported(&report), (1, name.as_str().unwrap()));
        assert_eq!(report["group_report_elem_msg"], "let me in");
        let list = anna.does("TIMGroupGetPendencyList", json!({ "params": {} }));
        let decision = json!({
            "group_handle_pendency_param_is_accept": accepted,
            "group_handle_pendency_param_handle_msg": "decided",
            "group_handle_pendency_param_pendency": list["group_pendency_result_pendency_array"][0],
        });
        anna.does("TIMGroupHandlePendency", json!({ "params": decision }));
        let report = applicant.report();
        assert_eq!(reported(&report), (report_type, "anna"));
        assert_eq!(report["group_report_elem_msg"], "decided");
    }
    for user in [&anna, &ben] {
        let tip = user.tips.one();
        assert_eq!(told(&tip), (1, "anna", vec!["ben"]));
        assert_eq!(tip["group_tips_elem_join_type"], 1);
    }
    carl.heard_nothing_more();
}

#[test]
fn the_end_of_a_group_is_reported_to_every_member_with_its_name() {
    let folder = Folder::new();
    let [anna, ben] = with_members(&folder, PUBLIC, ["anna", "ben"]);
    anna.does("TIMGroupDelete", json!({ "groupId": "club" }));
    for user in [&anna, &ben] {
        let report = user.report();
        assert_eq!(reported(&report), (5, "anna"));
        assert_eq!(report["group_report_elem_group_name"], "the club");
        assert!(user.tips.is_empty());
    }
}

#[test]
fn a_live_group_tells_those_who_are_present_and_a_logout_leaves_it() {
    let folder = Folder::new();
    let [anna, ben] = ["anna", "ben"].map(|name| User::new(&folder, name));
    anna.creates(LIVE, "show");
    anna.joins("show");
    assert_eq!(told(&anna.tips.one()), (1, "anna", vec!["anna"]));
    ben.joins("show");
    for user in [&anna, &ben] {
        assert_eq!(told(&user.tips.one()), (1, "ben", vec!["ben"]));
    }
    anna.does(
        "TIMGroupMarkGroupMemberList",
        json!({ "group_id": "show", "member_array": ["ben"], "mark_type": 1001, "enable_mark": true }),
    );
    for user in [&anna, &ben] {
        let tip = user.tips.one();
        assert_eq!(told(&tip), (8, "anna", vec!["ben"]));
        assert_eq!(tip["group_tips_elem_member_mark_info_array"][0]["group_tips_member_mark_change_info_markType"], 1001);
    }
    assert_eq!(call(&ben.client, "TIMLogout", Value::Null)["code"], 0);
    assert_eq!(told(&anna.tips.one()), (2, "ben", vec!["ben"]));
}

#[test]
fn events_come_in_the_order_in_which_they_happened() {
    let folder = Folder::new();
    let [anna, ben] = with_members(&folder, PUBLIC, ["anna", "ben"]);
    let names: Vec<String> = (0..50).map(|number| format!("name {number}")).collect();
    for name in &names {
        anna.modifies("club", 1, json!({ "group_name": name }));
    }
    let value = |tip: &Value| tip["group_tips_elem_group_change_info_array"][0]["group_tips_group_change_info_value"].clone();
    for user in [&anna, &ben] {
        assert_eq!(user.tips.take(names.len()).iter().map(value).collect::<Vec<_>>(), names);
    }
}
