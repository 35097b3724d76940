//! The beginning of a connection: login and welcome.

use super::news::{Ending, WireNews};
use super::reader::Reader;
use super::waiting::Waiting;
use super::writer::Writer;
use super::{Connection, QUEUED, Socket, Wire, cut};
use crate::link::{Closed, Line, News, Opened};
use crate::runtime::runtime;
use futures_util::{SinkExt, StreamExt};
use opentim_engine::Again;
use opentim_wire::frame::{self, ClientFrame, Login, MOST_GROUPS, MOST_LOGIN_BYTES, ServerFrame, Welcome};
use opentim_wire::sdk::Failure;
use opentim_wire::sdk::codes::{NET_CONNECT_TIMED_OUT, NOT_SUPPORTED};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;

/// Longest wait for the answer of a login.
const WELCOME: Duration = Duration::from_secs(10);
/// Events that wait for the listeners; the connection is not read on while there are as many.
const EVENTS: usize = 256;
/// Shortest heartbeat, whatever the server says.
const FASTEST: Duration = Duration::from_secs(1);
/// Longest heartbeat: a server that is dead is to be noticed some time.
const SLOWEST: Duration = Duration::from_secs(600);

/// What a login says of what goes on from the line before; nothing when there is nothing.
pub(crate) fn again(again: Again) -> Option<frame::Again> {
    let said = (again != Again::default()).then_some(again);
    said.map(|Again { custom, statuses, profiles }| frame::Again {
        custom_status: custom,
        status_of: statuses,
        profile_of: profiles,
    })
}

/// Logs in over a socket. The token and the rest of the server's welcome come with the line.
pub(crate) async fn log_in(mut socket: Socket, login: Login) -> Result<(Opened, Welcome), Closed> {
    let welcomed = tokio::time::timeout(WELCOME, welcome(&mut socket, login)).await;
    let welcome = welcomed.unwrap_or_else(|_| {
        let desc = format!("the server did not answer the login within {} s", WELCOME.as_secs());
        Err(Closed::Later(Failure::new(NET_CONNECT_TIMED_OUT, desc)))
    })?;
    Ok((begin(socket, &welcome), welcome))
}

async fn welcome(socket: &mut Socket, login: Login) -> Result<Welcome, Closed> {
    let text = login_text(login);
    socket.send(Message::text(text)).await.map_err(|error| cut(error.to_string()))?;
    loop {
        let message = socket.next().await.ok_or_else(|| cut("the server closed the connection instead of answering the login"))?;
        let text = match message.map_err(|error| cut(error.to_string()))? {
            Message::Text(text) => text,
            Message::Close(close) => return Err(super::reader::closed(close)),
            _ => continue,
        };
        match ServerFrame::decode(&text).map_err(|bad| Closed::Over(Failure::new(NOT_SUPPORTED, bad.desc)))? {
            ServerFrame::Welcome(welcome) => return Ok(*welcome),
            ServerFrame::Error(error) => return Err(Closed::of(error.failure())),
            ServerFrame::End(end) => return Err(Closed::Over(Failure::new(end.code, end.desc))),
            ServerFrame::Drain(drain) => return Err(cut(drain.desc)),
            other => tracing::debug!(?other, "a frame before the welcome"),
        }
    }
}

/// The frame of a login. One that names more groups than fit begins with what happens from now on instead.
fn login_text(mut login: Login) -> String {
    let named = login.cursors.as_ref().map_or(0, |cursors| cursors.groups.len());
    if named <= MOST_GROUPS {
        let text = ClientFrame::Login(Box::new(login.clone())).encode();
        if text.len() <= MOST_LOGIN_BYTES {
            return text;
        }
    }
    tracing::warn!(groups = named, "what was missed in so many groups is not told");
    login.cursors = None;
    ClientFrame::Login(Box::new(login)).encode()
}

/// Starts the task of a connection.
fn begin(socket: Socket, welcome: &Welcome) -> Opened {
    let connection = Arc::new(Connection {
        waiting: Waiting::default(),
        limits: welcome.limits,
        heartbeat: Duration::from_secs(welcome.heartbeat).clamp(FASTEST, SLOWEST),
        ack_every: welcome.ack_every.max(1),
        draining: false.into(),
        come: socket.get_ref().come(),
        held: false.into(),
        given: 0.into(),
        handled: 0.into(),
        to_ack: tokio::sync::Notify::new(),
        end: std::sync::OnceLock::new(),
    });
    let (out, queue) = mpsc::channel(QUEUED);
    let (tell, told) = mpsc::channel(EVENTS);
    let (sink, stream) = socket.split();
    let mut reader = Reader::new(connection.clone(), stream, tell);
    let mut writer = Writer::new(connection.clone(), sink, queue);
    let ending = Ending(connection.clone());
    let task = runtime().spawn(async move {
        // Whatever way the task ends, aborted too, nobody waits for it any more.
        let ending = ending;
        let why = tokio::select! {
            why = reader.run() => why,
            why = writer.run() => why,
        };
        tracing::debug!(?why, "a connection has ended");
        ending.0.end(why);
        drop(ending);
        // Last: whoever hears that nothing comes any more asks why.
        drop((reader, writer));
    });
    let line = Line::Wire(Wire { connection: connection.clone(), out });
    Opened { line, news: News::Wire(WireNews::new(connection, told, task, welcome)) }
}
