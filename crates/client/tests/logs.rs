//! Log lines and what they must not hold. What is logged counts for the whole process, so all of it is one test.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into replies of any shape and end at the first surprise"
)]

mod support;

use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use support::{Folder, call, create, instance, on, sig, text};

#[test]
fn listeners_hear_what_happens_at_their_level_and_no_secret() {
    let folder = Folder::new();
    let client = instance(&json!({ "dataDir": text(folder.path()), "secretKey": "a very secret key" }));
    let heard: Arc<Mutex<Vec<(i32, String)>>> = Arc::default();
    let lines = heard.clone();
    client.set_log_listener(Some(Arc::new(move |level, line| lines.lock().unwrap().push((level, line)))));
    let all = json!({ "json_config": { "set_config_callback_log_level": 1, "set_config_log_level": 1, "set_config_is_log_output_console": false } });
    assert_eq!(call(&client, "TIMSetConfig", all)["code"], 0);

    assert_eq!(call(&client, "TIMInit", json!({ "config_path": "/nowhere" })), json!(-1));
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
    let by_the_folder = sig(&folder, "alice");
    assert_eq!(call(&client, "TIMLogin", json!({ "userID": "alice", "userSig": by_the_folder }))["code"], 70009);
    let options = json!({ "userID": "alice", "secretKey": "a very secret key" });
    let mine = opentim_client::gen_test_usersig(&options.to_string()).unwrap();
    assert_eq!(call(&client, "TIMLogin", json!({ "userID": "alice", "userSig": mine }))["code"], 0);
    assert_eq!(create(&client, json!({ "create_group_param_group_name": "g" }))["code"], 0);

    let lines = std::mem::take(&mut *heard.lock().unwrap());
    let has = |level: i32, part: &str| lines.iter().any(|(at, line)| *at == level && line.contains(part));
    assert!(has(6, "config_path \"/nowhere\" is not a directory"), "{lines:?}");
    assert!(has(4, "data folder opened"), "{lines:?}");
    assert!(has(4, "login refused"), "{lines:?}");
    assert!(has(4, "logged in"), "{lines:?}");
    let key_of_the_folder = std::fs::read_to_string(folder.path().join("opentim.keys")).unwrap();
    for secret in
        key_of_the_folder.split_whitespace().filter(|word| word.len() == 64).chain(["a very secret key", &mine, &by_the_folder])
    {
        assert!(!lines.iter().any(|(_, line)| line.contains(secret)), "a secret was logged");
    }

    let warnings = json!({ "json_config": { "set_config_callback_log_level": 5 } });
    assert_eq!(call(&client, "TIMSetConfig", warnings)["code"], 0);
    assert_eq!(call(&client, "TIMLogout", Value::Null)["code"], 0);
    assert!(heard.lock().unwrap().is_empty(), "infos are below the level");

    client.set_log_listener(None);
    assert_eq!(call(&client, "TIMUninit", Value::Null), json!(0));
    assert_eq!(call(&client, "TIMInit", json!({ "config_path": "/nowhere" })), json!(-1));
    assert!(heard.lock().unwrap().is_empty(), "nobody listens");

    client.set_log_listener(Some(Arc::new(|_, _| panic!("a listener that panics"))));
    assert_eq!(call(&client, "TIMInit", json!({ "config_path": "/nowhere" })), json!(-1));
    drop(client);
    assert_eq!(call(&on(&folder), "TIMInit", Value::Null), json!(0));
}
