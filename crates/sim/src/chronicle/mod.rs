//! One group as its event log tells it: every stored change has its event, and every event its change.

mod compare;
mod fold;
mod kept;
mod links;
mod permitted;
mod topics;

use crate::violation::{Violation, must};
use kept::Kept;
use opentim_domain::group::{Group, Member, Numbers};
use opentim_domain::{ApplicationKind, Change, Kind, Limits, Record, RecordKey, Role, Sanction, Secs, UserId};
use opentim_store::StoredEvent;
use std::collections::{BTreeMap, BTreeSet};

/// A group as the store shows it right after a commit.
pub(crate) struct Snapshot {
    pub(crate) now: Secs,
    pub(crate) group: Option<Group>,
    pub(crate) members: Vec<Member>,
    pub(crate) muted: Vec<Sanction>,
    pub(crate) banned: Vec<Sanction>,
    /// Attributes, counters, topics, permission groups, invite links; then who is in permission groups, and what topics know of users.
    pub(crate) records: Vec<Record>,
}

/// What the log of one group id tells, over all the lives of the id.
#[derive(Default)]
pub(crate) struct Chronicle {
    log: Vec<StoredEvent>,
    state: State,
    numbers: Numbers,
    /// Type of the group that lives, or was the last to live.
    kind: Option<Kind>,
    /// How often a group of this id ended while they were in it.
    ended: BTreeMap<UserId, usize>,
}

/// The group as it is now.
#[derive(Clone, Default)]
struct State {
    /// Its profile while it lives.
    profile: Option<Group>,
    members: BTreeMap<UserId, Member>,
    /// Applications that wait.
    applications: BTreeMap<UserId, ApplicationKind>,
    /// Ends of mutes and of bans.
    muted: BTreeMap<UserId, Secs>,
    banned: BTreeMap<UserId, Secs>,
    kept: Kept,
}

impl State {
    fn banned(&self, user: &UserId, now: Secs) -> bool {
        self.banned.get(user).is_some_and(|until| *until > now)
    }

    fn role(&self, user: &UserId) -> Option<Role> {
        self.members.get(user).map(|member| member.role)
    }
}

impl Chronicle {
    /// Enters the events of one commit, and compares with what the store shows after it. Gives back who was in the group after
    /// each.
    pub(crate) fn enter(
        &mut self,
        events: &[StoredEvent],
        shown: &Snapshot,
        limits: &Limits,
    ) -> Result<Vec<BTreeSet<UserId>>, Violation> {
        let (before, mut inside) = (self.state.clone(), Vec::new());
        for event in events {
            let number = self.newest() + 1;
            must!(event.number == number, "event {number} has the number {}", event.number);
            permitted::check(&before, event, events, limits)?;
            self.fold(event, shown)?;
            self.log.push(event.clone());
            inside.push(self.state.members.keys().cloned().collect());
        }
        self.kind = shown.group.as_ref().map(|group| group.kind).or(self.kind);
        compare::check(&self.state, &before, events, shown, limits)?;
        kept::check(&self.state, shown)?;
        self.count(shown)?;
        Ok(inside)
    }

    /// Numbers of a group only grow.
    fn count(&mut self, shown: &Snapshot) -> Result<(), Violation> {
        let Some(group) = &shown.group else { return Ok(()) };
        let (was, is) = (self.numbers, group.numbers);
        let grown = was.info <= is.info && was.members <= is.members && was.seats <= is.seats;
        must!(grown && is.events == self.newest(), "numbers went from {was:?} to {is:?} with event {}", self.newest());
        self.numbers = is;
        Ok(())
    }

    /// The erasure of a person removes without an event what the group knew of him.
    pub(crate) fn forget(&mut self, change: &Change) {
        match change {
            Change::RemoveApplication(user) => drop(self.state.applications.remove(user)),
            Change::RemoveSanction(user) => {
                self.state.muted.remove(user);
                self.state.banned.remove(user);
            }
            Change::RemoveRecord(RecordKey::TopicMember { topic, user }) => self.state.kept.topics.forget(topic, user),
            _ => {}
        }
    }

    pub(crate) fn newest(&self) -> u64 {
        self.log.len() as u64
    }

    pub(crate) fn events(&self) -> &[StoredEvent] {
        &self.log
    }

    pub(crate) fn lives(&self) -> bool {
        self.state.profile.is_some()
    }

    pub(crate) fn kind(&self) -> Option<Kind> {
        self.kind
    }

    pub(crate) fn role(&self, user: &UserId) -> Option<Role> {
        self.state.role(user)
    }

    pub(crate) fn is_full(&self) -> bool {
        let cap = self.state.profile.as_ref().and_then(|group| group.max_members);
        cap.is_some_and(|cap| self.state.members.len() >= cap as usize)
    }

    pub(crate) fn ended_for(&self, user: &UserId) -> usize {
        self.ended.get(user).copied().unwrap_or(0)
    }

    /// Applications that this user decides on, by who would join.
    pub(crate) fn waiting_for(&self, user: &UserId) -> BTreeMap<UserId, u8> {
        let staff = self.state.role(user) >= Some(Role::Admin);
        let decides = |(invited, kind): &(&UserId, &ApplicationKind)| match kind {
            ApplicationKind::Join | ApplicationKind::Approval => staff,
            ApplicationKind::Consent => *invited == user,
        };
        self.state.applications.iter().filter(decides).map(|(user, kind)| (user.clone(), *kind as u8)).collect()
    }
}
