//! What the tests are made with.

use crate::hub::{Connection, Push};
use crate::{BackEnd, Call, Cursors, Engine, Fed, Feed, Operation, Passing, Ports, Random, Refusal, UserStatus, Verdict};
use opentim_domain::group::{CreateGroup, NewGroup, NewId};
use opentim_domain::member::AddMembers;
use opentim_domain::{Actor, AppId, Face, GroupId, Kind, Limits, Question, UserId};
use opentim_store::conformance::FixedClock;
use opentim_store::{Clock, MemoryStore, News, Store, Watcher};
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// Bytes that repeat on purpose: the first `same` fills are alike.
pub(super) struct Dull {
    same: u8,
    fills: AtomicU8,
}

impl Random for Dull {
    fn fill(&self, bytes: &mut [u8]) {
        let turn = self.fills.fetch_add(1, Ordering::SeqCst);
        bytes.fill(turn.saturating_sub(self.same));
    }
}

/// A back end that says one thing and counts how often it is asked.
pub(super) struct Says {
    pub(super) verdict: Mutex<Verdict>,
    pub(super) asked: AtomicUsize,
}

impl BackEnd for Says {
    fn wants(&self, _: AppId) -> bool {
        true
    }

    fn ask<'a>(&'a self, _: AppId, _: &'a Actor, _: &'a Question) -> Pin<Box<dyn Future<Output = Verdict> + Send + 'a>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        Box::pin(ready(self.verdict.lock().unwrap().clone()))
    }
}

pub(super) fn store() -> Arc<dyn Store> {
    Arc::new(MemoryStore::new(Arc::new(FixedClock::default())))
}

pub(super) fn engine(store: Arc<dyn Store>, same: u8, back_end: Option<Arc<dyn BackEnd>>) -> Engine {
    let random = Arc::new(Dull { same, fills: AtomicU8::new(0) });
    Engine::new(store, Ports { random, back_end, clock: Arc::new(FixedClock::default()), id_key: [9; 32] })
}

pub(super) fn engine_with_clock(store: Arc<dyn Store>, clock: Arc<dyn Clock>) -> Engine {
    let random = Arc::new(Dull { same: 0, fills: AtomicU8::new(0) });
    Engine::new(store, Ports { random, back_end: None, clock, id_key: [9; 32] })
}

pub(super) fn call(user: &str, operation: Option<(&str, u8)>) -> Call {
    Call {
        app: AppId::new(1_400_000_000).unwrap(),
        actor: Actor::user(UserId::parse(user).unwrap(), Face::Sdk),
        limits: Arc::new(Limits::RECOMMENDED),
        operation: operation.map(|(id, request)| Operation { id: id.to_owned(), request: [request; 16] }),
    }
}

/// A group without an id of its own.
pub(super) fn drawn(engine: &Engine, call: &Call, kind: Kind) -> CreateGroup {
    let id = NewId::Drawn(engine.draw(call, kind));
    CreateGroup { group: group(id, kind, call), members: Vec::new() }
}

/// A group with an id of its own.
pub(super) fn chosen(id: &str, call: &Call) -> CreateGroup {
    let id = NewId::Chosen(GroupId::parse(id).unwrap());
    CreateGroup { group: group(id, Kind::Public, call), members: Vec::new() }
}

fn group(id: NewId, kind: Kind, call: &Call) -> NewGroup {
    NewGroup {
        id,
        kind,
        owner: Some(call.actor.user.clone()),
        name: "name".to_owned(),
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
    }
}

pub(super) fn app() -> AppId {
    AppId::new(1_400_000_000).unwrap()
}

pub(super) fn id(id: &str) -> GroupId {
    GroupId::parse(id).unwrap()
}

pub(super) fn user(id: &str) -> UserId {
    UserId::parse(id).unwrap()
}

/// A call of the app's admin account over REST.
pub(super) fn admin() -> Call {
    Call { actor: Actor::app_admin(user("administrator"), Face::Rest), ..call("administrator", None) }
}

/// Creates a group of this type that belongs to `owner`.
pub(super) async fn created(engine: &Engine, name: &str, kind: Kind, owner: &str) {
    let owner = call(owner, None);
    let mut command = chosen(name, &owner);
    command.group.kind = kind;
    engine.run(&owner, command).await.unwrap();
}

/// Makes users members of a group.
pub(super) async fn added(engine: &Engine, group: &str, users: &[&str]) {
    let users = users.iter().map(|name| user(name)).collect();
    engine.run(&admin(), AddMembers { group: id(group), users, silent: false }).await.unwrap();
}

/// A user comes online.
pub(super) async fn online(engine: &Engine, name: &str) -> Connection {
    online_with(engine, name, Limits::RECOMMENDED).await
}

/// A user of an app with these limits comes online.
pub(super) async fn online_with(engine: &Engine, name: &str, limits: Limits) -> Connection {
    let connection = engine.hub.connect(app(), &user(name), Arc::new(limits));
    loaded(engine, &connection, name).await;
    connection
}

/// The hub learns which groups a user is in, for his connection.
pub(super) async fn loaded(engine: &Engine, connection: &Connection, name: &str) {
    engine.load_groups(app(), &user(name), connection.session()).await.unwrap();
}

/// What waits for a connection, in words: tips as `group: body`, notices as `own: notice`.
pub(super) async fn heard(connection: &mut Connection) -> Vec<String> {
    let mut heard = Vec::new();
    while let Some(push) = poll_now(connection).await {
        heard.push(match push {
            Push::Tip { group, event, .. } => format!("{group}: {}", first_word(&format!("{:?}", event.event.body))),
            Push::Notice(notice) => format!("own: {}", first_word(&format!("{:?}", notice.notice))),
            Push::Passing(passing) => passed(&passing),
            Push::Over => "over".to_owned(),
            Push::Lost => "lost".to_owned(),
        });
    }
    heard
}

async fn poll_now(connection: &mut Connection) -> Option<Push> {
    tokio::select! {
        biased;
        push = connection.next() => Some(push),
        () = ready(()) => None,
    }
}

/// Something passing, in words.
fn passed(passing: &Passing) -> String {
    match passing {
        Passing::Statuses(statuses) => {
            let one = |status: &UserStatus| {
                let online = if status.online { "online" } else { "offline" };
                format!("{} {online} {}", status.user, status.custom).trim_end().to_owned()
            };
            statuses.iter().map(one).collect::<Vec<_>>().join(", ")
        }
        Passing::OwnProfile(account) => format!("own profile: {}", account.nick),
        Passing::Profiles(accounts) => {
            accounts.iter().map(|account| format!("{}: {}", account.user, account.nick)).collect::<Vec<_>>().join(", ")
        }
    }
}

fn first_word(text: &str) -> String {
    text.split([' ', '(']).next().unwrap_or_default().to_owned()
}

/// A user's feed.
pub(super) async fn feed(engine: &Arc<Engine>, name: &str, from: Option<Cursors>) -> Feed {
    engine.feed(app(), &user(name), Arc::default(), from).await.unwrap()
}

/// Cursors in short.
pub(super) fn cursors(notices: u64, groups: &[(&str, u64)]) -> Cursors {
    Cursors { notices, groups: groups.iter().map(|(group, number)| (id(group), *number)).collect() }
}

/// One thing that a feed says, in words: tips as `group 3: body`, notices as `own 2: notice`.
pub(super) fn words(fed: &Fed) -> String {
    match fed {
        Fed::Tip { group, event, .. } => {
            format!("{group} {}: {}", event.number, first_word(&format!("{:?}", event.event.body)))
        }
        Fed::Notice(notice) => format!("own {}: {}", notice.number, first_word(&format!("{:?}", notice.notice))),
        Fed::Refresh { group, number } => format!("{group} {number}: refresh"),
        Fed::RefreshNotices { number } => format!("own {number}: refresh"),
        Fed::CaughtUp { gone } if gone.is_empty() => "caught up".to_owned(),
        Fed::CaughtUp { gone } => format!("caught up without {}", gone[0]),
        Fed::Passing(passing) => passed(passing),
        Fed::Over => "over".to_owned(),
    }
}

/// What a feed says until it waits.
pub(super) async fn fed(feed: &mut Feed) -> Vec<String> {
    let mut said = Vec::new();
    while let Some(fed) = said_now(feed).await {
        said.push(words(&fed.unwrap()));
    }
    said
}

/// The next thing that a feed says, if it does not wait.
pub(super) async fn said_now(feed: &mut Feed) -> Option<Result<Fed, Refusal>> {
    tokio::select! {
        biased;
        fed = feed.next() => Some(fed),
        () = ready(()) => None,
    }
}

/// Work that the store does not tell of, as when it learns later that a commit stands.
pub(super) async fn unheard(engine: &Engine, work: impl Future<Output = ()>) {
    struct Deaf;
    impl Watcher for Deaf {
        fn listens(&self, _: AppId) -> bool {
            false
        }
        fn committed(&self, _: News) {}
    }
    engine.store().watch(Arc::new(Deaf));
    work.await;
    engine.store().watch(engine.hub.clone());
    engine.hub.missed();
}
