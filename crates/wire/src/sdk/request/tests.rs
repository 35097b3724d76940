use super::{MOST_ARGUMENT_BYTES, Request};
use crate::sdk::method::Method;
use crate::sdk::reply;
use serde_json::{Value, json};

/// 0, or the code with its sentence.
fn check(method: &str, argument: Option<&str>) -> (i32, String) {
    match Request::parse(Method::named(method).unwrap(), argument) {
        Ok(_) => (0, String::new()),
        Err(refused) => (refused.failure.code, refused.failure.desc),
    }
}

fn code(method: &str, argument: &Value) -> i32 {
    check(method, Some(&argument.to_string())).0
}

fn user_data(method: &str, argument: &str) -> String {
    let user_data = match Request::parse(Method::named(method).unwrap(), Some(argument)) {
        Ok(request) => request.user_data,
        Err(refused) => refused.user_data,
    };
    let text = reply::success("", &user_data);
    text.split_once("\"user_data\":").unwrap().1.strip_suffix('}').unwrap().to_owned()
}

#[test]
fn text_that_is_not_json_is_refused_with_its_place() {
    for text in ["", "{", "hello", "{\"params\":{}}xyz", "{\"a\":1,}", "[1", "nul", "\u{0}", "{\"a\":NaN}", "{'a':1}"] {
        let (code, desc) = check("TIMGroupCreate", Some(text));
        assert_eq!(code, -3, "{text:?}");
        assert!(desc.starts_with("the argument is not valid JSON: "), "{desc}");
    }
}

#[test]
fn lone_surrogates_are_refused() {
    for text in [
        r#"{"params":{"create_group_param_group_name":"\ud800"}}"#,
        r#"{"data":"\udc00x","params":{}}"#,
        r#"{"x":"\ud83d"}"#,
        r#"{"x":"\udc00\ud800"}"#,
        r#"{"x":"\ud800x"}"#,
    ] {
        let (code, desc) = check("TIMGroupCreate", Some(text));
        assert_eq!(code, -3, "{text}");
        assert!(desc.contains("surrogate"), "{desc}");
    }
    let pair = r#"{"params":{"create_group_param_group_name":"\ud83d\ude00"}}"#;
    assert_eq!(check("TIMGroupCreate", Some(pair)).0, 0);
}

#[test]
fn depth_and_length_have_limits() {
    let deep = |levels: usize| {
        format!(r#"{{"params":{{"create_group_param_group_name":"g","x":{}{}}}}}"#, "[".repeat(levels), "]".repeat(levels))
    };
    assert_eq!(check("TIMGroupCreate", Some(&deep(100))).0, 0);
    assert_eq!(check("TIMGroupCreate", Some(&deep(200))).0, -3);
    assert_eq!(check("TIMGroupCreate", Some(&deep(1_000_000))).0, -3);
    let long = |bytes: usize| format!("{}{{}}", " ".repeat(bytes - 2));
    let (code, desc) = check("TIMGroupCreate", Some(&long(MOST_ARGUMENT_BYTES + 1)));
    assert_eq!(code, -3);
    assert!(desc.contains("16777217 bytes"), "{desc}");
    assert_eq!(check("TIMGroupCreate", Some(&long(MOST_ARGUMENT_BYTES))).0, -4);
}

#[test]
fn create_is_checked_as_the_incumbent_does_it_at_once() {
    assert_eq!(check("TIMGroupCreate", None), (-4, "params is required: give an object".to_owned()));
    for absent in [json!(null), json!({}), json!({ "params": null }), json!({ "data": "x" }), json!(5), json!([]), json!("x")] {
        assert_eq!(code("TIMGroupCreate", &absent), -4, "{absent}");
    }
    for wrong in [json!([]), json!(123), json!("str"), json!(true), json!({}), json!({ "create_group_param_group_id": "g1" })] {
        assert_eq!(code("TIMGroupCreate", &json!({ "params": wrong })), -3, "{wrong}");
    }
    for later in [json!(5), json!(""), json!("n".repeat(1000)), json!([])] {
        assert_eq!(code("TIMGroupCreate", &json!({ "params": { "create_group_param_group_name": later } })), 0, "{later}");
    }
    assert_eq!(code("TIMGroupCreate", &json!({ "params": { "create_group_param_group_name": null } })), -3);
}

#[test]
fn group_ids_must_be_text_and_lists_must_have_entries() {
    for (id, expected) in [(json!(null), -4), (json!(""), -4), (json!(5), -4), (json!("g1"), 0), (json!(" "), 0)] {
        assert_eq!(code("TIMGroupDelete", &json!({ "groupId": id })), expected, "{id}");
    }
    for (ids, expected) in [
        (json!(null), -4),
        (json!({}), -3),
        (json!(123), -3),
        (json!("g1"), -3),
        (json!([]), -3),
        (json!([null]), -3),
        (json!([1]), 0),
        (json!([""]), 0),
        (json!(["g1"]), 0),
    ] {
        assert_eq!(code("TIMGroupGetGroupInfoList", &json!({ "groupIds": ids })), expected, "{ids}");
    }
}

#[test]
fn login_wants_two_texts() {
    for (argument, expected) in [
        (json!({}), -4),
        (json!({ "userID": "u", "userSig": "" }), -4),
        (json!({ "userID": "", "userSig": "s" }), -4),
        (json!({ "userID": 5, "userSig": "s" }), -4),
        (json!({ "userID": "u" }), -4),
        (json!({ "userID": "u", "userSig": "s" }), 0),
    ] {
        assert_eq!(code("TIMLogin", &argument), expected, "{argument}");
    }
}

#[test]
fn methods_that_are_not_built_check_their_arguments_all_the_same() {
    for (method, argument, expected) in [
        ("TIMGroupJoin", json!({}), -4),
        ("TIMGroupJoin", json!({ "groupId": "g" }), 0),
        ("TIMGroupModifyGroupInfo", json!({ "params": {} }), -3),
        (
            "TIMGroupModifyGroupInfo",
            json!({ "params": { "group_modify_info_param_group_id": "g", "group_modify_info_param_modify_flag": 1 } }),
            0,
        ),
        (
            "TIMGroupInviteMember",
            json!({ "params": { "group_invite_member_param_group_id": "g", "group_invite_member_param_identifier_array": "u" } }),
            -3,
        ),
        ("TIMGroupSetGroupCounters", json!({ "params": { "group_id": "g", "json_group_counter_array": {} } }), -3),
        ("TIMGroupSetGroupCounters", json!({ "params": { "group_id": "g", "json_group_counter_array": [] } }), 0),
        ("TIMGroupInitGroupAttributes", json!({ "groupId": "g", "attributes": 123 }), 0),
        ("TIMGroupInitGroupAttributes", json!({ "groupId": "g" }), -4),
        (
            "TIMCommunityGetCommunityMemberListInPermissionGroup",
            json!({ "group_id": "g", "permission_group_id": "p", "next_cursor": "" }),
            0,
        ),
        ("TIMCommunityGetCommunityMemberListInPermissionGroup", json!({ "group_id": "g", "permission_group_id": "p" }), -4),
        ("TIMMsgSendMessage", json!({ "anything": [1, 2] }), 0),
        ("TIMMsgSendMessage", json!(null), 0),
    ] {
        assert_eq!(code(method, &argument), expected, "{method} {argument}");
    }
    assert_eq!(check("TIMMsgSendMessage", Some("{")).0, -3);
}

#[test]
fn an_argument_that_is_not_looked_at_may_be_anything() {
    assert_eq!(check("TIMGetSDKVersion", Some("{broken")).0, 0);
}

#[test]
fn user_data_comes_back_as_it_was_written() {
    for written in [r#""""#, r#""x y""#, "5", "true", "[3,1,2]", r#"{"z":1,"a":{"y":2,"b":3}}"#] {
        assert_eq!(user_data("TIMGroupDelete", &format!(r#"{{"groupId":"g","data":{written}}}"#)), written);
        assert_eq!(user_data("TIMGroupGetJoinedGroupList", written), written);
    }
    assert_eq!(user_data("TIMGroupDelete", r#"{"groupId":"g"}"#), r#""""#);
    assert_eq!(user_data("TIMGroupDelete", r#"{"groupId":"g","data":null}"#), r#""""#);
    assert_eq!(user_data("TIMGroupDelete", r#"{"groupId":5,"data":"kept when refused"}"#), r#""kept when refused""#);
    assert_eq!(user_data("TIMGroupDelete", r#"{"groupId":"g","d\u0061ta":[1]}"#), "[1]");
}

fn operation(argument: &Value) -> Result<Option<crate::sdk::OwnOperation>, (i32, String)> {
    let request =
        Request::parse(Method::named("TIMGroupQuit").unwrap(), Some(&argument.to_string())).map_err(|refused| refused.failure);
    request.and_then(|request| request.own_operation()).map_err(|failure| (failure.code, failure.desc))
}

#[test]
fn an_operation_is_the_same_whatever_its_user_data_and_the_order_of_members() {
    let first = operation(&json!({ "groupId": "g", "operation_id": "op", "data": { "n": 1 } })).unwrap().unwrap();
    assert_eq!((first.id.as_str(), first.method), ("op", "TIMGroupQuit"));
    let text = r#"{"data":7,"operation_id":"op","groupId":"g"}"#;
    let again = Request::parse(Method::named("TIMGroupQuit").unwrap(), Some(text)).unwrap().own_operation().unwrap().unwrap();
    assert_eq!(again, first);
    let other = operation(&json!({ "groupId": "h", "operation_id": "op" })).unwrap().unwrap();
    assert_ne!(other, first);
    for none in [json!({ "groupId": "g" }), json!({ "groupId": "g", "operation_id": null })] {
        assert_eq!(operation(&none), Ok(None));
    }
}

#[test]
fn an_operation_id_is_printable_text_of_up_to_64_bytes() {
    let id = |id: Value| operation(&json!({ "groupId": "g", "operation_id": id }));
    assert_eq!(id(json!("x".repeat(64))).unwrap().unwrap().id.len(), 64);
    for wrong in [json!(5), json!(""), json!([]), json!(true)] {
        let (code, desc) = id(wrong).unwrap_err();
        assert!(code == -4 && desc.starts_with("operation_id must be text that is not empty"), "{desc}");
    }
    for wrong in ["x".repeat(65), "a b".into(), "\u{7fa4}".into(), "a\u{0}".into()] {
        let (code, desc) = id(json!(wrong)).unwrap_err();
        assert!(code == 10004 && desc.starts_with("operation_id must be 1 to 64 characters"), "{desc}");
    }
    // What changes nothing needs none, and has its own use for the name.
    let read = Request::parse(Method::named("TIMGroupGetGroupInfoList").unwrap(), Some(r#"{"groupIds":["g"],"operation_id":5}"#));
    assert_eq!(read.unwrap().own_operation(), Ok(None));
}
