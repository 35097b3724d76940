//! One transaction: many commits, each for itself in meaning.

use super::buffer::Buffer;
use super::home::GroupHome;
use super::records::Records;
use super::statements::Statements;
use super::task::Task;
use super::users::Users;
use crate::cache::{Caches, Changed};
use crate::codec::{KeptAnswer, column, event_body, pair};
use crate::fault::store_error;
use crate::promise::{Mark, hash};
use opentim_domain::{AppId, Change, GroupId, Home, Millis, UserEffect, UserId};
use opentim_store::{Committed, News, OperationKey, Outcome, StoreError, StoredEvent, Watcher};
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How long an answer is kept under its operation id.
const ANSWERS_KEPT_MS: u64 = 3 * 24 * 3600 * 1000;

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
    /// Differences in the numbers of living groups, by app and type.
    lives: BTreeMap<(AppId, i64), i64>,
    /// Something was written.
    written: bool,
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
        Self { sql, memory, at, lives: BTreeMap::new(), written: false, watcher, tidings: Tidings::default() }
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
            Home::User(user) => Some(self.user(task, &user)?),
            // Nothing is kept there yet.
            Home::App(_) => None,
        };
        let Some(committed) = committed else { return Ok(Outcome::Conflict) };
        self.keep_answer(task).map_err(CommitError::Batch)?;
        Ok(Outcome::Done(committed))
    }

    /// Does a commit to a group's home; nothing when an assertion fails.
    fn group(&mut self, task: &mut Task, id: GroupId) -> Result<Option<Committed>, CommitError> {
        let app = task.commit.app;
        let mut home = GroupHome::read(self.sql, &self.memory.buffer, app, &id).map_err(CommitError::Alone)?;
        for assert in &task.commit.asserts {
            if !home.holds(self.sql, assert).map_err(CommitError::Alone)? {
                return Ok(None);
            }
        }
        let mut births = self.memory.mark.births;
        home.change(self.sql, &mut births, task).map_err(CommitError::Alone)?;
        if !task.commit.asserts.iter().all(|assert| home.holds_after(assert)) {
            return Ok(None);
        }
        self.written = true;
        self.memory.mark.births = births;
        self.write(task, &id, &mut home).map_err(CommitError::Batch)?;
        Ok(Some(home.committed()))
    }

    /// Does a commit to a user's own home.
    fn user(&mut self, task: &Task, user: &UserId) -> Result<Committed, CommitError> {
        self.written = true;
        for change in &task.commit.changes {
            if let Change::ApplicationsRead(up_to) = change {
                let home = self.memory.users.home(self.sql, &self.memory.buffer, task.commit.app, user);
                let uid = home.map_err(CommitError::Batch)?.uid;
                let done = self.sql.applications_read.execute(params![uid, column(up_to.0)]).map_err(store_error);
                done.map_err(CommitError::Batch)?;
            }
        }
        Ok(Committed::default())
    }

    fn earlier(&mut self, app: AppId, key: &OperationKey) -> Result<Option<KeptAnswer>, StoreError> {
        let key = params![column(app.get()), key.caller.as_str(), key.id];
        self.sql.earlier.query_row(key, |row| Ok((row.get(0)?, row.get(1)?))).optional().map_err(store_error)
    }

    fn keep_answer(&mut self, task: &Task) -> Result<(), StoreError> {
        let Some(OperationKey { caller, id, request }) = &task.commit.operation else { return Ok(()) };
        let row = params![column(task.commit.app.get()), caller.as_str(), id, request, task.commit.reply, column(self.at.0)];
        self.sql.keep_answer.execute(row).map(drop).map_err(store_error)
    }

    fn write(&mut self, task: &mut Task, id: &GroupId, home: &mut GroupHome) -> Result<(), StoreError> {
        let app = task.commit.app;
        self.write_records(task, home.gid)?;
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
            *self.lives.entry((app, kind)).or_default() += difference;
        }
        Ok(())
    }

    /// Writes applications and sanctions.
    fn write_records(&mut self, task: &Task, gid: i64) -> Result<(), StoreError> {
        let Memory { users, buffer, .. } = &mut *self.memory;
        let mut records = Records { sql: self.sql, users, buffer, app: task.commit.app, gid };
        task.commit.changes.iter().zip(&task.changes).try_for_each(|(change, body)| records.write(change, body))
    }

    /// Numbers and writes the events.
    fn log(&mut self, task: &Task, home: &mut GroupHome, mut news: Option<&mut News>) -> Result<(), StoreError> {
        for (draft, event) in task.events.iter().zip(&task.commit.events) {
            home.numbers.events += 1;
            let (number, member_count) = (home.numbers.events, home.roster.count);
            let key = pair(home.gid, number);
            let body = event_body(self.at, member_count, draft);
            self.sql.insert_event.execute(params![key, body]).map_err(store_error)?;
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
        for ((app, kind), difference) in std::mem::take(&mut self.lives) {
            if difference != 0 {
                self.sql.count.execute(params![column(app.get()), kind, difference]).map_err(store_error)?;
            }
        }
        self.memory.buffer.write(self.sql, self.memory.mark.births)?;
        let expired = column(self.at.0.saturating_sub(ANSWERS_KEPT_MS));
        let oldest: Option<i64> = self.sql.oldest_answer.query_row([], |row| row.get(0)).optional().map_err(store_error)?;
        if oldest.is_some_and(|oldest| oldest < expired) {
            self.sql.trim_answers.execute([expired]).map_err(store_error)?;
        }
        let mark = &mut self.memory.mark;
        mark.batch += 1;
        let row = params![column(mark.batch), column(mark.births), column(mark.events), mark.sum as i64];
        self.sql.mark.execute(row).map_err(store_error)?;
        Ok((true, self.tidings))
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
