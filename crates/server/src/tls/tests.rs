//! What is wrong with certificate and key is told by file, and no key is ever shown.

use super::{Tls, TlsFiles};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder with both files, to be spoiled.
struct Pair(PathBuf);

impl Pair {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("opentim-tls-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let pair = Self(folder);
        pair.put("certificate.pem", &made("first.pem"));
        pair.put("key.pem", &made("first.key"));
        pair
    }

    fn put(&self, file: &str, text: &[u8]) {
        let path = self.0.join(file);
        fs::write(&path, text).unwrap();
        only_for_the_owner(&path);
    }

    fn files(&self) -> TlsFiles {
        TlsFiles { certificate: self.0.join("certificate.pem"), key: self.0.join("key.pem") }
    }

    #[track_caller]
    fn refused(&self, words: &[&str]) {
        let Err(faults) = Tls::load(self.files()) else { panic!("this should be refused") };
        let text = faults.to_string();
        assert_eq!(faults.0.len(), words.len(), "{text}");
        words.iter().for_each(|words| assert!(text.contains(words), "{words:?} should be in {text:?}"));
        assert!(!text.contains("MIGH"), "a key is never shown: {text}");
    }
}

impl Drop for Pair {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn made(file: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tls").join(file)).unwrap()
}

#[cfg(unix)]
fn only_for_the_owner(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

#[cfg(not(unix))]
fn only_for_the_owner(_path: &Path) {}

#[test]
fn a_sound_pair_is_taken_without_a_word() {
    let (_, warnings) = Tls::load(Pair::new("sound").files()).unwrap();
    assert_eq!(warnings, Vec::<String>::new());
    let whole_chain = Pair::new("chain");
    whole_chain.put("certificate.pem", &[made("first.pem"), made("authority.pem")].concat());
    assert!(Tls::load(whole_chain.files()).is_ok());
}

#[test]
fn files_that_are_missing_are_both_told() {
    let pair = Pair::new("missing");
    fs::remove_file(pair.0.join("key.pem")).unwrap();
    pair.refused(&["[tls] key: "]);
    fs::remove_file(pair.0.join("certificate.pem")).unwrap();
    pair.refused(&["certificate.pem cannot be read: No such file", "key.pem cannot be read"]);
}

#[test]
fn files_that_hold_something_else_are_told() {
    let pair = Pair::new("else");
    pair.put("certificate.pem", &made("first.key"));
    pair.put("key.pem", &made("first.pem"));
    pair.refused(&["certificate.pem holds no certificate; it must be a PEM file", "key.pem holds no key"]);
    pair.put("certificate.pem", b"");
    pair.put("key.pem", b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGH\n-----END ENCRYPTED PRIVATE KEY-----\n");
    pair.refused(&["holds no certificate", "key.pem is locked with a password; take it off"]);
    pair.put("certificate.pem", b"-----BEGIN CERTIFICATE-----\nMIGH");
    pair.put("key.pem", b"-----BEGIN PRIVATE KEY-----\nMIGH");
    pair.refused(&["certificate.pem is no sound PEM", "key.pem is no sound PEM"]);
    pair.put("certificate.pem", b"-----BEGIN CERTIFICATE-----\nMIGHAA==\n-----END CERTIFICATE-----\n");
    pair.put("key.pem", &made("first.key"));
    pair.refused(&["holds a certificate that is damaged"]);
}

#[test]
fn a_key_of_another_certificate_is_told() {
    let pair = Pair::new("other");
    pair.put("key.pem", &made("second.key"));
    pair.refused(&["does not belong to the first certificate"]);
    pair.put("certificate.pem", &[made("authority.pem"), made("second.pem")].concat());
    pair.refused(&["the server's own certificate before those of its authorities"]);
    pair.put("key.pem", b"-----BEGIN PRIVATE KEY-----\nMIGHAA==\n-----END PRIVATE KEY-----\n");
    pair.refused(&["keys are RSA, ECDSA"]);
}

#[cfg(unix)]
#[test]
fn a_key_that_others_can_read_is_warned_of() {
    use std::os::unix::fs::PermissionsExt;
    let pair = Pair::new("open");
    fs::set_permissions(pair.files().key, fs::Permissions::from_mode(0o640)).unwrap();
    let (_, warnings) = Tls::load(pair.files()).unwrap();
    assert!(warnings.len() == 1 && warnings[0].contains("has mode 640"), "{warnings:?}");
}

#[test]
fn bad_files_leave_what_was_read_before_in_use() {
    let pair = Pair::new("reload");
    let (tls, _) = Tls::load(pair.files()).unwrap();
    let before = tls.config.read().unwrap().clone();
    pair.put("key.pem", &made("second.key"));
    assert!(tls.reload().is_err());
    assert!(std::sync::Arc::ptr_eq(&before, &tls.config.read().unwrap()));
    pair.put("certificate.pem", &made("second.pem"));
    assert!(tls.reload().is_ok());
    assert!(!std::sync::Arc::ptr_eq(&before, &tls.config.read().unwrap()));
}
