//! Which attributes of groups a session has seen.
//!
//! A write of attributes says which state it was made for, so that nobody overwrites what he has not seen. The incumbent's client
//! keeps that to itself (rule book 4.7, attribute writes); here its session does.

use lru::LruCache;
use opentim_domain::GroupId;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Groups that are remembered; a write to one that is not reads first.
const MOST: usize = 1000;

/// How often the attributes of groups had changed when a session saw them last.
pub(crate) struct SeenAttributes(Mutex<LruCache<GroupId, u64>>);

impl Default for SeenAttributes {
    fn default() -> Self {
        // One with a bound takes the room for all of it at once; most sessions need none.
        Self(Mutex::new(LruCache::unbounded()))
    }
}

impl SeenAttributes {
    fn groups(&self) -> MutexGuard<'_, LruCache<GroupId, u64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was seen last, if it is known.
    pub(crate) fn of(&self, group: &GroupId) -> Option<u64> {
        self.groups().get(group).copied()
    }

    /// The attributes were read: whatever was seen before, they are so now.
    pub(crate) fn read(&self, group: &GroupId, sequence: u64) {
        let mut groups = self.groups();
        groups.put(group.clone(), sequence);
        if groups.len() > MOST {
            groups.pop_lru();
        }
    }

    /// The user was told of a change, or made one. What is told late does not bring an older state back.
    pub(crate) fn told(&self, group: &GroupId, sequence: u64) {
        let newest = self.of(group).map_or(sequence, |seen| seen.max(sequence));
        self.read(group, newest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(name: &str) -> GroupId {
        GroupId::parse(name).unwrap()
    }

    #[test]
    fn a_late_event_does_not_bring_an_older_state_back_but_reading_does() {
        let seen = SeenAttributes::default();
        assert_eq!(seen.of(&group("a")), None);
        seen.told(&group("a"), 7);
        seen.told(&group("a"), 5);
        assert_eq!((seen.of(&group("a")), seen.of(&group("b"))), (Some(7), None));
        // Another group has taken the id of one that ended.
        seen.read(&group("a"), 1);
        assert_eq!(seen.of(&group("a")), Some(1));
    }

    #[test]
    fn the_groups_used_least_recently_are_forgotten_first() {
        let seen = SeenAttributes::default();
        for at in 0..=MOST as u64 {
            seen.read(&group(&format!("g{at}")), at);
            seen.told(&group("g0"), 0);
        }
        assert_eq!((seen.of(&group("g0")), seen.of(&group("g1")), seen.of(&group("g2"))), (Some(0), None, Some(2)));
    }
}
