//! One transaction: many commits, each for itself in meaning.

use super::buffer::{Buffer, small};
use super::home::GroupHome;
use super::statements::Statements;
use super::task::Task;
use super::users::Users;
use crate::cache::{Caches, Changed};
use crate::codec::{KeptAnswer, column, event_body, notice_number, pair};
use crate::fault::store_error;
use crate::fresh::{CarriedNotice, ListingRow};
use crate::promise::{Mark, hash};
use crate::read::tag;
use opentim_domain::{AppId, GroupId, Home, Listing, Millis, UserEffect, UserId};
use opentim_store::{OperationKey, Outcome, StoreError};
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeMap;
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
    sql: &'b mut Statements<'c>,
    memory: &'b mut Memory,
    at: Millis,
    /// Differences in the numbers of living groups, by app and type.
    lives: BTreeMap<(AppId, i64), i64>,
    /// Something was written.
    written: bool,
}

/// The group that a notice is about, and who caused it.
struct Source<'t> {
    app: AppId,
    gid: i64,
    born: i64,
    by: Option<&'t UserId>,
    /// The number of `by`, looked up when first needed.
    by_uid: Option<i64>,
}

impl<'b, 'c> Batch<'b, 'c> {
    pub(super) fn new(sql: &'b mut Statements<'c>, memory: &'b mut Memory, at: Millis) -> Self {
        Self { sql, memory, at, lives: BTreeMap::new(), written: false }
    }

    /// Does one commit. After [`Err`] the whole batch must be rolled back, unless it says that nothing was written.
    pub(super) fn commit(&mut self, task: &mut Task) -> Result<Outcome, CommitError> {
        let app = task.commit.app;
        let earlier = task.commit.operation.as_ref().map_or(Ok(None), |key| self.earlier(app, key));
        if let Some((request, reply)) = earlier.map_err(CommitError::Alone)? {
            return Ok(Outcome::Earlier { request, reply });
        }
        let Home::Group(id) = task.commit.home.clone() else { return Ok(Outcome::Conflict) };
        let mut home = GroupHome::read(self.sql, &self.memory.buffer, app, &id).map_err(CommitError::Alone)?;
        if !task.commit.asserts.iter().all(|assert| home.holds(*assert)) {
            return Ok(Outcome::Conflict);
        }
        self.written = true;
        self.write(task, &id, &mut home).map_err(CommitError::Batch)?;
        Ok(Outcome::Done(home.committed()))
    }

    fn earlier(&mut self, app: AppId, key: &OperationKey) -> Result<Option<KeptAnswer>, StoreError> {
        let key = params![column(app.get()), key.caller.as_str(), key.id];
        self.sql.earlier.query_row(key, |row| Ok((row.get(0)?, row.get(1)?))).optional().map_err(store_error)
    }

    fn write(&mut self, task: &mut Task, id: &GroupId, home: &mut GroupHome) -> Result<(), StoreError> {
        home.change(self.sql, &mut self.memory.mark.births, task)?;
        self.tell(task, home)?;
        self.log(task, home)?;
        let changed = &mut self.memory.changed;
        if home.is_new() {
            changed.new.push((task.commit.app, id.clone(), home.gid));
            self.memory.buffer.put_id(task.commit.app, id, home.gid);
        } else {
            changed.groups.push(home.gid);
            changed.disbanded |= home.ends();
        }
        home.write(self.sql, task.commit.app, id)?;
        for (kind, difference) in home.lives() {
            *self.lives.entry((task.commit.app, kind)).or_default() += difference;
        }
        if let Some(OperationKey { caller, id, request }) = &task.commit.operation {
            let row = params![column(task.commit.app.get()), caller.as_str(), id, request, task.commit.reply, column(self.at.0)];
            self.sql.keep_answer.execute(row).map_err(store_error)?;
        }
        Ok(())
    }

    /// Numbers and writes the events.
    fn log(&mut self, task: &Task, home: &mut GroupHome) -> Result<(), StoreError> {
        for draft in &task.events {
            home.numbers.events += 1;
            let key = pair(home.gid, home.numbers.events);
            let body = event_body(self.at, home.roster.count, draft);
            self.sql.insert_event.execute(params![key, body]).map_err(store_error)?;
            let mark = &mut self.memory.mark;
            mark.events += 1;
            mark.sum = mark.sum.wrapping_add(hash(u64::from_ne_bytes(key.to_ne_bytes()), &body));
        }
        Ok(())
    }

    /// Writes what users' homes learn.
    fn tell(&mut self, task: &Task, home: &mut GroupHome) -> Result<(), StoreError> {
        let by = task.commit.actor();
        let mut source = Source { app: task.commit.app, gid: home.gid, born: home.born, by, by_uid: None };
        for effect in &task.commit.effects {
            self.tell_one(&mut source, home, effect)?;
        }
        // Whoever left without being told still leaves his list.
        for (user, place) in home.roster.rest() {
            self.unlist(&source, &user, place)?;
        }
        Ok(())
    }

    fn tell_one(&mut self, source: &mut Source<'_>, home: &mut GroupHome, effect: &UserEffect) -> Result<(), StoreError> {
        let mut place = None;
        if effect.left || effect.joined.is_some() {
            place = home.roster.left(&effect.user);
            if let Some(seat) = home.roster.seat(&effect.user) {
                place = place.max(Some(std::mem::take(&mut seat.place)));
            }
        }
        if let Some(place) = place {
            self.unlist(source, &effect.user, place)?;
        }
        // A list shows members; who is not stored as one has no row.
        let listing = effect.joined.as_ref().zip(home.roster.seat(&effect.user));
        if listing.is_none() && effect.notice.is_none() {
            return Ok(());
        }
        let by = self.author(source)?;
        let user = self.memory.users.home(self.sql, &self.memory.buffer, source.app, &effect.user)?;
        user.place += 1;
        user.number += u64::from(effect.notice.is_some());
        let (key, number) = (pair(user.uid, user.place), column(user.number));
        let at = column(self.at.secs().0);
        match listing {
            Some((Listing { kind, topics, joined_at, .. }, seat)) => {
                seat.place = user.place;
                let notice = effect.notice.map(|notice| CarriedNotice { notice: notice_number(notice), by: by.map(small), at });
                let row = ListingRow {
                    gid: small(source.gid),
                    born: small(source.born),
                    tag: tag(*kind, *topics),
                    number: small(number),
                    joined_at: column(joined_at.0),
                    notice,
                };
                self.memory.buffer.put_listing(key, row);
                self.memory.changed.users.push((source.app, effect.user.clone()));
            }
            None => {
                let row = params![key, source.gid, number, effect.notice.map(notice_number), by, at];
                self.sql.insert_notice.execute(row).map_err(store_error)?;
            }
        }
        Ok(())
    }

    fn author(&mut self, source: &mut Source<'_>) -> Result<Option<i64>, StoreError> {
        let Some(by) = source.by else { return Ok(None) };
        if source.by_uid.is_none() {
            source.by_uid = Some(self.memory.users.home(self.sql, &self.memory.buffer, source.app, by)?.uid);
        }
        Ok(source.by_uid)
    }

    /// Takes a row out of a user's list; the notice that it carries stays.
    fn unlist(&mut self, source: &Source<'_>, user: &UserId, place: u64) -> Result<(), StoreError> {
        if place == 0 {
            return Ok(());
        }
        let key = pair(self.memory.users.home(self.sql, &self.memory.buffer, source.app, user)?.uid, place);
        self.memory.changed.users.push((source.app, user.clone()));
        self.memory.buffer.unlist(self.sql, key)
    }

    /// Writes what the batch has in common. Says whether anything was written at all.
    pub(super) fn finish(mut self) -> Result<bool, StoreError> {
        if !self.written {
            return Ok(false);
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
        Ok(true)
    }
}

/// Why a commit could not be done.
pub(super) enum CommitError {
    /// It had written nothing; the others go on.
    Alone(StoreError),
    /// It was in the middle; the batch must be rolled back.
    Batch(StoreError),
}
