//! The documented samples and our own, sent to a real server over a real socket and compared reply by reply.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use support::{Folder, Running, Value, assert_done, start_on};

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let folders = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    let rest = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("rest"));
    let mut files: Vec<_> = files.filter(rest).collect();
    files.sort();
    files
}

fn send(server: &Running, call: &Value) -> Value {
    server.call_at(call["call"].as_str().unwrap(), &call["request"])
}

/// Fields that the server makes up: their start is known, the rest is upper-case letters and digits.
fn take_generated(fixture: &Value, reply: &mut Value) {
    for (field, start) in fixture["generated"].as_object().into_iter().flatten() {
        let value = reply.as_object_mut().unwrap().remove(field).expect("the generated field is there");
        let rest = value.as_str().unwrap().strip_prefix(start.as_str().unwrap()).expect("it starts as documented");
        assert!(rest.len() >= 8 && rest.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()), "{value}");
    }
}

#[test]
fn every_rest_fixture_gets_its_reply() {
    let files = fixtures();
    assert!(files.len() >= 49, "the fixtures are there: {files:?}");
    let wrong: Vec<String> = files.iter().enumerate().flat_map(|(at, file)| wrong_replies(at, file)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The replies that are not those of a fixture.
fn wrong_replies(at: usize, file: &Path) -> Vec<String> {
    let folder = Folder::new(&format!("fixture-{at}"));
    let server = start_on(&folder.0);
    let fixture: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    for call in fixture["given"].as_array().into_iter().flatten() {
        assert_done(&send(&server, call));
    }
    let mut reply = send(&server, &fixture);
    take_generated(&fixture, &mut reply);
    let then = fixture["then"].as_array().into_iter().flatten();
    let replies = then.map(|call| (send(&server, call), &call["reply"]));
    let all = std::iter::once((reply, &fixture["reply"])).chain(replies).enumerate();
    let wrong = all.filter(|(_, (reply, expected))| reply != *expected);
    wrong.map(|(step, (reply, expected))| format!("{}, call {step}:\n{reply}\nis not\n{expected}", file.display())).collect()
}
