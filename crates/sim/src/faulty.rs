//! The memory store with delays and lost replies; every commit it does is entered in the ledger at once.

use crate::dice::Dice;
use crate::ledger::{Ledger, Sent};
use crate::planted::Planted;
use crate::scheduler::Pause;
use opentim_domain::group::Member;
use opentim_domain::record::PermissionGroup;
use opentim_domain::{
    Account, AppId, GroupId, Home, Kind, Millis, ReadSet, Record, RecordClass, Sanction, Sanctions, Secs, UserId,
};
use opentim_store::{
    AllGroups, Applications, Audited, Commit, Joined, JoinedFilter, Loaded, Logged, MemoryStore, News, OperationKey, Outcome, Page,
    Pending, SeenGroup, Store, StoreError, StoredEvent, StoredNotice, Watcher,
};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Chance of the store, shared with the schedule.
pub(crate) struct Chance {
    stormy: AtomicBool,
    dice: Mutex<Dice>,
}

impl Chance {
    pub(crate) fn new(dice: Dice) -> Self {
        Self { stormy: AtomicBool::new(true), dice: Mutex::new(dice) }
    }

    fn dice(&self) -> MutexGuard<'_, Dice> {
        self.dice.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on nothing is lost any more.
    pub(crate) fn calm(&self) {
        self.stormy.store(false, Ordering::Relaxed);
    }

    pub(crate) fn fill(&self, bytes: &mut [u8]) {
        self.dice().fill(bytes);
    }

    pub(crate) fn one_in(&self, sides: usize) -> bool {
        self.dice().one_in(sides)
    }

    /// Mostly short, and now and then long enough for others to come in between.
    pub(crate) fn pause(&self) -> Pause {
        let dice = self.dice();
        let most = if dice.one_in(6) { 30 } else { 4 };
        Pause(dice.roll(most))
    }

    /// Some reads fail.
    async fn may_fail(&self) -> Result<(), StoreError> {
        self.pause().await;
        if self.stormy.load(Ordering::Relaxed) && self.dice().one_in(40) {
            return Err(StoreError::Unavailable("a read that failed".to_owned()));
        }
        Ok(())
    }

    fn untold(&self) -> bool {
        self.stormy.load(Ordering::Relaxed) && self.dice().one_in(25)
    }

    fn lost(&self) -> bool {
        self.stormy.load(Ordering::Relaxed) && self.dice().one_in(8)
    }
}

/// The store of one simulation. What it has committed survives a crash of the process.
pub(crate) struct FaultyStore {
    inner: Arc<MemoryStore>,
    ledger: Arc<Mutex<Ledger>>,
    chance: Arc<Chance>,
    planted: Planted,
}

impl FaultyStore {
    pub(crate) fn new(inner: Arc<MemoryStore>, ledger: Arc<Mutex<Ledger>>, chance: Arc<Chance>, planted: Planted) -> Self {
        Self { inner, ledger, chance, planted }
    }
}

impl Store for FaultyStore {
    fn load<'a>(
        &'a self,
        app: AppId,
        home: &'a Home,
        reads: &'a ReadSet,
        operation: Option<&'a OperationKey>,
    ) -> Pending<'a, Loaded> {
        let operation = operation.filter(|_| self.planted != Planted::ForgottenOperation);
        Box::pin(async move {
            self.chance.pause().await;
            let loaded = self.inner.load(app, home, reads, operation).await;
            self.chance.pause().await;
            loaded
        })
    }

    fn commit(&self, mut commit: Commit) -> Pending<'static, Outcome> {
        let sent = Sent::of(&commit);
        self.planted.spoil(&mut commit);
        let (inner, chance, ledger) = (self.inner.clone(), self.chance.clone(), self.ledger.clone());
        let early = self.planted == Planted::EarlyReply && chance.lost();
        Box::pin(async move {
            chance.pause().await;
            if early {
                return Ok(Outcome::Done(Default::default()));
            }
            if chance.lost() {
                return Err(StoreError::Unknown("lost on the way there".to_owned()));
            }
            let outcome = inner.commit(commit).await;
            if let Ok(Outcome::Done(_)) = outcome {
                ledger.lock().unwrap_or_else(PoisonError::into_inner).done(&sent);
            }
            chance.pause().await;
            if chance.lost() {
                return Err(StoreError::Unknown("lost on the way back".to_owned()));
            }
            outcome
        })
    }

    fn groups<'a>(&'a self, app: AppId, ids: &'a [GroupId], own: Option<&'a UserId>) -> Pending<'a, Vec<Option<SeenGroup>>> {
        self.inner.groups(app, ids, own)
    }

    fn joined<'a>(&'a self, app: AppId, user: &'a UserId, filter: JoinedFilter, skip: usize, limit: usize) -> Pending<'a, Joined> {
        Box::pin(async move {
            self.chance.may_fail().await?;
            let mut joined = self.inner.joined(app, user, filter, skip, limit).await?;
            self.planted.spoil_list(&mut joined);
            self.chance.pause().await;
            Ok(joined)
        })
    }

    fn all_groups(&self, app: AppId, kind: Option<Kind>, after: u64, limit: usize) -> Pending<'_, AllGroups> {
        self.inner.all_groups(app, kind, after, limit)
    }

    fn members<'a>(&'a self, app: AppId, group: &'a GroupId, after: u64, limit: usize) -> Pending<'a, Page<Member>> {
        Box::pin(async move {
            self.chance.pause().await;
            let members = self.inner.members(app, group, after, limit).await;
            self.chance.pause().await;
            members
        })
    }

    fn applications<'a>(&'a self, app: AppId, user: &'a UserId, before: Option<Millis>, limit: usize) -> Pending<'a, Applications> {
        Box::pin(async move {
            let applications = self.inner.applications(app, user, before, limit).await;
            self.chance.pause().await;
            applications
        })
    }

    fn sanctions<'a>(
        &'a self,
        app: AppId,
        group: &'a GroupId,
        which: Sanctions,
        now: Secs,
        after: Option<&'a UserId>,
        limit: usize,
    ) -> Pending<'a, Page<Sanction>> {
        self.inner.sanctions(app, group, which, now, after, limit)
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
        self.inner.records(app, group, class, prefix, after, limit)
    }

    fn count_records<'a>(&'a self, app: AppId, group: &'a GroupId, class: RecordClass, prefix: &'a str) -> Pending<'a, usize> {
        self.inner.count_records(app, group, class, prefix)
    }

    fn granted<'a>(&'a self, app: AppId, group: &'a GroupId, user: &'a UserId) -> Pending<'a, Vec<PermissionGroup>> {
        self.inner.granted(app, group, user)
    }

    fn accounts<'a>(&'a self, app: AppId, users: &'a [UserId]) -> Pending<'a, Vec<Option<Account>>> {
        self.inner.accounts(app, users)
    }

    fn erasing(&self, limit: usize) -> Pending<'_, Vec<(AppId, UserId)>> {
        self.inner.erasing(limit)
    }

    fn groups_today(&self, app: AppId) -> Pending<'_, u64> {
        self.inner.groups_today(app)
    }

    fn log_after(&self, app: AppId, after: u64, limit: usize) -> Pending<'_, Vec<Logged>> {
        Box::pin(async move {
            self.chance.may_fail().await?;
            let log = self.inner.log_after(app, after, limit).await;
            self.chance.pause().await;
            log
        })
    }

    fn back_end_told(&self, app: AppId) -> Pending<'_, u64> {
        Box::pin(async move {
            self.chance.may_fail().await?;
            self.inner.back_end_told(app).await
        })
    }

    fn audit<'a>(&'a self, app: AppId, group: &'a GroupId, after: u64, limit: usize) -> Pending<'a, Vec<Audited>> {
        Box::pin(async move {
            let mut audit = self.inner.audit(app, group, after, limit).await?;
            self.planted.spoil_audit(&mut audit);
            Ok(audit)
        })
    }

    fn events_after<'a>(&'a self, app: AppId, group: &'a GroupId, after: u64, limit: usize) -> Pending<'a, Vec<StoredEvent>> {
        Box::pin(async move {
            self.chance.may_fail().await?;
            let mut events = self.inner.events_after(app, group, after, limit).await?;
            self.planted.spoil_log(&mut events);
            self.chance.pause().await;
            Ok(events)
        })
    }

    fn notices_after<'a>(&'a self, app: AppId, user: &'a UserId, after: u64, limit: usize) -> Pending<'a, Vec<StoredNotice>> {
        Box::pin(async move {
            self.chance.may_fail().await?;
            let mut notices = self.inner.notices_after(app, user, after, limit).await?;
            self.planted.spoil_notices(&mut notices);
            self.chance.pause().await;
            Ok(notices)
        })
    }

    fn watch(&self, watcher: Arc<dyn Watcher>) {
        let watcher = self.planted.between(watcher);
        self.inner.watch(Arc::new(Forgetful { watcher, chance: self.chance.clone() }));
    }

    fn closing(&self, limit: usize) -> Pending<'_, Vec<(AppId, GroupId)>> {
        self.inner.closing(limit)
    }
}

/// Stands between the store and a watcher. Some commits it cannot tell of, and says so.
struct Forgetful {
    watcher: Arc<dyn Watcher>,
    chance: Arc<Chance>,
}

impl Watcher for Forgetful {
    fn listens(&self, app: AppId) -> bool {
        self.watcher.listens(app)
    }

    fn committed(&self, news: News) {
        if self.chance.untold() {
            self.watcher.missed();
        } else {
            self.watcher.committed(news);
        }
    }

    fn missed(&self) {
        self.watcher.missed();
    }
}
