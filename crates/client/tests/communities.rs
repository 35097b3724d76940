//! Communities of users in a data folder and on machines of their own.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into replies of any shape and end at the first surprise"
)]

mod events_support;
mod remote_support;
mod support;

use events_support::Heard;
use opentim_client::{Client, Event};
use opentim_domain::{Actor, AppId, Face, Limits, TopicId, UserId};
use opentim_engine::Call;
use remote_support::proxy::Proxy;
use remote_support::{Server, User};
use serde_json::{Value, json};
use std::sync::Arc;
use support::{Folder, call, created, user};

const TOWN: &str = "@TGS#_town";

fn does(client: &Client, method: &str, argument: Value) -> Value {
    let reply = call(client, method, argument);
    assert_eq!(reply["code"], 0, "{method}: {reply}");
    reply["json_param"].clone()
}

fn listen(client: &Client, event: Event) -> Heard {
    let heard = Heard::default();
    client.listen(event, Some(heard.listener()));
    heard
}

/// A community with topics that Bob is in.
fn found(client: &Client) {
    let params = json!({
        "create_group_param_group_name": "Town", "create_group_param_group_id": TOWN, "create_group_param_group_type": 5,
        "create_group_param_is_support_topic": true,
        "create_group_param_group_member_array": [{ "group_member_info_identifier": "bob" }],
    });
    assert_eq!(created(client, params), TOWN);
}

fn topic(client: &Client, name: &str) -> String {
    let info = json!({ "group_topic_info_topic_name": name });
    let id = does(client, "TIMGroupCreateTopicInCommunity", json!({ "group_id": TOWN, "json_topic_info": info }));
    id.as_str().unwrap().to_owned()
}

fn communities(user: &User) -> Value {
    call(&user.client, "TIMGroupGetJoinedCommunityList", json!({}))
}

#[test]
fn a_listener_of_topics_hears_them_and_tips_stay_tips() {
    let folder = Folder::new();
    let (alice, bob) = (user(&folder, "alice"), user(&folder, "bob"));
    found(&alice);
    let (topics, tips) = (listen(&bob, Event::TopicCreated), listen(&bob, Event::GroupTips));
    let id = topic(&alice, "News");
    assert_eq!(topics.one(), json!([TOWN, id]));
    bob.listen(Event::TopicCreated, None);
    let second = topic(&alice, "Sport");
    does(&alice, "TIMGroupDeleteTopicFromCommunity", json!({ "group_id": TOWN, "json_topic_id_array": [id, second] }));
    assert_eq!(support::modify(&alice, TOWN, 1, json!({ "group_name": "City" }))["code"], 0);
    assert_eq!(tips.one()["group_tips_elem_tip_type"], 6);
    assert!(topics.is_empty());
}

#[test]
fn over_a_cut_no_event_of_a_community_is_lost_and_none_comes_twice() {
    let server = Server::new();
    let proxy = Proxy::new(server.address);
    let (alice, bob) = (User::new(server.address, "alice"), User::new(proxy.address, "bob"));
    let (topics, groups) = (listen(&bob.client, Event::TopicCreated), listen(&bob.client, Event::PermissionGroupCreated));
    found(&alice.client);
    let mut made = Vec::new();
    for round in 0..4 {
        made.push(json!([TOWN, topic(&alice.client, &format!("topic {round}"))]));
        proxy.cut();
        made.push(json!([TOWN, topic(&alice.client, &format!("another {round}"))]));
        let info = json!({ "community_group_id": TOWN, "permission_group_name": format!("group {round}") });
        does(&alice.client, "TIMCommunityCreatePermissionGroupInCommunity", json!({ "json_permission_group_info": info }));
    }
    assert_eq!(topics.take(8), made);
    assert_eq!(groups.take(4).len(), 4);
}

#[test]
fn what_the_back_end_says_in_a_topic_is_heard_by_who_is_there() {
    let server = Server::new();
    let (alice, bob) = (User::new(server.address, "alice"), User::new(server.address, "bob"));
    let carol = User::new(server.address, "carol");
    found(&alice.client);
    let id = topic(&alice.client, "News");
    let (heard, of_carol) = (listen(&bob.client, Event::TopicCustomData), listen(&carol.client, Event::TopicCustomData));
    let actor = Actor::app_admin(UserId::parse("administrator").unwrap(), Face::Rest);
    let frame = Call { app: AppId::new(1_400_000_000).unwrap(), actor, limits: Arc::new(Limits::RECOMMENDED), operation: None };
    let say = |words: &str| {
        let topic = TopicId::parse(&id).unwrap();
        opentim_client::runtime().block_on(server.host.engine().say_in_topic(&frame, &topic, words.to_owned())).unwrap();
    };
    say("{\"a\":1}");
    say("b");
    assert_eq!(heard.take(2), [json!([id, "{\"a\":1}"]), json!([id, "b"])]);
    assert!(of_carol.is_empty());
}

#[test]
fn the_list_of_communities_is_that_of_the_server_over_cuts_too() {
    let server = Server::new();
    let proxy = Proxy::new(server.address);
    let (alice, bob) = (User::new(server.address, "alice"), User::new(proxy.address, "bob"));
    found(&alice.client);
    let list = communities(&bob);
    assert_eq!((&list["json_param"][0]["group_base_info_group_id"], list.get("from_cache")), (&json!(TOWN), None), "{list}");
    proxy.cut();
    assert_eq!(communities(&bob), list);
    let left = call(&bob.client, "TIMGroupQuit", json!({ "groupId": TOWN }));
    assert_eq!((&left["code"], &communities(&bob)["json_param"]), (&json!(0), &json!([])), "{left}");
}
