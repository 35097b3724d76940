//! What REST and the SDK say of topics and permission groups in their own words is the same command.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

use opentim_domain::permission_group::RightsChange;
use opentim_domain::topic::CreateTopic;
use opentim_domain::{Limits, PermissionGroupId, TopicId};
use opentim_wire::{rest, sdk};
use serde_json::{Value, json};

const LIMITS: Limits = Limits::RECOMMENDED;
const TOPIC: &str = "@TGS#_town@TOPIC#_news";

/// A call of the SDK dialect.
fn call(method: &str, argument: &Value) -> sdk::Request {
    sdk::Request::parse(sdk::Method::named(method).unwrap(), Some(&argument.to_string())).expect("has the right shape")
}

fn bytes(body: &Value) -> Vec<u8> {
    body.to_string().into_bytes()
}

fn drawn_topic() -> TopicId {
    TopicId::parse("@TGS#_town@TOPIC#_drawn").unwrap()
}

fn topics_created(theirs: &Value, ours: &Value) -> (CreateTopic, CreateTopic) {
    let theirs = rest::topic::create::read(&bytes(theirs), &mut |_| drawn_topic()).unwrap().command;
    let ours = json!({ "group_id": "@TGS#_town", "json_topic_info": ours });
    (theirs, sdk::community::create_topic(&call("TIMGroupCreateTopicInCommunity", &ours), |_| drawn_topic()).unwrap())
}

#[test]
fn a_new_topic_is_one_command() {
    let (theirs, ours) = topics_created(
        &json!({ "GroupId": "@TGS#_town", "TopicId": TOPIC, "TopicName": "新闻", "CustomString": "c", "FaceUrl": "f",
            "Notification": "n", "Introduction": "i" }),
        &json!({ "group_topic_info_topic_id": TOPIC, "group_topic_info_topic_name": "新闻", "group_topic_info_custom_string": "c",
            "group_topic_info_topic_face_url": "f", "group_topic_info_notification": "n", "group_topic_info_introduction": "i" }),
    );
    assert_eq!(theirs, ours);
    let (theirs, ours) = topics_created(
        &json!({ "GroupId": "@TGS#_town", "TopicName": "n" }),
        &json!({ "group_topic_info_topic_name": "n", "group_topic_info_topic_id": "" }),
    );
    assert_eq!(theirs, ours);
}

#[test]
fn a_changed_topic_is_one_command() {
    let theirs = json!({ "GroupId": "@TGS#_town", "TopicId": TOPIC, "TopicName": "n", "CustomString": "", "FaceUrl": "f",
        "Notification": "t", "Introduction": "i", "MuteAllMember": "On" });
    let ours = json!({ "json_topic_info": {
        "group_topic_info_topic_id": TOPIC, "group_topic_info_topic_name": "n", "group_topic_info_custom_string": "",
        "group_topic_info_topic_face_url": "f", "group_topic_info_notification": "t", "group_topic_info_introduction": "i",
        "group_topic_info_is_all_muted": true, "group_modify_info_param_modify_flag": 1 + 2 + 4 + 8 + 256 + 2048,
    } });
    let theirs = rest::topic::modify::read(&bytes(&theirs)).unwrap().command;
    assert_eq!(theirs, sdk::community::modify_topic(&call("TIMGroupSetTopicInfo", &ours)).unwrap());
}

#[test]
fn deleted_topics_are_the_same_ones() {
    let theirs = json!({ "GroupId": "@TGS#_town", "TopicIdList": [TOPIC] });
    let theirs = rest::topic::destroy::read(&bytes(&theirs)).unwrap().command;
    let ours = json!({ "group_id": "@TGS#_town", "json_topic_id_array": [TOPIC] });
    let ours = sdk::community::delete_topics(&call("TIMGroupDeleteTopicFromCommunity", &ours), &LIMITS).unwrap();
    assert_eq!((theirs.group, theirs.topics), (ours.group.clone(), ours.parsed()));
}

#[test]
fn a_permission_group_is_created_and_changed_by_one_command() {
    let body = json!({ "GroupId": "@TGS#_town", "PermissionGroupId": "@PMG#_guards", "PermissionGroupName": "名", "Permission": 48,
        "CustomString": "c" });
    let info = json!({ "json_permission_group_info": {
        "community_group_id": "@TGS#_town", "permission_group_id": "@PMG#_guards", "permission_group_name": "名",
        "group_permission": "48", "permission_custom_data": "c", "permission_group_modify_info_flag": 1 + 2 + 4,
    } });
    let unused = || -> PermissionGroupId { panic!("an id is given") };
    let theirs = rest::permission_group::create::read(&bytes(&body), &mut |_| unused()).unwrap();
    let request = call("TIMCommunityCreatePermissionGroupInCommunity", &info);
    assert_eq!(theirs, sdk::community::create_permission_group(&request, |_| unused()).unwrap());
    let theirs = rest::permission_group::modify::read(&bytes(&body)).unwrap();
    let request = call("TIMCommunityModifyPermissionGroupInfoInCommunity", &info);
    assert_eq!(theirs, sdk::community::modify_permission_group(&request).unwrap());
}

#[test]
fn members_come_and_go_by_one_command() {
    let rows = json!([{ "Member_Account": "bob b" }, { "Member_Account": "carol" }]);
    let body = bytes(&json!({ "GroupId": "@TGS#_town", "PermissionGroupId": "@PMG#_guards", "MemberList": rows }));
    let argument =
        json!({ "group_id": "@TGS#_town", "permission_group_id": "@PMG#_guards", "json_member_id_array": ["bob b", "carol"] });
    let added = call("TIMCommunityAddCommunityMembersToPermissionGroup", &argument);
    let theirs = rest::permission_group::members::add(&body).unwrap();
    assert_eq!(theirs, sdk::community::add_permission_members(&added, &LIMITS).unwrap());
    let removed = call("TIMCommunityRemoveCommunityMembersFromPermissionGroup", &argument);
    let theirs = rest::permission_group::members::remove(&body).unwrap();
    assert_eq!(theirs, sdk::community::remove_permission_members(&removed, &LIMITS).unwrap());
}

#[test]
fn rights_in_topics_change_by_one_command() {
    let body = |more: Value| {
        let mut body = json!({ "GroupId": "@TGS#_town", "PermissionGroupId": "@PMG#_guards" });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        bytes(&body)
    };
    let given = body(json!({ "TopicPermissionList": [{ "TopicId": TOPIC, "Permission": 5 }] }));
    let map = json!({ "group_id": "@TGS#_town", "permission_group_id": "@PMG#_guards",
        "json_topic_permission_map": [{ "topic_permission_key": TOPIC, "topic_permission_value": 5 }] });
    for (how, method) in [
        (RightsChange::Add, "TIMCommunityAddTopicPermissionToPermissionGroup"),
        (RightsChange::Modify, "TIMCommunityModifyTopicPermissionInPermissionGroup"),
    ] {
        let theirs = rest::permission_group::topics::change(&given, how).unwrap();
        assert_eq!(theirs, sdk::community::change_rights(&call(method, &map), how, &LIMITS).unwrap().command);
    }
    let taken = json!({ "group_id": "@TGS#_town", "permission_group_id": "@PMG#_guards", "json_topic_id_array": [TOPIC] });
    let taken = call("TIMCommunityDeleteTopicPermissionFromPermissionGroup", &taken);
    let theirs = rest::permission_group::topics::change(&body(json!({ "TopicIdList": [TOPIC] })), RightsChange::Delete).unwrap();
    assert_eq!(theirs, sdk::community::take_rights(&taken, &LIMITS).unwrap().command);
}
