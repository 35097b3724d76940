use super::{
    Accounts, MOST_STATUS_BYTES, UserProfile, UserStatus, own_profile_text, own_status, profile_change, profiles_asked,
    profiles_text, profiles_unwatched, profiles_watched, statuses_asked, statuses_text, statuses_unwatched, statuses_watched,
};
use crate::sdk::{Failure, Method, Request};
use opentim_domain::account::ProfilePatch;
use opentim_domain::{Account, CustomField, UserId};
use serde_json::{Value, json};

fn user(id: &str) -> UserId {
    UserId::parse(id).unwrap()
}

fn request(method: &str, argument: &Value) -> Request {
    Request::parse(Method::named(method).unwrap(), Some(&argument.to_string())).unwrap()
}

/// The code that a method refuses an argument with before it is looked into.
fn refused_at_once(method: &str, argument: &Value) -> i32 {
    Request::parse(Method::named(method).unwrap(), Some(&argument.to_string())).unwrap_err().failure.code
}

fn said<T: std::fmt::Debug>(result: Result<T, Failure>) -> (i32, String) {
    let Failure { code, desc } = result.unwrap_err();
    (code, desc)
}

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("u{at}")).collect()
}

fn account() -> Account {
    Account {
        nick: "张三".to_owned(),
        face_url: "https://a.example/1.png".to_owned(),
        gender: 2,
        birthday: 20_000_101,
        location: "sz".to_owned(),
        friend_option: 1,
        fields: vec![CustomField { key: "Tag_Profile_Custom_Hobby".to_owned(), value: "go".to_owned() }],
        ..Account::new(user("bob b"))
    }
}

#[test]
fn a_change_of_the_profile_has_what_was_given_and_nothing_else() {
    let change = |item: Value| {
        let argument = json!({ "json_modify_self_user_profile_param": item });
        profile_change(&request("TIMProfileModifySelfUserProfile", &argument), user("bob"))
    };
    assert_eq!(change(json!({})).unwrap().patch, ProfilePatch::default());
    let patch = change(json!({
        "user_profile_item_nick_name": "", "user_profile_item_gender": 1, "user_profile_item_location": 755,
        "user_profile_item_face_url": null,
        "user_profile_item_custom_string_array": [
            { "user_profile_custom_string_info_key": "Hobby", "user_profile_custom_string_info_value": "go" },
            { "user_profile_custom_string_info_key": "Tag_Profile_Custom_Old", "user_profile_custom_string_info_value": "" },
        ],
    }));
    let field = |key: &str, value: &str| CustomField { key: key.to_owned(), value: value.to_owned() };
    let expected = ProfilePatch {
        nick: Some(String::new()),
        gender: Some(1),
        location: Some("755".to_owned()),
        fields: vec![field("Tag_Profile_Custom_Hobby", "go"), field("Tag_Profile_Custom_Old", "")],
        ..ProfilePatch::default()
    };
    assert_eq!(patch.unwrap().patch, expected);
    let (code, desc) = said(change(json!({ "user_profile_item_level": "high" })));
    assert_eq!(code, 6017);
    assert!(desc.starts_with("json_modify_self_user_profile_param.user_profile_item_level must be"), "{desc}");
}

#[test]
fn a_call_for_users_names_at_least_one_and_not_too_many() {
    let asked = |ids: &[String]| statuses_asked(&request("TIMGetUserStatus", &json!({ "id_array": ids })));
    assert_eq!(asked(&ids(500)).unwrap().len(), 500);
    assert_eq!(said(asked(&[])), (6017, "id_array is empty; it must have at least one entry".to_owned()));
    let too_many = "id_array names too many users: 501 were given, at most 500 are allowed";
    assert_eq!(said(asked(&ids(501))), (6017, too_many.to_owned()));
    let (code, desc) = said(asked(&["a".to_owned(), " ".to_owned()]));
    assert!(code == 7003 && desc.starts_with("id_array[1]"), "{desc}");

    let watched = |ids: &[String]| statuses_watched(&request("TIMSubscribeUserStatus", &json!({ "id_array": ids })));
    assert_eq!(watched(&ids(200)).unwrap().len(), 200);
    let too_many = "id_array names too many users: 201 were given, at most 200 are allowed";
    assert_eq!(said(watched(&ids(201))), (6017, too_many.to_owned()));
    assert_eq!(refused_at_once("TIMSubscribeUserStatus", &json!({})), -4);

    let list = |ids: &[String]| json!({ "friendship_getprofilelist_param_identifier_array": ids });
    let asked = |list: Value| {
        profiles_asked(&request("TIMProfileGetUserProfileList", &json!({ "json_get_user_profile_list_param": list })))
    };
    assert_eq!(asked(list(&ids(2))).unwrap(), [user("u0"), user("u1")]);
    let (code, desc) = said(asked(list(&ids(501))));
    assert!(code == 6017 && desc.contains("at most 500"), "{desc}");
    assert_eq!(said(asked(json!({}))).0, 6017);

    let watched = |ids: &[String]| profiles_watched(&request("TIMSubscribeUserInfo", &json!({ "json_user_id_list": ids })));
    assert_eq!(watched(&ids(3)).unwrap().len(), 3);
    let (code, desc) = said(watched(&ids(201)));
    assert!(code == 6017 && desc.contains("at most 200"), "{desc}");
}

#[test]
fn subscriptions_end_for_those_named_or_for_all() {
    let ended = |argument: Value| statuses_unwatched(&request("TIMUnsubscribeUserStatus", &argument));
    for all in [json!(null), json!({}), json!({ "id_array": null }), json!({ "id_array": [] })] {
        assert_eq!(ended(all.clone()), Ok(None), "{all}");
    }
    assert_eq!(ended(json!({ "id_array": ["a"] })), Ok(Some(vec![user("a")])));
    let ended = profiles_unwatched(&request("TIMUnsubscribeUserInfo", &json!({ "json_user_id_list": ["a", "b"] })));
    assert_eq!(ended, Ok(Some(vec![user("a"), user("b")])));
}

#[test]
fn a_status_of_ones_own_is_text_of_bounded_length() {
    let status = |custom: Value| {
        let status = json!({ "status": { "user_status_custom_status": custom, "user_status_status_type": 2 } });
        own_status(&request("TIMSetSelfStatus", &status))
    };
    assert_eq!(status(json!("在开会")), Ok("在开会".to_owned()));
    assert_eq!(status(json!("")), Ok(String::new()));
    assert_eq!(status(json!("x".repeat(MOST_STATUS_BYTES))).unwrap().len(), MOST_STATUS_BYTES);
    let (code, desc) = said(status(json!("x".repeat(MOST_STATUS_BYTES + 1))));
    assert!(code == 6017 && desc.contains("at most 200 are allowed"), "{desc}");
    let (code, desc) = said(status(json!(null)));
    assert!(code == 6017 && desc.starts_with("status.user_status_custom_status"), "{desc}");
}

#[test]
fn a_profile_is_shown_whole_where_it_was_asked_for_and_short_elsewhere() {
    let whole = json!({
        "user_profile_identifier": "bob b", "user_profile_nick_name": "张三", "user_profile_face_url": "https://a.example/1.png",
        "user_profile_gender": 2, "user_profile_friend_remark": "", "user_profile_self_signature": "",
        "user_profile_add_permission": 1, "user_profile_location": "sz", "user_profile_language": 0,
        "user_profile_birthday": 20_000_101, "user_profile_level": 0, "user_profile_role": 0,
        "user_profile_custom_string_array": [{
            "user_profile_custom_string_info_key": "Tag_Profile_Custom_Hobby", "user_profile_custom_string_info_value": "go",
        }],
    });
    assert_eq!(serde_json::to_value(UserProfile::whole(&account())).unwrap(), whole);
    let accounts = Accounts::from([(user("bob b"), account().into())]);
    let short = json!({
        "user_profile_identifier": "bob b", "user_profile_nick_name": "张三", "user_profile_face_url": "https://a.example/1.png",
    });
    assert_eq!(serde_json::to_value(UserProfile::short(&user("bob b"), &accounts)).unwrap(), short);
    let unknown = json!({ "user_profile_identifier": "eve", "user_profile_nick_name": "", "user_profile_face_url": "" });
    assert_eq!(serde_json::to_value(UserProfile::short(&user("eve"), &accounts)).unwrap(), unknown);
}

#[test]
fn a_listener_gets_one_value_that_is_json_text() {
    let value = |text: Option<String>| -> Value {
        let values: Vec<String> = serde_json::from_str(&text.unwrap()).unwrap();
        assert_eq!(values.len(), 1);
        serde_json::from_str(&values[0]).unwrap()
    };
    assert_eq!(value(own_profile_text(&account()))["user_profile_nick_name"], "张三");
    assert_eq!(value(profiles_text([&account()]))[0]["user_profile_identifier"], "bob b");
    let statuses = [UserStatus::new(&user("a"), true, "busy"), UserStatus::new(&user("b"), false, "")];
    let expected = json!([
        { "user_status_identifier": "a", "user_status_status_type": 1, "user_status_custom_status": "busy",
          "user_status_online_devices": [] },
        { "user_status_identifier": "b", "user_status_status_type": 2, "user_status_custom_status": "",
          "user_status_online_devices": [] },
    ]);
    assert_eq!(value(statuses_text(&statuses)), expected);
}
