//! One transaction: many commits, each for itself in meaning.

use super::applications::Applications;
use super::buffer::Buffer;
use super::home::GroupHome;
use super::quotas::Quotas;
use super::statements::Statements;
use super::task::Task;
use super::users::Users;
use crate::cache::{Caches, Changed};
use crate::codec::{KeptAnswer, chained, column, event_body, pair};
use crate::fault::store_error;
use crate::promise::{Mark, hash};
use opentim_domain::{AppId, Change, DAY_MS, GroupId, Home, Millis, UserEffect, UserId};
use opentim_store::{Committed, News, OperationKey, Outcome, StoreError, StoredEvent, Watcher};
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How long an answer is kept under its operation id.
const ANSWERS_KEPT_MS: u64 = 3 * 24 * 3600 * 1000;

/// How long an event is in the log of its app, which its back end is told from: a back end that is away for longer than a week has
/// more to mend than what it missed.
const LOG_KEPT_MS: u64 = 7 * DAY_MS;

/// What the writer remembers from batch to batch. None of it is needed: everything can be read again.
pub(super) struct Memory {
    pub users: Users,
    pub buffer: Buffer,
    pub mark: Mark,
    pub caches: Arc<Caches>,
    /// What the batch under way makes of the caches.
    pub changed: Changed,
}

impl Memory {
    /// After the batch is on disk.
    pub(super) fn publish(&mut self) {
        // What waits comes first: a list that is read once the caches have moved on must find it.
        self.buffer.publish();
        self.caches.publish(std::mem::take(&mut self.changed));
        self.users.trim();
    }

    /// Forgets what a batch that was rolled back may have made wrong.
    pub(super) fn forget(&mut self, mark: Mark, newest: i64) {
        self.users.forget();
        self.buffer.forget(newest);
        self.mark = mark;
        self.changed = Changed::default();
    }
}

/// One batch under way.
pub(super) struct Batch<'b, 'c> {
    pub(super) sql: &'b mut Statements<'c>,
    pub(super) memory: &'b mut Memory,
    pub(super) at: Millis,
    quotas: Quotas,
    /// Rows that the batch adds to the logs of apps.
    logged: BTreeMap<AppId, u64>,
    /// Something was written.
    pub(super) written: bool,
    watcher: Option<&'b dyn Watcher>,
    /// For the watcher, once the batch is on disk.
    tidings: Tidings,
}

/// What the watcher is told of a batch.
#[derive(Default)]
pub(super) struct Tidings {
    pub news: Vec<News>,
    /// Apps with commits of which there is no news, because nobody listened when they were written.
    pub unheard: BTreeSet<AppId>,
}

impl<'b, 'c> Batch<'b, 'c> {
    pub(super) fn new(sql: &'b mut Statements<'c>, memory: &'b mut Memory, at: Millis, watcher: Option<&'b dyn Watcher>) -> Self {
        let (quotas, logged) = (Quotas::default(), BTreeMap::new());
        Self { sql, memory, at, quotas, logged, written: false, watcher, tidings: Tidings::default() }
    }

    /// Does one commit. After [`Err`] the whole batch must be rolled back, unless it says that nothing was written.
    pub(super) fn commit(&mut self, task: &mut Task) -> Result<Outcome, CommitError> {
        let app = task.commit.app;
        let earlier = task.commit.operation.as_ref().map_or(Ok(None), |key| self.earlier(app, key));
        if let Some((request, reply)) = earlier.map_err(CommitError::Alone)? {
            return Ok(Outcome::Earlier { request, reply });
        }
        let committed = match task.commit.home.clone() {
            Home::Group(id) => self.group(task, id)?,
            Home::User(user) => self.user(task, &user)?.map_or(Outcome::Conflict, Outcome::Done),
            Home::App(_) => self.app(task).map(|()| Outcome::Done(Committed::default())).map_err(CommitError::Batch)?,
        };
        if let Outcome::Done(_) = committed {
            self.keep_answer(task).map_err(CommitError::Batch)?;
        }
        Ok(committed)
    }

    /// Does a commit to a group's home.
    fn group(&mut self, task: &mut Task, id: GroupId) -> Result<Outcome, CommitError> {
        let app = task.commit.app;
        let mut home = GroupHome::read(self.sql, &self.memory.buffer, app, &id).map_err(CommitError::Alone)?;
        for assert in &task.commit.asserts {
            if !home.holds(self.sql, assert).map_err(CommitError::Alone)? {
                return Ok(Outcome::Conflict);
            }
        }
        let mut births = self.memory.mark.births;
        home.change(self.sql, &mut births, task).map_err(CommitError::Alone)?;
        for assert in &task.commit.asserts {
            if !home.holds_after(self.sql, assert).map_err(CommitError::Alone)? {
                return Ok(Outcome::Conflict);
            }
        }
        let over = self.quotas.over(self.sql, self.memory, &task.commit, self.at).map_err(CommitError::Alone)?;
        if !over.is_empty() {
            return Ok(Outcome::Over(over));
        }
        self.written = true;
        self.memory.mark.births = births;
        self.write(task, &id, &mut home).map_err(CommitError::Batch)?;
        Ok(Outcome::Done(home.committed()))
    }

    /// Does a commit to an app's home.
    fn app(&mut self, task: &Task) -> Result<(), StoreError> {
        self.written = true;
        for change in &task.commit.changes {
            if let Change::BackEndTold(place) = change {
                self.sql.told()?.execute(params![column(task.commit.app.get()), column(*place)]).map_err(store_error)?;
            }
        }
        Ok(())
    }

    fn earlier(&mut self, app: AppId, key: &OperationKey) -> Result<Option<KeptAnswer>, StoreError> {
        let key = params![column(app.get()), key.caller.as_str(), key.id];
        self.sql.earlier()?.query_row(key, |row| Ok((row.get(0)?, row.get(1)?))).optional().map_err(store_error)
    }

    fn keep_answer(&mut self, task: &Task) -> Result<(), StoreError> {
        let Some(OperationKey { caller, id, request }) = &task.commit.operation else { return Ok(()) };
        let row = params![column(task.commit.app.get()), caller.as_str(), id, request, task.commit.reply, column(self.at.0)];
        self.sql.keep_answer()?.execute(row).map(drop).map_err(store_error)
    }

    fn write(&mut self, task: &mut Task, id: &GroupId, home: &mut GroupHome) -> Result<(), StoreError> {
        let app = task.commit.app;
        self.write_applications(task, home.gid)?;
        let listened = self.watcher.filter(|watcher| watcher.listens(app));
        if listened.is_none() && self.watcher.is_some() {
            self.tidings.unheard.insert(app);
        }
        let mut news = listened.map(|_| News {
            app,
            group: id.clone(),
            kind: home.living_kind(),
            events: Vec::new(),
            memberships: task.commit.effects.iter().filter_map(membership).collect(),
            notices: Vec::new(),
        });
        self.tell(task, home, news.as_mut())?;
        self.log(task, home, news.as_mut())?;
        self.tidings.news.extend(news);
        let changed = &mut self.memory.changed;
        if home.is_new() {
            changed.new.push((app, id.clone(), home.gid));
            self.memory.buffer.put_id(app, id, home.gid);
        } else {
            changed.groups.push(home.gid);
            changed.disbanded |= home.ends();
        }
        home.write(self.sql, app, id)?;
        for (kind, difference) in home.lives() {
            self.quotas.lives(app, kind, difference);
        }
        self.quotas.count(self.sql, &task.commit, self.at)
    }

    /// Writes applications and sanctions.
    fn write_applications(&mut self, task: &Task, gid: i64) -> Result<(), StoreError> {
        let Memory { users, buffer, .. } = &mut *self.memory;
        let mut applications = Applications { sql: self.sql, users, buffer, app: task.commit.app, gid };
        task.commit.changes.iter().zip(&task.changes).try_for_each(|(change, body)| applications.write(change, body))
    }

    /// Numbers, chains and writes the events, and enters them in the log of the app.
    fn log(&mut self, task: &Task, home: &mut GroupHome, mut news: Option<&mut News>) -> Result<(), StoreError> {
        let count = task.events.len() as u64;
        if count > 0 {
            let app = task.commit.app;
            let (row, first) = (self.memory.mark.events + 1, home.numbers.events + 1);
            let kind = home.living_kind().map(|kind| kind as i64);
            let row = params![column(app.get()), column(row), home.gid, kind, column(first), column(count), column(self.at.0)];
            self.sql.insert_log()?.execute(row).map_err(store_error)?;
            *self.logged.entry(app).or_default() += 1;
        }
        for (draft, event) in task.events.iter().zip(&task.commit.events) {
            home.numbers.events += 1;
            let (number, member_count) = (home.numbers.events, home.roster.count);
            let key = pair(home.gid, number);
            let body = event_body(self.at, member_count, draft);
            home.chain = chained(&home.chain, number, &body);
            self.sql.insert_event()?.execute(params![key, body, home.chain]).map_err(store_error)?;
            let mark = &mut self.memory.mark;
            mark.events += 1;
            mark.sum = mark.sum.wrapping_add(hash(u64::from_ne_bytes(key.to_ne_bytes()), &body));
            if let Some(news) = news.as_deref_mut() {
                news.events.push(StoredEvent { number, at: self.at, member_count, event: event.clone() });
            }
        }
        Ok(())
    }

    /// Writes what the batch has in common. Says whether anything was written at all, and what is to be told then.
    pub(super) fn finish(mut self) -> Result<(bool, Tidings), StoreError> {
        if !self.written {
            return Ok((false, Tidings::default()));
        }
        std::mem::take(&mut self.quotas).write(self.sql, self.at)?;
        self.trim()?;
        self.memory.buffer.write(self.sql, self.memory.mark.births)?;
        let mark = &mut self.memory.mark;
        mark.batch += 1;
        let row = params![column(mark.batch), column(mark.births), column(mark.events), mark.sum as i64];
        self.sql.mark()?.execute(row).map_err(store_error)?;
        Ok((true, self.tidings))
    }

    /// Takes out what was kept long enough: some with every batch, and more than it brings.
    fn trim(&mut self) -> Result<(), StoreError> {
        let expired = column(self.at.0.saturating_sub(ANSWERS_KEPT_MS));
        let oldest: Option<i64> = self.sql.oldest_answer()?.query_row([], |row| row.get(0)).optional().map_err(store_error)?;
        if oldest.is_some_and(|oldest| oldest < expired) {
            self.sql.trim_answers()?.execute([expired]).map_err(store_error)?;
        }
        let expired = column(self.at.0.saturating_sub(LOG_KEPT_MS));
        for (app, added) in std::mem::take(&mut self.logged) {
            let app = column(app.get());
            let oldest: Option<i64> = self.sql.oldest_log()?.query_row([app], |row| row.get(0)).optional().map_err(store_error)?;
            if oldest.is_some_and(|oldest| oldest < expired) {
                self.sql.trim_log()?.execute(params![app, expired, column(2 * added + 16)]).map_err(store_error)?;
            }
        }
        Ok(())
    }
}

/// What an effect says of a membership.
fn membership(effect: &UserEffect) -> Option<(UserId, bool)> {
    (effect.left || effect.joined.is_some()).then(|| (effect.user.clone(), effect.joined.is_some()))
}

/// Why a commit could not be done.
pub(super) enum CommitError {
    /// It had written nothing; the others go on.
    Alone(StoreError),
    /// It was in the middle; the batch must be rolled back.
    Batch(StoreError),
}
