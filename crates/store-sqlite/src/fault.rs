//! What SQLite's and the system's errors mean to those who use the store.

use opentim_store::StoreError;
use rusqlite::{Error, ErrorCode};
use std::io;
use std::path::Path;

/// The store's error for one of SQLite's.
pub(crate) fn store_error(error: Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged(error.to_string()),
        Some(ErrorCode::DiskFull) => StoreError::Unavailable("the disk is full; make room and try again".into()),
        Some(ErrorCode::ReadOnly) => {
            StoreError::Unavailable("the folder or its files cannot be written; check their permissions".into())
        }
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            StoreError::Unavailable(format!("its files cannot be opened; check their permissions ({error})"))
        }
        Some(ErrorCode::SystemIoFailure) => StoreError::Unavailable(format!("the disk reports an error ({error})")),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            StoreError::Unavailable("another program holds a lock on opentim.db; end it and try again".into())
        }
        _ => match error {
            Error::FromSqlConversionFailure(..)
            | Error::InvalidColumnType(..)
            | Error::IntegralValueOutOfRange(..)
            // Whoever may find nothing asks for an optional row.
            | Error::QueryReturnedNoRows => {
                StoreError::Damaged(error.to_string())
            }
            other => StoreError::Unavailable(other.to_string()),
        },
    }
}

/// The store's error for a refused file operation.
pub(crate) fn file_error(doing: &str, path: &Path, error: &io::Error) -> StoreError {
    StoreError::Unavailable(format!("{doing} {} failed: {error}; check the path and its permissions", path.display()))
}

/// A stored body that cannot be read.
pub(crate) fn unreadable(what: &str, error: impl std::fmt::Display) -> StoreError {
    StoreError::Damaged(format!("a stored {what} cannot be read: {error}"))
}
