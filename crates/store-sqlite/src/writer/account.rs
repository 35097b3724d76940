//! Commits to a user's own home.

use super::batch::{Batch, CommitError};
use super::task::Task;
use crate::codec::{column, read_record};
use crate::fault::store_error;
use opentim_domain::{Account, AccountState, AppId, Assert, Change, UserId};
use opentim_store::{Committed, StoreError};
use rusqlite::{OptionalExtension, params};

impl Batch<'_, '_> {
    /// Does a commit to a user's own home; nothing when an assertion fails.
    pub(super) fn user(&mut self, task: &Task, user: &UserId) -> Result<Option<Committed>, CommitError> {
        let app = task.commit.app;
        for assert in &task.commit.asserts {
            if let Assert::Account { is } = assert
                && self.account(app, user).map_err(CommitError::Alone)?.as_ref() != is.as_deref()
            {
                return Ok(None);
            }
        }
        self.written = true;
        for (change, body) in task.commit.changes.iter().zip(&task.changes) {
            self.change_user(app, user, change, body).map_err(CommitError::Batch)?;
        }
        Ok(Some(Committed::default()))
    }

    fn account(&mut self, app: AppId, user: &UserId) -> Result<Option<Account>, StoreError> {
        let key = params![column(app.get()), user.as_str()];
        let body: Option<Vec<u8>> = self.sql.account()?.query_row(key, |row| row.get(0)).optional().map_err(store_error)?;
        body.map(|body| read_record("account", &body)).transpose()
    }

    fn change_user(&mut self, app: AppId, user: &UserId, change: &Change, body: &[u8]) -> Result<(), StoreError> {
        match change {
            Change::ApplicationsRead(up_to) => {
                let uid = self.memory.users.home(self.sql, &self.memory.buffer, app, user)?.uid;
                self.sql.applications_read()?.execute(params![uid, column(up_to.0)]).map(drop).map_err(store_error)
            }
            Change::PutAccount(account) => {
                let uid = self.memory.users.home(self.sql, &self.memory.buffer, app, user)?.uid;
                let erasing = account.state == AccountState::Erasing;
                self.sql.put_account()?.execute(params![uid, erasing, body]).map(drop).map_err(store_error)
            }
            Change::RemoveAccount => self.erase(app, user),
            _ => Ok(()),
        }
    }

    /// Nothing remains of a user's account, nor of what he was told: his notices begin again at 1.
    fn erase(&mut self, app: AppId, user: &UserId) -> Result<(), StoreError> {
        let Some(home) = self.memory.users.find(self.sql, &self.memory.buffer, app, user)? else { return Ok(()) };
        home.number = 0;
        let uid = home.uid;
        self.sql.delete_account()?.execute([uid]).map_err(store_error)?;
        self.memory.buffer.silence(self.sql, uid)
    }
}
