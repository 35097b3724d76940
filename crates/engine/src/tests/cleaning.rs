use super::support::{call, created, engine, id, store};
use crate::Refusal;
use opentim_domain::group::{DestroyGroup, Member};
use opentim_domain::record::PermissionGroup;
use opentim_domain::{
    Account, AppId, GroupId, Home, Kind, Millis, ReadSet, Record, RecordClass, Sanction, Sanctions, Secs, UserId,
};
use opentim_store::{
    AllGroups, Applications, Audited, Commit, Joined, JoinedFilter, Loaded, Logged, OperationKey, Outcome, Page, Pending,
    SeenGroup, Store, StoreError, StoredEvent, StoredNotice, Watcher,
};
use std::future::ready;
use std::sync::Arc;

/// A store in which the members of one group cannot be read.
struct Damaged {
    inner: Arc<dyn Store>,
    group: GroupId,
}

impl Store for Damaged {
    fn members<'a>(&'a self, app: AppId, group: &'a GroupId, after: u64, limit: usize) -> Pending<'a, Page<Member>> {
        if *group == self.group {
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
        self.inner.load(app, home, reads, operation)
    }

    fn commit(&self, commit: Commit) -> Pending<'static, Outcome> {
        self.inner.commit(commit)
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

#[tokio::test]
async fn a_damaged_group_does_not_keep_others_from_being_cleaned_up() {
    let engine = engine(Arc::new(Damaged { inner: store(), group: id("a damaged one") }), 0, None);
    for name in ["a damaged one", "b", "c"] {
        created(&engine, name, Kind::Public, "alice").await;
        engine.run(&call("alice", None), DestroyGroup { group: id(name) }).await.unwrap();
    }
    let first = engine.clean_up().await;
    assert!(matches!(first, Err(Refusal::Store(StoreError::Damaged(_)))), "{first:?}");
    for (name, free) in [("a damaged one", false), ("b", true), ("c", true)] {
        let again = engine.run(&call("alice", None), super::support::chosen(name, &call("alice", None))).await;
        assert_eq!(again.is_ok(), free, "{name}: {again:?}");
    }
}
