//! The server's process, its folder, and the network before it.

use opentim_domain::{AppId, EventBody, GroupId, InfoChange};
use opentim_scenarios::proxy::Proxy;
use opentim_store::{Clock, Store, SystemClock};
use opentim_store_sqlite::{Options, SqliteStore};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

pub const APP: u64 = 1_400_000_000;
pub const KEY: &str = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
const ADMIN: &str = "administrator";
/// How long a server may take to start, and a change to succeed.
const PATIENCE: Duration = Duration::from_secs(60);

/// All of it. It goes with its folder.
pub struct Ground {
    folder: PathBuf,
    server: SocketAddr,
    process: Option<Child>,
    pub proxy: Proxy,
    pub kills: usize,
}

/// The app's back end.
#[derive(Clone)]
pub struct Rest {
    server: SocketAddr,
    signature: String,
}

impl Ground {
    pub fn open() -> Self {
        static MADE: AtomicU64 = AtomicU64::new(0);
        let name = format!("opentim-faults-{}-{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        // Free now; whoever takes it before the server does makes the test fail, not lie.
        let server = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let config = format!(
            "listen = \"{server}\"\ndata_dir = {:?}\n[[app]]\nsdkappid = {APP}\nsecret_key = \"{KEY}\"\nadmins = [\"{ADMIN}\"]\n",
            folder.join("data")
        );
        std::fs::write(folder.join("server.toml"), config).unwrap();
        let mut ground = Self { folder, server, process: None, proxy: Proxy::before(server), kills: 0 };
        ground.start();
        ground
    }

    fn start(&mut self) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_host"));
        command.arg("--config").arg(self.folder.join("server.toml")).env("OPENTIM_LOG", "error").stdout(Stdio::null());
        self.process = Some(command.spawn().unwrap());
        let end = Instant::now() + PATIENCE;
        while TcpStream::connect(self.server).is_err() {
            assert!(Instant::now() < end, "the server does not start");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().unwrap();
            process.wait().unwrap();
        }
    }

    /// As with `kill -9`, and again from the start.
    pub fn kill_and_start(&mut self) {
        self.kill();
        self.kills += 1;
        self.start();
    }

    pub fn rest(&self) -> Rest {
        let now = SystemClock.now().secs().0;
        Rest { server: self.server, signature: opentim_usersig::sign(KEY.as_bytes(), APP, ADMIN, now, 86_400) }
    }

    /// A group of all of them.
    pub fn import(&self, group: &str, users: &[String]) {
        let rest = self.rest();
        rest.done("import_group", &json!({ "Type": "Public", "GroupId": group, "Name": group }));
        for users in users.chunks(100) {
            let rows: Vec<Value> = users.iter().map(|user| json!({ "Member_Account": user })).collect();
            rest.done("import_group_member", &json!({ "GroupId": group, "MemberList": rows }));
        }
    }

    /// What was said in each group, in the order of its log. The server is killed for good.
    pub fn logs(&mut self, groups: &[&str]) -> BTreeMap<String, Vec<String>> {
        self.kill();
        let store = SqliteStore::open(&self.folder.join("data"), Options::default(), Arc::new(SystemClock)).unwrap();
        let read = |group: &&str| ((*group).to_owned(), said(&store, &GroupId::parse(group).unwrap()));
        let logs = groups.iter().map(read).collect();
        store.close();
        logs
    }

    /// Where clients keep what they know.
    pub fn cache(&self) -> PathBuf {
        self.folder.join("clients")
    }

    pub fn address(&self) -> String {
        format!("ws://{}/gateway", self.proxy.address)
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        self.kill();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn said(store: &SqliteStore, group: &GroupId) -> Vec<String> {
    let (app, mut after, mut said) = (AppId::new(APP).unwrap(), 0, Vec::new());
    loop {
        let page = opentim_client::runtime().block_on(store.events_after(app, group, after, 1000)).unwrap();
        let Some(last) = page.last() else { return said };
        after = last.number;
        for event in page {
            if let EventBody::InfoChanged { changes } = event.event.body {
                said.extend(changes.into_iter().filter_map(|change| match change {
                    InfoChange::Notification(_, after) => Some(after),
                    _ => None,
                }));
            }
        }
    }
}

impl Rest {
    /// Says something in a group; tried until it is answered, and done once.
    pub fn change(&self, group: &str, words: &str) {
        self.done("modify_group_base_info", &json!({ "GroupId": group, "Notification": words }));
    }

    fn done(&self, command: &str, body: &Value) {
        static MADE: AtomicU64 = AtomicU64::new(0);
        let key = format!("{}-{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let end = Instant::now() + PATIENCE;
        loop {
            match self.try_once(command, body, &key) {
                Some(reply) => {
                    assert_eq!(reply["ErrorCode"], 0, "{command} {body}: {reply}");
                    return;
                }
                None => {
                    assert!(Instant::now() < end, "{command} is not answered");
                    std::thread::sleep(Duration::from_millis(20));
                }
            }
        }
    }

    /// Nothing when the server is away.
    fn try_once(&self, command: &str, body: &Value, key: &str) -> Option<Value> {
        let body = body.to_string();
        let query = format!("sdkappid={APP}&identifier={ADMIN}&usersig={}&random=1&contenttype=json", self.signature);
        let path = format!("/v4/group_open_http_svc/{command}?{query}");
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\nIdempotency-Key: {key}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let mut stream = TcpStream::connect(self.server).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
        stream.write_all(format!("{head}{body}").as_bytes()).ok()?;
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).ok()?;
        let reply = String::from_utf8(reply).ok()?;
        serde_json::from_str(reply.split_once("\r\n\r\n")?.1).ok()
    }
}
