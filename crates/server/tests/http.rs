//! Connections as they come in real life: kept open, slow, half closed, cut off, far too large.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use opentim_store::{MemoryStore, SystemClock};
use opentim_store_sqlite::{Options, SqliteStore};
use std::io::{Read, Write};
use std::net::Shutdown;
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;
use support::*;

const BODY: &str = r#"{"Type":"Public","Name":"n"}"#;

fn impatient() -> Running {
    start_with(vec![app()], Arc::new(MemoryStore::new(Arc::new(SystemClock))), short())
}

#[test]
fn a_connection_is_kept_for_the_next_call_also_after_refusals() {
    let server = start();
    let mut stream = server.connect();
    for round in 0..4 {
        for (body, code) in [(BODY, 0), ("no json", 60003), (r#"{"Type":"x","Name":"n"}"#, 10004)] {
            stream.write_all(&request("POST", &target("create_group"), &[], body.as_bytes())).unwrap();
            assert_eq!(read_reply(&mut stream).unwrap().json()["ErrorCode"], code, "round {round}");
        }
        stream.write_all(&request("POST", "/v4/group_open_http_svc/create_group?sdkappid=5", &[], BODY.as_bytes())).unwrap();
        assert_eq!(read_reply(&mut stream).unwrap().json()["ErrorCode"], 70020);
    }
    assert_eq!(server.groups(), 4);
}

#[test]
fn calls_sent_ahead_are_answered_in_order() {
    let server = start();
    let mut stream = server.connect();
    let call = |id: &str| {
        request("POST", &target("create_group"), &[], json!({"Type": "Public", "Name": "n", "GroupId": id}).to_string().as_bytes())
    };
    stream.write_all(&[call("a"), call("b"), call("c")].concat()).unwrap();
    for id in ["a", "b", "c"] {
        assert_eq!(read_reply(&mut stream).unwrap().json()["GroupId"], id);
    }
}

#[test]
fn the_content_type_does_not_matter() {
    let server = start();
    for kind in ["application/json; charset=utf-8", "text/plain", "application/x-www-form-urlencoded", "image/png"] {
        let reply = server.send("POST", &target("create_group"), &[("Content-Type", kind)], BODY.as_bytes());
        assert_done(&reply.json());
        assert_eq!(reply.header("content-type"), Some("application/json"));
    }
}

#[test]
fn a_chunked_body_is_read_whole() {
    let server = start();
    let mut stream = server.connect();
    let head = format!("POST {} HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n", target("create_group"));
    stream.write_all(head.as_bytes()).unwrap();
    for piece in [&BODY[..5], &BODY[5..20], &BODY[20..]] {
        stream.write_all(format!("{:x}\r\n{piece}\r\n", piece.len()).as_bytes()).unwrap();
        sleep(Duration::from_millis(20));
    }
    stream.write_all(b"0\r\n\r\n").unwrap();
    assert_done(&read_reply(&mut stream).unwrap().json());
}

#[test]
fn a_body_of_10_mb_is_refused_and_the_refusal_arrives() {
    let server = start();
    let large = json!({"Type": "Public", "Name": "n", "Introduction": "x".repeat(10 << 20)}).to_string();
    let reply = server.send("POST", &target("create_group"), &[], large.as_bytes());
    assert_refused(&reply.json(), 60002, "larger than 1048576 bytes");

    let mut stream = server.connect();
    let head = format!("POST {} HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n", target("create_group"));
    stream.write_all(head.as_bytes()).unwrap();
    let piece = [format!("{:x}\r\n", 1 << 20).into_bytes(), vec![b' '; 1 << 20], b"\r\n".to_vec()].concat();
    for _ in 0..10 {
        stream.write_all(&piece).unwrap();
    }
    stream.write_all(b"0\r\n\r\n").unwrap();
    assert_refused(&read_reply(&mut stream).unwrap().json(), 60002, "larger than 1048576 bytes");
    assert_eq!(server.groups(), 0);
}

#[test]
fn who_waits_to_be_asked_for_a_large_body_is_told_at_once() {
    let server = start();
    let mut stream = server.connect();
    let head =
        format!("POST {} HTTP/1.1\r\nHost: t\r\nContent-Length: 10000000\r\nExpect: 100-continue\r\n\r\n", target("create_group"));
    stream.write_all(head.as_bytes()).unwrap();
    assert_refused(&read_reply(&mut stream).unwrap().json(), 60002, "larger than 1048576 bytes");
}

#[test]
fn a_slow_body_is_given_up_after_a_while() {
    let server = impatient();
    let mut stream = server.connect();
    let whole = request("POST", &target("create_group"), &[], BODY.as_bytes());
    stream.write_all(&whole[..whole.len() - 5]).unwrap();
    assert_refused(&read_reply(&mut stream).unwrap().json(), 60008, "did not arrive within");
    assert_eq!(server.groups(), 0);
}

#[test]
fn a_slow_head_and_an_idle_connection_are_given_up_after_a_while() {
    let server = impatient();
    for start in ["", "POST /v4/group_open_http_svc/create_group HTTP/1.1\r\nHost:"] {
        let mut stream = server.connect();
        stream.write_all(start.as_bytes()).unwrap();
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).unwrap();
        assert!(!String::from_utf8_lossy(&rest).contains("\"OK\""));
    }
    assert_done(&server.post("create_group", BODY.as_bytes()));
}

#[test]
fn slow_callers_do_not_hold_up_others() {
    let server = start();
    let mut slow: Vec<_> = (0..50).map(|_| server.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"POST /v4/group_open_http_svc/create_group HTTP/1.1\r\nHost: t\r\nContent-Length: 100\r\n\r\n{").unwrap();
    }
    for _ in 0..20 {
        assert_done(&server.post("create_group", BODY.as_bytes()));
    }
}

#[test]
fn who_closes_his_side_after_the_call_still_gets_the_reply() {
    let server = start();
    let mut stream = server.connect();
    stream.write_all(&request("POST", &target("create_group"), &[], BODY.as_bytes())).unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    assert_done(&read_reply(&mut stream).unwrap().json());
}

#[test]
fn a_call_that_breaks_off_changes_nothing() {
    let server = start();
    let whole = request("POST", &target("create_group"), &[], BODY.as_bytes());
    for (cut, keep) in [(1, true), (whole.len() / 2, true), (whole.len() - 1, true), (whole.len() - 1, false)] {
        let mut stream = server.connect();
        stream.write_all(&whole[..cut]).unwrap();
        if keep {
            stream.shutdown(Shutdown::Write).unwrap();
            let reply = read_reply(&mut stream);
            assert!(reply.is_none_or(|reply| !reply.json_or_null()["ErrorCode"].eq(&json!(0))));
        }
        drop(stream);
    }
    assert_done(&server.post("create_group", BODY.as_bytes()));
    assert_eq!(server.groups(), 1);
}

#[test]
fn what_is_no_http_does_no_harm() {
    let server = start();
    for garbage in [&b"\x16\x03\x01\x02\x00\x01\x00"[..], b"hello\r\n\r\n", b"POST / HTTP/9.9\r\n\r\n", &[b'x'; 100_000]] {
        let mut stream = server.connect();
        let _ = stream.write_all(garbage);
        let _ = stream.shutdown(Shutdown::Write);
        let _ = stream.read_to_end(&mut Vec::new());
    }
    let endless = format!("/v4/group_open_http_svc/create_group?usersig={}", "x".repeat(100_000));
    let mut stream = server.connect();
    let _ = stream.write_all(&request("POST", &endless, &[], b"{}"));
    let _ = read_reply(&mut stream);
    assert_done(&server.post("create_group", BODY.as_bytes()));
}

#[test]
fn every_reply_names_its_request() {
    let server = start();
    let own = server.send("POST", &target("create_group"), &[("X-Request-Id", "order-17")], b"no json");
    assert_eq!(own.header("x-request-id"), Some("order-17"));
    assert!(own.json()["ErrorInfo"].as_str().unwrap().ends_with("(request order-17)"));
    let long = "x".repeat(65);
    for odd in ["", "with blank", &long] {
        let made = server.send("POST", &target("create_group"), &[("X-Request-Id", odd)], b"no json");
        let id = made.header("x-request-id").unwrap().to_owned();
        assert!(!id.is_empty() && id != odd);
        assert!(made.json()["ErrorInfo"].as_str().unwrap().contains(&id));
    }
}

#[test]
fn healthz_tells_that_changes_are_taken() {
    let server = start();
    let reply = server.send("GET", "/healthz", &[], b"");
    assert_eq!((reply.status, &reply.json()["status"]), (200, &json!("ok")));
    assert_eq!(server.send("POST", "/healthz", &[], b"{}").status, 405);
    assert_eq!(server.groups(), 0);
}

#[test]
fn a_store_that_takes_no_changes_is_told_without_its_insides() {
    let folder = Folder::new("closed");
    let store = Arc::new(SqliteStore::open(&folder.0, Options::default(), Arc::new(SystemClock)).unwrap());
    let server = start_with(vec![app()], store.clone(), short());
    assert_eq!(server.send("GET", "/healthz", &[], b"").status, 200);
    store.close();
    let health = server.send("GET", "/healthz", &[], b"");
    assert_eq!((health.status, &health.json()["status"]), (503, &json!("failing")));
    for (command, body) in [("create_group", BODY), ("get_appid_group_list", "{}"), ("destroy_group", r#"{"GroupId":"g"}"#)] {
        let reply = server.post(command, body.as_bytes());
        assert_refused(&reply, 10002, "try again later");
        assert!(!reply.to_string().contains(folder.0.to_str().unwrap()));
    }
}

#[test]
fn a_repeated_operation_gets_its_first_answer_and_changes_nothing() {
    let server = start();
    let send =
        |key: &str, body: &str| server.send("POST", &target("create_group"), &[("Idempotency-Key", key)], body.as_bytes()).json();
    let first = send("order-1", BODY);
    assert_done(&first);
    assert_eq!(send("order-1", BODY), first);
    assert_eq!(server.groups(), 1);
    assert_refused(&send("order-1", r#"{"Type":"Public","Name":"other"}"#), 10004, "Idempotency-Key was used before");
    assert_ne!(send("order-2", BODY)["GroupId"], first["GroupId"]);
    assert_refused(&send(&"x".repeat(65), BODY), 10004, "1 to 64 printable");
    assert_refused(&send("", BODY), 10004, "1 to 64 printable");
    assert_eq!(server.groups(), 2);
}

#[test]
fn an_operation_has_one_key() {
    let server = start();
    let two = [("Idempotency-Key", "order-1"), ("Idempotency-Key", "order-2")];
    let reply = server.send("POST", &target("create_group"), &two, BODY.as_bytes());
    assert_refused(&reply.json(), 10004, "Idempotency-Key is given twice");
    assert_eq!(server.groups(), 0);
}

#[test]
fn nobody_is_told_that_a_tunnel_is_open() {
    let server = start();
    for target in ["example.com:443", &target("create_group")] {
        let reply = server.send("CONNECT", target, &[], b"");
        assert_eq!(reply.status, 405);
        assert_refused(&reply.json(), 60002, "CONNECT was given");
    }
}

#[test]
fn a_disbanded_group_is_gone_and_its_id_free_again() {
    let server = start();
    let group = json!({"Type": "AVChatRoom", "Name": "n", "GroupId": "g", "Owner_Account": "leckie"});
    assert_done(&server.call("create_group", &group));
    assert_done(&server.call("destroy_group", &json!({"GroupId": "g"})));
    server.refused("destroy_group", &json!({"GroupId": "g"}), 10010, "does not exist");
    assert_eq!(server.groups(), 0);
    while server.call("create_group", &group)["ErrorCode"] == 10021 {
        sleep(Duration::from_millis(10));
    }
    assert_eq!(server.groups(), 1);
}

#[test]
fn calls_under_way_are_finished_before_the_server_ends() {
    let mut server = start();
    let mut idle = server.connect();
    let whole = request("POST", &target("create_group"), &[], BODY.as_bytes());
    let (early, late) = whole.split_at(whole.len() - 5);
    let mut busy = server.connect();
    busy.write_all(early).unwrap();
    // The head is with the server once another call on a later connection is answered.
    server.groups();
    sleep(Duration::from_millis(100));
    server.ask_to_stop();
    assert_eq!(idle.read(&mut [0; 1]).unwrap(), 0, "an idle connection is closed at once");
    busy.write_all(late).unwrap();
    assert_done(&read_reply(&mut busy).unwrap().json());
    assert_eq!(server.stopped().cut_off, 0);
    assert!(std::net::TcpStream::connect(server.address).is_err(), "nobody listens any more");
}

#[test]
fn a_call_that_never_ends_is_cut_off() {
    let mut patience = short();
    patience.body = Duration::from_secs(60);
    patience.drain = Duration::from_millis(300);
    let mut server = start_with(vec![app()], Arc::new(MemoryStore::new(Arc::new(SystemClock))), patience);
    let mut busy = server.connect();
    let whole = request("POST", &target("create_group"), &[], BODY.as_bytes());
    busy.write_all(&whole[..whole.len() - 5]).unwrap();
    sleep(Duration::from_millis(100));
    server.ask_to_stop();
    assert_eq!(server.stopped().cut_off, 1);
}
