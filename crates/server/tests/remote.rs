//! The program with TLS and sessions over it: users on machines of their own, a killed server, and a clean end.
#![cfg(unix)]
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use std::fs;
use std::net::{SocketAddr, TcpStream};
use support::process::{Process, write_config};
use support::socket::{Client, login, open};
use support::tls::{Secure, config, put, secure};
use support::*;

/// A client over TLS that is in, and where its events begin.
fn enter(address: SocketAddr, frame: &Value) -> (Client<Secure>, Value) {
    let mut client = open(secure(TcpStream::connect(address).unwrap()), &[]).unwrap();
    let welcome = client.log_in(frame);
    assert_eq!(welcome["t"], "welcome", "{welcome}");
    (client, welcome)
}

/// What a client keeps: which event of each group and which notice it was told last.
#[derive(Default)]
struct Kept {
    cursors: Value,
    numbers: Vec<(String, u64)>,
    notices: Vec<u64>,
}

impl Kept {
    fn begin(welcome: &Value) -> Self {
        Self { cursors: welcome["cursors"].clone(), ..Self::default() }
    }

    fn take(&mut self, event: &Value) {
        assert_eq!(event["t"], "event", "{event}");
        if let Some(number) = event["number"].as_u64() {
            let group = event["group"].as_str().unwrap();
            self.cursors["groups"][group] = json!(number);
            self.numbers.push((group.to_owned(), number));
        }
        if let Some(notice) = event["notice"].as_u64() {
            self.cursors["notices"] = json!(notice);
            self.notices.push(notice);
        }
    }
}

fn rest(address: SocketAddr, command: &str, body: &Value) -> Value {
    let mut stream = secure(TcpStream::connect(address).unwrap());
    std::io::Write::write_all(&mut stream, &request("POST", &target(command), &[], body.to_string().as_bytes())).unwrap();
    read_reply(&mut stream).unwrap().json()
}

fn done(answer: &Value) {
    assert_eq!((&answer["t"], &answer["body"]["code"]), (&json!("reply"), &json!(0)), "{answer}");
}

#[test]
fn a_killed_server_costs_nobody_an_event_and_tells_none_twice() {
    let folder = Folder::new("killed");
    put(&folder.0, "first");
    let path = config(&folder.0);
    let first = Process::start(&["--config", &path]);
    let (mut alice, _) = enter(first.address, &login("alice"));
    let (mut bob, welcome) = enter(first.address, &login("bob"));
    let mut kept = Kept::begin(&welcome);
    bob.until_synced();
    let params = json!({
        "create_group_param_group_id": "team", "create_group_param_group_name": "n", "create_group_param_group_type": 0,
        "create_group_param_group_member_array": [{"group_member_info_identifier": "bob"}],
    });
    done(&alice.call("TIMGroupCreate", &json!({"params": params})));
    let renamed = |name: &str| json!({"GroupId": "team", "Name": name});
    assert_done(&rest(first.address, "modify_group_base_info", &renamed("one")));
    while !kept.numbers.iter().any(|(_, number)| *number >= 2) {
        kept.take(&bob.told().unwrap());
    }

    first.signal("KILL");
    first.killed();
    assert_eq!(bob.told(), None);
    let second = Process::start(&["--config", &path]);
    for name in ["two", "three", "four"] {
        assert_done(&rest(second.address, "modify_group_base_info", &renamed(name)));
    }
    assert_done(&rest(
        second.address,
        "create_group",
        &json!({
            "Type": "Public", "GroupId": "other", "Name": "n", "Owner_Account": "alice", "MemberList": [{"Member_Account": "bob"}]
        }),
    ));
    let mut again = login("bob");
    again["cursors"] = kept.cursors.clone();
    again["resume"] = welcome["token"].clone();
    let (mut bob, welcome) = enter(second.address, &again);
    assert_eq!(welcome["resumed"], false, "tokens do not outlive the process; cursors do");
    bob.until_synced().iter().for_each(|event| kept.take(event));
    assert_done(&rest(second.address, "modify_group_base_info", &renamed("five")));
    kept.take(&bob.told().unwrap());

    let of_team: Vec<u64> = kept.numbers.iter().filter(|(group, _)| group == "team").map(|(_, number)| *number).collect();
    let whole: Vec<u64> = (of_team[0]..of_team[0] + of_team.len() as u64).collect();
    assert_eq!(of_team, whole, "no gap and no double: {:?}", kept.numbers);
    assert!(of_team.len() >= 5, "{of_team:?}");
    assert!(kept.notices.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", kept.notices);
    assert!(!kept.notices.is_empty(), "bob was told of the group that he came into meanwhile");
    second.signal("TERM");
    second.ended(0);
}

#[test]
fn sigterm_tells_clients_to_connect_again_and_ends_with_0() {
    let folder = Folder::new("drain");
    let path = write_config(&folder.0, "");
    let server = Process::start(&["--config", &path]);
    let mut clients: Vec<_> = ["alice", "bob"]
        .iter()
        .map(|name| {
            let mut client = open(TcpStream::connect(server.address).unwrap(), &[]).unwrap();
            assert_eq!(client.log_in(&login(name))["t"], "welcome");
            client.until_synced();
            client
        })
        .collect();
    let mut waiting = open(TcpStream::connect(server.address).unwrap(), &[]).unwrap();
    server.signal("TERM");
    for client in &mut clients {
        assert_eq!(client.told().unwrap()["t"], "drain");
        assert_eq!(client.told(), None);
    }
    assert_eq!(waiting.told(), None, "who has not logged in is closed too");
    let log = server.ended(0);
    assert!(log.contains("stopped") && !log.contains("cut off"), "{log}");
}

#[test]
fn no_usersig_and_no_token_reach_the_log() {
    let folder = Folder::new("secrets");
    let server = Process::start(&["--config", &write_config(&folder.0, "[gateway]\nlogin = \"per-user\"\n")]);
    let (good, bad) = (login("alice"), login("bob")["usersig"].clone());
    let mut client = open(TcpStream::connect(server.address).unwrap(), &[]).unwrap();
    let mut stolen = good.clone();
    stolen["usersig"] = bad.clone();
    assert_eq!(client.log_in(&stolen)["code"], 70013);
    let welcome = client.log_in(&good);
    client.until_synced();
    let mut second = open(TcpStream::connect(server.address).unwrap(), &[]).unwrap();
    assert_eq!(second.log_in(&good)["t"], "welcome");
    assert_eq!(client.told().unwrap()["code"], 6208);
    server.signal("TERM");
    let log = server.ended(0);
    for secret in [&good["usersig"], &bad, &welcome["token"]] {
        assert!(!log.contains(secret.as_str().unwrap()), "a secret is in the log");
    }
    assert!(fs::metadata(folder.0.join("data")).is_ok());
}
