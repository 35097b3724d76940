//! A gateway on a free port, and a client that can also misbehave.
#![allow(dead_code, reason = "each test program uses its own part of this")]

use futures_util::{SinkExt, StreamExt};
use opentim_domain::{Actor, AppId, Limits, Question};
use opentim_engine::{BackEnd, Engine, Ports, Random, Verdict};
use opentim_gateway::{Admitted, Doorman, Host, Instances, Peer, Settings, serve};
use opentim_store::{Clock, MemoryStore, SystemClock};
use opentim_wire::frame::{Login, SUBPROTOCOL};
use opentim_wire::sdk::Failure;
pub use serde_json::{Value, json};
use std::future::Future;
use std::net::{IpAddr, Ipv4Addr};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::handshake::server::{Request, Response};
use tokio_tungstenite::tungstenite::protocol::Role;
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};
use tokio_tungstenite::{WebSocketStream, accept_async_with_config, accept_hdr_async_with_config, client_async};

pub const APP: u64 = 1_400_000_000;
/// Longer than anything takes; a test that waits for it has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// Numbers that look random enough for ids.
struct Count(AtomicU64);

impl Random for Count {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        for byte in bytes {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            *byte = state.to_le_bytes()[3];
        }
    }
}

/// The app's back end: group names decide what it does.
#[derive(Default)]
pub struct Gatekeeper {
    /// While it has no permits, creating a group waits for one.
    pub closed: Mutex<Option<Arc<Semaphore>>>,
    pub asked: AtomicU64,
}

impl BackEnd for Gatekeeper {
    fn wants(&self, _: AppId) -> bool {
        true
    }

    fn ask<'a>(&'a self, _: AppId, actor: &'a Actor, _: &'a Question) -> Pin<Box<dyn Future<Output = Verdict> + Send + 'a>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let closed = self.closed.lock().unwrap().clone();
        Box::pin(async move {
            assert!(actor.user.as_str() != "clumsy", "a panic on purpose");
            if let Some(semaphore) = closed {
                semaphore.acquire().await.unwrap().forget();
            }
            Verdict::Allowed { refused: Vec::new() }
        })
    }
}

/// Lets in whoever says "open sesame".
pub struct Porter {
    pub instances: Instances,
    pub lifetime: Option<u64>,
    pub limits: Limits,
}

impl Porter {
    pub fn new(instances: Instances) -> Self {
        Self { instances, lifetime: None, limits: Limits::RECOMMENDED }
    }
}

impl Doorman for Porter {
    fn admit(&self, login: &Login, _: Peer) -> Result<Admitted, Failure> {
        if login.usersig != "open sesame" {
            return Err(Failure::new(70003, "that is no UserSig"));
        }
        let expires_at = self.lifetime.map(|secs| SystemClock.now().secs().0 + secs);
        Ok(Admitted { limits: Arc::new(self.limits), expires_at, instances: self.instances })
    }
}

/// A gateway.
pub struct Gateway {
    pub host: Arc<Host>,
    pub gatekeeper: Arc<Gatekeeper>,
    pub settings: Settings,
    doorman: Arc<dyn Doorman>,
    stop: watch::Sender<bool>,
}

impl Gateway {
    pub fn new() -> Self {
        Self::with(Porter::new(Instances::PerInstance), Settings::default())
    }

    pub fn of(settings: Settings) -> Self {
        Self::with(Porter::new(Instances::PerInstance), settings)
    }

    pub fn with(porter: Porter, settings: Settings) -> Self {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let gatekeeper = Arc::new(Gatekeeper::default());
        let (random, back_end) = (Arc::new(Count(AtomicU64::new(1))), Some(gatekeeper.clone() as Arc<dyn BackEnd>));
        let ports = Ports { random, back_end, clock: clock.clone(), id_key: [7; 32] };
        let engine = Arc::new(Engine::new(Arc::new(MemoryStore::new(clock)), ports));
        Self { host: Host::new(engine), gatekeeper, settings, doorman: Arc::new(porter), stop: watch::channel(false).0 }
    }

    /// The server stops.
    pub fn stop(&self) {
        self.stop.send(true).unwrap();
    }

    fn serving<S>(&self, ws: WebSocketStream<S>) -> impl Future<Output = ()> + Send + 'static + use<S>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let (host, doorman, settings, stop) =
            (self.host.clone(), self.doorman.clone(), self.settings.clone(), self.stop.subscribe());
        let peer = Peer::Address(IpAddr::V4(Ipv4Addr::LOCALHOST));
        async move { serve(host, doorman, ws, peer, &settings, stop).await }
    }

    /// A client over a real socket.
    pub async fn connect(&self) -> Client<TcpStream> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (mine, theirs) = tokio::join!(TcpStream::connect(address), listener.accept());
        let (mine, (theirs, _)) = (mine.unwrap(), theirs.unwrap());
        let (accepted, connected) = tokio::join!(
            accept_async_with_config(theirs, Some(self.settings.socket())),
            client_async("ws://localhost/gateway", mine)
        );
        tokio::spawn(self.serving(accepted.unwrap()));
        Client { ws: connected.unwrap().0, id: 0 }
    }

    /// Serves the next client that comes, as the server's `/gateway` does.
    pub async fn accept(&self, listener: &TcpListener) -> JoinHandle<()> {
        let (stream, _) = timeout(PATIENCE, listener.accept()).await.expect("nobody came").unwrap();
        #[allow(clippy::result_large_err, reason = "the signature is the library's")]
        let agree = |request: &Request, mut response: Response| {
            assert_eq!(request.headers()["sec-websocket-protocol"], SUBPROTOCOL);
            response.headers_mut().insert("sec-websocket-protocol", SUBPROTOCOL.parse().unwrap());
            Ok(response)
        };
        let accepted = accept_hdr_async_with_config(stream, agree, Some(self.settings.socket())).await.unwrap();
        tokio::spawn(self.serving(accepted))
    }

    /// A client over a pipe that holds so many bytes.
    pub async fn connect_pipe(&self, bytes: usize) -> Client<DuplexStream> {
        let (mine, theirs) = tokio::io::duplex(bytes);
        let accepted = WebSocketStream::from_raw_socket(theirs, Role::Server, Some(self.settings.socket())).await;
        tokio::spawn(self.serving(accepted));
        Client { ws: WebSocketStream::from_raw_socket(mine, Role::Client, None).await, id: 0 }
    }

    /// The client's end of a pipe, for bytes.
    pub async fn raw_pipe(&self) -> DuplexStream {
        let (mine, theirs) = tokio::io::duplex(1024);
        let accepted = WebSocketStream::from_raw_socket(theirs, Role::Server, Some(self.settings.socket())).await;
        let serving = self.serving(accepted);
        tokio::spawn(serving);
        mine
    }

    /// A user who is in, and his welcome.
    pub async fn enter(&self, user: &str) -> Client<TcpStream> {
        let mut client = self.connect().await;
        client.login(user, json!({})).await;
        client
    }
}

/// A client.
pub struct Client<S> {
    pub ws: WebSocketStream<S>,
    id: u64,
}

/// What a client gets.
#[derive(Debug, PartialEq)]
pub enum Got {
    Frame(Value),
    Closed(u16),
    Cut,
}

pub fn login_frame(user: &str, more: &Value) -> Value {
    let mut login = json!({"t": "login", "v": 1, "sdkappid": APP, "user": user, "usersig": "open sesame", "dialect": "sdk"});
    for (key, value) in more.as_object().unwrap() {
        login[key] = value.clone();
    }
    login
}

impl<S: AsyncRead + AsyncWrite + Unpin> Client<S> {
    pub async fn send(&mut self, frame: &Value) {
        self.send_text(frame.to_string()).await;
    }

    pub async fn send_text(&mut self, text: impl Into<Utf8Bytes>) {
        self.ws.send(Message::Text(text.into())).await.unwrap();
    }

    pub async fn got(&mut self) -> Got {
        loop {
            match timeout(PATIENCE, self.ws.next()).await.expect("nothing came") {
                Some(Ok(Message::Text(text))) => return Got::Frame(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(frame))) => return Got::Closed(frame.map_or(0, |frame| frame.code.into())),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Got::Cut,
            }
        }
    }

    pub async fn frame(&mut self) -> Value {
        match self.got().await {
            Got::Frame(frame) => frame,
            other => panic!("{other:?}"),
        }
    }

    /// The next frame of this kind; others are passed over.
    pub async fn frame_of(&mut self, kind: &str) -> Value {
        loop {
            let frame = self.frame().await;
            if frame["t"] == kind {
                return frame;
            }
        }
    }

    /// The close code; frames before it are passed over.
    pub async fn closed(&mut self) -> u16 {
        loop {
            match self.got().await {
                Got::Frame(_) => {}
                Got::Closed(code) => return code,
                Got::Cut => panic!("cut without a close"),
            }
        }
    }

    /// Logs in and gives the welcome.
    pub async fn login(&mut self, user: &str, more: Value) -> Value {
        self.send(&login_frame(user, &more)).await;
        let welcome = self.frame().await;
        assert_eq!(welcome["t"], "welcome", "{welcome}");
        welcome
    }

    /// Begins a call; gives its number.
    pub async fn begin(&mut self, method: &str, arg: Value) -> u64 {
        self.id += 1;
        self.send(&json!({"t": "call", "id": self.id, "method": method, "arg": arg})).await;
        self.id
    }

    /// Does a call and gives the body of its reply, or the error frame.
    pub async fn call(&mut self, method: &str, arg: Value) -> Value {
        let id = self.begin(method, arg).await;
        loop {
            let frame = self.frame().await;
            match frame["t"].as_str().unwrap() {
                "reply" if frame["id"] == id => return frame["body"].clone(),
                "error" if frame["id"] == id => return frame,
                _ => {}
            }
        }
    }

    /// Makes a Public group with these members and gives its id.
    pub async fn create(&mut self, name: &str, members: &[&str]) -> String {
        let members: Vec<Value> = members.iter().map(|member| json!({"group_member_info_identifier": member})).collect();
        let param = json!({
            "create_group_param_group_name": name,
            "create_group_param_group_type": 0,
            "create_group_param_add_option": 2,
            "create_group_param_group_member_array": members,
        });
        let body = self.call("TIMGroupCreate", json!({"params": param})).await;
        assert_eq!(body["code"], 0, "{body}");
        body["json_param"]["create_group_result_groupid"].as_str().unwrap().to_owned()
    }

    /// Renames a group.
    pub async fn rename(&mut self, group: &str, name: &str) {
        let body = self.call("TIMGroupModifyGroupInfo", rename(group, name)).await;
        assert_eq!(body["code"], 0, "{body}");
    }

    /// Answers a close of the other side, as a browser would.
    pub async fn finish(&mut self) {
        while !matches!(self.got().await, Got::Cut) {}
    }
}

pub fn rename(group: &str, name: &str) -> Value {
    json!({"params": {
        "group_modify_info_param_group_id": group,
        "group_modify_info_param_modify_flag": 1,
        "group_modify_info_param_group_name": name,
    }})
}
