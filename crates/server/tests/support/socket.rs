//! A client of the gateway: a WebSocket, frames as JSON values, and what it was told.

use super::*;
use std::collections::VecDeque;
use tokio_tungstenite::tungstenite::client::{IntoClientRequest, client};
use tokio_tungstenite::tungstenite::error::Error;
use tokio_tungstenite::tungstenite::handshake::HandshakeError;
use tokio_tungstenite::tungstenite::http::{HeaderValue, Response};
use tokio_tungstenite::tungstenite::{Message, WebSocket};

/// A connection to the gateway.
pub struct Client<S> {
    socket: WebSocket<S>,
    calls: u64,
    early: VecDeque<Value>,
}

/// The answer to an upgrade that was refused.
pub type Refused = Box<Response<Option<Vec<u8>>>>;

/// Opens a WebSocket on a stream.
pub fn open<S: Read + Write>(stream: S, headers: &[(&'static str, &str)]) -> Result<Client<S>, Refused> {
    let mut request = "ws://localhost/gateway".into_client_request().unwrap();
    request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_static("opentim.v1"));
    for (name, value) in headers {
        request.headers_mut().insert(*name, value.parse().unwrap());
    }
    match client(request, stream) {
        Ok((socket, reply)) => {
            assert_eq!(reply.headers()["sec-websocket-protocol"], "opentim.v1");
            Ok(Client { socket, calls: 0, early: VecDeque::new() })
        }
        Err(HandshakeError::Failure(Error::Http(reply))) => Err(reply),
        Err(error) => panic!("the upgrade broke off: {error}"),
    }
}

/// The frame of a login of the usual app, with a good UserSig.
pub fn login(user: &str) -> Value {
    login_with(APP, user, &sign(user))
}

pub fn login_with(app: u64, user: &str, usersig: &str) -> Value {
    json!({"t": "login", "v": 1, "sdkappid": app, "user": user, "usersig": usersig, "dialect": "sdk", "client": "a test"})
}

impl<S: Read + Write> Client<S> {
    pub fn send(&mut self, frame: &Value) {
        self.socket.send(Message::text(frame.to_string())).unwrap();
    }

    /// The next frame; nothing once the connection is closed.
    pub fn read(&mut self) -> Option<Value> {
        loop {
            match self.socket.read() {
                Ok(Message::Text(text)) => return Some(serde_json::from_str(&text).unwrap()),
                Ok(Message::Close(_)) | Err(Error::ConnectionClosed | Error::AlreadyClosed | Error::Io(_) | Error::Protocol(_)) => {
                    return None;
                }
                Ok(_) => {}
                Err(error) => panic!("{error}"),
            }
        }
    }

    /// Sends a login and gives what it is answered with.
    pub fn log_in(&mut self, frame: &Value) -> Value {
        self.send(frame);
        self.read().expect("an answer to the login")
    }

    /// What happened next, from before or from now on.
    pub fn told(&mut self) -> Option<Value> {
        self.early.pop_front().or_else(|| self.read())
    }

    /// What is told up to and without the frame `synced`.
    pub fn until_synced(&mut self) -> Vec<Value> {
        let mut told = Vec::new();
        loop {
            let frame = self.told().expect("synced");
            if frame["t"] == "synced" {
                return told;
            }
            told.push(frame);
        }
    }

    /// Calls a method; gives the whole frame of the answer.
    pub fn call(&mut self, method: &str, argument: &Value) -> Value {
        self.calls += 1;
        let id = self.calls;
        self.send(&json!({"t": "call", "id": id, "method": method, "arg": argument}));
        loop {
            let frame = self.read().expect("an answer");
            if frame["id"] == id {
                return frame;
            }
            self.early.push_back(frame);
        }
    }
}
