//! `/gateway`: sessions over WebSockets on the port of the REST interface.

mod doorman;
mod origin;
mod settings;
mod upgrade;

pub use origin::Origin;
pub use settings::GatewaySettings;
pub(crate) use upgrade::NoUpgrade;

use crate::compose::Server;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::upgrade::OnUpgrade;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use opentim_gateway::{Host, Peer};
use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::Role;

/// Where it is.
pub(crate) const PATH: &str = "/gateway";

/// The sessions of a server.
pub(crate) struct Gateway {
    host: Arc<Host>,
    settings: GatewaySettings,
    places: Arc<Semaphore>,
}

/// A connection that becomes a WebSocket once the answer to its request is sent.
pub(crate) struct Opening {
    upgrade: OnUpgrade,
    source: IpAddr,
    place: OwnedSemaphorePermit,
}

/// Where a connection finds that it becomes one.
pub(crate) type Opened = OnceLock<Opening>;

impl Gateway {
    pub fn new(host: Arc<Host>, settings: GatewaySettings) -> Self {
        let places = Arc::new(Semaphore::new(settings.sessions));
        Self { host, settings, places }
    }

    pub fn host(&self) -> &Arc<Host> {
        &self.host
    }

    pub fn most_sessions(&self) -> usize {
        self.settings.sessions
    }

    /// Answers a request for a WebSocket. When it is granted, `opened` is filled.
    pub fn answer(&self, mut request: Request<Incoming>, source: IpAddr, opened: &Opened) -> Response<Full<Bytes>> {
        let upgrade = hyper::upgrade::on(&mut request);
        let (head, _) = request.into_parts();
        let granted = upgrade::accept(&head, &self.settings.origins).and_then(|headers| {
            let place = self.places.clone().try_acquire_owned().map_err(|_| NoUpgrade::full(self.settings.sessions))?;
            Ok((headers, Opening { upgrade, source, place }))
        });
        match granted {
            Ok((headers, opening)) => {
                // After its first WebSocket a connection has no other request.
                let _ = opened.set(opening);
                let mut reply = Response::new(Full::default());
                *reply.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
                reply.headers_mut().extend(headers);
                reply
            }
            Err(NoUpgrade { status, text, headers }) => {
                tracing::debug!(%source, %status, text, "no WebSocket was opened");
                let mut reply = Response::new(Full::from(format!("{text}\n")));
                *reply.status_mut() = status;
                reply.headers_mut().extend(headers);
                reply.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
                reply
            }
        }
    }
}

/// Serves a WebSocket until it ends.
pub(crate) async fn session<S>(server: Arc<Server>, opening: Opening, stopped: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let Opening { upgrade, source, place } = opening;
    let Some(Gateway { host, settings, .. }) = &server.gateway else { return };
    let parts = match upgrade.await.map(|upgraded| upgraded.downcast::<TokioIo<S>>()) {
        Ok(Ok(parts)) => parts,
        Ok(Err(_)) => return tracing::error!(%source, "a WebSocket has another stream than its connection"),
        Err(error) => return tracing::debug!(%source, %error, "a WebSocket was not opened"),
    };
    let (stream, early) = (parts.io.into_inner(), parts.read_buf.to_vec());
    let socket = settings.connection.socket();
    let socket = WebSocketStream::from_partially_read(stream, early, Role::Server, Some(socket)).await;
    let peer = Peer::Address(source);
    opentim_gateway::serve(host.clone(), server.clone(), socket, peer, &settings.connection, stopped).await;
    drop(place);
}
