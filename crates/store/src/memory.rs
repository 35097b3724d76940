//! The memory store: the plainest possible reading of the interface, and so the oracle for the others.

mod home;

use crate::{
    AllGroups, Applications, Audited, Clock, Commit, Joined, JoinedFilter, KeptAnswer, Loaded, Logged, News, OperationKey, Outcome,
    Page, Pending, SeenGroup, Store, StoreError, StoredEvent, StoredNotice, Watcher,
};
use home::{GroupHome, Life};
use opentim_domain::group::{Group, Member};
use opentim_domain::record::PermissionGroup;
use opentim_domain::{
    Account, AccountState, AppId, Application, ApplicationKind, ApplicationState, Assert, Change, Claim, GroupId, Home, Kind,
    Millis, ReadSet, Record, RecordClass, Sanction, Sanctions, Secs, UserEffect, UserId, View,
};
use std::collections::BTreeMap;
use std::future::ready;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Keeps everything in memory and forgets it when dropped.
pub struct MemoryStore {
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
    watcher: Mutex<Option<Arc<dyn Watcher>>>,
}

#[derive(Default)]
struct State {
    groups: BTreeMap<(AppId, GroupId), GroupHome>,
    users: BTreeMap<(AppId, UserId), UserHome>,
    operations: BTreeMap<(AppId, UserId, String), KeptAnswer>,
    created: u64,
    /// Groups made on a day, those that ended on it taken off.
    days: BTreeMap<(AppId, u64), u64>,
    /// Every event, in the order of commits; its place is its position, 1 first.
    log: Vec<(AppId, Logged)>,
    told: BTreeMap<AppId, u64>,
}

#[derive(Default)]
struct UserHome {
    joined: Vec<GroupId>,
    notices: Vec<StoredNotice>,
    applications_read: Millis,
    account: Option<Account>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, state: Mutex::default(), watcher: Mutex::default() }
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
            match state.groups.get(&(app, id.clone())) {
                Some(group) => group.show(&mut view, reads),
                None => GroupHome::default().show(&mut view, reads),
            }
        }
        if let Home::User(user) = home
            && reads.account
        {
            view.show_account(state.users.get(&(app, user.clone())).and_then(|home| home.account.clone()));
        }
        let earlier = operation.and_then(|key| state.earlier(app, key));
        now(Loaded { view, earlier })
    }

    fn commit(&self, commit: Commit) -> Pending<'static, Outcome> {
        let at = self.clock.now();
        let watcher = self.watcher.lock().unwrap_or_else(PoisonError::into_inner).clone();
        now(self.state().commit(commit, at, watcher.as_deref()))
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

    fn members<'a>(&'a self, app: AppId, group: &'a GroupId, after: u64, limit: usize) -> Pending<'a, Page<Member>> {
        let state = self.state();
        let Some(home) = state.groups.get(&(app, group.clone())) else { return now(Page { rows: Vec::new(), more: false }) };
        let mut rest = home.by_seat().into_iter().filter(|member| member.seat > after).cloned();
        let rows: Vec<_> = rest.by_ref().take(limit).collect();
        let more = rest.next().is_some();
        now(Page { rows, more })
    }

    fn applications<'a>(&'a self, app: AppId, user: &'a UserId, before: Option<Millis>, limit: usize) -> Pending<'a, Applications> {
        let state = self.state();
        let of_app = state.groups.iter().filter(|((of, _), _)| *of == app);
        let of_group = |group: Group, home: &GroupHome| {
            let staff = group.staff().any(|staff| staff == user);
            let mine = move |one: &&Application| match one.kind {
                ApplicationKind::Join | ApplicationKind::Approval => staff,
                ApplicationKind::Consent => one.user == *user,
            };
            let rows: Vec<_> = home.applications.values().filter(mine).map(|one| (group.id.clone(), one.clone())).collect();
            rows
        };
        let mut all: Vec<_> = of_app.filter_map(|(_, home)| Some(of_group(home.group()?, home))).flatten().collect();
        all.sort_by(|(group_a, a), (group_b, b)| b.at.cmp(&a.at).then(group_a.cmp(group_b)).then(a.user.cmp(&b.user)));
        let read_up_to = state.users.get(&(app, user.clone())).map_or(Millis(0), |home| home.applications_read);
        let open = |one: &Application| one.state == ApplicationState::Open && one.at > read_up_to;
        let unread = all.iter().filter(|(_, one)| open(one)).count();
        let mut rest = all.into_iter().filter(|(_, one)| before.is_none_or(|before| one.at < before)).peekable();
        let mut rows: Vec<_> = rest.by_ref().take(limit).collect();
        let last = rows.last().map(|(_, one)| one.at);
        while let Some(tied) = rest.next_if(|(_, one)| Some(one.at) == last) {
            rows.push(tied);
        }
        let next = rest.next().and(last);
        now(Applications { rows, next, read_up_to, unread })
    }

    fn sanctions<'a>(
        &'a self,
        app: AppId,
        group: &'a GroupId,
        which: Sanctions,
        at: Secs,
        after: Option<&'a UserId>,
        limit: usize,
    ) -> Pending<'a, Page<Sanction>> {
        let state = self.state();
        let home = state.groups.get(&(app, group.clone())).filter(|home| matches!(home.life, Life::Alive(_)));
        let all = home.into_iter().flat_map(|home| home.sanctions.values());
        let counting = all.filter(|one| which.of(one, at).is_some() && after.is_none_or(|after| one.user > *after));
        let mut rest = counting.cloned();
        let rows: Vec<_> = rest.by_ref().take(limit).collect();
        let more = rest.next().is_some();
        now(Page { rows, more })
    }

    fn records<'a>(
        &'a self,
        app: AppId,
        group: &'a GroupId,
        class: RecordClass,
        prefix: &'a str,
        after: Option<&'a str>,
        limit: usize,
    ) -> Pending<'a, Page<Record>> {
        let state = self.state();
        let home = state.living(app, group);
        let of_class = home.into_iter().flat_map(|home| home.of_class(class, prefix));
        let mut rest = of_class.filter(|(place, _)| after.is_none_or(|after| *place > after)).map(|(_, record)| record.clone());
        let rows: Vec<_> = rest.by_ref().take(limit).collect();
        let more = rest.next().is_some();
        now(Page { rows, more })
    }

    fn count_records<'a>(&'a self, app: AppId, group: &'a GroupId, class: RecordClass, prefix: &'a str) -> Pending<'a, usize> {
        now(self.state().living(app, group).map_or(0, |home| home.of_class(class, prefix).count()))
    }

    fn granted<'a>(&'a self, app: AppId, group: &'a GroupId, user: &'a UserId) -> Pending<'a, Vec<PermissionGroup>> {
        now(self.state().living(app, group).map_or_else(Vec::new, |home| home.granted(user)))
    }

    fn accounts<'a>(&'a self, app: AppId, users: &'a [UserId]) -> Pending<'a, Vec<Option<Account>>> {
        let state = self.state();
        let account = |user: &UserId| state.users.get(&(app, user.clone())).and_then(|home| home.account.clone());
        now(users.iter().map(account).collect())
    }

    fn erasing(&self, limit: usize) -> Pending<'_, Vec<(AppId, UserId)>> {
        let state = self.state();
        let under_way = |home: &UserHome| home.account.as_ref().is_some_and(|account| account.state == AccountState::Erasing);
        let users = state.users.iter().filter(|(_, home)| under_way(home)).map(|(key, _)| key.clone());
        now(users.take(limit).collect())
    }

    fn groups_today(&self, app: AppId) -> Pending<'_, u64> {
        now(self.state().days.get(&(app, self.clock.now().day())).copied().unwrap_or_default())
    }

    fn log_after(&self, app: AppId, after: u64, limit: usize) -> Pending<'_, Vec<Logged>> {
        let state = self.state();
        let of_app = state.log.iter().filter(|(of, logged)| *of == app && logged.place > after);
        now(of_app.map(|(_, logged)| logged.clone()).take(limit).collect())
    }

    fn back_end_told(&self, app: AppId) -> Pending<'_, u64> {
        now(self.state().told.get(&app).copied().unwrap_or_default())
    }

    fn audit<'a>(&'a self, app: AppId, group: &'a GroupId, after: u64, limit: usize) -> Pending<'a, Vec<Audited>> {
        let state = self.state();
        let home = state.groups.get(&(app, group.clone()));
        let events = home.into_iter().flat_map(|home| home.events.iter().zip(&home.hashes));
        let audited = events.filter(|(event, _)| event.number > after).take(limit);
        now(audited.map(|(event, hash)| Audited { event: event.clone(), hash: *hash }).collect())
    }

    fn watch(&self, watcher: Arc<dyn Watcher>) {
        *self.watcher.lock().unwrap_or_else(PoisonError::into_inner) = Some(watcher);
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
    fn living(&self, app: AppId, group: &GroupId) -> Option<&GroupHome> {
        self.groups.get(&(app, group.clone())).filter(|home| matches!(home.life, Life::Alive(_)))
    }

    /// The quotas that have no room for what a commit claims.
    fn over(&self, commit: &Commit, at: Millis) -> Vec<Claim> {
        let living = |kind: Kind| {
            let of_app = self.groups.iter().filter(|((app, _), _)| *app == commit.app);
            of_app.filter(|(_, home)| home.group().is_some_and(|group| group.kind == kind)).count() as u64
        };
        let full = |claim: &Claim| match claim {
            Claim::GroupToday { most } => self.days.get(&(commit.app, at.day())).copied().unwrap_or_default() >= *most,
            Claim::GroupOfKind { kind, most } => living(*kind) >= *most,
            Claim::Membership { user, most } => {
                let joined = self.users.get(&(commit.app, user.clone())).map_or(0, |home| home.joined.len());
                joined as u64 >= *most
            }
        };
        let claims = commit.asserts.iter().filter_map(|assert| match assert {
            Assert::Within(claim) => Some(claim),
            _ => None,
        });
        claims.filter(|claim| full(claim)).cloned().collect()
    }

    fn earlier(&self, app: AppId, key: &OperationKey) -> Option<KeptAnswer> {
        self.operations.get(&(app, key.caller.clone(), key.id.clone())).cloned()
    }

    fn commit(&mut self, commit: Commit, at: Millis, watcher: Option<&dyn Watcher>) -> Outcome {
        if let Some((request, reply)) = commit.operation.as_ref().and_then(|key| self.earlier(commit.app, key)) {
            return Outcome::Earlier { request, reply };
        }
        let committed = match &commit.home {
            Home::Group(id) => match self.write_group(id.clone(), &commit, at, watcher) {
                Ok(committed) => committed,
                Err(refused) => return refused,
            },
            Home::User(user) => {
                if !self.write_user(user.clone(), &commit) {
                    return Outcome::Conflict;
                }
                crate::Committed::default()
            }
            Home::App(_) => {
                for change in &commit.changes {
                    if let Change::BackEndTold(place) = change {
                        self.told.insert(commit.app, *place);
                    }
                }
                crate::Committed::default()
            }
        };
        if let Some(OperationKey { caller, id, request }) = commit.operation {
            self.operations.insert((commit.app, caller, id), (request, commit.reply));
        }
        Outcome::Done(committed)
    }

    /// Does a commit to a user's home; false when an assertion fails.
    fn write_user(&mut self, user: UserId, commit: &Commit) -> bool {
        let home = self.users.entry((commit.app, user)).or_default();
        let holds = |assert: &Assert| match assert {
            Assert::Account { is } => home.account.as_ref() == is.as_deref(),
            _ => true,
        };
        if !commit.asserts.iter().all(holds) {
            return false;
        }
        for change in &commit.changes {
            match change {
                Change::ApplicationsRead(up_to) => home.applications_read = home.applications_read.max(*up_to),
                Change::PutAccount(account) => home.account = Some((**account).clone()),
                Change::RemoveAccount => {
                    home.account = None;
                    home.notices.clear();
                }
                _ => {}
            }
        }
        true
    }

    /// Does a commit to a group's home.
    fn write_group(
        &mut self,
        id: GroupId,
        commit: &Commit,
        at: Millis,
        watcher: Option<&dyn Watcher>,
    ) -> Result<crate::Committed, Outcome> {
        let key = (commit.app, id.clone());
        let mut home = self.groups.get(&key).cloned().unwrap_or_default();
        if !commit.asserts.iter().all(|assert| home.holds(assert)) {
            return Err(Outcome::Conflict);
        }
        let kind = home.group().map(|group| group.kind);
        self.created += 1;
        if home.row == 0 {
            home.row = self.created;
        }
        home.change(commit, self.created);
        if !commit.asserts.iter().all(|assert| home.holds_after(assert)) {
            return Err(Outcome::Conflict);
        }
        let over = self.over(commit, at);
        if !over.is_empty() {
            return Err(Outcome::Over(over));
        }
        let events = home.log(commit, at);
        let committed = home.committed();
        let kind = home.group().map(|group| group.kind).or(kind);
        self.count_day(commit, at);
        for event in &events {
            let place = self.log.len() as u64 + 1;
            self.log.push((commit.app, Logged { place, group: id.clone(), kind, event: event.clone() }));
        }
        self.groups.insert(key, home);
        let notices = commit.effects.iter().filter_map(|effect| self.write_effect(commit, effect, at)).collect();
        if let Some(watcher) = watcher.filter(|watcher| watcher.listens(commit.app)) {
            let change = |effect: &UserEffect| {
                (effect.left || effect.joined.is_some()).then(|| (effect.user.clone(), effect.joined.is_some()))
            };
            let memberships = commit.effects.iter().filter_map(change).collect();
            watcher.committed(News { app: commit.app, group: id, kind, events, memberships, notices });
        }
        Ok(committed)
    }

    fn count_day(&mut self, commit: &Commit, at: Millis) {
        let key = (commit.app, at.day());
        if commit.asserts.iter().any(|assert| matches!(assert, Assert::Within(Claim::GroupToday { .. }))) {
            *self.days.entry(key).or_default() += 1;
        }
        if commit.changes.contains(&Change::Disband)
            && let Some(today) = self.days.get_mut(&key)
        {
            *today = today.saturating_sub(1);
        }
    }

    /// Writes what a user's home learns; gives back the notice, if there is one.
    fn write_effect(&mut self, commit: &Commit, effect: &UserEffect, at: Millis) -> Option<(UserId, StoredNotice)> {
        let Home::Group(group) = &commit.home else { return None };
        let home = self.users.entry((commit.app, effect.user.clone())).or_default();
        home.joined.retain(|listed| listed != group || !(effect.left || effect.joined.is_some()));
        if effect.joined.is_some() {
            home.joined.push(group.clone());
        }
        let notice = StoredNotice {
            number: home.notices.len() as u64 + 1,
            group: group.clone(),
            notice: effect.notice.clone()?,
            by: commit.actor().cloned(),
            at: at.secs(),
        };
        home.notices.push(notice.clone());
        Some((effect.user.clone(), notice))
    }
}
