use super::{group, user};
use crate::sdk::Event;
use crate::sdk::event::{Known, Tip, of_body, text};
use opentim_domain::record::{PermissionGroup, Topic};
use opentim_domain::{Actor, EventBody, Face, Millis, PermissionGroupId, Secs, TopicId, TopicRights};
use serde_json::{Value, json};

/// The values of the one call that an event's listeners get.
fn values(body: &EventBody) -> Value {
    let actor = Actor::user(user("op"), Face::Sdk);
    let tip = Tip { group: &group(), at: Millis(1), member_count: 7, actor: &actor, body };
    serde_json::from_str(&text(&tip, &Known::default()).unwrap()).unwrap()
}

/// The second value, which is JSON text.
fn second(body: &EventBody) -> Value {
    let values = values(body);
    assert_eq!((values.as_array().unwrap().len(), &values[0]), (2, &json!("club")), "{values}");
    serde_json::from_str(values[1].as_str().unwrap()).unwrap()
}

fn topic_id(own: &str) -> TopicId {
    TopicId::parse(&format!("@TGS#_town@TOPIC#_{own}")).unwrap()
}

fn topic() -> Box<Topic> {
    Box::new(Topic {
        id: topic_id("a"),
        name: "News".into(),
        introduction: String::new(),
        notification: String::new(),
        face_url: String::new(),
        custom: String::new(),
        mute_all: false,
        creator: None,
        created_at: Secs(5),
        changed_at: Secs(5),
    })
}

fn guards() -> PermissionGroupId {
    PermissionGroupId::parse("@PMG#_guards").unwrap()
}

fn permission_group() -> Box<PermissionGroup> {
    Box::new(PermissionGroup {
        id: guards(),
        name: "Guards".into(),
        custom: "c".into(),
        permissions: 32,
        topics: Default::default(),
        created_at: Secs(5),
    })
}

#[test]
fn a_new_topic_is_told_by_its_ids() {
    let body = EventBody::TopicCreated { topic: topic(), imported: false };
    assert_eq!((of_body(&body), values(&body)), (Event::TopicCreated, json!(["club", "@TGS#_town@TOPIC#_a"])));
}

#[test]
fn deleted_topics_are_told_as_an_array() {
    let body = EventBody::TopicsDeleted { topics: vec![topic_id("a"), topic_id("b")] };
    assert_eq!(of_body(&body), Event::TopicDeleted);
    assert_eq!(second(&body), json!(["@TGS#_town@TOPIC#_a", "@TGS#_town@TOPIC#_b"]));
}

#[test]
fn a_changed_topic_is_told_as_it_is_now_without_what_differs_from_reader_to_reader() {
    let body = EventBody::TopicChanged { topic: topic(), changes: Vec::new() };
    let expected = json!({
        "group_topic_info_topic_id": "@TGS#_town@TOPIC#_a", "group_topic_info_topic_name": "News",
        "group_topic_info_introduction": "", "group_topic_info_notification": "", "group_topic_info_topic_face_url": "",
        "group_topic_info_is_all_muted": false, "group_topic_info_custom_string": "", "topic_create_time": 5,
    });
    assert_eq!((of_body(&body), second(&body)), (Event::TopicChanged, expected));
}

#[test]
fn custom_data_of_a_topic_is_told_with_the_topic_first() {
    let body = EventBody::TopicCustomData { topic: topic_id("a"), data: "\"any\" text".into() };
    assert_eq!((of_body(&body), values(&body)), (Event::TopicCustomData, json!(["@TGS#_town@TOPIC#_a", "\"any\" text"])));
}

#[test]
fn a_permission_group_is_told_as_it_is_now() {
    let expected = json!({
        "community_group_id": "club", "permission_group_id": "@PMG#_guards", "permission_group_name": "Guards",
        "permission_custom_data": "c", "group_permission": 32,
    });
    let created = EventBody::PermissionGroupCreated { permission_group: permission_group() };
    assert_eq!((of_body(&created), second(&created)), (Event::PermissionGroupCreated, expected.clone()));
    let before = Box::new(PermissionGroup { permissions: 1, ..*permission_group() });
    let changed = EventBody::PermissionGroupChanged { before, after: permission_group() };
    assert_eq!((of_body(&changed), second(&changed)), (Event::PermissionGroupChanged, expected));
    let deleted = EventBody::PermissionGroupsDeleted { permission_groups: vec![guards()] };
    assert_eq!((of_body(&deleted), second(&deleted)), (Event::PermissionGroupDeleted, json!(["@PMG#_guards"])));
}

#[test]
fn members_of_a_permission_group_are_told_with_its_id() {
    let expected = json!({ "permission_group_id": "@PMG#_guards", "member_id_list": ["anna", "ben"] });
    let users = vec![user("anna"), user("ben")];
    let added = EventBody::PermissionMembersAdded { permission_group: guards(), users: users.clone() };
    assert_eq!((of_body(&added), second(&added)), (Event::PermissionMembersAdded, expected.clone()));
    let removed = EventBody::PermissionMembersRemoved { permission_group: guards(), users };
    assert_eq!((of_body(&removed), second(&removed)), (Event::PermissionMembersRemoved, expected));
}

#[test]
fn rights_in_topics_are_told_as_they_are_now_and_taken_ones_by_their_topics() {
    let told = |topics: &[(&str, Option<u64>, Option<u64>)]| {
        let rights = |(own, before, after): &(&str, Option<u64>, Option<u64>)| TopicRights {
            topic: topic_id(own),
            before: *before,
            after: *after,
        };
        let body = EventBody::TopicRightsChanged { permission_group: guards(), topics: topics.iter().map(rights).collect() };
        (of_body(&body), second(&body))
    };
    let entry =
        |own: &str, rights: u64| json!({ "topic_permission_key": topic_id(own).as_str(), "topic_permission_value": rights });
    let map = |map: Value| json!({ "permission_group_id": "@PMG#_guards", "topic_permission_map": map });
    assert_eq!(told(&[("a", None, Some(4))]), (Event::TopicRightsAdded, map(json!([entry("a", 4)]))));
    let changed = told(&[("a", Some(4), Some(12)), ("b", Some(1), Some(0))]);
    assert_eq!(changed, (Event::TopicRightsModified, map(json!([entry("a", 12), entry("b", 0)]))));
    let taken = json!({ "permission_group_id": "@PMG#_guards", "topic_id_list": ["@TGS#_town@TOPIC#_a"] });
    assert_eq!(told(&[("a", Some(4), None)]), (Event::TopicRightsDeleted, taken));
}
