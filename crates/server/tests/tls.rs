//! TLS of the program: REST over it, new certificates by SIGHUP, callers who do not speak it.
#![cfg(unix)]
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;
use support::process::{Process, output, text};
use support::tls::{Secure, config, made, put, secure};
use support::*;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;

fn connect(server: &Process) -> Secure {
    secure(TcpStream::connect(server.address).unwrap())
}

fn health(stream: &mut Secure) -> Value {
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n").unwrap();
    read_reply(stream).unwrap().json()
}

/// The certificate that the server shows now.
fn shown(server: &Process) -> Vec<u8> {
    let mut stream = connect(server);
    assert_eq!(health(&mut stream)["status"], "ok");
    stream.conn.peer_certificates().unwrap()[0].to_vec()
}

fn der(name: &str) -> Vec<u8> {
    CertificateDer::from_pem_file(made(&format!("{name}.pem"))).unwrap().to_vec()
}

#[test]
fn rest_works_over_tls_and_sighup_changes_the_certificate_under_open_connections() {
    let folder = Folder::new("tls");
    put(&folder.0, "first");
    let server = Process::start(&["--config", &config(&folder.0)]);
    assert!(server.first_line.contains("https://127.0.0.1:"), "{}", server.first_line);
    let mut early = connect(&server);
    let body = br#"{"Type":"Public","Name":"n"}"#;
    early.write_all(&request("POST", &target("create_group"), &[], body)).unwrap();
    assert_done(&read_reply(&mut early).unwrap().json());
    assert_eq!(shown(&server), der("first"));

    put(&folder.0, "second");
    server.signal("HUP");
    while shown(&server) != der("second") {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(health(&mut early)["status"], "ok", "the connection from before goes on");

    fs::write(folder.0.join("server.key"), "no key").unwrap();
    server.signal("HUP");
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(shown(&server), der("second"));
    drop(early);
    server.signal("TERM");
    let log = server.ended(0);
    assert!(log.contains("server.key holds no key"), "{log}");
}

#[test]
fn callers_without_tls_are_told_and_silent_ones_keep_nobody_waiting() {
    let folder = Folder::new("tls-plain");
    put(&folder.0, "first");
    let server = Process::start(&["--config", &config(&folder.0)]);
    let _silent = TcpStream::connect(server.address).unwrap();
    let mut plain = TcpStream::connect(server.address).unwrap();
    plain.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    plain.write_all(&request("POST", &target("create_group"), &[], b"{}")).unwrap();
    let mut said = String::new();
    plain.read_to_string(&mut said).unwrap();
    assert!(said.starts_with("HTTP/1.1 400 ") && said.contains("takes TLS only"), "{said}");

    let mut noise = TcpStream::connect(server.address).unwrap();
    noise.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    noise.write_all(b"\x16\x03\x01no handshake at all").unwrap();
    let closed = noise.read_to_end(&mut Vec::new());
    assert!(closed.is_ok() || closed.is_err_and(|error| error.kind() == ErrorKind::ConnectionReset));
    assert_eq!(health(&mut connect(&server))["status"], "ok");
    server.signal("TERM");
    server.ended(0);
}

#[test]
fn config_check_looks_into_the_files() {
    let folder = Folder::new("tls-check");
    put(&folder.0, "first");
    let path = config(&folder.0);
    let sound = output(&["config", "check", &path]);
    assert!(text(&sound.stdout).contains("sound; 1 app, listens on 127.0.0.1:0 with TLS"), "{}", text(&sound.stdout));
    fs::set_permissions(folder.0.join("server.key"), fs::Permissions::from_mode(0o644)).unwrap();
    let warned = output(&["config", "check", &path]);
    assert_eq!(warned.status.code(), Some(0));
    assert!(text(&warned.stdout).contains("warning: [tls] key: "), "{}", text(&warned.stdout));
    fs::copy(made("second.key"), folder.0.join("server.key")).unwrap();
    for arguments in [&["config", "check", &path][..], &["--config", &path]] {
        let refused = output(arguments);
        assert_eq!(refused.status.code(), Some(2));
        assert!(text(&refused.stderr).contains("does not belong to the first certificate"), "{}", text(&refused.stderr));
    }
}
