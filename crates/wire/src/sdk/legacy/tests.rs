use super::{Generation, older_spelling, present_spelling, take};
use crate::sdk::{Event, Method, Request, UserData, reply};
use serde_json::{Value, json};

/// Every spelling that the typings and apps of the older generation have and the present interface has not.
const SPELLINGS: [(&str, &str); 25] = [
    ("group_base_info_lastest_seq", "group_base_info_latest_seq"),
    ("group_detial_info_add_option", "group_detail_info_add_option"),
    ("group_detial_info_approve_option", "group_detail_info_approve_option"),
    ("group_detial_info_create_time", "group_detail_info_create_time"),
    ("group_detial_info_custom_info", "group_detail_info_custom_info"),
    ("group_detial_info_face_url", "group_detail_info_face_url"),
    ("group_detial_info_group_id", "group_detail_info_group_id"),
    ("group_detial_info_group_name", "group_detail_info_group_name"),
    ("group_detial_info_group_type", "group_detail_info_group_type"),
    ("group_detial_info_info_seq", "group_detail_info_info_seq"),
    ("group_detial_info_introduction", "group_detail_info_introduction"),
    ("group_detial_info_is_shutup_all", "group_detail_info_is_shutup_all"),
    ("group_detial_info_last_info_time", "group_detail_info_last_info_time"),
    ("group_detial_info_last_msg_time", "group_detail_info_last_msg_time"),
    ("group_detial_info_max_member_num", "group_detail_info_max_member_num"),
    ("group_detial_info_member_num", "group_detail_info_member_num"),
    ("group_detial_info_next_msg_seq", "group_detail_info_next_msg_seq"),
    ("group_detial_info_notification", "group_detail_info_notification"),
    ("group_detial_info_online_member_num", "group_detail_info_online_member_num"),
    ("group_detial_info_owener_identifier", "group_detail_info_owner_identifier"),
    ("group_detial_info_searchable", "group_detail_info_searchable"),
    ("group_detial_info_visible", "group_detail_info_visible"),
    ("group_get_memeber_info_list_result_info_array", "group_get_member_info_list_result_info_array"),
    ("group_get_memeber_info_list_result_next_seq", "group_get_member_info_list_result_next_seq"),
    ("user_config_is_ingore_grouptips_unread", "user_config_is_ignore_grouptips_unread"),
];

fn method(name: &str) -> &'static Method {
    Method::named(name).unwrap()
}

fn answered(name: &str, text: String) -> Value {
    serde_json::from_str(&Generation::First.answer(Some(method(name)), text)).unwrap()
}

/// The text in `data.json_param`, parsed as an app of that time does it.
fn data(answer: &Value) -> Value {
    serde_json::from_str(answer["data"]["json_param"].as_str().unwrap()).unwrap()
}

#[test]
fn every_older_spelling_stands_for_one_present_spelling_and_back() {
    for (older, present) in SPELLINGS {
        assert_eq!(present_spelling(older).as_deref(), Some(present));
        assert_eq!(older_spelling(present).as_deref(), Some(older));
        assert_eq!(present_spelling(present), None);
        assert_eq!(older_spelling(older), None);
    }
    // Of typings between the two generations.
    assert_eq!(present_spelling("group_detail_info_owener_identifier").as_deref(), Some("group_detail_info_owner_identifier"));
}

#[test]
fn older_spellings_are_taken_at_any_depth_and_the_present_one_counts_where_both_are_given() {
    let mut argument = json!({ "list": [{ "group_detial_info_visible": 1 }, {
        "user_config_is_ingore_grouptips_unread": true, "user_config_is_ignore_grouptips_unread": false,
    }] });
    let text = argument.to_string();
    take(&mut argument, &text);
    let wanted = json!({ "list": [{ "group_detail_info_visible": 1 }, { "user_config_is_ignore_grouptips_unread": false }] });
    assert_eq!(argument, wanted);
}

#[test]
fn a_request_takes_older_spellings_and_leaves_user_data_as_it_was_written() {
    let own = r#"{"group_detial_info_visible":1}"#;
    let text = format!(
        r#"{{"json_config":{{"set_config_user_config":{{"user_config_is_ingore_grouptips_unread":true}}}},"user_data":{own}}}"#
    );
    let request = Request::parse(method("TIMSetConfig"), Some(&text)).unwrap();
    assert_eq!(request.part("json_config.set_config_user_config.user_config_is_ignore_grouptips_unread"), true);
    assert_eq!(serde_json::to_string(&request.user_data).unwrap(), own);
}

#[test]
fn an_answer_stays_as_it_is_and_has_its_older_form_beside() {
    let list = json!([{ "group_base_info_latest_seq": 0, "group_detail_info_owner_identifier": "a",
        "group_base_info_self_info": { "group_self_info_role": 400 } }]);
    let present = reply::success(&list, &UserData::NONE);
    let answer = answered("TIMGroupGetJoinedGroupList", present.clone());
    assert_eq!(answer["json_param"], list);
    let older = json!([{ "group_base_info_lastest_seq": 0, "group_detial_info_owener_identifier": "a",
        "group_base_info_self_info": { "group_self_info_role": 3 } }]);
    assert_eq!(data(&answer), older);
    assert_eq!((&answer["data"]["code"], &answer["data"]["user_data"]), (&json!(0), &json!("")));
    assert_eq!(Generation::Present.answer(Some(method("TIMGroupGetJoinedGroupList")), present.clone()), present);
}

#[test]
fn roles_are_one_two_and_three() {
    let members = [200, 300, 400, 7].map(|role| json!({ "group_member_info_member_role": role }));
    let answer = answered("TIMGroupGetMemberInfoList", reply::success(members, &UserData::NONE));
    assert_eq!(data(&answer), json!([1, 2, 3, 7].map(|role| json!({ "group_member_info_member_role": role }))));
}

#[test]
fn a_refusal_and_an_answer_that_is_text_have_that_text_in_both_forms() {
    let failure = crate::sdk::Failure::new(10007, "no \"right\"".to_owned());
    let answer = answered("TIMGroupDelete", reply::refusal(&failure, &UserData::NONE));
    assert_eq!(answer["data"], json!({ "code": 10007, "desc": "no \"right\"", "json_param": "", "user_data": "" }));
    let answer = answered("TIMGroupInviteMember", reply::success("[{}]", &UserData::NONE));
    assert_eq!(answer["data"]["json_param"], "[{}]");
}

#[test]
fn a_bare_number_or_text_becomes_an_object_with_it_in_data() {
    assert_eq!(answered("TIMInit", "0".to_owned())["data"], 0);
    let failed = json!({ "code": -1, "desc": "", "json_param": -1, "user_data": "", "data": -1 });
    assert_eq!(answered("TIMInit", "-1".to_owned()), failed);
    let time = answered("TIMGetServerTime", "1700000000".to_owned());
    assert_eq!((&time["code"], &time["data"]), (&json!(0), &json!(1_700_000_000)));
    assert_eq!(answered("TIMGetSDKVersion", "\"0.1.0\"".to_owned())["data"], "0.1.0");
}

#[test]
fn user_data_of_any_depth_stands_in_both_forms() {
    let deep = format!("{}{}", "[".repeat(120), "]".repeat(120));
    let text = format!(r#"{{"groupId":"g","data":{deep}}}"#);
    let request = Request::parse(method("TIMGroupQuit"), Some(&text)).unwrap();
    let answer = Generation::First.answer(Some(method("TIMGroupQuit")), reply::success("", &request.user_data));
    assert_eq!(answer.matches(&deep).count(), 2);
}

#[test]
fn events_have_the_older_roles_and_only_those_who_asked_for_it_see_them() {
    let tip = r#"{"group_tips_elem_op_group_memberinfo":{"group_member_info_member_role":400}}"#;
    let older = r#"{"group_tips_elem_op_group_memberinfo":{"group_member_info_member_role":3}}"#;
    assert_eq!(Generation::First.event(Event::GroupTips, tip).as_deref(), Some(older));
    assert_eq!(Generation::Present.event(Event::GroupTips, tip), None);
}

#[test]
fn another_generation_is_refused_with_the_one_that_there_is() {
    let options = |text| crate::sdk::base::TimRenderOptions::from_json(Some(text));
    assert_eq!(options(r#"{"compat":"1.x"}"#).unwrap().compat, Some(Generation::First));
    let refused = options(r#"{"compat":"2"}"#).unwrap_err();
    assert!(refused.contains("compat") && refused.contains("1.x"), "{refused}");
}
