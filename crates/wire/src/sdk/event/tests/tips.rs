use super::{group, known, lengths, user};
use crate::sdk::event::{Known, Tip, text};
use opentim_domain::{
    Actor, Entry, EventBody, Face, FieldChange, InfoChange, InviteOption, JoinOption, Kind, Millis, Role, Secs, UserId,
};
use serde_json::{Value, json};

const AT: Millis = Millis(1_700_000_123_456);

fn elem(face: Face, body: &EventBody, known: &Known) -> Option<Value> {
    let actor = Actor::user(user("op"), face);
    let tip = Tip { group: &group(), at: AT, member_count: 7, actor: &actor, body };
    let text = text(&tip, known)?;
    Some(serde_json::from_str(&text).unwrap())
}

fn shown(body: &EventBody) -> Value {
    elem(Face::Sdk, body, &known(&[("op", Role::Owner), ("anna", Role::Member)])).unwrap()
}

fn users(ids: &[&str]) -> Vec<UserId> {
    ids.iter().map(|id| user(id)).collect()
}

/// One event of each kind that members are told of.
fn told() -> Vec<(u32, EventBody)> {
    vec![
        (1, EventBody::MembersAdded { members: users(&["anna", "ben"]), how: Entry::Invited, silent: false }),
        (2, EventBody::MemberQuit { member: user("op"), role: Role::Admin }),
        (
            3,
            EventBody::MembersKicked {
                members: vec![(user("anna"), Role::Member)],
                reason: String::new(),
                silent: false,
                banned_until: None,
            },
        ),
        (4, EventBody::RoleChanged { member: user("anna"), before: Role::Member, after: Role::Admin }),
        (5, EventBody::RoleChanged { member: user("anna"), before: Role::Admin, after: Role::Member }),
        (6, EventBody::OwnerChanged { before: Some(user("op")), after: Some(user("anna")) }),
        (6, EventBody::OwnerChanged { before: Some(user("op")), after: None }),
        (6, EventBody::InfoChanged { changes: vec![InfoChange::Name("a".into(), "b".into())] }),
        (7, EventBody::Muted { users: users(&["anna"]), until: Some(Secs(1_700_000_723)), secs: 600 }),
        (8, EventBody::Marked { members: users(&["anna", "ben"]), mark: 1001, on: true }),
    ]
}

#[test]
fn each_event_has_its_type_and_says_where_when_and_by_whom() {
    for (number, body) in told() {
        let elem = shown(&body);
        assert_eq!(elem["group_tips_elem_tip_type"], number, "{body:?}");
        assert_eq!(elem["group_tips_elem_group_id"], "club");
        assert_eq!(elem["group_tips_elem_group_name"], "The club");
        assert_eq!(elem["group_tips_elem_op_user"], "op");
        assert_eq!(elem["group_tips_elem_op_user_info"]["user_profile_identifier"], "op");
        assert_eq!(elem["group_tips_elem_op_group_memberinfo"]["group_member_info_identifier"], "op");
        assert_eq!(elem["group_tips_elem_time"], 1_700_000_123);
        assert_eq!(elem["group_tips_elem_member_num"], 7);
        assert_eq!(elem["group_tips_elem_platform"], "Unknown");
    }
}

#[test]
fn every_array_is_there_and_has_an_entry_where_the_type_is_about_one() {
    let names = [
        "group_tips_elem_user_array",
        "group_tips_elem_changed_user_info_array",
        "group_tips_elem_changed_group_memberinfo_array",
        "group_tips_elem_group_change_info_array",
        "group_tips_elem_member_change_info_array",
        "group_tips_elem_member_mark_info_array",
    ];
    let expected = [
        [2, 2, 2, 0, 0, 0],
        [1, 1, 1, 0, 0, 0],
        [1, 1, 1, 0, 0, 0],
        [1, 1, 1, 0, 0, 0],
        [1, 1, 1, 0, 0, 0],
        [1, 1, 1, 1, 0, 0],
        [1, 1, 1, 1, 0, 0],
        [0, 0, 0, 1, 0, 0],
        [1, 1, 1, 0, 1, 0],
        [2, 2, 2, 0, 0, 1],
    ];
    for ((_, body), expected) in told().into_iter().zip(expected) {
        assert_eq!(lengths(&shown(&body), &names), expected, "{body:?}");
    }
}

#[test]
fn the_arrays_are_filled_without_any_record_too() {
    for (number, body) in told() {
        let known = elem(Face::Sdk, &body, &Known::default()).unwrap();
        assert_eq!(known["group_tips_elem_tip_type"], number);
        assert_eq!(known["group_tips_elem_group_name"], "");
        let changed = known["group_tips_elem_changed_group_memberinfo_array"].as_array().unwrap();
        assert!(changed.iter().all(|one| one["group_member_info_identifier"].is_string()));
    }
}

#[test]
fn who_joined_by_himself_and_who_was_added_differ_by_join_type() {
    let join_type = |how| {
        shown(&EventBody::MembersAdded { members: users(&["anna"]), how, silent: false })["group_tips_elem_join_type"].clone()
    };
    assert_eq!((join_type(Entry::Applied), join_type(Entry::Invited)), (json!(1), json!(2)));
    assert_eq!(shown(&told()[1].1)["group_tips_elem_join_type"], 0);
}

#[test]
fn a_member_is_shown_with_his_record() {
    let elem = shown(&told()[0].1);
    assert_eq!(
        elem["group_tips_elem_changed_group_memberinfo_array"][0],
        json!({
            "group_member_info_identifier": "anna",
            "group_member_info_group_id": "club",
            "group_member_info_member_role": 200,
            "group_member_info_msg_flag": 0,
            "group_member_info_msg_seq": 0,
            "group_member_info_join_time": 1_700_000_000,
            "group_member_info_shutup_time": 1_800_000_000,
            "group_member_info_name_card": "anna's card",
            "group_member_info_nick_name": "",
            "group_member_info_friend_remark": "",
            "group_member_info_face_url": "",
            "group_member_info_custom_info": [
                { "group_member_info_custom_string_info_key": "k", "group_member_info_custom_string_info_value": "v" }
            ],
        })
    );
    assert_eq!(elem["group_tips_elem_op_group_memberinfo"]["group_member_info_member_role"], 400);
    let unknown = &elem["group_tips_elem_changed_group_memberinfo_array"][1];
    assert_eq!(unknown["group_member_info_identifier"], "ben");
    assert_eq!(unknown.get("group_member_info_member_role"), None);
}

#[test]
fn the_role_in_the_event_counts_more_than_the_record() {
    let role = |body: &EventBody| {
        shown(body)["group_tips_elem_changed_group_memberinfo_array"][0]["group_member_info_member_role"].clone()
    };
    let roles: Vec<Value> = told()[1..6].iter().map(|(_, body)| role(body)).collect();
    assert_eq!(roles, [300, 200, 300, 200, 400].map(Value::from));
    let quit = shown(&told()[1].1);
    assert_eq!(quit["group_tips_elem_op_group_memberinfo"]["group_member_info_member_role"], 300);
}

#[test]
fn a_new_owner_is_the_value_of_the_owner_flag() {
    let change = |body: &EventBody| shown(body)["group_tips_elem_group_change_info_array"][0].clone();
    let [(_, to_anna), (_, to_nobody)] = &told()[5..7] else { panic!() };
    assert_eq!(change(to_anna)["group_tips_group_change_info_flag"], 5);
    assert_eq!(change(to_anna)["group_tips_group_change_info_value"], "anna");
    assert_eq!(change(to_nobody)["group_tips_group_change_info_value"], "");
    assert_eq!(shown(to_anna)["group_tips_elem_user_array"], json!(["anna"]));
    assert_eq!(shown(to_nobody)["group_tips_elem_user_array"], json!(["op"]));
}

#[test]
fn each_change_of_the_profile_has_its_flag_and_its_kind_of_value() {
    let text = |value: &str| ("a".to_owned(), value.to_owned());
    let (name, introduction, notification, face) = (text("n"), text("i"), text("t"), text("f"));
    let field = |key: &str, after: Option<&str>| FieldChange { key: key.into(), before: None, after: after.map(Into::into) };
    let changes = vec![
        InfoChange::Name(name.0, name.1),
        InfoChange::Introduction(introduction.0, introduction.1),
        InfoChange::Notification(notification.0, notification.1),
        InfoChange::FaceUrl(face.0, face.1),
        InfoChange::Fields(vec![field("k1", Some("v1")), field("k2", None)]),
        InfoChange::MuteAll(false, true),
        InfoChange::JoinOption(JoinOption::Forbidden, JoinOption::Free),
        InfoChange::InviteOption(InviteOption::Free, InviteOption::Approval),
        InfoChange::PermissionGroups(false, true),
        InfoChange::DefaultPermissions(0, 12),
        InfoChange::MaxMembers(None, Some(3)),
        InfoChange::Visible(None, Some(true)),
    ];
    let elem = shown(&EventBody::InfoChanged { changes });
    let change = |flag: u32, value: &str, key: &str, truth: bool, int: u32, bits: u64| {
        json!({
            "group_tips_group_change_info_flag": flag,
            "group_tips_group_change_info_value": value,
            "group_tips_group_change_info_key": key,
            "group_tips_group_change_info_bool_value": truth,
            "group_tips_group_change_info_int_value": int,
            "group_tips_group_change_info_uint64_value": bits,
        })
    };
    assert_eq!(
        elem["group_tips_elem_group_change_info_array"],
        json!([
            change(1, "n", "", false, 0, 0),
            change(2, "i", "", false, 0, 0),
            change(3, "t", "", false, 0, 0),
            change(4, "f", "", false, 0, 0),
            change(6, "v1", "k1", false, 0, 0),
            change(6, "", "k2", false, 0, 0),
            change(8, "", "", true, 0, 0),
            change(11, "", "", false, 2, 0),
            change(12, "", "", false, 1, 0),
            change(13, "", "", true, 0, 0),
            change(14, "", "", false, 0, 12),
        ])
    );
}

#[test]
fn a_mute_says_for_how_many_seconds() {
    let muted = shown(&told()[8].1);
    let expected = json!([{ "group_tips_member_change_info_identifier": "anna", "group_tips_member_change_info_shutupTime": 600 }]);
    assert_eq!(muted["group_tips_elem_member_change_info_array"], expected);
    let free = shown(&EventBody::Muted { users: users(&["anna"]), until: None, secs: 0 });
    assert_eq!(free["group_tips_elem_member_change_info_array"][0]["group_tips_member_change_info_shutupTime"], 0);
}

#[test]
fn a_mark_says_which_and_whose() {
    assert_eq!(
        shown(&told()[9].1)["group_tips_elem_member_mark_info_array"],
        json!([{
            "group_tips_member_mark_change_info_enableMark": true,
            "group_tips_member_mark_change_info_markType": 1001,
            "group_tips_member_mark_change_info_userIDList": ["anna", "ben"],
        }])
    );
}

#[test]
fn the_platform_is_that_of_the_operator() {
    let platform = |face| elem(face, &told()[0].1, &Known::default()).unwrap()["group_tips_elem_platform"].clone();
    let platforms = [Face::Sdk, Face::Rest, Face::Web, Face::System].map(platform);
    assert_eq!(platforms, ["Unknown", "RESTAPI", "Web", "Unknown"].map(Value::from));
}

#[test]
fn what_single_users_are_told_is_no_tip() {
    let silent = [
        EventBody::Created { kind: Kind::Work, name: "a".into(), owner: None, members: Vec::new() },
        EventBody::Imported { kind: Kind::Work, name: "a".into(), owner: None },
        EventBody::MembersImported { members: Vec::new() },
        EventBody::Disbanded { kind: Kind::Work, name: "a".into(), owner: None },
        EventBody::MemberChanged { member: user("anna"), changes: Vec::new() },
        EventBody::Banned { users: users(&["anna"]), until: Secs(1), description: String::new() },
        EventBody::Unbanned { users: users(&["anna"]) },
        EventBody::InfoChanged { changes: vec![InfoChange::MaxMembers(None, Some(1))] },
    ];
    for body in silent {
        assert!(elem(Face::Sdk, &body, &Known::default()).is_none(), "{body:?}");
    }
}

#[test]
fn the_operator_is_the_first_whose_record_is_wanted_and_is_wanted_once() {
    let people = |body: &EventBody| {
        let actor = Actor::user(user("op"), Face::Sdk);
        let tip = Tip { group: &group(), at: AT, member_count: 1, actor: &actor, body };
        tip.people().into_iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(people(&told()[0].1), ["op", "anna", "ben"]);
    assert_eq!(people(&told()[1].1), ["op"]);
    assert_eq!(people(&told()[7].1), ["op"]);
}
