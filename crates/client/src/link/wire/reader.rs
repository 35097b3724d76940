//! What comes in over a connection.

use super::{Connection, Socket, cut};
use crate::link::{Closed, Heard};
use futures_util::StreamExt;
use futures_util::stream::SplitStream;
use opentim_gateway::{Place, Rendered};
use opentim_wire::frame::{Event, ServerFrame};
use opentim_wire::sdk::Failure;
use opentim_wire::sdk::codes::BAD_JSON;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

/// Reads a connection.
pub(super) struct Reader {
    connection: Arc<Connection>,
    stream: SplitStream<Socket>,
    tell: mpsc::Sender<(u64, Heard)>,
}

impl Reader {
    pub(super) fn new(connection: Arc<Connection>, stream: SplitStream<Socket>, tell: mpsc::Sender<(u64, Heard)>) -> Self {
        Self { connection, stream, tell }
    }

    /// Reads until there is no connection any more, and says why.
    pub(super) async fn run(&mut self) -> Closed {
        loop {
            let message = match self.stream.next().await {
                Some(Ok(message)) => message,
                Some(Err(error)) => return cut(error.to_string()),
                None => return cut("the server closed the connection"),
            };
            let text = match message {
                Message::Text(text) => text,
                Message::Close(close) => return closed(close),
                _ => continue,
            };
            if let ControlFlow::Break(why) = self.take(&text).await {
                return why;
            }
        }
    }

    async fn take(&self, text: &str) -> ControlFlow<Closed> {
        let frame = match ServerFrame::decode(text) {
            Ok(frame) => frame,
            Err(bad) if bad.code == BAD_JSON => return ControlFlow::Break(cut(format!("the server: {}", bad.desc))),
            Err(bad) => {
                // A newer server may say more than this client knows of; the same again on another line would not help.
                tracing::warn!("a frame of the server is passed over: {}", bad.desc);
                return ControlFlow::Continue(());
            }
        };
        match frame {
            ServerFrame::Reply(reply) => self.connection.waiting.answer(reply.id, Ok(reply.body.get().to_owned())),
            ServerFrame::Error(error) => match error.id {
                Some(id) => self.connection.waiting.answer(id, Err(error.failure())),
                None => return ControlFlow::Break(Closed::Later(error.failure())),
            },
            ServerFrame::Event(event) => return self.tell(event.seq, told(&event)).await,
            ServerFrame::Refresh(refresh) => {
                let heard = Heard::Refresh { groups: refresh.groups, notices: refresh.notices };
                return self.tell(refresh.seq, heard).await;
            }
            ServerFrame::Synced(synced) => return self.tell(synced.seq, Heard::CaughtUp { gone: synced.gone }).await,
            ServerFrame::Drain(drain) => {
                tracing::info!("the server goes: {}", drain.desc);
                self.connection.draining.store(true, Ordering::Release);
            }
            ServerFrame::End(end) => return ControlFlow::Break(Closed::Over(Failure::new(end.code, end.desc))),
            ServerFrame::Welcome(_) | ServerFrame::Pong(_) => {}
        }
        ControlFlow::Continue(())
    }

    /// Hands on what the user is told. The connection is not read on while the listeners are behind.
    async fn tell(&self, seq: u64, heard: Heard) -> ControlFlow<Closed> {
        let held = &self.connection.held;
        held.store(self.tell.capacity() == 0, Ordering::Relaxed);
        let told = self.tell.send((seq, heard)).await;
        held.store(false, Ordering::Relaxed);
        match told {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(cut("nobody listens any more")),
        }
    }
}

fn told(event: &Event<'_>) -> Heard {
    let place = match (&event.group, event.number, event.notice) {
        (Some(group), Some(number), _) => Place::Group { group: group.clone(), number },
        (_, _, Some(notice)) => Place::Notice(notice),
        _ => Place::Nowhere,
    };
    Heard::Event(Rendered { event: event.name.heard_by(), place, text: event.body.get().into(), attributes: None })
}

/// The server has closed the connection, perhaps with words.
pub(super) fn closed(close: Option<CloseFrame>) -> Closed {
    match close {
        Some(close) if !close.reason.is_empty() => {
            cut(format!("the server closed the connection: {} ({})", close.reason, close.code))
        }
        _ => cut("the server closed the connection"),
    }
}
