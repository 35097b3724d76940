//! Users on machines of their own, on one server.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into replies of any shape and end at the first surprise"
)]

mod events_support;
mod remote_support;
mod support;

use remote_support::proxy::{Mode, Proxy};
use remote_support::{SIG, Server, User, authority};
use serde_json::{Value, json};
use std::sync::Arc;
use support::{Folder, assert_refused, call, created, instance, invite, join, joined, profile, text};

fn public(name: &str) -> Value {
    json!({ "create_group_param_group_name": name, "create_group_param_add_option": 2 })
}

#[test]
fn two_users_see_each_others_changes() {
    let server = Server::new();
    let (alice, bob) = (User::new(server.address, "alice"), User::new(server.address, "bob"));
    let group = created(&alice.client, public("room"));
    let reply = join(&bob.client, &group, "hi");
    assert_eq!((&reply["code"], &reply["user_data"]), (&json!(0), &json!("mine")), "{reply}");
    assert_eq!(joined(&bob.client), std::slice::from_ref(&group));
    let tips = alice.tips.take(1);
    assert_eq!(tips[0]["group_tips_elem_group_id"], group.as_str(), "{tips:?}");
    assert_eq!(profile(&bob.client, &group)["group_detail_info_member_num"], 2);
    assert_eq!(alice.network.take(2), [json!([2, 0, ""]), json!([0, 0, ""])]);
}

#[test]
fn user_data_comes_back_as_it_was_given() {
    let server = Server::new();
    let alice = User::new(server.address, "alice");
    let data = r#"{"z": 1.50, "a" :[ null ]}"#;
    let argument = format!(r#"{{"params":{{"create_group_param_group_name":"x"}},"data":{data}}}"#);
    let reply = opentim_client::runtime().block_on(alice.client.call("TIMGroupCreate", opentim_client::Argument::Text(argument)));
    assert!(reply.contains(&format!(r#""user_data":{data}"#)), "{reply}");
}

#[test]
fn logins_are_refused_with_the_servers_code() {
    let server = Server::new();
    let alice = User::started(server.address, "alice", Arc::new(Folder::new()));
    assert_refused(&alice.login("sesame street"), 70003, "that is no UserSig");
    assert_eq!(alice.network.take(2), [json!([2, 0, ""]), json!([1, 70003, "that is no UserSig"])]);
    assert_eq!(call(&alice.client, "TIMGetLoginStatus", Value::Null), json!(3));
    alice.log_in(SIG);
    assert_eq!(call(&alice.client, "TIMGetLoginStatus", Value::Null), json!(1));
    assert_eq!(call(&alice.client, "TIMGetLoginUserID", Value::Null)["json_param"], "alice");
}

#[test]
fn a_server_that_is_not_there_has_its_code() {
    let mut server = Server::new();
    server.kill();
    let alice = User::started(server.address, "alice", Arc::new(Folder::new()));
    let reply = alice.login(SIG);
    assert_refused(&reply, 9511, &format!("ws://{}/gateway cannot be reached", server.address));
    assert_eq!(alice.network.take(2)[1], json!([3, 9511, reply["desc"]]));
    let nowhere = instance(&json!({ "server": "ws://nowhere.invalid", "dataDir": text(Folder::new().path()) }));
    assert_eq!(call(&nowhere, "TIMInit", Value::Null), json!(0));
    let reply = call(&nowhere, "TIMLogin", json!({ "userID": "alice", "userSig": SIG }));
    assert_refused(&reply, 9516, "the host of ws://nowhere.invalid:80/gateway is not known");
}

#[test]
fn a_server_that_does_not_answer_is_given_up() {
    let server = Server::new();
    let proxy = Proxy::new(server.address);
    proxy.set(Mode::Stall);
    let alice = User::started(proxy.address, "alice", Arc::new(Folder::new()));
    assert_refused(&alice.login(SIG), 9510, "ws://");
}

#[test]
fn the_next_address_is_tried_when_one_does_not_answer() {
    let (mut dead, server) = (Server::new(), Server::new());
    dead.kill();
    let folder = Folder::new();
    let client = instance(&json!({ "dataDir": text(folder.path()) }));
    let addresses: Vec<Value> = [&dead, &server]
        .map(|server| json!({ "server_address_ip": server.address.ip().to_string(), "server_address_port": server.address.port() }))
        .into();
    let param = json!({ "request_internal_operation": "internal_operation_set_custom_server_info",
        "request_set_custom_server_info_param": { "longconnection_address_array": addresses } });
    let reply = call(&client, "callExperimentalAPI", json!({ "json_param": param }));
    assert_eq!(reply["code"], 0, "{reply}");
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
    let reply = call(&client, "TIMLogin", json!({ "userID": "alice", "userSig": SIG }));
    assert_eq!(reply["code"], 0, "{reply}");
    assert_eq!(server.host.registry().connected(), 1);
    client.close();
}

#[test]
fn a_server_over_tls_must_be_vouched_for() {
    let server = Server::secure();
    let log_in = |options: Value| {
        let folder = Folder::new();
        let mut all = json!({ "server": format!("wss://localhost:{}", server.address.port()), "dataDir": text(folder.path()) });
        all.as_object_mut().unwrap().extend(options.as_object().unwrap().clone());
        let client = instance(&all);
        assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
        let reply = call(&client, "TIMLogin", json!({ "userID": "alice", "userSig": SIG }));
        client.close();
        reply
    };
    let reply = log_in(json!({}));
    assert_refused(&reply, 9508, &format!("no TLS with wss://localhost:{}/gateway: ", server.address.port()));
    assert_eq!(log_in(json!({ "ca": text(&authority()) }))["code"], 0);
}

#[test]
fn a_login_elsewhere_ends_this_one() {
    let server = Server::new();
    let first = User::new(server.address, "alice");
    let second = User::new(server.address, "alice");
    assert_eq!(first.kicked.one(), json!([]));
    assert_refused(&call(&first.client, "TIMGroupGetJoinedGroupList", json!("x")), 6014, "not login: ");
    assert_eq!(call(&first.client, "TIMGetLoginStatus", Value::Null), json!(3));
    assert_eq!(joined(&second.client), Vec::<String>::new());
    assert!(second.kicked.is_empty());
    first.log_in(SIG);
    assert_eq!(second.kicked.one(), json!([]));
}

#[test]
fn an_expired_usersig_ends_the_login_unless_there_is_another_by_then() {
    let server = Server::new();
    let (alice, bob) = (User::new(server.address, "alice"), User::new(server.address, "bob"));
    alice.log_in("open sesame for 1");
    bob.log_in("open sesame for 1");
    bob.log_in(SIG);
    assert_eq!(alice.expired.one(), json!([]));
    assert_refused(&call(&alice.client, "TIMGroupGetJoinedGroupList", json!("x")), 6014, "not login: ");
    assert_eq!(joined(&bob.client), Vec::<String>::new());
    assert!(bob.expired.is_empty() && bob.kicked.is_empty());
    assert_refused(&bob.login("sesame street"), 70003, "that is no UserSig");
    assert_eq!(joined(&bob.client), Vec::<String>::new());
}

#[test]
fn a_logout_ends_the_session_at_the_server() {
    let server = Server::new();
    let alice = User::new(server.address, "alice");
    assert_eq!(call(&alice.client, "TIMLogout", Value::Null)["code"], 0);
    while server.host.registry().connected() > 0 {
        std::thread::yield_now();
    }
    assert_eq!(call(&alice.client, "TIMGetLoginStatus", Value::Null), json!(3));
}

#[test]
fn invitations_and_requests_reach_people_on_other_machines() {
    let server = Server::new();
    let (alice, bob) = (User::new(server.address, "alice"), User::new(server.address, "bob"));
    let group = created(&alice.client, json!({ "create_group_param_group_name": "w", "create_group_param_group_type": 1 }));
    assert_eq!(invite(&alice.client, &group, &["bob"], "")["code"], 0);
    let message = bob.messages.one();
    assert_eq!(message[0]["message_elem_array"][0]["group_report_elem_report_type"], 7, "{message}");
}
