//! Events, their hashes, and the logs of apps.

use super::Look;
use crate::codec::{self, Chain, low, uncolumn};
use crate::fault::store_error;
use crate::promise::{Mark, hash};
use opentim_store::StoreError;
use std::collections::HashMap;

/// Number and hash of the newest event of each group.
type Newest = HashMap<i64, (u64, Chain)>;

const LOG: &str =
    "SELECT l.row, l.first, l.n, l.app, l.gid, g.app, g.body FROM app_log l LEFT JOIN grp g ON g.gid = l.gid ORDER BY l.row";

impl Look<'_> {
    /// Events without gaps and each chained to the one before, as many as their groups' numbers say, and in sum those that were
    /// acknowledged.
    pub(super) fn events(&mut self, mark: Mark) -> Result<(), StoreError> {
        let (mut count, mut sum) = (0_u64, 0_u64);
        let mut newest = Newest::new();
        self.each("SELECT key, body, hash FROM event ORDER BY key", |look, row| {
            let key: i64 = row.get(0).map_err(store_error)?;
            let body: Vec<u8> = row.get(1).map_err(store_error)?;
            count += 1;
            sum = sum.wrapping_add(hash(u64::from_ne_bytes(key.to_ne_bytes()), &body));
            look.chained(&mut newest, key, &body, row.get(2).map_err(store_error)?);
            codec::event(low(key), &body).map(drop)
        })?;
        self.report.events = count;
        self.report.demand((count, sum) == (mark.events, mark.sum), || {
            format!("the {count} events are not those that were acknowledged ({} of them)", mark.events)
        });
        self.each("SELECT gid, id, body FROM grp", |look, row| {
            let gid: i64 = row.get(0).map_err(store_error)?;
            let id: String = row.get(1).map_err(store_error)?;
            let (numbers, chain) = codec::numbers(&row.get::<_, Vec<u8>>(2).map_err(store_error)?)?;
            let (newest, hash) = newest.remove(&gid).unwrap_or_default();
            look.report
                .demand(numbers.events == newest, || format!("group {id} has events up to {newest} and counts {}", numbers.events));
            look.report.demand(chain == hash, || format!("group {id} does not keep the hash of its newest event"));
            Ok(())
        })
    }

    /// An event follows the one before, by its number and by its hash. After a break the chain goes on from what is stored, so that
    /// every break is found once.
    fn chained(&mut self, newest: &mut Newest, key: i64, body: &[u8], stored: Chain) {
        let (gid, number) = (key >> 32, low(key));
        let (before, chain) = newest.insert(gid, (number, stored)).unwrap_or_default();
        self.report.demand(number == before + 1, || format!("group number {gid} has no event between {before} and {number}"));
        let hash = codec::chained(&chain, number, body);
        self.report.demand(hash == stored, || {
            format!("event {number} of group number {gid} is not chained to those before it by its hash")
        });
    }

    /// The logs of apps name events that are there, each at most once.
    pub(super) fn logs(&mut self, mark: Mark) -> Result<(), StoreError> {
        let mut next = 1;
        self.each(LOG, |look, row| {
            let get = |at: usize| row.get::<_, i64>(at).map_err(store_error);
            let (place, first, count, app, gid) = (uncolumn(get(0)?), uncolumn(get(1)?), uncolumn(get(2)?), get(3)?, get(4)?);
            let there: Option<i64> = row.get(5).map_err(store_error)?;
            let body: Option<Vec<u8>> = row.get(6).map_err(store_error)?;
            let known = body.map_or(Ok(0), |body| codec::numbers(&body).map(|(numbers, _)| numbers.events))?;
            let right = there == Some(app) && first > 0 && count > 0 && first + count - 1 <= known;
            look.report.demand(right, || format!("the log of app {app} names events of group number {gid} that are not there"));
            look.report
                .demand(place >= next && place + count - 1 <= mark.events, || format!("the log of app {app} has no place {place}"));
            next = place + count;
            Ok(())
        })
    }
}
