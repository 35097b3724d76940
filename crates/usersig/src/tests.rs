#![allow(clippy::disallowed_types, reason = "the tests make documents of any shape")]
#![allow(clippy::unwrap_used)]

mod fuzz;
mod vectors;

use serde_json::{Value, json};

use super::*;

const KEY: &[u8] = b"5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
const APP: u64 = 1_400_000_000;
const USER: &str = "administrator";
const TIME: u64 = 1_700_000_000;
const DAY: u64 = 86_400;

fn check(sig: &str) -> Result<Claims, Fault> {
    verify(sig, &[KEY], APP, USER, TIME)
}

fn claims() -> Claims {
    Claims { identifier: USER.into(), sdkappid: APP, time: TIME, expire: DAY }
}

fn signed() -> String {
    sign(KEY, APP, USER, TIME, DAY)
}

/// A sound document with one member replaced, or removed if the value is `None`.
fn with(name: &str, value: Option<Value>) -> String {
    let mut members: Map = serde_json::from_slice(&envelope::open(&signed()).unwrap()).unwrap();
    match value {
        Some(value) => members.insert(name.into(), value),
        None => members.remove(name),
    };
    envelope::seal(serde_json::to_string(&members).unwrap().as_bytes())
}

type Map = serde_json::Map<String, Value>;

fn member(name: &'static str) -> Result<Claims, Fault> {
    Err(Fault::Malformed(Defect::Member(name)))
}

fn encoded(stream: &[u8]) -> String {
    STANDARD.encode(stream).replace('+', "*").replace('/', "-").replace('=', "_")
}

#[test]
fn signatures_of_other_libraries_are_accepted() {
    for sig in [
        vectors::PYTHON_DEFAULT,
        vectors::SORTED_COMPACT_BEST,
        vectors::REVERSED_INDENTED_FAST,
        vectors::STORED_BLOCKS,
        vectors::UNMAPPED,
        vectors::NUMERIC_STRINGS,
        vectors::FLOATS,
        vectors::EXTRA_MEMBER,
        vectors::USERBUF,
    ] {
        assert_eq!(check(sig), Ok(claims()), "{sig}");
    }
}

#[test]
fn identifiers_outside_ascii_are_accepted_escaped_or_raw() {
    for sig in [vectors::ESCAPED_UNICODE, vectors::RAW_UNICODE] {
        let claims = verify(sig, &[KEY], APP, "用户_7", TIME).unwrap();
        assert_eq!(claims.identifier, "用户_7");
    }
}

#[test]
fn a_key_longer_than_a_block_is_hashed_first() {
    let key = KEY.repeat(3);
    assert_eq!(verify(vectors::LONG_KEY, &[&key], APP, USER, TIME), Ok(claims()));
}

#[test]
fn the_digest_we_sign_is_that_of_other_libraries() {
    let json: Value = serde_json::from_slice(&envelope::open(&signed()).unwrap()).unwrap();
    let expected = json!({
        "TLS.ver": "2.0", "TLS.identifier": USER, "TLS.sdkappid": APP,
        "TLS.expire": DAY, "TLS.time": TIME, "TLS.sig": vectors::DIGEST,
    });
    assert_eq!(json, expected);
}

#[test]
fn signature_text_needs_no_escaping_in_a_url() {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"*-_".contains(&byte);
    for user in 0..64 {
        let sig = sign(KEY, APP, &format!("user{user}"), TIME, DAY);
        assert!(sig.bytes().all(allowed), "{sig}");
    }
}

#[test]
fn the_last_valid_second_is_time_plus_expire() {
    let at = TIME + DAY;
    assert_eq!(verify(&signed(), &[KEY], APP, USER, at), Ok(claims()));
    assert_eq!(claims().expires_at(), at);
    assert_eq!(verify(&signed(), &[KEY], APP, USER, at + 1), Err(Fault::Expired { at }));
}

#[test]
fn a_lifetime_of_zero_is_valid_in_its_own_second_only() {
    let sig = sign(KEY, APP, USER, TIME, 0);
    assert!(check(&sig).is_ok());
    assert_eq!(verify(&sig, &[KEY], APP, USER, TIME + 1), Err(Fault::Expired { at: TIME }));
}

#[test]
fn a_negative_lifetime_is_expired_at_any_time() {
    let expired = Err(Fault::Expired { at: TIME - 1 });
    assert_eq!(check(vectors::NEGATIVE_LIFETIME), expired);
    assert_eq!(verify(vectors::NEGATIVE_LIFETIME, &[KEY], APP, USER, 0), expired);
}

#[test]
fn a_signing_time_in_the_future_is_accepted() {
    assert_eq!(verify(&signed(), &[KEY], APP, USER, 0), Ok(claims()));
}

#[test]
fn the_largest_time_and_lifetime_do_not_overflow() {
    let sig = sign(KEY, u64::MAX, USER, u64::MAX, u64::MAX);
    let claims = verify(&sig, &[KEY], u64::MAX, USER, u64::MAX).unwrap();
    assert_eq!(claims.expires_at(), u64::MAX);
}

#[test]
fn any_of_several_keys_may_have_signed() {
    let keys: [&[u8]; 3] = [b"newer", b"", KEY];
    assert_eq!(verify(&signed(), &keys, APP, USER, TIME), Ok(claims()));
    assert_eq!(verify(&signed(), &["newer", "newest"], APP, USER, TIME), Err(Fault::WrongKey));
}

#[test]
fn without_a_usable_key_nothing_verifies() {
    let none: [&[u8]; 0] = [];
    assert_eq!(verify(&signed(), &none, APP, USER, TIME), Err(Fault::NoKey));
    let sig = sign(b"", APP, USER, TIME, DAY);
    assert_eq!(verify(&sig, &["", ""], APP, USER, TIME), Err(Fault::NoKey));
}

#[test]
fn each_wrong_claim_has_its_own_fault() {
    let sig = signed();
    assert_eq!(check(""), Err(Fault::Empty));
    let wrong_app = Fault::WrongApp { signed: APP, expected: APP + 1 };
    assert_eq!(verify(&sig, &[KEY], APP + 1, USER, TIME), Err(wrong_app));
    assert_eq!(verify(&sig, &[KEY], APP, "alice", TIME), Err(Fault::WrongUser));
    assert_eq!(verify(&sig, &["other"], APP, USER, TIME), Err(Fault::WrongKey));
    for userbuf in [json!("line\nfeed"), json!("AAA"), json!(7), json!({})] {
        assert_eq!(check(&with("TLS.userbuf", Some(userbuf))), Err(Fault::UserBuf));
    }
}

#[test]
fn the_first_failing_check_decides() {
    let sig = with("TLS.userbuf", Some(json!(7)));
    let late = TIME + DAY + 1;
    let none: [&[u8]; 0] = [];
    let wrong_app = Fault::WrongApp { signed: APP, expected: 1 };
    assert_eq!(verify("x", &none, 1, "alice", late), Err(Fault::Cut));
    assert_eq!(verify(&sig, &none, 1, "alice", late), Err(wrong_app));
    assert_eq!(verify(&sig, &none, APP, "alice", late), Err(Fault::WrongUser));
    assert_eq!(verify(&sig, &none, APP, USER, late), Err(Fault::Expired { at: TIME + DAY }));
    assert_eq!(verify(&sig, &none, APP, USER, TIME), Err(Fault::UserBuf));
    assert_eq!(verify(&signed(), &none, APP, USER, TIME), Err(Fault::NoKey));
}

#[test]
fn a_userbuf_cannot_be_added_dropped_or_changed() {
    assert_eq!(check(&with("TLS.userbuf", Some(json!("AAAA")))), Err(Fault::WrongKey));
    assert_eq!(check(&with("TLS.userbuf", Some(json!("")))), Err(Fault::WrongKey));
    assert_eq!(check(&with("TLS.userbuf", Some(Value::Null))), Ok(claims()));
    let mut members: Map = serde_json::from_slice(&envelope::open(vectors::USERBUF).unwrap()).unwrap();
    members.remove("TLS.userbuf").unwrap();
    let dropped = envelope::seal(serde_json::to_string(&members).unwrap().as_bytes());
    assert_eq!(check(&dropped), Err(Fault::WrongKey));
}

#[test]
fn line_feeds_in_an_identifier_cannot_pose_as_another_user() {
    // Signed honestly for a strange identifier, then re-read as "root" with the rest moved into the userbuf.
    let identifier = "root\nTLS.sdkappid:1\nTLS.time:1\nTLS.expire:9\nTLS.userbuf:AAAA";
    let sig = sign(KEY, APP, identifier, TIME, DAY);
    assert!(verify(&sig, &[KEY], APP, identifier, TIME).is_ok());
    let honest: Value = serde_json::from_slice(&envelope::open(&sig).unwrap()).unwrap();
    let forged = json!({
        "TLS.ver": "2.0", "TLS.identifier": "root", "TLS.sdkappid": 1, "TLS.time": 1, "TLS.expire": 9,
        "TLS.userbuf": format!("AAAA\nTLS.sdkappid:{APP}\nTLS.time:{TIME}\nTLS.expire:{DAY}"),
        "TLS.sig": honest["TLS.sig"],
    });
    let sig = envelope::seal(forged.to_string().as_bytes());
    assert_eq!(verify(&sig, &[KEY], 1, "root", 1), Err(Fault::UserBuf));
}

#[test]
fn a_changed_member_does_not_verify() {
    assert_eq!(check(&with("TLS.expire", Some(json!(DAY + 1)))), Err(Fault::WrongKey));
    assert_eq!(check(&with("TLS.time", Some(json!(TIME + 1)))), Err(Fault::WrongKey));
    for digest in ["", "AAAA", "not base64", vectors::DIGEST.trim_end_matches('=')] {
        assert_eq!(check(&with("TLS.sig", Some(json!(digest)))), Err(Fault::WrongKey), "{digest}");
    }
}

#[test]
fn missing_and_mistyped_members_are_named() {
    for name in ["TLS.ver", "TLS.identifier", "TLS.sdkappid", "TLS.time", "TLS.expire", "TLS.sig"] {
        assert_eq!(check(&with(name, None)), member(name));
        for value in [json!(null), json!([]), json!({}), json!(true)] {
            assert_eq!(check(&with(name, Some(value))), member(name));
        }
    }
    for value in [json!(1.5), json!(1e300), json!(""), json!(" 7"), json!("0x7"), json!("7.0")] {
        assert_eq!(check(&with("TLS.expire", Some(value))), member("TLS.expire"));
    }
    assert_eq!(check(&with("TLS.time", Some(json!(-1)))), member("TLS.time"));
    assert_eq!(check(&with("TLS.sdkappid", Some(json!("-1")))), member("TLS.sdkappid"));
    assert_eq!(check(&with("TLS.identifier", Some(json!(7)))), member("TLS.identifier"));
}

#[test]
fn other_versions_are_malformed() {
    for version in ["1.0", "2", "201803230000", ""] {
        let sig = with("TLS.ver", Some(json!(version)));
        assert_eq!(check(&sig), Err(Fault::Malformed(Defect::Version)));
    }
}

#[test]
fn text_that_is_no_base64_is_malformed() {
    let sig = signed();
    for text in [" ", "____", "用户", "\0", &format!("{sig}\n"), &sig.replacen('e', "%", 1)] {
        assert_eq!(check(text), Err(Fault::Malformed(Defect::Base64)), "{text:?}");
    }
}

#[test]
fn content_that_is_no_zlib_stream_is_malformed() {
    let mut stream = vec![0x78, 0x9c];
    stream.extend([0xff; 40]);
    assert_eq!(check(&encoded(&stream)), Err(Fault::Malformed(Defect::Zlib)));
    assert_eq!(check(&encoded(b"{\"TLS.ver\":\"2.0\"}")), Err(Fault::Malformed(Defect::Zlib)));
}

#[test]
fn bytes_after_the_zlib_stream_are_malformed() {
    let standard = signed().replace('*', "+").replace('-', "/").replace('_', "=");
    let mut stream = STANDARD.decode(standard).unwrap();
    stream.push(0);
    assert_eq!(check(&encoded(&stream)), Err(Fault::Malformed(Defect::TrailingBytes)));
}

#[test]
fn content_that_is_not_one_json_object_is_malformed() {
    let deep = "[".repeat(10_000);
    for json in ["", "7", "null", "{", "{}{}", "\u{feff}{}", "[\"2.0\"]", &deep, "{\"a\":\"\\ud800\"}"] {
        let sig = envelope::seal(json.as_bytes());
        assert_eq!(check(&sig), Err(Fault::Malformed(Defect::Json)), "{json:.20}");
    }
    let sig = envelope::seal(b"{\"TLS.ver\":\"\xff\"}");
    assert_eq!(check(&sig), Err(Fault::Malformed(Defect::Json)));
}

#[test]
fn text_above_the_limit_is_not_looked_at() {
    let text = "A".repeat(MAX_TEXT_BYTES + 1);
    let too_long = Defect::TextTooLong { bytes: MAX_TEXT_BYTES + 1 };
    assert_eq!(check(&text), Err(Fault::Malformed(too_long)));
    assert_eq!(check(&text[1..]), Err(Fault::Malformed(Defect::Zlib)));
}

#[test]
fn a_zlib_bomb_is_malformed() {
    assert_eq!(check(vectors::BOMB), Err(Fault::Malformed(Defect::DocumentTooLarge)));
}

#[test]
fn the_document_limit_is_exact() {
    let mut document = envelope::open(&signed()).unwrap();
    document.resize(MAX_DOCUMENT_BYTES, b' ');
    assert_eq!(check(&envelope::seal(&document)), Ok(claims()));
    document.push(b' ');
    let too_large = Err(Fault::Malformed(Defect::DocumentTooLarge));
    assert_eq!(check(&envelope::seal(&document)), too_large);
}

#[test]
fn every_sentence_says_what_to_mend_on_one_line() {
    let defects = [
        Defect::TextTooLong { bytes: 9000 },
        Defect::Base64,
        Defect::Zlib,
        Defect::TrailingBytes,
        Defect::DocumentTooLarge,
        Defect::Json,
        Defect::Member("TLS.time"),
        Defect::Version,
    ];
    let faults = [
        Fault::Empty,
        Fault::Cut,
        Fault::WrongApp { signed: 1, expected: 2 },
        Fault::WrongUser,
        Fault::Expired { at: 1 },
        Fault::UserBuf,
        Fault::NoKey,
        Fault::WrongKey,
    ];
    for fault in faults.into_iter().chain(defects.map(Fault::Malformed)) {
        let sentence = fault.to_string();
        assert!(sentence.contains("; ") && !sentence.contains(['\n', '\r']), "{sentence}");
        assert!(!sentence.contains("  "), "{sentence}");
    }
    let wrong_app = Fault::WrongApp { signed: 1, expected: 2 }.to_string();
    assert!(wrong_app.contains("SDKAppID 1 ") && wrong_app.contains("SDKAppID 2;"));
}
