//! Who wants to be told of whom: sessions that have subscribed to the status or the profile of users.

use super::connection::SessionId;
use opentim_domain::{AppId, MOST_WATCHED, UserId};
use std::collections::{BTreeMap, VecDeque};

/// What of a user is watched.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Watched {
    /// Whether he is online, and what he says of that.
    Status,
    /// His profile.
    Profile,
}

/// Sessions and whom they watch, for one of both.
#[derive(Default)]
pub(super) struct Watching {
    /// Those who watch somebody, with their users.
    watchers: BTreeMap<(AppId, UserId), BTreeMap<SessionId, UserId>>,
    /// Whom a session watches, the one named first in front.
    lists: BTreeMap<SessionId, VecDeque<UserId>>,
}

impl Watching {
    /// A session watches these users too. Who is named again counts as named last.
    pub(super) fn watch(&mut self, app: AppId, watcher: &UserId, session: SessionId, users: &[UserId]) {
        for user in users {
            let list = self.lists.entry(session).or_default();
            list.retain(|watched| watched != user);
            list.push_back(user.clone());
            let dropped = if list.len() > MOST_WATCHED { list.pop_front() } else { None };
            self.watchers.entry((app, user.clone())).or_default().insert(session, watcher.clone());
            if let Some(dropped) = dropped {
                self.forget(app, &dropped, session);
            }
        }
    }

    /// A session watches these users no more; nothing: nobody.
    pub(super) fn unwatch(&mut self, app: AppId, session: SessionId, users: Option<&[UserId]>) {
        let Some(list) = self.lists.get_mut(&session) else { return };
        let gone: Vec<UserId> = match users {
            Some(users) => users.iter().filter(|user| list.contains(user)).cloned().collect(),
            None => list.iter().cloned().collect(),
        };
        list.retain(|user| !gone.contains(user));
        if list.is_empty() {
            self.lists.remove(&session);
        }
        for user in &gone {
            self.forget(app, user, session);
        }
    }

    /// The sessions that watch a user, with theirs.
    pub(super) fn of(&self, app: AppId, user: &UserId) -> impl Iterator<Item = (SessionId, &UserId)> {
        self.watchers.get(&(app, user.clone())).into_iter().flatten().map(|(session, watcher)| (*session, watcher))
    }

    fn forget(&mut self, app: AppId, user: &UserId, session: SessionId) {
        let key = (app, user.clone());
        if let Some(watchers) = self.watchers.get_mut(&key) {
            watchers.remove(&session);
            if watchers.is_empty() {
                self.watchers.remove(&key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(id: &str) -> UserId {
        UserId::parse(id).unwrap()
    }

    fn app() -> AppId {
        AppId::new(1_400_000_000).unwrap()
    }

    #[test]
    fn the_first_one_named_makes_room_for_one_too_many() {
        let mut watching = Watching::default();
        let (eve, session) = (user("eve"), SessionId(1));
        let users: Vec<UserId> = (0..MOST_WATCHED).map(|at| user(&format!("u{at}"))).collect();
        watching.watch(app(), &eve, session, &users);
        // Named again: it is the newest now.
        watching.watch(app(), &eve, session, &[user("u0"), user("new")]);
        let watched = |id: &str| watching.of(app(), &user(id)).count();
        assert_eq!((watched("u0"), watched("u1"), watched("u2"), watched("new")), (1, 0, 1, 1));
        assert_eq!(watching.lists[&session].len(), MOST_WATCHED);
    }

    #[test]
    fn nothing_is_kept_of_a_session_that_watches_nobody_any_more() {
        let mut watching = Watching::default();
        watching.watch(app(), &user("eve"), SessionId(1), &[user("a"), user("b")]);
        watching.watch(app(), &user("eve"), SessionId(2), &[user("a")]);
        watching.unwatch(app(), SessionId(1), Some(&[user("a"), user("unknown")]));
        assert_eq!(watching.of(app(), &user("a")).map(|(session, _)| session).collect::<Vec<_>>(), [SessionId(2)]);
        watching.unwatch(app(), SessionId(1), None);
        watching.unwatch(app(), SessionId(2), None);
        assert!(watching.watchers.is_empty() && watching.lists.is_empty());
    }
}
