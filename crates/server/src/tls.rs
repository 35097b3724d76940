//! TLS: certificate and key from PEM files, read anew on demand, and the handshake.

#[cfg(test)]
mod tests;

use crate::config::{Faults, TlsFiles};
use std::fs;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::{Error as PemError, PemObject};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{Error, ServerConfig};

/// The first byte of every TLS connection: a record of the handshake.
pub(crate) const HANDSHAKE: u8 = 0x16;

/// What connections are made secure with. Reading the files anew concerns later connections only.
pub struct Tls {
    files: TlsFiles,
    config: RwLock<Arc<ServerConfig>>,
}

impl Tls {
    /// Reads certificate and key. What is unwise but works is told by the sentences that come along.
    ///
    /// # Errors
    /// Everything that is wrong with the files, with what to mend.
    pub fn load(files: TlsFiles) -> Result<(Self, Vec<String>), Faults> {
        let config = RwLock::new(read(&files)?);
        let warnings = warnings(&files);
        Ok((Self { files, config }, warnings))
    }

    /// Reads the files anew. When they are not sound, what was read before stays in use.
    ///
    /// # Errors
    /// As [`Tls::load`].
    pub fn reload(&self) -> Result<Vec<String>, Faults> {
        let config = read(&self.files)?;
        *self.config.write().unwrap_or_else(PoisonError::into_inner) = config;
        Ok(warnings(&self.files))
    }

    pub(crate) fn acceptor(&self) -> TlsAcceptor {
        self.config.read().unwrap_or_else(PoisonError::into_inner).clone().into()
    }
}

fn read(files: &TlsFiles) -> Result<Arc<ServerConfig>, Faults> {
    match (certificates(&files.certificate), key(&files.key)) {
        (Ok(certificates), Ok(key)) => config(files, certificates, key).map_err(|fault| Faults(vec![fault])),
        (certificates, key) => Err(Faults([certificates.err(), key.err()].into_iter().flatten().collect())),
    }
}

fn config(
    files: &TlsFiles,
    certificates: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
) -> Result<Arc<ServerConfig>, String> {
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions();
    let built = builder.and_then(|builder| builder.with_no_client_auth().with_single_cert(certificates, key));
    let mut config = built.map_err(|error| match error {
        Error::InconsistentKeys(_) => format!(
            "[tls]: the key in {} does not belong to the first certificate in {}; give the two files that were made together, \
             the server's own certificate before those of its authorities",
            files.key.display(),
            files.certificate.display()
        ),
        Error::InvalidCertificate(fault) => {
            format!("[tls] certificate: {} holds a certificate that is damaged: {fault:?}", files.certificate.display())
        }
        other => format!(
            "[tls]: {} and {} cannot be used: {other}; keys are RSA, ECDSA (P-256, P-384) or Ed25519",
            files.certificate.display(),
            files.key.display()
        ),
    })?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let text = content("certificate", path)?;
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&text).collect();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        Ok(_) => Err(format!("[tls] certificate: {} holds no certificate; {CERTIFICATE_FORM}", path.display())),
        Err(error) => Err(format!("[tls] certificate: {} is no sound PEM: {error}; {CERTIFICATE_FORM}", path.display())),
    }
}

const CERTIFICATE_FORM: &str = "it must be a PEM file with -----BEGIN CERTIFICATE-----";

fn key(path: &Path) -> Result<PrivateKeyDer<'static>, String> {
    let text = content("key", path)?;
    PrivateKeyDer::from_pem_slice(&text).map_err(|error| match error {
        PemError::NoItemsFound if text.windows(LOCKED.len()).any(|part| part == LOCKED) => format!(
            "[tls] key: {} is locked with a password; take it off, for instance with `openssl pkey -in {} -out plain.key`",
            path.display(),
            path.display()
        ),
        PemError::NoItemsFound => {
            format!("[tls] key: {} holds no key; it must be a PEM file with -----BEGIN PRIVATE KEY-----", path.display())
        }
        // The library's words would quote the file.
        _ => format!("[tls] key: {} is no sound PEM; it must be a PEM file with -----BEGIN PRIVATE KEY-----", path.display()),
    })
}

const LOCKED: &[u8] = b"-----BEGIN ENCRYPTED PRIVATE KEY-----";

fn content(field: &str, path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("[tls] {field}: {} cannot be read: {error}", path.display()))
}

/// A key that others may read is nobody's secret.
#[cfg(unix)]
fn warnings(files: &TlsFiles) -> Vec<String> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(&files.key).map_or(0, |found| found.permissions().mode() & 0o7777);
    let open = mode & 0o077 != 0;
    let key = files.key.display();
    let warning = || format!("[tls] key: {key} has mode {mode:o}: others than its owner may read it; `chmod 600 {key}` mends that");
    open.then(warning).into_iter().collect()
}

#[cfg(not(unix))]
fn warnings(_files: &TlsFiles) -> Vec<String> {
    Vec::new()
}
