//! Who may call: every check of the gate in its order, with its number, and that nothing is created.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use base64::Engine as _;
use opentim_domain::UserId;
use opentim_server::Patience;
use opentim_server::config::{Rates, SecretKey};
use opentim_store::{MemoryStore, SystemClock};
use std::io::Write as _;
use std::sync::Arc;
use support::*;

const BODY: &str = r#"{"Type":"Public","Name":"n"}"#;
const PATH: &str = "/v4/group_open_http_svc/create_group";

#[track_caller]
fn refused(server: &Running, target: &str, code: i64, words: &str) {
    assert_refused(&server.post_to(target, BODY.as_bytes()), code, words);
}

/// The command with this query.
fn with(query: &str) -> String {
    format!("{PATH}?{query}")
}

#[track_caller]
fn still_works_with(server: &Running, groups: u64) {
    assert_eq!(server.groups(), groups);
    assert_done(&server.call("create_group", &json!({"Type": "Public", "Name": "n"})));
    assert_eq!(server.groups(), groups + 1);
}

#[test]
fn only_post_is_taken() {
    let server = start();
    for method in ["GET", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let reply = server.send(method, &target("create_group"), &[], BODY.as_bytes());
        assert_eq!(reply.status, 200);
        assert_refused(&reply.json(), 60002, "the method must be POST");
    }
    still_works_with(&server, 0);
}

#[test]
fn unknown_paths_services_and_commands_are_told_apart() {
    let server = start();
    let query = query(APP, ADMIN, &sign(ADMIN));
    for path in ["/", "/v4", "/v4/", "/v4/group_open_http_svc", "/v3/group_open_http_svc/create_group", "/v4/sns/create_group"] {
        refused(&server, &format!("{path}?{query}"), 60009, "/v4/SERVICE/COMMAND");
    }
    for command in ["", "create", "create_group/", "send_group_msg", "CREATE_GROUP"] {
        refused(&server, &format!("/v4/group_open_http_svc/{command}?{query}"), 10003, "create_group");
    }
    still_works_with(&server, 0);
}

#[test]
fn the_query_is_checked_part_by_part() {
    let server = start();
    let sig = sign(ADMIN);
    let max = u64::from(u32::MAX);
    for (query, code, words) in [
        (String::new(), 60012, "sdkappid"),
        (format!("identifier={ADMIN}&usersig={sig}"), 60012, "sdkappid"),
        (format!("sdkappid=&identifier={ADMIN}&usersig={sig}"), 60012, "sdkappid"),
        (format!("sdkappid=abc&identifier={ADMIN}&usersig={sig}"), 60006, "sdkappid"),
        (format!("sdkappid=-1&identifier={ADMIN}&usersig={sig}"), 60006, "sdkappid"),
        (format!("sdkappid=%2B{APP}&identifier={ADMIN}&usersig={sig}"), 60006, "sdkappid"),
        (format!("sdkappid=0&identifier={ADMIN}&usersig={sig}"), 60006, "sdkappid"),
        (format!("sdkappid=9007199254740993&identifier={ADMIN}&usersig={sig}"), 60006, "sdkappid"),
        (format!("sdkappid=7&identifier={ADMIN}&usersig={sig}"), 70020, "the app 7 is not known"),
        (format!("sdkappid={APP}&usersig={sig}"), 60004, "identifier"),
        (format!("sdkappid={APP}&identifier=&usersig={sig}"), 60004, "identifier"),
        (format!("sdkappid={APP}&identifier=a%00b&usersig={sig}"), 60004, "identifier"),
        (format!("sdkappid={APP}&identifier={}&usersig={sig}", "a".repeat(33)), 60004, "identifier"),
        (format!("sdkappid={APP}&identifier={ADMIN}"), 60005, "usersig"),
        (format!("sdkappid={APP}&identifier={ADMIN}&usersig="), 70002, "empty"),
        (format!("sdkappid={APP}&identifier={ADMIN}&usersig={sig}&usersig={sig}"), 60002, "twice"),
        (format!("sdkappid={APP}&identifier=%zz&usersig={sig}"), 60002, "%-escape"),
        (format!("sdkappid={APP}&identifier=%ff&usersig={sig}"), 60002, "%-escape"),
        (format!("sdkappid={APP}&identifier=%f&usersig={sig}"), 60002, "%-escape"),
        (format!("sdkappid={APP}&identifier={ADMIN}&usersig={sig}&random=x"), 60002, "random"),
        (format!("sdkappid={APP}&identifier={ADMIN}&usersig={sig}&random={}", max + 1), 60002, "random"),
    ] {
        refused(&server, &with(&query), code, words);
    }
    for query in [
        format!("sdkappid={APP}&identifier={ADMIN}&usersig={sig}"),
        format!("sdkappid={APP}&identifier={ADMIN}&usersig={sig}&random=&contenttype=xml&servername=x"),
        format!("sdkappid={APP}&identifier=%61dministrator&usersig={sig}&random={max}&&="),
        format!("sdkappid={APP}&identifier={ADMIN}&usersig={}", sig.replace('*', "%2A").replace('_', "%5F")),
    ] {
        assert_done(&server.post_to(&with(&query), BODY.as_bytes()));
    }
}

#[test]
fn every_defect_of_a_usersig_has_its_number() {
    let server = start();
    let sign = |key: &str, app, user, at, expire| opentim_usersig::sign(key.as_bytes(), app, user, at, expire);
    let good = sign(KEY, APP, ADMIN, now(), 3600);
    let flipped = {
        // A letter of the digest inside: the stream stays sound only by luck, so 70003, 70005 and 70009 are all right.
        let mut bytes = good.clone().into_bytes();
        let middle = bytes.len() / 2;
        bytes[middle] = if bytes[middle] == b'A' { b'B' } else { b'A' };
        String::from_utf8(bytes).unwrap()
    };
    for (signature, codes) in [
        (good[..good.len() / 2].to_owned(), &[70003, 70005][..]),
        ("hello".to_owned(), &[70003, 70005]),
        (flipped, &[70003, 70005, 70009]),
        ("A".repeat(20_000), &[70005]),
        (sign(KEY, APP, ADMIN, now() - 100, 50), &[70001]),
        (sign(KEY, APP, "somebody", now(), 3600), &[70013]),
        (sign(KEY, APP + 1, ADMIN, now(), 3600), &[70014]),
        (sign("another key of another installation", APP, ADMIN, now(), 3600), &[70009]),
    ] {
        let reply = server.post_to(&with(&query(APP, ADMIN, &signature)), BODY.as_bytes());
        assert!(codes.contains(&reply["ErrorCode"].as_i64().unwrap()), "{codes:?}: {reply}");
        assert!(!reply.to_string().contains(&signature), "a signature is never quoted");
    }
    still_works_with(&server, 0);
}

#[test]
fn a_zlib_bomb_is_refused_without_being_inflated() {
    let server = start();
    let bomb = bomb();
    let reply = server.post_to(&with(&query(APP, ADMIN, &bomb)), BODY.as_bytes());
    assert_refused(&reply, 70005, "malformed");
    still_works_with(&server, 0);
}

/// A signature text that inflates to 4 MiB of blanks.
fn bomb() -> String {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&vec![b' '; 4 << 20]).unwrap();
    let text = base64::engine::general_purpose::STANDARD.encode(encoder.finish().unwrap());
    text.replace('+', "*").replace('/', "-").replace('=', "_")
}

#[test]
fn only_admins_may_call_and_only_with_their_own_signature() {
    let server = start();
    refused(&server, &with(&query(APP, "alice", &sign("alice"))), 60010, "alice");
    refused(&server, &with(&query(APP, "alice", &sign(ADMIN))), 70013, "another identifier");
    // The signature of the admin is known by now; it still is nobody else's.
    still_works_with(&server, 0);
    refused(&server, &with(&query(APP, "alice", &sign(ADMIN))), 70013, "another identifier");
}

#[test]
fn either_key_signs_while_one_replaces_the_other() {
    let mut both = app();
    both.keys = vec![SecretKey::new("the new key of this installation"), SecretKey::new(KEY)];
    let server = start_with(vec![both], memory(), Patience::default());
    assert_done(&server.post("create_group", BODY.as_bytes()));
    let new = opentim_usersig::sign(b"the new key of this installation", APP, ADMIN, now(), 60);
    assert_done(&server.post_to(&with(&query(APP, ADMIN, &new)), BODY.as_bytes()));
}

#[test]
fn a_known_signature_ends_when_it_expires() {
    let server = start();
    let soon = opentim_usersig::sign(KEY.as_bytes(), APP, ADMIN, now() - 10, 11);
    let target = with(&query(APP, ADMIN, &soon));
    assert_done(&server.post_to(&target, BODY.as_bytes()));
    while server.post_to(&target, BODY.as_bytes())["ErrorCode"] != 70001 {
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
}

fn memory() -> Arc<MemoryStore> {
    Arc::new(MemoryStore::new(Arc::new(SystemClock)))
}

#[test]
fn a_source_of_bad_signatures_is_locked_but_known_ones_go_on() {
    let server = start();
    still_works_with(&server, 0);
    let known = target("create_group");
    assert_done(&server.post_to(&known, BODY.as_bytes()));
    for _ in 0..20 {
        refused(&server, &with(&query(APP, ADMIN, "bad!")), 70005, "malformed");
    }
    refused(&server, &with(&query(APP, ADMIN, "bad!")), 70050, "too many bad UserSigs");
    let fresh = opentim_usersig::sign(KEY.as_bytes(), APP, ADMIN, now(), 1234);
    refused(&server, &with(&query(APP, ADMIN, &fresh)), 70050, "try again in");
    assert_done(&server.post_to(&known, BODY.as_bytes()));
}

#[test]
fn call_rates_are_counted_per_command_and_app() {
    let mut limited = app();
    limited.rates = Rates { per_command: Some(3), per_app: None, app_list: Some(1) };
    let server = start_with(vec![limited], memory(), Patience::default());
    let codes = |command: &str, body: &str| -> Vec<i64> {
        (0..40).map(|_| server.post(command, body.as_bytes())["ErrorCode"].as_i64().unwrap()).collect()
    };
    let created = codes("create_group", BODY);
    assert!(created.contains(&0) && created.contains(&60007), "{created:?}");
    let listed = codes("get_appid_group_list", "{}");
    assert!(listed.contains(&0) && listed.contains(&10006), "{listed:?}");
}

#[test]
fn the_gate_comes_before_the_body() {
    let server = start();
    let reply = server.post_to(&with(&query(APP, "alice", &sign("alice"))), b"no json");
    assert_refused(&reply, 60010, "alice");
    let reply = server.post_to(&target("create_group"), b"no json");
    assert_refused(&reply, 60003, "not JSON");
}

#[test]
fn two_apps_know_nothing_of_each_other() {
    let mut other = app();
    other.id = opentim_domain::AppId::new(APP + 1).unwrap();
    other.admins = vec![UserId::parse("root").unwrap()];
    let server = start_with(vec![app(), other], memory(), Patience::default());
    assert_done(&server.call("create_group", &json!({"Type": "Public", "Name": "n", "GroupId": "same"})));
    let sig = opentim_usersig::sign(KEY.as_bytes(), APP + 1, "root", now(), 60);
    let own = |command: &str| format!("/v4/group_open_http_svc/{command}?{}", query(APP + 1, "root", &sig));
    assert_eq!(server.post_to(&own("get_appid_group_list"), b"{}")["TotalCount"], 0);
    assert_done(&server.post_to(&own("create_group"), br#"{"Type":"Public","Name":"n","GroupId":"same"}"#));
    assert_eq!(server.groups(), 1);
}
