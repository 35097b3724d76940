//! Erasing persons: what is known of somebody whose account was deleted goes from every group, then the account itself.
//!
//! A command that was under way when the account was deleted could still bring its user into a group, after that group was looked
//! at. So an erasure first has all those end that began before it; those that begin later are refused as long as it lasts.

use crate::call::{Call, Refusal};
use crate::jobs::system_call;
use crate::run::Engine;
use opentim_domain::account::{ErasePerson, RemoveAccount};
use opentim_domain::group::Group;
use opentim_domain::{AppId, Record, RecordClass, RecordKey, Reject, UserId};
use opentim_store::JoinedFilter;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// Persons looked up at once.
const PERSONS: usize = 100;
/// Groups looked at between two reads.
const GROUPS: usize = 500;

/// Whose accounts are being erased, and which commands began before.
#[derive(Default)]
pub(crate) struct Erasures {
    under_way: Mutex<BTreeSet<(AppId, UserId)>>,
    /// Commands belong to the round in which they began.
    round: AtomicUsize,
    flying: [AtomicUsize; 2],
    landed: Notify,
    /// One erasure at a time waits for the commands of a round.
    turn: tokio::sync::Mutex<()>,
}

/// A command under way.
pub(crate) struct Flight<'a> {
    of: &'a Erasures,
    round: usize,
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        if self.of.flying[self.round].fetch_sub(1, Ordering::SeqCst) == 1 {
            self.of.landed.notify_one();
        }
    }
}

impl Erasures {
    fn under_way(&self) -> MutexGuard<'_, BTreeSet<(AppId, UserId)>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A command begins. Only then is asked whether it names somebody who is being erased.
    pub(crate) fn begin(&self) -> Flight<'_> {
        let round = self.round.load(Ordering::SeqCst) & 1;
        self.flying[round].fetch_add(1, Ordering::SeqCst);
        Flight { of: self, round }
    }

    /// Refuses what is done by or to somebody who is being erased.
    pub(crate) fn refuse<'u>(&self, app: AppId, users: impl Iterator<Item = &'u UserId>) -> Result<(), Reject> {
        let under_way = self.under_way();
        if under_way.is_empty() {
            return Ok(());
        }
        let mut users = users;
        match users.find(|user| under_way.contains(&(app, (*user).clone()))) {
            Some(user) => Err(Reject::BeingErased { user: user.to_string() }),
            None => Ok(()),
        }
    }

    /// Waits until every command has ended that began before.
    async fn settle(&self) {
        let _turn = self.turn.lock().await;
        // Twice, because one that read its round just before the first change may be counted under it only afterwards.
        for _ in 0..2 {
            let before = self.round.fetch_add(1, Ordering::SeqCst) & 1;
            loop {
                let landed = self.landed.notified();
                if self.flying[before].load(Ordering::SeqCst) == 0 {
                    break;
                }
                landed.await;
            }
        }
    }
}

impl Engine {
    /// Finishes the erasure of every person whose account was deleted and says how many there were. [`Engine::clean_up`] does it
    /// too. One that cannot be finished does not keep the others waiting.
    ///
    /// # Errors
    /// The first [`Refusal::Store`]; what is done stays done, the rest is found again by the next call.
    pub async fn erase(&self) -> Result<usize, Refusal> {
        let (mut done, mut failed) = (0, BTreeMap::new());
        loop {
            let persons = self.store.erasing(PERSONS + failed.len()).await?;
            let waiting: Vec<_> = persons.into_iter().filter(|person| !failed.contains_key(person)).collect();
            if waiting.is_empty() {
                return failed.into_values().next().map_or(Ok(done), Err);
            }
            self.erasures.under_way().extend(waiting.iter().cloned());
            self.erasures.settle().await;
            for (app, user) in waiting {
                match self.erase_person(app, &user).await {
                    Ok(()) => {
                        self.erasures.under_way().remove(&(app, user));
                        done += 1;
                    }
                    Err(refusal) => drop(failed.insert((app, user), refusal)),
                }
            }
        }
    }

    async fn erase_person(&self, app: AppId, user: &UserId) -> Result<(), Refusal> {
        let call = system_call(app);
        // Groups that end tell their members so: not after nothing of them remains.
        self.finish_groups().await?;
        for topics in [false, true] {
            let filter = JoinedFilter { kind: None, huge: true, topics };
            for (group, _) in self.all_joined(app, user, filter).await? {
                self.erase_from(&call, &group, user).await?;
            }
        }
        self.erase_traces(&call, user).await?;
        self.run(&call, RemoveAccount { user: user.clone() }).await
    }

    /// What other groups know of somebody who is not in them: applications, mutes, bans, links he made.
    async fn erase_traces(&self, call: &Call, user: &UserId) -> Result<(), Refusal> {
        let mut after = 0;
        loop {
            let page = self.store.all_groups(call.app, None, after, GROUPS).await?;
            for (group, _) in self.store.groups(call.app, &page.ids, None).await?.into_iter().flatten() {
                self.erase_from(call, &group, user).await?;
            }
            if page.next == 0 {
                return Ok(());
            }
            after = page.next;
        }
    }

    async fn erase_from(&self, call: &Call, group: &Group, user: &UserId) -> Result<(), Refusal> {
        let mut records = Vec::new();
        if group.topics {
            let topics = self.all_records(call.app, &group.id, RecordClass::Topic).await?.into_iter();
            records.extend(topics.filter_map(|record| match record {
                Record::Topic(topic) => Some(RecordKey::TopicMember { topic: topic.id, user: user.clone() }),
                _ => None,
            }));
        }
        let links = self.all_records(call.app, &group.id, RecordClass::InviteLink).await?.into_iter();
        records.extend(links.filter_map(|record| match record {
            Record::InviteLink(link) if link.creator == *user => Some(RecordKey::InviteLink(link.id)),
            _ => None,
        }));
        let step = ErasePerson { group: group.id.clone(), user: user.clone(), records };
        match self.run(call, step).await {
            // The group has ended meanwhile, and all that it knew with it.
            Ok(()) | Err(Refusal::Rule(Reject::NoSuchGroup)) => Ok(()),
            Err(refusal) => Err(refusal),
        }
    }
}
