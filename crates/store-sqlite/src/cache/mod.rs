//! What reads need most, in memory and bounded. The database is the truth; nothing here is needed to find it.
//!
//! No stale value is served after the commit that changed it was answered: the writer takes what a batch changed out of here
//! between COMMIT and the answers. A reader who read the database before that and would put his value in after it is turned away,
//! because the change has moved the cache's [`Turn`] on.

mod heads;
mod ids;
mod lists;

pub(crate) use heads::{Head, Heads};
pub(crate) use ids::{Found, Ids};
pub(crate) use lists::{Listed, Lists};

use opentim_domain::{AppId, UserId};

#[cfg(test)]
mod tests;

/// How many changes a cache has seen. A reader notes it before he reads the database.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Turn(u64);

impl Turn {
    fn next(&mut self) {
        self.0 = self.0.wrapping_add(1);
    }
}

/// All caches of a store.
#[derive(Debug)]
pub(crate) struct Caches {
    pub ids: Ids,
    pub heads: Heads,
    pub lists: Lists,
}

/// What a batch changed, as far as a cache may hold it.
#[derive(Debug, Default)]
pub(crate) struct Changed {
    /// Groups that were there before.
    pub groups: Vec<i64>,
    /// New groups.
    pub new: Vec<(AppId, opentim_domain::GroupId, i64)>,
    /// Users whose lists have other rows now.
    pub users: Vec<(AppId, UserId)>,
    /// A group was disbanded: it is gone from all its members' lists.
    pub disbanded: bool,
}

impl Caches {
    /// Caches for a store that may use so much memory: half of it for groups, an eighth for lists (32 bytes a row).
    pub(crate) fn new(cache_mib: u32) -> Self {
        let mib = usize::try_from(cache_mib.max(1)).unwrap_or(usize::MAX);
        Self { ids: Ids::default(), heads: Heads::new(mib.saturating_mul(1 << 19)), lists: Lists::new(mib.saturating_mul(1 << 12)) }
    }

    /// After a batch is on disk and before it is answered.
    pub(crate) fn publish(&self, changed: Changed) {
        self.ids.add(&changed.new);
        self.heads.remove(&changed.groups);
        self.lists.remove(&changed.users, changed.disbanded);
    }

    /// Forgets everything.
    pub(crate) fn clear(&self) {
        self.ids.clear();
        self.heads.clear();
        self.lists.clear();
    }
}
