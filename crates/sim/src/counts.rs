//! What counts against quotas, from the log and from who is stored in groups.

use crate::spans::Spans;
use crate::violation::{Violation, must};
use opentim_domain::{EventBody, GroupId, Kind, Millis, Quotas, UserId};
use opentim_store::StoredEvent;
use std::collections::{BTreeMap, BTreeSet};

/// A quota of the app.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Quota {
    /// New groups of a day.
    Today,
    /// Living groups of a type.
    Kind(Kind),
    /// Groups of a user.
    User(UserId),
}

/// What is there, and when quotas had no room.
pub(crate) struct Counts {
    quotas: Quotas,
    /// New groups of each day, those that ended on it taken off.
    days: BTreeMap<u64, u64>,
    living: BTreeMap<GroupId, Kind>,
    /// Who is stored in each group, also while it is cleaned up.
    members: BTreeMap<GroupId, BTreeSet<UserId>>,
    full: BTreeMap<Quota, Spans>,
}

impl Counts {
    pub(crate) fn new(quotas: Quotas) -> Self {
        let (days, living, members, full) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { quotas, days, living, members, full }
    }

    /// Groups that count for the day of this moment.
    pub(crate) fn of_day(&self, at: Millis) -> u64 {
        self.days.get(&at.day()).copied().unwrap_or(0)
    }

    /// Whether a quota had no room at some moment between two numbers of commits.
    pub(crate) fn was_full(&self, quota: &Quota, from: usize, to: usize) -> bool {
        self.full.get(quota).is_some_and(|spans| spans.ever(from, to))
    }

    /// A commit to a group, which is of this type if it lives and has these members after it.
    pub(crate) fn enter(
        &mut self,
        commit: usize,
        group: &GroupId,
        events: &[StoredEvent],
        kind: Option<Kind>,
        members: BTreeSet<UserId>,
    ) -> Result<(), Violation> {
        for event in events {
            let today = self.days.entry(event.at.day()).or_default();
            match event.event.body {
                EventBody::Created { .. } | EventBody::Imported { .. } => *today += 1,
                EventBody::Disbanded { .. } => *today = today.saturating_sub(1),
                _ => {}
            }
        }
        match kind {
            Some(kind) => drop(self.living.insert(group.clone(), kind)),
            None => drop(self.living.remove(group)),
        }
        let before = self.members.insert(group.clone(), members.clone()).unwrap_or_default();
        if let (Some(most), Some(event)) = (self.quotas.groups_per_day, events.last()) {
            self.count(commit, Quota::Today, self.of_day(event.at), most)?;
        }
        for (kind, most) in [(Kind::Live, self.quotas.live_groups), (Kind::Community, self.quotas.communities)] {
            let Some(most) = most else { continue };
            let count = self.living.values().filter(|living| **living == kind).count();
            self.count(commit, Quota::Kind(kind), count as u64, most)?;
        }
        let Some(most) = self.quotas.groups_per_user else { return Ok(()) };
        for user in before.symmetric_difference(&members) {
            let count = self.members.values().filter(|members| members.contains(user)).count();
            self.count(commit, Quota::User(user.clone()), count as u64, most)?;
        }
        Ok(())
    }

    fn count(&mut self, commit: usize, quota: Quota, count: u64, most: u64) -> Result<(), Violation> {
        must!(count <= most, "{quota:?} has {count}, at most {most} are allowed");
        self.full.entry(quota).or_default().note(commit, count == most);
        Ok(())
    }
    /// Quotas that had no room at some time, and whether a day began in between.
    #[cfg(test)]
    pub(crate) fn met(&self) -> impl Iterator<Item = &'static str> {
        let full = self.full.iter().filter(|(_, spans)| spans.ever(0, usize::MAX)).map(|(quota, _)| match quota {
            Quota::Today => "groups of a day",
            Quota::Kind(Kind::Live) => "live groups",
            Quota::Kind(_) => "communities",
            Quota::User(_) => "groups of a user",
        });
        full.chain((self.days.len() > 1).then_some("another day"))
    }
}
