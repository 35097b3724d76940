//! docs/protocol.md says what is so, and its client works.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use opentim_wire::frame::{ClientFrame, MOST_FRAME_BYTES, SUBPROTOCOL, ServerFrame};
use opentim_wire::sdk::{Does, METHODS};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use support::{APP, Gateway, Value};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{Receiver, channel};

fn project(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn page() -> String {
    std::fs::read_to_string(project("docs/protocol.md")).unwrap()
}

/// The blocks of one language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    page.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// What all frames that can be told apart are called.
const CLIENT: [&str; 6] = ["ack", "call", "login", "logout", "ping", "sync"];
const SERVER: [&str; 9] = ["drain", "end", "error", "event", "pong", "refresh", "reply", "synced", "welcome"];

#[test]
fn every_example_is_a_frame_and_every_frame_has_an_example() {
    let (mut seen, mut titles) = (BTreeSet::new(), BTreeSet::new());
    let page = page();
    for block in blocks(&page, "json") {
        let value: Value = serde_json::from_str(&block).expect(&block);
        let name = value["t"].as_str().expect(&block).to_owned();
        let again = if CLIENT.contains(&name.as_str()) {
            let frame = ClientFrame::decode(&block).expect(&block);
            if let ClientFrame::Call(call) = &frame {
                call.uses().expect(&block);
            }
            frame.encode()
        } else {
            ServerFrame::decode(&block).expect(&block).encode()
        };
        let again: Value = serde_json::from_str(&again).unwrap();
        assert_eq!(again, value, "a field of the example is not known");
        seen.insert(name);
    }
    titles.extend(page.lines().filter_map(|line| line.strip_prefix("### ")).map(str::to_owned));
    for name in CLIENT.iter().chain(&SERVER) {
        assert!(seen.contains(*name), "{name} has no example");
        assert!(titles.contains(*name) || matches!(*name, "ping" | "pong"), "{name} has no title");
    }
}

#[test]
fn the_methods_are_those_that_can_be_called() {
    let page = page();
    let listed: BTreeSet<&str> = page
        .split("\nMethods: ")
        .nth(1)
        .and_then(|rest| rest.split(". The other methods").next())
        .map(|list| list.split('`').filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic())).collect())
        .unwrap();
    let uses = METHODS.iter().copied().flatten().filter(|method| matches!(method.does, Does::Uses(_)));
    assert_eq!(listed, uses.map(|method| method.name).collect());
}

#[test]
fn the_limits_are_those_that_are_set() {
    let (page, settings) = (page(), opentim_gateway::Settings::default());
    assert!(page.contains(&format!("`{SUBPROTOCOL}`")));
    assert_eq!((settings.frame, settings.login_frame), (MOST_FRAME_BYTES, 256 * 1024));
    assert_eq!((settings.in_flight, settings.in_flight_bytes, settings.window), (1000, 8 << 20, 4096));
    assert_eq!((settings.rate, settings.burst, settings.flood), (500, 1000, 5000));
    assert_eq!((settings.login_time.as_secs(), settings.login_attempts, settings.stall.as_secs()), (10, 3, 20));
    assert_eq!((settings.heartbeat.as_secs(), settings.drain.as_secs()), (30, 10));
    for row in ["| 1,000; 8 MiB | 9507", "| 500 a second, 1,000 at once | 9506", "| 4,096 |", "| 256 KiB, 1 MiB | 1009 |"] {
        assert!(page.contains(row), "{row}");
    }
}

#[test]
fn the_client_on_the_page_is_the_one_that_runs() {
    let client = std::fs::read_to_string(project("examples/protocol/client.mjs")).unwrap();
    assert_eq!(blocks(&page(), "js"), [client]);
}

/// The client of the page. It ends with this.
struct Node {
    process: Child,
    lines: Receiver<String>,
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Node {
    fn start(url: &str) -> std::io::Result<Self> {
        let mut command = Command::new("node");
        command.arg("--experimental-websocket").arg(project("examples/protocol/client.mjs"));
        command.args([url, &APP.to_string(), "alice", "open sesame", "made by node"]);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn()?;
        let (send, lines) = channel(100);
        let stdout = BufReader::new(process.stdout.take().unwrap());
        std::thread::spawn(move || stdout.lines().map_while(Result::ok).for_each(|line| send.blocking_send(line).unwrap_or(())));
        Ok(Self { process, lines })
    }

    async fn line(&mut self) -> String {
        let line = tokio::time::timeout(std::time::Duration::from_secs(30), self.lines.recv()).await;
        line.expect("the client says nothing").expect("the client has ended")
    }
}

#[tokio::test]
async fn the_client_on_the_page_survives_a_cut() {
    let gateway = Gateway::new();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ws://{}/gateway", listener.local_addr().unwrap());
    let mut node = match Node::start(&url) {
        Ok(node) => node,
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "node is missing: {error}");
            return println!("skipped: there is no node here");
        }
    };
    let first = gateway.accept(&listener).await;
    let (mut groups, mut created) = (false, None);
    while !groups || created.is_none() {
        let line = node.line().await;
        groups |= line.starts_with("groups");
        created = created.or(line.strip_prefix("created ").map(str::to_owned));
    }
    let created: Value = serde_json::from_str(&created.unwrap()).unwrap();
    let group = created["create_group_result_groupid"].as_str().unwrap();

    // Another session of the same user changes the group while the client is cut off.
    first.abort();
    let mut other = gateway.connect().await;
    other.login("alice", serde_json::json!({"instance": "other"})).await;
    other.rename(group, "renamed meanwhile").await;
    gateway.accept(&listener).await;
    loop {
        let line = node.line().await;
        if line.starts_with("group_tips") && line.contains("renamed meanwhile") {
            break;
        }
    }
}
