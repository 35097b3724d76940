//! Applications and sanctions.

use super::Look;
use crate::codec::{self, column};
use crate::fault::store_error;
use opentim_domain::{Application, ApplicationKind, ApplicationState, Sanction, Secs};
use opentim_store::StoreError;
use rusqlite::Row;

const APPLICATIONS: &str = "SELECT g.id, a.user, a.body, g.state, a.at, a.open, u.id
    FROM application a LEFT JOIN grp g ON g.gid = a.gid LEFT JOIN usr u ON u.uid = a.invitee AND u.app = g.app";
const SANCTIONS: &str = "SELECT g.id, s.user, s.body, g.state, s.muted, s.banned
    FROM sanction s LEFT JOIN grp g ON g.gid = s.gid";

/// What both tables have in front: group, user, body, and whether the group is one that may have such rows.
struct Place {
    group: String,
    user: String,
    body: Vec<u8>,
}

impl Look<'_> {
    /// Every application and sanction is readable, has the columns of its record, and belongs to a group that is not buried.
    pub(super) fn applications(&mut self) -> Result<(), StoreError> {
        self.each(APPLICATIONS, |look, row| look.application(row))?;
        self.each(SANCTIONS, |look, row| look.sanction(row))
    }

    fn place(&mut self, what: &str, row: &Row<'_>) -> Result<Option<Place>, StoreError> {
        let group: Option<String> = row.get(0).map_err(store_error)?;
        let user: String = row.get(1).map_err(store_error)?;
        let state: Option<i64> = row.get(3).map_err(store_error)?;
        let here = state == Some(codec::ALIVE) || state == Some(codec::CLOSING);
        self.report.demand(here, || format!("{what} of {user} belongs to no group"));
        let Some(group) = group.filter(|_| here) else { return Ok(None) };
        Ok(Some(Place { group, user, body: row.get(2).map_err(store_error)? }))
    }

    fn application(&mut self, row: &Row<'_>) -> Result<(), StoreError> {
        let Some(Place { group, user, body }) = self.place("an application", row)? else { return Ok(()) };
        let record: Application = codec::read_record("application", &body)?;
        let (at, open): (i64, bool) = (row.get(4).map_err(store_error)?, row.get(5).map_err(store_error)?);
        let invitee: Option<String> = row.get(6).map_err(store_error)?;
        let wanted = (record.kind == ApplicationKind::Consent).then_some(&user);
        let right = record.user.as_str() == user
            && (column(record.at.0), record.state == ApplicationState::Open) == (at, open)
            && invitee.as_ref() == wanted;
        self.report.demand(right, || format!("the application of {user} to group {group} is not found by what it says"));
        Ok(())
    }

    fn sanction(&mut self, row: &Row<'_>) -> Result<(), StoreError> {
        let Some(Place { group, user, body }) = self.place("a sanction", row)? else { return Ok(()) };
        let record: Sanction = codec::read_record("sanction", &body)?;
        let stored: (i64, i64) = (row.get(4).map_err(store_error)?, row.get(5).map_err(store_error)?);
        let end = |until: Option<Secs>| until.map_or(0, |until| column(until.0));
        let right = record.user.as_str() == user && (end(record.muted_until), end(record.banned_until)) == stored;
        self.report.demand(right, || format!("the sanction of {user} in group {group} is not found by what it says"));
        Ok(())
    }
}
