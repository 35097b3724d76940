//! The server: the REST interface and the gateway of sessions on one port, in front of the engine.
//!
//! [`serve()`] takes connections; the gate decides from the head of a request whether it may go on (rule book 4.1, 4.2); then the
//! REST dialect and the engine do the call. `GET /gateway` becomes a WebSocket, which opentim-gateway serves. [`Server`] holds what
//! all calls share, [`config`] says what can be set.
//!
//! What callers can rely on beyond the documented interface:
//!
//! * Every reply has the header `X-Request-Id`, the caller's own (1 to 64 visible ASCII characters) or one made here. The
//!   sentence of a refusal ends with it, and so does its line in the log.
//! * The header `Idempotency-Key`, or the URL's parameter `operation_id`, of 1 to 64 printable ASCII characters makes a changing call
//!   repeatable: the same id with the same command and body, byte for byte, gets the first answer again and changes nothing; with
//!   another body it is refused. `multiaccount_import`, `account_delete`, `modify_user_info`, `kick`, `end_sessions` and
//!   `send_topic_custom_data` take it and keep no answer: what they do is the same when it is done twice, or is never kept.
//! * `GET /healthz` says 200 while the writer of the store answers, else 503.
//! * 20 bad UserSigs within a minute lock their address for a minute (70050), except for signatures that are known to be good;
//!   expired ones are refused and not counted.
//! * With [`Tls`] the port takes TLS only; a handshake has 10 seconds, and who speaks plain HTTP is told so with 400.
//! * `GET /metrics` tells Prometheus, who has the configured token, what the server does.
//! * Bodies end at 1 MiB and heads at 32 KiB; a body has 30 seconds to arrive, an idle connection is closed after 60.

mod body;
pub mod cli;
mod compose;
pub mod config;
mod exchange;
mod gate;
mod gateway;
mod health;
mod logging;
mod metrics;
mod request_id;
mod rest;
mod serve;
mod source;
mod tls;
mod webhooks;

pub use compose::{Patience, Server, ServerRandom};
pub use serve::{Drained, serve};
pub use tls::Tls;
