//! Two dialects that say the same thing give the same command.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

use opentim_domain::group::CreateGroup;
use opentim_domain::{GroupId, Kind, Limits, UserId};
use opentim_wire::{rest, sdk};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

fn request(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/create_group").join(name);
    let fixture: Value = serde_json::from_slice(&fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"))).unwrap();
    fixture["request"].clone()
}

fn drawn(_: Kind) -> GroupId {
    GroupId::parse("drawn").unwrap()
}

fn over_rest(name: &str) -> CreateGroup {
    let body = request(&format!("rest-{name}.json")).to_string();
    rest::group::create::read(body.as_bytes(), &mut drawn).unwrap()
}

fn in_sdk(name: &str, owner: &UserId) -> CreateGroup {
    let text = request(&format!("sdk-{name}.json")).to_string();
    let method = sdk::Method::named("TIMGroupCreate").unwrap();
    let request = sdk::Request::parse(method, Some(&text)).expect("has the right shape");
    sdk::group::create(&request, owner.clone(), drawn).unwrap()
}

#[test]
fn a_create_in_the_words_of_rest_and_of_the_sdk_is_one_command() {
    let caller = UserId::parse("leckie").unwrap();
    for name in ["basic", "everything", "group-fields", "member-fields", "members", "own-id", "profile"] {
        let (mut theirs, ours) = (over_rest(name), in_sdk(name, &caller));
        // REST may leave the owner out; in the SDK it is always the caller.
        theirs.group.owner.get_or_insert(caller.clone());
        assert_eq!(theirs, ours, "{name}");
    }
}

/// A call of the SDK dialect.
fn call(method: &str, params: &Value) -> sdk::Request {
    let text = json!({ "params": params }).to_string();
    sdk::Request::parse(sdk::Method::named(method).unwrap(), Some(&text)).expect("has the right shape")
}

#[test]
fn a_change_of_a_group_is_one_command() {
    let body = json!({
        "GroupId": "a group 1", "Name": "名", "Introduction": "", "Notification": "n", "FaceUrl": "f", "MaxMemberNum": 7,
        "ApplyJoinOption": "DisableApply", "InviteJoinOption": "NeedPermission", "MuteAllMember": "On",
        "AppDefinedData": [{ "Key": "k", "Value": "v" }],
    });
    let params = json!({
        "group_modify_info_param_group_id": "a group 1", "group_modify_info_param_modify_flag": 1 + 2 + 4 + 8 + 16 + 32 + 256 + 512 + 4096,
        "group_modify_info_param_group_name": "名", "group_modify_info_param_introduction": "",
        "group_modify_info_param_notification": "n", "group_modify_info_param_face_url": "f",
        "group_modify_info_param_max_member_num": 7, "group_modify_info_param_add_option": 0,
        "group_modify_info_param_approve_option": 1, "group_modify_info_param_is_shutup_all": true,
        "group_modify_info_param_custom_info":
            [{ "group_info_custom_string_info_key": "k", "group_info_custom_string_info_value": "v" }],
    });
    let theirs = rest::group::modify::read(body.to_string().as_bytes()).unwrap().command;
    let sdk::group::GroupChange::Patch(ours) = sdk::group::modify(&call("TIMGroupModifyGroupInfo", &params)).unwrap() else {
        panic!("no owner is named")
    };
    assert_eq!(theirs, ours);
}

#[test]
fn another_owner_is_one_command() {
    let body = json!({ "GroupId": "a group 1", "NewOwner_Account": "bob b" });
    let params = json!({ "group_modify_info_param_group_id": "a group 1", "group_modify_info_param_modify_flag": -2_147_483_648_i64,
        "group_modify_info_param_owner": "bob b" });
    let theirs = rest::group::transfer::read(body.to_string().as_bytes()).unwrap();
    let ours = sdk::group::modify(&call("TIMGroupModifyGroupInfo", &params)).unwrap();
    assert_eq!(sdk::group::GroupChange::Owner(theirs), ours);
}

#[test]
fn a_removal_is_one_command() {
    let body = json!({ "GroupId": "a group 1", "MemberToDel_Account": ["bob b", "carol"], "Reason": "因为" });
    let params = json!({ "group_delete_member_param_group_id": "a group 1",
        "group_delete_member_param_identifier_array": ["bob b", "carol"], "group_delete_member_param_user_data": "因为" });
    let theirs = rest::member::delete::read(body.to_string().as_bytes()).unwrap();
    let ours = sdk::group::delete_members(&call("TIMGroupDeleteMember", &params), &Limits::RECOMMENDED).unwrap();
    assert_eq!(theirs, ours);
}

#[test]
fn a_change_of_a_member_is_one_command() {
    let body = json!({ "GroupId": "a group 1", "Member_Account": "bob b", "Role": "Admin", "MsgFlag": "Discard", "NameCard": "卡",
        "MuteTime": 60, "AppMemberDefinedData": [{ "Key": "k", "Value": "v" }] });
    let params = json!({
        "group_modify_member_info_group_id": "a group 1", "group_modify_member_info_identifier": "bob b",
        "group_modify_member_info_modify_flag": 31, "group_modify_member_info_msg_flag": 1,
        "group_modify_member_info_member_role": 300, "group_modify_member_info_shutup_time": 60,
        "group_modify_member_info_name_card": "卡", "group_modify_member_info_custom_info":
            [{ "group_member_info_custom_string_info_key": "k", "group_member_info_custom_string_info_value": "v" }],
    });
    let theirs = rest::member::modify::read(body.to_string().as_bytes()).unwrap();
    let ours = sdk::group::modify_member(&call("TIMGroupModifyMemberInfo", &params)).unwrap();
    assert_eq!(sdk::group::ChangeOfMember::InGroup(theirs), ours);
}
