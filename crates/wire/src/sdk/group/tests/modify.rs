use super::{code, request, said, user};
use crate::sdk::group::{ChangeOfMember, GroupChange, ReceiveOptionOf, modify, modify_member, set_receive_option};
use opentim_domain::group::{ChangeOwner, GroupPatch};
use opentim_domain::member::MemberPatch;
use opentim_domain::topic::{MuteInTopic, SetTopicMsgFlag};
use opentim_domain::{CustomField, InviteOption, JoinOption, MsgFlag, Role, TopicId};
use serde_json::{Value, json};

/// Every field at once, as an app has it that keeps one object for all changes.
fn everything() -> Value {
    json!({
        "group_modify_info_param_group_id": "a group 1", "group_modify_info_param_group_name": "名",
        "group_modify_info_param_notification": "note", "group_modify_info_param_introduction": "",
        "group_modify_info_param_face_url": "http://face", "group_modify_info_param_add_option": 0,
        "group_modify_info_param_max_member_num": 7, "group_modify_info_param_visible": 0,
        "group_modify_info_param_searchable": true, "group_modify_info_param_is_shutup_all": true,
        "group_modify_info_param_owner": "bob", "group_modify_info_param_approve_option": 2,
        "group_modify_info_param_enable_permission_group": true, "group_modify_info_param_default_permissions": "9007199254740993",
        "group_modify_info_param_custom_info":
            [{ "group_info_custom_string_info_key": "k", "group_info_custom_string_info_value": "" }],
    })
}

fn change(flag: &Value, params: &Value) -> Result<GroupChange, crate::sdk::Failure> {
    let mut params = params.clone();
    params["group_modify_info_param_modify_flag"] = flag.clone();
    modify(&request("TIMGroupModifyGroupInfo", &json!({ "params": params })))
}

fn patch(flag: u32) -> GroupPatch {
    match change(&json!(flag), &everything()) {
        Ok(GroupChange::Patch(command)) => {
            assert_eq!(command.group.as_str(), "a group 1");
            command.patch
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_what_the_flag_names_changes() {
    let none = GroupPatch::default;
    let text = |text: &str| Some(text.to_owned());
    let field = CustomField { key: "k".to_owned(), value: String::new() };
    for (flag, wanted) in [
        (0, none()),
        (1, GroupPatch { name: text("名"), ..none() }),
        (2, GroupPatch { notification: text("note"), ..none() }),
        (4, GroupPatch { introduction: text(""), ..none() }),
        (8, GroupPatch { face_url: text("http://face"), ..none() }),
        (16, GroupPatch { join: Some(JoinOption::Forbidden), ..none() }),
        (32, GroupPatch { max_members: Some(7), ..none() }),
        (64, GroupPatch { visible: Some(false), ..none() }),
        (128, GroupPatch { searchable: Some(true), ..none() }),
        (256, GroupPatch { mute_all: Some(true), ..none() }),
        (512, GroupPatch { fields: vec![field], ..none() }),
        (4096, GroupPatch { invite: Some(InviteOption::Free), ..none() }),
        (8192, GroupPatch { permission_groups: Some(true), ..none() }),
        (16384, GroupPatch { default_permissions: Some(9_007_199_254_740_993), ..none() }),
        (3, GroupPatch { name: text("名"), notification: text("note"), ..none() }),
    ] {
        assert_eq!(patch(flag), wanted, "{flag}");
    }
}

#[test]
fn what_the_flag_does_not_name_may_be_anything() {
    let params = json!({
        "group_modify_info_param_group_id": "g", "group_modify_info_param_group_name": "n",
        "group_modify_info_param_add_option": 3, "group_modify_info_param_visible": "yes", "group_modify_info_param_owner": {},
        "group_modify_info_param_custom_info": {},
    });
    let Ok(GroupChange::Patch(command)) = change(&json!(1), &params) else { panic!("is a change") };
    assert_eq!(command.patch, GroupPatch { name: Some("n".to_owned()), ..GroupPatch::default() });
}

#[test]
fn both_spellings_of_the_owner_flag_are_taken_and_only_alone() {
    for flag in [json!(2_147_483_648_u32), json!(-2_147_483_648_i64), json!(-2_147_483_648.0)] {
        let Ok(GroupChange::Owner(ChangeOwner { group, owner })) = change(&flag, &everything()) else { panic!("{flag}") };
        assert_eq!((group.as_str(), owner.as_str()), ("a group 1", "bob"));
    }
    for flag in [json!(2_147_483_649_u32), json!(-2_147_483_647)] {
        let (code, desc) = said(change(&flag, &everything()));
        assert_eq!(code, 10004);
        assert!(desc.starts_with("group_modify_info_param_owner must be the only change"), "{desc}");
    }
    let mut params = everything();
    params["group_modify_info_param_owner"] = json!("群");
    let (code, desc) = said(change(&json!(-2_147_483_648_i64), &params));
    assert_eq!((code, desc.contains("group_modify_info_param_owner")), (10004, true), "{desc}");
}

#[test]
fn a_flag_that_names_nothing_or_something_missing_is_refused_with_words() {
    for (flag, begins) in [
        (json!(1024), "group_modify_info_param_modify_flag holds bits that name nothing here: 1024"),
        (json!(2049), "group_modify_info_param_modify_flag holds bits that name nothing here: 2048"),
        (json!(1.5), "group_modify_info_param_modify_flag must be a whole number from -2147483648 to 4294967295"),
        (json!("1"), "group_modify_info_param_modify_flag must be a whole number"),
        (json!(4_294_967_296_u64), "group_modify_info_param_modify_flag must be a whole number"),
        (json!(-2_147_483_649_i64), "group_modify_info_param_modify_flag must be a whole number"),
    ] {
        let (code, desc) = said(change(&flag, &everything()));
        assert_eq!(code, 10004, "{flag}");
        assert!(desc.starts_with(begins), "{flag}: {desc}");
    }
    for (bit, name) in [(1, "group_name"), (64, "visible"), (512, "custom_info"), (2_147_483_648_u32, "owner")] {
        let (code, desc) = said(change(&json!(bit), &json!({ "group_modify_info_param_group_id": "g" })));
        assert_eq!(code, 10004);
        let flag = "group_modify_info_param_modify_flag";
        assert_eq!(desc, format!("group_modify_info_param_{name} is required, because {flag} names it with its bit {bit}"));
    }
    assert_eq!(code("TIMGroupModifyGroupInfo", &json!({ "params": { "group_modify_info_param_group_id": "g" } })), -3);
}

#[test]
fn wrong_types_under_the_flag_are_named_with_their_path() {
    for (bit, name, wrong, problem) in [
        (1, "group_name", json!(5), " must be text, the number 5 was given"),
        (
            16,
            "add_option",
            json!(3),
            " must be 0 (nobody may apply), 1 (owner or admin decides) or 2 (joins at once), the number 3 was given",
        ),
        (64, "visible", json!(2), " must be 0 or 1, the number 2 was given"),
        (256, "is_shutup_all", json!(1), " must be true or false, the number 1 was given"),
        (512, "custom_info", json!([{}]), "[0].group_info_custom_string_info_key is required"),
    ] {
        let mut params = everything();
        params[format!("group_modify_info_param_{name}")] = wrong;
        assert_eq!(said(change(&json!(bit), &params)), (10004, format!("group_modify_info_param_{name}{problem}")));
    }
    let mut params = everything();
    params["group_modify_info_param_group_id"] = json!("群");
    assert_eq!(said(change(&json!(1), &params)).0, 10015);
}

#[test]
fn a_member_changes_in_what_the_flag_names() {
    let all = json!({
        "group_modify_member_info_group_id": "a group 1", "group_modify_member_info_identifier": "bob b",
        "group_modify_member_info_msg_flag": 3, "group_modify_member_info_member_role": 2,
        "group_modify_member_info_shutup_time": 60, "group_modify_member_info_name_card": "卡",
        "group_modify_member_info_custom_info":
            [{ "group_member_info_custom_string_info_key": "k", "group_member_info_custom_string_info_value": "v" }],
    });
    let patch = |flag: u32| {
        let mut params = all.clone();
        params["group_modify_member_info_modify_flag"] = json!(flag);
        let change = modify_member(&request("TIMGroupModifyMemberInfo", &json!({ "params": params }))).unwrap();
        let ChangeOfMember::InGroup(command) = change else { panic!("no topic is named") };
        assert_eq!((command.group.as_str(), command.user.as_str()), ("a group 1", "bob b"));
        command.patch
    };
    let none = MemberPatch::default;
    assert_eq!(patch(0), none());
    assert_eq!(patch(1), MemberPatch { msg_flag: Some(MsgFlag::QuietUnlessNamed), ..none() });
    assert_eq!(patch(2), MemberPatch { role: Some(Role::Admin), ..none() });
    assert_eq!(patch(4), MemberPatch { mute_secs: Some(60), ..none() });
    assert_eq!(patch(8), MemberPatch { name_card: Some("卡".to_owned()), ..none() });
    assert_eq!(patch(16).fields, [CustomField { key: "k".to_owned(), value: "v".to_owned() }]);
}

#[test]
fn a_member_change_is_checked_as_the_incumbent_does_it_at_once() {
    let full = json!({ "group_modify_member_info_group_id": "g", "group_modify_member_info_identifier": "u",
        "group_modify_member_info_modify_flag": 8 });
    assert_eq!(code("TIMGroupModifyMemberInfo", &json!({ "params": full })), 0);
    for name in full.as_object().unwrap().keys() {
        let mut params = full.clone();
        params.as_object_mut().unwrap().remove(name);
        assert_eq!(code("TIMGroupModifyMemberInfo", &json!({ "params": params })), -3, "{name}");
    }
    assert_eq!(code("TIMGroupModifyMemberInfo", &json!({})), -4);
}

#[test]
fn all_four_receive_options_can_be_set() {
    let set = |argument: Value| set_receive_option(&request("TIMMsgSetGroupReceiveMessageOpt", &argument), user("me"));
    for (number, flag) in [MsgFlag::Notify, MsgFlag::Discard, MsgFlag::Quiet, MsgFlag::QuietUnlessNamed].into_iter().enumerate() {
        let command = set(json!({ "group_id": "g", "opt": number, "user_data": { "any": "thing" } })).unwrap();
        let ReceiveOptionOf::Group(command) = command else { panic!("no topic is named") };
        assert_eq!((command.user, command.patch.msg_flag), (user("me"), Some(flag)));
    }
    assert_eq!(said(set(json!({ "group_id": "g", "opt": 4 }))).0, 10004);
    assert_eq!(said(set(json!({ "group_id": "g" }))), (10004, "opt is required".to_owned()));
    assert_eq!(code("TIMMsgSetGroupReceiveMessageOpt", &json!({ "group_id": "", "opt": 0 })), -4);
}

#[test]
fn a_topic_takes_a_receive_option_and_a_mute_and_nothing_else() {
    const ID: &str = "@TGS#_c@TOPIC#_t";
    let topic = TopicId::parse(ID).unwrap();
    let argument = json!({ "group_id": ID, "opt": 2 });
    let command = set_receive_option(&request("TIMMsgSetGroupReceiveMessageOpt", &argument), user("me")).unwrap();
    assert_eq!(command, ReceiveOptionOf::Topic(SetTopicMsgFlag { topic: topic.clone(), flag: MsgFlag::Quiet }));
    let changed = |flag: u32| {
        let params = json!({
            "group_modify_member_info_group_id": ID, "group_modify_member_info_identifier": "bob b",
            "group_modify_member_info_modify_flag": flag, "group_modify_member_info_shutup_time": 60,
            "group_modify_member_info_name_card": "card",
        });
        modify_member(&request("TIMGroupModifyMemberInfo", &json!({ "params": params })))
    };
    assert_eq!(changed(4).unwrap(), ChangeOfMember::InTopic(MuteInTopic { topic, users: vec![user("bob b")], secs: 60 }));
    for flag in [0, 8, 12] {
        assert_eq!(said(changed(flag)).0, 10004, "{flag}");
    }
}
