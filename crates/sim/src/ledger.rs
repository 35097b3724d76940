//! What has truly been done: every commit is entered as it happens, and checked against the rules and the store.

use crate::actors::app;
use crate::chronicle::{Chronicle, Snapshot};
use crate::clock::Ticks;
use crate::counts::{Counts, Quota};
use crate::erasures::{Erasures, brought, is_of, knows, wants_asking};
use crate::judge::Attempt;
use crate::spans::Spans;
use crate::tailer::Heard;
use crate::violation::{Violation, must};
use opentim_domain::{
    Change, EventBody, GroupId, Home, Kind, Limits, Notice, ReadSet, RecordClass, Sanctions, StoredMembers, UserId,
};
use opentim_engine::Verdict;
use opentim_store::conformance::wait;
use opentim_store::{Commit, JoinedFilter, Logged, MemoryStore, OperationKey, Store, StoredEvent, StoredNotice};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// More rows than a schedule can make.
const ALL: usize = 100_000;

/// What groups of a schedule keep besides profile and members.
const CLASSES: [RecordClass; 7] = [
    RecordClass::Attributes,
    RecordClass::Counters,
    RecordClass::Topic,
    RecordClass::PermissionGroup,
    RecordClass::InviteLink,
    RecordClass::PermissionMember,
    RecordClass::TopicMember,
];

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
    full: BTreeMap<GroupId, Spans>,
    counts: Counts,
    /// What everybody is trying to do now, or has tried last.
    attempts: BTreeMap<UserId, Attempt>,
    /// The back end wants to be asked.
    asks: bool,
    erasures: Erasures,
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
    /// What a commit that is nobody's operation removes.
    forgets: Vec<Change>,
}

impl Sent {
    pub(crate) fn of(commit: &Commit) -> Self {
        let told = commit.changes.iter().find_map(|change| match change {
            Change::BackEndTold(place) => Some(*place),
            _ => None,
        });
        let forgets =
            |change: &&Change| matches!(change, Change::RemoveApplication(_) | Change::RemoveSanction(_) | Change::RemoveRecord(_));
        let forgets = commit.changes.iter().filter(|change| commit.operation.is_none() && forgets(change)).cloned().collect();
        Self { home: commit.home.clone(), key: commit.operation.clone(), told, forgets }
    }
}

impl Ledger {
    pub(crate) fn new(store: Arc<MemoryStore>, clock: Arc<Ticks>, limits: Arc<Limits>, users: Vec<UserId>, asks: bool) -> Self {
        let counts = Counts::new(limits.quotas);
        Self {
            store,
            clock,
            limits,
            users,
            chronicles: BTreeMap::new(),
            deeds: BTreeMap::new(),
            tips: BTreeMap::new(),
            full: BTreeMap::new(),
            counts,
            attempts: BTreeMap::new(),
            asks,
            erasures: Erasures::default(),
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
            Home::Group(group) => self.enter(group, &sent.forgets),
            Home::App(_) => self.keep_told(sent.told).map(|()| Vec::new()),
            Home::User(_) => self.check_erasures().map(|()| Vec::new()),
        };
        let entered = entered.and_then(|events| {
            let events: Vec<_> = events.into_iter().map(|event| event.event.body).collect();
            sent.key.as_ref().map_or(Ok(()), |key| self.check_attempt(&key.caller, &events)).map(|()| events)
        });
        let events = entered.unwrap_or_else(|violation| {
            self.found(Violation(format!("commit {}: {violation}", self.commits)));
            Vec::new()
        });
        if let Some(OperationKey { caller, id, .. }) = &sent.key {
            let deed = Deed { home: sent.home.clone(), events, live: self.is_live(&sent.home) };
            self.deeds.entry((caller.clone(), id.clone())).or_default().push(deed);
        }
    }

    /// Somebody's command begins.
    pub(crate) fn begin(&mut self, user: &UserId) {
        self.attempts.insert(user.clone(), Attempt { began: self.commits, verdict: None });
    }

    /// His last attempt.
    pub(crate) fn attempt(&self, user: &UserId) -> Option<&Attempt> {
        self.attempts.get(user)
    }

    /// The back end is asked about his command: once, however often it is decided again.
    pub(crate) fn asked(&mut self, user: &UserId, verdict: &Verdict) {
        let violation = match self.attempts.get_mut(user) {
            Some(attempt) if attempt.verdict.is_none() => {
                attempt.verdict = Some(verdict.clone());
                return;
            }
            Some(_) => format!("the back end is asked again about a command of {user}"),
            None => format!("the back end is asked about {user}, who wants nothing"),
        };
        self.found(Violation(violation));
    }

    /// What is done was allowed by the back end, lets nobody in whom it refused, and began after everybody's erasure had ended.
    fn check_attempt(&self, caller: &UserId, events: &[EventBody]) -> Result<(), Violation> {
        let Some(attempt) = self.attempts.get(caller) else { return Err(Violation(format!("{caller} wants nothing"))) };
        must!(attempt.barred().is_none() || events.is_empty(), "{caller} was refused by the back end, and did {events:?}");
        let refused = events.iter().flat_map(brought).find(|user| attempt.refused().contains(user));
        must!(refused.is_none(), "the back end refused {refused:?}, and {caller} did {events:?}");
        let unasked = self.asks && !attempt.allowed() && wants_asking(events);
        must!(!unasked, "the back end was not asked whether {caller} may do {events:?}");
        let known = events.iter().flat_map(knows).find(|user| self.erasures.ended(user) > attempt.began);
        must!(known.is_none(), "{known:?} was erased meanwhile, and {caller} did {events:?}");
        Ok(())
    }

    /// Whose erasure has ended, nothing is known of him any more.
    fn check_erasures(&mut self) -> Result<(), Violation> {
        let under_way = wait(self.store.erasing(ALL)).into_iter().map(|(_, user)| user).collect();
        for user in self.erasures.update(under_way, self.commits) {
            for (id, _) in self.chronicles.iter().filter(|(_, chronicle)| chronicle.lives()) {
                let one = vec![user.clone()];
                let reads = ReadSet { applications: one.clone(), sanctions: one.clone(), ..ReadSet::head_and_members(one) };
                let view = wait(self.store.load(app(), &Home::Group(id.clone()), &reads, None)).view;
                let (member, application, sanction) = (view.member(&user), view.application(&user), view.sanction(&user));
                let gone = member.is_none() && application.is_none() && sanction.is_none();
                must!(gone, "{user} is erased, and {id} knows him: {member:?}, {application:?}, {sanction:?}");
                let records = CLASSES.into_iter().flat_map(|class| wait(self.store.records(app(), id, class, "", None, ALL)).rows);
                let record = records.filter(|record| is_of(record, &user)).last();
                must!(record.is_none(), "{user} is erased, and {id} knows him: {record:?}");
            }
        }
        Ok(())
    }

    /// Whether a quota had no room at some moment between two numbers of commits.
    pub(crate) fn was_used_up(&self, quota: &Quota, from: usize, to: usize) -> bool {
        self.counts.was_full(quota, from, to)
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

    /// What counts against quotas.
    #[cfg(test)]
    pub(crate) fn counts(&self) -> &Counts {
        &self.counts
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
        self.full.get(group).is_some_and(|spans| spans.ever(from, to))
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

    fn enter(&mut self, id: &GroupId, forgets: &[Change]) -> Result<Vec<StoredEvent>, Violation> {
        let snapshot = self.snapshot(id);
        let chronicle = self.chronicles.entry(id.clone()).or_default();
        forgets.iter().for_each(|change| chronicle.forget(change));
        let events = wait(self.store.events_after(app(), id, chronicle.newest(), ALL));
        let entered = chronicle.enter(&events, &snapshot, &self.limits);
        let inside = entered.map_err(|Violation(what)| Violation(format!("{id}: {what}")))?;
        self.order.extend(events.iter().map(|event| (id.clone(), event.number)));
        self.full.entry(id.clone()).or_default().note(self.commits, chronicle.is_full());
        let members = snapshot.members.iter().map(|member| member.user.clone()).collect();
        let kind = snapshot.group.as_ref().map(|group| group.kind);
        self.counts.enter(self.commits, id, &events, kind, members)?;
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
        let (today, counted) = (wait(self.store.groups_today(app())), self.counts.of_day(self.clock.peek()));
        let claimed = self.limits.quotas.groups_per_day.is_some();
        must!(!claimed || today == counted, "the store counts {today} new groups of this day, the log {counted}");
        // Nothing is left of what erased persons were told.
        for user in self.users.iter().filter(|user| self.erasures.ended(user) == 0) {
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
