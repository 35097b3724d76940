use super::{Experimental, accepted, config, experimental, login};
use crate::sdk::base::{GenTestUserSigOptions, TimRenderOptions};
use crate::sdk::method::Method;
use crate::sdk::request::Request;
use serde_json::{Value, json};

fn request(method: &str, argument: &Value) -> Request {
    Request::parse(Method::named(method).unwrap(), Some(&argument.to_string())).expect("has the right shape")
}

#[test]
fn bad_user_ids_are_7003() {
    for id in ["   ", &"u".repeat(33), "用户", "a\u{0}b", "a\nb"] {
        let failure = login(&request("TIMLogin", &json!({ "userID": id, "userSig": "s" }))).unwrap_err();
        assert_eq!(failure.code, 7003, "{id:?}");
        assert!(failure.desc.starts_with("userID "), "{}", failure.desc);
    }
    for id in ["u", "u 1", &"u".repeat(32), "@TIM#x"] {
        assert!(login(&request("TIMLogin", &json!({ "userID": id, "userSig": "s" }))).is_ok(), "{id:?}");
    }
}

#[test]
fn settings_that_were_understood_come_back() {
    for (given, back) in [
        (json!({}), "{}"),
        (json!({ "set_config_log_level": 3 }), r#"{"set_config_log_level":3}"#),
        (
            json!({ "set_config_log_level": 3, "unknown": 1, "set_config_is_log_output_console": null }),
            r#"{"set_config_log_level":3}"#,
        ),
        (
            json!({ "set_config_user_config": { "user_config_is_ingore_grouptips_unread": true } }),
            r#"{"set_config_user_config":{"user_config_is_ignore_grouptips_unread":true}}"#,
        ),
    ] {
        let config = config(&request("TIMSetConfig", &json!({ "json_config": given }))).unwrap();
        assert_eq!(accepted(&config), back);
    }
}

#[test]
fn settings_of_the_wrong_type_are_6017_and_named() {
    for (given, path) in [
        (json!({ "set_config_log_level": "3" }), "set_config_log_level "),
        (json!({ "set_config_log_level": 8 }), "set_config_log_level "),
        (json!({ "set_config_user_config": 5 }), "set_config_user_config "),
        (json!({ "set_config_http_proxy_info": { "http_proxy_info_ip": 5 } }), "set_config_http_proxy_info.http_proxy_info_ip "),
        (json!({ "set_config_user_define_data": "x".repeat(65) }), "set_config_user_define_data "),
    ] {
        let failure = config(&request("TIMSetConfig", &json!({ "json_config": given }))).unwrap_err();
        assert_eq!(failure.code, 6017);
        assert!(failure.desc.starts_with(path), "{}", failure.desc);
    }
}

#[test]
fn experimental_operations_are_known_by_name() {
    let ask = |operation: Value| {
        let argument = json!({ "json_param": { "request_internal_operation": operation, "request_set_ui_platform_param": 7 } });
        experimental(&request("callExperimentalAPI", &argument)).map_err(|failure| failure.code)
    };
    assert_eq!(ask(json!("internal_operation_set_ui_platform")), Ok(Experimental::SetUiPlatform));
    assert_eq!(ask(json!("internal_operation_write_log")), Ok(Experimental::WriteLog));
    assert_eq!(ask(json!("internal_operation_set_env")), Err(7013));
    assert_eq!(ask(json!("internal_operation_nope")), Err(7013));
    assert_eq!(ask(json!("")), Err(-3));
    assert_eq!(ask(json!(5)), Err(-3));
}

#[test]
fn options_say_what_is_wrong_with_them() {
    let wrong = |text: &str| TimRenderOptions::from_json(Some(text)).and_then(|options| options.app()).unwrap_err();
    assert_eq!(
        wrong(r#"{"sdkappid":"x"}"#),
        "sdkappid must be a whole number from 0 to 18446744073709551615, the text \"x\" was given"
    );
    assert_eq!(wrong(r#"{"sdkappid":0}"#), "sdkappid must lie between 1 and 9007199254740991; 0 was given");
    assert_eq!(
        wrong(r#"{"sdkappid":9007199254740992}"#),
        "sdkappid must lie between 1 and 9007199254740991; 9007199254740992 was given"
    );
    assert_eq!(wrong(r#"{"dataDir":5}"#), "dataDir must be text, the number 5 was given");
    assert_eq!(wrong("[]"), "the options must be an object, an array was given");
    assert_eq!(TimRenderOptions::from_json(None).unwrap().app().unwrap().get(), 1_400_000_000);
    assert_eq!(TimRenderOptions::from_json(Some("null")).unwrap().app().unwrap().get(), 1_400_000_000);
    assert!(GenTestUserSigOptions::from_json("{}").unwrap_err().contains("userID is required"));
    assert_eq!(GenTestUserSigOptions::from_json(r#"{"userID":"u"}"#).unwrap().lifetime(), 604_800);
}

#[test]
fn a_misspelt_option_is_refused_and_the_known_one_is_named() {
    let fault = |text: &str| TimRenderOptions::from_json(Some(text)).unwrap_err();
    let names = "There are sdkappid, dataDir, secretKey, server, ca, instance, profile, policy, compat";
    assert_eq!(fault(r#"{"datadir":"x"}"#), format!("there is no option datadir. Is dataDir meant? {names}"));
    assert_eq!(fault(r#"{"SDKAppID":1}"#), format!("there is no option SDKAppID. Is sdkappid meant? {names}"));
    assert_eq!(fault(r#"{"sevrer":"ws://h"}"#), format!("there is no option sevrer. Is server meant? {names}"));
    assert_eq!(fault(r#"{"colour":null}"#), format!("there is no option colour. {names}"));
    assert!(
        fault(r#"{"policy":{"adminsKick":true}}"#)
            .starts_with("there is no option policy.adminsKick. Is policy.admins_kick meant?")
    );
    assert!(fault(&format!(r#"{{"{}":1}}"#, "x".repeat(100_000))).len() < 200);
    let fault = GenTestUserSigOptions::from_json(r#"{"userID":"u","datadir":"x"}"#).unwrap_err();
    assert!(fault.contains("Is dataDir meant?"), "{fault}");
}

#[test]
fn an_option_names_a_server_or_says_why_it_does_not() {
    let server = |text: &str| {
        let options = TimRenderOptions::from_json(Some(text)).unwrap();
        options.server().map(|server| server.map(|server| server.to_string()))
    };
    assert_eq!(server("{}"), Ok(None));
    assert_eq!(server(r#"{"server":""}"#), Ok(None));
    assert_eq!(server(r#"{"server":"https://chat.example.com"}"#), Ok(Some("wss://chat.example.com:443/gateway".to_owned())));
    assert_eq!(
        server(r#"{"server":"chat.example.com"}"#),
        Err("server must begin with ws:// or wss://, \"chat.example.com\" was given".to_owned())
    );
}

#[test]
fn the_name_of_an_account_slot_is_short_and_printable() {
    let instance = |name: &str| {
        let options = TimRenderOptions::from_json(Some(&json!({ "instance": name }).to_string())).unwrap();
        options.instance().map(|name| name.map(str::to_owned))
    };
    for name in ["a", " a user's ~ ", &"x".repeat(32)] {
        assert_eq!(instance(name), Ok(Some(name.to_owned())));
    }
    for (name, part) in
        [("", "0 were given"), (&"x".repeat(33), "33 were given"), ("é", "'é' was given"), ("a\nb", "'\\n' was given")]
    {
        let fault = instance(name).unwrap_err();
        assert!(fault.starts_with("instance ") && fault.contains(part), "{fault}");
    }
}

#[test]
fn a_custom_server_is_an_operation_with_a_parameter() {
    let ask = |param: Value| {
        let operation = "internal_operation_set_custom_server_info";
        let json_param = json!({ "request_internal_operation": operation, "request_set_custom_server_info_param": param });
        experimental(&request("callExperimentalAPI", &json!({ "json_param": json_param })))
    };
    let entry = json!({ "server_address_ip": "127.0.0.1", "server_address_port": 8090 });
    let Ok(Experimental::SetCustomServer(servers)) = ask(json!({ "longconnection_address_array": [entry] })) else {
        panic!("it is known");
    };
    assert_eq!(servers.iter().map(ToString::to_string).collect::<Vec<_>>(), ["ws://127.0.0.1:8090/gateway"]);
    assert_eq!(ask(Value::Null).unwrap_err().code, 6017);
}

#[test]
fn a_profile_is_a_set_of_numbers_and_leaves_the_choices_alone() {
    use opentim_domain::{Limits, Policy};
    let limits = |text: &str| TimRenderOptions::from_json(Some(text)).and_then(|options| options.limits());
    assert_eq!(limits("{}"), Ok(Limits::RECOMMENDED));
    assert_eq!(limits(r#"{"profile":"open"}"#), Ok(Limits::RECOMMENDED));
    assert_eq!(limits(r#"{"profile":"tencent"}"#), Ok(Limits::TENCENT));
    let policy = Policy { admins_kick: false, ..Policy::RECOMMENDED };
    assert_eq!(limits(r#"{"profile":"tencent","policy":{"admins_kick":false}}"#), Ok(Limits { policy, ..Limits::TENCENT }));
    assert!(limits(r#"{"profile":"free"}"#).unwrap_err().contains("\"open\" or \"tencent\""));
}
