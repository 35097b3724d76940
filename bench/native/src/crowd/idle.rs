//! Users who are logged in and do nothing.

use crate::{Gateway, user};
use clap::Args;
use futures_util::future::join_all;
use serde_json::json;
use std::time::{Duration, Instant};

/// Logins at the same time.
const AT_ONCE: usize = 64;

#[derive(Args)]
pub struct Idle {
    #[command(flatten)]
    gateway: Gateway,
    #[arg(long)]
    sessions: usize,
    /// The server's process
    #[arg(long)]
    pid: u32,
}

impl Idle {
    pub async fn run(self) {
        let before = resident(self.pid);
        let start = Instant::now();
        let mut sockets = Vec::with_capacity(self.sessions);
        while sockets.len() < self.sessions {
            let names: Vec<String> = (sockets.len()..self.sessions.min(sockets.len() + AT_ONCE)).map(|at| format!("idle{at}")).collect();
            sockets.extend(join_all(names.iter().map(|name| user::log_in(&self.gateway, name))).await);
        }
        let login = start.elapsed();
        tokio::time::sleep(Duration::from_secs(3)).await;
        let after = resident(self.pid);
        println!("{}", json!({ "before": before, "after": after, "loginMs": login.as_millis() as u64, "sessions": sockets.len() }));
    }
}

/// Bytes of memory that a process holds.
fn resident(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("the server's process");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("VmRSS");
    let kib: u64 = line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("a number");
    kib * 1024
}
