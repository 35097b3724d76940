//! `GET /gateway`: from a request to a WebSocket (RFC 6455, 4.2), or a plain sentence about what is missing.

use super::origin::{self, Origin};
use hyper::header::{
    CONNECTION, HeaderName, HeaderValue, RETRY_AFTER, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_PROTOCOL,
    SEC_WEBSOCKET_VERSION, UPGRADE,
};
use hyper::http::request::Parts;
use hyper::{HeaderMap, Method, StatusCode, Version};
use opentim_wire::frame::SUBPROTOCOL;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

/// The version of the WebSocket protocol, the only one there is.
const VERSION: &str = "13";
/// Length of the key: 16 bytes as base64.
const KEY_CHARACTERS: usize = 24;

/// Why no WebSocket was opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct NoUpgrade {
    pub status: StatusCode,
    pub text: String,
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

impl NoUpgrade {
    fn new(status: StatusCode, text: impl Into<String>) -> Self {
        Self { status, text: text.into(), headers: Vec::new() }
    }

    fn with(mut self, name: HeaderName, value: &'static str) -> Self {
        self.headers.push((name, HeaderValue::from_static(value)));
        self
    }

    /// There is no place for another session.
    pub fn full(most: usize) -> Self {
        let text = format!("the server has {most} sessions, which is its limit; try again later");
        Self::new(StatusCode::SERVICE_UNAVAILABLE, text).with(RETRY_AFTER, "10")
    }
}

/// Checks a request; gives the headers of the answer that opens the WebSocket.
pub(super) fn accept(head: &Parts, origins: &[Origin]) -> Result<[(HeaderName, HeaderValue); 4], NoUpgrade> {
    if head.method != Method::GET {
        let text = format!("the method must be GET, with an upgrade to WebSocket; {} was given", head.method);
        return Err(NoUpgrade::new(StatusCode::METHOD_NOT_ALLOWED, text).with(hyper::header::ALLOW, "GET"));
    }
    let headers = &head.headers;
    if head.version != Version::HTTP_11 || !has_token(headers, &UPGRADE, "websocket") || !has_token(headers, &CONNECTION, "upgrade")
    {
        let text =
            "sessions are opened here by an upgrade to WebSocket (Connection: Upgrade, Upgrade: websocket); see docs/protocol.md";
        let refusal = NoUpgrade::new(StatusCode::UPGRADE_REQUIRED, text);
        return Err(refusal.with(UPGRADE, "websocket").with(CONNECTION, "Upgrade"));
    }
    if headers.get(SEC_WEBSOCKET_VERSION).is_none_or(|version| version != VERSION) {
        let text = "the header Sec-WebSocket-Version must be 13";
        let refusal = NoUpgrade::new(StatusCode::UPGRADE_REQUIRED, text);
        return Err(refusal.with(SEC_WEBSOCKET_VERSION, VERSION).with(UPGRADE, "websocket").with(CONNECTION, "Upgrade"));
    }
    if let Some(origin) = origin::stranger(headers, origins) {
        let text = format!("pages of the origin {origin:?} may not open sessions here; see [gateway] origins in the configuration");
        return Err(NoUpgrade::new(StatusCode::FORBIDDEN, text));
    }
    let key = headers.get(SEC_WEBSOCKET_KEY).map(HeaderValue::as_bytes).filter(|key| key.len() == KEY_CHARACTERS);
    let Some(key) = key else {
        return Err(NoUpgrade::new(StatusCode::BAD_REQUEST, "the header Sec-WebSocket-Key must hold 16 bytes as base64"));
    };
    if !has_token(headers, &SEC_WEBSOCKET_PROTOCOL, SUBPROTOCOL) {
        let text = format!("the header Sec-WebSocket-Protocol must offer {SUBPROTOCOL}, which is what is spoken here");
        return Err(NoUpgrade::new(StatusCode::BAD_REQUEST, text));
    }
    let internal = |_| NoUpgrade::new(StatusCode::INTERNAL_SERVER_ERROR, "the answer to the key could not be made");
    Ok([
        (CONNECTION, HeaderValue::from_static("Upgrade")),
        (UPGRADE, HeaderValue::from_static("websocket")),
        (SEC_WEBSOCKET_ACCEPT, derive_accept_key(key).parse().map_err(internal)?),
        (SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(SUBPROTOCOL)),
    ])
}

/// Whether one of the words of a list is this one.
fn has_token(headers: &HeaderMap, name: &HeaderName, word: &str) -> bool {
    let lines = headers.get_all(name).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|given| given.trim().eq_ignore_ascii_case(word))
}
