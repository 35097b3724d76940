//! The memory store: the plainest possible reading of the interface, and so the oracle for the others.

use crate::{
    AllGroups, Clock, Commit, Committed, Joined, JoinedFilter, KeptAnswer, Loaded, OperationKey, Outcome, Page, Pending, SeenGroup,
    Store, StoreError, StoredEvent, StoredNotice,
};
use opentim_domain::group::{Group, Member, Numbers};
use opentim_domain::{AppId, Assert, Change, GroupId, HeadView, Home, Kind, Millis, ReadSet, UserEffect, UserId, View};
use std::collections::BTreeMap;
use std::future::ready;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Keeps everything in memory and forgets it when dropped.
pub struct MemoryStore {
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    groups: BTreeMap<(AppId, GroupId), GroupHome>,
    users: BTreeMap<(AppId, UserId), UserHome>,
    operations: BTreeMap<(AppId, UserId, String), KeptAnswer>,
    created: u64,
}

struct GroupHome {
    /// Position in the order of creation.
    row: u64,
    life: Life,
    numbers: Numbers,
    members: BTreeMap<UserId, Member>,
    events: Vec<StoredEvent>,
}

enum Life {
    Alive(Box<Group>),
    Closing,
    Tombstone,
}

#[derive(Default)]
struct UserHome {
    joined: Vec<GroupId>,
    notices: Vec<StoredNotice>,
}

impl GroupHome {
    /// The group with its current count and numbers.
    fn group(&self) -> Option<Group> {
        let Life::Alive(group) = &self.life else { return None };
        let member_count = u32::try_from(self.members.len()).unwrap_or(u32::MAX);
        Some(Group { member_count, numbers: self.numbers, ..(**group).clone() })
    }
}

impl MemoryStore {
    /// An empty store.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn now<'a, T: Send + 'a>(value: T) -> Pending<'a, T> {
    Box::pin(ready(Ok::<T, StoreError>(value)))
}

impl Store for MemoryStore {
    fn load<'a>(
        &'a self,
        app: AppId,
        home: &'a Home,
        reads: &'a ReadSet,
        operation: Option<&'a OperationKey>,
    ) -> Pending<'a, Loaded> {
        let state = self.state();
        let mut view = View::at(self.clock.now());
        if let Home::Group(id) = home {
            let group = state.groups.get(&(app, id.clone()));
            if reads.head {
                view.show_head(match group {
                    None => HeadView::Free,
                    Some(home) => match (&home.life, home.group()) {
                        (_, Some(group)) => HeadView::Alive(group),
                        (Life::Closing, _) => HeadView::Closing,
                        _ => HeadView::Free,
                    },
                });
            }
            for user in &reads.members {
                view.show_member(user.clone(), group.and_then(|home| home.members.get(user).cloned()));
            }
        }
        let earlier = operation.and_then(|key| state.earlier(app, key));
        now(Loaded { view, earlier })
    }

    fn commit(&self, commit: Commit) -> Pending<'static, Outcome> {
        let at = self.clock.now();
        now(self.state().commit(commit, at))
    }

    fn groups<'a>(&'a self, app: AppId, ids: &'a [GroupId], own: Option<&'a UserId>) -> Pending<'a, Vec<Option<SeenGroup>>> {
        let state = self.state();
        let row = |id: &GroupId| {
            let home = state.groups.get(&(app, id.clone()))?;
            Some((home.group()?, own.and_then(|user| home.members.get(user).cloned())))
        };
        now(ids.iter().map(row).collect())
    }

    fn joined<'a>(&'a self, app: AppId, user: &'a UserId, filter: JoinedFilter, skip: usize, limit: usize) -> Pending<'a, Joined> {
        let state = self.state();
        let Some(home) = state.users.get(&(app, user.clone())) else { return now(Joined::default()) };
        let row = |id: &GroupId| {
            let home = state.groups.get(&(app, id.clone()))?;
            let group = home.group().filter(|group| filter.takes(group.kind, group.topics))?;
            Some((home.row, group, home.members.get(user)?.clone()))
        };
        let mut rows: Vec<_> = home.joined.iter().filter_map(row).collect();
        rows.sort_by_key(|(row, _, member)| (member.joined_at, *row));
        let total = rows.len();
        let rows = rows.into_iter().skip(skip).take(limit).map(|(_, group, member)| (group, member)).collect();
        now(Joined { total, rows })
    }

    fn all_groups(&self, app: AppId, kind: Option<Kind>, after: u64, limit: usize) -> Pending<'_, AllGroups> {
        let state = self.state();
        let of_app = state.groups.iter().filter(|((of, _), _)| *of == app);
        let living = of_app.filter_map(|((_, id), home)| Some((home.row, id.clone(), home.group()?)));
        let mut rows: Vec<_> = living.filter(|(_, _, group)| kind.is_none_or(|wanted| group.kind == wanted)).collect();
        rows.sort_by_key(|(row, ..)| *row);
        let total = rows.len() as u64;
        let mut rest = rows.into_iter().filter(|(row, ..)| *row > after);
        let page: Vec<_> = rest.by_ref().take(limit).collect();
        let next = if rest.next().is_some() { page.last().map_or(0, |(row, ..)| *row) } else { 0 };
        now(AllGroups { total, ids: page.into_iter().map(|(_, id, _)| id).collect(), next })
    }

    fn members<'a>(&'a self, app: AppId, group: &'a GroupId, after: Option<&'a UserId>, limit: usize) -> Pending<'a, Page<Member>> {
        let state = self.state();
        let Some(home) = state.groups.get(&(app, group.clone())) else { return now(Page { rows: Vec::new(), more: false }) };
        let mut rest = home.members.values().filter(|member| after.is_none_or(|after| member.user > *after)).cloned();
        let rows: Vec<_> = rest.by_ref().take(limit).collect();
        let more = rest.next().is_some();
        now(Page { rows, more })
    }

    fn events_after<'a>(&'a self, app: AppId, group: &'a GroupId, after: u64, limit: usize) -> Pending<'a, Vec<StoredEvent>> {
        let state = self.state();
        let home = state.groups.get(&(app, group.clone()));
        let events = home.into_iter().flat_map(|home| &home.events);
        now(events.filter(|event| event.number > after).take(limit).cloned().collect())
    }

    fn notices_after<'a>(&'a self, app: AppId, user: &'a UserId, after: u64, limit: usize) -> Pending<'a, Vec<StoredNotice>> {
        let state = self.state();
        let home = state.users.get(&(app, user.clone()));
        let notices = home.into_iter().flat_map(|home| &home.notices);
        now(notices.filter(|notice| notice.number > after).take(limit).cloned().collect())
    }

    fn closing(&self, limit: usize) -> Pending<'_, Vec<(AppId, GroupId)>> {
        let state = self.state();
        let closing = state.groups.iter().filter(|(_, home)| matches!(home.life, Life::Closing));
        now(closing.map(|((app, id), _)| (*app, id.clone())).take(limit).collect())
    }
}

impl State {
    fn earlier(&self, app: AppId, key: &OperationKey) -> Option<KeptAnswer> {
        self.operations.get(&(app, key.caller.clone(), key.id.clone())).cloned()
    }

    fn commit(&mut self, commit: Commit, at: Millis) -> Outcome {
        if let Some((request, reply)) = commit.operation.as_ref().and_then(|key| self.earlier(commit.app, key)) {
            return Outcome::Earlier { request, reply };
        }
        // The operations of this release all write to a group's home.
        let Home::Group(id) = &commit.home else { return Outcome::Conflict };
        let key = (commit.app, id.clone());
        if !commit.asserts.iter().all(|assert| self.holds(&key, *assert)) {
            return Outcome::Conflict;
        }
        let committed = self.write_home(key, &commit, at);
        for effect in &commit.effects {
            self.write_effect(&commit, effect, at);
        }
        if let Some(OperationKey { caller, id, request }) = commit.operation {
            self.operations.insert((commit.app, caller, id), (request, commit.reply));
        }
        Outcome::Done(committed)
    }

    fn holds(&self, key: &(AppId, GroupId), assert: Assert) -> bool {
        let home = self.groups.get(key);
        match assert {
            Assert::GroupAbsent => home.is_none_or(|home| matches!(home.life, Life::Tombstone)),
            Assert::Members { version } => {
                home.is_some_and(|home| matches!(home.life, Life::Alive(_)) && home.numbers.members == version)
            }
            Assert::CleaningUp => home.is_some_and(|home| matches!(home.life, Life::Closing)),
        }
    }

    fn write_home(&mut self, key: (AppId, GroupId), commit: &Commit, at: Millis) -> Committed {
        self.created += 1;
        let row = self.created;
        let home = self.groups.entry(key).or_insert_with(|| GroupHome {
            row,
            life: Life::Tombstone,
            numbers: Numbers::default(),
            members: BTreeMap::new(),
            events: Vec::new(),
        });
        let mut members_changed = false;
        for change in &commit.changes {
            match change {
                Change::Create(group) => {
                    home.row = row;
                    home.numbers.info += 1;
                    home.life = Life::Alive(group.clone());
                }
                Change::AddMember(member) => {
                    home.members.insert(member.user.clone(), member.clone());
                    members_changed = true;
                }
                Change::Disband => home.life = Life::Closing,
                Change::RemoveMembers(users) => {
                    users.iter().for_each(|user| drop(home.members.remove(user)));
                    members_changed = true;
                }
                Change::Bury => home.life = Life::Tombstone,
            }
        }
        home.numbers.members += u64::from(members_changed);
        let member_count = u32::try_from(home.members.len()).unwrap_or(u32::MAX);
        for event in &commit.events {
            home.numbers.events += 1;
            home.events.push(StoredEvent { number: home.numbers.events, at, member_count, event: event.clone() });
        }
        Committed { numbers: home.numbers, member_count }
    }

    fn write_effect(&mut self, commit: &Commit, effect: &UserEffect, at: Millis) {
        let Home::Group(group) = &commit.home else { return };
        let home = self.users.entry((commit.app, effect.user.clone())).or_default();
        home.joined.retain(|listed| listed != group || !(effect.left || effect.joined.is_some()));
        if effect.joined.is_some() {
            home.joined.push(group.clone());
        }
        if let Some(notice) = effect.notice {
            home.notices.push(StoredNotice {
                number: home.notices.len() as u64 + 1,
                group: group.clone(),
                notice,
                by: commit.actor().cloned(),
                at: at.secs(),
            });
        }
    }
}
