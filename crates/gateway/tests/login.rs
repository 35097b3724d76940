//! Before and at the login.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use futures_util::SinkExt;
use opentim_gateway::Settings;
use std::time::Duration;
use support::{APP, Gateway, Got, json, login_frame};
use tokio_tungstenite::tungstenite::Message;

#[tokio::test]
async fn a_login_is_welcomed_and_then_caught_up() {
    let gateway = Gateway::new();
    let mut client = gateway.connect().await;
    let welcome = client.login("alice", json!({"instance": "phone", "client": "test/1", "colour": 3})).await;
    assert_eq!((&welcome["v"], &welcome["user"], &welcome["resumed"]), (&json!(1), &json!("alice"), &json!(false)));
    assert_eq!(welcome["limits"], json!({"frame": 1_048_576, "in_flight": 1000}));
    assert_eq!((&welcome["heartbeat"], &welcome["ack_every"]), (&json!(30), &json!(64)));
    assert_eq!(welcome["cursors"], json!({"notices": 0, "groups": {}}));
    assert!(welcome["time"].as_u64().unwrap() > 1_700_000_000_000 && welcome["token"].as_str().unwrap().len() == 32);
    assert_eq!(client.frame().await, json!({"t": "synced", "seq": 1}));
    client.send(&json!({"t": "ping", "n": 7})).await;
    assert_eq!(client.frame().await, json!({"t": "pong", "n": 7}));
    client.send(&json!({"t": "logout"})).await;
    assert_eq!(client.closed().await, 1000);
}

#[tokio::test]
async fn a_refused_login_may_be_tried_again_twice() {
    let gateway = Gateway::new();
    let mut client = gateway.connect().await;
    let refused = json!({"t": "error", "code": 70003, "desc": "that is no UserSig"});
    for _ in 0..2 {
        client.send(&login_frame("alice", &json!({"usersig": "guess"}))).await;
        assert_eq!(client.frame().await, refused);
    }
    client.login("alice", json!({})).await;

    let mut client = gateway.connect().await;
    for _ in 0..3 {
        client.send(&login_frame("alice", &json!({"usersig": "guess"}))).await;
        assert_eq!(client.frame().await, refused);
    }
    assert_eq!(client.got().await, Got::Closed(4003));
}

#[tokio::test]
async fn what_is_no_login_ends_a_connection_that_has_none() {
    let gateway = Gateway::new();
    let cases = [
        (json!({"t": "call", "id": 3, "method": "TIMGroupCreate"}).to_string(), 6014, json!(3)),
        (json!({"t": "sync", "id": 4}).to_string(), 6014, json!(4)),
        (json!({"t": "ack", "seq": 1}).to_string(), 6014, json!(null)),
        ("hello".to_owned(), -3, json!(null)),
        (json!({"t": "subscribe"}).to_string(), 7013, json!(null)),
        (login_frame("alice", &json!({"v": 2})).to_string(), 7013, json!(null)),
        (login_frame("", &json!({})).to_string(), 7003, json!(null)),
        (login_frame("alice", &json!({"sdkappid": "x"})).to_string(), 6017, json!(null)),
        (login_frame("alice", &json!({"dialect": "web"})).to_string(), 6017, json!(null)),
        (format!(r#"{{"t":"login","x":{}{}}}"#, "[".repeat(200), "]".repeat(200)), -3, json!(null)),
    ];
    for (text, code, id) in cases {
        let mut client = gateway.connect().await;
        client.send_text(text.clone()).await;
        let error = client.frame().await;
        assert_eq!((&error["t"], &error["code"], &error["id"]), (&json!("error"), &json!(code), &id), "{text}");
        assert_eq!(client.got().await, Got::Closed(4000), "{text}");
    }
}

#[tokio::test]
async fn pings_are_answered_before_the_login_and_a_logout_says_goodbye() {
    let gateway = Gateway::new();
    let mut client = gateway.connect().await;
    client.send(&json!({"t": "ping"})).await;
    assert_eq!(client.frame().await, json!({"t": "pong"}));
    client.send(&json!({"t": "logout"})).await;
    assert_eq!(client.closed().await, 1000);
}

#[tokio::test]
async fn who_does_not_log_in_in_time_is_closed() {
    let gateway = Gateway::of(Settings { login_time: Duration::from_millis(50), ..Settings::default() });
    let mut client = gateway.connect().await;
    assert_eq!(client.got().await, Got::Closed(4001));
}

#[tokio::test]
async fn a_frame_may_be_longer_after_the_login_than_before() {
    let gateway = Gateway::new();
    let long = |bytes: usize| json!({"t": "ping", "filler": "x".repeat(bytes)});
    let mut client = gateway.connect().await;
    client.send(&long(257 * 1024)).await;
    assert_eq!(client.got().await, Got::Closed(1009));

    let mut client = gateway.enter("alice").await;
    client.send(&long(257 * 1024)).await;
    assert_eq!(client.frame_of("pong").await, json!({"t": "pong"}));
    client.send(&long(1025 * 1024)).await;
    assert_eq!(client.got().await, Got::Closed(1009), "the rest of it is thrown away, so that the reason arrives");
}

#[tokio::test]
async fn a_second_login_and_a_binary_message_end_the_connection() {
    let gateway = Gateway::new();
    let mut client = gateway.enter("alice").await;
    client.send(&login_frame("bob", &json!({}))).await;
    let error = client.frame_of("error").await;
    assert_eq!(error["code"], 7014);
    assert_eq!(client.got().await, Got::Closed(4000));

    for logged_in in [false, true] {
        let mut client = if logged_in { gateway.enter("alice").await } else { gateway.connect().await };
        client.ws.send(Message::Binary(vec![1, 2, 3].into())).await.unwrap();
        assert_eq!(client.closed().await, 1003);
    }
}

#[tokio::test]
async fn a_login_that_fits_no_app_is_refused_by_number() {
    let gateway = Gateway::new();
    let mut client = gateway.connect().await;
    client.send(&login_frame("alice", &json!({"sdkappid": APP + (1 << 53)}))).await;
    let error = client.frame().await;
    assert!(error["desc"].as_str().unwrap().starts_with("login.sdkappid: must lie between"), "{error}");
}

#[tokio::test]
async fn who_closes_the_connection_is_answered() {
    let gateway = Gateway::new();
    for mut client in [gateway.connect().await, gateway.enter("alice").await] {
        client.ws.close(None).await.unwrap();
        client.closed().await;
    }
}
