//! Named pipes. Their names are seen by everybody on the machine, so one is drawn by lot and told in the folder only; the system
//! lets nobody else than this user write to it.

use super::{NoAnswer, pointer, random_name};
use std::io::Result;
use std::path::{Path, PathBuf};
use tokio::net::windows::named_pipe::{ClientOptions, NamedPipeClient, NamedPipeServer, ServerOptions};

/// A connection that came in.
pub(crate) type Accepted = NamedPipeServer;
/// A connection to the owner.
pub(crate) type Connected = NamedPipeClient;

/// The owner's end.
pub(crate) struct Listener {
    /// The instance that the next process connects to.
    next: NamedPipeServer,
    name: String,
    folder: PathBuf,
}

impl Listener {
    /// Listens. What a dead owner left behind is replaced, so only who holds the folder's lock may call this.
    pub(crate) fn bind(folder: &Path) -> Result<Self> {
        let name = format!(r"\\.\pipe\opentim-{}", random_name()?);
        let next = ServerOptions::new().first_pipe_instance(true).reject_remote_clients(true).create(&name)?;
        pointer::write(folder, &name)?;
        Ok(Self { next, name, folder: folder.to_owned() })
    }

    /// Waits for a connection. Nothing is lost when this is dropped before it is done.
    pub(crate) async fn accept(&mut self) -> Result<Accepted> {
        self.next.connect().await?;
        let fresh = ServerOptions::new().reject_remote_clients(true).create(&self.name)?;
        Ok(std::mem::replace(&mut self.next, fresh))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        pointer::remove(&self.folder, &self.name);
    }
}

/// Connects to who listens for this folder.
pub(super) async fn connect(folder: &Path) -> std::result::Result<Connected, NoAnswer> {
    let name = pointer::read(folder).map_err(|error| NoAnswer::Nobody(error.to_string()))?;
    // A pipe without a free instance is busy for a moment only; whoever calls this tries again.
    ClientOptions::new().open(name).map_err(|error| match error.kind() {
        std::io::ErrorKind::PermissionDenied => NoAnswer::OtherUser,
        _ => NoAnswer::Nobody(error.to_string()),
    })
}
