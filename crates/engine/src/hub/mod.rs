//! Who is online, who is present in live groups, and what each of them is told.
//!
//! The store reports every commit in order; from the memberships in it the hub keeps its index of online members current, and
//! hands tips and notices to their connections. Everything here is memory of this process.

mod connection;
mod live;
mod online;
mod room;
mod status;
mod watching;

pub use connection::SessionId;
pub(crate) use connection::{Connection, Push};
pub(crate) use live::Entrance;
pub(crate) use room::Present;
pub use status::{Passing, UserStatus};
pub use watching::Watched;

use crate::accounts::Accounts;
use crate::ports::BackEnd;
use connection::Outlet;
use online::Online;
use opentim_domain::{AppId, EventBody, EventDraft, GroupId, Kind, Policy, StoredMembers, UserId};
use opentim_store::{Clock, News, StoredEvent, StoredNotice, Watcher};
use room::Room;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use watching::Watching;

/// The hub of one engine.
pub(crate) struct Hub {
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
    /// What was read of accounts.
    pub(crate) accounts: Accounts,
}

#[derive(Default)]
struct State {
    /// Who hears of the coming and going in live groups besides those who are present.
    back_end: Option<Arc<dyn BackEnd>>,
    sessions: u64,
    /// Sessions of each app.
    apps: BTreeMap<AppId, usize>,
    users: BTreeMap<(AppId, UserId), Online>,
    /// Online members of stored groups.
    groups: BTreeMap<(AppId, GroupId), BTreeSet<UserId>>,
    /// Live groups with somebody present.
    rooms: BTreeMap<(AppId, GroupId), Room>,
    /// Who wants to be told of whose status.
    statuses: Watching,
    /// Who wants to be told of whose profile.
    profiles: Watching,
}

impl Hub {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Arc<Self> {
        Arc::new(Self { clock, state: Mutex::default(), accounts: Accounts::default() })
    }

    /// Has the apps' back ends hear of the coming and going in live groups.
    pub(crate) fn signal_to(&self, back_end: Option<Arc<dyn BackEnd>>) {
        self.state().back_end = back_end;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Members of a stored group who are online.
    pub(crate) fn online(&self, app: AppId, group: &GroupId) -> usize {
        self.state().groups.get(&(app, group.clone())).map_or(0, BTreeSet::len)
    }

    /// Tells the members of a group who are online something that is never stored: its number is 0.
    pub(crate) fn tell(&self, app: AppId, group: &GroupId, kind: Kind, event: &StoredEvent) {
        self.state().tell_group(app, group, kind, event, &[]);
    }

    /// Whether somebody who is online is a member of a stored group, or present in a live one.
    pub(crate) fn is_inside(&self, app: AppId, group: &GroupId, user: &UserId) -> bool {
        let (state, key) = (self.state(), (app, group.clone()));
        state.groups.get(&key).is_some_and(|members| members.contains(user))
            || state.rooms.get(&key).is_some_and(|room| room.has(user))
    }
}

impl Watcher for Hub {
    fn listens(&self, app: AppId) -> bool {
        self.state().apps.contains_key(&app)
    }

    fn committed(&self, news: News) {
        let News { app, group, kind, events, memberships, notices } = news;
        let mut state = self.state();
        // First who is in: whoever came hears of it with the others, whoever went hears it from his own notice.
        // Of a live group only those hear who are present, also its owner.
        let lists = kind.is_none_or(|kind| kind.rules().stored_members == StoredMembers::All);
        for (user, joined) in memberships {
            state.membership(app, &user, &group, joined && lists);
        }
        for (place, event) in events.iter().enumerate() {
            if let Some(kind) = kind {
                state.tell_group(app, &group, kind, event, &events[place + 1..]);
            }
            if matches!(event.event.body, EventBody::Disbanded { .. }) {
                state.close_room(app, &group, event);
            }
        }
        for (user, notice) in notices {
            state.tell_user(app, &user, &Arc::new(notice));
        }
    }

    fn missed(&self) {
        self.accounts.forget_all();
        self.state().users.values_mut().for_each(Online::missed);
    }
}

impl State {
    /// Hands an event to all in the group who are online, or present if it is a live one. Whoever came only with one of the later
    /// events of the same commit was not there yet.
    fn tell_group(&mut self, app: AppId, group: &GroupId, kind: Kind, event: &StoredEvent, later: &[StoredEvent]) {
        let key = (app, group.clone());
        let hearers: Vec<UserId> = match self.rooms.get(&key) {
            Some(room) => room.users().cloned().collect(),
            None => self.groups.get(&key).into_iter().flatten().cloned().collect(),
        };
        let mut tips = Tips { group, kind, event, made: Vec::new() };
        let there = |user: &UserId| later.iter().all(|event| event.event.body.membership(user) != Some(true));
        for user in hearers.into_iter().filter(there) {
            for outlet in self.outlets(app, &user) {
                if let Some(tip) = tips.cut_for(outlet) {
                    outlet.push(Push::Tip { group: group.clone(), kind, event: tip });
                }
            }
        }
    }

    fn tell_user(&mut self, app: AppId, user: &UserId, notice: &Arc<StoredNotice>) {
        for outlet in self.outlets(app, user) {
            outlet.push(Push::Notice(notice.clone()));
        }
    }

    fn outlets(&self, app: AppId, user: &UserId) -> impl Iterator<Item = &Outlet> {
        self.users.get(&(app, user.clone())).into_iter().flat_map(Online::outlets)
    }

    fn watching(&mut self, what: Watched) -> &mut Watching {
        match what {
            Watched::Status => &mut self.statuses,
            Watched::Profile => &mut self.profiles,
        }
    }

    fn watching_of(&self, what: Watched) -> &Watching {
        match what {
            Watched::Status => &self.statuses,
            Watched::Profile => &self.profiles,
        }
    }
}

/// What members hear of one event, made once for all who have the same settings.
struct Tips<'a> {
    group: &'a GroupId,
    kind: Kind,
    event: &'a StoredEvent,
    made: Vec<(Policy, Option<Arc<StoredEvent>>)>,
}

impl Tips<'_> {
    fn cut_for(&mut self, outlet: &Outlet) -> Option<Arc<StoredEvent>> {
        let policy = outlet.policy();
        if let Some((_, tip)) = self.made.iter().find(|(made_for, _)| made_for == policy) {
            return tip.clone();
        }
        let tip = tip(self.event, self.kind, policy);
        tracing::trace!(group = %self.group, number = self.event.number, told = tip.is_some(), "event");
        self.made.push((*policy, tip.clone()));
        tip
    }
}

/// An event cut down to what the members of a group of type `kind` hear of it; nothing when they hear nothing.
pub(crate) fn tip(event: &StoredEvent, kind: Kind, policy: &Policy) -> Option<Arc<StoredEvent>> {
    let body = event.event.body.tip(kind, policy)?;
    let StoredEvent { number, at, member_count, ref event } = *event;
    let event = EventDraft { actor: event.actor.clone(), body };
    Some(Arc::new(StoredEvent { number, at, member_count, event }))
}
