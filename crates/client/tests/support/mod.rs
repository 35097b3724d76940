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

/// A user logged in with an instance and a login of his own: several of them live in one process.
pub fn user(folder: &Folder, name: &str) -> Client {
    let client = instance(&json!({ "dataDir": text(folder.path()), "instance": name }));
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
    login(&client, folder, name);
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

/// Checks that a call was done.
pub fn assert_done(reply: &Value) {
    assert_eq!((&reply["code"], &reply["desc"]), (&json!(0), &json!("")), "{reply}");
}

/// `fields` under names that begin with `prefix`.
fn prefixed(prefix: &str, fields: &Value, params: &mut Value) {
    for (name, value) in fields.as_object().unwrap() {
        params[format!("{prefix}{name}")] = value.clone();
    }
}

/// Joins a group, or asks to.
pub fn join(client: &Client, group: &str, words: &str) -> Value {
    call(client, "TIMGroupJoin", json!({ "groupId": group, "helloMsg": words, "data": "mine" }))
}

/// Leaves a group.
pub fn quit(client: &Client, group: &str) -> Value {
    call(client, "TIMGroupQuit", json!({ "groupId": group, "data": "mine" }))
}

/// Invites users.
pub fn invite(client: &Client, group: &str, users: &[&str], words: &str) -> Value {
    let params = json!({ "group_invite_member_param_group_id": group, "group_invite_member_param_identifier_array": users,
        "group_invite_member_param_user_data": words });
    call(client, "TIMGroupInviteMember", json!({ "params": params, "data": "mine" }))
}

/// Removes members; `more` holds further parameters without their prefix.
pub fn kick(client: &Client, group: &str, users: &[&str], more: Value) -> Value {
    let mut params = json!({ "group_delete_member_param_group_id": group, "group_delete_member_param_identifier_array": users });
    prefixed("group_delete_member_param_", &more, &mut params);
    call(client, "TIMGroupDeleteMember", json!({ "params": params, "data": "mine" }))
}

/// Changes a group; `fields` are without their prefix.
pub fn modify(client: &Client, group: &str, flag: i64, fields: Value) -> Value {
    let mut params = json!({ "group_modify_info_param_group_id": group, "group_modify_info_param_modify_flag": flag });
    prefixed("group_modify_info_param_", &fields, &mut params);
    call(client, "TIMGroupModifyGroupInfo", json!({ "params": params, "data": "mine" }))
}

/// Changes a member; `fields` are without their prefix.
pub fn modify_member(client: &Client, group: &str, user: &str, flag: u32, fields: Value) -> Value {
    let mut params = json!({ "group_modify_member_info_group_id": group, "group_modify_member_info_identifier": user,
        "group_modify_member_info_modify_flag": flag });
    prefixed("group_modify_member_info_", &fields, &mut params);
    call(client, "TIMGroupModifyMemberInfo", json!({ "params": params, "data": "mine" }))
}

/// What a list of members gives; `more` holds further parameters without their prefix.
pub fn members(client: &Client, group: &str, more: Value) -> Value {
    let mut params = json!({ "group_get_members_info_list_param_group_id": group });
    prefixed("group_get_members_info_list_param_", &more, &mut params);
    let reply = call(client, "TIMGroupGetMemberInfoList", json!({ "params": params }));
    assert_done(&reply);
    reply["json_param"].clone()
}

/// One member.
pub fn member(client: &Client, group: &str, user: &str) -> Value {
    members(client, group, json!({ "identifier_array": [user] }))["group_get_member_info_list_result_info_array"][0].clone()
}

/// The profile of a group.
pub fn profile(client: &Client, group: &str) -> Value {
    let reply = call(client, "TIMGroupGetGroupInfoList", json!({ "groupIds": [group] }));
    assert_done(&reply);
    assert_eq!(reply["json_param"][0]["get_groups_info_result_code"], 0, "{reply}");
    reply["json_param"][0]["get_groups_info_result_info"].clone()
}

/// A page of applications and invitations.
pub fn pendencies(client: &Client, start: u64, limit: u32) -> Value {
    let params = json!({ "group_pendency_option_start_time": start, "group_pendency_option_max_limited": limit });
    let reply = call(client, "TIMGroupGetPendencyList", json!({ "params": params }));
    assert_done(&reply);
    reply["json_param"].clone()
}

/// Decides on an application or invitation.
pub fn handle(client: &Client, entry: &Value, accept: bool, words: &str) -> Value {
    let params = json!({ "group_handle_pendency_param_is_accept": accept, "group_handle_pendency_param_handle_msg": words,
        "group_handle_pendency_param_pendency": entry });
    call(client, "TIMGroupHandlePendency", json!({ "params": params, "data": "mine" }))
}
