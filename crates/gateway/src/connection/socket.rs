//! Messages on a WebSocket, with bounded memory and time.

use futures_util::{SinkExt, StreamExt};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite};
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::error::{Error, ProtocolError};
use tokio_tungstenite::tungstenite::protocol::frame::coding::{CloseCode, Data, OpCode};
use tokio_tungstenite::tungstenite::protocol::frame::{CloseFrame, Frame, Utf8Bytes};
use tokio_tungstenite::tungstenite::{Bytes, Message};

/// Bytes of a message that are sent in one WebSocket frame. The buffer of a connection that sent a long message keeps its size, so
/// long ones are sent in parts.
const PART: usize = 16 * 1024;
/// Time for the other side to answer a close.
const GOODBYE: Duration = Duration::from_secs(1);

/// Why a connection is closed: the WebSocket's close code and reason.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Closing(u16, &'static str);

impl Closing {
    pub(super) const DONE: Self = Self(1000, "logged out");
    pub(super) const GOING_AWAY: Self = Self(1001, "the server stops");
    pub(super) const PROTOCOL: Self = Self(1002, "no WebSocket");
    pub(super) const NOT_TEXT: Self = Self(1003, "frames are text messages");
    pub(super) const NOT_UTF8: Self = Self(1007, "not UTF-8");
    pub(super) const TOO_LONG: Self = Self(1009, "the frame is too long");
    pub(super) const BAD_FRAME: Self = Self(4000, "bad frame");
    pub(super) const NO_LOGIN: Self = Self(4001, "no login in time");
    pub(super) const REFUSED: Self = Self(4003, "too many refused logins");
    pub(super) const SILENT: Self = Self(4004, "nothing was heard");
    pub(super) const FLOOD: Self = Self(4005, "too many frames");
    pub(super) const ENDED: Self = Self(4006, "the session is over");
    pub(super) const SLOW: Self = Self(4008, "slow");
    pub(super) const REPLACED: Self = Self(4009, "resumed by another connection");
}

/// What came from the other side.
pub(super) enum Heard {
    /// A frame.
    Text(Utf8Bytes),
    /// A ping or pong of the WebSocket itself.
    Sign,
    /// Something that ends the connection.
    Bad(Closing),
    /// The connection is gone.
    Gone,
}

/// Why nothing can be sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unsent {
    /// The connection is gone.
    Gone,
    /// It takes nothing.
    Stalled,
}

/// One end of a WebSocket.
pub(super) struct Socket<S> {
    ws: WebSocketStream<S>,
    stall: Duration,
    unflushed: bool,
    /// A message was begun and not finished; nothing but a close may follow.
    partial: bool,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Socket<S> {
    pub(super) fn new(ws: WebSocketStream<S>, stall: Duration) -> Self {
        Self { ws, stall, unflushed: false, partial: false }
    }

    /// Waits for what comes next. Nothing is lost when this is dropped before it is done.
    pub(super) async fn read(&mut self) -> Heard {
        match self.ws.next().await {
            Some(Ok(Message::Text(text))) => Heard::Text(text),
            Some(Ok(Message::Binary(_))) => Heard::Bad(Closing::NOT_TEXT),
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => Heard::Sign,
            Some(Ok(Message::Close(_))) | None => Heard::Gone,
            Some(Err(error)) => heard_error(&error),
        }
    }

    /// Sends a frame. It may stay in the buffer until [`Socket::flush`]. Dropped before it is done, it may have been sent in part: then
    /// nothing more can be.
    pub(super) async fn send(&mut self, text: String) -> Result<(), Unsent> {
        if self.partial {
            return Err(Unsent::Gone);
        }
        if text.len() <= PART {
            self.unflushed = true;
            return within(self.stall, self.ws.feed(Message::Text(text.into()))).await;
        }
        let bytes = Bytes::from(text);
        let parts = bytes.len().div_ceil(PART);
        self.partial = true;
        for part in 0..parts {
            let kind = if part == 0 { Data::Text } else { Data::Continue };
            let end = bytes.len().min((part + 1) * PART);
            let frame = Frame::message(bytes.slice(part * PART..end), OpCode::Data(kind), part + 1 == parts);
            within(self.stall, self.ws.send(Message::Frame(frame))).await?;
        }
        (self.partial, self.unflushed) = (false, false);
        Ok(())
    }

    /// Whether something is in the buffer.
    pub(super) fn is_unflushed(&self) -> bool {
        self.unflushed
    }

    /// Sends what is in the buffer.
    pub(super) async fn flush(&mut self) -> Result<(), Unsent> {
        self.unflushed = false;
        within(self.stall, self.ws.flush()).await
    }

    /// Closes the connection, and waits a moment for the other side to read what was sent before: a socket that is closed with
    /// unread input drops its output too.
    pub(super) async fn close(&mut self, Closing(code, reason): Closing) {
        let frame = CloseFrame { code: CloseCode::from(code), reason: Utf8Bytes::from_static(reason) };
        let goodbye = async {
            if self.ws.close(Some(frame)).await.is_err() {
                return;
            }
            let ended = loop {
                match self.ws.next().await {
                    Some(Ok(_)) => {}
                    ended => break ended,
                }
            };
            if let Some(Err(Error::Capacity(_) | Error::Protocol(_) | Error::Utf8(_))) = ended {
                self.discard().await;
            }
        };
        // Nothing more can be done for a client that does not answer.
        let _ = timeout(GOODBYE, goodbye).await;
    }

    /// Answers a close of the other side, if it was one: who closes is told that the close was heard.
    pub(super) async fn part(&mut self) {
        // There is nobody to tell when it fails.
        let _ = timeout(GOODBYE, self.ws.flush()).await;
    }

    /// Reads what makes no messages, until the other side has heard of the close.
    async fn discard(&mut self) {
        let mut waste = vec![0; PART];
        while let Ok(1..) = self.ws.get_mut().read(&mut waste).await {}
    }
}

async fn within(stall: Duration, sent: impl Future<Output = Result<(), Error>>) -> Result<(), Unsent> {
    match timeout(stall, sent).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) => Err(Unsent::Gone),
        Err(_) => Err(Unsent::Stalled),
    }
}

fn heard_error(error: &Error) -> Heard {
    match error {
        Error::Capacity(_) => Heard::Bad(Closing::TOO_LONG),
        Error::Utf8(_) => Heard::Bad(Closing::NOT_UTF8),
        Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => Heard::Gone,
        Error::Protocol(_) => Heard::Bad(Closing::PROTOCOL),
        _ => Heard::Gone,
    }
}
