//! Accounts over REST, and what they mean for who is logged in.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use opentim_domain::Limits;
use opentim_server::Patience;
use opentim_server::config::AppSettings;
use opentim_store::{MemoryStore, SystemClock};
use std::net::TcpStream;
use std::sync::Arc;
use support::socket::{Client, login, open};
use support::*;

/// A server whose app takes only accounts that it has imported.
fn strict() -> Running {
    let mut limits = Limits::RECOMMENDED;
    limits.policy.imported_only = true;
    let app = AppSettings { limits, ..app() };
    start_with(vec![app], Arc::new(MemoryStore::new(Arc::new(SystemClock))), Patience::default())
}

fn accounts(server: &Running, command: &str, body: &Value) -> Value {
    server.call_at(&format!("im_open_login_svc/{command}"), body)
}

fn import(server: &Running, user: &str, nick: &str) {
    assert_done(&accounts(server, "account_import", &json!({ "UserID": user, "Nick": nick })));
}

fn connect(server: &Running) -> Client<TcpStream> {
    open(server.connect(), &[]).unwrap()
}

fn enter(server: &Running, user: &str) -> (Client<TcpStream>, Value) {
    let mut client = connect(server);
    let welcome = client.log_in(&login(user));
    assert_eq!(welcome["t"], "welcome", "{welcome}");
    (client, welcome)
}

#[track_caller]
fn not_let_in(server: &Running, frame: &Value) {
    let answer = connect(server).log_in(frame);
    assert_eq!((&answer["t"], &answer["code"]), (&json!("error"), &json!(70107)), "{answer}");
}

/// How a session ended.
fn end(client: &mut Client<TcpStream>) -> Value {
    loop {
        let frame = client.told().expect("an end");
        if frame["t"] == "end" {
            return frame;
        }
    }
}

#[test]
fn an_app_of_imported_accounts_lets_nobody_else_log_in_act_or_be_named() {
    let server = strict();
    not_let_in(&server, &login("alice"));
    import(&server, "alice", "Ali");
    let (mut alice, _) = enter(&server, "alice");
    let group = json!({ "GroupId": "club", "Type": "Public", "Name": "club", "Owner_Account": "alice" });
    assert_done(&server.call("create_group", &group));
    let change = |by: &str| server.call("modify_group_base_info", &json!({ "GroupId": "club", "Name": "new", "From_Account": by }));
    assert_refused(&change("bob"), 70107, "no account \"bob\"");
    let add = json!({ "GroupId": "club", "MemberList": [{ "Member_Account": "bob" }] });
    server.refused("add_group_member", &add, 10019, "no account \"bob\"");
    let invite = json!({ "params": { "group_invite_member_param_group_id": "club", "group_invite_member_param_identifier_array": ["bob"] } });
    assert_eq!(alice.call("TIMGroupInviteMember", &invite)["body"]["code"], 10019);
    import(&server, "bob", "");
    assert_done(&change("bob"));
    assert_done(&server.call("add_group_member", &add));
}

#[test]
fn a_kick_ends_all_sessions_and_their_tokens_and_the_user_may_come_again() {
    let server = start();
    let (mut alice, welcome) = enter(&server, "alice");
    let (gone, cut) = {
        let (client, welcome) = enter(&server, "alice");
        (client, welcome)
    };
    drop(gone);
    // The second login of the same instance ended the first one.
    assert_eq!(end(&mut alice)["code"], 6208);
    assert_ne!(welcome["token"], cut["token"]);
    let (mut alice, _) = enter(&server, "alice");
    assert_done(&accounts(&server, "kick", &json!({ "UserID": "alice" })));
    let why = end(&mut alice);
    assert_eq!(why["code"], 6208, "{why}");
    let mut resumed = login("alice");
    resumed["resume"] = cut["token"].clone();
    let answer = connect(&server).log_in(&resumed);
    assert_eq!((&answer["t"], &answer["code"]), (&json!("end"), &json!(6208)), "{answer}");
    enter(&server, "alice");
}

#[test]
fn a_deleted_account_is_logged_out_and_goes_from_its_groups() {
    let server = start();
    import(&server, "alice", "Ali");
    let (mut alice, _) = enter(&server, "alice");
    let members = json!([{ "Member_Account": "alice" }]);
    let group = json!({ "GroupId": "club", "Type": "Public", "Name": "club", "Owner_Account": "bob", "MemberList": members });
    assert_done(&server.call("create_group", &group));
    let online = |user: &str| {
        let reply = server.call_at("openim/query_online_status", &json!({ "To_Account": [user] }));
        reply["QueryResult"][0]["Status"].as_str().unwrap().to_owned()
    };
    assert_eq!(online("alice"), "Online");
    let reply = accounts(&server, "account_delete", &json!({ "DeleteItem": [{ "UserID": "alice" }] }));
    assert_done(&reply);
    assert_eq!(end(&mut alice)["code"], 6208);
    assert_ne!(online("alice"), "Online");
    // The erasure goes on after the answer.
    let count = || server.call("get_group_member_info", &json!({ "GroupId": "club" }))["MemberNum"].clone();
    let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while count() != 1 && std::time::Instant::now() < until {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!(count(), 1);
}
