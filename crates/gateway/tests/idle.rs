//! What idle sessions cost. Only Linux tells how much memory a process has.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_types, reason = "a test looks from outside and may fail")]

mod support;

use opentim_gateway::Settings;
use std::time::Duration;
use support::{Gateway, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Bytes of memory that this process has in use.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 1024
}

/// A WebSocket message as a client sends it.
fn message(text: &str) -> Vec<u8> {
    let mut bytes = vec![0x81, 0x80 | 126];
    bytes.extend_from_slice(&u16::try_from(text.len()).unwrap().to_be_bytes());
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend_from_slice(text.as_bytes());
    bytes
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_idle_session_takes_less_than_30_kilobytes() {
    const SESSIONS: usize = 1000;
    let gateway = Gateway::of(Settings { heartbeat: Duration::from_secs(3600), ..Settings::default() });
    let mut clients = Vec::new();
    let mut begin = 0;
    // The first ones pay for what is shared.
    for at in 0..SESSIONS + 100 {
        if at == 100 {
            begin = resident();
        }
        let mut pipe = gateway.raw_pipe().await;
        let login = support::login_frame(&format!("user-{at}"), &json!({}));
        pipe.write_all(&message(&login.to_string())).await.unwrap();
        let mut answer = [0; 512];
        while !String::from_utf8_lossy(&answer).contains("synced") {
            let read = pipe.read(&mut answer).await.unwrap();
            assert!(read > 0);
        }
        clients.push(pipe);
    }
    assert_eq!(gateway.host.registry().connected(), SESSIONS + 100);
    let each = resident().saturating_sub(begin) / SESSIONS;
    println!("{each} bytes for each idle session, its pipe included");
    assert!(each < 30 * 1024, "{each} bytes for each idle session");
}
