//! Bugs put into the store and into devices on purpose: the simulation must find each of them.

use opentim_domain::{
    Actor, AppId, Assert, Change, Command, Context, Draw, EventBody, EventDraft, Home, ReadSet, RecordKey, Reject, Role, Step,
    UserId, View,
};
use opentim_engine::Cursors;
use opentim_store::{Audited, Commit, Joined, News, StoredEvent, StoredNotice, Watcher, chained};
use std::cell::Cell;
use std::sync::{Arc, Mutex, PoisonError};

/// A bug put in on purpose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Planted {
    /// None.
    Nothing,
    /// A commit does not check that the group is still absent: two creators of one id both win.
    RaceForAnId,
    /// A used operation id is not noticed at commit: a repeated call is done twice.
    ForgottenOperation,
    /// A reply is given before the commit happens: a crash in between loses what was acknowledged.
    EarlyReply,
    /// What other homes must learn is dropped: members do not find the group in their lists.
    LostEffects,
    /// A commit does not check that roles are still what was read: dismissed admins act, members leave twice.
    IgnoredRole,
    /// A commit does not check that its actor is still what he was: whoever was dismissed or removed acts as before.
    IgnoredActor,
    /// A commit does not check that a member's record is what was read: changes of the same member overwrite each other.
    IgnoredMember,
    /// A commit does not check that there is room: the last place is given twice.
    IgnoredRoom,
    /// A commit does not check that the profile is what was read: parallel changes overwrite each other.
    IgnoredInfo,
    /// A commit does not check that an application is what was read: it is decided twice.
    IgnoredApplication,
    /// A commit does not check that a sanction is what was read: banned users slip in.
    IgnoredSanction,
    /// A commit does not check that somebody stays: the last two leave together and the group lives on.
    IgnoredLastMember,
    /// A commit does not count the admins: one too many is appointed.
    IgnoredAdmins,
    /// A commit does not check that a record is what was read: counts are lost.
    IgnoredRecord,
    /// A commit does not check that the attributes are those that were read: of racing writers two win.
    IgnoredAttributes,
    /// Changes are stored without the events that tell them.
    LostEvents,
    /// New members are admins at once.
    RaisedRole,
    /// Some commits are told to listeners without their last event.
    SkippedEvent,
    /// Listeners are not told of some commits.
    SkippedNews,
    /// Listeners are told of some commits late.
    LateNews,
    /// Listeners are told of some commits twice. That does no harm: everybody knows how far he was told.
    RepeatedNews,
    /// The log is shown without the first of the events asked for.
    SkippedLog,
    /// The log is shown as if nobody ever left: what was said while somebody was out is told him when he is back.
    HiddenLeaves,
    /// Notices are shown without the first of those asked for.
    SkippedNotice,
    /// A user's list is shown without its last group.
    ForgottenGroup,
    /// Devices keep cursors that are behind what they were told.
    LaggingCursors,
    /// Devices keep cursors that are ahead of what they were told.
    LeapingCursors,
    /// Who tells the back end keeps how far it has been told before he tells it.
    EarlyMark,
    /// Each event of an audit is hashed by itself.
    BrokenChain,
    /// A commit does not claim quotas.
    IgnoredQuota,
    /// A commit does not check that an invite link is what was read: one comes in by it more than may.
    IgnoredLink,
    /// The back end is asked again when a command is decided again.
    AskedAgain,
    /// Those whom the back end refused are forgotten when a command is decided again.
    ForgottenVerdict,
    /// Things are done to persons who are being erased.
    UnheededErasure,
}

impl Planted {
    /// Every bug that does harm.
    pub const ALL: [Self; 33] = [
        Self::RaceForAnId,
        Self::ForgottenOperation,
        Self::EarlyReply,
        Self::LostEffects,
        Self::IgnoredRole,
        Self::IgnoredActor,
        Self::IgnoredMember,
        Self::IgnoredRoom,
        Self::IgnoredInfo,
        Self::IgnoredApplication,
        Self::IgnoredSanction,
        Self::IgnoredLastMember,
        Self::IgnoredAdmins,
        Self::IgnoredRecord,
        Self::IgnoredAttributes,
        Self::LostEvents,
        Self::RaisedRole,
        Self::SkippedEvent,
        Self::SkippedNews,
        Self::LateNews,
        Self::SkippedLog,
        Self::HiddenLeaves,
        Self::SkippedNotice,
        Self::ForgottenGroup,
        Self::LaggingCursors,
        Self::LeapingCursors,
        Self::EarlyMark,
        Self::BrokenChain,
        Self::IgnoredQuota,
        Self::IgnoredLink,
        Self::AskedAgain,
        Self::ForgottenVerdict,
        Self::UnheededErasure,
    ];

    /// A commit as the store with this bug takes it.
    pub(crate) fn spoil(self, commit: &mut Commit) {
        match self {
            Self::ForgottenOperation => commit.operation = None,
            Self::LostEffects => commit.effects.clear(),
            Self::LostEvents => commit.events.clear(),
            // Links are made as they should be, and used without a look.
            Self::IgnoredLink if !commit.events.iter().any(uses_link) => {}
            Self::RaisedRole => commit.changes.iter_mut().for_each(raise),
            _ => {
                let actor = commit.actor().cloned();
                commit.asserts.retain(|assert| !self.ignores(assert, actor.as_ref()));
            }
        }
    }

    fn ignores(self, assert: &Assert, actor: Option<&UserId>) -> bool {
        match assert {
            Assert::Role { user, role } if self == Self::IgnoredActor => actor == Some(user) && *role >= Some(Role::Admin),
            Assert::GroupAbsent => self == Self::RaceForAnId,
            Assert::Role { .. } => self == Self::IgnoredRole,
            Assert::Member(_) => self == Self::IgnoredMember,
            Assert::Room { .. } => self == Self::IgnoredRoom,
            Assert::Info { .. } => self == Self::IgnoredInfo,
            Assert::Application { .. } => self == Self::IgnoredApplication,
            Assert::Sanction { .. } => self == Self::IgnoredSanction,
            Assert::SomebodyStays => self == Self::IgnoredLastMember,
            Assert::Admins { .. } => self == Self::IgnoredAdmins,
            Assert::Record { key: RecordKey::InviteLink(_), .. } if self == Self::IgnoredLink => true,
            Assert::Within(_) => self == Self::IgnoredQuota,
            Assert::Record { .. } => self == Self::IgnoredRecord,
            Assert::Attributes { .. } => self == Self::IgnoredAttributes,
            Assert::CleaningUp | Assert::Alive | Assert::RecordThere { .. } | Assert::Records { .. } | Assert::Account { .. } => {
                false
            }
        }
    }

    /// A page of the log as the store with this bug shows it.
    pub(crate) fn spoil_log(self, page: &mut Vec<StoredEvent>) {
        match self {
            Self::SkippedLog if page.len() > 1 => drop(page.remove(0)),
            Self::HiddenLeaves => page.iter_mut().for_each(|event| hide_leave(&mut event.event.body)),
            _ => {}
        }
    }

    /// A page of notices as the store with this bug shows it.
    pub(crate) fn spoil_notices(self, page: &mut Vec<StoredNotice>) {
        if self == Self::SkippedNotice && page.len() > 1 {
            page.remove(1);
        }
    }

    /// A user's list as the store with this bug shows it.
    pub(crate) fn spoil_list(self, joined: &mut Joined) {
        if self == Self::ForgottenGroup {
            joined.rows.pop();
        }
    }

    /// A page of an audit as the store with this bug shows it.
    pub(crate) fn spoil_audit(self, page: &mut [Audited]) {
        if self == Self::BrokenChain {
            page.iter_mut().for_each(|row| row.hash = chained(&[0; 32], &row.event));
        }
    }

    /// Cursors as a device with this bug keeps them.
    pub(crate) fn spoil_cursors(self, cursors: &mut Cursors) {
        match self {
            Self::LaggingCursors => cursors.groups.values_mut().for_each(|number| *number = number.saturating_sub(1)),
            Self::LeapingCursors => cursors.groups.values_mut().for_each(|number| *number += 1),
            _ => {}
        }
    }

    /// The watcher as the store with this bug treats it.
    pub(crate) fn between(self, watcher: Arc<dyn Watcher>) -> Arc<dyn Watcher> {
        match self {
            Self::SkippedEvent | Self::SkippedNews | Self::LateNews | Self::RepeatedNews => {
                Arc::new(SpoiltWatcher { watcher, planted: self, state: Mutex::default() })
            }
            _ => watcher,
        }
    }
}

fn uses_link(event: &EventDraft) -> bool {
    matches!(event.body, EventBody::LinkUsed { .. })
}

fn hide_leave(body: &mut EventBody) {
    if let EventBody::MembersKicked { .. } | EventBody::MemberQuit { .. } = body {
        *body = EventBody::Unbanned { users: Vec::new() };
    }
}

fn raise(change: &mut Change) {
    if let Change::AddMember(member) = change {
        member.role = member.role.max(Role::Admin);
    }
}

/// One in so many commits is told wrongly.
const EVERY: usize = 5;

/// Stands between the store and a watcher and tells it wrongly.
struct SpoiltWatcher {
    watcher: Arc<dyn Watcher>,
    planted: Planted,
    state: Mutex<Spoilt>,
}

#[derive(Default)]
struct Spoilt {
    told: usize,
    late: Option<News>,
}

impl Watcher for SpoiltWatcher {
    fn listens(&self, app: AppId) -> bool {
        self.watcher.listens(app)
    }

    fn missed(&self) {
        self.watcher.missed();
    }

    fn committed(&self, mut news: News) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.told += 1;
        let wrongly = state.told.is_multiple_of(EVERY);
        match self.planted {
            Planted::SkippedEvent if wrongly => {
                news.events.pop();
                self.watcher.committed(news);
            }
            Planted::SkippedNews if wrongly => {}
            Planted::LateNews if wrongly => state.late = Some(news),
            Planted::RepeatedNews if wrongly => {
                self.watcher.committed(news.clone());
                self.watcher.committed(news);
            }
            _ => {
                self.watcher.committed(news);
                state.late.take().into_iter().for_each(|late| self.watcher.committed(late));
            }
        }
    }
}

/// A command as the engine with this bug decides it.
pub(crate) struct Spoiling<C> {
    command: C,
    planted: Planted,
    /// How often it was decided after the back end was asked.
    decided: Cell<u32>,
}

impl<C> Spoiling<C> {
    pub(crate) fn new(command: C, planted: Planted) -> Self {
        Self { command, planted, decided: Cell::new(0) }
    }
}

impl<C: Command> Command for Spoiling<C> {
    type Reply = C::Reply;

    fn home(&self, app: AppId) -> Home {
        self.command.home(app)
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        self.command.reads(actor)
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<C::Reply>, Reject> {
        let before = self.decided.get();
        self.decided.set(before + u32::from(!context.ask_first));
        let again = !context.ask_first && before > 0;
        let context = match self.planted {
            Planted::AskedAgain if again && before == 1 => Context { ask_first: true, ..*context },
            Planted::ForgottenVerdict if again => Context { refused: &[], ..*context },
            _ => *context,
        };
        self.command.decide(actor, view, &context)
    }

    fn names(&self) -> Vec<UserId> {
        self.command.names()
    }

    fn concerns(&self) -> Vec<UserId> {
        if self.planted == Planted::UnheededErasure { Vec::new() } else { self.command.concerns() }
    }

    fn redraw(&mut self, draw: &mut dyn Draw) -> bool {
        self.command.redraw(draw)
    }
}
