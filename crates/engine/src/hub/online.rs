//! Users with at least one session, and the groups they are in.

use super::connection::{Connection, Outlet, Push, SessionId};
use super::{Hub, State, Watched};
use opentim_domain::{AppId, GroupId, Limits, Millis, UserId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A user who is online.
#[derive(Default)]
pub(super) struct Online {
    sessions: BTreeMap<SessionId, Outlet>,
    /// Stored groups he is a member of, as far as they are loaded.
    groups: BTreeSet<GroupId>,
    /// Memberships that changed while a session loads his groups: they are newer than what it reads.
    loading: BTreeMap<SessionId, BTreeMap<GroupId, bool>>,
    /// Live groups that each session is present in.
    pub(super) rooms: BTreeMap<SessionId, BTreeSet<GroupId>>,
    /// What he says of his status, or empty.
    pub(super) custom: String,
}

impl Online {
    pub(super) fn outlets(&self) -> impl Iterator<Item = &Outlet> {
        self.sessions.values()
    }

    pub(super) fn outlet(&self, session: SessionId) -> Option<&Outlet> {
        self.sessions.get(&session)
    }

    pub(super) fn sessions(&self) -> impl Iterator<Item = SessionId> {
        self.sessions.keys().copied()
    }

    pub(super) fn has(&self, session: SessionId) -> bool {
        self.sessions.contains_key(&session)
    }

    /// This session is his only one, and he has said nothing of his status.
    pub(super) fn is_alone(&self, session: SessionId) -> bool {
        self.custom.is_empty() && self.sessions.len() == 1 && self.has(session)
    }

    /// Commits were missed: what is being read may be older than they are.
    pub(super) fn missed(&mut self) {
        self.loading.clear();
        self.outlets().for_each(|outlet| outlet.push(Push::Lost));
    }

    /// Live groups that a session is present in; nothing when it has ended.
    pub(super) fn rooms_of(&mut self, session: SessionId) -> Option<&mut BTreeSet<GroupId>> {
        self.sessions.contains_key(&session).then(|| self.rooms.entry(session).or_default())
    }
}

impl Hub {
    /// A new session of a user. It hears of his groups once they are loaded: see [`Hub::loaded`].
    pub(crate) fn connect(self: &Arc<Self>, app: AppId, user: &UserId, limits: Arc<Limits>) -> Connection {
        let mut state = self.state();
        state.sessions += 1;
        let session = SessionId(state.sessions);
        *state.apps.entry(app).or_default() += 1;
        let (outlet, queue, lost) = Outlet::new(limits);
        let online = state.users.entry((app, user.clone())).or_default();
        online.sessions.insert(session, outlet);
        online.loading.insert(session, BTreeMap::new());
        if online.sessions.len() == 1 {
            state.status_changed(app, user, false);
        }
        Connection { hub: self.clone(), app, user: user.clone(), session, queue, lost, over: false }
    }

    /// The groups of a session's user are about to be read again.
    pub(crate) fn reload(&self, app: AppId, user: &UserId, session: SessionId) {
        if let Some(online) = self.state().users.get_mut(&(app, user.clone())) {
            online.loading.insert(session, BTreeMap::new());
        }
    }

    /// They could not be read: what was known stays.
    pub(crate) fn not_loaded(&self, app: AppId, user: &UserId, session: SessionId) {
        if let Some(online) = self.state().users.get_mut(&(app, user.clone())) {
            online.loading.remove(&session);
        }
    }

    /// The groups of a session's user, read after it connected or after [`Hub::reload`]: these and no others. Says whether they
    /// count: when commits were missed meanwhile, they must be read again.
    pub(crate) fn loaded(&self, app: AppId, user: &UserId, session: SessionId, groups: BTreeSet<GroupId>) -> bool {
        let mut state = self.state();
        let Some(online) = state.users.get_mut(&(app, user.clone())) else { return true };
        let Some(newer) = online.loading.remove(&session) else { return false };
        let differing: Vec<GroupId> = online.groups.symmetric_difference(&groups).cloned().collect();
        for group in differing.iter().filter(|group| !newer.contains_key(group)) {
            state.put(app, user, group, groups.contains(group));
        }
        true
    }

    /// A connection is gone.
    pub(super) fn disconnect(&self, app: AppId, user: &UserId, session: SessionId) {
        let at = self.clock.now();
        self.state().disconnect(app, user, session, at);
    }
}

impl State {
    /// A session has ended: it leaves the live groups it was present in, and watches nobody any more.
    pub(super) fn disconnect(&mut self, app: AppId, user: &UserId, session: SessionId, at: Millis) {
        let key = (app, user.clone());
        let rooms = self.users.get_mut(&key).and_then(|online| online.rooms.remove(&session)).unwrap_or_default();
        for room in rooms {
            self.leave_room(app, &room, user, Some(session), at);
        }
        for what in [Watched::Status, Watched::Profile] {
            self.watching(what).unwatch(app, session, None);
        }
        let Some(online) = self.users.get_mut(&key) else { return };
        online.loading.remove(&session);
        let there = online.sessions.remove(&session).is_some();
        if online.sessions.is_empty() {
            let groups = std::mem::take(&mut online.groups);
            self.users.remove(&key);
            groups.iter().for_each(|group| self.unlist(app, user, group));
            self.status_changed(app, user, false);
        }
        if there && let Some(sessions) = self.apps.get_mut(&app) {
            *sessions -= 1;
            if *sessions == 0 {
                self.apps.remove(&app);
            }
        }
    }

    /// A user became a member of a stored group, or ceased to be one.
    pub(super) fn membership(&mut self, app: AppId, user: &UserId, group: &GroupId, joined: bool) {
        let Some(online) = self.users.get_mut(&(app, user.clone())) else { return };
        for newer in online.loading.values_mut() {
            newer.insert(group.clone(), joined);
        }
        self.put(app, user, group, joined);
    }

    fn put(&mut self, app: AppId, user: &UserId, group: &GroupId, joined: bool) {
        let Some(online) = self.users.get_mut(&(app, user.clone())) else { return };
        if joined {
            online.groups.insert(group.clone());
            self.groups.entry((app, group.clone())).or_default().insert(user.clone());
        } else {
            online.groups.remove(group);
            self.unlist(app, user, group);
        }
    }

    fn unlist(&mut self, app: AppId, user: &UserId, group: &GroupId) {
        let key = (app, group.clone());
        if let Some(members) = self.groups.get_mut(&key) {
            members.remove(user);
            if members.is_empty() {
                self.groups.remove(&key);
            }
        }
    }
}
