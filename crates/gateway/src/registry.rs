//! Sessions over frames: which there are, which ends which, and which may go on after a cut.

mod entry;
mod seat;
#[cfg(test)]
mod tests;

pub use seat::{Over, Seat};

use crate::doorman::{Instances, Peer};
use entry::{Entry, Held, begin, make_room};
use lru::LruCache;
use opentim_domain::{AppId, Millis, UserId};
use opentim_store::{Clock, SystemClock};
use opentim_wire::sdk::Failure;
use seat::Line;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Sessions without a connection that are remembered; the one that went first is forgotten first.
const REMEMBERED: usize = 65_536;
/// Those of one user.
const REMEMBERED_OF_ONE: usize = 64;
/// Milliseconds for which they are remembered.
const REMEMBERED_FOR: u64 = 3_600_000;

/// Who comes.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The app.
    pub app: AppId,
    /// The user.
    pub user: UserId,
    /// Where he logs in.
    pub instance: String,
    /// With which program.
    pub client: String,
    /// From where.
    pub peer: Peer,
}

/// A session, as admins see it.
#[derive(Clone, Debug)]
pub struct SessionInfo {
    /// Its name.
    pub session: String,
    /// Who.
    pub visitor: Visitor,
    /// When it began, in unix milliseconds.
    pub since: Millis,
    /// When the client was heard last, in unix milliseconds.
    pub heard: Millis,
    /// Events that the client has not acknowledged.
    pub unacked: u64,
}

/// The sessions over frames of one engine.
#[derive(Default)]
pub struct Registry {
    state: Mutex<State>,
}

struct State {
    users: BTreeMap<(AppId, UserId), Vec<Entry>>,
    /// Sessions without a connection: whose, and since when.
    gone: LruCache<String, (AppId, UserId, Millis)>,
}

impl Default for State {
    fn default() -> Self {
        Self { users: BTreeMap::new(), gone: LruCache::unbounded() }
    }
}

impl Registry {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody has logged in: his session goes on if `resume` is its token, else a new one begins, which may end others.
    ///
    /// # Errors
    /// That session was ended, and why.
    pub fn enter(self: &Arc<Self>, visitor: Visitor, instances: Instances, resume: Option<&str>) -> Result<Seat, Failure> {
        let now = SystemClock.now();
        let key = (visitor.app, visitor.user.clone());
        let line = Line::new(visitor, now);
        let mut state = self.state();
        state.forget_old(now);
        let entries = state.users.entry(key.clone()).or_default();
        let found = resume.and_then(|token| entries.iter_mut().find(|entry| entry.token == token));
        let resumed = found.is_some();
        let (name, token) = match found {
            Some(entry) => entry.resume(&line)?,
            None => {
                let gone = make_room(entries, instances, &line.visitor.instance);
                let names = begin(entries, &line, now);
                gone.into_iter().for_each(|name| state.remember(&key, name, now));
                names
            }
        };
        if resumed {
            state.gone.pop(&name);
        }
        Ok(Seat { registry: self.clone(), line, name, token, resumed })
    }

    /// Why the session of this token cannot go on, if it was ended.
    pub fn ended(&self, app: AppId, user: &UserId, token: &str) -> Option<Failure> {
        let state = self.state();
        let entry = state.users.get(&(app, user.clone()))?.iter().find(|entry| entry.token == token)?;
        if let Held::Ended(why) = &entry.held { Some(why.clone()) } else { None }
    }

    /// Ends a session: nothing that it asks for from now on is done, and its token is void. Says whether there was one.
    pub fn end(&self, app: AppId, session: &str, why: &Failure) -> bool {
        self.end_where(why, |key, entry| key.0 == app && entry.name == session) > 0
    }

    /// Ends all sessions of a user; gives how many.
    pub fn end_user(&self, app: AppId, user: &UserId, why: &Failure) -> usize {
        self.end_where(why, |key, _| key.0 == app && key.1 == *user)
    }

    fn end_where(&self, why: &Failure, chosen: impl Fn(&(AppId, UserId), &Entry) -> bool) -> usize {
        let now = SystemClock.now();
        let mut state = self.state();
        let mut ended = Vec::new();
        for (key, entries) in &mut state.users {
            for entry in entries.iter_mut().filter(|entry| !entry.is_over() && chosen(key, entry)) {
                entry.end(why);
                ended.push((key.clone(), entry.name.clone()));
            }
        }
        let count = ended.len();
        ended.into_iter().for_each(|(key, name)| state.remember(&key, name, now));
        count
    }

    /// Connected sessions of an app, or of one user of it, in the order of users; at most `most`.
    pub fn list(&self, app: AppId, user: Option<&UserId>, most: usize) -> Vec<SessionInfo> {
        let state = self.state();
        let chosen = state.users.iter().filter(|(key, _)| key.0 == app && user.is_none_or(|user| key.1 == *user));
        let infos = chosen.flat_map(|(_, entries)| entries.iter().filter_map(Entry::info));
        infos.take(most).collect()
    }

    /// How many sessions are connected.
    pub fn connected(&self) -> usize {
        let held = |entry: &&Entry| matches!(entry.held, Held::By(_));
        self.state().users.values().map(|entries| entries.iter().filter(held).count()).sum()
    }

    /// A connection is gone: its session may go on for a while, unless somebody else holds it or it is over.
    fn cut(&self, line: &Arc<Line>, name: &str) {
        let key = (line.visitor.app, line.visitor.user.clone());
        let mut state = self.state();
        let entries = state.users.get_mut(&key).into_iter().flatten();
        let held = |entry: &&mut Entry| matches!(&entry.held, Held::By(holder) if Arc::ptr_eq(holder, line));
        if let Some(entry) = entries.filter(|entry| entry.name == name).find(held) {
            entry.held = Held::Cut;
            state.remember(&key, name.to_owned(), SystemClock.now());
        }
    }

    /// A session is over by its own wish.
    fn leave(&self, line: &Line, name: &str) {
        self.state().drop_entry(&(line.visitor.app, line.visitor.user.clone()), name);
    }
}

impl State {
    fn remember(&mut self, key: &(AppId, UserId), name: String, now: Millis) {
        let (app, user) = key.clone();
        self.gone.push(name, (app, user, now));
        let entries = self.users.get(key).into_iter().flatten();
        let mut of_one = entries.filter(|entry| !matches!(entry.held, Held::By(_)));
        if let (Some(oldest), true) = (of_one.next().map(|entry| entry.name.clone()), of_one.count() >= REMEMBERED_OF_ONE) {
            self.gone.pop(&oldest);
            self.drop_entry(key, &oldest);
        }
        if self.gone.len() > REMEMBERED
            && let Some((oldest, (app, user, _))) = self.gone.pop_lru()
        {
            self.drop_entry(&(app, user), &oldest);
        }
    }

    fn forget_old(&mut self, now: Millis) {
        while let Some((name, (app, user, since))) = self.gone.peek_lru() {
            if since.0 + REMEMBERED_FOR > now.0 {
                return;
            }
            let (name, key) = (name.clone(), (*app, user.clone()));
            self.gone.pop(&name);
            self.drop_entry(&key, &name);
        }
    }

    fn drop_entry(&mut self, key: &(AppId, UserId), name: &str) {
        let Some(entries) = self.users.get_mut(key) else { return };
        entries.retain(|entry| entry.name != name);
        if entries.is_empty() {
            self.users.remove(key);
        }
    }
}
