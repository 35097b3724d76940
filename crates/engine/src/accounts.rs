//! Accounts and profiles: read often, changed seldom, so they are kept, and that somebody has none is kept too. An app without
//! accounts pays for this with one look into memory for each of those shown.

use crate::call::Refusal;
use crate::hub::{Passing, SessionId, UserStatus, Watched};
use crate::run::Engine;
use opentim_domain::{Account, AccountState, AppId, Change, Home, Limits, Reject, UserId};
use opentim_store::{Outcome, StoreError};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Accounts of one generation: up to twice as many are kept, of which each takes some hundred bytes.
const GENERATION: usize = 16_384;

/// An account, or that there is none.
type Found = Option<Arc<Account>>;

/// What is kept of accounts.
#[derive(Default)]
pub(crate) struct Accounts(Mutex<Kept>);

/// Two generations: what is asked for moves to the younger one. When that is full the older one is forgotten.
#[derive(Default)]
struct Kept {
    young: BTreeMap<(AppId, UserId), Found>,
    old: BTreeMap<(AppId, UserId), Found>,
    /// How often accounts have changed: what was read before the last time is not kept.
    changes: u64,
}

impl Kept {
    fn get(&mut self, key: &(AppId, UserId)) -> Option<Found> {
        if let Some(found) = self.young.get(key) {
            return Some(found.clone());
        }
        let found = self.old.remove(key)?;
        self.put(key.clone(), found.clone());
        Some(found)
    }

    fn put(&mut self, key: (AppId, UserId), found: Found) {
        if self.young.len() >= GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, found);
    }

    fn forget(&mut self, key: &(AppId, UserId)) {
        self.changes += 1;
        self.young.remove(key);
        self.old.remove(key);
    }
}

impl Accounts {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Commits may stand that were not told.
    pub(crate) fn forget_all(&self) {
        let mut kept = self.kept();
        *kept = Kept { changes: kept.changes + 1, ..Kept::default() };
    }
}

/// What a commit does to an account.
pub(crate) enum Touched {
    Put(Arc<Account>),
    Removed(UserId),
}

impl Touched {
    /// Looks through the changes of a commit; nothing for those of groups.
    pub(crate) fn of(home: &Home, changes: &[Change]) -> Option<Self> {
        let Home::User(user) = home else { return None };
        changes.iter().find_map(|change| match change {
            Change::PutAccount(account) => Some(Self::Put(Arc::new((**account).clone()))),
            Change::RemoveAccount => Some(Self::Removed(user.clone())),
            _ => None,
        })
    }
}

impl Engine {
    /// Accounts of users, in the order asked; nothing for who has none, or whose account is being erased.
    ///
    /// # Errors
    /// [`Refusal::Store`].
    pub async fn accounts(&self, app: AppId, users: &[UserId]) -> Result<Vec<Option<Arc<Account>>>, Refusal> {
        let alive = |found: Found| found.filter(|account| account.state == AccountState::Alive);
        Ok(self.accounts_in_any_state(app, users).await?.into_iter().map(alive).collect())
    }

    async fn accounts_in_any_state(&self, app: AppId, users: &[UserId]) -> Result<Vec<Found>, Refusal> {
        let (mut found, changes) = {
            let mut kept = self.hub.accounts.kept();
            let found: Vec<Option<Found>> = users.iter().map(|user| kept.get(&(app, user.clone()))).collect();
            (found, kept.changes)
        };
        let missing = users.iter().zip(&found).filter(|(_, found)| found.is_none()).map(|(user, _)| user.clone());
        let missing: Vec<UserId> = missing.collect::<BTreeSet<UserId>>().into_iter().collect();
        if !missing.is_empty() {
            let read = self.store.accounts(app, &missing).await?.into_iter().map(|account| account.map(Arc::new));
            let read: BTreeMap<UserId, Found> = missing.into_iter().zip(read).collect();
            for (user, found) in users.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
                *found = Some(read.get(user).cloned().flatten());
            }
            let mut kept = self.hub.accounts.kept();
            if kept.changes == changes {
                read.into_iter().for_each(|(user, found)| kept.put((app, user), found));
            }
        }
        Ok(found.into_iter().map(Option::flatten).collect())
    }

    /// Whether somebody has an account that the app has imported.
    ///
    /// # Errors
    /// [`Refusal::Store`].
    pub async fn exists(&self, app: AppId, user: &UserId) -> Result<bool, Refusal> {
        let found = self.accounts(app, std::slice::from_ref(user)).await?;
        Ok(found.into_iter().flatten().any(|account| account.imported))
    }

    /// Refuses who may not log in: whose account is being erased, or who was not imported in an app that wants that.
    ///
    /// # Errors
    /// [`Reject::NoSuchAccount`], or the store cannot say.
    pub async fn may_log_in(&self, app: AppId, user: &UserId, limits: &Limits) -> Result<(), Refusal> {
        let found = self.accounts_in_any_state(app, std::slice::from_ref(user)).await?.into_iter().next().flatten();
        let may = match found {
            Some(account) => account.state == AccountState::Alive && (account.imported || !limits.policy.imported_only),
            None => !limits.policy.imported_only,
        };
        if may { Ok(()) } else { Err(Reject::NoSuchAccount { user: user.to_string() }.into()) }
    }

    /// A commit has touched an account, or may have.
    pub(crate) fn account_touched(&self, app: AppId, touched: Option<Touched>, outcome: &Result<Outcome, StoreError>) {
        let Some(touched) = touched else { return };
        let done = matches!(outcome, Ok(Outcome::Done(_)));
        if !done && !matches!(outcome, Err(StoreError::Unknown(_))) {
            return;
        }
        let user = match &touched {
            Touched::Put(account) => &account.user,
            Touched::Removed(user) => user,
        };
        self.hub.accounts.kept().forget(&(app, user.clone()));
        match touched {
            Touched::Put(account) if account.state == AccountState::Erasing => {
                self.disbanded.notify_one();
                self.hub.end(app, &account.user);
            }
            Touched::Put(account) if done => self.hub.profile_changed(app, &account),
            Touched::Put(_) | Touched::Removed(_) => {}
        }
    }

    /// The status of users, in the order asked.
    pub fn statuses(&self, app: AppId, users: &[UserId]) -> Vec<UserStatus> {
        self.hub.statuses(app, users)
    }

    /// A user says something of his status; it is kept while he is online. All his sessions are told, and who watches him.
    pub fn say(&self, app: AppId, user: &UserId, custom: &str) {
        self.hub.say(app, user, custom);
    }

    /// A session watches these users too, at most [`MOST_WATCHED`](opentim_domain::MOST_WATCHED) of them; it ends with the session.
    pub fn watch(&self, app: AppId, user: &UserId, session: SessionId, what: Watched, users: &[UserId]) {
        self.hub.watch(app, user, session, what, users);
    }

    /// A session watches these users no more; nothing: nobody.
    pub fn unwatch(&self, app: AppId, session: SessionId, what: Watched, users: Option<&[UserId]>) {
        self.hub.unwatch(app, session, what, users);
    }

    /// A client goes on with another session: it says and watches what the one before did, and is told how that is now. What a user
    /// says of his status is not said again when he has other sessions: that of theirs counts.
    ///
    /// # Errors
    /// [`Refusal::Store`]: profiles could not be read; they are watched all the same.
    pub async fn watch_again(&self, app: AppId, user: &UserId, session: SessionId, again: &Again) -> Result<(), Refusal> {
        let Again { custom, statuses, profiles } = again;
        if !custom.is_empty() {
            self.hub.say_again(app, user, session, custom);
        }
        if !statuses.is_empty() {
            self.hub.watch(app, user, session, Watched::Status, statuses);
            let now = self.hub.statuses(app, statuses);
            self.hub.tell_session(app, user, session, Passing::Statuses(now));
        }
        if !profiles.is_empty() {
            self.hub.watch(app, user, session, Watched::Profile, profiles);
            let found: Vec<Arc<Account>> = self.accounts(app, profiles).await?.into_iter().flatten().collect();
            if !found.is_empty() {
                self.hub.tell_session(app, user, session, Passing::Profiles(found));
            }
        }
        Ok(())
    }

    /// Ends all sessions of a user: each of them is told so, and nothing more. Gives how many there were.
    pub fn end_sessions(&self, app: AppId, user: &UserId) -> usize {
        self.hub.end(app, user)
    }
}

/// What a session had said and watched when its connection was cut.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Again {
    /// What the user said of his status, or empty.
    pub custom: String,
    /// Whose status it watched, the one named first in front.
    pub statuses: Vec<UserId>,
    /// Whose profile it watched.
    pub profiles: Vec<UserId>,
}
