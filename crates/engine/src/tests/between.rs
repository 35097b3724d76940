//! A store on top of another one, with one thing that goes wrong or one that takes its time.

use opentim_domain::group::Member;
use opentim_domain::record::PermissionGroup;
use opentim_domain::{
    Account, AppId, GroupId, Home, Kind, Millis, ReadSet, Record, RecordClass, Sanction, Sanctions, Secs, UserId,
};
use opentim_store::{
    AllGroups, Applications, Audited, Commit, Joined, JoinedFilter, Loaded, Logged, OperationKey, Outcome, Page, Pending,
    SeenGroup, Store, StoreError, StoredEvent, StoredNotice, Watcher,
};
use std::future::ready;
use std::sync::{Arc, Mutex};

/// The store on top.
pub(super) struct Between {
    inner: Arc<dyn Store>,
    /// The members of this group cannot be read.
    damaged: Option<GroupId>,
    /// Loads and commits let others go first, as often as random numbers say.
    dice: Option<Arc<Mutex<u64>>>,
}

impl Between {
    /// A store in which the members of one group cannot be read.
    pub(super) fn damaged(inner: Arc<dyn Store>, group: GroupId) -> Self {
        Self { inner, damaged: Some(group), dice: None }
    }

    /// A store in which commands of several tasks meet in another order for every seed.
    pub(super) fn slow(inner: Arc<dyn Store>, seed: u64) -> Self {
        Self { inner, damaged: None, dice: Some(Arc::new(Mutex::new(seed))) }
    }

    fn turns(&self) -> usize {
        let Some(dice) = &self.dice else { return 0 };
        let mut state = dice.lock().unwrap();
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let drawn = usize::try_from(*state >> 33).unwrap();
        // Mostly few; now and then so many that much else happens meanwhile.
        if drawn % 16 == 0 { drawn / 16 % 300 } else { drawn % 4 }
    }
}

async fn wait(turns: usize) {
    for _ in 0..turns {
        tokio::task::yield_now().await;
    }
}

impl Store for Between {
    fn members<'a>(&'a self, app: AppId, group: &'a GroupId, after: u64, limit: usize) -> Pending<'a, Page<Member>> {
        if Some(group) == self.damaged.as_ref() {
            return Box::pin(ready(Err(StoreError::Damaged("a row".into()))));
        }
        self.inner.members(app, group, after, limit)
    }

    fn load<'a>(
        &'a self,
        app: AppId,
        home: &'a Home,
        reads: &'a ReadSet,
        operation: Option<&'a OperationKey>,
    ) -> Pending<'a, Loaded> {
        let (before, after) = (self.turns(), self.turns());
        Box::pin(async move {
            wait(before).await;
            let loaded = self.inner.load(app, home, reads, operation).await;
            wait(after).await;
            loaded
        })
    }

    fn commit(&self, commit: Commit) -> Pending<'static, Outcome> {
        let (turns, inner) = (self.turns(), self.inner.clone());
        Box::pin(async move {
            wait(turns).await;
            inner.commit(commit).await
        })
    }

    fn groups<'a>(&'a self, app: AppId, ids: &'a [GroupId], own: Option<&'a UserId>) -> Pending<'a, Vec<Option<SeenGroup>>> {
        self.inner.groups(app, ids, own)
    }

    fn joined<'a>(&'a self, app: AppId, user: &'a UserId, filter: JoinedFilter, skip: usize, limit: usize) -> Pending<'a, Joined> {
        self.inner.joined(app, user, filter, skip, limit)
    }

    fn all_groups(&self, app: AppId, kind: Option<Kind>, after: u64, limit: usize) -> Pending<'_, AllGroups> {
        self.inner.all_groups(app, kind, after, limit)
    }

    fn applications<'a>(&'a self, app: AppId, user: &'a UserId, before: Option<Millis>, limit: usize) -> Pending<'a, Applications> {
        self.inner.applications(app, user, before, limit)
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
        self.inner.log_after(app, after, limit)
    }

    fn back_end_told(&self, app: AppId) -> Pending<'_, u64> {
        self.inner.back_end_told(app)
    }

    fn audit<'a>(&'a self, app: AppId, group: &'a GroupId, after: u64, limit: usize) -> Pending<'a, Vec<Audited>> {
        self.inner.audit(app, group, after, limit)
    }

    fn events_after<'a>(&'a self, app: AppId, group: &'a GroupId, after: u64, limit: usize) -> Pending<'a, Vec<StoredEvent>> {
        self.inner.events_after(app, group, after, limit)
    }

    fn notices_after<'a>(&'a self, app: AppId, user: &'a UserId, after: u64, limit: usize) -> Pending<'a, Vec<StoredNotice>> {
        self.inner.notices_after(app, user, after, limit)
    }

    fn watch(&self, watcher: Arc<dyn Watcher>) {
        self.inner.watch(watcher);
    }

    fn closing(&self, limit: usize) -> Pending<'_, Vec<(AppId, GroupId)>> {
        self.inner.closing(limit)
    }
}
