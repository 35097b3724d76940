//! The body of a request: read whole within a size and a time, or thrown away so that the refusal can be heard.

use http_body_util::BodyExt;
use hyper::HeaderMap;
use hyper::body::{Body, Bytes, Incoming};
use hyper::header::EXPECT;
use opentim_wire::rest::Failure;
use std::time::Duration;
use tokio::time::timeout;

/// Largest body in bytes. A create with 500 members and all their fields stays below 300 kB.
pub(crate) const MOST_BODY_BYTES: usize = 1 << 20;
/// How much of an unwanted body is read and thrown away before the connection is closed on its sender.
const MOST_DISCARDED_BYTES: u64 = 16 << 20;

/// The request breaks off or is no sound HTTP (rule book 4.2).
const BAD_HTTP: i32 = 60002;
/// The request took too long (rule book 4.2).
pub(crate) const TOO_SLOW: i32 = 60008;

/// Reads the whole body.
///
/// # Errors
/// 60002 when it is larger than [`MOST_BODY_BYTES`] or breaks off, 60008 when it does not come in time.
pub(crate) async fn read(body: &mut Incoming, patience: Duration) -> Result<Bytes, Failure> {
    if body.size_hint().lower() > MOST_BODY_BYTES as u64 {
        return Err(too_large());
    }
    // Nearly every body is there with its head and in one piece.
    match timeout(patience, collect(body)).await {
        Ok(read) => read,
        Err(_) => {
            let seconds = patience.as_secs_f32();
            Err(Failure::new(TOO_SLOW, format!("the body did not arrive within {seconds} seconds; send it at once")))
        }
    }
}

async fn collect(body: &mut Incoming) -> Result<Bytes, Failure> {
    let mut first = Bytes::new();
    let mut whole = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| Failure::new(BAD_HTTP, format!("the body broke off: {error}")))?;
        let Ok(data) = frame.into_data() else { continue };
        if first.len() + whole.len() + data.len() > MOST_BODY_BYTES {
            return Err(too_large());
        }
        if first.is_empty() && whole.is_empty() {
            first = data;
        } else {
            if whole.is_empty() {
                whole.extend_from_slice(&std::mem::take(&mut first));
            }
            whole.extend_from_slice(&data);
        }
    }
    Ok(if whole.is_empty() { first } else { whole.into() })
}

/// Throws the rest of the body away, so that its sender gets to reading the reply. A body that is far too large, or whose sender
/// waits to be asked for it, is left alone.
pub(crate) async fn discard(body: &mut Incoming, headers: &HeaderMap, patience: Duration) {
    if body.is_end_stream() || headers.contains_key(EXPECT) || body.size_hint().lower() > MOST_DISCARDED_BYTES {
        return;
    }
    let all = async {
        let mut seen = 0;
        while let Some(Ok(frame)) = body.frame().await {
            seen += frame.data_ref().map_or(0, |data| data.len() as u64);
            if seen > MOST_DISCARDED_BYTES {
                return;
            }
        }
    };
    // Slow or not, the refusal is sent now.
    let _ = timeout(patience, all).await;
}

fn too_large() -> Failure {
    Failure::new(BAD_HTTP, format!("the body is larger than {MOST_BODY_BYTES} bytes; no request needs as much, send less at once"))
}
