//! Lines over a byte stream: one WebSocket connection to a gateway, with the frames of docs/protocol.md.
//!
//! A connection has one task. Callers leave their frames in its queue and wait by their number; events wait, in their order, for the
//! link's keeper. What has been told to listeners is acknowledged, and a connection that stays silent is cut.

mod counted;
mod login;
mod news;
mod reader;
mod waiting;
mod writer;

pub(crate) use counted::Counted;
pub(crate) use login::{again, log_in};
pub(crate) use news::WireNews;

use super::{Call, Closed};
use opentim_domain::GroupId;
use opentim_wire::frame::{self, ClientFrame, FrameLimits};
use opentim_wire::sdk::Failure;
use opentim_wire::sdk::codes::{NET_DISCONNECTED, NET_TOO_LONG};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{Notify, mpsc, oneshot};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use waiting::Waiting;

/// Frames that wait to be written; callers wait when there are as many.
const QUEUED: usize = 256;
/// Longest message taken from a server. A list of all groups of a user is long.
const MOST_MESSAGE_BYTES: usize = 64 * 1024 * 1024;
/// Bytes of a connection's buffers. An app has few connections, but a test of many has thousands.
const BUFFER: usize = 8 * 1024;
/// Longest wait for a farewell to be written.
const FAREWELL: Duration = Duration::from_secs(1);

/// Any byte stream.
pub(crate) trait Bytes: AsyncRead + AsyncWrite + Unpin + Send {}
impl<S: AsyncRead + AsyncWrite + Unpin + Send> Bytes for S {}

/// A WebSocket over any byte stream.
pub(crate) type Socket = WebSocketStream<Counted>;

/// What a client's WebSocket is made with.
pub(crate) fn config() -> WebSocketConfig {
    WebSocketConfig::default()
        .read_buffer_size(BUFFER)
        .write_buffer_size(BUFFER)
        .max_message_size(Some(MOST_MESSAGE_BYTES))
        .max_frame_size(Some(MOST_MESSAGE_BYTES))
}

/// What a request came to.
pub(crate) enum Answer {
    /// The reply's body.
    Reply(String),
    /// The server did not take the request.
    Refused(Failure),
    /// The line was cut first. `sent`: the server may have got the request.
    Cut { sent: bool },
}

/// Something for the writer.
enum Out {
    Frame(String),
    /// The last frame, and whom to tell that it is written.
    Farewell(oneshot::Sender<()>),
}

/// What the parts of a connection share.
struct Connection {
    waiting: Waiting,
    limits: FrameLimits,
    heartbeat: Duration,
    ack_every: u64,
    /// The server takes no more requests here.
    draining: AtomicBool,
    /// Bytes that have come; a connection on which none come is cut.
    come: Arc<AtomicU64>,
    /// Nothing is read, because the listeners are behind.
    held: AtomicBool,
    /// Number of the last event that was given to the listeners.
    given: AtomicU64,
    /// Number of the last event that the listeners have been told of.
    handled: AtomicU64,
    to_ack: Notify,
    /// Why there is no connection any more.
    end: OnceLock<Closed>,
}

impl Connection {
    /// It ends because of this, unless it has ended already.
    fn end(&self, why: Closed) {
        // The first reason is the one that counts.
        let _ = self.end.set(why);
    }

    /// Why it has ended.
    fn why(&self) -> Closed {
        self.end.get().cloned().unwrap_or_else(|| cut("the connection was closed"))
    }

    fn handled(&self, seq: u64) {
        self.handled.store(seq, Ordering::Release);
        self.to_ack.notify_one();
    }
}

/// A connection was lost, in words.
fn cut(why: impl Into<String>) -> Closed {
    Closed::Later(Failure::new(NET_DISCONNECTED, why))
}

/// A connection, for calls.
#[derive(Clone)]
pub(crate) struct Wire {
    connection: Arc<Connection>,
    out: mpsc::Sender<Out>,
}

impl Wire {
    /// Makes a call and waits for its answer. It may be repeated on another line under the same operation id.
    pub(crate) async fn call(&self, call: &Call<'_>, operation: &str) -> Answer {
        let frame = |id| {
            let method = Cow::Borrowed(call.method.name);
            let op = Some(operation.to_owned());
            let seen = call.uses.writes_attributes().then(|| self.connection.given.load(Ordering::Acquire));
            ClientFrame::Call(frame::Call { id, op, seen, method, arg: argument(call) }).encode()
        };
        self.ask(frame).await
    }

    /// Asks how the list of joined groups differs from what is known of it.
    pub(crate) async fn sync(&self, known: BTreeMap<GroupId, String>) -> Answer {
        self.ask(|id| ClientFrame::Sync(frame::Sync { id, known }).encode()).await
    }

    async fn ask(&self, frame: impl FnOnce(u64) -> String) -> Answer {
        if self.connection.draining.load(Ordering::Acquire) {
            return Answer::Cut { sent: false };
        }
        let Some(place) = self.connection.waiting.place() else { return Answer::Cut { sent: false } };
        let text = frame(place.id());
        let most = usize::try_from(self.connection.limits.frame).unwrap_or(usize::MAX);
        if text.len() > most {
            let desc = format!("the request has {} bytes, the server takes at most {most}", text.len());
            return Answer::Refused(Failure::new(NET_TOO_LONG, desc));
        }
        match self.out.send(Out::Frame(text)).await {
            Ok(()) => place.answer().await,
            Err(_) => Answer::Cut { sent: false },
        }
    }

    /// Ends the session: the server forgets it at once.
    pub(crate) async fn log_out(&self) {
        let (written, done) = oneshot::channel();
        let farewell = async {
            if self.out.send(Out::Farewell(written)).await.is_ok() {
                // An error says that the connection is gone: then there is nothing to say.
                let _ = done.await;
            }
        };
        // A server that does not read finds out by itself.
        let _ = tokio::time::timeout(FAREWELL, farewell).await;
    }
}

/// The argument as the caller wrote it: the server takes its hash over the same bytes.
fn argument<'a>(call: &Call<'a>) -> Option<&'a RawValue> {
    call.text.and_then(|text| serde_json::from_str(text).ok())
}

#[cfg(test)]
mod tests;
