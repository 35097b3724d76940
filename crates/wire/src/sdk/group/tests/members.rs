use super::{code, group, member, request, said, user};
use crate::sdk::group::{
    delete_members, deleted_members, invite, invited, join, joined_status, mark_members, members_asked, members_found,
    online_asked, quit,
};
use crate::sdk::user::Accounts;
use crate::sdk::{UserData, reply};
use opentim_domain::application::Applied;
use opentim_domain::{CustomField, Limits, Outcome, Role, Secs, Target};
use serde_json::{Value, json};

const LIMITS: Limits = Limits::RECOMMENDED;

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("user {number}")).collect()
}

#[test]
fn joining_takes_words_and_any_user_data() {
    let argument = json!({ "groupId": "a group 1", "helloMsg": "您好", "data": [1] });
    let command = join(&request("TIMGroupJoin", &argument)).unwrap();
    assert_eq!((command.group.as_str(), command.message.as_str()), ("a group 1", "您好"));
    assert_eq!(join(&request("TIMGroupJoin", &json!({ "groupId": "g", "helloMsg": null }))).unwrap().message, "");
    assert_eq!(said(join(&request("TIMGroupJoin", &json!({ "groupId": "群" })))).0, 10015);
    assert_eq!(said(join(&request("TIMGroupJoin", &json!({ "groupId": "g", "helloMsg": 5 })))).0, 10004);
    assert_eq!(quit(&request("TIMGroupQuit", &json!({ "groupId": "a group 1", "data": 7 }))).unwrap().group.as_str(), "a group 1");
    for wrong in [json!({}), json!({ "groupId": "" }), json!({ "groupId": null }), json!({ "groupId": 5 })] {
        assert_eq!((code("TIMGroupJoin", &wrong), code("TIMGroupQuit", &wrong)), (-4, -4), "{wrong}");
    }
}

#[test]
fn only_an_application_that_waits_has_a_status_beside_the_four_fields() {
    let text = |applied| reply::success_with("", &UserData::NONE, joined_status(applied));
    let plain = r#"{"code":0,"desc":"","json_param":"","user_data":""}"#;
    assert_eq!((text(Applied::Joined), text(Applied::MayEnter)), (plain.to_owned(), plain.to_owned()));
    assert_eq!(text(Applied::Waiting), plain.replace("}", r#","joined_status":"WaitAdminApproval"}"#));
}

#[test]
fn invitations_and_removals_name_users() {
    let argument = json!({ "params": { "group_invite_member_param_group_id": "g 1",
        "group_invite_member_param_identifier_array": ["bob b", "carol"], "group_invite_member_param_user_data": "来" } });
    let command = invite(&request("TIMGroupInviteMember", &argument), &LIMITS).unwrap();
    assert_eq!((command.group.as_str(), command.message.as_str()), ("g 1", "来"));
    assert_eq!(command.users, [user("bob b"), user("carol")]);
    let argument = json!({ "params": { "group_delete_member_param_group_id": "g 1",
        "group_delete_member_param_identifier_array": ["bob b"], "group_delete_member_param_duration": 60 } });
    let command = delete_members(&request("TIMGroupDeleteMember", &argument), &LIMITS).unwrap();
    assert_eq!((command.reason.as_str(), command.ban_secs, command.silent), ("", 60, false));
    assert_eq!(command.users, [user("bob b")]);
}

#[test]
fn lists_of_users_have_limits_and_places() {
    let asked = |users: Value| {
        let params = json!({ "group_invite_member_param_group_id": "g", "group_invite_member_param_identifier_array": users });
        invite(&request("TIMGroupInviteMember", &json!({ "params": params })), &LIMITS)
    };
    assert!(asked(json!(ids(20))).is_ok());
    let (code, desc) = said(asked(json!(ids(21))));
    assert_eq!(code, 10005);
    assert!(desc.starts_with("group_invite_member_param_identifier_array names too many accounts: 21"), "{desc}");
    for wrong in ["群", "", "   ", "a\u{7}"] {
        let (code, desc) = said(asked(json!(["bob", wrong])));
        assert_eq!(code, 10004);
        assert!(desc.starts_with("group_invite_member_param_identifier_array[1] "), "{desc}");
    }
    assert_eq!(
        said(asked(json!(["bob", 5]))),
        (10004, "group_invite_member_param_identifier_array[1] must be text, the number 5 was given".to_owned())
    );
}

#[test]
fn results_of_an_invitation_are_json_text_and_those_of_a_removal_an_array() {
    let targets = [Target::new(&user("bob \"b\""), Outcome::Waiting), Target::new(&user("carol"), Outcome::OverLimit)];
    let text = invited(&targets);
    let parsed: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        parsed,
        json!([
            { "group_invite_member_result_identifier": "bob \"b\"", "group_invite_member_result_result": 3 },
            { "group_invite_member_result_identifier": "carol", "group_invite_member_result_result": 4 },
        ])
    );
    let reply = reply::success(deleted_members(&targets[..1]), &UserData::NONE);
    let reply: Value = serde_json::from_str(&reply).unwrap();
    let expected = json!([{ "group_delete_member_result_identifier": "bob \"b\"", "group_delete_member_result_result": 3 }]);
    assert_eq!(reply["json_param"], expected);
}

fn list(more: &Value) -> Value {
    let mut params = json!({ "group_get_members_info_list_param_group_id": "g 1" });
    params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "params": params })
}

#[test]
fn members_are_asked_for_by_pages_or_by_ids() {
    let asked = |more: Value| members_asked(&request("TIMGroupGetMemberInfoList", &list(&more)), &LIMITS);
    let first = asked(json!({})).unwrap();
    assert_eq!((first.group.as_str(), first.users.len(), first.roles, first.mark, first.after), ("g 1", 0, 7, None, 0));
    for next in [json!(9_007_199_254_740_993_u64), json!("9007199254740993")] {
        let page = asked(json!({ "group_get_members_info_list_param_next_seq": next })).unwrap();
        assert_eq!(page.after, 9_007_199_254_740_993);
    }
    let named = asked(json!({ "group_get_members_info_list_param_identifier_array": ["bob b"] })).unwrap();
    assert_eq!(named.users, [user("bob b")]);
    assert!(asked(json!({ "group_get_members_info_list_param_identifier_array": ids(500) })).is_ok());
    assert_eq!(said(asked(json!({ "group_get_members_info_list_param_identifier_array": ids(501) }))).0, 10005);
    assert_eq!(said(asked(json!({ "group_get_members_info_list_param_identifier_array": "u" }))).0, 10004);
}

#[test]
fn members_are_filtered_by_role_or_mark() {
    let option = |flag: Value| {
        let option = json!({ "group_member_get_info_option_role_flag": flag, "group_member_get_info_option_info_flag": -1 });
        members_asked(
            &request("TIMGroupGetMemberInfoList", &list(&json!({ "group_get_members_info_list_param_option": option }))),
            &LIMITS,
        )
    };
    assert_eq!(option(json!(0)).unwrap().roles, 7);
    let staff = option(json!(3)).unwrap();
    let roles = [Role::Owner, Role::Admin, Role::Member];
    assert_eq!(roles.map(|role| staff.wants(&member("u", role))), [true, true, false]);
    assert_eq!(option(json!(1000)).unwrap().mark, Some(1000));
    assert_eq!(option(json!(4_294_967_295_u32)).unwrap().mark, Some(u32::MAX));
    for wrong in [json!(8), json!(999), json!(-1), json!(4_294_967_296_u64)] {
        let (code, desc) = said(option(wrong));
        assert_eq!((code, desc.contains("group_member_get_info_option_role_flag")), (10004, true), "{desc}");
    }
}

#[test]
fn a_member_is_shown_complete() {
    let mut shown = member("bob b", Role::Admin);
    shown.name_card = "卡".to_owned();
    shown.muted_until = Some(Secs(2_000));
    shown.fields = vec![CustomField { key: "k".to_owned(), value: "v".to_owned() }];
    let answer = |now| serde_json::to_value(members_found(&group("g 1"), [&shown], &Accounts::new(), 5, Secs(now))).unwrap();
    let expected = json!({
        "group_get_member_info_list_result_next_seq": 5,
        "group_get_member_info_list_result_info_array": [{
            "group_member_info_identifier": "bob b", "group_member_info_group_id": "g 1",
            "group_member_info_join_time": 1_700_000_000, "group_member_info_member_role": 300,
            "group_member_info_msg_flag": 0, "group_member_info_msg_seq": 0, "group_member_info_shutup_time": 2_000,
            "group_member_info_name_card": "卡", "group_member_info_nick_name": "", "group_member_info_friend_remark": "",
            "group_member_info_face_url": "", "group_member_info_custom_info": [
                { "group_member_info_custom_string_info_key": "k", "group_member_info_custom_string_info_value": "v" },
            ],
        }],
    });
    assert_eq!(answer(1_999), expected);
    let over = &answer(2_000)["group_get_member_info_list_result_info_array"][0];
    assert_eq!(over["group_member_info_shutup_time"], 0, "a mute that has ended is none");
}

#[test]
fn marks_are_checked_as_the_incumbent_does_it_at_once() {
    let full = json!({ "group_id": "g 1", "member_array": ["u"], "mark_type": 1000, "enable_mark": true, "user_data": 5 });
    for (name, value, expected) in [
        ("group_id", json!(""), -4),
        ("member_array", json!(null), -4),
        ("member_array", json!([]), -3),
        ("member_array", json!("u"), -3),
        ("mark_type", json!(0), -4),
        ("mark_type", json!(null), -4),
        ("mark_type", json!(999), 0),
        ("enable_mark", json!(null), -4),
        ("enable_mark", json!(false), 0),
    ] {
        let mut argument = full.clone();
        argument[name] = value.clone();
        assert_eq!(code("TIMGroupMarkGroupMemberList", &argument), expected, "{name} {value}");
    }
    let command = mark_members(&request("TIMGroupMarkGroupMemberList", &full), &LIMITS).unwrap();
    assert_eq!((command.group.as_str(), command.mark, command.on), ("g 1", 1000, true));
    let mut many = full;
    many["member_array"] = json!(ids(501));
    assert_eq!(said(mark_members(&request("TIMGroupMarkGroupMemberList", &many), &LIMITS)).0, 10005);
}

#[test]
fn the_online_count_wants_a_group() {
    assert_eq!(
        online_asked(&request("TIMGroupGetOnlineMemberCount", &json!({ "groupId": "g 1", "data": {} }))).unwrap(),
        group("g 1")
    );
    assert_eq!(code("TIMGroupGetOnlineMemberCount", &json!({ "groupId": "" })), -4);
    assert_eq!(said(online_asked(&request("TIMGroupGetOnlineMemberCount", &json!({ "groupId": "群" })))).0, 10015);
}
