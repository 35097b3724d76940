//! The store of a data folder, in memory until the embedded store is in place.

use opentim_store::{Clock, MemoryStore, StoreError};
use std::path::Path;
use std::sync::Arc;

#[derive(Default)]
pub(crate) struct Options;
pub(crate) struct Keys {
    pub secret_key: String,
    pub id_key: [u8; 32],
}
pub(crate) struct SqliteStore {
    pub store: Arc<MemoryStore>,
    keys: Keys,
}

impl SqliteStore {
    pub(crate) fn open(folder: &Path, _: Options, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        let keys = Keys { secret_key: read_secret_key(folder)?, id_key: [7; 32] };
        Ok(Self { store: Arc::new(MemoryStore::new(clock)), keys })
    }
    pub(crate) fn keys(&self) -> &Keys {
        &self.keys
    }
    pub(crate) fn close(&self) {}
}

pub(crate) fn read_secret_key(_: &Path) -> Result<String, StoreError> {
    Ok("memory".to_owned())
}
