//! The server's process, its folder, and the network before it.

use super::rest::{ADMIN, APP, KEY, PATIENCE, Rest};
use super::said::by_log;
use super::writer::TOWN;
use opentim_domain::{AppId, GroupId};
use opentim_scenarios::proxy::Proxy;
use opentim_store::{Clock, Store, SystemClock};
use opentim_store_sqlite::{Options, SqliteStore};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// All of it. It goes with its folder.
pub struct Ground {
    folder: PathBuf,
    server: SocketAddr,
    process: Option<Child>,
    pub proxy: Proxy,
    pub kills: usize,
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
        let (kind, topics) = if group == TOWN { ("Community", 1) } else { ("Public", 0) };
        rest.groups("import_group", &json!({ "Type": kind, "GroupId": group, "Name": group, "SupportTopic": topics }));
        for users in users.chunks(100) {
            let rows: Vec<Value> = users.iter().map(|user| json!({ "Member_Account": user })).collect();
            rest.groups("import_group_member", &json!({ "GroupId": group, "MemberList": rows }));
        }
    }

    /// What was said in each group, in the order of its log. The server is killed for good.
    pub fn logs(&mut self, groups: &[&str]) -> BTreeMap<String, Vec<String>> {
        self.kill();
        let store = SqliteStore::open(&self.folder.join("data"), Options::default(), Arc::new(SystemClock)).unwrap();
        let log = |group: &&str| ((*group).to_owned(), read(&store, &GroupId::parse(group).unwrap()));
        let logs = groups.iter().map(log).collect();
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

fn read(store: &SqliteStore, group: &GroupId) -> Vec<String> {
    let (app, mut after, mut said) = (AppId::new(APP).unwrap(), 0, Vec::new());
    loop {
        let page = opentim_client::runtime().block_on(store.events_after(app, group, after, 1000)).unwrap();
        let Some(last) = page.last() else { return said };
        after = last.number;
        said.extend(page.into_iter().flat_map(|event| by_log(event.event.body)));
    }
}
