//! What the cases are made with.

use crate::{Clock, Commit, Committed, OperationKey, Outcome, Pending, Store};
use opentim_domain::group::{CleanUp, CreateGroup, DestroyGroup, Group, Member, NewGroup, NewId, NewMember};
use opentim_domain::{
    Actor, AppId, Application, ApplicationKind, ApplicationState, Assert, Change, Command, Context, Decision, Entry, EventBody,
    EventDraft, Face, GroupId, Home, Kind, Limits, Listing, Millis, MsgFlag, Notice, Role, Secs, Step, UserEffect, UserId, View,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context as TaskContext, Poll, Wake, Waker};
use std::thread::{self, Thread};

/// A clock that stands until it is moved.
#[derive(Debug)]
pub struct FixedClock(AtomicU64);

impl Default for FixedClock {
    fn default() -> Self {
        Self(AtomicU64::new(1_800_000_000_000))
    }
}

impl FixedClock {
    /// Moves the clock on.
    pub fn advance(&self, millis: u64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Millis {
        Millis(self.0.load(Ordering::SeqCst))
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Waits for a store's answer on this thread and expects it to be good.
pub fn wait<T>(mut pending: Pending<'_, T>) -> T {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = TaskContext::from_waker(&waker);
    loop {
        match pending.as_mut().poll(&mut context) {
            Poll::Ready(Ok(value)) => return value,
            Poll::Ready(Err(error)) => panic!("the store failed: {error}"),
            Poll::Pending => thread::park(),
        }
    }
}

pub(super) const APP: u64 = 1_400_000_000;

pub(super) fn app() -> AppId {
    AppId::new(APP).expect("a valid app id")
}

pub(super) fn user(id: &str) -> UserId {
    UserId::parse(id).expect("a valid user id")
}

pub(super) fn group(id: &str) -> GroupId {
    GroupId::parse(id).expect("a valid group id")
}

/// A create command for `owner` with these members.
pub(super) fn create(id: &str, kind: Kind, owner: &str, members: &[&str]) -> CreateGroup {
    let new = |id: &&str| NewMember { user: user(id), role: Role::Member, name_card: String::new(), fields: Vec::new() };
    CreateGroup {
        group: NewGroup {
            id: NewId::Chosen(group(id)),
            kind,
            owner: Some(user(owner)),
            name: format!("name of {id}").chars().take(30).collect(),
            introduction: String::new(),
            notification: String::new(),
            face_url: String::new(),
            max_members: None,
            join: None,
            invite: None,
            topics: false,
            permission_groups: false,
            default_permissions: 0,
            fields: Vec::new(),
        },
        members: members.iter().map(new).collect(),
    }
}

/// A disband command.
pub(super) fn destroy(id: &str) -> DestroyGroup {
    DestroyGroup { group: group(id) }
}

/// Loads and decides a command as the engine does, but does not commit it.
pub(super) fn decide<C: Command>(store: &dyn Store, by: &str, command: &C) -> Option<Commit> {
    let actor = Actor::user(user(by), Face::Sdk);
    let home = command.home(app());
    let reads = command.reads(&actor);
    let loaded = wait(store.load(app(), &home, &reads, None));
    decide_on(&loaded.view, &actor, command)
}

/// Decides a command on a view.
fn decide_on<C: Command>(view: &View, actor: &Actor, command: &C) -> Option<Commit> {
    decide_with(&Limits::RECOMMENDED, view, actor, command)
}

/// Decides a command on a view, by these numbers.
pub(super) fn decide_with<C: Command>(limits: &Limits, view: &View, actor: &Actor, command: &C) -> Option<Commit> {
    let context = Context::new(view.now, limits);
    let Ok(Step::Done(decision)) = command.decide(actor, view, &context) else { return None };
    let Decision { asserts, changes, events, effects, .. } = decision;
    let home = command.home(app());
    Some(Commit { app: app(), home, operation: None, asserts, changes, events, effects, reply: Vec::new() })
}

/// A commit to a group's home that does nothing yet; its effects come from `by`.
pub(super) fn bare(id: &str, by: &str) -> Commit {
    let body = EventBody::MembersAdded { members: Vec::new(), how: Entry::Invited, silent: true };
    Commit {
        app: app(),
        home: Home::Group(group(id)),
        operation: None,
        asserts: vec![Assert::Alive],
        changes: Vec::new(),
        events: vec![EventDraft { actor: Actor::user(user(by), Face::Sdk), body }],
        effects: Vec::new(),
        reply: Vec::new(),
    }
}

/// Commits what must be done.
pub(super) fn commit(store: &dyn Store, commit: Commit) -> Committed {
    match wait(store.commit(commit)) {
        Outcome::Done(committed) => committed,
        other => panic!("expected the commit to be done, got {other:?}"),
    }
}

/// Does these changes to a living group, by its owner `owner`.
pub(super) fn change(store: &dyn Store, id: &str, changes: Vec<Change>) -> Committed {
    commit(store, Commit { changes, ..bare(id, "owner") })
}

/// Members `m 000`, `m 001` and so on.
pub(super) fn names(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("m {n:03}")).collect()
}

/// A group of `owner` and so many others: few are kept in another way than many.
pub(super) fn group_of(store: &dyn Store, id: &str, others: usize) {
    let names = names(others);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    done(store, "owner", &create(id, Kind::Public, "owner", &names));
}

/// Sizes on both sides of what stores keep differently.
pub(super) const SIZES: [usize; 2] = [3, 60];

/// A member as he joins.
pub(super) fn newcomer(id: &str, role: Role) -> Member {
    Member {
        user: user(id),
        role,
        joined_at: Secs(1_800_000_000),
        msg_flag: MsgFlag::Notify,
        name_card: String::new(),
        fields: Vec::new(),
        muted_until: None,
        unread: 0,
        seat: 0,
    }
}

/// What a member who joins learns.
pub(super) fn listed(id: &str, group_id: &str, notice: Option<Notice>) -> UserEffect {
    let listing = Listing {
        group: group(group_id),
        kind: Kind::Public,
        topics: false,
        role: Role::Member,
        joined_at: Secs(1_800_000_000),
        msg_flag: MsgFlag::Notify,
    };
    UserEffect { user: user(id), joined: Some(listing), left: false, notice }
}

/// An application that waits.
pub(super) fn application(id: &str, kind: ApplicationKind, at: u64) -> Application {
    let (inviter, message, state) = (None, format!("words of {id}"), ApplicationState::Open);
    Application { user: user(id), kind, inviter, at: Millis(at), message, state }
}

/// The living group.
pub(super) fn living(store: &dyn Store, id: &str) -> Group {
    wait(store.groups(app(), &[group(id)], None)).remove(0).expect("the group is alive").0
}

/// All members in their order.
pub(super) fn members(store: &dyn Store, id: &str) -> Vec<Member> {
    wait(store.members(app(), &group(id), 0, 10_000)).rows
}

/// One member.
pub(super) fn member(store: &dyn Store, group_id: &str, id: &str) -> Option<Member> {
    members(store, group_id).into_iter().find(|member| member.user.as_str() == id)
}

/// The clean-up of a disbanded group in one step.
pub(super) fn clean_up(store: &dyn Store, id: &str) {
    let members = members(store, id).into_iter().map(|member| member.user).collect();
    done(store, "@TIM#SYSTEM", &CleanUp { group: group(id), members, last: true });
}

/// Does a command that must succeed.
pub(super) fn done<C: Command>(store: &dyn Store, by: &str, command: &C) -> Committed {
    let commit = decide(store, by, command).expect("the rule allows it");
    match wait(store.commit(commit)) {
        Outcome::Done(committed) => committed,
        other => panic!("expected the commit to be done, got {other:?}"),
    }
}

/// An operation key.
pub(super) fn operation(caller: &str, id: &str, request: u8) -> OperationKey {
    OperationKey { caller: user(caller), id: id.to_owned(), request: [request; 16] }
}
