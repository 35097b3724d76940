use super::create;
use crate::sdk::method::Method;
use crate::sdk::request::Request;
use opentim_domain::group::{CreateGroup, NewId};
use opentim_domain::{GroupId, InviteOption, JoinOption, Kind, Role, UserId};
use serde_json::{Value, json};

fn taken(params: Value) -> Result<CreateGroup, (i32, String)> {
    let mut params = params;
    params.as_object_mut().unwrap().entry("create_group_param_group_name").or_insert(json!("g"));
    let text = json!({ "params": params }).to_string();
    let request = Request::parse(Method::named("TIMGroupCreate").unwrap(), Some(&text)).expect("has the right shape");
    let draw = |kind: Kind| GroupId::parse(&format!("drawn for {kind:?}")).unwrap();
    create(&request, UserId::parse("alice").unwrap(), draw).map_err(|failure| (failure.code, failure.desc))
}

fn refused(params: Value) -> (i32, String) {
    taken(params).expect_err("must be refused")
}

#[test]
fn what_is_not_given_has_its_default() {
    let CreateGroup { group, members } = taken(json!({})).unwrap();
    assert_eq!(group.kind, Kind::Public);
    assert_eq!(group.id, NewId::Drawn(GroupId::parse("drawn for Public").unwrap()));
    assert_eq!(group.owner, Some(UserId::parse("alice").unwrap()));
    assert_eq!((group.max_members, group.join, group.invite), (None, None, None));
    assert!(members.is_empty());
}

#[test]
fn null_means_not_given_in_every_optional_field() {
    let nulls = json!({
        "create_group_param_group_id": null, "create_group_param_group_type": null, "create_group_param_is_support_topic": null,
        "create_group_param_group_member_array": null, "create_group_param_notification": null,
        "create_group_param_introduction": null, "create_group_param_face_url": null, "create_group_param_add_option": null,
        "create_group_param_approve_option": null, "create_group_param_max_member_num": null,
        "create_group_param_custom_info": null, "create_group_param_enable_permission_group": null,
        "create_group_param_default_permissions": null,
    });
    assert_eq!(taken(nulls).unwrap(), taken(json!({})).unwrap());
}

#[test]
fn a_cap_of_zero_and_an_empty_id_mean_not_given() {
    let given = json!({ "create_group_param_max_member_num": 0, "create_group_param_group_id": "" });
    assert_eq!(taken(given).unwrap(), taken(json!({})).unwrap());
}

#[test]
fn both_spellings_of_roles_are_understood() {
    for (number, role) in [
        (0, Role::Member),
        (1, Role::Member),
        (200, Role::Member),
        (2, Role::Admin),
        (300, Role::Admin),
        (3, Role::Owner),
        (400, Role::Owner),
    ] {
        let member = json!([{ "group_member_info_identifier": "bob", "group_member_info_member_role": number }]);
        let command = taken(json!({ "create_group_param_group_member_array": member })).unwrap();
        assert_eq!(command.members[0].role, role, "{number}");
    }
    let member = json!([{ "group_member_info_identifier": "bob", "group_member_info_member_role": 4 }]);
    assert_eq!(
        refused(json!({ "create_group_param_group_member_array": member })),
        (
            10004,
            "create_group_param_group_member_array[0].group_member_info_member_role must be 200 (member), 300 (admin) or 400 (owner), \
             or 0 or 1 (member), 2 (admin) or 3 (owner), the number 4 was given"
                .to_owned()
        )
    );
}

#[test]
fn types_and_options_are_numbers() {
    for (number, kind) in (0..).zip([Kind::Public, Kind::Work, Kind::Meeting, Kind::BChatRoom, Kind::Live, Kind::Community]) {
        assert_eq!(taken(json!({ "create_group_param_group_type": number })).unwrap().group.kind, kind);
    }
    for (number, join, invite) in [
        (0, JoinOption::Forbidden, InviteOption::Disabled),
        (1, JoinOption::Approval, InviteOption::Approval),
        (2, JoinOption::Free, InviteOption::Free),
    ] {
        let options = json!({ "create_group_param_add_option": number, "create_group_param_approve_option": number });
        let group = taken(options).unwrap().group;
        assert_eq!((group.join, group.invite), (Some(join), Some(invite)));
    }
    for (field, value) in [
        ("create_group_param_group_type", json!(6)),
        ("create_group_param_group_type", json!(99)),
        ("create_group_param_group_type", json!("Public")),
        ("create_group_param_group_type", json!(-1)),
        ("create_group_param_add_option", json!(3)),
        ("create_group_param_approve_option", json!(3)),
    ] {
        let (code, desc) = refused(json!({ field: value }));
        assert_eq!(code, 10004);
        assert!(desc.starts_with(&format!("{field} must be ")), "{desc}");
    }
}

#[test]
fn every_field_refuses_every_wrong_type_and_names_itself() {
    const TEXTS: [&str; 5] = [
        "create_group_param_group_name",
        "create_group_param_group_id",
        "create_group_param_notification",
        "create_group_param_introduction",
        "create_group_param_face_url",
    ];
    const NUMBERS: [&str; 4] = [
        "create_group_param_group_type",
        "create_group_param_add_option",
        "create_group_param_approve_option",
        "create_group_param_max_member_num",
    ];
    const FLAGS: [&str; 2] = ["create_group_param_is_support_topic", "create_group_param_enable_permission_group"];
    const LISTS: [&str; 2] = ["create_group_param_group_member_array", "create_group_param_custom_info"];
    let values = [json!("x"), json!(5.5), json!(-1), json!(true), json!(["x"]), json!({ "x": 1 })];
    let fits = |field: &str, value: &Value| match value {
        Value::String(_) => TEXTS.contains(&field),
        Value::Bool(_) => FLAGS.contains(&field),
        _ => false,
    };
    for field in TEXTS.iter().chain(&NUMBERS).chain(&FLAGS).chain(&LISTS) {
        for value in values.iter().filter(|value| !fits(field, value)) {
            let (code, desc) = refused(json!({ *field: value }));
            assert_eq!(code, 10004, "{field} {value}");
            assert!(desc.starts_with(field), "{desc}");
        }
    }
}

#[test]
fn numbers_must_be_whole_and_in_range() {
    for value in [json!(-1), json!(1.5), json!(9_007_199_254_740_993_u64), json!(1e300), json!("200")] {
        let (code, desc) = refused(json!({ "create_group_param_max_member_num": value }));
        assert_eq!(code, 10004);
        assert!(desc.contains("must be a whole number from 0 to 4294967295"), "{desc}");
    }
    for (value, bits) in [(json!(1024), 1024), (json!("9007199254740993"), 9_007_199_254_740_993)] {
        let command = taken(json!({ "create_group_param_default_permissions": value })).unwrap();
        assert_eq!(command.group.default_permissions, bits);
    }
    assert_eq!(refused(json!({ "create_group_param_default_permissions": "-1" })).0, 10004);
}

#[test]
fn members_and_custom_fields_are_checked_one_by_one() {
    let third = |member: Value| {
        let ok = json!({ "group_member_info_identifier": "bob" });
        refused(json!({ "create_group_param_group_member_array": [ok, ok, ok, member] }))
    };
    assert_eq!(
        third(json!({ "group_member_info_identifier": 5 })).1,
        "create_group_param_group_member_array[3].group_member_info_identifier must be text, the number 5 was given"
    );
    assert_eq!(third(json!({})).1, "create_group_param_group_member_array[3].group_member_info_identifier is required");
    assert_eq!(third(json!("u1")).1, "create_group_param_group_member_array[3] must be an object, the text \"u1\" was given");
    assert_eq!(third(json!({ "group_member_info_identifier": "" })).0, 10004);
    let custom = json!([{ "group_info_custom_string_info_key": "k" }]);
    assert_eq!(
        refused(json!({ "create_group_param_custom_info": custom })).1,
        "create_group_param_custom_info[0].group_info_custom_string_info_value is required"
    );
}

#[test]
fn own_ids_are_checked_by_the_rules_of_their_type() {
    for (kind, id, fine) in [
        (0, "g 1", true),
        (0, "x".repeat(48).as_str(), true),
        (0, "x".repeat(49).as_str(), false),
        (0, "@TGS#abc", false),
        (0, "群", false),
        (0, "a\u{0}b", false),
        (0, "   ", false),
        (5, "@TGS#_abc", true),
        (5, "abc", false),
        (5, "@TGS#_a@TOPIC#_b", false),
    ] {
        let given = json!({ "create_group_param_group_type": kind, "create_group_param_group_id": id });
        match taken(given) {
            Ok(command) => assert!(fine && command.group.id == NewId::Chosen(GroupId::parse(id).unwrap()), "{id}"),
            Err((code, desc)) => assert!(!fine && code == 8501, "{id}: {code} {desc}"),
        }
    }
}
