//! The local socket of a data folder, through which other processes reach the one that has it.
//!
//! It is a Unix socket in the folder. Where a folder's path is too long for one, or its file system takes none, the socket lies in
//! a private folder among the temporary files; on Windows it is a named pipe. A small file in the folder names both.

mod greeting;
mod pointer;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

pub(crate) use greeting::{Greeting, Wish, receive};
#[cfg(unix)]
pub(crate) use unix::{Accepted, Connected, Listener};
#[cfg(windows)]
pub(crate) use windows::{Accepted, Connected, Listener};

use std::fmt;
use std::path::Path;
use std::time::Duration;
use tokio::time::timeout;

/// How long either side waits for the other's first words.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// Why the owner of a folder could not be reached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum NoAnswer {
    /// Nobody listens: the owner is just coming or going, or lets nobody in.
    Nobody(String),
    /// It speaks another version of the frames.
    OtherProtocol(Greeting),
    /// It belongs to another user of the system.
    OtherUser,
    /// It does not say a word.
    Silent,
}

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nobody(why) => write!(f, "it cannot be reached: {why}"),
            Self::OtherProtocol(Greeting { version, protocol, .. }) => {
                write!(f, "it is opentim {version}, which speaks protocol {protocol}")
            }
            Self::OtherUser => f.write_str("it belongs to another user of this system"),
            Self::Silent => write!(f, "it has not answered for {} s", PATIENCE.as_secs()),
        }
    }
}

/// Connects to the owner of a folder.
pub(crate) async fn connect(folder: &Path, wish: Wish) -> Result<Connected, NoAnswer> {
    let visit = async {
        let nobody = |error: std::io::Error| NoAnswer::Nobody(error.to_string());
        let mut stream = platform_connect(folder).await?;
        let greeting = greeting::visit(&mut stream, wish).await.map_err(nobody)?;
        if greeting.speaks_as_we() { Ok(stream) } else { Err(NoAnswer::OtherProtocol(greeting)) }
    };
    timeout(PATIENCE, visit).await.unwrap_or(Err(NoAnswer::Silent))
}

#[cfg(unix)]
use unix::connect as platform_connect;
#[cfg(windows)]
use windows::connect as platform_connect;

/// Sixteen hexadecimal digits that nobody can guess.
fn random_name() -> std::io::Result<String> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|error| std::io::Error::other(error.to_string()))?;
    Ok(format!("{:016x}", u64::from_le_bytes(bytes)))
}
