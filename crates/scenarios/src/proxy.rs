//! A bad network: a proxy whose connections can be cut, stalled, or left half open.

use opentim_client::runtime;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{ReadHalf, WriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Bytes that are passed on at once.
const PIECE: usize = 16 * 1024;

/// What the network does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Weather {
    /// It passes everything on.
    Fair,
    /// It takes connections and passes nothing on, in neither direction.
    Stalled,
}

#[derive(Clone, Copy)]
struct Sky {
    weather: Weather,
    /// Connections of earlier cuts end.
    cuts: u64,
    /// Those of earlier halvings are dropped towards the server only.
    halves: u64,
}

/// The proxy.
pub struct Proxy {
    /// Where clients connect.
    pub address: SocketAddr,
    sky: watch::Sender<Sky>,
}

impl Proxy {
    /// One in front of this server.
    ///
    /// # Panics
    /// When the machine gives no port.
    pub fn before(server: SocketAddr) -> Self {
        let listener = runtime().block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let (sky, seen) = watch::channel(Sky { weather: Weather::Fair, cuts: 0, halves: 0 });
        runtime().spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(connection(client, server, seen.clone()));
            }
        });
        Self { address, sky }
    }

    /// Ends every connection.
    pub fn cut(&self) {
        self.sky.send_modify(|sky| sky.cuts += 1);
    }

    /// Ends every connection towards the server; the clients are not told.
    pub fn halve(&self) {
        self.sky.send_modify(|sky| sky.halves += 1);
    }

    /// Passes nothing on any more, until [`Self::clear`].
    pub fn stall(&self) {
        self.sky.send_modify(|sky| sky.weather = Weather::Stalled);
    }

    /// Passes everything on again, also what waited.
    pub fn clear(&self) {
        self.sky.send_modify(|sky| sky.weather = Weather::Fair);
    }
}

async fn connection(mut client: TcpStream, server: SocketAddr, sky: watch::Receiver<Sky>) {
    let (cuts, halves) = (sky.borrow().cuts, sky.borrow().halves);
    let Ok(mut upstream) = TcpStream::connect(server).await else { return };
    let (mut cut, mut half) = (sky.clone(), sky.clone());
    let ended = {
        let (from_client, to_client) = client.split();
        let (from_server, to_server) = upstream.split();
        tokio::select! {
            // Whichever side ends first ends the other.
            () = pass(from_client, to_server, sky.clone()) => true,
            () = pass(from_server, to_client, sky.clone()) => true,
            _ = cut.wait_for(|sky| sky.cuts > cuts) => true,
            _ = half.wait_for(|sky| sky.halves > halves) => false,
        }
    };
    if !ended {
        drop(upstream);
        let _ = cut.wait_for(|sky| sky.cuts > cuts).await;
    }
}

async fn pass(mut from: ReadHalf<'_>, mut to: WriteHalf<'_>, mut sky: watch::Receiver<Sky>) {
    let mut piece = vec![0; PIECE];
    while let Ok(count) = from.read(&mut piece).await
        && count > 0
    {
        if sky.wait_for(|sky| sky.weather == Weather::Fair).await.is_err() || to.write_all(&piece[..count]).await.is_err() {
            return;
        }
    }
}
