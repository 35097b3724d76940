//! Requests of a client that is in.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use opentim_domain::Limits;
use opentim_gateway::{Instances, Settings};
use std::collections::BTreeSet;
use std::sync::Arc;
use support::{Gateway, Got, Porter, json, rename};
use tokio::sync::Semaphore;

fn create(name: &str) -> support::Value {
    json!({"params": {"create_group_param_group_name": name}})
}

#[tokio::test]
async fn calls_are_answered_under_their_numbers() {
    let gateway = Gateway::new();
    let mut alice = gateway.enter("alice").await;
    let group = alice.create("club", &["bob"]).await;
    let list = alice.call("TIMGroupGetJoinedGroupList", json!(null)).await;
    assert_eq!(list["json_param"][0]["group_base_info_group_id"], group.as_str(), "{list}");
    assert_eq!(alice.call("TIMGetLoginUserID", json!(null)).await["json_param"], "alice");
    let bad = alice.call("TIMGroupCreate", json!(3)).await;
    assert_eq!((&bad["code"], &bad["user_data"]), (&json!(-4), &json!("")), "{bad}");
    let refused = alice.call("TIMGroupModifyGroupInfo", rename("nowhere", "x")).await;
    assert_eq!(refused["code"], 10010, "{refused}");
}

#[tokio::test]
async fn a_bad_request_fails_alone() {
    let gateway = Gateway::new();
    let mut alice = gateway.enter("alice").await;
    for (frame, code) in [
        (json!({"t": "call", "id": 5, "method": "TIMInit"}), 7013),
        (json!({"t": "call", "id": 5, "method": "TIMMsgSendMessage"}), 7013),
        (json!({"t": "call", "id": 5, "method": 1}), 6017),
        (json!({"t": "call", "id": 5, "op": "", "method": "TIMGroupCreate"}), 6017),
        (json!({"t": "sync", "id": 5, "known": []}), 6017),
    ] {
        alice.send(&frame).await;
        let error = alice.frame_of("error").await;
        assert_eq!((&error["id"], &error["code"]), (&json!(5), &json!(code)), "{error}");
    }
    alice.create("club", &[]).await;
}

#[tokio::test]
async fn frames_that_name_no_request_end_the_connection() {
    let gateway = Gateway::new();
    for text in ["[]", "{", r#"{"t":"dance"}"#, r#"{"t":"ack"}"#, r#"{"t":"ack","seq":99}"#, r#"{"t":"welcome"}"#] {
        let mut alice = gateway.enter("alice").await;
        alice.send_text(text).await;
        assert!(alice.frame_of("error").await.get("id").is_none(), "{text}");
        assert_eq!(alice.got().await, Got::Closed(4000), "{text}");
    }
}

#[tokio::test]
async fn an_operation_is_done_once_and_answered_alike() {
    let gateway = Gateway::new();
    let mut alice = gateway.enter("alice").await;
    let mut ask = async |id: u64, name: &str| {
        alice.send(&json!({"t": "call", "id": id, "op": "op-1", "method": "TIMGroupCreate", "arg": create(name)})).await;
        alice.frame_of("reply").await["body"].clone()
    };
    let first = ask(1, "club").await;
    assert_eq!(first["code"], 0, "{first}");
    assert_eq!(ask(2, "club").await, first);
    assert_ne!(ask(3, "other").await["code"], 0, "another request under the same id is refused");
    let mut again = gateway.connect().await;
    again.login("alice", json!({"instance": "other"})).await;
    again.send(&json!({"t": "call", "id": 1, "op": "op-1", "method": "TIMGroupCreate", "arg": create("club")})).await;
    assert_eq!(again.frame_of("reply").await["body"], first, "over another connection too");
    let list = again.call("TIMGroupGetJoinedGroupList", json!(null)).await;
    assert_eq!(list["json_param"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_list_is_synced_by_its_difference() {
    let gateway = Gateway::new();
    let mut alice = gateway.enter("alice").await;
    let (first, second) = (alice.create("first", &[]).await, alice.create("second", &[]).await);
    alice.send(&json!({"t": "sync", "id": 50})).await;
    let all = alice.frame_of("reply").await["body"].clone();
    assert_eq!(all["changed"].as_array().unwrap().len(), 2, "{all}");
    let known: serde_json::Map<_, _> = all["changed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["group"].as_str().unwrap().to_owned(), row["version"].clone()))
        .collect();
    assert_eq!(known.keys().cloned().collect::<BTreeSet<_>>(), BTreeSet::from([first.clone(), second]));
    alice.send(&json!({"t": "sync", "id": 51, "known": known})).await;
    assert_eq!(alice.frame_of("reply").await["body"]["changed"], json!([]));
    alice.rename(&first, "renamed").await;
    alice.send(&json!({"t": "sync", "id": 52, "known": known})).await;
    let changed = alice.frame_of("reply").await["body"]["changed"].clone();
    assert_eq!((changed.as_array().unwrap().len(), &changed[0]["group"]), (1, &json!(first)));
}

#[tokio::test]
async fn one_request_too_many_in_flight_is_refused_with_9507() {
    let gateway = Gateway::of(Settings { in_flight: 3, ..Settings::default() });
    let gate = Arc::new(Semaphore::new(0));
    *gateway.gatekeeper.closed.lock().unwrap() = Some(gate.clone());
    let mut alice = gateway.enter("alice").await;
    for _ in 0..3 {
        alice.begin("TIMGroupCreate", create("waits")).await;
    }
    let refused = alice.call("TIMGroupCreate", create("too many")).await;
    assert_eq!((&refused["t"], &refused["code"], &refused["id"]), (&json!("error"), &json!(9507), &json!(4)), "{refused}");
    gate.add_permits(10);
    let mut answered = BTreeSet::new();
    for _ in 0..3 {
        answered.insert(alice.frame_of("reply").await["id"].as_u64().unwrap());
    }
    assert_eq!(answered, BTreeSet::from([1, 2, 3]));
    assert_eq!(alice.call("TIMGroupCreate", create("now")).await["code"], 0);
}

#[tokio::test]
async fn the_bytes_of_requests_in_flight_are_limited_too() {
    let gateway = Gateway::of(Settings { in_flight_bytes: 4096, ..Settings::default() });
    let gate = Arc::new(Semaphore::new(0));
    *gateway.gatekeeper.closed.lock().unwrap() = Some(gate.clone());
    let mut alice = gateway.enter("alice").await;
    let long = json!({"params": {"create_group_param_group_name": "x"}, "filler": "y".repeat(3000)});
    alice.begin("TIMGroupCreate", long.clone()).await;
    assert_eq!(alice.call("TIMGroupCreate", long.clone()).await["code"], 9507);
    gate.add_permits(10);
    alice.frame_of("reply").await;
    assert_eq!(alice.call("TIMGroupCreate", long).await["code"], 0);
}

#[tokio::test]
async fn requests_beyond_the_rate_are_refused_with_9506_and_a_flood_ends_the_connection() {
    let gateway = Gateway::of(Settings { rate: 0, burst: 5, flood: 10, ..Settings::default() });
    let mut alice = gateway.enter("alice").await;
    for _ in 0..5 {
        assert_eq!(alice.call("TIMGetLoginUserID", json!(null)).await["code"], 0);
    }
    for _ in 0..10 {
        let refused = alice.call("TIMGetLoginUserID", json!(null)).await;
        assert_eq!((&refused["t"], &refused["code"]), (&json!("error"), &json!(9506)), "{refused}");
    }
    alice.send(&json!({"t": "ping"})).await;
    assert_eq!(alice.closed().await, 4005);
}

#[tokio::test]
async fn a_panic_in_one_request_harms_nobody() {
    let gateway = Gateway::new();
    let mut clumsy = gateway.enter("clumsy").await;
    let body = clumsy.call("TIMGroupCreate", create("boom")).await;
    assert_eq!(body["code"], 7012, "{body}");
    assert_eq!(clumsy.call("TIMGetLoginUserID", json!(null)).await["json_param"], "clumsy");
    gateway.enter("alice").await.create("club", &[]).await;
}

#[tokio::test]
async fn calls_are_begun_in_their_order() {
    let gateway = Gateway::new();
    let mut alice = gateway.enter("alice").await;
    let group = alice.create("0", &[]).await;
    for name in 1..=200 {
        alice.begin("TIMGroupModifyGroupInfo", rename(&group, &name.to_string())).await;
    }
    for _ in 0..200 {
        assert_eq!(alice.frame_of("reply").await["body"]["code"], 0);
    }
    let info = alice.call("TIMGroupGetJoinedGroupList", json!(null)).await;
    assert_eq!(info["json_param"][0]["group_base_info_group_name"], "200");
}

#[tokio::test]
async fn a_long_reply_comes_whole() {
    let gateway = Gateway::new();
    let mut alice = gateway.enter("alice").await;
    let members: Vec<String> = (0..400).map(|at| format!("member-{at:04}")).collect();
    let members: Vec<&str> = members.iter().map(String::as_str).collect();
    let group = alice.create("big", &members).await;
    let param = json!({"params": {"group_get_members_info_list_param_group_id": group}});
    let body = alice.call("TIMGroupGetMemberInfoList", param).await;
    let text = body.to_string();
    assert!(text.len() > 40_000, "{} bytes are no long reply", text.len());
    assert_eq!(body["code"], 0);
}

#[tokio::test]
async fn a_session_with_call_rates_is_told_which_call_comes_too_often() {
    let porter = Porter { limits: Limits::TENCENT, ..Porter::new(Instances::PerInstance) };
    let gateway = Gateway::with(porter, Settings::default());
    let mut alice = gateway.enter("alice").await;
    let asked = json!({"groupId": "club"});
    assert_eq!(alice.call("TIMGroupGetOnlineMemberCount", asked.clone()).await["code"], 10010);
    let second = alice.call("TIMGroupGetOnlineMemberCount", asked).await;
    assert_eq!(second["code"], 8512, "{second}");
    assert!(second["desc"].as_str().unwrap().contains("1 calls for the number of those online in 60 seconds"), "{second}");
    // A pause of a minute cannot lie between these two, and the rate of another user is his own.
    let mut bob = gateway.enter("bob").await;
    assert_eq!(bob.call("TIMGroupGetOnlineMemberCount", json!({"groupId": "club"})).await["code"], 10010);
}
