//! TLS to servers: whose certificates are believed.

use crate::runtime::runtime;
use std::path::Path;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::OnceCell;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// Whom the connections to a server trust: the authorities of the system, and one of the app's own.
pub(super) struct Tls {
    own: Vec<CertificateDer<'static>>,
    /// Made at the first connection: reading the system's authorities takes a while.
    config: OnceCell<Arc<ClientConfig>>,
}

impl Tls {
    /// `ca` holds the certificates of the app's own authority, in PEM.
    ///
    /// # Errors
    /// A sentence: that file cannot be used.
    pub(super) fn new(ca: Option<&Path>) -> Result<Self, String> {
        let own = ca.map_or(Ok(Vec::new()), certificates)?;
        Ok(Self { own, config: OnceCell::new() })
    }

    /// TLS over a stream to this host.
    ///
    /// # Errors
    /// A sentence.
    pub(super) async fn over<S>(&self, stream: S, host: &str) -> Result<TlsStream<S>, String>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let name = ServerName::try_from(host.to_owned()).map_err(|error| error.to_string())?;
        let config = self.config.get_or_try_init(|| self.make()).await?.clone();
        TlsConnector::from(config).connect(name, stream).await.map_err(|error| error.to_string())
    }

    async fn make(&self) -> Result<Arc<ClientConfig>, String> {
        let own = self.own.clone();
        let made = runtime().spawn_blocking(move || make(own));
        made.await.map_err(|error| error.to_string())?
    }
}

fn make(own: Vec<CertificateDer<'static>>) -> Result<Arc<ClientConfig>, String> {
    let mut roots = RootCertStore::empty();
    for certificate in own {
        roots.add(certificate).map_err(|error| format!("the file of `ca` holds a certificate that cannot be used: {error}"))?;
    }
    let system = rustls_native_certs::load_native_certs();
    for error in system.errors {
        tracing::debug!(%error, "an authority of the system cannot be read");
    }
    // Some systems carry certificates that are none; the others still count.
    let (_, _) = roots.add_parsable_certificates(system.certs);
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.map_err(|error| error.to_string())?;
    Ok(Arc::new(builder.with_root_certificates(roots).with_no_client_auth()))
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let cannot = |why: String| format!("the file {} of `ca` cannot be used: {why}", path.display());
    let found = CertificateDer::pem_file_iter(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let found = found.map_err(|error| cannot(error.to_string()))?;
    if found.is_empty() {
        return Err(cannot("it holds no certificate in PEM".to_owned()));
    }
    Ok(found)
}
