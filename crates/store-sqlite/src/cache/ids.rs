//! The number of every group by a hash of its id: a lookup in the database saved, and for an id that is free all of them.
//!
//! A number never goes to another id, so nothing here can become stale. It is complete once a scan, begun when the store was
//! opened, has come to its end; only then does "not here" mean "nowhere".

use opentim_domain::{AppId, GroupId};
use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// Groups above which the memory (20 to 40 bytes each) is better used otherwise.
const MOST: usize = 4_000_000;
/// Two ids have this hash; the database knows which is which.
const SEVERAL: u32 = u32::MAX;

/// What is known of an id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Found {
    /// If it is anybody's, then this group's. Its record tells.
    Perhaps(i64),
    /// No group ever had it.
    Nobody,
    /// Ask the database.
    Unknown,
}

/// A hash that is the key itself.
#[derive(Default)]
struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| (hash << 8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

#[derive(Debug, Default)]
struct Inner {
    numbers: HashMap<u64, u32, BuildHasherDefault<Same>>,
    complete: bool,
    /// There are too many.
    given_up: bool,
}

/// The numbers of groups.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    hash: RandomState,
    inner: RwLock<Inner>,
}

impl Ids {
    fn read(&self) -> RwLockReadGuard<'_, Inner> {
        self.inner.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Inner> {
        self.inner.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn hash(&self, app: AppId, id: &GroupId) -> u64 {
        self.hash.hash_one((app, id))
    }

    /// Looks an id up.
    pub(crate) fn find(&self, app: AppId, id: &GroupId) -> Found {
        let hash = self.hash(app, id);
        let inner = self.read();
        match inner.numbers.get(&hash) {
            Some(&SEVERAL) => Found::Unknown,
            Some(gid) => Found::Perhaps((*gid).into()),
            None if inner.complete => Found::Nobody,
            None => Found::Unknown,
        }
    }

    /// Takes groups in. Whether there is room for more.
    pub(crate) fn add(&self, groups: &[(AppId, GroupId, i64)]) -> bool {
        if groups.is_empty() {
            return true;
        }
        let mut inner = self.write();
        for (app, id, gid) in groups {
            let gid = u32::try_from(*gid).unwrap_or(SEVERAL);
            let entry = inner.numbers.entry(self.hash(*app, id)).or_insert(gid);
            if *entry != gid {
                *entry = SEVERAL;
            }
        }
        if inner.numbers.len() > MOST {
            *inner = Inner { given_up: true, ..Inner::default() };
        }
        if inner.given_up {
            inner.numbers.clear();
        }
        !inner.given_up
    }

    /// Every group of the database was taken in.
    pub(crate) fn complete(&self) {
        let mut inner = self.write();
        inner.complete = !inner.given_up;
    }

    /// Forgets everything, for good.
    pub(super) fn clear(&self) {
        *self.write() = Inner { given_up: true, ..Inner::default() };
    }
}
