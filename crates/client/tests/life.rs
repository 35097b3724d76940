//! Start, end, login, logout, and the order of refusals.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into replies of any shape and end at the first surprise"
)]

mod support;

use opentim_client::{Argument, gen_test_usersig, methods, runtime};
use serde_json::{Value, json};
use support::{Folder, assert_refused, call, create, instance, joined, logged_in, login, on, raw, sig, text};

#[test]
fn an_instance_opens_nothing_before_init() {
    let folder = Folder::new();
    let client = on(&folder);
    assert_eq!(call(&client, "TIMGetLoginStatus", Value::Null), json!(3));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn init_login_logout_and_uninit_change_the_status() {
    let folder = Folder::new();
    let client = on(&folder);
    assert_eq!(call(&client, "TIMInit", json!({})), json!(0));
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(0), "repeating it does nothing");
    assert_eq!(call(&client, "TIMGetLoginStatus", Value::Null), json!(3));
    let reply = call(&client, "TIMLogin", json!({ "userID": "alice", "userSig": sig(&folder, "alice"), "userData": "x" }));
    assert_eq!(reply, json!({ "code": 0, "desc": "", "json_param": "", "user_data": "x" }));
    assert_eq!(call(&client, "TIMGetLoginStatus", Value::Null), json!(1));
    let reply = call(&client, "TIMGetLoginUserID", Value::Null);
    assert_eq!(reply, json!({ "code": 0, "desc": "", "json_param": "alice", "user_data": "" }));
    let reply = call(&client, "TIMLogout", json!({ "userData": "bye" }));
    assert_eq!(reply, json!({ "code": 0, "desc": "", "json_param": "", "user_data": "bye" }));
    assert_eq!(call(&client, "TIMLogout", Value::Null)["code"], 0, "nobody is logged in");
    assert_eq!(call(&client, "TIMGetLoginStatus", Value::Null), json!(3));
    assert_eq!(call(&client, "TIMGetLoginUserID", Value::Null)["json_param"], "");
    assert_eq!(call(&client, "TIMUninit", Value::Null), json!(0));
    assert_refused(&call(&client, "TIMLogout", Value::Null), 6013, "not initialized");
    assert_eq!(call(&client, "TIMUninit", Value::Null), json!(0));
}

#[test]
fn uninit_ends_the_login_and_init_works_again() {
    let folder = Folder::new();
    let client = logged_in(&folder, "alice");
    assert_eq!(call(&client, "TIMUninit", Value::Null), json!(0));
    assert_eq!(call(&client, "TIMGetLoginStatus", Value::Null), json!(3));
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
    assert_eq!(call(&client, "TIMGetLoginStatus", Value::Null), json!(3));
    login(&client, &folder, "alice");
    assert_eq!(call(&client, "TIMGetLoginStatus", Value::Null), json!(1));
}

#[test]
fn another_login_switches_the_user() {
    let folder = Folder::new();
    let client = logged_in(&folder, "alice");
    login(&client, &folder, "alice");
    login(&client, &folder, "bob");
    assert_eq!(call(&client, "TIMGetLoginUserID", Value::Null)["json_param"], "bob");
}

#[test]
fn a_refused_login_leaves_the_user_who_was_there() {
    let folder = Folder::new();
    let client = logged_in(&folder, "alice");
    let reply = call(&client, "TIMLogin", json!({ "userID": "bob", "userSig": sig(&folder, "carol") }));
    assert_refused(&reply, 70013, "the UserSig was signed for another identifier");
    assert_eq!(call(&client, "TIMGetLoginUserID", Value::Null)["json_param"], "alice");
}

#[test]
fn every_bad_usersig_has_its_code() {
    let folder = Folder::new();
    let client = on(&folder);
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
    let good = sig(&folder, "alice");
    let made = |options: Value| gen_test_usersig(&options.to_string()).unwrap();
    let dir = text(folder.path());
    for (sig, code) in [
        ("not a sig!!!".to_owned(), 70005),
        (good[..good.len() / 2].to_owned(), 70003),
        (made(json!({ "userID": "alice", "dataDir": dir, "sdkappid": 1_400_000_001 })), 70014),
        (made(json!({ "userID": "bob", "dataDir": dir })), 70013),
        (made(json!({ "userID": "alice", "secretKey": "another" })), 70009),
    ] {
        let reply = call(&client, "TIMLogin", json!({ "userID": "alice", "userSig": sig }));
        assert_eq!(reply["code"], code, "{reply}");
        assert!(!reply.to_string().contains(&sig), "a UserSig is not repeated");
    }
    let reply = call(&client, "TIMLogin", json!({ "userID": "u".repeat(33), "userSig": good }));
    assert_refused(&reply, 7003, "userID is too long: 33 bytes were given, at most 32 are allowed");
    login(&client, &folder, "alice");
}

#[test]
fn a_key_of_the_options_counts_instead_of_the_folders_own() {
    let folder = Folder::new();
    let client = instance(&json!({ "dataDir": text(folder.path()), "secretKey": "my key" }));
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
    let reply = call(&client, "TIMLogin", json!({ "userID": "alice", "userSig": sig(&folder, "alice") }));
    assert_eq!(reply["code"], 70009);
    let mine = gen_test_usersig(&json!({ "userID": "alice", "secretKey": "my key" }).to_string()).unwrap();
    assert_eq!(call(&client, "TIMLogin", json!({ "userID": "alice", "userSig": mine }))["code"], 0);
}

#[test]
fn refusals_come_in_their_order() {
    let folder = Folder::new();
    let client = on(&folder);
    let good = json!({ "params": { "create_group_param_group_name": "g" }, "data": "d" });
    let wrong_inside = json!({ "params": { "create_group_param_group_name": 5 } });
    let join = json!({ "groupId": "g" });
    for (method, argument, desc) in [("TIMGroupCreate", &good, "not initialized"), ("TIMGroupJoin", &join, "not initialized")] {
        assert_refused(&call(&client, method, argument.clone()), 6013, desc);
    }
    assert_refused(&call(&client, "TIMGroupCreate", json!({})), -4, "params is required");
    assert_refused(&call(&client, "TIMGroupJoin", json!({})), -4, "groupId is required");
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
    assert_refused(&call(&client, "TIMGroupCreate", wrong_inside.clone()), 6014, "not login");
    assert_refused(&call(&client, "TIMGroupJoin", join.clone()), 6014, "not login");
    assert_refused(&call(&client, "TIMGroupJoin", json!({})), -4, "groupId is required");
    login(&client, &folder, "alice");
    assert_refused(&call(&client, "TIMGroupCreate", wrong_inside), 10004, "create_group_param_group_name must be text");
    assert_refused(&call(&client, "TIMGroupJoin", json!({})), -4, "groupId is required");
    assert_refused(&call(&client, "TIMGroupJoin", join), 10010, "the group does not exist");
    let not_built = call(&client, "TIMConvGetConvList", json!({ "user_data": "" }));
    assert_refused(&not_built, 7013, "TIMConvGetConvList is not supported by opentim ");
    let reply = call(&client, "TIMMsgSendMessage", json!({ "user_data": { "b": 1, "a": 2 } }));
    assert_eq!(reply["user_data"], json!({ "b": 1, "a": 2 }));
    assert_eq!(call(&client, "TIMGroupCreate", good)["code"], 0, "the next good call works");
}

#[test]
fn every_method_answers_in_every_state() {
    let folder = Folder::new();
    for step in ["before", "initialized", "logged in"] {
        let client = on(&folder);
        match step {
            "initialized" => assert_eq!(call(&client, "TIMInit", Value::Null), json!(0)),
            "logged in" => login(&client, &folder, "alice"),
            _ => {}
        }
        let changing = ["TIMInit", "TIMUninit", "TIMLogin", "TIMLogout"];
        for method in methods().filter(|method| !changing.contains(method)) {
            for argument in [Value::Null, json!({}), json!([]), json!("x"), json!(5), json!({ "params": 5, "groupId": [] })] {
                let reply = call(&client, method, argument);
                let answered = reply["code"].is_i64() || reply.is_number() || reply.is_string();
                assert!(answered, "{method}: {reply}");
            }
            let reply = raw(&client, method, Argument::Text("{broken".to_owned()));
            assert!(
                reply["code"] == -3 || reply.is_number() || reply.is_string() || method == "TIMGetLoginUserID",
                "{method}: {reply}"
            );
        }
    }
}

#[test]
fn what_is_no_method_is_refused() {
    let folder = Folder::new();
    let reply = call(&on(&folder), "TIMNothing", Value::Null);
    assert_refused(&reply, 7013, "\"TIMNothing\" is not a method of opentim ");
}

#[test]
fn an_argument_that_cannot_be_json_is_minus_three() {
    let folder = Folder::new();
    let client = on(&folder);
    let reply = raw(&client, "TIMGroupCreate", Argument::Broken("TypeError: cyclic".to_owned()));
    assert_refused(&reply, -3, "the argument cannot be written as JSON: TypeError: cyclic");
    assert_eq!(raw(&client, "TIMInit", Argument::Broken("TypeError: cyclic".to_owned())), json!(-3));
}

#[test]
fn unsupported_listeners_are_accepted_and_stay_silent() {
    let folder = Folder::new();
    let client = on(&folder);
    let reply = call(&client, "TIMSetGroupTipsEventCallback", json!({ "data": "d" }));
    assert_eq!(reply, json!({ "code": 0, "desc": "", "json_param": "", "user_data": "d" }));
    assert_eq!(call(&client, "TIMSetKickedOfflineCallback", json!({ "callback": null }))["code"], 0);
}

#[test]
fn settings_come_back_as_text() {
    let folder = Folder::new();
    let client = on(&folder);
    let reply = call(
        &client,
        "TIMSetConfig",
        json!({ "json_config": { "set_config_user_define_data": "x", "unknown": 1 }, "user_data": "u" }),
    );
    assert_eq!(reply["json_param"], r#"{"set_config_user_define_data":"x"}"#);
    assert_eq!(reply["user_data"], "u");
    assert_refused(&call(&client, "TIMSetConfig", json!({})), -4, "json_config is required");
    assert_refused(&call(&client, "TIMSetConfig", json!({ "json_config": [] })), -3, "json_config must be an object");
}

#[test]
fn experimental_operations_answer_before_init() {
    let folder = Folder::new();
    let client = on(&folder);
    let ask = |operation: &str| {
        call(&client, "callExperimentalAPI", json!({ "json_param": { "request_internal_operation": operation } }))
    };
    assert_eq!(ask("internal_operation_set_ui_platform")["code"], 0);
    assert_eq!(ask("internal_operation_sso_data")["code"], 7013);
    assert_eq!(ask("internal_operation_nope")["code"], 7013);
    assert_refused(
        &call(&client, "callExperimentalAPI", json!({ "json_param": {} })),
        -3,
        "json_param.request_internal_operation is required",
    );
}

#[test]
fn a_failed_init_says_why_in_later_refusals() {
    let folder = Folder::new();
    let client = on(&folder);
    assert_eq!(call(&client, "TIMInit", json!({ "config_path": "/nowhere/at/all" })), json!(-1));
    let reply = create(&client, json!({ "create_group_param_group_name": "g" }));
    assert_refused(&reply, 6013, "not initialized: config_path \"/nowhere/at/all\" is not a directory");
    assert_eq!(call(&client, "TIMInit", json!({ "config_path": 5 })), json!(-4));
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
    assert_refused(&create(&client, json!({ "create_group_param_group_name": "g" })), 6014, "not login");

    let file = folder.path().join("a file");
    std::fs::write(&file, "").unwrap();
    let client = instance(&json!({ "dataDir": text(&file.join("below")) }));
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(-1));
    assert_refused(&call(&client, "TIMLogout", Value::Null), 6013, "not initialized: the data folder cannot be used");

    let ca = folder.path().join("none.pem");
    let client = instance(&json!({ "dataDir": text(folder.path()), "server": "wss://example.org", "ca": text(&ca) }));
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(-1));
    let why = format!("not initialized: the file {} of `ca` cannot be used: ", ca.display());
    assert_refused(&call(&client, "TIMLogout", Value::Null), 6013, &why);
}

#[test]
fn calls_take_effect_in_the_order_in_which_they_were_made() {
    let folder = Folder::new();
    let client = on(&folder);
    let text = |value: Value| Argument::Text(value.to_string());
    let group = json!({ "params": { "create_group_param_group_name": "g" } });
    for _ in 0..20 {
        let init = client.call("TIMInit", Argument::Missing);
        let login = client.call("TIMLogin", text(json!({ "userID": "alice", "userSig": sig(&folder, "alice") })));
        let create = client.call("TIMGroupCreate", text(group.clone()));
        let logout = client.call("TIMLogout", Argument::Missing);
        let late = client.call("TIMGroupCreate", text(group.clone()));
        let uninit = client.call("TIMUninit", Argument::Missing);
        let calls = [late, uninit, create, login, logout, init].map(|call| call);
        let runs: Vec<_> = calls.into_iter().map(|call| runtime().spawn(call)).collect();
        let replies: Vec<Value> = runtime().block_on(async {
            let mut replies = Vec::new();
            for run in runs {
                replies.push(serde_json::from_str(&run.await.unwrap()).unwrap());
            }
            replies
        });
        let [late, uninit, create, login, logout, init] = replies.try_into().unwrap();
        assert_eq!((init, uninit), (json!(0), json!(0)));
        assert_eq!(
            (&login["code"], &create["code"], &logout["code"], &late["code"]),
            (&json!(0), &json!(0), &json!(0), &json!(6014))
        );
    }
}

#[test]
fn a_closed_instance_refuses_calls() {
    let folder = Folder::new();
    let (one, other) = (logged_in(&folder, "alice"), on(&folder));
    one.close();
    one.close();
    assert_refused(&create(&one, json!({ "create_group_param_group_name": "g" })), 7014, "this instance was closed");
    assert_eq!(call(&one, "TIMInit", Value::Null), json!(7014));
    assert_eq!(joined(&other), Vec::<String>::new(), "the other instance goes on");
}
