//! `[tls]`: the files of certificate and key.

use super::TlsFiles;
use serde::Deserialize;
use std::path::PathBuf;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Section {
    certificate: PathBuf,
    key: PathBuf,
}

impl Section {
    /// The files; what is in them is looked at when they are needed.
    pub fn check(self, faults: &mut Vec<String>) -> TlsFiles {
        for (field, path) in [("certificate", &self.certificate), ("key", &self.key)] {
            if path.as_os_str().is_empty() {
                faults.push(format!("[tls]: {field} must name a PEM file"));
            }
        }
        TlsFiles { certificate: self.certificate, key: self.key }
    }
}
