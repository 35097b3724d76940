//! The envelope of every reply (rule book 4.1 "Reply head"), written straight to bytes.

use super::failure::{Failure, REPLY_TOO_LARGE};
use serde::Serialize;
use std::io;

/// Largest reply in bytes (rule book 2.2, "Response body").
pub const MOST_REPLY_BYTES: usize = 1 << 20;

#[derive(Serialize)]
struct Done<'a, T> {
    #[serde(rename = "ActionStatus")]
    status: &'static str,
    #[serde(rename = "ErrorInfo")]
    info: &'static str,
    #[serde(rename = "ErrorCode")]
    code: i32,
    #[serde(flatten)]
    reply: &'a T,
}

#[derive(Serialize)]
struct Refused<'a> {
    #[serde(rename = "ActionStatus")]
    status: &'static str,
    #[serde(rename = "ErrorInfo")]
    info: std::fmt::Arguments<'a>,
    #[serde(rename = "ErrorCode")]
    code: i32,
}

/// The reply to a call that was done. `advice` says how to ask for less.
///
/// # Errors
/// 10018 when it would be larger than [`MOST_REPLY_BYTES`].
pub fn done<T: Serialize>(reply: &T, advice: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Bounded(Vec::with_capacity(256));
    let envelope = Done { status: "OK", info: "", code: 0, reply };
    match serde_json::to_writer(&mut bytes, &envelope) {
        Ok(()) => Ok(bytes.0),
        Err(_) => Err(too_large(advice)),
    }
}

/// The refusal of a reply that would be too large.
pub fn too_large(advice: &str) -> Failure {
    Failure::new(REPLY_TOO_LARGE, format!("the reply would be larger than {MOST_REPLY_BYTES} bytes; {advice}"))
}

/// The reply to a call that was refused; its sentence names the request, so that the log can be asked.
pub fn refused(failure: &Failure, request: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(256);
    let info = format_args!("{} (request {request})", failure.text);
    let envelope = Refused { status: "FAIL", info, code: failure.number };
    // Writing to a Vec cannot fail, and text and number can always be written.
    if serde_json::to_writer(&mut bytes, &envelope).is_err() {
        bytes = br#"{"ActionStatus":"FAIL","ErrorInfo":"the reply could not be written","ErrorCode":10002}"#.to_vec();
    }
    bytes
}

/// Bytes that end at the largest reply.
struct Bounded(Vec<u8>);

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST_REPLY_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
