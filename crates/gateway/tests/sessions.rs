//! Which session ends which, and how connections end.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use opentim_domain::{AppId, UserId};
use opentim_gateway::{Instances, Peer, SessionInfo, Settings};
use opentim_wire::sdk::Failure;
use std::sync::Arc;
use std::time::Duration;
use support::{APP, Client, Gateway, Got, Porter, Value, json, login_frame};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;

const KICKED: i32 = 6208;

fn app() -> AppId {
    AppId::new(APP).unwrap()
}

fn user(id: &str) -> UserId {
    UserId::parse(id).unwrap()
}

fn sessions(gateway: &Gateway) -> Vec<SessionInfo> {
    gateway.host.registry().list(app(), None, 100)
}

fn policy(instances: Instances) -> Gateway {
    Gateway::with(Porter::new(instances), Settings::default())
}

async fn at(gateway: &Gateway, instance: &str) -> Client<TcpStream> {
    let mut client = gateway.connect().await;
    client.login("alice", json!({"instance": instance})).await;
    client
}

async fn ended(client: &mut Client<TcpStream>, code: i32) {
    let end = client.frame_of("end").await;
    assert_eq!(end["code"], code, "{end}");
    assert_eq!(client.got().await, Got::Closed(4006));
}

async fn lives(client: &mut Client<TcpStream>) {
    assert_eq!(client.call("TIMGetLoginUserID", json!(null)).await["json_param"], "alice");
}

#[tokio::test]
async fn a_login_ends_the_older_one_of_the_same_instance() {
    let gateway = policy(Instances::PerInstance);
    let (mut phone, mut desk) = (at(&gateway, "phone").await, at(&gateway, "desk").await);
    let mut other = gateway.enter("bob").await;
    let mut newer = at(&gateway, "phone").await;
    ended(&mut phone, KICKED).await;
    lives(&mut desk).await;
    lives(&mut newer).await;
    assert_eq!(other.call("TIMGetLoginUserID", json!(null)).await["json_param"], "bob");
    assert_eq!(sessions(&gateway).len(), 3);
}

#[tokio::test]
async fn a_login_ends_all_older_ones_where_a_user_has_one() {
    let gateway = policy(Instances::PerUser);
    let mut phone = at(&gateway, "phone").await;
    let mut desk = at(&gateway, "desk").await;
    ended(&mut phone, KICKED).await;
    lives(&mut desk).await;
}

#[tokio::test]
async fn the_oldest_login_ends_when_there_are_too_many() {
    let gateway = policy(Instances::Many(2));
    let (mut first, mut second, mut third) = (at(&gateway, "").await, at(&gateway, "").await, at(&gateway, "").await);
    ended(&mut first, KICKED).await;
    lives(&mut second).await;
    lives(&mut third).await;
}

#[tokio::test]
async fn nobody_is_ended_where_any_number_is_allowed() {
    let gateway = policy(Instances::ANY);
    let mut clients = vec![at(&gateway, "").await, at(&gateway, "").await, at(&gateway, "").await];
    for client in &mut clients {
        lives(client).await;
    }
}

#[tokio::test]
async fn a_client_that_comes_back_replaces_its_own_connection_silently() {
    let gateway = Gateway::new();
    let mut old = gateway.connect().await;
    let welcome = old.login("alice", json!({})).await;
    let mut new = gateway.connect().await;
    let again = new.login("alice", json!({"resume": welcome["token"], "cursors": welcome["cursors"]})).await;
    assert_eq!((&again["resumed"], &again["session"], &again["token"]), (&json!(true), &welcome["session"], &welcome["token"]));
    assert_eq!(old.frame_of("synced").await["seq"], 1);
    assert_eq!(old.got().await, Got::Closed(4009), "without an end");
    lives(&mut new).await;
    assert_eq!(sessions(&gateway).len(), 1);
}

#[tokio::test]
async fn a_client_that_was_cut_goes_on_and_is_told_when_it_was_ended_meanwhile() {
    let gateway = Gateway::new();
    let mut old = gateway.connect().await;
    let welcome = old.login("alice", json!({})).await;
    drop(old);
    let mut back = gateway.connect().await;
    assert_eq!(back.login("alice", json!({"resume": welcome["token"]})).await["resumed"], true);
    drop(back);

    // Now it is cut once more, and somebody logs in before it is back.
    let mut elsewhere = at(&gateway, "").await;
    let mut late = gateway.connect().await;
    late.send(&login_frame("alice", &json!({"resume": welcome["token"]}))).await;
    ended(&mut late, KICKED).await;
    lives(&mut elsewhere).await;
}

#[tokio::test]
async fn a_token_of_nobody_begins_a_new_session() {
    let gateway = Gateway::new();
    let mut bob = gateway.connect().await;
    let of_bob = bob.login("bob", json!({})).await;
    for token in [json!("forgotten"), of_bob["token"].clone()] {
        let mut alice = gateway.connect().await;
        assert_eq!(alice.login("alice", json!({"resume": token})).await["resumed"], false);
    }
    assert_eq!(bob.call("TIMGetLoginUserID", json!(null)).await["json_param"], "bob");
}

#[tokio::test]
async fn an_admin_sees_sessions_and_ends_them() {
    let gateway = Gateway::new();
    let mut alice = gateway.connect().await;
    let welcome = alice.login("alice", json!({"instance": "phone", "client": "test/1"})).await;
    let mut bob = gateway.enter("bob").await;
    alice.frame_of("synced").await;
    lives(&mut alice).await;
    let listed = gateway.host.registry().list(app(), Some(&user("alice")), 10);
    let [info] = &listed[..] else { panic!("{listed:?}") };
    assert_eq!(info.session, welcome["session"].as_str().unwrap());
    assert_eq!((info.visitor.instance.as_str(), info.visitor.client.as_str()), ("phone", "test/1"));
    assert!(matches!(info.visitor.peer, Peer::Address(address) if address.is_loopback()));
    assert!((info.unacked, info.heard >= info.since) == (1, true), "{info:?}");
    alice.send(&json!({"t": "ack", "seq": 1})).await;
    lives(&mut alice).await;
    assert_eq!(sessions(&gateway)[0].unacked, 0);

    let why = Failure::new(6014, "ended by an admin");
    let registry = gateway.host.registry();
    assert!(!registry.end(AppId::new(1).unwrap(), &info.session, &why), "an admin of another app");
    assert!(registry.end(app(), &info.session, &why));
    assert!(!registry.end(app(), &info.session, &why), "once");
    ended(&mut alice, 6014).await;
    let mut back = gateway.connect().await;
    back.send(&login_frame("alice", &json!({"instance": "phone", "resume": welcome["token"]}))).await;
    ended(&mut back, 6014).await;
    assert_eq!(registry.end_user(app(), &user("bob"), &why), 1);
    ended(&mut bob, 6014).await;
    // A fresh login is another matter: whoever may not come at all is refused by the doorman.
    gateway.enter("alice").await;
}

#[tokio::test]
async fn nothing_of_a_session_runs_after_its_end_is_decided() {
    let gateway = Gateway::new();
    let mut alice = gateway.enter("alice").await;
    alice.frame_of("synced").await;
    let asked = || gateway.gatekeeper.asked.load(std::sync::atomic::Ordering::SeqCst);
    // This test's runtime has one thread: the connection sees both the end and the frames behind it.
    gateway.host.registry().end_user(app(), &user("alice"), &Failure::new(6014, "ended by an admin"));
    for _ in 0..20 {
        alice.begin("TIMGroupCreate", json!({"params": {"create_group_param_group_name": "late"}})).await;
    }
    ended(&mut alice, 6014).await;
    assert_eq!(asked(), 0);
}

#[tokio::test]
async fn a_logout_makes_the_token_void_without_a_word() {
    let gateway = Gateway::new();
    let mut alice = gateway.connect().await;
    let welcome = alice.login("alice", json!({})).await;
    alice.send(&json!({"t": "logout"})).await;
    assert_eq!(alice.closed().await, 1000);
    let mut again = gateway.connect().await;
    assert_eq!(again.login("alice", json!({"resume": welcome["token"]})).await["resumed"], false);
}

#[tokio::test]
async fn a_session_ends_with_its_usersig_and_goes_on_with_a_new_one() {
    let gateway = Gateway::with(Porter { lifetime: Some(0), ..Porter::new(Instances::PerInstance) }, Settings::default());
    let mut alice = gateway.connect().await;
    let welcome = alice.login("alice", json!({})).await;
    ended(&mut alice, 70001).await;
    let mut again = gateway.connect().await;
    assert_eq!(again.login("alice", json!({"resume": welcome["token"]})).await["resumed"], true);
}

#[tokio::test]
async fn a_silent_client_is_closed_and_one_that_pings_is_not() {
    let gateway = Gateway::of(Settings { heartbeat: Duration::from_secs(1), ..Settings::default() });
    let mut silent = gateway.enter("alice").await;
    let mut lively = gateway.enter("bob").await;
    let pings = async {
        loop {
            tokio::time::sleep(Duration::from_millis(200)).await;
            lively.send(&json!({"t": "ping"})).await;
            lively.frame_of("pong").await;
        }
    };
    let closed = tokio::select! {
        closed = silent.closed() => closed,
        () = pings => unreachable!(),
    };
    lively.send(&json!({"t": "ping"})).await;
    lively.frame_of("pong").await;
    assert_eq!(closed, 4004);
}

#[tokio::test]
async fn a_half_open_socket_dies_and_its_user_is_offline() {
    let gateway = Gateway::of(Settings { heartbeat: Duration::from_millis(100), ..Settings::default() });
    let _silent = gateway.enter("alice").await;
    assert_eq!(gateway.host.registry().connected(), 1);
    while gateway.host.registry().connected() > 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn a_server_that_stops_finishes_what_is_in_flight() {
    let gateway = Gateway::new();
    let gate = Arc::new(Semaphore::new(0));
    *gateway.gatekeeper.closed.lock().unwrap() = Some(gate.clone());
    let mut alice = gateway.enter("alice").await;
    let mut idle = gateway.enter("bob").await;
    let mut nobody = gateway.connect().await;
    let id = alice.begin("TIMGroupCreate", json!({"params": {"create_group_param_group_name": "waits"}})).await;
    lives(&mut alice).await;
    gateway.stop();
    assert_eq!(nobody.closed().await, 1001);
    assert!(idle.frame_of("drain").await["desc"].is_string());
    assert_eq!(idle.got().await, Got::Closed(1001));
    alice.frame_of("drain").await;
    let late = alice.begin("TIMGetLoginUserID", json!(null)).await;
    gate.add_permits(1);
    let reply = alice.frame().await;
    assert_eq!((&reply["t"], &reply["id"], &reply["body"]["code"]), (&json!("reply"), &json!(id), &json!(0)), "{reply}");
    assert_ne!(id, late);
    assert_eq!(alice.got().await, Got::Closed(1001), "what was asked for after the drain is not begun");
}

#[tokio::test]
async fn what_was_begun_is_finished_though_the_client_is_gone() {
    let gateway = Gateway::new();
    let gate = Arc::new(Semaphore::new(0));
    *gateway.gatekeeper.closed.lock().unwrap() = Some(gate.clone());
    let mut alice = gateway.enter("alice").await;
    let arg = json!({"params": {"create_group_param_group_name": "waits"}});
    let frame = json!({"t": "call", "id": 1, "op": "once", "method": "TIMGroupCreate", "arg": arg});
    alice.send(&frame).await;
    lives(&mut alice).await;
    drop(alice);
    gate.add_permits(100);
    let mut again = gateway.enter("alice").await;
    again.send(&frame).await;
    let id = again.frame_of("reply").await["body"]["json_param"]["create_group_result_groupid"].clone();
    let list: Value = again.call("TIMGroupGetJoinedGroupList", json!(null)).await["json_param"].clone();
    assert_eq!((list.as_array().unwrap().len(), &list[0]["group_base_info_group_id"]), (1, &id), "{list}");
}
