//! What goes out over a connection: requests, acknowledgements, signs of life.

use super::{Connection, Out, Socket, cut};
use crate::link::Closed;
use futures_util::SinkExt;
use futures_util::stream::SplitSink;
use opentim_wire::frame::{Ack, ClientFrame, Logout, Ping};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, sleep_until, timeout};
use tokio_tungstenite::tungstenite::Message;

/// Longest time that a handled event waits to be acknowledged.
const ACK_AFTER: Duration = Duration::from_secs(1);

/// Longest silence while somebody waits for an answer.
const PROBE_AFTER: Duration = Duration::from_secs(5);

/// Writes a connection.
pub(super) struct Writer {
    connection: Arc<Connection>,
    sink: SplitSink<Socket, Message>,
    queue: mpsc::Receiver<Out>,
    acked: u64,
    ack_at: Option<Instant>,
    ping_at: Instant,
    /// How much had come when the last ping was sent.
    pinged: Option<u64>,
    /// The session is to end, and who waits for that.
    farewell: Option<oneshot::Sender<()>>,
}

impl Writer {
    pub(super) fn new(connection: Arc<Connection>, sink: SplitSink<Socket, Message>, queue: mpsc::Receiver<Out>) -> Self {
        let ping_at = Instant::now() + connection.heartbeat;
        Self { connection, sink, queue, acked: 0, ack_at: None, ping_at, pinged: None, farewell: None }
    }

    /// Writes until there is no connection any more, and says why.
    pub(super) async fn run(&mut self) -> Closed {
        let shared = self.connection.clone();
        loop {
            let ack_at = self.ack_at;
            let written = tokio::select! {
                out = self.queue.recv() => match out {
                    Some(Out::Frame(text)) => {
                        self.ping_at = self.ping_at.min(Instant::now() + self.patience());
                        self.write(text).await
                    }
                    Some(Out::Farewell(written)) => {
                        self.farewell = Some(written);
                        Ok(())
                    }
                    None => return cut("nobody uses the connection any more"),
                },
                () = shared.to_ack.notified() => self.handled().await,
                () = sleep_until(ack_at.unwrap_or(self.ping_at)), if ack_at.is_some() => self.ack().await,
                () = sleep_until(self.ping_at) => self.ping().await,
            };
            if let Err(why) = written {
                return why;
            }
            if let Some(written) = self.farewell.take() {
                return self.say_farewell(written).await;
            }
        }
    }

    /// Writes a frame, and with it those that wait already. A socket that takes nothing for two heartbeats is dead.
    async fn write(&mut self, text: String) -> Result<(), Closed> {
        let patience = self.connection.heartbeat * 2;
        let Self { sink, queue, farewell, .. } = self;
        let writing = async {
            sink.feed(Message::text(text)).await?;
            while farewell.is_none()
                && let Ok(out) = queue.try_recv()
            {
                match out {
                    Out::Frame(text) => sink.feed(Message::text(text)).await?,
                    Out::Farewell(written) => *farewell = Some(written),
                }
            }
            sink.flush().await
        };
        match timeout(patience, writing).await {
            Ok(written) => written.map_err(|error| cut(error.to_string())),
            Err(_) => Err(cut(format!("the connection took nothing for {} s", patience.as_secs()))),
        }
    }

    /// Writes the last frame.
    async fn say_farewell(&mut self, written: oneshot::Sender<()>) -> Closed {
        match self.write(ClientFrame::Logout(Logout {}).encode()).await {
            Ok(()) => {
                // Whoever waits for it may have given up.
                let _ = written.send(());
                cut("logged out")
            }
            Err(why) => why,
        }
    }

    /// Listeners have been told of something: it is acknowledged at once when it is much, else soon.
    async fn handled(&mut self) -> Result<(), Closed> {
        let handled = self.connection.handled.load(Ordering::Acquire);
        if handled >= self.acked.saturating_add(self.connection.ack_every) {
            return self.ack().await;
        }
        if handled > self.acked {
            self.ack_at.get_or_insert_with(|| Instant::now() + ACK_AFTER);
        }
        Ok(())
    }

    async fn ack(&mut self) -> Result<(), Closed> {
        self.ack_at = None;
        self.acked = self.connection.handled.load(Ordering::Acquire);
        self.write(ClientFrame::Ack(Ack { seq: self.acked }).encode()).await
    }

    /// How long the server may be silent before it is asked whether it lives: not long when somebody waits for an answer.
    fn patience(&self) -> Duration {
        let heartbeat = self.connection.heartbeat;
        if self.connection.waiting.is_empty() { heartbeat } else { heartbeat.min(PROBE_AFTER) }
    }

    /// Sends a sign of life, unless nothing came since the last one.
    async fn ping(&mut self) -> Result<(), Closed> {
        let come = self.connection.come.load(Ordering::Relaxed);
        if self.pinged == Some(come) && !self.connection.held.load(Ordering::Relaxed) {
            return Err(cut("nothing came from the server after a ping"));
        }
        self.pinged = Some(come);
        self.ping_at = Instant::now() + self.patience();
        self.write(ClientFrame::Ping(Ping { n: None }).encode()).await
    }
}
