use super::CUSTOM_SERVER_PARAM;
use serde_json::{Value, json};

fn custom_server(param: &Value) -> Result<Vec<String>, String> {
    super::custom_server(param).map(|servers| servers.iter().map(ToString::to_string).collect())
}

#[test]
fn a_custom_server_is_named_by_addresses_in_the_order_in_which_they_are_tried() {
    let addresses = json!({
        "longconnection_address_array": [
            { "server_address_ip": "106.55.144.99", "server_address_port": 8090 },
            { "server_address_ip": "Chat.Example.com", "server_address_port": 443 },
            { "server_address_ip": "2001:db8::1", "server_address_port": "8443", "server_address_is_ipv6": true, "server_address_is_tls": true },
            { "server_address_ip": "h", "server_address_port": 443, "server_address_is_ipv6": false, "server_address_is_tls": false },
        ],
        "shortconnection_address_array": [],
        "server_public_key": "0436ddd1de2e",
    });
    let wanted = [
        "ws://106.55.144.99:8090/gateway",
        "wss://chat.example.com:443/gateway",
        "wss://[2001:db8::1]:8443/gateway",
        "ws://h:443/gateway",
    ];
    assert_eq!(custom_server(&addresses).unwrap(), wanted);
    assert_eq!(custom_server(&json!(addresses.to_string())).unwrap(), wanted, "as JSON text");
}

#[test]
fn a_custom_server_that_cannot_be_reached_is_refused_with_the_place_of_the_fault() {
    let entry = |ip: Value, port: Value| json!({ "longconnection_address_array": [{ "server_address_ip": ip, "server_address_port": port }] });
    let many: Vec<Value> = (0..33).map(|_| json!({ "server_address_ip": "h", "server_address_port": 1 })).collect();
    let at = format!("{CUSTOM_SERVER_PARAM}.longconnection_address_array");
    for (param, wanted) in [
        (Value::Null, "request_set_custom_server_info_param is required".to_owned()),
        (json!(5), "request_set_custom_server_info_param must be an object, the number 5 was given".to_owned()),
        (json!("{"), "request_set_custom_server_info_param is not valid JSON".to_owned()),
        (json!({}), format!("{at} is required")),
        (json!({ "longconnection_address_array": [] }), format!("{at} must have 1 to 32 addresses, 0 were given")),
        (json!({ "longconnection_address_array": many }), format!("{at} must have 1 to 32 addresses, 33 were given")),
        (json!({ "longconnection_address_array": [{}] }), format!("{at}[0].server_address_ip is required")),
        (
            json!({ "longconnection_address_array": [{ "server_address_ip": "h" }] }),
            format!("{at}[0].server_address_port is required"),
        ),
        (entry(json!("h"), Value::Null), format!("{at}[0].server_address_port must be a port from 1 to 65535, null was given")),
        (
            entry(json!("h"), json!(0)),
            format!("{at}[0].server_address_port must be a port from 1 to 65535, the number 0 was given"),
        ),
        (
            entry(json!("h"), json!(65536)),
            format!("{at}[0].server_address_port must be a port from 1 to 65535, the number 65536 was given"),
        ),
        (
            entry(json!("h"), json!("x")),
            format!("{at}[0].server_address_port must be a port from 1 to 65535, string \"x\" was given"),
        ),
        (entry(json!(""), json!(80)), format!("{at}[0].server_address_ip must name a host")),
        (entry(json!("ws://h"), json!(80)), format!("{at}[0].server_address_ip must have the name or IP address of a host")),
    ] {
        let desc = custom_server(&param).unwrap_err();
        assert!(desc.starts_with(&wanted), "{desc}");
    }
    let no_ipv6 = json!({ "server_address_ip": "10.0.0.1", "server_address_port": 80, "server_address_is_ipv6": true });
    let desc = custom_server(&json!({ "longconnection_address_array": [no_ipv6] })).unwrap_err();
    assert!(desc.ends_with("must be an IPv6 address, as server_address_is_ipv6 says; 10.0.0.1 was given"), "{desc}");
}
