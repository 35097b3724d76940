//! What has truly been done: every commit is entered as it happens, and checked against the rules and the store.

use crate::actors::app;
use crate::chronicle::{Chronicle, Snapshot};
use crate::clock::Ticks;
use crate::tailer::Heard;
use crate::violation::{Violation, must};
use opentim_domain::{Change, EventBody, GroupId, Home, Kind, Limits, Notice, RecordClass, Sanctions, StoredMembers, UserId};
use opentim_store::conformance::wait;
use opentim_store::{Commit, JoinedFilter, Logged, MemoryStore, OperationKey, Store, StoredEvent, StoredNotice};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// More rows than a schedule can make.
const ALL: usize = 100_000;

/// What groups of a schedule keep besides profile and members.
const CLASSES: [RecordClass; 4] =
    [RecordClass::Attributes, RecordClass::Counters, RecordClass::PermissionGroup, RecordClass::PermissionMember];

/// One commit of an operation.
#[derive(Clone, Debug)]
pub(crate) struct Deed {
    pub(crate) home: Home,
    pub(crate) events: Vec<EventBody>,
    /// To a live group.
    pub(crate) live: bool,
}

/// A tip that a member hears: its number, and what he is told.
pub(crate) type Tip = (u64, EventBody);

/// The book of one schedule. It survives crashes, as the store does.
pub(crate) struct Ledger {
    store: Arc<MemoryStore>,
    clock: Arc<Ticks>,
    limits: Arc<Limits>,
    users: Vec<UserId>,
    chronicles: BTreeMap<GroupId, Chronicle>,
    deeds: BTreeMap<(UserId, String), Vec<Deed>>,
    tips: BTreeMap<(UserId, GroupId), Vec<Tip>>,
    /// Per group, after which commit it was full or not.
    full: BTreeMap<GroupId, Vec<(usize, bool)>>,
    commits: usize,
    /// Every event in the order of commits.
    order: Vec<(GroupId, u64)>,
    /// What the app's back end was told, and up to which place of the log it counts as told.
    heard: Heard,
    told: u64,
    violation: Option<Violation>,
}

/// A commit on its way, as far as the ledger wants to know.
pub(crate) struct Sent {
    home: Home,
    key: Option<OperationKey>,
    told: Option<u64>,
}

impl Sent {
    pub(crate) fn of(commit: &Commit) -> Self {
        let told = commit.changes.iter().find_map(|change| match change {
            Change::BackEndTold(place) => Some(*place),
            _ => None,
        });
        Self { home: commit.home.clone(), key: commit.operation.clone(), told }
    }
}

impl Ledger {
    pub(crate) fn new(store: Arc<MemoryStore>, clock: Arc<Ticks>, limits: Arc<Limits>, users: Vec<UserId>) -> Self {
        Self {
            store,
            clock,
            limits,
            users,
            chronicles: BTreeMap::new(),
            deeds: BTreeMap::new(),
            tips: BTreeMap::new(),
            full: BTreeMap::new(),
            commits: 0,
            order: Vec::new(),
            heard: Heard::default(),
            told: 0,
            violation: None,
        }
    }

    /// A commit has just been done.
    pub(crate) fn done(&mut self, sent: &Sent) {
        self.commits += 1;
        let entered = match &sent.home {
            Home::Group(group) => self.enter(group),
            Home::App(_) => self.keep_told(sent.told).map(|()| Vec::new()),
            Home::User(_) => Ok(Vec::new()),
        };
        let events = entered.unwrap_or_else(|violation| {
            self.found(Violation(format!("commit {}: {violation}", self.commits)));
            Vec::new()
        });
        if let Some(OperationKey { caller, id, .. }) = &sent.key {
            let events = events.into_iter().map(|event| event.event.body).collect();
            let deed = Deed { home: sent.home.clone(), events, live: self.is_live(&sent.home) };
            self.deeds.entry((caller.clone(), id.clone())).or_default().push(deed);
        }
    }

    /// The app's back end hears of an event.
    pub(crate) fn tell_back_end(&mut self, logged: &Logged) {
        if let Err(violation) = self.heard.hear(logged) {
            self.found(violation);
        }
    }

    /// It counts as told up to here: no less than before, and it has heard all of it.
    fn keep_told(&mut self, told: Option<u64>) -> Result<(), Violation> {
        let (Some(told), before) = (told, self.told) else { return Ok(()) };
        must!(told >= before, "the back end counted as told up to {before}, and then up to {told}");
        self.told = told;
        let log = wait(self.store.log_after(app(), before, ALL));
        let missed = log
            .iter()
            .take_while(|logged| logged.place <= told)
            .find(|logged| self.heard.newest(&logged.group) < logged.event.number);
        must!(missed.is_none(), "the back end counts as told up to {told} and never heard {missed:?}");
        Ok(())
    }

    /// Every event in the order of commits.
    pub(crate) fn order(&self) -> &[(GroupId, u64)] {
        &self.order
    }

    /// An event of a group by its number.
    pub(crate) fn event(&self, group: &GroupId, number: u64) -> Option<&StoredEvent> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        self.chronicles.get(group)?.events().get(at)
    }

    /// Everything that happened in any group.
    #[cfg(test)]
    pub(crate) fn happened(&self) -> impl Iterator<Item = &EventBody> {
        self.chronicles.values().flat_map(Chronicle::events).map(|event| &event.event.body)
    }

    fn is_live(&self, home: &Home) -> bool {
        let Home::Group(group) = home else { return false };
        self.chronicles.get(group).and_then(Chronicle::kind) == Some(Kind::Live)
    }

    /// Notes the first violation.
    pub(crate) fn found(&mut self, violation: Violation) {
        self.violation.get_or_insert(violation);
    }

    /// The first violation, if any was found.
    pub(crate) fn violation(&self) -> Result<(), Violation> {
        self.violation.clone().map_or(Ok(()), Err)
    }

    /// Commits so far.
    pub(crate) fn commits(&self) -> usize {
        self.commits
    }

    /// The commits of one operation.
    pub(crate) fn deeds(&self, caller: &UserId, operation: &str) -> &[Deed] {
        self.deeds.get(&(caller.clone(), operation.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// Whether a group was full at some moment between two numbers of commits.
    pub(crate) fn was_full(&self, group: &GroupId, from: usize, to: usize) -> bool {
        let states = self.full.get(group).map_or(&[][..], Vec::as_slice);
        let first = states.partition_point(|(commit, _)| *commit <= from).saturating_sub(1);
        states[first..].iter().take_while(|(commit, _)| *commit <= to).any(|(_, full)| *full)
    }

    /// All tips of a group that a user had to hear so far, had he always been online.
    pub(crate) fn tips(&self, user: &UserId, group: &GroupId) -> &[Tip] {
        self.tips.get(&(user.clone(), group.clone())).map_or(&[], Vec::as_slice)
    }

    /// Number of the newest event of a group.
    pub(crate) fn newest(&self, group: &GroupId) -> u64 {
        self.chronicles.get(group).map_or(0, Chronicle::newest)
    }

    /// Every group id that there ever was.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &GroupId> {
        self.chronicles.keys()
    }

    /// A notice of a user by its number.
    pub(crate) fn notice(&self, user: &UserId, number: u64) -> Option<StoredNotice> {
        wait(self.store.notices_after(app(), user, number.saturating_sub(1), 1)).pop()
    }

    /// All notices of a user.
    pub(crate) fn notices(&self, user: &UserId) -> Vec<StoredNotice> {
        wait(self.store.notices_after(app(), user, 0, ALL))
    }

    fn enter(&mut self, id: &GroupId) -> Result<Vec<StoredEvent>, Violation> {
        let snapshot = self.snapshot(id);
        let chronicle = self.chronicles.entry(id.clone()).or_default();
        let events = wait(self.store.events_after(app(), id, chronicle.newest(), ALL));
        let entered = chronicle.enter(&events, &snapshot, &self.limits);
        let inside = entered.map_err(|Violation(what)| Violation(format!("{id}: {what}")))?;
        self.order.extend(events.iter().map(|event| (id.clone(), event.number)));
        self.full.entry(id.clone()).or_default().push((self.commits, chronicle.is_full()));
        // In live groups those hear it who are present.
        let kind = chronicle.kind().filter(|kind| kind.rules().stored_members == StoredMembers::All);
        for (event, inside) in events.iter().zip(inside) {
            let Some(body) = kind.and_then(|kind| event.event.body.tip(kind, &self.limits.policy)) else { continue };
            for user in inside {
                self.tips.entry((user, id.clone())).or_default().push((event.number, body.clone()));
            }
        }
        self.check_lists()?;
        self.check_applications(id)?;
        Ok(events)
    }

    fn snapshot(&self, id: &GroupId) -> Snapshot {
        let now = self.clock.peek().secs();
        let sanctions = |which| wait(self.store.sanctions(app(), id, which, now, None, ALL)).rows;
        let records = |class| wait(self.store.records(app(), id, class, "", None, ALL)).rows;
        let group = wait(self.store.groups(app(), std::slice::from_ref(id), None)).remove(0);
        Snapshot {
            now,
            group: group.map(|(group, _)| group),
            members: wait(self.store.members(app(), id, 0, ALL)).rows,
            muted: sanctions(Sanctions::Muted),
            banned: sanctions(Sanctions::Banned),
            records: CLASSES.into_iter().flat_map(records).collect(),
        }
    }

    /// Everybody's list has exactly the groups that have him.
    fn check_lists(&self) -> Result<(), Violation> {
        for user in &self.users {
            let lists = [false, true].map(|topics| {
                let filter = JoinedFilter { huge: true, topics, ..Default::default() };
                wait(self.store.joined(app(), user, filter, 0, ALL))
            });
            let rows = lists.iter().flat_map(|list| &list.rows);
            let listed: BTreeSet<_> = rows.map(|(group, own)| (&group.id, &own.user, own.role)).collect();
            let total: usize = lists.iter().map(|list| list.total).sum();
            let groups = self.chronicles.iter();
            let is_in: BTreeSet<_> = groups.filter_map(|(id, group)| Some((id, user, group.role(user)?))).collect();
            must!(listed == is_in && total == is_in.len(), "{user} lists {listed:?}, and is in {is_in:?}");
        }
        Ok(())
    }

    /// Those who decide see the applications that wait, and nobody else sees any.
    fn check_applications(&self, id: &GroupId) -> Result<(), Violation> {
        let chronicle = &self.chronicles[id];
        for user in &self.users {
            let seen = wait(self.store.applications(app(), user, None, ALL)).rows;
            let seen = seen.iter().filter(|(group, one)| group == id && one.is_open(self.clock.peek(), &self.limits));
            let seen: BTreeMap<_, _> = seen.map(|(_, one)| (one.user.clone(), one.kind as u8)).collect();
            let waiting = chronicle.waiting_for(user);
            must!(seen == waiting, "{user} sees the applications {seen:?} to {id}, and decides on {waiting:?}");
        }
        Ok(())
    }

    /// What must hold when all is at rest.
    pub(crate) fn check_end(&self) -> Result<(), Violation> {
        let all = wait(self.store.all_groups(app(), None, 0, ALL));
        let listed: BTreeSet<_> = all.ids.iter().collect();
        let living: BTreeSet<_> = self.chronicles.iter().filter(|(_, group)| group.lives()).map(|(id, _)| id).collect();
        must!(listed == living && all.total as usize == living.len(), "listed are {listed:?}, {living:?} live");
        must!(wait(self.store.closing(ALL)).is_empty(), "a disbanded group was not cleaned up");
        for (id, chronicle) in &self.chronicles {
            let events = wait(self.store.events_after(app(), id, 0, ALL));
            must!(events == chronicle.events(), "{id}: the log is not what it was when it was written");
            let heard = self.heard.newest(id);
            must!(heard == chronicle.newest(), "{id}: the back end was told {heard} of {} events", chronicle.newest());
        }
        for user in &self.users {
            let notices = self.notices(user);
            must!(notices.iter().zip(1..).all(|(notice, number)| notice.number == number), "the notices of {user} have a gap");
            for (id, chronicle) in &self.chronicles {
                let ends = notices.iter().filter(|notice| notice.group == *id && notice.notice == Notice::Disbanded).count();
                let ended = chronicle.ended_for(user);
                must!(ends == ended, "{user} was told {ends} times of {ended} ends of {id}");
            }
        }
        Ok(())
    }
}
