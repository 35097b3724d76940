//! Small files that are there whole or not at all, readable by their owner only.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

/// Longest file that is read or written.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// Version of what is in the files; another one is not read.
const FORMAT: u32 = 1;

#[derive(Serialize, serde::Deserialize)]
struct Kept<W, T> {
    format: u32,
    /// Whose it is.
    whose: W,
    kept: T,
}

/// What a file keeps for `whose`. Nothing when it is not there, of another version, or no use: what is kept can be had again.
pub(super) fn read<T: DeserializeOwned>(path: &Path, whose: &str) -> Option<T> {
    let file = File::open(path).ok()?;
    let mut text = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut text).ok()?;
    let kept: Option<Kept<String, T>> = serde_json::from_slice(&text).ok();
    let kept = kept.filter(|kept| kept.format == FORMAT && kept.whose == whose);
    if kept.is_none() {
        tracing::info!(file = %path.display(), "what was remembered cannot be used and is fetched anew");
    }
    kept.map(|kept| kept.kept)
}

/// Puts a file in place of the one there is. A crash leaves one of the two.
pub(super) fn write<T: Serialize>(path: &Path, whose: &str, kept: &T) -> io::Result<()> {
    write_text(path, &text_of(whose, kept)?)
}

/// What [`write_text`] writes.
pub(super) fn text_of<T: Serialize>(whose: &str, kept: &T) -> io::Result<Vec<u8>> {
    Ok(serde_json::to_vec(&Kept { format: FORMAT, whose, kept })?)
}

/// Writes the whole of it or nothing.
pub(super) fn write_text(path: &Path, text: &[u8]) -> io::Result<()> {
    if text.len() as u64 > MOST_BYTES {
        return Err(io::Error::other(format!("{} bytes are more than the {MOST_BYTES} that are kept", text.len())));
    }
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    let new = path.with_extension(format!("{}.new", std::process::id()));
    let written = private(&new).and_then(|mut file| file.write_all(text)).and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        // Half a file is of no use; that there is none is no fault.
        let _ = fs::remove_file(&new);
    }
    written
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
