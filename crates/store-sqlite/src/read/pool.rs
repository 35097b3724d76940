//! Connections that only read.

use crate::cache::Caches;
use crate::fault::store_error;
use crate::fresh::Fresh;
use crate::schema;
use opentim_store::StoreError;
use rusqlite::{Connection, OpenFlags};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Connections kept for later; more than these are opened when needed and closed again.
const KEPT: usize = 8;

/// A pool of read-only connections.
#[derive(Debug)]
pub(crate) struct Pool {
    database: PathBuf,
    /// Nothing once the store is closed.
    idle: Mutex<Option<Vec<Connection>>>,
    fresh: Fresh,
    caches: Arc<Caches>,
}

/// What one read works with. Look at what waits first, at the database after that (see [`Fresh`]).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'r> {
    pub conn: &'r Connection,
    pub fresh: &'r Fresh,
    pub caches: &'r Caches,
}

impl Pool {
    /// A pool on this database, with one connection opened, so that a database that cannot be read is noticed now.
    pub(crate) fn open(database: PathBuf, fresh: Fresh, caches: Arc<Caches>) -> Result<Self, StoreError> {
        let first = open(&database)?;
        Ok(Self { database, idle: Mutex::new(Some(vec![first])), fresh, caches })
    }

    /// Reads with one of the connections. [`snapshot`] makes several statements one.
    pub(crate) fn read<T>(&self, read: impl FnOnce(Reader<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let idle = match &mut *self.idle.lock().unwrap_or_else(PoisonError::into_inner) {
            None => return Err(StoreError::Closed),
            Some(idle) => idle.pop(),
        };
        let conn = match idle {
            Some(conn) => conn,
            None => open(&self.database)?,
        };
        let answer = read(Reader { conn: &conn, fresh: &self.fresh, caches: &self.caches })?;
        // A connection that met an error is not kept.
        if let Some(idle) = &mut *self.idle.lock().unwrap_or_else(PoisonError::into_inner)
            && idle.len() < KEPT
        {
            idle.push(conn);
        }
        Ok(answer)
    }

    /// Closes all connections; reads are refused from now on.
    pub(crate) fn close(&self) {
        drop(self.idle.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

fn open(database: &PathBuf) -> Result<Connection, StoreError> {
    // Without SQLite's own mutex: a connection is used by one thread at a time.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(database, flags).map_err(store_error)?;
    schema::tune_reader(&conn).map_err(store_error)?;
    Ok(conn)
}

/// Several statements on one snapshot.
pub(super) fn snapshot<T>(conn: &Connection, read: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
    conn.prepare_cached("BEGIN").and_then(|mut begin| begin.execute([])).map_err(store_error)?;
    let answer = read(conn);
    conn.prepare_cached("COMMIT").and_then(|mut end| end.execute([])).map_err(store_error)?;
    answer
}
