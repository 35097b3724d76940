//! An instance of the SDK on a folder of its own.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into replies of any shape and end at the first surprise"
)]
#![allow(dead_code, reason = "each test file uses its part")]

use opentim_client::{Argument, Client, Settings, gen_test_usersig, runtime};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder that goes with its test.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let name = format!("opentim-client-{}-{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The text of a path.
pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// An instance with these options.
pub fn instance(options: &Value) -> Client {
    Client::new(Settings::from_json(Some(&options.to_string())).unwrap())
}

/// An instance on this folder.
pub fn on(folder: &Folder) -> Client {
    instance(&json!({ "dataDir": text(folder.path()) }))
}

/// Calls and waits.
pub fn call(client: &Client, method: &str, argument: Value) -> Value {
    let argument = if argument.is_null() { Argument::Missing } else { Argument::Text(argument.to_string()) };
    raw(client, method, argument)
}

/// Calls with an argument as it reaches the border, and waits.
pub fn raw(client: &Client, method: &str, argument: Argument) -> Value {
    let reply = runtime().block_on(client.call(method, argument));
    serde_json::from_str(&reply).unwrap_or_else(|error| panic!("{method} answered {reply:?}: {error}"))
}

/// A UserSig by the folder's own key.
pub fn sig(folder: &Folder, user: &str) -> String {
    gen_test_usersig(&json!({ "userID": user, "dataDir": text(folder.path()) }).to_string()).unwrap()
}

/// Logs in.
pub fn login(client: &Client, folder: &Folder, user: &str) {
    let reply = call(client, "TIMLogin", json!({ "userID": user, "userSig": sig(folder, user) }));
    assert_eq!(reply["code"], 0, "{reply}");
}

/// An instance on which a user is logged in.
pub fn logged_in(folder: &Folder, user: &str) -> Client {
    let client = on(folder);
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
    login(&client, folder, user);
    client
}

/// Creates a group and gives the reply.
pub fn create(client: &Client, params: Value) -> Value {
    call(client, "TIMGroupCreate", json!({ "params": params, "data": "mine" }))
}

/// Creates a group that must succeed and gives its id.
pub fn created(client: &Client, params: Value) -> String {
    let reply = create(client, params);
    assert_eq!(reply["code"], 0, "{reply}");
    reply["json_param"]["create_group_result_groupid"].as_str().unwrap().to_owned()
}

/// The ids of the groups that the caller is in.
pub fn joined(client: &Client) -> Vec<String> {
    let reply = call(client, "TIMGroupGetJoinedGroupList", json!("data"));
    assert_eq!(reply["code"], 0, "{reply}");
    let ids = reply["json_param"].as_array().unwrap().iter();
    ids.map(|group| group["group_base_info_group_id"].as_str().unwrap().to_owned()).collect()
}

/// Checks code and the beginning of the sentence of a refused call, and that it looks like one.
pub fn assert_refused(reply: &Value, code: i32, begins: &str) {
    assert_eq!(reply["code"], code, "{reply}");
    assert!(reply["desc"].as_str().unwrap().starts_with(begins), "{reply}");
    assert_eq!(reply["json_param"], "", "{reply}");
}
