use super::{code, group, member, request, said};
use crate::sdk::group::{NextCursor, group_search, member_search, searched_members};
use crate::sdk::user::Accounts;
use opentim_domain::{Limits, Role, Secs};
use serde_json::{Value, json};

const LIMITS: Limits = Limits::RECOMMENDED;

#[test]
fn groups_are_searched_by_id_and_name() {
    let asked = |params: Value| group_search(&request("TIMGroupSearchGroups", &json!({ "searchParams": params })), &LIMITS);
    let fields = |list: Value| {
        let params = json!({ "group_search_params_keyword_list": ["群", "x"], "group_search_params_field_list": list });
        asked(params).map(|asked| (asked.id, asked.name))
    };
    assert_eq!(fields(json!(null)), Ok((true, true)));
    assert_eq!(fields(json!([])), Ok((true, true)));
    assert_eq!(fields(json!([1])), Ok((true, false)));
    assert_eq!(fields(json!([2])), Ok((false, true)));
    assert_eq!((fields(json!([1, 2])), fields(json!([3]))), (Ok((true, true)), Ok((true, true))));
    for wrong in [json!([0]), json!([4]), json!([1, 8]), json!(1), json!(["1"])] {
        let (code, desc) = said(fields(wrong));
        assert_eq!((code, desc.contains("group_search_params_field_list")), (10004, true), "{desc}");
    }
    assert_eq!(code("TIMGroupSearchGroups", &json!({})), -4);
    assert_eq!(code("TIMGroupSearchGroups", &json!({ "searchParams": [] })), -3);
    assert_eq!(said(asked(json!({}))), (10004, "group_search_params_keyword_list is required".to_owned()));
}

#[test]
fn keywords_have_limits() {
    let asked = |keywords: Value| {
        let params = json!({ "group_search_params_keyword_list": keywords });
        group_search(&request("TIMGroupSearchGroups", &json!({ "searchParams": params })), &LIMITS)
    };
    assert!(asked(json!(["a", "b", "c", "d", "e"])).is_ok());
    for (wrong, begins) in [
        (json!([]), "group_search_params_keyword_list is empty"),
        (json!(["a", "b", "c", "d", "e", "f"]), "group_search_params_keyword_list has too many entries: 6"),
        (json!(["a", " "]), "group_search_params_keyword_list is required and must hold a visible character"),
        (json!(["x".repeat(501)]), "group_search_params_keyword_list is too long: 501"),
        (json!([5]), "group_search_params_keyword_list[0] must be text"),
    ] {
        let (code, desc) = said(asked(wrong));
        assert!(code == 10004 && desc.starts_with(begins), "{desc}");
    }
}

#[test]
fn members_are_searched_by_id_name_card_and_nickname_in_some_groups_or_all() {
    let asked = |more: Value| {
        let mut params = json!({ "group_search_member_params_keyword_list": ["k"] });
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        member_search(&request("TIMGroupSearchGroupMembers", &json!({ "searchParams": params })), &LIMITS)
    };
    let all = asked(json!({})).unwrap();
    assert_eq!((all.groups, all.search.id, all.search.name, all.after), (None, true, true, None));
    let some = asked(json!({ "group_search_member_params_groupid_list": ["g 1"], "group_search_member_params_field_list": [8],
        "opentim_cursor": "17 g 1" }));
    let some = some.unwrap();
    assert_eq!((some.search.id, some.search.name, some.after), (false, true, Some((group("g 1"), 17))));
    assert_eq!(some.groups, Some(vec![group("g 1")]));
    let nick = asked(json!({ "group_search_member_params_field_list": [2, 4] })).unwrap();
    assert!(!nick.search.id && !nick.search.name && nick.search.nick, "opentim has no remarks");
    assert_eq!(said(asked(json!({ "group_search_member_params_field_list": [16] }))).0, 10004);
    assert_eq!(said(asked(json!({ "group_search_member_params_groupid_list": ["群"] }))).0, 10015);
    let (code, desc) = said(asked(json!({ "group_search_member_params_groupid_list": vec!["g"; 5001] })));
    assert!(code == 10004 && desc.starts_with("group_search_member_params_groupid_list has too many entries: 5001"), "{desc}");
}

#[test]
fn a_cursor_comes_back_as_it_was_given() {
    let shown = serde_json::to_value(NextCursor::after(Some((&group("a group 1"), 17)))).unwrap();
    assert_eq!(shown, json!({ "next_cursor": "17 a group 1" }));
    assert_eq!(serde_json::to_value(NextCursor::after(None)).unwrap(), json!({}));
    for wrong in ["x", "17", "17 ", "-1 g", "17 群", "99999999999999999999 g"] {
        let params = json!({ "group_search_member_params_keyword_list": ["k"], "opentim_cursor": wrong });
        let asked = member_search(&request("TIMGroupSearchGroupMembers", &json!({ "searchParams": params })), &LIMITS);
        let (code, desc) = said(asked);
        assert!(code == 10004 && desc.starts_with("opentim_cursor must be the next_cursor"), "{wrong}: {desc}");
    }
}

#[test]
fn found_members_stand_under_their_group() {
    let found = [(group("g 1"), vec![member("bob b", Role::Owner)])];
    let answer = serde_json::to_value(searched_members(&found, &Accounts::new(), Secs(0))).unwrap();
    assert_eq!(answer[0]["group_search_member_result_groupid"], json!(["g 1"]));
    let member = &answer[0]["group_search_member_result_member_info_list"][0];
    assert_eq!((&member["group_member_info_identifier"], &member["group_member_info_member_role"]), (&json!("bob b"), &json!(400)));
}
