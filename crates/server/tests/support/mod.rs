//! A server on a free port, and the smallest HTTP client that can also misbehave.
#![allow(dead_code, reason = "each test program uses its own part of this")]

pub mod process;
pub mod receiver;
pub mod socket;
pub mod tls;

use opentim_domain::{AppId, Limits, UserId};
use opentim_server::config::{AppSettings, Rates, SecretKey};
use opentim_server::{Drained, Patience, Server, serve};
use opentim_store::{Clock, MemoryStore, Store, SystemClock};
use opentim_store_sqlite::{Options, SqliteStore};
pub use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub const APP: u64 = 1_400_000_000;
pub const ADMIN: &str = "administrator";
pub const KEY: &str = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

/// A running server. It ends with its runtime.
pub struct Running {
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    served: Option<JoinHandle<Drained>>,
    runtime: Runtime,
}

pub fn app() -> AppSettings {
    AppSettings {
        id: AppId::new(APP).unwrap(),
        keys: vec![SecretKey::new(KEY)],
        admins: vec![UserId::parse(ADMIN).unwrap()],
        limits: Limits::RECOMMENDED,
        rates: Rates::default(),
        webhooks: None,
    }
}

/// Waits for nobody for long.
pub fn short() -> Patience {
    Patience {
        handshake: Duration::from_millis(600),
        head: Duration::from_millis(600),
        body: Duration::from_millis(600),
        drain: Duration::from_secs(5),
        connections: 100,
    }
}

/// A server of the usual app whose store forgets.
pub fn start() -> Running {
    start_with(vec![app()], Arc::new(MemoryStore::new(Arc::new(SystemClock))), Patience::default())
}

/// A server of the usual app on a folder.
pub fn start_on(folder: &Path) -> Running {
    let store = SqliteStore::open(folder, Options::default(), Arc::new(SystemClock)).unwrap();
    start_with(vec![app()], Arc::new(store), Patience::default())
}

pub fn start_with(apps: Vec<AppSettings>, store: Arc<dyn Store>, patience: Patience) -> Running {
    start_as(apps, store, patience, |server| server)
}

/// The same with what is configured beyond the apps.
pub fn start_as(apps: Vec<AppSettings>, store: Arc<dyn Store>, patience: Patience, with: impl FnOnce(Server) -> Server) -> Running {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    let server = Arc::new(with(Server::new(apps, store, Arc::new(SystemClock), [7; 32], patience)));
    let (stop, stopped) = oneshot::channel::<()>();
    let stop_wanted = async move {
        let _ = stopped.await;
    };
    runtime.spawn({
        let server = server.clone();
        async move { server.clean_up().await }
    });
    let served = runtime.spawn(serve(server, listener, stop_wanted));
    Running { address, stop: Some(stop), served: Some(served), runtime }
}

impl Running {
    /// Asks it to stop.
    pub fn ask_to_stop(&mut self) {
        let _ = self.stop.take().unwrap().send(());
    }

    /// Waits until it has stopped.
    pub fn stopped(&mut self) -> Drained {
        self.runtime.block_on(self.served.take().unwrap()).unwrap()
    }

    /// The reply of a command of the group service, sent as it should be.
    pub fn call(&self, command: &str, body: &Value) -> Value {
        self.post(command, body.to_string().as_bytes())
    }

    /// The reply of a command of any service, `SERVICE/COMMAND`.
    pub fn call_at(&self, path: &str, body: &Value) -> Value {
        self.post_to(&target_at(path), body.to_string().as_bytes())
    }

    /// The same with any bytes for a body.
    pub fn post(&self, command: &str, body: &[u8]) -> Value {
        self.post_to(&target(command), body)
    }

    /// The same with any target.
    pub fn post_to(&self, target: &str, body: &[u8]) -> Value {
        let reply = self.send("POST", target, &[], body);
        assert_eq!(reply.status, 200, "the status is always 200");
        reply.json()
    }

    /// One request on a connection of its own.
    pub fn send(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        let mut stream = self.connect();
        stream.write_all(&request(method, target, headers, body)).unwrap();
        read_reply(&mut stream).expect("a reply")
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// How many groups the app has.
    pub fn groups(&self) -> u64 {
        self.call("get_appid_group_list", &json!({}))["TotalCount"].as_u64().unwrap()
    }

    /// Fails unless the reply has this code and a sentence with these words.
    #[track_caller]
    pub fn refused(&self, command: &str, body: &Value, code: i64, words: &str) {
        assert_refused(&self.call(command, body), code, words);
    }
}

#[track_caller]
pub fn assert_refused(reply: &Value, code: i64, words: &str) {
    assert_eq!(reply["ErrorCode"], code, "{reply}");
    assert_eq!(reply["ActionStatus"], "FAIL", "{reply}");
    let info = reply["ErrorInfo"].as_str().unwrap();
    assert!(info.contains(words), "{words:?} should be in {info:?}");
    assert!(info.contains("(request "), "the request is named: {info:?}");
}

#[track_caller]
pub fn assert_done(reply: &Value) {
    assert_eq!(
        (&reply["ActionStatus"], &reply["ErrorCode"], &reply["ErrorInfo"]),
        (&json!("OK"), &json!(0), &json!("")),
        "{reply}"
    );
}

pub fn now() -> u64 {
    SystemClock.now().secs().0
}

/// A signature of the usual key.
pub fn sign(user: &str) -> String {
    opentim_usersig::sign(KEY.as_bytes(), APP, user, now(), 3600)
}

/// Path and query of a command of the group service, with a good signature of the usual admin.
pub fn target(command: &str) -> String {
    target_at(&format!("group_open_http_svc/{command}"))
}

/// The same of a command of any service, `SERVICE/COMMAND`.
pub fn target_at(path: &str) -> String {
    format!("/v4/{path}?{}", query(APP, ADMIN, &sign(ADMIN)))
}

pub fn query(app: u64, identifier: &str, signature: &str) -> String {
    format!("sdkappid={app}&identifier={identifier}&usersig={signature}&random=99999999&contenttype=json")
}

pub fn request(method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut text = format!("{method} {target} HTTP/1.1\r\nHost: test\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str("\r\n");
    let mut bytes = text.into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {:?}", String::from_utf8_lossy(&self.body)))
    }

    /// The body, or null when it is no JSON: the reply to what was no sound HTTP has none.
    pub fn json_or_null(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }
}

/// Reads one reply, or nothing when the other side closed without one.
pub fn read_reply(stream: &mut impl Read) -> Option<Reply> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut byte) {
            Ok(1) => head.push(byte[0]),
            _ => return None,
        }
    }
    let head = String::from_utf8(head).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let mut reply = Reply { status, head, body: Vec::new() };
    let length: usize = reply.header("content-length").map_or(0, |text| text.parse().unwrap());
    reply.body = vec![0; length];
    stream.read_exact(&mut reply.body).ok()?;
    Some(reply)
}

/// A folder below the system's temporary one that goes away with this.
pub struct Folder(pub std::path::PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("opentim-server-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
