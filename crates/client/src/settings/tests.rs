#![allow(clippy::disallowed_types, reason = "tests write options of any shape")]

use super::{Settings, TimRenderOptions};
use serde_json::{Value, json};

fn settings(options: &Value, variable: Option<&str>) -> Result<Settings, String> {
    Settings::of(TimRenderOptions::from_json(Some(&options.to_string()))?, variable)
}

fn server(options: &Value, variable: Option<&str>) -> Result<Option<String>, String> {
    settings(options, variable).map(|settings| settings.server.map(|server| server.to_string()))
}

#[test]
fn the_variable_names_a_server_only_for_who_names_neither_a_server_nor_a_folder() {
    let usual = Some("ws://usual:8090");
    assert_eq!(server(&json!({}), usual), Ok(Some("ws://usual:8090/gateway".to_owned())));
    assert_eq!(server(&json!({ "dataDir": "", "server": "" }), usual), Ok(Some("ws://usual:8090/gateway".to_owned())));
    assert_eq!(server(&json!({ "server": "wss://named" }), usual), Ok(Some("wss://named:443/gateway".to_owned())));
    assert_eq!(server(&json!({ "dataDir": "folder" }), usual), Ok(None));
    assert_eq!(server(&json!({}), Some("")), Ok(None));
    assert_eq!(server(&json!({}), None), Ok(None));
}

#[test]
fn a_fault_says_whether_the_option_or_the_variable_is_wrong() {
    let fault = |options: Value, variable| server(&options, variable).unwrap_err();
    assert!(fault(json!({}), Some("usual:8090")).starts_with("OPENTIM_SERVER must begin with ws:// or wss://"));
    assert!(fault(json!({ "server": "named" }), Some("ws://usual")).starts_with("server must begin with ws:// or wss://"));
    assert_eq!(server(&json!({ "server": "ws://named" }), Some("usual:8090")), Ok(Some("ws://named:80/gateway".to_owned())));
}

#[test]
fn an_authority_is_taken_for_servers_over_tls_only() {
    let ca = |options: Value| settings(&options, None).map(|settings| settings.ca);
    let wanted = std::path::absolute("my.pem").unwrap();
    assert_eq!(ca(json!({ "server": "wss://h", "ca": "my.pem" })), Ok(Some(wanted.clone())));
    assert_eq!(ca(json!({ "ca": "my.pem" })), Ok(Some(wanted)), "the server may be named before TIMInit");
    assert_eq!(ca(json!({ "server": "wss://h", "ca": "" })), Ok(None));
    let fault = ca(json!({ "server": "ws://h", "ca": "my.pem" })).unwrap_err();
    assert_eq!(fault, "ca is for servers over TLS, ws://h:80/gateway is not one; write wss:// or leave ca out");
}
