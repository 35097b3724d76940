//! Applications and sanctions of the group that a commit changes.

use super::buffer::Buffer;
use super::statements::Statements;
use super::users::Users;
use crate::codec::{column, read_record};
use crate::fault::store_error;
use opentim_domain::{AppId, Application, ApplicationKind, ApplicationState, Change, Sanction, Secs, UserId};
use opentim_store::StoreError;
use rusqlite::{CachedStatement, OptionalExtension, params};

/// The application of a user, if there is one.
pub(super) fn application(sql: &mut Statements<'_>, gid: i64, user: &UserId) -> Result<Option<Application>, StoreError> {
    let body = body(sql.application()?, gid, user)?;
    body.map(|body| read_record("application", &body)).transpose()
}

/// What the group holds against a user, if anything.
pub(super) fn sanction(sql: &mut Statements<'_>, gid: i64, user: &UserId) -> Result<Option<Sanction>, StoreError> {
    let body = body(sql.sanction()?, gid, user)?;
    body.map(|body| read_record("sanction", &body)).transpose()
}

fn body(statement: &mut CachedStatement<'_>, gid: i64, user: &UserId) -> Result<Option<Vec<u8>>, StoreError> {
    statement.query_row(params![gid, user.as_str()], |row| row.get(0)).optional().map_err(store_error)
}

/// The home whose applications and sanctions are written.
pub(super) struct Applications<'r, 'c> {
    pub sql: &'r mut Statements<'c>,
    pub users: &'r mut Users,
    pub buffer: &'r Buffer,
    pub app: AppId,
    pub gid: i64,
}

impl Applications<'_, '_> {
    /// Does what a change means for applications and sanctions; `body` is the encoded record.
    pub(super) fn write(&mut self, change: &Change, body: &[u8]) -> Result<(), StoreError> {
        match change {
            Change::PutApplication(application) => self.put_application(application, body),
            Change::RemoveApplication(user) => {
                self.sql.delete_application()?.execute(params![self.gid, user.as_str()]).map(drop).map_err(store_error)
            }
            Change::PutSanction(sanction) => {
                let Sanction { user, muted_until, banned_until, .. } = &**sanction;
                let end = |until: Option<Secs>| until.map_or(0, |until| column(until.0));
                let row = params![self.gid, user.as_str(), end(*muted_until), end(*banned_until), body];
                self.sql.put_sanction()?.execute(row).map(drop).map_err(store_error)
            }
            Change::RemoveSanction(user) => {
                self.sql.delete_sanction()?.execute(params![self.gid, user.as_str()]).map(drop).map_err(store_error)
            }
            Change::Bury => {
                self.sql.delete_applications()?.execute([self.gid]).map_err(store_error)?;
                self.sql.delete_sanctions()?.execute([self.gid]).map(drop).map_err(store_error)
            }
            _ => Ok(()),
        }
    }

    fn put_application(&mut self, application: &Application, body: &[u8]) -> Result<(), StoreError> {
        let Application { user, kind, at, state, .. } = application;
        // Who decides himself finds it by his own number, all others by the group's.
        let invitee = match kind {
            ApplicationKind::Consent => Some(self.users.home(self.sql, self.buffer, self.app, user)?.uid),
            ApplicationKind::Join | ApplicationKind::Approval => None,
        };
        let open = *state == ApplicationState::Open;
        let row = params![self.gid, user.as_str(), invitee, column(at.0), open, body];
        self.sql.put_application()?.execute(row).map(drop).map_err(store_error)
    }
}
