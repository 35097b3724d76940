//! The golden calls of the SDK dialect, made on a real folder and compared reply by reply.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into replies of any shape and end at the first surprise"
)]

mod support;

use opentim_client::Client;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use support::{Folder, call, user};

/// Who calls where a fixture does not say it.
const CALLER: &str = "leckie";

/// Everybody who has called, each logged in with an instance of his own.
struct Users {
    folder: Folder,
    clients: BTreeMap<String, Client>,
}

impl Users {
    fn send(&mut self, made: &Value) -> Value {
        let name = made["as"].as_str().unwrap_or(CALLER);
        let client = self.clients.entry(name.to_owned()).or_insert_with(|| user(&self.folder, name));
        call(client, made["call"].as_str().unwrap(), made["request"].clone())
    }
}

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let folders = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    let mut files: Vec<_> = files.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("sdk")).collect();
    files.sort();
    files
}

/// Takes out ids that are made: their start is known, the rest is upper-case letters and digits.
fn take_generated(fixture: &Value, reply: &mut Value) {
    for (field, start) in fixture["generated"].as_object().into_iter().flatten() {
        let id = reply["json_param"].as_object_mut().unwrap().remove(field).expect("the made id is there");
        let rest = id.as_str().unwrap().strip_prefix(start.as_str().unwrap()).expect("it starts as documented");
        assert!(rest.len() >= 8 && rest.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()), "{id}");
    }
}

/// Sets every time that is not 0 to 0, after a look at whether it can be one.
fn stop_clocks(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(stop_clocks),
        Value::Object(members) => {
            for (name, member) in members {
                if name.ends_with("_time") && *member != json!(0) {
                    assert!(member.as_u64().unwrap() > 1_600_000_000, "{name}: {member}");
                    *member = json!(0);
                }
                stop_clocks(member);
            }
        }
        _ => {}
    }
}

#[test]
fn every_sdk_fixture_gets_its_reply() {
    let files = fixtures();
    assert!(files.len() >= 37, "the fixtures are there: {files:?}");
    for file in &files {
        let mut users = Users { folder: Folder::new(), clients: BTreeMap::new() };
        let fixture: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        for given in fixture["given"].as_array().into_iter().flatten() {
            assert_eq!(users.send(given)["code"], 0, "{}", file.display());
        }
        let mut reply = users.send(&fixture);
        take_generated(&fixture, &mut reply);
        stop_clocks(&mut reply);
        assert_eq!(reply, fixture["reply"], "{}: {}", file.display(), fixture["says"]);
        for (step, then) in fixture["then"].as_array().into_iter().flatten().enumerate() {
            let mut reply = users.send(then);
            stop_clocks(&mut reply);
            assert_eq!(reply, then["reply"], "{}, then {step}: {}", file.display(), fixture["says"]);
        }
    }
}
