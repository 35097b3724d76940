//! The interface of every store.

use crate::{
    AllGroups, Applications, Audited, Commit, Joined, JoinedFilter, Loaded, Logged, OperationKey, Outcome, Page, StoreError,
    StoredEvent, StoredNotice,
};
use opentim_domain::group::{Group, Member};
use opentim_domain::record::PermissionGroup;
use opentim_domain::{
    Account, AppId, GroupId, Home, Kind, Millis, ReadSet, Record, RecordClass, Sanction, Sanctions, Secs, UserId,
};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// A result that is on its way.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// A living group and the reader's own membership in it.
pub type SeenGroup = (Group, Option<Member>);

/// Time as a store sees it; everything that time decides is decided by this clock.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Millis;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Millis {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Millis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
    }
}

/// Who is told of commits.
pub trait Watcher: Send + Sync {
    /// Whether anybody wants news of this app; otherwise the store spares itself the work.
    fn listens(&self, app: AppId) -> bool;

    /// A commit to a group's home is durable and visible to reads, and not yet answered. Commits of one group come in their order.
    /// Must return at once and must not call the store.
    fn committed(&self, news: News);

    /// Commits may be durable that were not told, of whatever app: what was concluded from news must be read again. For instance a
    /// batch that was answered as unknown and turned out to stand, or one that was written when the app was just beginning to
    /// listen. As with [`Self::committed`]: must return at once and must not call the store. Who concludes nothing leaves it out.
    fn missed(&self) {}
}

/// What a commit to a group's home brought.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct News {
    /// The app.
    pub app: AppId,
    /// The group.
    pub group: GroupId,
    /// Its type; nothing when it was gone before (a clean-up).
    pub kind: Option<Kind>,
    /// Its events, numbered.
    pub events: Vec<StoredEvent>,
    /// Who is a member now (true) or not any more (false), in order.
    pub memberships: Vec<(UserId, bool)>,
    /// The notices that users got, numbered.
    pub notices: Vec<(UserId, StoredNotice)>,
}

/// A store of groups and of what users know of them.
///
/// An answered commit is on disk (unless the store was opened with relaxed durability). Reads see every commit that was answered
/// before they began.
pub trait Store: Send + Sync {
    /// The records that a command asked for, in one snapshot, and the earlier answer if its operation id was used before.
    fn load<'a>(
        &'a self,
        app: AppId,
        home: &'a Home,
        reads: &'a ReadSet,
        operation: Option<&'a OperationKey>,
    ) -> Pending<'a, Loaded>;

    /// Does all of a commit or nothing of it. A failed assertion is [`Outcome::Conflict`]; a used operation id gives its earlier answer.
    fn commit(&self, commit: Commit) -> Pending<'static, Outcome>;

    /// Living groups by id, in the order asked; nothing for an id without a living group. With `own` also that user's membership in each.
    fn groups<'a>(&'a self, app: AppId, ids: &'a [GroupId], own: Option<&'a UserId>) -> Pending<'a, Vec<Option<SeenGroup>>>;

    /// A user's groups in the order of joining, `skip` rows left out, at most `limit` rows, and how many there are in all.
    fn joined<'a>(&'a self, app: AppId, user: &'a UserId, filter: JoinedFilter, skip: usize, limit: usize) -> Pending<'a, Joined>;

    /// Living groups of an app in the order of creation, after the cursor (0 first).
    fn all_groups(&self, app: AppId, kind: Option<Kind>, after: u64, limit: usize) -> Pending<'_, AllGroups>;

    /// Members of a group (also of one whose clean-up is under way) in the order of joining, after the seat `after` (0 first).
    fn members<'a>(&'a self, app: AppId, group: &'a GroupId, after: u64, limit: usize) -> Pending<'a, Page<Member>>;

    /// Applications that a user decides on, newest first: those of living groups whose owner or admin he is, and those that invite
    /// him and want his own consent. Only those made before `before`, if given. The page may be longer than `limit`, because rows of
    /// the same millisecond are never torn apart.
    fn applications<'a>(&'a self, app: AppId, user: &'a UserId, before: Option<Millis>, limit: usize) -> Pending<'a, Applications>;

    /// Sanctions of a living group that count at `now`, in the order of user ids, after `after`.
    fn sanctions<'a>(
        &'a self,
        app: AppId,
        group: &'a GroupId,
        which: Sanctions,
        now: Secs,
        after: Option<&'a UserId>,
        limit: usize,
    ) -> Pending<'a, Page<Sanction>>;

    /// Records of a living group of this class whose place begins with `prefix`, in the order of places, after the place `after`.
    fn records<'a>(
        &'a self,
        app: AppId,
        group: &'a GroupId,
        class: RecordClass,
        prefix: &'a str,
        after: Option<&'a str>,
        limit: usize,
    ) -> Pending<'a, Page<Record>>;

    /// How many such records there are.
    fn count_records<'a>(&'a self, app: AppId, group: &'a GroupId, class: RecordClass, prefix: &'a str) -> Pending<'a, usize>;

    /// The permission groups of a living group that a user is in, in the order of ids.
    fn granted<'a>(&'a self, app: AppId, group: &'a GroupId, user: &'a UserId) -> Pending<'a, Vec<PermissionGroup>>;

    /// Accounts, in the order asked; nothing for who has none.
    fn accounts<'a>(&'a self, app: AppId, users: &'a [UserId]) -> Pending<'a, Vec<Option<Account>>>;

    /// Users whose accounts are being erased.
    fn erasing(&self, limit: usize) -> Pending<'_, Vec<(AppId, UserId)>>;

    /// How many groups were made today (UTC) under a [`Claim::GroupToday`](opentim_domain::Claim), those that ended today taken off.
    fn groups_today(&self, app: AppId) -> Pending<'_, u64>;

    /// Events of all groups of an app at places of the log above `after`, in the order of commits. Places grow, with gaps. Only the
    /// events of the newest days are there: those before are gone from the log, not from their groups.
    fn log_after(&self, app: AppId, after: u64, limit: usize) -> Pending<'_, Vec<Logged>>;

    /// Up to which place of the log the app's back end has been told.
    fn back_end_told(&self, app: AppId) -> Pending<'_, u64>;

    /// The audit of a group, of one that has ended too: its events with numbers above `after`, oldest first, each with the hash that
    /// chains it to the one before (see [`Audited`]).
    fn audit<'a>(&'a self, app: AppId, group: &'a GroupId, after: u64, limit: usize) -> Pending<'a, Vec<Audited>>;

    /// Events of a group with numbers above `after`, oldest first.
    fn events_after<'a>(&'a self, app: AppId, group: &'a GroupId, after: u64, limit: usize) -> Pending<'a, Vec<StoredEvent>>;

    /// Notices of a user with numbers above `after`, oldest first.
    fn notices_after<'a>(&'a self, app: AppId, user: &'a UserId, after: u64, limit: usize) -> Pending<'a, Vec<StoredNotice>>;

    /// Tells `watcher` of every commit from now on, in place of the one before.
    fn watch(&self, watcher: Arc<dyn Watcher>);

    /// Groups whose clean-up is under way.
    fn closing(&self, limit: usize) -> Pending<'_, Vec<(AppId, GroupId)>>;
}
