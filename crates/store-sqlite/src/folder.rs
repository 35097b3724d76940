//! The data folder: who may read it, and that only one process has it.

use crate::fault::file_error;
use opentim_store::StoreError;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The database.
pub(crate) const DATABASE: &str = "opentim.db";
/// Held by the process that has the folder; its number is written inside.
pub(crate) const LOCK: &str = "opentim.lock";

/// Makes the folder when it is not there, readable by its owner only. The mode of an existing folder is its owner's choice.
pub(crate) fn create(folder: &Path) -> Result<(), StoreError> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| file_error("creating the folder", folder, &error))?;
    set_mode(folder, 0o700)
}

/// Opens a file for reading and writing, made when absent, readable by its owner only whatever the umask says.
pub(crate) fn open_private(path: &Path) -> Result<File, StoreError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path).map_err(|error| file_error("opening", path, &error))?;
    set_mode(path, 0o600)?;
    Ok(file)
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> Result<(), StoreError> {
    use std::os::unix::fs::PermissionsExt;
    let known = fs::metadata(path).map_err(|error| file_error("reading the mode of", path, &error))?;
    if known.permissions().mode() & 0o777 == mode {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(|error| file_error("setting the mode of", path, &error))
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) -> Result<(), StoreError> {
    Ok(())
}

/// The names in a folder are on disk after this.
pub(crate) fn sync(folder: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        let opened = File::open(folder).and_then(|dir| dir.sync_all());
        opened.map_err(|error| file_error("syncing the folder", folder, &error))?;
    }
    Ok(())
}

/// The right to use a folder; given back when dropped.
#[derive(Debug)]
pub(crate) struct FolderLock {
    /// The lock is the system's on this open file: it ends with the process, however that ends.
    _file: File,
}

impl FolderLock {
    /// Takes the folder, or says who has it.
    pub(crate) fn take(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join(LOCK);
        let mut file = open_private(&path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StoreError::Locked { owner: owner(&mut file) }),
            Err(TryLockError::Error(error)) => return Err(file_error("locking", &path, &error)),
        }
        let pid = std::process::id().to_string();
        let written = file.set_len(0).and_then(|()| file.seek(SeekFrom::Start(0))).and_then(|_| file.write_all(pid.as_bytes()));
        written.map_err(|error| file_error("writing", &path, &error))?;
        Ok(Self { _file: file })
    }
}

fn owner(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

/// Makes the database file, so that SQLite's own files take over its mode.
pub(crate) fn database(folder: &Path) -> Result<PathBuf, StoreError> {
    let path = folder.join(DATABASE);
    let fresh = !path.exists();
    drop(open_private(&path)?);
    for side in ["-wal", "-shm"] {
        let path = folder.join(format!("{DATABASE}{side}"));
        if path.exists() {
            set_mode(&path, 0o600)?;
        }
    }
    if fresh {
        sync(folder)?;
    }
    Ok(path)
}
