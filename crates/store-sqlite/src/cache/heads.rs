//! Living groups, decoded.

use super::Turn;
use crate::codec::{GroupBody, Packed};
use lru::LruCache;
use opentim_domain::group::{Group, Member};
use opentim_domain::{AppId, UserId};
use opentim_store::StoreError;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Memory of a group without its texts and members, roughly.
const GROUP: usize = 550;
/// Memory of a custom field without its texts, roughly.
const FIELD: usize = 80;
/// Memory of an admin's id, roughly.
const ADMIN: usize = 64;

/// A living group with its packed members.
#[derive(Debug)]
pub(crate) struct Head {
    pub app: AppId,
    pub gid: i64,
    pub group: Group,
    /// Nothing when the members have rows of their own.
    packed: Option<Packed<'static>>,
}

impl Head {
    /// Decodes a body.
    pub(crate) fn read(app: AppId, gid: i64, body: &[u8]) -> Result<Self, StoreError> {
        let body = GroupBody::split(body)?;
        Ok(Self { app, gid, group: body.group()?, packed: body.packed.map(Packed::into_owned) })
    }

    /// The members have rows of their own.
    pub(crate) fn in_rows(&self) -> bool {
        self.packed.is_none()
    }

    /// A packed member.
    pub(crate) fn member(&self, user: &UserId) -> Result<Option<Member>, StoreError> {
        self.packed.as_ref().map_or(Ok(None), |packed| packed.member(user))
    }

    /// Memory, roughly.
    fn weight(&self) -> usize {
        let group = &self.group;
        let texts = group.name.len() + group.introduction.len() + group.notification.len() + group.face_url.len();
        let fields: usize = group.fields.iter().map(|field| field.key.len() + field.value.len() + FIELD).sum();
        GROUP + texts + fields + group.admins.len() * ADMIN + self.packed.as_ref().map_or(0, Packed::len)
    }
}

/// Groups read lately.
#[derive(Debug)]
pub(crate) struct Heads {
    /// Bytes that may be held.
    most: usize,
    inner: Mutex<Inner>,
}

#[derive(Debug)]
struct Inner {
    by_gid: LruCache<i64, Arc<Head>>,
    weight: usize,
    turn: Turn,
    /// Lists that were asked for.
    lists: u8,
}

impl Heads {
    pub(super) fn new(most: usize) -> Self {
        let inner = Inner { by_gid: LruCache::unbounded(), weight: 0, turn: Turn::default(), lists: 0 };
        Self { most, inner: Mutex::new(inner) }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A group, or the turn to come back with.
    pub(crate) fn get(&self, gid: i64) -> Result<Arc<Head>, Turn> {
        let mut inner = self.inner();
        let turn = inner.turn;
        inner.by_gid.get(&gid).cloned().ok_or(turn)
    }

    /// Groups at once; those that are not here are left out. With them the turn to come back with.
    pub(crate) fn get_all(&self, gids: impl Iterator<Item = i64>) -> (Vec<Option<Arc<Head>>>, Turn) {
        let mut inner = self.inner();
        // To move every group of every list to the front costs more than finding them: every eighth time is often enough.
        inner.lists = inner.lists.wrapping_add(1);
        let to_front = inner.lists.is_multiple_of(8);
        let by_gid = &mut inner.by_gid;
        let heads = gids.map(|gid| if to_front { by_gid.get(&gid).cloned() } else { by_gid.peek(&gid).cloned() }).collect();
        (heads, inner.turn)
    }

    /// Takes a group that was read from the database after `turn`, unless something changed since.
    pub(crate) fn put(&self, turn: Turn, head: &Arc<Head>) {
        let mut inner = self.inner();
        if inner.turn != turn || head.weight() > self.most / 16 {
            return;
        }
        inner.weight += head.weight();
        if let Some(old) = inner.by_gid.put(head.gid, head.clone()) {
            inner.weight = inner.weight.saturating_sub(old.weight());
        }
        while inner.weight > self.most {
            let Some((_, old)) = inner.by_gid.pop_lru() else { break };
            inner.weight = inner.weight.saturating_sub(old.weight());
        }
    }

    /// Forgets groups that were changed.
    pub(super) fn remove(&self, gids: &[i64]) {
        if gids.is_empty() {
            return;
        }
        let mut inner = self.inner();
        inner.turn.next();
        for gid in gids {
            if let Some(old) = inner.by_gid.pop(gid) {
                inner.weight = inner.weight.saturating_sub(old.weight());
            }
        }
    }

    pub(super) fn clear(&self) {
        let mut inner = self.inner();
        inner.turn.next();
        inner.by_gid.clear();
        inner.weight = 0;
    }
}
