//! The app's back end.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

pub const APP: u64 = 1_400_000_000;
pub const KEY: &str = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
pub const ADMIN: &str = "administrator";
/// How long a server may take to start, and a change to succeed.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// It calls past the proxy, so only the end of the server comes between.
#[derive(Clone)]
pub struct Rest {
    pub server: SocketAddr,
    pub signature: String,
}

impl Rest {
    /// Says something in a group; tried until it is answered, and done once.
    pub fn change(&self, group: &str, words: &str) {
        self.groups("modify_group_base_info", &json!({ "GroupId": group, "Notification": words }));
    }

    /// A command of groups, tried until it is answered, and done once.
    pub fn groups(&self, command: &str, body: &Value) -> Value {
        self.done(&format!("group_open_http_svc/{command}"), body)
    }

    /// A command, tried until it is answered, and done once.
    pub fn done(&self, command: &str, body: &Value) -> Value {
        static MADE: AtomicU64 = AtomicU64::new(0);
        let key = format!("Idempotency-Key: {}-{}\r\n", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(reply) = self.asked(command, body, &key) {
                return reply;
            }
            assert!(Instant::now() < end, "{command} is not answered");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// A command of groups, tried once and without a key; nothing when nobody knows whether it was done.
    pub fn try_once(&self, command: &str, body: &Value) -> Option<Value> {
        self.asked(&format!("group_open_http_svc/{command}"), body, "")
    }

    /// The counters of a group.
    pub fn counters(&self, group: &str) -> BTreeMap<String, i64> {
        let reply = self.groups("get_group_counter", &json!({ "GroupId": group }));
        let counter = |row: &Value| (row["Key"].as_str().unwrap().to_owned(), row["Value"].as_i64().unwrap());
        reply["GroupCounter"].as_array().unwrap().iter().map(counter).collect()
    }

    /// Nothing when the server is away.
    fn asked(&self, command: &str, body: &Value, header: &str) -> Option<Value> {
        let text = body.to_string();
        let query = format!("sdkappid={APP}&identifier={ADMIN}&usersig={}&random=1&contenttype=json", self.signature);
        let head = format!(
            "POST /v4/{command}?{query} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{header}Content-Length: {}\r\n\r\n",
            text.len()
        );
        let mut stream = TcpStream::connect(self.server).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
        stream.write_all(format!("{head}{text}").as_bytes()).ok()?;
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).ok()?;
        let reply = String::from_utf8(reply).ok()?;
        let reply: Value = serde_json::from_str(reply.split_once("\r\n\r\n")?.1).ok()?;
        assert_eq!(reply["ErrorCode"], 0, "{command} {body}: {reply}");
        Some(reply)
    }
}
