//! Profiles and status of users: in a data folder, and on a server over cuts.
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
use opentim_client::{Client, Event, engine_on, runtime};
use opentim_domain::account::{DeleteAccount, ImportAccount};
use opentim_domain::{Actor, AppId, Command, Face, Limits, UserId};
use opentim_engine::{Call, Engine};
use remote_support::proxy::Proxy;
use remote_support::{SIG, Server};
use serde_json::{Value, json};
use std::sync::Arc;
use support::{Folder, assert_done, assert_refused, call, created, user};

fn does(client: &Client, method: &str, argument: Value) -> Value {
    let reply = call(client, method, argument);
    assert_eq!(reply["code"], 0, "{method}: {reply}");
    reply["json_param"].clone()
}

fn set_nick(client: &Client, nick: &str) {
    does(
        client,
        "TIMProfileModifySelfUserProfile",
        json!({ "json_modify_self_user_profile_param": { "user_profile_item_nick_name": nick } }),
    );
}

fn say(client: &Client, custom: &str) {
    does(client, "TIMSetSelfStatus", json!({ "status": { "user_status_custom_status": custom } }));
}

fn listen(client: &Client, event: Event) -> Heard {
    let heard = Heard::default();
    client.listen(event, Some(heard.listener()));
    heard
}

/// The one value of a listener.
fn value(told: &Value) -> Value {
    serde_json::from_str(told[0].as_str().unwrap()).unwrap()
}

/// A status in words.
fn words(status: &Value) -> String {
    let online = if status["user_status_status_type"] == 1 { "online" } else { "offline" };
    let words = format!(
        "{} {online} {}",
        status["user_status_identifier"].as_str().unwrap(),
        status["user_status_custom_status"].as_str().unwrap()
    );
    words.trim_end().to_owned()
}

fn statuses(told: &Value) -> Vec<String> {
    value(told).as_array().unwrap().iter().map(words).collect()
}

/// What the app's back end does.
fn by_back_end<C: Command>(engine: &Arc<Engine>, command: C) {
    let actor = Actor::app_admin(UserId::parse("administrator").unwrap(), Face::Rest);
    let call = Call { app: AppId::new(1_400_000_000).unwrap(), actor, limits: Arc::new(Limits::RECOMMENDED), operation: None };
    runtime().block_on(engine.run(&call, command)).unwrap();
}

#[test]
fn users_of_a_folder_have_profiles_that_others_see_and_hear_of() {
    let folder = Folder::new();
    let (alice, bob) = (user(&folder, "alice"), user(&folder, "bob"));
    let (own, others) = (listen(&alice, Event::SelfInfo), listen(&bob, Event::UserInfo));
    does(&bob, "TIMSubscribeUserInfo", json!({ "json_user_id_list": ["alice"] }));
    set_nick(&alice, "Ali");
    assert_eq!(value(&own.one())["user_profile_nick_name"], "Ali");
    assert_eq!(value(&others.one())[0]["user_profile_nick_name"], "Ali");
    // It is so already.
    set_nick(&alice, "Ali");
    does(&bob, "TIMUnsubscribeUserInfo", Value::Null);
    set_nick(&alice, "Alice");
    assert_eq!(value(&own.one())["user_profile_nick_name"], "Alice");
    assert!(others.is_empty());
    let group = created(&alice, json!({ "create_group_param_group_name": "g" }));
    let members =
        does(&alice, "TIMGroupGetMemberInfoList", json!({ "params": { "group_get_members_info_list_param_group_id": group } }));
    assert_eq!(members["group_get_member_info_list_result_info_array"][0]["group_member_info_nick_name"], "Alice");
}

#[test]
fn users_of_a_folder_are_online_while_they_are_logged_in() {
    let folder = Folder::new();
    let (alice, bob) = (user(&folder, "alice"), user(&folder, "bob"));
    let heard = listen(&alice, Event::UserStatus);
    does(&alice, "TIMSubscribeUserStatus", json!({ "id_array": ["bob"] }));
    say(&bob, "busy");
    assert_eq!(statuses(&heard.one()), ["bob online busy"]);
    let asked = does(&alice, "TIMGetUserStatus", json!({ "id_array": ["bob", "carol"] }));
    assert_eq!((words(&asked[0]), words(&asked[1])), ("bob online busy".to_owned(), "carol offline".to_owned()));
    assert_done(&call(&bob, "TIMLogout", Value::Null));
    assert_eq!(statuses(&heard.one()), ["bob offline"]);
    let too_many: Vec<String> = (0..201).map(|at| format!("u{at}")).collect();
    let reply = call(&alice, "TIMSubscribeUserStatus", json!({ "id_array": too_many }));
    assert_refused(&reply, 6017, "id_array names too many users: 201 were given, at most 200");
}

#[test]
fn test_doc_does_nothing() {
    let folder = Folder::new();
    assert_done(&call(&support::on(&folder), "testDoc", Value::Null));
}

#[test]
fn a_deleted_account_logs_its_user_out_and_keeps_him_out() {
    let folder = Folder::new();
    let alice = user(&folder, "alice");
    let kicked = listen(&alice, Event::KickedOffline);
    let engine = runtime().block_on(engine_on(folder.path())).unwrap();
    let alice_id = UserId::parse("alice").unwrap();
    by_back_end(&engine, ImportAccount { user: alice_id.clone(), nick: None, face_url: None });
    by_back_end(&engine, DeleteAccount { user: alice_id });
    assert_eq!(kicked.one(), json!([]));
    assert_eq!(call(&alice, "TIMGetLoginStatus", Value::Null), json!(3));
    assert_refused(&call(&alice, "TIMGetUserStatus", json!({ "id_array": ["bob"] })), 6014, "not login");
}

/// A user at a machine of his own.
fn remote(address: std::net::SocketAddr, name: &str) -> remote_support::User {
    remote_support::User::new(address, name)
}

#[test]
fn subscriptions_and_what_one_says_go_on_over_cuts_and_restarts() {
    let mut server = Server::new();
    let proxy = Proxy::new(server.address);
    let (alice, carol) = (remote(proxy.address, "alice"), remote(server.address, "carol"));
    let (status, info) = (listen(&alice.client, Event::UserStatus), listen(&alice.client, Event::UserInfo));
    let of_carol = listen(&carol.client, Event::UserStatus);
    does(&alice.client, "TIMSubscribeUserStatus", json!({ "id_array": ["bob", "carol"] }));
    does(&alice.client, "TIMSubscribeUserInfo", json!({ "json_user_id_list": ["bob"] }));
    does(&carol.client, "TIMSubscribeUserStatus", json!({ "id_array": ["alice"] }));
    say(&alice.client, "at home");
    assert_eq!(statuses(&status.one()), ["alice online at home"]);
    assert_eq!(statuses(&of_carol.one()), ["alice online at home"]);

    // The line is cut: what happened meanwhile is told at once with the next one.
    proxy.cut();
    status.take_until(|told| statuses(told) == ["bob offline", "carol online"]);
    let bob = remote(server.address, "bob");
    assert_eq!(statuses(&status.one()), ["bob online"]);
    set_nick(&bob.client, "Bobby");
    assert_eq!(value(&info.one())[0]["user_profile_nick_name"], "Bobby");

    // The server begins anew and knows nothing of what passed.
    let of_carol = listen(&carol.client, Event::UserStatus);
    server.kill();
    server.start();
    let told = |told: &Value| statuses(told).iter().any(|status| status.starts_with("bob online"));
    status.take_until(told);
    info.take_until(|told| value(told)[0]["user_profile_nick_name"] == "Bobby");
    of_carol.take_until(|told| statuses(told) == ["alice online at home"]);
    say(&bob.client, "busy");
    status.take_until(|told| statuses(told) == ["bob online busy"]);
    set_nick(&bob.client, "Bob");
    info.take_until(|told| value(told)[0]["user_profile_nick_name"] == "Bob");
    does(&alice.client, "TIMUnsubscribeUserStatus", Value::Null);
    say(&bob.client, "free");
    say(&alice.client, "out");
    assert_eq!(status.take_until(|told| statuses(told) == ["alice online out"]).len(), 1);
}

#[test]
fn who_was_thrown_out_of_a_server_hears_it_and_does_not_come_back_by_himself() {
    let server = Server::new();
    let alice = remote(server.address, "alice");
    let engine = server.host.engine().clone();
    let alice_id = UserId::parse("alice").unwrap();
    by_back_end(&engine, ImportAccount { user: alice_id.clone(), nick: None, face_url: None });
    by_back_end(&engine, DeleteAccount { user: alice_id });
    alice.kicked.one();
    assert_eq!(call(&alice.client, "TIMGetLoginStatus", Value::Null), json!(3));
    let refused = alice.login(SIG);
    assert_eq!(refused["code"], 70107, "{refused}");
}
