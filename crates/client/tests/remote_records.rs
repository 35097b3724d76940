//! Attributes, counters, links and operation ids of users on machines of their own.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into replies of any shape and end at the first surprise"
)]

mod events_support;
mod remote_support;
mod support;

use events_support::Heard;
use opentim_client::Event;
use remote_support::proxy::{Mode, Proxy};
use remote_support::{SIG, Server, User};
use serde_json::{Value, json};
use std::thread::{scope, sleep};
use std::time::Duration;
use support::{call, created, join, joined};

fn public(name: &str, members: &[&str]) -> Value {
    let members: Vec<Value> = members.iter().map(|user| json!({ "group_member_info_identifier": user })).collect();
    json!({ "create_group_param_group_name": name, "create_group_param_group_member_array": members })
}

fn writes(user: &User, group: &str, value: &str) -> Value {
    let attributes = json!([{ "group_attribute_key": "seat", "group_attribute_value": value }]);
    call(&user.client, "TIMGroupSetGroupAttributes", json!({ "groupId": group, "attributes": attributes }))["code"].clone()
}

fn read(user: &User, group: &str) -> Value {
    let reply = call(&user.client, "TIMGroupGetGroupAttributes", json!({ "groupId": group }));
    assert_eq!(reply["code"], 0, "{reply}");
    reply["json_param"][0]["group_attribute_value"].clone()
}

#[test]
fn of_racing_writers_one_wins_and_the_others_succeed_after_reading() {
    const NAMES: [&str; 8] = ["u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7"];
    let server = Server::new();
    let users: Vec<User> = NAMES.iter().map(|name| User::new(server.address, name)).collect();
    let group = created(&users[0].client, public("room", &NAMES[1..]));
    for user in &users {
        assert_eq!(read(user, &group), Value::Null);
    }
    let codes: Vec<Value> = scope(|scope| {
        let group = &group;
        let writers: Vec<_> = users.iter().map(|user| scope.spawn(move || writes(user, group, &user.name))).collect();
        writers.into_iter().map(|writer| writer.join().unwrap()).collect()
    });
    let winner = codes.iter().position(|code| *code == 0).expect("somebody won");
    for (at, user) in users.iter().enumerate().filter(|(at, _)| *at != winner) {
        // Whoever was told of the winner's write before he wrote himself has overwritten it knowingly.
        assert!(codes[at] == 10056 || codes[at] == 0, "{codes:?}");
        read(user, &group);
        assert_eq!(writes(user, &group, &user.name), 0, "{codes:?}");
        assert_eq!(read(user, &group), user.name.as_str());
    }
}

#[test]
fn each_counter_is_heard_by_itself_and_attributes_whole() {
    let server = Server::new();
    let (alice, bob) = (User::new(server.address, "alice"), User::new(server.address, "bob"));
    let (counters, attributes) = (Heard::default(), Heard::default());
    bob.client.listen(Event::GroupCounters, Some(counters.listener()));
    bob.client.listen(Event::GroupAttributes, Some(attributes.listener()));
    let group = created(&alice.client, public("room", &["bob"]));
    let counter = |key: &str, value: Value| json!({ "group_counter_key": key, "group_counter_value": value });
    let array = json!([counter("a", json!("9007199254740993")), counter("b", json!(-1))]);
    let reply = call(
        &alice.client,
        "TIMGroupSetGroupCounters",
        json!({ "params": { "group_id": group, "json_group_counter_array": array } }),
    );
    assert_eq!((&reply["code"], &reply["json_param"]), (&json!(0), &array), "{reply}");
    assert_eq!(counters.take(2), [json!([group, "a", "9007199254740993"]), json!([group, "b", -1])]);
    assert_eq!(writes(&alice, &group, "alice"), 0);
    let told = attributes.one();
    assert_eq!(told, json!([group, r#"[{"group_attribute_key":"seat","group_attribute_value":"alice"}]"#]));
    assert_eq!(writes(&bob, &group, "bob"), 0);
}

#[test]
fn a_callers_own_operation_id_counts_over_cuts_and_after_the_app_starts_again() {
    let server = Server::new();
    let proxy = Proxy::new(server.address);
    let alice = User::new(proxy.address, "alice");
    let create = json!({ "params": public("once", &[]), "operation_id": "my-own" });
    let first = call(&alice.client, "TIMGroupCreate", create.clone());
    assert_eq!(first["code"], 0, "{first}");
    proxy.set(Mode::Stall);
    scope(|scope| {
        let stalled = scope.spawn(|| call(&alice.client, "TIMGroupCreate", create.clone()));
        sleep(Duration::from_millis(50));
        proxy.cut();
        proxy.set(Mode::Flow);
        assert_eq!(stalled.join().unwrap(), first);
    });
    let alice = alice.again();
    alice.log_in(SIG);
    assert_eq!(call(&alice.client, "TIMGroupCreate", create), first);
    let other = json!({ "params": public("twice", &[]), "operation_id": "my-own" });
    assert_eq!(call(&alice.client, "TIMGroupCreate", other)["code"], 10004);
    assert_eq!(joined(&alice.client).len(), 1);
}

#[test]
fn a_live_group_that_was_entered_by_a_link_is_entered_again_after_a_cut() {
    let server = Server::new();
    let proxy = Proxy::new(server.address);
    let (alice, bob) = (User::new(server.address, "alice"), User::new(proxy.address, "bob"));
    let group = created(&alice.client, json!({ "create_group_param_group_name": "live", "create_group_param_group_type": 4 }));
    assert_eq!(join(&alice.client, &group, "")["code"], 0);
    let made = call(&alice.client, "opentimCreateInviteLink", json!({ "group_id": group }));
    let token = made["json_param"]["token"].clone();
    assert_eq!(call(&bob.client, "opentimJoinByInviteLink", json!({ "token": token }))["code"], 0, "{made}");
    let online = || {
        let reply = call(&alice.client, "TIMGroupGetOnlineMemberCount", json!({ "groupId": group }));
        reply["json_param"]["group_get_online_member_count_result"].clone()
    };
    assert_eq!(online(), 2);
    proxy.cut();
    bob.network_until(0);
    // The call waits for the new line.
    assert_eq!(call(&bob.client, "TIMGroupGetOnlineMemberCount", json!({ "groupId": group }))["code"], 0);
    assert_eq!(online(), 2);
}
