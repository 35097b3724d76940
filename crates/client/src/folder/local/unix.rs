//! Unix sockets.

use super::{NoAnswer, pointer, random_name};
use std::fs::{self, DirBuilder, File, Metadata, Permissions};
use std::io::{Error, ErrorKind, Result};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use tokio::net::{UnixListener, UnixStream};

/// Name of the socket in the folder.
const SOCKET: &str = "opentim.sock";
/// Name of the socket in a private folder of its own.
const ELSEWHERE: &str = "s";
/// How the names of those private folders begin.
const PRIVATE: &str = "opentim-";
/// Longest path that every system takes for a socket, in bytes.
const LONGEST_PATH: usize = 100;

/// A connection that came in.
pub(crate) type Accepted = UnixStream;
/// A connection to the owner.
pub(crate) type Connected = UnixStream;

/// A path that is short enough for a socket.
struct Address {
    path: PathBuf,
    /// The path may lead over this open folder.
    _folder: Option<File>,
}

impl Address {
    /// That of the socket in this folder.
    fn within(folder: &Path) -> Result<Self> {
        let path = folder.join(SOCKET);
        if path.as_os_str().len() <= LONGEST_PATH {
            return Ok(Self { path, _folder: None });
        }
        Self::over_open(folder).ok_or_else(|| Error::new(ErrorKind::InvalidInput, "the path is too long for a socket"))
    }

    #[cfg(target_os = "linux")]
    fn over_open(folder: &Path) -> Option<Self> {
        use std::os::fd::AsRawFd;
        let open = File::open(folder).ok()?;
        let short = PathBuf::from(format!("/proc/self/fd/{}", open.as_raw_fd()));
        short.is_dir().then(|| Self { path: short.join(SOCKET), _folder: Some(open) })
    }

    #[cfg(not(target_os = "linux"))]
    fn over_open(_: &Path) -> Option<Self> {
        None
    }
}

/// What distinguishes this file from any that comes to its place later.
fn identity(file: &Metadata) -> (u64, u64) {
    (file.dev(), file.ino())
}

/// The owner's end.
pub(crate) struct Listener {
    socket: UnixListener,
    folder: PathBuf,
    /// Where the socket is, when it is not in the folder.
    elsewhere: Option<PathBuf>,
    /// The file of the socket.
    made: (u64, u64),
    user: u32,
}

impl Listener {
    /// Listens. What a dead owner left behind is removed, so only who holds the folder's lock may call this.
    pub(crate) fn bind(folder: &Path) -> Result<Self> {
        let user = own_user()?;
        clear(folder, user);
        let (socket, file, elsewhere) = match bind_within(folder) {
            Ok((socket, file)) => (socket, file, None),
            Err(_) => {
                let (socket, file, place) = bind_elsewhere(folder)?;
                (socket, file, Some(place))
            }
        };
        Ok(Self { socket, folder: folder.to_owned(), elsewhere, made: identity(&file), user })
    }

    /// Waits for a connection of the same user of the system. Others are turned away.
    pub(crate) async fn accept(&mut self) -> Result<Accepted> {
        let (stream, _) = self.socket.accept().await?;
        let user = stream.peer_cred()?.uid();
        if user == self.user {
            return Ok(stream);
        }
        tracing::warn!(user, "another user of the system tried to attach to the data folder");
        Err(Error::from(ErrorKind::PermissionDenied))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let Some(place) = &self.elsewhere else {
            let file = self.folder.join(SOCKET);
            // Who deleted the folder under us may have made a new one.
            if fs::symlink_metadata(&file).is_ok_and(|found| identity(&found) == self.made) {
                let _ = fs::remove_file(file);
            }
            return;
        };
        if let Some(text) = place.to_str() {
            pointer::remove(&self.folder, text);
        }
        remove_private(place, self.user);
    }
}

/// Connects to who listens in this folder.
pub(super) async fn connect(folder: &Path) -> std::result::Result<Connected, NoAnswer> {
    let nobody = |error: Error| NoAnswer::Nobody(error.to_string());
    let user = own_user().map_err(nobody)?;
    let stream = match connect_within(folder).await {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => return Err(NoAnswer::OtherUser),
        Err(error) => match pointer::read(folder) {
            Ok(place) => {
                let place = PathBuf::from(place);
                check_private(&place, user).map_err(|_| NoAnswer::OtherUser)?;
                UnixStream::connect(place.join(ELSEWHERE)).await.map_err(nobody)?
            }
            Err(_) => return Err(nobody(error)),
        },
        Ok(stream) => stream,
    };
    match stream.peer_cred() {
        Ok(peer) if peer.uid() == user => Ok(stream),
        Ok(_) => Err(NoAnswer::OtherUser),
        Err(error) => Err(nobody(error)),
    }
}

async fn connect_within(folder: &Path) -> Result<UnixStream> {
    let address = Address::within(folder)?;
    UnixStream::connect(&address.path).await
}

/// The user of the system that this process runs as.
fn own_user() -> Result<u32> {
    let (end, _other) = UnixStream::pair()?;
    Ok(end.peer_cred()?.uid())
}

fn bind_within(folder: &Path) -> Result<(UnixListener, Metadata)> {
    let address = Address::within(folder)?;
    bind_private(&address.path)
}

/// Connections that come before the mode is set are judged by their user alone.
fn bind_private(path: &Path) -> Result<(UnixListener, Metadata)> {
    let socket = UnixListener::bind(path)?;
    fs::set_permissions(path, Permissions::from_mode(0o600))?;
    Ok((socket, fs::symlink_metadata(path)?))
}

fn bind_elsewhere(folder: &Path) -> Result<(UnixListener, Metadata, PathBuf)> {
    let place = std::env::temp_dir().join(format!("{PRIVATE}{}", random_name()?));
    let text = place.to_str().ok_or_else(|| Error::new(ErrorKind::InvalidFilename, "the folder of temporary files"))?;
    DirBuilder::new().mode(0o700).create(&place)?;
    let bound = bind_private(&place.join(ELSEWHERE)).and_then(|bound| pointer::write(folder, text).map(|()| bound));
    match bound {
        Ok((socket, file)) => Ok((socket, file, place)),
        Err(error) => {
            let _ = fs::remove_dir_all(&place);
            Err(error)
        }
    }
}

/// Removes what a dead owner left behind.
fn clear(folder: &Path, user: u32) {
    let _ = fs::remove_file(folder.join(SOCKET));
    if let Ok(text) = pointer::read(folder) {
        remove_private(Path::new(&text), user);
        pointer::remove(folder, &text);
    }
}

/// Refuses a private folder that is not this user's, or that others may enter.
fn check_private(place: &Path, user: u32) -> Result<()> {
    let found = fs::symlink_metadata(place)?;
    let named = place.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(PRIVATE));
    let private = found.is_dir() && found.uid() == user && found.mode() & 0o077 == 0;
    if named && private { Ok(()) } else { Err(Error::from(ErrorKind::PermissionDenied)) }
}

fn remove_private(place: &Path, user: u32) {
    if check_private(place, user).is_ok() {
        let _ = fs::remove_file(place.join(ELSEWHERE));
        let _ = fs::remove_dir(place);
    }
}

#[cfg(test)]
mod tests;
