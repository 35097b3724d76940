//! Reads of accounts.

use super::pool::{Reader, snapshot};
use super::rows::app_id;
use crate::codec::{self, column};
use crate::fault::{store_error, unreadable};
use opentim_domain::{Account, AppId, UserId};
use opentim_store::StoreError;
use rusqlite::{Connection, OptionalExtension, params};

/// A user's account.
pub(super) fn account(conn: &Connection, app: AppId, user: &UserId) -> Result<Option<Account>, StoreError> {
    let sql = "SELECT a.body FROM usr u JOIN account a ON a.uid = u.uid WHERE u.app = ?1 AND u.id = ?2";
    let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
    let key = params![column(app.get()), user.as_str()];
    let body: Option<Vec<u8>> = statement.query_row(key, |row| row.get(0)).optional().map_err(store_error)?;
    body.map(|body| codec::read_record("account", &body)).transpose()
}

/// Accounts, in the order asked.
pub(crate) fn accounts(reader: Reader<'_>, app: AppId, users: &[UserId]) -> Result<Vec<Option<Account>>, StoreError> {
    snapshot(reader.conn, |conn| users.iter().map(|user| account(conn, app, user)).collect())
}

/// Users whose accounts are being erased.
pub(crate) fn erasing(reader: Reader<'_>, limit: usize) -> Result<Vec<(AppId, UserId)>, StoreError> {
    let sql = "SELECT u.app, u.id FROM account a JOIN usr u ON u.uid = a.uid WHERE a.erasing = 1 LIMIT ?1";
    let mut statement = reader.conn.prepare_cached(sql).map_err(store_error)?;
    let mut rows = statement.query([column(limit as u64)]).map_err(store_error)?;
    let mut users = Vec::new();
    while let Some(row) = rows.next().map_err(store_error)? {
        let id: String = row.get(1).map_err(store_error)?;
        let user = UserId::parse(&id).map_err(|fault| unreadable("user id", format!("{fault:?}")))?;
        users.push((app_id(row.get(0).map_err(store_error)?)?, user));
    }
    Ok(users)
}
