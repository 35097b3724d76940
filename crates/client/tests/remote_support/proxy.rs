//! A proxy that cuts, stalls and lies on demand.

use opentim_client::runtime;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

/// What it does with bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Passes them on.
    Flow,
    /// Keeps them.
    Stall,
    /// Takes connections and closes them.
    Refuse,
}

struct State {
    server: SocketAddr,
    mode: watch::Sender<Mode>,
    /// Connections of an earlier number are cut.
    era: watch::Sender<u64>,
    /// Bytes until the next cut; 0: none.
    fuse: AtomicU64,
    cuts: AtomicU64,
    taken: AtomicU64,
    /// Bytes that have passed.
    passed: AtomicU64,
}

/// A proxy.
pub struct Proxy {
    pub address: SocketAddr,
    state: Arc<State>,
    task: JoinHandle<()>,
}

impl Proxy {
    pub fn new(server: SocketAddr) -> Self {
        let listener = runtime().block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let (mode, era) = (watch::channel(Mode::Flow).0, watch::channel(0).0);
        let [fuse, cuts, taken, passed] = [(); 4].map(|()| AtomicU64::new(0));
        let state = Arc::new(State { server, mode, era, fuse, cuts, taken, passed });
        let shared = state.clone();
        let task = runtime().spawn(async move {
            let mut passing = JoinSet::new();
            loop {
                let (client, _) = listener.accept().await.unwrap();
                shared.taken.fetch_add(1, Ordering::SeqCst);
                passing.spawn(pass(client, shared.clone()));
            }
        });
        Self { address, state, task }
    }

    pub fn set(&self, mode: Mode) {
        self.state.mode.send_replace(mode);
    }

    /// Cuts every connection.
    pub fn cut(&self) {
        self.state.cut();
    }

    /// Cuts every connection after so many more bytes, once.
    pub fn cut_after(&self, bytes: u64) {
        self.state.fuse.store(bytes.max(1), Ordering::SeqCst);
    }

    /// How often it has cut.
    pub fn cuts(&self) -> u64 {
        self.state.cuts.load(Ordering::SeqCst)
    }

    /// How many bytes have passed, both ways.
    pub fn passed(&self) -> u64 {
        self.state.passed.load(Ordering::SeqCst)
    }

    /// How many connections it has taken.
    pub fn taken(&self) -> u64 {
        self.state.taken.load(Ordering::SeqCst)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl State {
    fn cut(&self) {
        self.cuts.fetch_add(1, Ordering::SeqCst);
        self.era.send_modify(|era| *era += 1);
    }

    /// So many bytes are about to pass.
    fn burn(&self, bytes: u64) {
        let burnt =
            self.fuse.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| (left > 0).then(|| left.saturating_sub(bytes)));
        if burnt.is_ok_and(|before| before <= bytes) {
            self.cut();
        }
    }
}

async fn pass(client: TcpStream, state: Arc<State>) {
    let mut era = state.era.subscribe();
    let now = *era.borrow_and_update();
    if *state.mode.borrow() == Mode::Refuse {
        return;
    }
    let Ok(server) = TcpStream::connect(state.server).await else { return };
    let ((from_client, to_client), (from_server, to_server)) = (client.into_split(), server.into_split());
    tokio::select! {
        () = pump(from_client, to_server, &state) => {}
        () = pump(from_server, to_client, &state) => {}
        _ = era.wait_for(|era| *era != now) => {}
    }
}

async fn pump(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, state: &State) {
    let mut mode = state.mode.subscribe();
    let mut bytes = [0; 1024];
    loop {
        let Ok(read) = from.read(&mut bytes).await else { return };
        if read == 0 || mode.wait_for(|mode| *mode != Mode::Stall).await.is_err() {
            return;
        }
        state.passed.fetch_add(read as u64, Ordering::SeqCst);
        state.burn(read as u64);
        if to.write_all(&bytes[..read]).await.is_err() {
            return;
        }
    }
}
