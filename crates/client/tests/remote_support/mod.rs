//! A server in the test's process, a proxy in front of it that misbehaves on demand, and users who come over the network.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into replies of any shape and end at the first surprise"
)]
#![allow(dead_code, reason = "each test file uses its part")]

pub mod proxy;

use crate::events_support::Heard;
use crate::support::{Folder, call, instance, text};
use opentim_client::{Client, Event, runtime};
use opentim_domain::Limits;
use opentim_engine::{Backlog, Engine, Ports, Random};
use opentim_gateway::{Admitted, Doorman, Host, Instances, Peer, Settings, serve};
use opentim_store::{Clock, MemoryStore, SystemClock};
use opentim_wire::frame::{Login, SUBPROTOCOL};
use opentim_wire::sdk::Failure;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_tungstenite::accept_hdr_async_with_config;
use tokio_tungstenite::tungstenite::handshake::server::{Request, Response};

/// Events of a group that are told one by one to somebody who missed them.
pub const MOST_MISSED: u64 = 100;

/// What lets a user in.
pub const SIG: &str = "open sesame";

struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).unwrap();
    }
}

/// Lets in whoever says "open sesame"; "open sesame for 2" is good for two seconds.
struct Porter;

impl Doorman for Porter {
    fn admit(&self, login: &Login, _: Peer) -> Result<Admitted, Failure> {
        let lifetime = match login.usersig.strip_prefix(SIG) {
            None => return Err(Failure::new(70003, "that is no UserSig")),
            Some("") => None,
            Some(rest) => rest.strip_prefix(" for ").and_then(|secs| secs.parse::<u64>().ok()),
        };
        let expires_at = lifetime.map(|secs| SystemClock.now().secs().0 + secs);
        Ok(Admitted { limits: Arc::new(Limits::RECOMMENDED), expires_at, instances: Instances::PerInstance })
    }
}

/// A server.
pub struct Server {
    store: Arc<MemoryStore>,
    pub host: Arc<Host>,
    pub address: SocketAddr,
    settings: Settings,
    tls: Option<TlsAcceptor>,
    stop: watch::Sender<bool>,
    task: Option<JoinHandle<()>>,
}

impl Server {
    pub fn new() -> Self {
        Self::of(Settings { heartbeat: Duration::from_secs(1), ..Settings::default() })
    }

    pub fn of(settings: Settings) -> Self {
        Self::with(settings, None)
    }

    /// A server with TLS, whose authority is in [`authority`].
    pub fn secure() -> Self {
        Self::with(Settings::default(), Some(tls()))
    }

    fn with(settings: Settings, tls: Option<TlsAcceptor>) -> Self {
        let store = Arc::new(MemoryStore::new(Arc::new(SystemClock)));
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut server = Self { host: host(&store), store, address, settings, tls, stop: watch::channel(false).0, task: None };
        server.start();
        server
    }

    /// Takes clients, at the same address as before.
    pub fn start(&mut self) {
        let listener = runtime().block_on(TcpListener::bind(self.address)).unwrap();
        self.address = listener.local_addr().unwrap();
        self.host = host(&self.store);
        self.stop = watch::channel(false).0;
        let (host, settings, stopped) = (self.host.clone(), self.settings.clone(), self.stop.subscribe());
        let tls = self.tls.clone();
        self.task = Some(runtime().spawn(async move {
            let mut visits = JoinSet::new();
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let (host, settings, stopped, tls) = (host.clone(), settings.clone(), stopped.clone(), tls.clone());
                visits.spawn(async move {
                    let peer = Peer::Address(stream.peer_addr().unwrap().ip());
                    match tls {
                        None => visit(stream, peer, host, settings, stopped).await,
                        Some(tls) => match tls.accept(stream).await {
                            Ok(stream) => visit(stream, peer, host, settings, stopped).await,
                            Err(error) => println!("no TLS: {error}"),
                        },
                    }
                });
            }
        }));
    }

    /// Dies at once.
    pub fn kill(&mut self) {
        let task = self.task.take().unwrap();
        task.abort();
        assert!(runtime().block_on(task).is_err());
    }

    /// Sends everybody away in peace and starts again.
    pub fn drain(&mut self) {
        self.stop.send_replace(true);
        while self.host.registry().connected() > 0 {
            std::thread::sleep(Duration::from_millis(5));
        }
        self.kill();
        self.start();
    }
}

/// A file of the certificates that the tests of the server have.
fn made(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/tests/tls").join(file)
}

/// Who vouches for [`Server::secure`].
pub fn authority() -> PathBuf {
    made("authority.pem")
}

fn tls() -> TlsAcceptor {
    let chain = CertificateDer::pem_file_iter(made("first.pem")).unwrap().map(Result::unwrap).collect();
    let key = PrivateKeyDer::from_pem_file(made("first.key")).unwrap();
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    TlsAcceptor::from(Arc::new(builder.with_single_cert(chain, key).unwrap()))
}

fn host(store: &Arc<MemoryStore>) -> Arc<Host> {
    let (clock, random) = (Arc::new(SystemClock), Arc::new(SystemRandom));
    let ports = Ports { random, back_end: None, clock, id_key: [7; 32] };
    Host::new(Arc::new(Engine::new(store.clone(), ports).with_backlog(Backlog { events: MOST_MISSED, ..Backlog::default() })))
}

async fn visit<S>(stream: S, peer: Peer, host: Arc<Host>, settings: Settings, stop: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send,
{
    #[allow(clippy::result_large_err, reason = "the library's own signature")]
    let protocol = |_: &Request, mut response: Response| {
        response.headers_mut().insert("sec-websocket-protocol", SUBPROTOCOL.parse().unwrap());
        Ok(response)
    };
    let Ok(ws) = accept_hdr_async_with_config(stream, protocol, Some(settings.socket())).await else { return };
    serve(host, Arc::new(Porter), ws, peer, &settings, stop).await;
}

/// A user who comes over the network, and what he hears.
pub struct User {
    pub client: Client,
    pub name: String,
    pub tips: Heard,
    pub messages: Heard,
    pub network: Heard,
    pub kicked: Heard,
    pub expired: Heard,
    folder: Arc<Folder>,
    address: SocketAddr,
}

impl User {
    /// Somebody at a machine of his own who is logged in and listens.
    pub fn new(address: SocketAddr, name: &str) -> Self {
        let user = Self::started(address, name, Arc::new(Folder::new()));
        user.log_in(SIG);
        user
    }

    /// The same before his login, at this machine.
    pub fn started(address: SocketAddr, name: &str, folder: Arc<Folder>) -> Self {
        let options = json!({ "server": format!("ws://{address}"), "dataDir": text(folder.path()) });
        let client = instance(&options);
        let [tips, messages, network, kicked, expired] = [(); 5].map(|()| Heard::default());
        for (event, heard) in [
            (Event::GroupTips, &tips),
            (Event::NewMessages, &messages),
            (Event::NetworkStatus, &network),
            (Event::KickedOffline, &kicked),
            (Event::UserSigExpired, &expired),
        ] {
            client.listen(event, Some(heard.listener()));
        }
        assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
        Self { client, name: name.to_owned(), tips, messages, network, kicked, expired, folder, address }
    }

    /// Logs in and gives the reply.
    pub fn login(&self, sig: &str) -> Value {
        call(&self.client, "TIMLogin", json!({ "userID": self.name, "userSig": sig }))
    }

    pub fn log_in(&self, sig: &str) {
        let reply = self.login(sig);
        assert_eq!(reply["code"], 0, "{reply}");
    }

    /// Ends the app and starts it again at the same machine; nobody is logged in then.
    pub fn again(self) -> Self {
        assert_eq!(call(&self.client, "TIMUninit", Value::Null), json!(0));
        self.client.close();
        Self::started(self.address, &self.name, self.folder.clone())
    }

    /// His machine.
    pub fn machine(&self) -> &Folder {
        &self.folder
    }

    /// Waits until the network has been in this state, and gives what was told by then.
    pub fn network_until(&self, status: u64) -> Vec<Value> {
        self.network.take_until(|told| told[0] == status)
    }
}

impl Drop for User {
    fn drop(&mut self) {
        self.client.close();
    }
}
