//! The embedded store: one folder, SQLite inside, one writer with group commit.
//!
//! A commit is answered when it is on disk. All commits that wait while the disk works go into the next transaction together, so
//! one sync pays for many of them. Reads run on connections of their own and never wait for the writer.
//!
//! One process owns a folder; see [`SqliteStore::open`]. Nothing here needs an async runtime.

mod cache;
mod check;
mod codec;
mod fault;
mod folder;
mod fresh;
mod keys;
mod promise;
mod read;
mod schema;
mod store;
mod upgrade;
mod writer;

#[cfg(test)]
mod tests;

pub use check::{Report, check};
pub use keys::{InstallationKeys, read_secret_key};
pub use store::{Durability, Options, SqliteStore};
