//! The installation's own keys: made once from the system's random source, kept beside the data.

use crate::fault::file_error;
use crate::folder;
use opentim_store::StoreError;
use std::fmt;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Where they are.
const FILE: &str = "opentim.keys";
/// Bytes of each key.
const KEY_BYTES: usize = 32;

/// Keys of one data folder. They are secrets: neither is ever shown by `Debug` or in an error.
#[derive(Clone, PartialEq, Eq)]
pub struct InstallationKeys {
    /// The folder's own UserSig key: 64 hexadecimal characters.
    pub secret_key: String,
    /// Key that group ids are derived from under an operation id.
    pub id_key: [u8; 32],
}

impl fmt::Debug for InstallationKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InstallationKeys { .. }")
    }
}

/// The UserSig key of a folder, without opening its store. Folder and keys are made when they are not there.
///
/// # Errors
/// [`StoreError::Unavailable`] when the folder cannot be used, [`StoreError::Damaged`] when its key file is not one.
pub fn read_secret_key(folder: &Path) -> Result<String, StoreError> {
    folder::create(folder)?;
    Ok(keys(folder)?.secret_key)
}

/// The keys of a folder, made when there are none.
pub(crate) fn keys(folder: &Path) -> Result<InstallationKeys, StoreError> {
    let path = folder.join(FILE);
    if !path.exists() {
        make(folder, &path)?;
    }
    let text = fs::read_to_string(&path).map_err(|error| file_error("reading", &path, &error))?;
    parse(&text).ok_or_else(|| {
        StoreError::Damaged(format!(
            "{} holds no keys; put back the file that was there, or remove it to get new keys",
            path.display()
        ))
    })
}

/// Writes new keys beside the place and links them in, so that of two processes that do this at once both end up with one set.
fn make(folder: &Path, path: &Path) -> Result<(), StoreError> {
    let mut random = [0; 2 * KEY_BYTES + 8];
    getrandom::fill(&mut random)
        .map_err(|error| StoreError::Unavailable(format!("the system gives no random numbers: {error}")))?;
    let (keys, mark) = random.split_at(2 * KEY_BYTES);
    let (secret_key, id_key) = keys.split_at(KEY_BYTES);
    let text = format!("secret_key {}\nid_key {}\n", hex(secret_key), hex(id_key));
    let draft = folder.join(format!("{FILE}.{}", hex(mark)));
    let written = folder::open_private(&draft).and_then(|mut file| {
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        written.map_err(|error| file_error("writing", &draft, &error))
    });
    // Some file systems have no hard links; there the rename is as good as it gets.
    let placed = written.and_then(|()| match fs::hard_link(&draft, path) {
        Ok(()) => Ok(()),
        Err(_) if path.exists() => Ok(()),
        Err(_) => fs::rename(&draft, path).map_err(|error| file_error("writing", path, &error)),
    });
    if draft.exists() {
        fs::remove_file(&draft).map_err(|error| file_error("removing", &draft, &error))?;
    }
    placed.and_then(|()| folder::sync(folder))
}

fn parse(text: &str) -> Option<InstallationKeys> {
    let mut lines = text.lines();
    let secret_key = lines.next()?.strip_prefix("secret_key ")?;
    unhex(secret_key)?;
    let id_key = unhex(lines.next()?.strip_prefix("id_key ")?)?;
    Some(InstallationKeys { secret_key: secret_key.to_owned(), id_key })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<[u8; KEY_BYTES]> {
    let mut out = [0; KEY_BYTES];
    if text.len() != 2 * KEY_BYTES || !text.is_ascii() {
        return None;
    }
    for (at, byte) in out.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(out)
}
