//! The file that says where the socket of a folder is, when it is not in the folder.

use std::fs::{self, OpenOptions};
use std::io::{Result, Write};
use std::path::{Path, PathBuf};

/// Its name.
const POINTER: &str = "opentim.sock.at";

fn file(folder: &Path) -> PathBuf {
    folder.join(POINTER)
}

/// What it says.
pub(super) fn read(folder: &Path) -> Result<String> {
    fs::read_to_string(file(folder))
}

/// Writes it, readable by its owner only. Nobody ever reads half of it.
pub(super) fn write(folder: &Path, place: &str) -> Result<()> {
    let fresh = folder.join(format!("{POINTER}.new"));
    let _ = fs::remove_file(&fresh);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&fresh)?.write_all(place.as_bytes())?;
    fs::rename(fresh, file(folder))
}

/// Takes it away if it says that.
pub(super) fn remove(folder: &Path, place: &str) {
    if read(folder).is_ok_and(|found| found == place) {
        let _ = fs::remove_file(file(folder));
    }
}
