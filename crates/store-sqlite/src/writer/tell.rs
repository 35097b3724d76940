//! What users' homes learn of a commit: rows of their lists, and notices.

use super::batch::Batch;
use super::buffer::small;
use super::home::GroupHome;
use super::task::Task;
use crate::codec::{column, notice_detail, pair};
use crate::fault::store_error;
use crate::fresh::{CarriedNotice, ListingRow};
use crate::read::tag;
use opentim_domain::{AppId, Listing, Notice, UserEffect, UserId};
use opentim_store::{News, StoreError, StoredNotice};
use rusqlite::params;

/// The group that a notice is about, and who caused it.
struct Source<'t> {
    app: AppId,
    gid: i64,
    born: i64,
    by: Option<&'t UserId>,
    /// The number of `by`, looked up when first needed.
    by_uid: Option<i64>,
}

impl Batch<'_, '_> {
    /// Writes what users' homes learn.
    pub(super) fn tell(&mut self, task: &Task, home: &mut GroupHome, mut news: Option<&mut News>) -> Result<(), StoreError> {
        let by = task.commit.actor();
        let mut source = Source { app: task.commit.app, gid: home.gid, born: home.born, by, by_uid: None };
        for effect in &task.commit.effects {
            let number = self.tell_one(&mut source, home, effect)?;
            if let (Some(news), Some(number), Some(notice)) = (news.as_deref_mut(), number, effect.notice.clone()) {
                let (group, by) = (news.group.clone(), by.cloned());
                news.notices.push((effect.user.clone(), StoredNotice { number, group, notice, by, at: self.at.secs() }));
            }
        }
        // Whoever left without being told still leaves his list.
        for (user, place) in home.roster.rest() {
            self.unlist(&source, &user, place)?;
        }
        Ok(())
    }

    /// Writes what one user's home learns; gives back the number of his notice.
    fn tell_one(&mut self, source: &mut Source<'_>, home: &mut GroupHome, effect: &UserEffect) -> Result<Option<u64>, StoreError> {
        if effect.left || effect.joined.is_some() {
            let mut place = home.roster.left(&effect.user);
            if let Some(kept) = home.roster.place(self.sql, source.gid, &effect.user)? {
                place = place.max(Some(std::mem::take(kept)));
            }
            if let Some(place) = place {
                self.unlist(source, &effect.user, place)?;
            }
        }
        let mut notice = effect.notice.as_ref();
        let mut number = None;
        // A list shows members; who is not stored as one has no row.
        if let Some(listing) = &effect.joined
            && let Some(place) = home.roster.place(self.sql, source.gid, &effect.user)?
        {
            let carried = notice.filter(|notice| matches!(notice, Notice::Created | Notice::Invited));
            number = self.list(source, effect, listing, carried, place)?;
            notice = notice.filter(|_| carried.is_none());
        }
        match notice {
            Some(notice) => self.notify(source, &effect.user, notice).map(Some),
            None => Ok(number),
        }
    }

    /// Adds a row to a user's list; gives back the number of the notice that it carries.
    fn list(
        &mut self,
        source: &mut Source<'_>,
        effect: &UserEffect,
        listing: &Listing,
        carried: Option<&Notice>,
        place: &mut u64,
    ) -> Result<Option<u64>, StoreError> {
        let by = self.author(source)?;
        let user = self.memory.users.home(self.sql, &self.memory.buffer, source.app, &effect.user)?;
        user.place += 1;
        user.number += u64::from(carried.is_some());
        user.joined = user.joined.map(|joined| joined + 1);
        *place = user.place;
        let (key, number) = (pair(user.uid, user.place), user.number);
        let at = column(self.at.secs().0);
        let row = ListingRow {
            gid: small(source.gid),
            born: small(source.born),
            tag: tag(listing.kind, listing.topics),
            number: small(column(number)),
            joined_at: column(listing.joined_at.0),
            notice: carried.map(|notice| CarriedNotice { notice: notice.number(), by: by.map(small), at }),
        };
        self.memory.buffer.put_listing(key, row);
        self.memory.changed.users.push((source.app, effect.user.clone()));
        Ok(carried.map(|_| number))
    }

    /// Adds a notice to a user's home; gives back its number.
    fn notify(&mut self, source: &mut Source<'_>, user: &UserId, notice: &Notice) -> Result<u64, StoreError> {
        let by = self.author(source)?;
        let user = self.memory.users.home(self.sql, &self.memory.buffer, source.app, user)?;
        user.place += 1;
        user.number += 1;
        let (key, number, at) = (pair(user.uid, user.place), user.number, column(self.at.secs().0));
        let row = params![key, source.gid, column(number), notice.number(), by, at, notice_detail(notice)];
        self.sql.insert_notice()?.execute(row).map_err(store_error)?;
        Ok(number)
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
        let home = self.memory.users.home(self.sql, &self.memory.buffer, source.app, user)?;
        home.joined = None;
        let key = pair(home.uid, place);
        self.memory.changed.users.push((source.app, user.clone()));
        self.memory.buffer.unlist(self.sql, key)
    }
}
