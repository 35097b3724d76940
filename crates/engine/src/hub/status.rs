//! Whether users are online, what they say of that, and what those are told who want to know.
//!
//! All of it is passing: nothing of it is stored, and who is not there when it happens is not told later.

use super::connection::{Push, SessionId};
use super::online::Online;
use super::watching::Watched;
use super::{Hub, State};
use opentim_domain::{Account, AppId, UserId};
use std::sync::Arc;

/// Whether a user is online.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UserStatus {
    /// He.
    pub user: UserId,
    /// At least one session of his is connected.
    pub online: bool,
    /// What he says of it himself; empty text when he says nothing. It goes with his last session.
    pub custom: String,
}

/// Something that is told to those who are there, and never stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Passing {
    /// The status of these users is this now.
    Statuses(Vec<UserStatus>),
    /// The own profile is this now.
    OwnProfile(Arc<Account>),
    /// These users' profiles are this now.
    Profiles(Vec<Arc<Account>>),
}

impl Hub {
    /// The status of users, in the order asked.
    pub(crate) fn statuses(&self, app: AppId, users: &[UserId]) -> Vec<UserStatus> {
        let state = self.state();
        users.iter().map(|user| state.status(app, user)).collect()
    }

    /// A user says something of his status, with one of his sessions. All his sessions are told, and who watches him.
    pub(crate) fn say(&self, app: AppId, user: &UserId, custom: &str) {
        let mut state = self.state();
        let Some(online) = state.users.get_mut(&(app, user.clone())) else { return };
        if online.custom != custom {
            custom.clone_into(&mut online.custom);
            state.status_changed(app, user, true);
        }
    }

    /// The same for somebody who has come back: it counts only if this session is his only one and he has said nothing yet.
    pub(crate) fn say_again(&self, app: AppId, user: &UserId, session: SessionId, custom: &str) {
        let alone = self.state().users.get(&(app, user.clone())).is_some_and(|online| online.is_alone(session));
        if alone {
            self.say(app, user, custom);
        }
    }

    /// A session watches these users too, of whom the first ones are dropped when they are too many.
    pub(crate) fn watch(&self, app: AppId, user: &UserId, session: SessionId, what: Watched, users: &[UserId]) {
        let mut state = self.state();
        let connected = state.users.get(&(app, user.clone())).is_some_and(|online| online.has(session));
        if connected {
            state.watching(what).watch(app, user, session, users);
        }
    }

    /// A session watches these users no more; nothing: nobody.
    pub(crate) fn unwatch(&self, app: AppId, session: SessionId, what: Watched, users: Option<&[UserId]>) {
        self.state().watching(what).unwatch(app, session, users);
    }

    /// Tells something passing to one session alone.
    pub(crate) fn tell_session(&self, app: AppId, user: &UserId, session: SessionId, passing: Passing) {
        let passing = Arc::new(passing);
        self.state().tell_one(app, user, session, &passing);
    }

    /// A user has another profile: all his sessions are told, and who watches it.
    pub(crate) fn profile_changed(&self, app: AppId, account: &Arc<Account>) {
        let state = self.state();
        let own = Arc::new(Passing::OwnProfile(account.clone()));
        state.tell_own(app, &account.user, &own);
        let others = Arc::new(Passing::Profiles(vec![account.clone()]));
        state.tell_watchers(app, &account.user, Watched::Profile, &others);
    }

    /// All sessions of a user are over; gives how many there were.
    pub(crate) fn end(&self, app: AppId, user: &UserId) -> usize {
        let at = self.clock.now();
        let mut state = self.state();
        let sessions: Vec<SessionId> =
            state.users.get(&(app, user.clone())).map(|online| online.sessions().collect()).unwrap_or_default();
        for session in &sessions {
            state.disconnect(app, user, *session, at);
        }
        sessions.len()
    }
}

impl State {
    fn status(&self, app: AppId, user: &UserId) -> UserStatus {
        let online = self.users.get(&(app, user.clone()));
        let custom = online.map(|online| online.custom.clone()).unwrap_or_default();
        UserStatus { user: user.clone(), online: online.is_some(), custom }
    }

    /// A user came, went, or says something else of his status.
    pub(super) fn status_changed(&mut self, app: AppId, user: &UserId, by_himself: bool) {
        let status = Arc::new(Passing::Statuses(vec![self.status(app, user)]));
        self.tell_watchers(app, user, Watched::Status, &status);
        if by_himself {
            self.tell_own(app, user, &status);
        }
    }

    fn tell_watchers(&self, app: AppId, user: &UserId, what: Watched, passing: &Arc<Passing>) {
        // Who watches himself is told as the one he is.
        for (session, watcher) in self.watching_of(what).of(app, user).filter(|(_, watcher)| *watcher != user) {
            self.tell_one(app, watcher, session, passing);
        }
    }

    fn tell_own(&self, app: AppId, user: &UserId, passing: &Arc<Passing>) {
        for outlet in self.outlets(app, user) {
            outlet.push(Push::Passing(passing.clone()));
        }
    }

    fn tell_one(&self, app: AppId, user: &UserId, session: SessionId, passing: &Arc<Passing>) {
        let online: Option<&Online> = self.users.get(&(app, user.clone()));
        if let Some(outlet) = online.and_then(|online| online.outlet(session)) {
            outlet.push(Push::Passing(passing.clone()));
        }
    }
}
