//! The frames between a client and the gateway, as docs/protocol.md tells them.
//!
//! Each WebSocket text message is one JSON object whose field `t` names it. Both sides use the same types: [`ClientFrame`] goes to
//! the server, [`ServerFrame`] comes from it. Arguments and bodies stay JSON text here ([`RawValue`](serde_json::value::RawValue)),
//! so that nobody parses them twice.

mod again;
mod bad;
mod client;
mod cursors;
mod event;
mod ids;
mod server;

pub use again::Again;
pub use bad::BadFrame;
pub use client::{Ack, Call, ClientFrame, Dialect, Login, Logout, Ping, Sync};
pub use cursors::Cursors;
pub use event::{EventName, Place, event};
pub use server::{Drain, End, ErrorFrame, Event, FrameLimits, Pong, Refresh, Reply, ServerFrame, Synced, Welcome, reply};

/// Version of the protocol: `v` of [`Login`] and [`Welcome`].
pub const VERSION: u32 = 1;
/// Name of the WebSocket subprotocol.
pub const SUBPROTOCOL: &str = "opentim.v1";

/// Longest frame from a client before its login, in bytes: a login with the most cursors.
pub const MOST_LOGIN_BYTES: usize = 256 * 1024;
/// Longest frame from a client after its login, in bytes.
pub const MOST_FRAME_BYTES: usize = 1024 * 1024;
/// Deepest nesting of a client's frame: its own braces and the 127 levels that an argument may have.
pub const MOST_NESTED: usize = 128;
/// Most groups in the cursors of a login and in what a `sync` knows.
pub const MOST_GROUPS: usize = 10_000;
/// Most live groups that a login enters again.
pub const MOST_ROOMS: usize = 64;
/// Longest operation id; printable ASCII, at least one character.
pub const MOST_OPERATION_BYTES: usize = 48;
/// Longest UserSig, in bytes.
pub const MOST_USERSIG_BYTES: usize = 8 * 1024;
/// Longest `instance`, in bytes.
pub const MOST_INSTANCE_BYTES: usize = 64;
/// Longest `client`, in bytes.
pub const MOST_CLIENT_BYTES: usize = 128;
/// Longest resume token, in bytes.
pub const MOST_TOKEN_BYTES: usize = 128;
/// Longest version of a row of the joined list, in bytes.
pub const MOST_VERSION_BYTES: usize = 64;

#[cfg(test)]
mod tests;
