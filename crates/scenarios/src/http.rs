//! A small HTTP client: one signed request on a connection of its own.

use serde_json::Value;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// The app of all scenarios.
pub(crate) const APP: u64 = 1_400_000_000;
/// Its admin.
pub(crate) const ADMIN: &str = "administrator";
/// The server's key. The SDK users sign with the one of the folder.
pub(crate) const KEY: &str = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

/// Where a server listens, and the admin's signature.
#[derive(Clone)]
pub(crate) struct Http {
    pub address: SocketAddr,
    signature: String,
}

impl Http {
    pub(crate) fn new(address: SocketAddr, now: u64) -> Self {
        Self { address, signature: opentim_usersig::sign(KEY.as_bytes(), APP, ADMIN, now, 3600) }
    }

    /// The reply to a command, such as `group_open_http_svc/create_group`.
    pub(crate) fn post(&self, command: &str, body: &Value) -> Value {
        let body = body.to_string();
        let query = format!("sdkappid={APP}&identifier={ADMIN}&usersig={}&random=1&contenttype=json", self.signature);
        let head = format!(
            "POST /v4/{command}?{query} HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).unwrap();
        let reply = String::from_utf8(reply).unwrap();
        let (head, body) = reply.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{command} was answered with {reply:?}"));
        assert!(head.starts_with("HTTP/1.1 200"), "{command}: the status is always 200, not {head}");
        serde_json::from_str(body).unwrap_or_else(|error| panic!("{command} was answered with {body:?}: {error}"))
    }
}
