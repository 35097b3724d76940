//! Coming and going in live groups. Their tips go to those who are present and are never stored (rule book 8.3, "AVChatRoom").

use super::connection::SessionId;
use super::room::{Present, Room};
use super::{Hub, State};
use crate::ports::{BackEnd, Signal};
use opentim_domain::{Actor, AppId, Entry, EventBody, EventDraft, Face, GroupId, Kind, Millis, Notice, Role, Standing, UserId};
use opentim_store::{StoredEvent, StoredNotice};
use std::sync::Arc;

/// What the hub must know of a live group that somebody enters.
pub(crate) struct Entrance<'a> {
    pub app: AppId,
    pub group: &'a GroupId,
    pub owner: Option<&'a UserId>,
    /// The user stays in the other live groups that he is in.
    pub stays: bool,
}

impl Hub {
    /// Somebody enters a live group with a session. He leaves the one he was in with it (rule book 1.3), unless he owns that.
    pub(crate) fn enter(&self, entrance: &Entrance<'_>, user: &UserId, session: SessionId) {
        let Entrance { app, group, owner, stays } = *entrance;
        let at = self.clock.now();
        let mut state = self.state();
        let online = state.users.get_mut(&(app, user.clone()));
        let Some(rooms) = online.and_then(|online| online.rooms_of(session)) else { return };
        let earlier: Vec<GroupId> = rooms.iter().filter(|room| *room != group).cloned().collect();
        rooms.insert(group.clone());
        let room = state.rooms.entry((app, group.clone())).or_default();
        room.owner = owner.cloned();
        if room.enter(user, session, at.secs()) {
            let body = EventBody::MembersAdded { members: vec![user.clone()], how: Entry::Applied, silent: false };
            state.tell_room(app, group, user, body, at);
        }
        for other in earlier.into_iter().filter(|_| !stays) {
            if !state.owns_room(app, &other, user) {
                state.forget_room(app, user, &other, Some(session));
                state.leave_room(app, &other, user, Some(session), at);
            }
        }
    }

    /// Somebody leaves a live group with all of his sessions; says whether he was there.
    pub(crate) fn leave(&self, app: AppId, group: &GroupId, user: &UserId) -> bool {
        let at = self.clock.now();
        let mut state = self.state();
        state.forget_room(app, user, group, None);
        state.leave_room(app, group, user, None, at)
    }

    /// Takes users out of a live group and tells them so with a notice, if there is one; gives back those who were there.
    pub(crate) fn throw_out(
        &self,
        app: AppId,
        group: &GroupId,
        actor: &Actor,
        users: &[UserId],
        notice: Option<&Notice>,
    ) -> Vec<UserId> {
        let at = self.clock.now();
        let mut state = self.state();
        let key = (app, group.clone());
        let Some(room) = state.rooms.get_mut(&key) else { return Vec::new() };
        let gone: Vec<UserId> = users.iter().filter(|user| room.leave(user, None)).cloned().collect();
        for user in &gone {
            state.forget_room(app, user, group, None);
            if let Some(notice) = notice {
                let notice = unstored(group, notice.clone(), Some(&actor.user), at);
                state.tell_user(app, user, &Arc::new(notice));
            }
        }
        if !gone.is_empty() {
            let members = gone.iter().map(|user| (user.clone(), Role::Member)).collect();
            let body = EventBody::MembersKicked { members, reason: String::new(), silent: false, banned_until: None };
            state.tell_room_by(app, group, actor.clone(), body, at);
        }
        state.close_if_empty(&key);
        gone
    }

    /// Sets a mark on members of a live group, or takes it off.
    pub(crate) fn mark(
        &self,
        app: AppId,
        group: &GroupId,
        actor: &Actor,
        (users, mark, on): (&[UserId], u32, bool),
        (marks, marked): (usize, usize),
    ) -> Result<(), bool> {
        let at = self.clock.now();
        let mut state = self.state();
        let Some(room) = state.rooms.get_mut(&(app, group.clone())) else { return Ok(()) };
        let changed = room.mark(users, mark, on, marks, marked)?;
        if !changed.is_empty() {
            state.tell_room_by(app, group, actor.clone(), EventBody::Marked { members: changed, mark, on }, at);
        }
        Ok(())
    }

    /// How many are present in a live group.
    pub(crate) fn present(&self, app: AppId, group: &GroupId) -> usize {
        self.state().rooms.get(&(app, group.clone())).map_or(0, Room::count)
    }

    /// Whether this user is present in a live group.
    pub(crate) fn is_present(&self, app: AppId, group: &GroupId, user: &UserId) -> bool {
        self.state().rooms.get(&(app, group.clone())).is_some_and(|room| room.has(user))
    }

    /// The newest members of a live group.
    pub(crate) fn newest(&self, app: AppId, group: &GroupId, mark: Option<u32>, limit: usize) -> Vec<Present> {
        self.state().rooms.get(&(app, group.clone())).map_or_else(Vec::new, |room| room.newest(mark, limit))
    }

    /// Those of the users who are present in a live group, in the order asked.
    pub(crate) fn some_present(&self, app: AppId, group: &GroupId, users: &[UserId]) -> Vec<Option<Present>> {
        self.state().rooms.get(&(app, group.clone())).map_or_else(|| vec![None; users.len()], |room| room.some(users))
    }
}

impl State {
    fn owns_room(&self, app: AppId, group: &GroupId, user: &UserId) -> bool {
        self.rooms.get(&(app, group.clone())).is_some_and(|room| room.owner.as_ref() == Some(user))
    }

    /// A user's sessions, or one of them, are no longer in a live group.
    fn forget_room(&mut self, app: AppId, user: &UserId, group: &GroupId, session: Option<SessionId>) {
        let Some(online) = self.users.get_mut(&(app, user.clone())) else { return };
        for (of, rooms) in &mut online.rooms {
            if session.is_none_or(|session| session == *of) {
                rooms.remove(group);
            }
        }
    }

    /// Somebody goes, with one session or with all; says whether he is gone by it.
    pub(super) fn leave_room(
        &mut self,
        app: AppId,
        group: &GroupId,
        user: &UserId,
        session: Option<SessionId>,
        at: Millis,
    ) -> bool {
        let key = (app, group.clone());
        let gone = self.rooms.get_mut(&key).is_some_and(|room| room.leave(user, session));
        if gone {
            self.tell_room(app, group, user, EventBody::MemberQuit { member: user.clone(), role: Role::Member }, at);
        }
        self.close_if_empty(&key);
        gone
    }

    fn close_if_empty(&mut self, key: &(AppId, GroupId)) {
        if self.rooms.get(key).is_some_and(|room| room.count() == 0) {
            self.rooms.remove(key);
        }
    }

    /// A live group has ended: all are told who are not told by its clean-up.
    pub(super) fn close_room(&mut self, app: AppId, group: &GroupId, event: &StoredEvent) {
        let Some(room) = self.rooms.remove(&(app, group.clone())) else { return };
        let by = Some(&event.event.actor.user);
        for user in room.users() {
            self.forget_room(app, user, group, None);
            if room.owner.as_ref() != Some(user) {
                self.tell_user(app, user, &Arc::new(unstored(group, Notice::Disbanded, by, event.at)));
            }
        }
    }

    fn tell_room(&mut self, app: AppId, group: &GroupId, user: &UserId, body: EventBody, at: Millis) {
        let actor = Actor { user: user.clone(), standing: Standing::User, face: Face::Sdk };
        self.tell_room_by(app, group, actor, body, at);
    }

    fn tell_room_by(&mut self, app: AppId, group: &GroupId, actor: Actor, body: EventBody, at: Millis) {
        if let Some(back_end) = &self.back_end {
            signal(back_end.as_ref(), app, group, &body);
        }
        let present = self.rooms.get(&(app, group.clone())).map_or(0, Room::count);
        let member_count = u32::try_from(present).unwrap_or(u32::MAX);
        let event = StoredEvent { number: 0, at, member_count, event: EventDraft { actor, body } };
        self.tell_group(app, group, Kind::Live, &event, &[]);
    }
}

/// Tells the app's back end who has come or gone.
fn signal(back_end: &dyn BackEnd, app: AppId, group: &GroupId, body: &EventBody) {
    match body {
        EventBody::MembersAdded { members, .. } => {
            back_end.signal(app, Signal::Presence { group, users: members, online: true });
        }
        EventBody::MemberQuit { member, .. } => {
            back_end.signal(app, Signal::Presence { group, users: std::slice::from_ref(member), online: false });
        }
        EventBody::MembersKicked { members, .. } => {
            let users: Vec<UserId> = members.iter().map(|(member, _)| member.clone()).collect();
            back_end.signal(app, Signal::Presence { group, users: &users, online: false });
        }
        _ => {}
    }
}

/// A notice that is told and not stored.
fn unstored(group: &GroupId, notice: Notice, by: Option<&UserId>, at: Millis) -> StoredNotice {
    StoredNotice { number: 0, group: group.clone(), notice, by: by.cloned(), at: at.secs() }
}
