//! From an address to a WebSocket.

use super::tls::Tls;
use crate::link::wire::{self, Counted, Socket};
use opentim_wire::frame::SUBPROTOCOL;
use opentim_wire::sdk::Failure;
use opentim_wire::sdk::base::ServerAddress;
use opentim_wire::sdk::codes::{NET_CONNECT_TIMED_OUT, NET_DISCONNECTED, NET_REFUSED, NET_UNKNOWN_HOST};
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::{Instant, timeout_at};
use tokio_tungstenite::client_async_with_config;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::header::SEC_WEBSOCKET_PROTOCOL;
use tokio_tungstenite::tungstenite::http::{HeaderValue, Request};
use tokio_tungstenite::tungstenite::{self, Error};

/// Time for all addresses of a server together.
const PATIENCE: Duration = Duration::from_secs(10);
/// Least time for one address, as far as there is any left.
const LEAST: Duration = Duration::from_secs(1);

/// Connects to the first of these that answers.
///
/// # Errors
/// Why the last one did not.
pub(super) async fn connect(addresses: &[ServerAddress], tls: &Tls) -> Result<Socket, Failure> {
    let deadline = Instant::now() + PATIENCE;
    let mut why = Failure::new(NET_DISCONNECTED, "the server has no address");
    for (at, address) in addresses.iter().enumerate() {
        let until = share(deadline, addresses.len() - at);
        why = match timeout_at(until, connect_to(address, tls, until)).await {
            Ok(Ok(socket)) => return Ok(socket),
            Ok(Err(why)) => why,
            Err(_) => Failure::new(NET_CONNECT_TIMED_OUT, format!("{address} did not answer in time")),
        };
        tracing::debug!(%address, code = why.code, "no connection: {}", why.desc);
    }
    Err(why)
}

/// The end of a fair share of the time left, for the first of so many.
fn share(deadline: Instant, of: usize) -> Instant {
    let now = Instant::now();
    let left = deadline.saturating_duration_since(now);
    let part = left / u32::try_from(of).unwrap_or(u32::MAX).max(1);
    now + part.max(LEAST).min(left)
}

async fn connect_to(address: &ServerAddress, tls: &Tls, until: Instant) -> Result<Socket, Failure> {
    let stream = reach(address, until).await?;
    let stream = if address.secure {
        let secured = tls.over(stream, &address.host).await;
        Counted::new(secured.map_err(|why| Failure::new(NET_DISCONNECTED, format!("no TLS with {address}: {why}")))?)
    } else {
        Counted::new(stream)
    };
    let request = request(address).map_err(|why| Failure::new(NET_DISCONNECTED, format!("{address} is no address: {why}")))?;
    let shaken = client_async_with_config(request, stream, Some(wire::config())).await;
    shaken.map(|(socket, _)| socket).map_err(|error| no_gateway(address, &error))
}

/// A TCP connection to one of the machine's addresses.
async fn reach(address: &ServerAddress, until: Instant) -> Result<TcpStream, Failure> {
    let found = lookup_host((address.host.as_str(), address.port)).await;
    let found: Vec<SocketAddr> = found.map_err(|error| unknown(address, &error.to_string()))?.collect();
    let mut why = unknown(address, "it has no address");
    for (at, place) in found.iter().enumerate() {
        why = match timeout_at(share(until, found.len() - at), TcpStream::connect(place)).await {
            Ok(Ok(stream)) => {
                // Frames are small and somebody waits for each; without this they only come later.
                let _ = stream.set_nodelay(true);
                return Ok(stream);
            }
            Ok(Err(error)) => {
                let code = match error.kind() {
                    ErrorKind::ConnectionRefused => NET_REFUSED,
                    ErrorKind::TimedOut => NET_CONNECT_TIMED_OUT,
                    _ => NET_DISCONNECTED,
                };
                Failure::new(code, format!("{address} cannot be reached: {error}"))
            }
            Err(_) => Failure::new(NET_CONNECT_TIMED_OUT, format!("{address} did not answer in time")),
        };
    }
    Err(why)
}

fn unknown(address: &ServerAddress, why: &str) -> Failure {
    Failure::new(NET_UNKNOWN_HOST, format!("the host of {address} is not known: {why}"))
}

fn request(address: &ServerAddress) -> tungstenite::Result<Request<()>> {
    let mut request = address.to_string().into_client_request()?;
    request.headers_mut().insert(SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(SUBPROTOCOL));
    Ok(request)
}

/// There is something, but it does not speak our protocol.
fn no_gateway(address: &ServerAddress, error: &Error) -> Failure {
    let desc = match error {
        Error::Http(response) => format!("{address} is no gateway of opentim: it answers with HTTP status {}", response.status()),
        other => format!("no WebSocket with {address}: {other}"),
    };
    Failure::new(NET_DISCONNECTED, desc)
}
