//! Where the groups of a session are: in a data folder, or on a server.

use crate::folder::Folder;
use crate::link::Server;
use std::sync::Arc;

/// What `TIMInit` has opened.
#[derive(Clone)]
pub(crate) enum Backend {
    /// A data folder.
    Folder(Arc<Folder>),
    /// A server; nothing is connected before a login.
    Server(Arc<Server>),
}

impl Backend {
    /// Gives it up.
    pub(crate) async fn release(self) {
        match self {
            Self::Folder(folder) => folder.release().await,
            Self::Server(_) => {}
        }
    }
}
