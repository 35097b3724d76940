//! Why a store could not do its work. None of these says anything about a rule.

use std::fmt;

/// A store's failure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StoreError {
    /// The folder is held by another process.
    Locked {
        /// Its process number, when it wrote one down.
        owner: Option<u32>,
    },
    /// The folder was written by a newer version.
    NewerFormat {
        /// Format of the folder.
        found: u32,
        /// Newest format known here.
        known: u32,
    },
    /// What is there is not what was written.
    Damaged(String),
    /// The disk or the system refused; nothing acknowledged is lost.
    Unavailable(String),
    /// The outcome of a commit is not known; asking again under the same operation id tells.
    Unknown(String),
    /// The store was closed.
    Closed,
    /// More commits wait than the store takes.
    Busy,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Locked { owner: Some(pid) } => {
                write!(f, "the data folder is in use by process {pid}; close it there or choose another folder")
            }
            Self::Locked { owner: None } => {
                f.write_str("the data folder is in use by another process; close it there or choose another folder")
            }
            Self::NewerFormat { found, known } => {
                write!(f, "the data folder has format {found}, this version knows up to {known}; use a newer version of opentim")
            }
            Self::Damaged(what) => write!(f, "the data folder is damaged: {what}"),
            Self::Unavailable(why) => write!(f, "the data folder cannot be used: {why}"),
            Self::Unknown(why) => write!(f, "it is not known whether the change was made: {why}"),
            Self::Closed => f.write_str("the store is closed"),
            Self::Busy => f.write_str("too many changes are waiting; try again in a moment"),
        }
    }
}

impl std::error::Error for StoreError {}
