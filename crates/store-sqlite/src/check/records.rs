//! What groups hold besides, and accounts.

use super::Look;
use crate::codec::{self, ALIVE, CLOSING};
use crate::fault::store_error;
use opentim_domain::{Account, AccountState, Record, UserId};
use opentim_store::StoreError;
use rusqlite::Row;

const RECORDS: &str = "SELECT g.id, g.state, r.class, r.place, r.owner, r.body FROM record r LEFT JOIN grp g ON g.gid = r.gid";
const ACCOUNTS: &str = "SELECT u.id, a.uid, a.erasing, a.body FROM account a LEFT JOIN usr u ON u.uid = a.uid";

impl Look<'_> {
    /// Every record is readable, stands where its key says, and belongs to a group that is not buried.
    pub(super) fn records(&mut self) -> Result<(), StoreError> {
        self.each(RECORDS, |look, row| look.record(row))
    }

    fn record(&mut self, row: &Row<'_>) -> Result<(), StoreError> {
        let (group, state): (Option<String>, Option<i64>) = (row.get(0).map_err(store_error)?, row.get(1).map_err(store_error)?);
        let (class, place): (i64, String) = (row.get(2).map_err(store_error)?, row.get(3).map_err(store_error)?);
        let owner: Option<String> = row.get(4).map_err(store_error)?;
        let record: Record = codec::read_record("record", &row.get::<_, Vec<u8>>(5).map_err(store_error)?)?;
        self.report.records += 1;
        let here = state == Some(ALIVE) || state == Some(CLOSING);
        self.report.demand(here, || format!("a record of class {class} belongs to no group"));
        let key = record.key();
        let right = (key.class() as i64, key.place()) == (class, place) && key.goes_with().map(UserId::as_str) == owner.as_deref();
        let group = group.unwrap_or_default();
        self.report.demand(right, || format!("a record of class {class} in group {group} is not found by what it says"));
        Ok(())
    }

    /// Every account is readable and its user's own.
    pub(super) fn accounts(&mut self) -> Result<(), StoreError> {
        self.each(ACCOUNTS, |look, row| {
            let (user, uid): (Option<String>, i64) = (row.get(0).map_err(store_error)?, row.get(1).map_err(store_error)?);
            let erasing: bool = row.get(2).map_err(store_error)?;
            let account: Account = codec::read_record("account", &row.get::<_, Vec<u8>>(3).map_err(store_error)?)?;
            look.report.accounts += 1;
            let right = user.as_deref() == Some(account.user.as_str()) && erasing == (account.state == AccountState::Erasing);
            look.report.demand(right, || format!("the account of user number {uid} is not found by what it says"));
            Ok(())
        })
    }
}
