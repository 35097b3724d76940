use super::{permission_group_id, request, said, shown, topic_id, town};
use crate::sdk::community::{change_rights, changed_right, changed_rights, rights_asked, rights_found, take_rights};
use crate::sdk::method::Uses;
use opentim_domain::permission_group::RightsChange;
use opentim_domain::{Limits, Outcome};
use serde_json::{Value, json};

const LIMITS: Limits = Limits::RECOMMENDED;
const ADD: &str = "TIMCommunityAddTopicPermissionToPermissionGroup";

fn map(entries: &[(&str, Value)]) -> Value {
    let entry = |(topic, rights): &(&str, Value)| json!({ "topic_permission_key": topic, "topic_permission_value": rights });
    let map: Vec<Value> = entries.iter().map(entry).collect();
    json!({ "group_id": "@TGS#_town", "permission_group_id": "@PMG#_guards", "json_topic_permission_map": map })
}

#[test]
fn rights_are_given_topic_by_topic() {
    let argument = map(&[("@TGS#_town@TOPIC#_a", json!(4)), ("a", json!(1)), ("@TGS#_town@TOPIC#_b", json!("9007199254740993"))]);
    let asked = change_rights(&request(ADD, &argument), RightsChange::Add, &LIMITS).unwrap();
    assert_eq!((asked.command.group, asked.command.permission_group), (town(), permission_group_id("guards")));
    assert_eq!(asked.command.how, RightsChange::Add);
    assert_eq!(asked.command.topics, [(topic_id("a"), 4), (topic_id("b"), 9_007_199_254_740_993)]);
    let answers = shown(changed_rights(
        asked.ids,
        [Ok(()), changed_right(RightsChange::Add, &topic_id("b"), Outcome::Already).unwrap()],
        Uses::CommunityAddTopicPermissionToPermissionGroup,
    ));
    let codes: Vec<_> =
        answers.as_array().unwrap().iter().map(|one| one["group_topic_operation_result_error_code"].clone()).collect();
    assert_eq!(codes, [0, 10004, 10004]);
}

#[test]
fn a_map_is_required_and_must_be_one() {
    let without = json!({ "group_id": "@TGS#_town", "permission_group_id": "@PMG#_guards" });
    let refused = said(change_rights(&request(ADD, &without), RightsChange::Add, &LIMITS));
    assert_eq!(refused, (10004, "json_topic_permission_map is required".to_owned()));
    let (code, desc) = said(change_rights(&request(ADD, &map(&[("a", json!(-1))])), RightsChange::Add, &LIMITS));
    assert_eq!((code, desc.starts_with("json_topic_permission_map[0].topic_permission_value")), (10004, true), "{desc}");
}

#[test]
fn rights_are_taken_by_topics() {
    let ids = ["@TGS#_town@TOPIC#_a", "@TGS#_town@TOPIC#_b"];
    let argument = json!({ "group_id": "@TGS#_town", "permission_group_id": "@PMG#_guards", "json_topic_id_array": ids });
    let taken = take_rights(&request("TIMCommunityDeleteTopicPermissionFromPermissionGroup", &argument), &LIMITS).unwrap();
    assert_eq!(taken.command.how, RightsChange::Delete);
    assert_eq!(taken.command.topics, [(topic_id("a"), 0), (topic_id("b"), 0)]);
    let nothing_there = changed_right(RightsChange::Delete, &topic_id("b"), Outcome::Already).unwrap();
    assert_ne!(nothing_there.unwrap_err().code, 0);
    assert_eq!(changed_right(RightsChange::Modify, &topic_id("b"), Outcome::Already), Some(Ok(())));
    assert_eq!(changed_right(RightsChange::Modify, &topic_id("b"), Outcome::Failed), None);
}

#[test]
fn rights_are_shown_with_the_ids_they_are_of() {
    let ids = ["@TGS#_town@TOPIC#_a", "a", "@TGS#_town@TOPIC#_b"];
    let argument = json!({ "group_id": "@TGS#_town", "permission_group_id": "@PMG#_guards", "json_topic_id_array": ids });
    let asked = rights_asked(&request("TIMCommunityGetTopicPermissionInPermissionGroup", &argument), &LIMITS).unwrap();
    let found = asked.topics.ids.into_iter().zip([Some(4), None, None]);
    let answers = shown(rights_found(&town(), &asked.permission_group, found));
    assert_eq!(
        answers[0],
        json!({
            "topic_permission_result_error_code": 0, "topic_permission_result_error_message": "",
            "topic_permission_result_topic_id": "@TGS#_town@TOPIC#_a", "topic_permission_result_topic_permission": 4,
            "topic_permission_result_group_id": "@TGS#_town", "topic_permission_result_permission_group_id": "@PMG#_guards",
        })
    );
    let codes: Vec<_> = answers.as_array().unwrap().iter().map(|one| one["topic_permission_result_error_code"].clone()).collect();
    assert_eq!(codes, [0, 10004, 110_002]);
}
