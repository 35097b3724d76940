//! Quotas: what they count, and whether there is room for what a commit claims.

use super::batch::Memory;
use super::statements::Statements;
use crate::codec::{column, uncolumn};
use crate::fault::store_error;
use opentim_domain::{AppId, Assert, Change, Claim, Millis};
use opentim_store::{Commit, StoreError};
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// The column of the UTC day that a moment lies in.
pub(crate) fn day(at: Millis) -> i64 {
    column(at.day())
}

/// What the batch under way counts, before it is written.
#[derive(Debug, Default)]
pub(super) struct Quotas {
    /// Differences in the numbers of living groups, by app and type.
    lives: BTreeMap<(AppId, i64), i64>,
    /// Groups made on the batch's day; nothing: none was claimed on it yet. Read when first needed.
    today: BTreeMap<AppId, Option<u64>>,
}

impl Quotas {
    /// The quotas that have no room for what a commit claims.
    pub(super) fn over(
        &mut self,
        sql: &mut Statements<'_>,
        memory: &mut Memory,
        commit: &Commit,
        at: Millis,
    ) -> Result<Vec<Claim>, StoreError> {
        let mut over = Vec::new();
        for assert in &commit.asserts {
            let Assert::Within(claim) = assert else { continue };
            let (taken, most) = match claim {
                Claim::GroupToday { most } => (self.today(sql, commit.app, at)?.unwrap_or_default(), most),
                Claim::GroupOfKind { kind, most } => (self.living(sql, commit.app, *kind as i64)?, most),
                Claim::Membership { user, most } => (memory.users.joined(sql, &memory.buffer, commit.app, user)?, most),
            };
            if taken >= *most {
                over.push(claim.clone());
            }
        }
        Ok(over)
    }

    fn living(&self, sql: &mut Statements<'_>, app: AppId, kind: i64) -> Result<u64, StoreError> {
        let stored: Option<i64> =
            sql.living()?.query_row(params![column(app.get()), kind], |row| row.get(0)).optional().map_err(store_error)?;
        Ok(uncolumn(stored.unwrap_or_default() + self.lives.get(&(app, kind)).copied().unwrap_or_default()))
    }

    fn today(&mut self, sql: &mut Statements<'_>, app: AppId, at: Millis) -> Result<&mut Option<u64>, StoreError> {
        Ok(match self.today.entry(app) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let stored = sql.day()?.query_row(params![column(app.get()), day(at)], |row| row.get(0).map(uncolumn)).optional();
                unknown.insert(stored.map_err(store_error)?)
            }
        })
    }

    /// Counts a commit that holds.
    pub(super) fn count(&mut self, sql: &mut Statements<'_>, commit: &Commit, at: Millis) -> Result<(), StoreError> {
        let claims = |assert: &Assert| matches!(assert, Assert::Within(Claim::GroupToday { .. }));
        if commit.asserts.iter().any(claims) {
            let today = self.today(sql, commit.app, at)?;
            *today = Some(today.unwrap_or_default() + 1);
        }
        if commit.changes.contains(&Change::Disband)
            && let Some(today) = self.today(sql, commit.app, at)?
        {
            *today = today.saturating_sub(1);
        }
        Ok(())
    }

    /// A group came to life or ended.
    pub(super) fn lives(&mut self, app: AppId, kind: i64, difference: i64) {
        *self.lives.entry((app, kind)).or_default() += difference;
    }

    /// Writes what changed. Of earlier days nothing is kept.
    pub(super) fn write(self, sql: &mut Statements<'_>, at: Millis) -> Result<(), StoreError> {
        for ((app, kind), difference) in self.lives.into_iter().filter(|(_, difference)| *difference != 0) {
            sql.count()?.execute(params![column(app.get()), kind, difference]).map_err(store_error)?;
        }
        for (app, today) in self.today {
            let Some(today) = today else { continue };
            let app = column(app.get());
            sql.put_day()?.execute(params![app, day(at), column(today)]).map_err(store_error)?;
            sql.delete_days()?.execute(params![app, day(at)]).map_err(store_error)?;
        }
        Ok(())
    }
}
