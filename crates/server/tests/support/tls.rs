//! A server with TLS, and a client that trusts the authority of the tests.

use super::process::write_config;
use super::*;
use std::fs;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

pub type Secure = StreamOwned<ClientConnection, TcpStream>;

pub fn made(file: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tls").join(file)
}

/// Puts the pair of this name where the configuration looks for it.
pub fn put(folder: &Path, name: &str) {
    fs::copy(made(&format!("{name}.pem")), folder.join("server.pem")).unwrap();
    let key = folder.join("server.key");
    fs::copy(made(&format!("{name}.key")), &key).unwrap();
    #[cfg(unix)]
    fs::set_permissions(key, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
}

pub fn config(folder: &Path) -> String {
    write_config(folder, &format!("[tls]\ncertificate = {:?}\nkey = {:?}", folder.join("server.pem"), folder.join("server.key")))
}

pub fn secure(stream: TcpStream) -> Secure {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(made("authority.pem")).unwrap()).unwrap();
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = builder.with_safe_default_protocol_versions().unwrap().with_root_certificates(roots).with_no_client_auth();
    let client = ClientConnection::new(Arc::new(config), "localhost".try_into().unwrap()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    StreamOwned::new(client, stream)
}
