//! All ids taken into memory, beside everything else, after a store was opened.

use super::pool::{Pool, Reader};
use super::rows::{app_id, group_id};
use crate::fault::store_error;
use opentim_domain::{AppId, GroupId};
use opentim_store::StoreError;
use rusqlite::params;
use std::collections::BTreeSet;

/// Ids taken in at once; other reads go on in between.
const AT_ONCE: usize = 2048;

/// Takes all ids in. Ends early when the store is closed or there are too many.
pub(crate) fn scan_ids(pool: &Pool) -> Result<(), StoreError> {
    // First those that wait: one that moves meanwhile is met again in the table.
    let waiting = pool.read(|reader| {
        let waiting = reader.fresh.read();
        waiting.ids.iter().map(|((app, id), gid)| Ok((app_id(*app)?, id.clone(), *gid))).collect::<Result<Vec<_>, StoreError>>()
    })?;
    let mut more = pool.read(|reader| Ok(reader.caches.ids.add(&waiting)))?;
    let mut after = (0, String::new());
    while more {
        more = pool.read(|reader| {
            let page = page(reader, &after)?;
            let Some((app, id, _)) = page.last() else {
                reader.caches.ids.complete();
                return Ok(false);
            };
            after = (crate::codec::column(app.get()), id.to_string());
            Ok(reader.caches.ids.add(&page))
        })?;
    }
    Ok(())
}

/// Every group there ever was, of all apps, in the order of apps and ids.
pub(crate) fn every_group(pool: &Pool) -> Result<Vec<(AppId, GroupId)>, StoreError> {
    let waiting = pool.read(|reader| {
        let waiting = reader.fresh.read();
        waiting.ids.keys().map(|(app, id)| Ok((app_id(*app)?, id.clone()))).collect::<Result<Vec<_>, StoreError>>()
    })?;
    let mut groups = BTreeSet::from_iter(waiting);
    let mut after = (0, String::new());
    loop {
        let page = pool.read(|reader| page(reader, &after))?;
        let Some((app, id, _)) = page.last() else { return Ok(groups.into_iter().collect()) };
        after = (crate::codec::column(app.get()), id.to_string());
        groups.extend(page.into_iter().map(|(app, id, _)| (app, id)));
    }
}

fn page(reader: Reader<'_>, after: &(i64, String)) -> Result<Vec<(AppId, GroupId, i64)>, StoreError> {
    let sql = "SELECT app, id, gid FROM grp_id WHERE (app, id) > (?1, ?2) ORDER BY app, id LIMIT ?3";
    let mut statement = reader.conn.prepare_cached(sql).map_err(store_error)?;
    let mut rows = statement.query(params![after.0, after.1, AT_ONCE as i64]).map_err(store_error)?;
    let mut page = Vec::with_capacity(AT_ONCE);
    while let Some(row) = rows.next().map_err(store_error)? {
        let id = row.get_ref(1).map_err(store_error)?.as_str().map_err(|error| store_error(error.into()))?;
        page.push((app_id(row.get(0).map_err(store_error)?)?, group_id(id)?, row.get(2).map_err(store_error)?));
    }
    Ok(page)
}
