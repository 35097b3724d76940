//! Instances, sessions and folders of one process.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into replies of any shape and end at the first surprise"
)]

mod support;

use opentim_client::{Argument, runtime};
use serde_json::{Value, json};
use support::{Folder, call, created, instance, joined, logged_in, login, on, text};

fn named(folder: &Folder, instance_name: &str) -> opentim_client::Client {
    instance(&json!({ "dataDir": text(folder.path()), "instance": instance_name }))
}

#[test]
fn instances_with_the_same_settings_share_one_login() {
    let folder = Folder::new();
    let one = logged_in(&folder, "alice");
    let other = on(&folder);
    assert_eq!(call(&other, "TIMGetLoginUserID", Value::Null)["json_param"], "alice");
    let group = created(&other, json!({ "create_group_param_group_name": "g" }));
    assert_eq!(joined(&one), [group]);
    assert_eq!(call(&other, "TIMLogout", Value::Null)["code"], 0);
    assert_eq!(call(&one, "TIMGetLoginStatus", Value::Null), json!(3));
}

#[test]
fn a_login_survives_the_instance_that_made_it() {
    let folder = Folder::new();
    drop(logged_in(&folder, "alice"));
    assert_eq!(call(&on(&folder), "TIMGetLoginUserID", Value::Null)["json_param"], "alice");
}

#[test]
fn a_named_instance_is_a_second_account_on_the_same_folder() {
    let folder = Folder::new();
    let alice = logged_in(&folder, "alice");
    let bob = named(&folder, "bob");
    assert_eq!(call(&bob, "TIMGetLoginStatus", Value::Null), json!(3));
    assert_eq!(call(&bob, "TIMInit", Value::Null), json!(0));
    login(&bob, &folder, "bob");
    let member = json!([{ "group_member_info_identifier": "bob" }]);
    let group = created(&alice, json!({ "create_group_param_group_name": "g", "create_group_param_group_member_array": member }));
    assert_eq!(joined(&bob), std::slice::from_ref(&group));
    assert_eq!(call(&alice, "TIMUninit", Value::Null), json!(0), "the folder stays open for bob");
    assert_eq!(joined(&bob), [group]);
}

#[test]
fn apps_in_one_folder_do_not_see_each_other() {
    let folder = Folder::new();
    let one = logged_in(&folder, "alice");
    let group = created(&one, json!({ "create_group_param_group_name": "g", "create_group_param_group_id": "mine" }));
    let other = instance(&json!({ "dataDir": text(folder.path()), "sdkappid": 1_400_000_001 }));
    assert_eq!(call(&other, "TIMInit", Value::Null), json!(0));
    let options = json!({ "userID": "alice", "dataDir": text(folder.path()), "sdkappid": 1_400_000_001 });
    let sig = opentim_client::gen_test_usersig(&options.to_string()).unwrap();
    assert_eq!(call(&other, "TIMLogin", json!({ "userID": "alice", "userSig": sig }))["code"], 0);
    assert_eq!(joined(&other), Vec::<String>::new());
    let reply = call(&other, "TIMGroupGetGroupInfoList", json!({ "groupIds": [group] }));
    assert_eq!(reply["json_param"][0]["get_groups_info_result_code"], 10010);
    created(&other, json!({ "create_group_param_group_name": "g", "create_group_param_group_id": "mine" }));
}

#[test]
fn the_last_close_releases_the_folder_and_a_new_start_finds_everything() {
    let folder = Folder::new();
    for round in 0..3 {
        let client = logged_in(&folder, "alice");
        assert_eq!(joined(&client).len(), round);
        created(&client, json!({ "create_group_param_group_name": "g" }));
        client.close();
    }
    let client = logged_in(&folder, "alice");
    assert_eq!(call(&client, "TIMUninit", Value::Null), json!(0));
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
    login(&client, &folder, "alice");
    assert_eq!(joined(&client).len(), 3);
}

#[test]
fn many_instances_may_start_and_end_at_once() {
    let folder = Folder::new();
    let clients: Vec<_> = (0..8).map(|number| named(&folder, &number.to_string())).collect();
    for _ in 0..5 {
        let starts: Vec<_> = clients.iter().map(|client| runtime().spawn(client.call("TIMInit", Argument::Missing))).collect();
        let ends: Vec<_> = clients.iter().map(|client| runtime().spawn(client.call("TIMUninit", Argument::Missing))).collect();
        runtime().block_on(async {
            for run in starts.into_iter().chain(ends) {
                assert_eq!(run.await.unwrap(), "0");
            }
        });
    }
}

#[test]
fn racing_creators_of_one_id_have_one_winner() {
    let folder = Folder::new();
    let client = logged_in(&folder, "alice");
    for round in 0..10 {
        let argument =
            json!({ "params": { "create_group_param_group_name": "g", "create_group_param_group_id": format!("race {round}") } });
        let argument = argument.to_string();
        let runs: Vec<_> =
            (0..8).map(|_| runtime().spawn(client.call("TIMGroupCreate", Argument::Text(argument.clone())))).collect();
        let mut codes: Vec<i64> = runtime().block_on(async {
            let mut codes = Vec::new();
            for run in runs {
                let reply: Value = serde_json::from_str(&run.await.unwrap()).unwrap();
                codes.push(reply["code"].as_i64().unwrap());
            }
            codes
        });
        codes.sort_unstable();
        assert_eq!(codes, [0, 10025, 10025, 10025, 10025, 10025, 10025, 10025]);
    }
}

#[cfg(unix)]
#[test]
fn the_folder_and_its_keys_are_readable_by_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let path = folder.path().join("a/b");
    let client = instance(&json!({ "dataDir": text(&path) }));
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    for file in std::fs::read_dir(&path).unwrap() {
        let file = file.unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o077, 0, "{:?}", file.file_name());
    }
}

#[test]
fn a_server_that_was_named_is_known_to_the_next_instance_and_counts_before_the_option() {
    let folder = Folder::new();
    let address = json!({ "server_address_ip": "127.0.0.1", "server_address_port": 1 });
    let json_param = json!({
        "request_internal_operation": "internal_operation_set_custom_server_info",
        "request_set_custom_server_info_param": { "longconnection_address_array": [address] },
    });
    let options = json!({ "dataDir": text(folder.path()), "server": "ws://nowhere.invalid" });
    let reply = call(&instance(&options), "callExperimentalAPI", json!({ "json_param": json_param }));
    assert_eq!(reply["code"], 0, "{reply}");
    let client = instance(&options);
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
    let late = call(&client, "callExperimentalAPI", json!({ "json_param": json_param }));
    assert_eq!(late["code"], 7014, "{late}");
    let refused = call(&client, "TIMLogin", json!({ "userID": "alice", "userSig": "any" }));
    assert!(refused["desc"].as_str().unwrap().contains("ws://127.0.0.1:1/gateway"), "{refused}");
}
