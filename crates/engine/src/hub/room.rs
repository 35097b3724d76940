//! A live group's members: those who are present, and nobody else.

use super::connection::SessionId;
use opentim_domain::{Secs, UserId};
use std::collections::{BTreeMap, BTreeSet};

/// The people present in one live group.
#[derive(Default)]
pub(crate) struct Room {
    /// In the order of coming.
    present: BTreeMap<u64, Present>,
    by_user: BTreeMap<UserId, u64>,
    seats: u64,
    marks: BTreeMap<u32, BTreeSet<UserId>>,
    /// He stays when he enters another one (rule book 1.3).
    pub(super) owner: Option<UserId>,
}

/// Somebody who is present.
#[derive(Clone, Debug)]
pub(crate) struct Present {
    pub user: UserId,
    pub since: Secs,
    /// His place in the order of coming.
    pub seat: u64,
    sessions: BTreeSet<SessionId>,
}

impl Room {
    pub(super) fn users(&self) -> impl Iterator<Item = &UserId> {
        self.by_user.keys()
    }

    pub(super) fn count(&self) -> usize {
        self.present.len()
    }

    pub(super) fn has(&self, user: &UserId) -> bool {
        self.by_user.contains_key(user)
    }

    /// Somebody comes with a session; says whether he was not there before.
    pub(super) fn enter(&mut self, user: &UserId, session: SessionId, now: Secs) -> bool {
        if let Some(present) = self.by_user.get(user).and_then(|seat| self.present.get_mut(seat)) {
            present.sessions.insert(session);
            return false;
        }
        self.seats += 1;
        let sessions = BTreeSet::from([session]);
        self.present.insert(self.seats, Present { user: user.clone(), since: now, seat: self.seats, sessions });
        self.by_user.insert(user.clone(), self.seats);
        true
    }

    /// A session goes, or all of his; says whether he is gone by it.
    pub(super) fn leave(&mut self, user: &UserId, session: Option<SessionId>) -> bool {
        let Some(seat) = self.by_user.get(user).copied() else { return false };
        if let (Some(session), Some(present)) = (session, self.present.get_mut(&seat)) {
            present.sessions.remove(&session);
            if !present.sessions.is_empty() {
                return false;
            }
        }
        self.present.remove(&seat);
        self.by_user.remove(user);
        self.marks.retain(|_, marked| {
            marked.remove(user);
            !marked.is_empty()
        });
        true
    }

    /// The newest ones first, those with a mark if one is wanted.
    pub(super) fn newest(&self, mark: Option<u32>, limit: usize) -> Vec<Present> {
        let marked = mark.map(|mark| self.marks.get(&mark));
        let wanted = |present: &&Present| match marked {
            None => true,
            Some(marked) => marked.is_some_and(|marked| marked.contains(&present.user)),
        };
        self.present.values().rev().filter(wanted).take(limit).cloned().collect()
    }

    /// Those of the users who are present.
    pub(super) fn some(&self, users: &[UserId]) -> Vec<Option<Present>> {
        users.iter().map(|user| self.by_user.get(user).and_then(|seat| self.present.get(seat)).cloned()).collect()
    }

    /// Sets a mark on those present, or takes it off; gives back those whom it changed. Nothing when there are too many marks
    /// (`Err(true)`) or too many with this mark (`Err(false)`).
    pub(super) fn mark(&mut self, users: &[UserId], mark: u32, on: bool, marks: usize, marked: usize) -> Result<Vec<UserId>, bool> {
        let present: BTreeSet<&UserId> = users.iter().filter(|user| self.has(user)).collect();
        let kept = self.marks.get(&mark);
        let differs = |user: &&&UserId| kept.is_some_and(|kept| kept.contains(**user)) != on;
        let changed: Vec<UserId> = present.iter().filter(differs).map(|user| (*user).clone()).collect();
        if on && !changed.is_empty() {
            if kept.is_none() && self.marks.len() >= marks {
                return Err(true);
            }
            if kept.map_or(0, BTreeSet::len) + changed.len() > marked {
                return Err(false);
            }
        }
        let kept = self.marks.entry(mark).or_default();
        for user in &changed {
            if on {
                kept.insert(user.clone())
            } else {
                kept.remove(user)
            };
        }
        if kept.is_empty() {
            self.marks.remove(&mark);
        }
        Ok(changed)
    }
}
