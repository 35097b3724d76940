//! Webhooks against a back end of its own process: what it is asked, what it is told, and how it may misbehave.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

#[path = "webhooks/after.rs"]
mod after;
#[path = "webhooks/before.rs"]
mod before;
#[path = "webhooks/passing.rs"]
mod passing;
#[path = "webhooks/secure.rs"]
mod secure;

use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;
use support::process::{Process, program, write_config};
use support::receiver::Receiver;
use support::*;

/// A server as a process, and its folder.
struct Hooked {
    folder: Folder,
    config: String,
    server: Option<Process>,
}

impl Hooked {
    /// A server whose app has this back end, with more lines in `[app.webhooks]`.
    fn start(name: &str, url: &str, more: &str) -> Self {
        Self::start_as(name, &format!("[app.webhooks]\nurl = \"{url}\"\nretry_ms = 50\n{more}"))
    }

    fn start_as(name: &str, lines: &str) -> Self {
        let folder = Folder::new(name);
        let config = write_config(&folder.0, lines);
        let mut hooked = Self { folder, config, server: None };
        hooked.restart();
        hooked
    }

    fn restart(&mut self) {
        // Nobody reads the log: it must be short.
        self.server = Some(Process::spawn(program(&["--config", &self.config]).env("OPENTIM_LOG", "info")));
    }

    fn process(&self) -> &Process {
        self.server.as_ref().unwrap()
    }

    fn call(&self, command: &str, body: &Value) -> Value {
        self.process().call(&target(command), body.to_string().as_bytes())
    }

    #[track_caller]
    fn done(&self, command: &str, body: &Value) {
        assert_done(&self.call(command, body));
    }

    /// A group of Ada's.
    #[track_caller]
    fn create(&self, group: &str) {
        self.done("create_group", &json!({ "Type": "Public", "Name": "n", "GroupId": group, "Owner_Account": "ada" }));
    }

    /// Ends it as a power cut would.
    fn kill(&mut self) {
        let server = self.server.take().unwrap();
        server.signal("KILL");
        server.killed();
    }

    fn stop(&mut self) -> String {
        let server = self.server.take().unwrap();
        server.signal("TERM");
        server.ended(0)
    }
}

impl Drop for Hooked {
    fn drop(&mut self) {
        if let Some(mut server) = self.server.take() {
            let _ = server.child.kill();
            let _ = server.child.wait();
        }
    }
}

/// The words of a refusal.
fn words(reply: &Value) -> &str {
    reply["ErrorInfo"].as_str().unwrap()
}
