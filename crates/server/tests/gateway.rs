//! Sessions on the port of the REST interface: who gets in, who does not and why, and what admins see.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use opentim_gateway::Instances;
use opentim_server::config::{GatewaySettings, SecretKey};
use opentim_server::{Patience, Server};
use opentim_store::{MemoryStore, SystemClock};
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use support::socket::{Client, login, login_with, open};
use support::*;

fn start_with_gateway(settings: GatewaySettings) -> Running {
    started(Patience::default(), |server| server.with_gateway(Some(settings)))
}

fn started(patience: Patience, with: impl FnOnce(Server) -> Server) -> Running {
    start_as(vec![app()], Arc::new(MemoryStore::new(Arc::new(SystemClock))), patience, with)
}

fn connect(server: &Running) -> Client<TcpStream> {
    open(server.connect(), &[]).unwrap()
}

/// A client that is in, and its welcome.
fn enter(server: &Running, frame: &Value) -> (Client<TcpStream>, Value) {
    let mut client = connect(server);
    let welcome = client.log_in(frame);
    assert_eq!(welcome["t"], "welcome", "{welcome}");
    (client, welcome)
}

#[track_caller]
fn refused(server: &Running, frame: &Value, code: i64, words: &str) {
    let answer = connect(server).log_in(frame);
    assert_eq!((&answer["t"], &answer["code"]), (&json!("error"), &json!(code)), "{answer}");
    assert!(answer["desc"].as_str().unwrap().contains(words), "{words:?} should be in {answer}");
}

/// The command of ours.
fn ours(server: &Running, command: &str, body: &Value) -> Value {
    let target = format!("/v4/opentim/{command}?{}", query(APP, ADMIN, &sign(ADMIN)));
    server.post_to(&target, body.to_string().as_bytes())
}

/// The headers of a sound upgrade, without those of `without` and with `more`.
fn headers<'a>(without: &str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let sound = [
        ("Connection", "keep-alive, Upgrade"),
        ("Upgrade", "websocket"),
        ("Sec-WebSocket-Version", "13"),
        ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
        ("Sec-WebSocket-Protocol", "other, opentim.v1"),
    ];
    sound.into_iter().filter(|(name, _)| *name != without).chain(more.iter().copied()).collect()
}

#[test]
fn a_sound_upgrade_is_answered_as_rfc_6455_says() {
    let server = start();
    let reply = server.send("GET", "/gateway?x=1", &headers("", &[]), b"");
    assert_eq!(reply.status, 101);
    assert_eq!(reply.header("sec-websocket-accept"), Some("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    assert_eq!(reply.header("sec-websocket-protocol"), Some("opentim.v1"));
    assert!(reply.header("x-request-id").is_some());
}

/// A text message as a client sends it, masked with zeros.
fn message(frame: &Value) -> Vec<u8> {
    let text = frame.to_string();
    let mut bytes = vec![0x81, 0x80 | 126];
    bytes.extend_from_slice(&u16::try_from(text.len()).unwrap().to_be_bytes());
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend_from_slice(text.as_bytes());
    bytes
}

#[test]
fn a_login_that_is_sent_ahead_of_the_upgrade_is_not_lost() {
    let server = start();
    let mut stream = server.connect();
    let mut early = request("GET", "/healthz", &[], b"");
    early.extend(request("GET", "/gateway", &headers("", &[]), b""));
    early.extend(message(&login("alice")));
    stream.write_all(&early).unwrap();
    assert_eq!(read_reply(&mut stream).unwrap().json()["status"], "ok");
    assert_eq!(read_reply(&mut stream).unwrap().status, 101);
    let mut start = [0; 24];
    stream.read_exact(&mut start).unwrap();
    assert!(String::from_utf8_lossy(&start).contains("\"welcome\""), "{start:?}");
}

#[test]
fn noise_after_the_upgrade_ends_its_connection_and_no_other() {
    let server = start();
    let (mut other, _) = enter(&server, &login("alice"));
    other.until_synced();
    for noise in [&b"GET / HTTP/1.1\r\n\r\n"[..], &[0xff; 64], b"\x81\x05plain", b"\x82\x81\0\0\0\0x", b""] {
        let mut stream = server.connect();
        stream.write_all(&request("GET", "/gateway", &headers("", &[]), b"")).unwrap();
        assert_eq!(read_reply(&mut stream).unwrap().status, 101);
        stream.write_all(noise).unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
        let _ = stream.read_to_end(&mut Vec::new());
    }
    assert_eq!(other.call("TIMGroupGetJoinedGroupList", &json!({}))["t"], "reply");
}

#[test]
fn what_is_no_upgrade_is_told_what_is_missing() {
    let server = start();
    let said = |method: &str, headers: &[(&str, &str)]| {
        let reply = server.send(method, "/gateway", headers, b"");
        (reply.status, String::from_utf8(reply.body.clone()).unwrap(), reply)
    };
    for (method, headers, status, words) in [
        ("POST", headers("", &[]), 405, "the method must be GET"),
        ("GET", vec![], 426, "by an upgrade to WebSocket"),
        ("GET", headers("Upgrade", &[]), 426, "by an upgrade to WebSocket"),
        ("GET", headers("Connection", &[]), 426, "by an upgrade to WebSocket"),
        ("GET", headers("Upgrade", &[("Upgrade", "h2c")]), 426, "by an upgrade to WebSocket"),
        ("GET", headers("Sec-WebSocket-Version", &[]), 426, "Sec-WebSocket-Version must be 13"),
        ("GET", headers("Sec-WebSocket-Version", &[("Sec-WebSocket-Version", "8")]), 426, "Sec-WebSocket-Version must be 13"),
        ("GET", headers("Sec-WebSocket-Key", &[]), 400, "Sec-WebSocket-Key"),
        ("GET", headers("Sec-WebSocket-Key", &[("Sec-WebSocket-Key", "c2hvcnQ=")]), 400, "Sec-WebSocket-Key"),
        ("GET", headers("Sec-WebSocket-Protocol", &[]), 400, "must offer opentim.v1"),
        ("GET", headers("Sec-WebSocket-Protocol", &[("Sec-WebSocket-Protocol", "opentim.v2")]), 400, "must offer opentim.v1"),
        ("GET", headers("", &[("Origin", "https://evil.example")]), 403, "https://evil.example"),
    ] {
        let (given, text, _) = said(method, &headers);
        assert_eq!(given, status, "{text}");
        assert!(text.contains(words), "{words:?} should be in {text:?}");
    }
    let (.., old) = said("GET", &headers("Sec-WebSocket-Version", &[]));
    assert_eq!((old.header("sec-websocket-version"), old.header("upgrade")), (Some("13"), Some("websocket")));
    assert_eq!(said("POST", &[]).2.header("allow"), Some("GET"));
    enter(&server, &login("alice"));
}

#[test]
fn pages_get_in_when_their_origin_is_named() {
    let origins = vec!["https://app.example.com".parse().unwrap()];
    let server = start_with_gateway(GatewaySettings { origins, ..GatewaySettings::default() });
    assert!(open(server.connect(), &[("origin", "https://app.example.com")]).is_ok());
    assert_eq!(open(server.connect(), &[("origin", "https://app.example.com.evil")]).err().unwrap().status(), 403);
}

#[test]
fn a_server_without_sessions_has_no_gateway() {
    let server = started(Patience::default(), |server| server.with_gateway(None));
    let reply = server.send("GET", "/gateway", &headers("", &[]), b"");
    assert_refused(&reply.json(), 60002, "the method must be POST");
    assert_eq!(ours(&server, "get_sessions", &json!({}))["TotalCount"], 0);
    assert_eq!(ours(&server, "end_sessions", &json!({"To_Account": "alice"}))["EndedNum"], 0);
}

#[test]
fn every_defect_of_a_login_has_the_number_of_the_sdk() {
    let server = start();
    let sign = |key: &str, app, user, at, expire| opentim_usersig::sign(key.as_bytes(), app, user, at, expire);
    let good = sign(KEY, APP, "alice", now(), 3600);
    for (frame, code, words) in [
        (login_with(7, "alice", &good), 70020, "the app 7 is not known"),
        (login_with(APP, "alice", ""), 70002, "empty"),
        (login_with(APP, "alice", &good[..good.len() / 2]), 70003, ""),
        (login_with(APP, "alice", "!"), 70005, "malformed"),
        (login_with(APP, "alice", &sign("another key of another installation", APP, "alice", now(), 3600)), 70009, "key"),
        (login_with(APP, "bob", &good), 70013, "another identifier"),
        (login_with(APP, "alice", &sign(KEY, APP + 1, "alice", now(), 3600)), 70014, ""),
        (login_with(APP, "alice", &sign(KEY, APP, "alice", now() - 100, 50)), 70001, ""),
    ] {
        refused(&server, &frame, code, words);
    }
    for user in ["", "caf\u{e9}", &"a".repeat(33)] {
        let answer = connect(&server).log_in(&login_with(APP, user, &good));
        assert_eq!((&answer["t"], &answer["code"]), (&json!("error"), &json!(7003)), "{answer}");
    }
    let mut client = connect(&server);
    for _ in 0..3 {
        assert_eq!(client.log_in(&login_with(APP, "alice", ""))["code"], 70002);
    }
    assert_eq!(client.read(), None, "three refused logins are enough");
    enter(&server, &login("alice"));
}

#[test]
fn a_session_ends_when_its_usersig_does() {
    let server = start();
    let soon = opentim_usersig::sign(KEY.as_bytes(), APP, "alice", now() - 10, 11);
    let (mut client, _) = enter(&server, &login_with(APP, "alice", &soon));
    client.until_synced();
    let end = client.told().unwrap();
    assert_eq!((&end["t"], &end["code"]), (&json!("end"), &json!(70001)), "{end}");
    assert_eq!(client.read(), None);
}

#[test]
fn bad_logins_and_bad_calls_lock_an_address_together_but_known_signatures_go_on() {
    let server = start();
    let known = login("alice");
    enter(&server, &known);
    for at in 0..20 {
        if at % 2 == 0 {
            refused(&server, &login_with(APP, "bob", "bad!"), 70005, "");
        } else {
            let target = format!("/v4/group_open_http_svc/create_group?{}", query(APP, ADMIN, "bad!"));
            assert_eq!(server.post_to(&target, b"{}")["ErrorCode"], 70005);
        }
    }
    refused(&server, &login("bob"), 70050, "try again in");
    let target = target("create_group");
    assert_eq!(server.post_to(&target, b"{}")["ErrorCode"], 70050);
    enter(&server, &known);
}

#[test]
fn signatures_that_ran_out_lock_nobody() {
    let server = start();
    let old = opentim_usersig::sign(KEY.as_bytes(), APP, "alice", now() - 100, 50);
    for _ in 0..25 {
        refused(&server, &login_with(APP, "alice", &old), 70001, "");
    }
    enter(&server, &login("bob"));
}

#[test]
fn behind_a_trusted_proxy_the_address_that_it_names_is_locked_and_no_other() {
    let server = started(Patience::default(), |server| server.behind(vec!["127.0.0.0/8".parse().unwrap()]));
    let from = |address: &str, frame: &Value| open(server.connect(), &[("x-forwarded-for", address)]).unwrap().log_in(frame);
    for _ in 0..20 {
        assert_eq!(from("203.0.113.9", &login_with(APP, "bob", "bad!"))["code"], 70005);
    }
    assert_eq!(from("203.0.113.9", &login("alice"))["code"], 70050);
    assert_eq!(from("203.0.113.10, 203.0.113.9", &login("bob"))["code"], 70050);
    let mut other = open(server.connect(), &[("x-forwarded-for", "203.0.113.10")]).unwrap();
    assert_eq!(other.log_in(&login("carol"))["t"], "welcome");
    let listed = ours(&server, "get_sessions", &json!({}));
    assert_eq!(listed["SessionList"][0]["Address"], "203.0.113.10", "{listed}");
}

#[test]
fn sessions_have_places_of_their_own_and_keep_no_call_out() {
    let settings = GatewaySettings { sessions: 2, ..GatewaySettings::default() };
    let patience = Patience { connections: 1, ..Patience::default() };
    let server = started(patience, |server| server.with_gateway(Some(settings)));
    let (first, _) = enter(&server, &login("alice"));
    let (_second, _) = enter(&server, &login("bob"));
    let reply = open(server.connect(), &[]).err().unwrap();
    assert_eq!((reply.status().as_u16(), reply.headers()["retry-after"].to_str().unwrap()), (503, "10"));
    assert_eq!(server.groups(), 0);
    drop(first);
    while open(server.connect(), &[]).is_err() {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

#[test]
fn the_policy_of_logins_decides_which_session_ends() {
    let at = |instance: &str| {
        let mut frame = login("alice");
        frame["instance"] = json!(instance);
        frame
    };
    for (instances, ended) in [
        (Instances::PerInstance, [false, true, false]),
        (Instances::PerUser, [true, true, true]),
        (Instances::Many(2), [true, true, false]),
    ] {
        let server = start_with_gateway(GatewaySettings { instances, ..GatewaySettings::default() });
        let mut clients: Vec<_> = ["desk", "phone", "desk-2"].iter().map(|instance| enter(&server, &at(instance)).0).collect();
        let last = enter(&server, &at("phone")).0;
        let listed = ours(&server, "get_sessions", &json!({"To_Account": "alice"}));
        let left = 1 + ended.iter().filter(|ended| !**ended).count();
        assert_eq!(listed["TotalCount"], left, "{instances:?}: {listed}");
        for (client, ended) in clients.iter_mut().zip(ended) {
            if ended {
                client.until_synced();
                let end = client.told().unwrap();
                assert_eq!((&end["t"], &end["code"]), (&json!("end"), &json!(6208)), "{instances:?}");
            }
        }
        drop(last);
    }
}

#[test]
fn admins_see_sessions_page_by_page_and_end_them() {
    let server = start();
    let names: Vec<String> = (0..5).map(|at| format!("user{at}")).collect();
    let mut clients: Vec<_> = names.iter().map(|name| enter(&server, &login(name))).collect();
    let (mut seen, mut next) = (Vec::new(), json!(""));
    loop {
        let page = ours(&server, "get_sessions", &json!({"Limit": 2, "Next": next}));
        assert_done(&page);
        assert_eq!(page["TotalCount"], 5);
        seen.extend(page["SessionList"].as_array().unwrap().clone());
        next = page["Next"].clone();
        if next == "" {
            break;
        }
    }
    assert_eq!(seen.iter().map(|row| row["To_Account"].as_str().unwrap()).collect::<Vec<_>>(), names);
    assert_eq!((&seen[0]["SessionId"], &seen[0]["Client"]), (&clients[0].1["session"], &json!("a test")));
    assert_eq!(seen[0]["Address"], "127.0.0.1");
    assert!(seen[0]["LoginTime"].as_u64().unwrap() / 1000 + 60 > now());

    let ended = ours(&server, "end_sessions", &json!({"To_Account": "user1", "Reason": "moved house"}));
    assert_eq!(ended["EndedNum"], 1, "{ended}");
    let by_name = json!({"SessionIdList": [seen[2]["SessionId"], seen[2]["SessionId"], "s0"]});
    assert_eq!(ours(&server, "end_sessions", &by_name)["EndedNum"], 1);
    for (at, words) in [(1, "moved house"), (2, "ended by an administrator")] {
        let (client, welcome) = &mut clients[at];
        client.until_synced();
        let end = client.told().unwrap();
        assert_eq!((&end["t"], &end["code"]), (&json!("end"), &json!(6014)), "{end}");
        assert!(end["desc"].as_str().unwrap().contains(words), "{end}");
        let mut again = login(&names[at]);
        again["resume"] = welcome["token"].clone();
        let answer = connect(&server).log_in(&again);
        assert_eq!((&answer["t"], &answer["code"]), (&json!("end"), &json!(6014)), "an ended session is not resumed: {answer}");
    }
    assert_eq!(ours(&server, "get_sessions", &json!({}))["TotalCount"], 3);
    assert_eq!(ours(&server, "end_sessions", &json!({"To_Account": "nobody"}))["EndedNum"], 0);
    assert_refused(&ours(&server, "end_sessions", &json!({})), 10004, "To_Account or SessionIdList is required");
    assert_refused(&ours(&server, "get_sessions", &json!({"Limit": 5000})), 10018, "at most 1000 rows");
}

#[test]
fn members_of_a_live_group_count_while_their_session_lasts() {
    let server = start();
    let online = || server.call("get_online_member_num", &json!({"GroupId": "show"}))["OnlineMemberNum"].as_u64().unwrap();
    assert_done(&server.call("create_group", &json!({"Type": "AVChatRoom", "GroupId": "show", "Name": "n"})));
    let mut clients: Vec<_> = ["alice", "bob"].iter().map(|name| enter(&server, &login(name)).0).collect();
    for client in &mut clients {
        let joined = client.call("TIMGroupJoin", &json!({"groupId": "show", "helloMsg": ""}));
        assert_eq!(joined["t"], "reply", "{joined}");
    }
    assert_eq!(online(), 2);
    clients.pop();
    while online() != 1 {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

#[test]
fn metrics_are_for_who_has_the_token() {
    let token = "a token of the monitoring";
    let server = started(Patience::default(), |server| server.with_metrics(Some(SecretKey::new(token))));
    let seen = |authorization: &str| server.send("GET", "/metrics", &[("Authorization", authorization)], b"");
    for wrong in ["", token, "Bearer ", "Bearer a token of the monitorinG", "Basic YTph"] {
        assert_eq!((seen(wrong).status, seen(wrong).header("www-authenticate")), (401, Some("Bearer")), "{wrong}");
    }
    let (_client, _) = enter(&server, &login("alice"));
    refused(&server, &login_with(APP, "bob", ""), 70002, "");
    assert_eq!(server.groups(), 0);
    let reply = seen(&format!("Bearer {token}"));
    assert_eq!(reply.header("content-type"), Some("text/plain; version=0.0.4"));
    let text = String::from_utf8(reply.body).unwrap();
    for line in [
        "# TYPE opentim_sessions gauge",
        "opentim_sessions 1",
        "opentim_calls_total{outcome=\"done\"} 1",
        "opentim_logins_total{outcome=\"done\"} 1",
        "opentim_logins_total{outcome=\"refused\"} 1",
    ] {
        assert!(text.lines().any(|found| found == line), "{line:?} should be in:\n{text}");
    }
    assert_eq!(server.send("POST", "/metrics", &[], b"").status, 405);
    assert_refused(&start().send("GET", "/metrics", &[], b"").json(), 60002, "the method must be POST");
}
