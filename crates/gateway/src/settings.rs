//! The limits of connections. Those on the content of frames are in [`opentim_wire::frame`].

use opentim_wire::frame::{MOST_FRAME_BYTES, MOST_LOGIN_BYTES};
use std::time::Duration;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

/// Buffers of a connection in bytes. They are the memory of an idle one; longer frames get more while they last.
const BUFFER: usize = 4 * 1024;

/// The limits of a connection.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Time until a login has succeeded.
    pub login_time: Duration,
    /// Refused logins that end the connection.
    pub login_attempts: u32,
    /// Longest frame before the login, in bytes.
    pub login_frame: usize,
    /// Longest frame after it, in bytes.
    pub frame: usize,
    /// Most requests that wait for their answer; one more is refused with 9507.
    pub in_flight: usize,
    /// Most bytes of frames of such requests; one more is refused with 9507.
    pub in_flight_bytes: usize,
    /// Requests a second in the long run; more are refused with 9506.
    pub rate: u32,
    /// Requests at once.
    pub burst: u32,
    /// Frames beyond the rate, without a pause between them, that end the connection.
    pub flood: u32,
    /// What a client that is silent otherwise sends pings after. It is given up after two and a half of it.
    pub heartbeat: Duration,
    /// Events after which a client acknowledges at the latest.
    pub ack_every: u64,
    /// Most events that are not acknowledged; the next one waits.
    pub window: u64,
    /// Time that a socket may take no bytes, or a client not acknowledge while its window is full.
    pub stall: Duration,
    /// Time for requests in flight when the server goes.
    pub drain: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            login_time: Duration::from_secs(10),
            login_attempts: 3,
            login_frame: MOST_LOGIN_BYTES,
            frame: MOST_FRAME_BYTES,
            in_flight: 1000,
            in_flight_bytes: 8 * 1024 * 1024,
            rate: 500,
            burst: 1000,
            flood: 5000,
            heartbeat: Duration::from_secs(30),
            ack_every: 64,
            window: 4096,
            stall: Duration::from_secs(20),
            drain: Duration::from_secs(10),
        }
    }
}

impl Settings {
    /// Time after which a silent client is given up.
    pub(crate) fn silence(&self) -> Duration {
        self.heartbeat.mul_f64(2.5)
    }

    /// How the WebSocket of a connection must be made: with small buffers, and no longer messages than are taken.
    pub fn socket(&self) -> WebSocketConfig {
        WebSocketConfig::default()
            .read_buffer_size(BUFFER)
            .write_buffer_size(BUFFER)
            .max_message_size(Some(self.frame))
            .max_frame_size(Some(self.frame))
    }
}
