//! The lists of users who asked for theirs lately.

use super::Turn;
use lru::LruCache;
use opentim_domain::{AppId, UserId};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// One membership in a living group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Listed {
    pub joined_at: i64,
    /// Position of the group in the order of creation.
    pub born: i64,
    pub gid: i64,
    /// Type and topics, see `read::tag`.
    pub tag: u8,
}

/// Lists, each in the order of joining.
#[derive(Debug)]
pub(crate) struct Lists {
    /// Rows that may be held.
    most: usize,
    inner: Mutex<Inner>,
}

#[derive(Debug)]
struct Inner {
    by_user: LruCache<(AppId, UserId), Arc<[Listed]>>,
    rows: usize,
    turn: Turn,
}

/// What an empty list counts for, so that many of them are bounded too.
const EMPTY: usize = 4;

impl Lists {
    pub(super) fn new(most: usize) -> Self {
        Self { most, inner: Mutex::new(Inner { by_user: LruCache::unbounded(), rows: 0, turn: Turn::default() }) }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A user's list, or the turn to come back with.
    pub(crate) fn get(&self, app: AppId, user: &UserId) -> Result<Arc<[Listed]>, Turn> {
        let mut inner = self.inner();
        let turn = inner.turn;
        inner.by_user.get(&(app, user.clone())).cloned().ok_or(turn)
    }

    /// Takes a list that was read from the database after `turn`, unless something changed since.
    pub(crate) fn put(&self, turn: Turn, app: AppId, user: &UserId, list: &Arc<[Listed]>) {
        let mut inner = self.inner();
        if inner.turn != turn || list.len() > self.most / 4 {
            return;
        }
        inner.rows += list.len() + EMPTY;
        if let Some(old) = inner.by_user.put((app, user.clone()), list.clone()) {
            inner.rows = inner.rows.saturating_sub(old.len() + EMPTY);
        }
        while inner.rows > self.most {
            let Some((_, old)) = inner.by_user.pop_lru() else { break };
            inner.rows = inner.rows.saturating_sub(old.len() + EMPTY);
        }
    }

    /// Forgets lists that were changed; all of them when a group was disbanded, as it may be in any.
    pub(super) fn remove(&self, users: &[(AppId, UserId)], all: bool) {
        if users.is_empty() && !all {
            return;
        }
        let mut inner = self.inner();
        inner.turn.next();
        if all {
            inner.by_user.clear();
            inner.rows = 0;
        }
        if inner.by_user.is_empty() {
            return;
        }
        for key in users {
            if let Some(old) = inner.by_user.pop(key) {
                inner.rows = inner.rows.saturating_sub(old.len() + EMPTY);
            }
        }
    }

    pub(super) fn clear(&self) {
        self.remove(&[], true);
    }
}
