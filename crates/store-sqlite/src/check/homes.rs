//! Users' homes: lists and notices.

use super::Look;
use crate::codec::{self, uncolumn};
use crate::fault::{store_error, unreadable};
use opentim_store::StoreError;

impl Look<'_> {
    /// Every row of a list belongs to a member, and every user's notices are numbered without gaps.
    pub(super) fn homes(&mut self) -> Result<(), StoreError> {
        let mut notices: Vec<(i64, u64)> = Vec::new();
        let waiting = std::mem::take(&mut self.waiting.listings);
        for (key, row) in &waiting {
            self.on_list(*key, row.gid.into());
            notices.extend(row.notice.as_ref().map(|_| (key >> 32, u64::from(row.number))));
        }
        self.each("SELECT key, gid, number, notice FROM listing", |look, row| {
            let key: i64 = row.get(0).map_err(store_error)?;
            if !waiting.contains_key(&key) {
                look.on_list(key, row.get(1).map_err(store_error)?);
                let notice: Option<i64> = row.get(3).map_err(store_error)?;
                let number = uncolumn(row.get(2).map_err(store_error)?);
                notices.extend(notice.map(|_| (key >> 32, number)));
            }
            Ok(())
        })?;
        self.each("SELECT key, number, notice, detail FROM notice", |_, row| {
            let key: i64 = row.get(0).map_err(store_error)?;
            notices.push((key >> 32, uncolumn(row.get(1).map_err(store_error)?)));
            let (kind, detail): (u8, Option<Vec<u8>>) = (row.get(2).map_err(store_error)?, row.get(3).map_err(store_error)?);
            let notice = codec::notice(kind, detail.as_deref())?;
            if notice.number() == kind { Ok(()) } else { Err(unreadable("notice", "its detail is another's")) }
        })?;
        notices.sort_unstable();
        let mut before = (0, 0);
        for (uid, number) in notices {
            let last = if before.0 == uid { before.1 } else { 0 };
            self.report.demand(number == last + 1, || format!("user number {uid} has no notice between {last} and {number}"));
            before = (uid, number);
        }
        Ok(())
    }

    fn on_list(&mut self, key: i64, gid: i64) {
        let listed = self.listed.get(&key) == Some(&gid);
        self.report.demand(listed, || format!("user number {} lists group number {gid} and is not a member", key >> 32));
    }
}
