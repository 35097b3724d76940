//! What the tests of this crate share: folders of their own, and commits made by the real rules.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "every test file takes what it needs")]

use opentim_domain::application::{HandleApplications, JoinGroup};
use opentim_domain::group::{CleanUp, CreateGroup, DestroyGroup, NewGroup, NewId, NewMember};
use opentim_domain::member::{AddMembers, KickMembers};
use opentim_domain::{
    Actor, AppId, Assert, Change, Command, Context, Entry, EventBody, EventDraft, Face, GroupId, Home, Kind, Limits, ReadSet,
    Record, RecordKey, Role, Step, UserId, View,
};
use opentim_store::conformance::wait;
use opentim_store::{Commit, Outcome, Store};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// A folder of its own, removed at the end.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("opentim-{name}-{}-{count}", std::process::id()));
        drop(fs::remove_dir_all(&path));
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// A copy of a folder's files, without the lock.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name() != "opentim.lock" {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// A small generator: reproducible, and good enough to choose places and steps.
pub struct Dice(u64);

impl Dice {
    /// Seeded by `OPENTIM_SEED`, or by the clock; prints the seed.
    pub fn new() -> Self {
        let given = std::env::var("OPENTIM_SEED").ok().and_then(|text| text.parse().ok());
        let seed = given.unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos() as u64).max(1);
        println!("seed {seed} (set OPENTIM_SEED to see this run again)");
        Self(seed)
    }

    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

/// How often a slow test repeats itself: `OPENTIM_CRASH_ROUNDS`, or this many times.
pub fn rounds(default: usize) -> usize {
    std::env::var("OPENTIM_CRASH_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

pub fn app() -> AppId {
    AppId::new(1_400_000_000).unwrap()
}

pub fn user(id: &str) -> UserId {
    UserId::parse(id).unwrap()
}

pub fn group(id: &str) -> GroupId {
    GroupId::parse(id).unwrap()
}

/// A create command for `owner` with these members.
pub fn create(id: &str, owner: &str, members: &[&str]) -> CreateGroup {
    let new = |id: &&str| NewMember { user: user(id), role: Role::Member, name_card: String::new(), fields: Vec::new() };
    CreateGroup {
        group: NewGroup {
            id: NewId::Chosen(group(id)),
            kind: Kind::Public,
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

pub fn destroy(id: &str) -> DestroyGroup {
    DestroyGroup { group: group(id) }
}

/// The clean-up of a disbanded group in one step.
pub fn clean_up(store: &dyn Store, id: &str) -> CleanUp {
    let members = wait(store.members(app(), &group(id), 0, 1000)).rows;
    CleanUp { group: group(id), members: members.into_iter().map(|member| member.user).collect(), last: true }
}

/// The app's back end.
pub fn administrator() -> Actor {
    Actor::app_admin(user("administrator"), Face::Rest)
}

/// For the app's back end: it puts users into a group.
pub fn add(id: &str, who: &[&str]) -> AddMembers {
    AddMembers { group: group(id), users: who.iter().map(|id| user(id)).collect(), silent: false }
}

/// Removes members, and says why.
pub fn kick(id: &str, who: &[&str]) -> KickMembers {
    let users = who.iter().map(|id| user(id)).collect();
    KickMembers { group: group(id), users, reason: "a reason".into(), silent: false, ban_secs: 0 }
}

/// Asks to join.
pub fn apply(id: &str) -> JoinGroup {
    JoinGroup { group: group(id), message: "let me in".into() }
}

/// Accepts a user's application.
pub fn accept(id: &str, who: &str) -> HandleApplications {
    HandleApplications { group: group(id), applications: vec![(user(who), None)], accept: true, reason: "welcome".into() }
}

/// Loads and decides a command as the engine does; nothing when the rule refuses.
pub fn decide<C: Command>(store: &dyn Store, by: &str, command: &C) -> Option<Commit> {
    decide_as(store, &Actor::user(user(by), Face::Sdk), command)
}

/// The same for whoever acts.
pub fn decide_as<C: Command>(store: &dyn Store, actor: &Actor, command: &C) -> Option<Commit> {
    let loaded = wait(store.load(app(), &command.home(app()), &command.reads(actor), None));
    decide_on(&loaded.view, actor, command)
}

/// Decides a command on a view.
pub fn decide_on<C: Command>(view: &View, actor: &Actor, command: &C) -> Option<Commit> {
    let context = Context::new(view.now, &Limits::RECOMMENDED);
    let Ok(Step::Done(decision)) = command.decide(actor, view, &context) else { return None };
    Some(Commit {
        app: app(),
        home: command.home(app()),
        operation: None,
        asserts: decision.asserts,
        changes: decision.changes,
        events: decision.events,
        effects: decision.effects,
        reply: Vec::new(),
    })
}

/// A commit that sets the counter `n` and the attribute `n` of a living group to a number, and writes one event.
pub fn tally(id: &str, number: i64) -> Commit {
    let counters = Record::Counters([("n".to_owned(), number)].into());
    let attributes = Record::Attributes([("n".to_owned(), number.to_string())].into());
    let body = EventBody::MembersAdded { members: Vec::new(), how: Entry::Invited, silent: true };
    Commit {
        app: app(),
        home: Home::Group(group(id)),
        operation: None,
        asserts: vec![Assert::Alive],
        changes: [counters, attributes].map(|record| Change::PutRecord(Box::new(record))).into(),
        events: vec![EventDraft { actor: administrator(), body }],
        effects: Vec::new(),
        reply: Vec::new(),
    }
}

/// What [`tally`] last set in a group; 0 before. Both records must say it.
pub fn tallied(store: &dyn Store, id: &str) -> i64 {
    let reads = ReadSet { records: vec![RecordKey::Counters, RecordKey::Attributes], ..ReadSet::head() };
    let view = wait(store.load(app(), &Home::Group(group(id)), &reads, None)).view;
    let (counters, attributes) = (view.record(&RecordKey::Counters), view.record(&RecordKey::Attributes));
    match (counters, attributes) {
        (None, None) => 0,
        (Some(Record::Counters(counters)), Some(Record::Attributes(attributes))) => {
            let number = counters["n"];
            assert_eq!(attributes["n"], number.to_string(), "{id}");
            number
        }
        other => panic!("{id} has one of two records that were written together: {other:?}"),
    }
}

/// Does a command that must succeed.
pub fn done<C: Command>(store: &dyn Store, by: &str, command: &C) {
    done_as(store, &Actor::user(user(by), Face::Sdk), command);
}

/// The same for whoever acts.
pub fn done_as<C: Command>(store: &dyn Store, actor: &Actor, command: &C) {
    let commit = decide_as(store, actor, command).expect("the rule allows it");
    let outcome = wait(store.commit(commit));
    assert!(matches!(outcome, Outcome::Done(_)), "{outcome:?}");
}
