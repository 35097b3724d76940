//! Requests to one back end: its own address and no other, no redirects, certificates verified, everything within a time and a size.

use super::settings::{Receiver, WebhookSettings};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderValue, USER_AGENT};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// Longest answer in bytes.
const ANSWER: usize = 64 * 1024;
/// Open connections without a request.
const IDLE: usize = 16;
/// How long such a connection is kept. Many servers close them after five seconds, and a request that meets the close is lost.
const IDLE_TIME: Duration = Duration::from_secs(4);

/// Why a request has no answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    /// It took too long.
    Time(Duration),
    /// No connection, or none that is safe.
    Connection(String),
    /// The connection or the HTTP on it broke.
    Broken(String),
    /// Another status than 200.
    Status(u16),
    /// The answer is too long.
    TooLong,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(time) => write!(f, "it did not answer within {} ms", time.as_millis()),
            Self::Connection(fault) => write!(f, "no connection to it: {fault}"),
            Self::Broken(fault) => write!(f, "its answer broke off or is no HTTP: {fault}"),
            Self::Status(status) => write!(f, "it answered with status {status} in the place of 200"),
            Self::TooLong => write!(f, "its answer has more than {ANSWER} bytes"),
        }
    }
}

type Sender = SendRequest<Full<Bytes>>;

/// The connections to one back end.
pub(super) struct Client {
    receiver: Receiver,
    timeout: Duration,
    tls: Option<TlsConnector>,
    idle: Mutex<Vec<(Sender, Instant)>>,
}

impl Client {
    pub fn new(settings: &WebhookSettings) -> Self {
        let tls = settings.receiver.secure.then(|| TlsConnector::from(Arc::new(tls(settings))));
        Self { receiver: settings.receiver.clone(), timeout: settings.timeout, tls, idle: Mutex::default() }
    }

    /// Sends a body and gives back the answer's.
    pub async fn post(&self, address: &str, body: String) -> Result<Bytes, Fault> {
        timeout(self.timeout, self.exchange(address, body.into())).await.unwrap_or(Err(Fault::Time(self.timeout)))
    }

    async fn exchange(&self, address: &str, body: Bytes) -> Result<Bytes, Fault> {
        let mut request = self.request(address, body)?;
        loop {
            let (mut sender, reused) = match self.idle() {
                Some(sender) => (sender, true),
                None => (self.connect().await?, false),
            };
            if sender.ready().await.is_err() && reused {
                continue;
            }
            match sender.try_send_request(request).await {
                Ok(response) => return self.answer(sender, response).await,
                // The other end had closed it before anything was sent.
                Err(mut error) => match error.take_message().filter(|_| reused) {
                    Some(unsent) => request = unsent,
                    None => return Err(Fault::Broken(error.into_error().to_string())),
                },
            }
        }
    }

    fn request(&self, address: &str, body: Bytes) -> Result<Request<Full<Bytes>>, Fault> {
        let bad = |_| Fault::Connection("its address cannot be written into a request".to_owned());
        let host = HeaderValue::from_str(&self.receiver.authority).map_err(|_| Fault::Connection("bad host".to_owned()))?;
        Request::builder()
            .method(Method::POST)
            .uri(address)
            .header(HOST, host)
            .header(CONTENT_TYPE, "application/json")
            .header(CONTENT_LENGTH, body.len())
            .header(USER_AGENT, "opentim")
            .body(Full::new(body))
            .map_err(bad)
    }

    async fn answer(&self, sender: Sender, response: hyper::Response<hyper::body::Incoming>) -> Result<Bytes, Fault> {
        if response.status() != StatusCode::OK {
            return Err(Fault::Status(response.status().as_u16()));
        }
        let body = Limited::new(response.into_body(), ANSWER)
            .collect()
            .await
            .map_err(|error| if error.is::<LengthLimitError>() { Fault::TooLong } else { Fault::Broken(error.to_string()) })?;
        self.keep(sender);
        Ok(body.to_bytes())
    }

    fn idle(&self) -> Option<Sender> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        // The newest is the one that most likely still lives.
        while let Some((sender, since)) = idle.pop() {
            if since.elapsed() < IDLE_TIME && !sender.is_closed() {
                return Some(sender);
            }
        }
        None
    }

    fn keep(&self, sender: Sender) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|(sender, since)| since.elapsed() < IDLE_TIME && !sender.is_closed());
        if idle.len() < IDLE && !sender.is_closed() {
            idle.push((sender, Instant::now()));
        }
    }

    async fn connect(&self) -> Result<Sender, Fault> {
        let Receiver { host, port, .. } = &self.receiver;
        let no = |fault: &dyn fmt::Display| Fault::Connection(fault.to_string());
        let stream = TcpStream::connect((host.as_str(), *port)).await.map_err(|error| no(&error))?;
        stream.set_nodelay(true).map_err(|error| no(&error))?;
        match &self.tls {
            None => talk(stream).await,
            Some(tls) => {
                let name = ServerName::try_from(host.clone()).map_err(|error| no(&error))?;
                let stream = tls.connect(name, stream).await.map_err(|error| no(&error))?;
                talk(stream).await
            }
        }
    }
}

async fn talk(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) -> Result<Sender, Fault> {
    let (sender, connection) = handshake(TokioIo::new(stream)).await.map_err(|error| Fault::Broken(error.to_string()))?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection to a back end ended early");
        }
    });
    Ok(sender)
}

/// Certificates are verified against the authorities of the system and those that are configured.
fn tls(settings: &WebhookSettings) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    let found = rustls_native_certs::load_native_certs();
    roots.add_parsable_certificates(found.certs);
    roots.add_parsable_certificates(settings.authorities.iter().cloned());
    if roots.is_empty() {
        tracing::warn!(
            "the system has no authorities of certificates: no webhook over https can be sent; see `ca` of [app.webhooks]"
        );
    }
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    match builder.with_safe_default_protocol_versions() {
        Ok(builder) => builder.with_root_certificates(roots).with_no_client_auth(),
        Err(error) => unreachable!("the provider knows the protocol versions: {error}"),
    }
}
