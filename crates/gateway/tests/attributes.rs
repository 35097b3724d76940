//! Attributes are written for what the user has seen of them.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use support::{Client, Gateway, Value, json};
use tokio::net::TcpStream;

fn writes(group: &str, value: &str) -> Value {
    json!({"groupId": group, "attributes": [{"group_attribute_key": "seat", "group_attribute_value": value}]})
}

/// Writes by a client who says what he has seen; gives the code.
async fn writes_having_seen(client: &mut Client<TcpStream>, id: u64, group: &str, seen: u64) -> Value {
    let arg = writes(group, "bob");
    client.send(&json!({"t": "call", "id": id, "method": "TIMGroupSetGroupAttributes", "arg": arg, "seen": seen})).await;
    loop {
        let frame = client.frame().await;
        if frame["t"] == "reply" && frame["id"] == id {
            return frame["body"]["code"].clone();
        }
    }
}

async fn reads(client: &mut Client<TcpStream>, group: &str) {
    let read = client.call("TIMGroupGetGroupAttributes", json!({"groupId": group})).await;
    assert_eq!(read["code"], 0, "{read}");
}

/// Two members who have read the attributes of their group.
async fn readers(gateway: &Gateway) -> (Client<TcpStream>, Client<TcpStream>, String) {
    let (mut alice, mut bob) = (gateway.enter("alice").await, gateway.enter("bob").await);
    let group = alice.create("room", &["bob"]).await;
    reads(&mut alice, &group).await;
    reads(&mut bob, &group).await;
    (alice, bob, group)
}

async fn told(client: &mut Client<TcpStream>) -> u64 {
    loop {
        let event = client.frame_of("event").await;
        if event["name"] == "group_attributes" {
            assert_eq!(event["body"][0], event["group"]);
            return event["seq"].as_u64().unwrap();
        }
    }
}

#[tokio::test]
async fn an_event_that_is_still_on_its_way_has_not_been_seen() {
    let gateway = Gateway::new();
    let (mut alice, mut bob, group) = readers(&gateway).await;
    assert_eq!(alice.call("TIMGroupSetGroupAttributes", writes(&group, "alice")).await["code"], 0);
    let seq = told(&mut bob).await;
    // He wrote before he was told, although it was sent to him.
    assert_eq!(writes_having_seen(&mut bob, 100, &group, seq - 1).await, 10056);
    assert_eq!(writes_having_seen(&mut bob, 101, &group, seq).await, 0);
}

#[tokio::test]
async fn what_was_acknowledged_has_been_seen_and_who_says_nothing_has_seen_all_that_was_sent() {
    let gateway = Gateway::new();
    let (mut alice, mut bob, group) = readers(&gateway).await;
    assert_eq!(alice.call("TIMGroupSetGroupAttributes", writes(&group, "alice")).await["code"], 0);
    let seq = told(&mut bob).await;
    bob.send(&json!({"t": "ack", "seq": seq})).await;
    assert_eq!(writes_having_seen(&mut bob, 100, &group, 0).await, 0);
    while !alice.frame_of("event").await["body"].to_string().contains("bob") {}
    assert_eq!(alice.call("TIMGroupSetGroupAttributes", writes(&group, "again")).await["code"], 0);
}

#[tokio::test]
async fn who_is_behind_succeeds_after_reading() {
    let gateway = Gateway::new();
    let (mut alice, mut bob, group) = readers(&gateway).await;
    assert_eq!(alice.call("TIMGroupInitGroupAttributes", writes(&group, "alice")).await["code"], 0);
    for id in [100, 101] {
        assert_eq!(writes_having_seen(&mut bob, id, &group, 0).await, 10056);
    }
    reads(&mut bob, &group).await;
    assert_eq!(writes_having_seen(&mut bob, 102, &group, 0).await, 0);
}
