//! Communities over frames: their lists, ids under operation ids, and what their members are told over a cut.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use opentim_domain::topic::CreateTopic;
use opentim_domain::{Actor, AppId, Face, GroupId, Limits, Secs, TopicId, UserId};
use opentim_engine::Call;
use std::sync::Arc;
use support::{APP, Client, Gateway, Value, json};
use tokio::net::TcpStream;

const TOWN: &str = "@TGS#_town";

/// Alice founds a community with topics that Bob is in.
async fn found(alice: &mut Client<TcpStream>) {
    let param = json!({
        "create_group_param_group_name": "Town", "create_group_param_group_id": TOWN, "create_group_param_group_type": 5,
        "create_group_param_is_support_topic": true,
        "create_group_param_group_member_array": [{ "group_member_info_identifier": "bob" }],
    });
    let body = alice.call("TIMGroupCreate", json!({ "params": param })).await;
    assert_eq!(body["code"], 0, "{body}");
}

fn topic(name: &str) -> Value {
    json!({ "group_id": TOWN, "json_topic_info": { "group_topic_info_topic_name": name } })
}

async fn create_topic(alice: &mut Client<TcpStream>, name: &str) -> String {
    let body = alice.call("TIMGroupCreateTopicInCommunity", topic(name)).await;
    assert_eq!(body["code"], 0, "{body}");
    body["json_param"].as_str().unwrap().to_owned()
}

/// The next events of the community with these cursors: name and number of each.
async fn events(bob: &mut Client<TcpStream>, count: usize, cursors: &mut Value) -> Vec<(String, u64)> {
    let mut told = Vec::new();
    while told.len() < count {
        let frame = bob.frame_of("event").await;
        if let Some(number) = frame["number"].as_u64() {
            assert_eq!(frame["group"], TOWN, "{frame}");
            cursors["groups"][TOWN] = json!(number);
            told.push((frame["name"].as_str().unwrap().to_owned(), number));
        }
        if let Some(number) = frame["notice"].as_u64() {
            cursors["notices"] = json!(number);
        }
    }
    told
}

#[tokio::test]
async fn communities_with_topics_are_in_their_own_list_and_not_in_the_synced_one() {
    let gateway = Gateway::new();
    let mut alice = gateway.enter("alice").await;
    found(&mut alice).await;
    alice.send(&json!({ "t": "sync", "id": 50 })).await;
    assert_eq!(alice.frame_of("reply").await["body"]["changed"], json!([]));
    let list = alice.call("TIMGroupGetJoinedCommunityList", json!({})).await;
    assert_eq!(list["json_param"][0]["group_base_info_group_id"], TOWN, "{list}");
    assert_eq!(alice.call("TIMGroupGetJoinedGroupList", json!(null)).await["json_param"], json!([]));
}

#[tokio::test]
async fn a_repeated_operation_meets_its_own_topic() {
    let gateway = Gateway::new();
    let mut alice = gateway.enter("alice").await;
    found(&mut alice).await;
    let mut ask = async |id: u64, method: &str, arg: Value| {
        alice.send(&json!({ "t": "call", "id": id, "op": format!("op-{method}"), "method": method, "arg": arg })).await;
        alice.frame_of("reply").await["body"].clone()
    };
    let first = ask(100, "TIMGroupCreateTopicInCommunity", topic("News")).await;
    assert_eq!(first["code"], 0, "{first}");
    assert_eq!(ask(101, "TIMGroupCreateTopicInCommunity", topic("News")).await, first);
    let guards = json!({ "json_permission_group_info": { "community_group_id": TOWN, "permission_group_name": "Guards" } });
    let first = ask(102, "TIMCommunityCreatePermissionGroupInCommunity", guards.clone()).await;
    assert_eq!(first["code"], 0, "{first}");
    assert_eq!(ask(103, "TIMCommunityCreatePermissionGroupInCommunity", guards).await, first);
    let topics = alice.call("TIMGroupGetTopicInfoList", json!({ "group_id": TOWN, "json_topic_id_array": [] })).await;
    assert_eq!(topics["json_param"].as_array().unwrap().len(), 1, "{topics}");
    let groups = alice.call("TIMCommunityGetPermissionGroupListInCommunity", json!({ "group_id": TOWN })).await;
    assert_eq!(groups["json_param"].as_array().unwrap().len(), 1, "{groups}");
}

#[tokio::test]
async fn events_of_topics_and_permission_groups_are_numbered_and_come_again_after_a_cut() {
    let gateway = Gateway::new();
    let mut alice = gateway.enter("alice").await;
    found(&mut alice).await;
    let mut bob = gateway.connect().await;
    let welcome = bob.login("bob", json!({})).await;
    let mut cursors = welcome["cursors"].clone();
    let first = create_topic(&mut alice, "News").await;
    alice.rename(TOWN, "City").await;
    let told = events(&mut bob, 2, &mut cursors).await;
    assert_eq!(told.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["topic_created", "group_tips"]);
    drop(bob);
    let change = json!({ "json_topic_info": { "group_topic_info_topic_id": first, "group_topic_info_topic_name": "Sport",
        "group_modify_info_param_modify_flag": 1 } });
    assert_eq!(alice.call("TIMGroupSetTopicInfo", change).await["code"], 0);
    let guards = json!({ "community_group_id": TOWN, "permission_group_id": "@PMG#_guards", "permission_group_name": "Guards" });
    let guards = json!({ "json_permission_group_info": guards });
    assert_eq!(alice.call("TIMCommunityCreatePermissionGroupInCommunity", guards).await["code"], 0);
    let member = json!({ "group_id": TOWN, "permission_group_id": "@PMG#_guards", "json_member_id_array": ["bob"] });
    assert_eq!(alice.call("TIMCommunityAddCommunityMembersToPermissionGroup", member).await["code"], 0);
    let gone = json!({ "group_id": TOWN, "json_topic_id_array": [first] });
    assert_eq!(alice.call("TIMGroupDeleteTopicFromCommunity", gone).await["code"], 0);
    let mut again = gateway.connect().await;
    again.login("bob", json!({ "resume": welcome["token"], "cursors": cursors })).await;
    let missed = events(&mut again, 4, &mut cursors).await;
    let names: Vec<_> = missed.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["topic_changed", "permission_group_created", "permission_members_added", "topic_deleted"]);
    let numbers: Vec<u64> = told.iter().chain(&missed).map(|(_, number)| *number).collect();
    assert!(numbers.windows(2).all(|pair| pair[1] == pair[0] + 1), "{numbers:?}");
}

#[tokio::test]
async fn an_imported_topic_is_told_nobody() {
    let gateway = Gateway::new();
    let mut alice = gateway.enter("alice").await;
    found(&mut alice).await;
    let mut bob = gateway.enter("bob").await;
    let actor = Actor::app_admin(UserId::parse("admin").unwrap(), Face::Rest);
    let call = Call { app: AppId::new(APP).unwrap(), actor, limits: Arc::new(Limits::RECOMMENDED), operation: None };
    let imported = CreateTopic {
        group: GroupId::parse(TOWN).unwrap(),
        id: TopicId::parse("@TGS#_town@TOPIC#_old").unwrap(),
        chosen: true,
        name: "Old".into(),
        introduction: String::new(),
        notification: String::new(),
        face_url: String::new(),
        custom: String::new(),
        import: Some(Secs(1_600_000_000)),
    };
    gateway.host.engine().run(&call, imported).await.unwrap();
    create_topic(&mut alice, "New").await;
    let told = bob.frame_of("event").await;
    assert_eq!(told["name"], "topic_created", "{told}");
    assert_ne!(told["body"][1], "@TGS#_town@TOPIC#_old", "{told}");
    let topics = bob.call("TIMGroupGetTopicInfoList", json!({ "group_id": TOWN, "json_topic_id_array": [] })).await;
    assert_eq!(topics["json_param"].as_array().unwrap().len(), 2, "{topics}");
}
