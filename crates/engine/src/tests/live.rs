use super::support::{admin, app, call, created, engine, engine_with_clock, heard, id, online, store, user};
use crate::hub::Connection;
use crate::{Engine, MembersQuery, Refusal, Roles};
use opentim_domain::application::{Applied, JoinGroup};
use opentim_domain::group::DestroyGroup;
use opentim_domain::member::{KickMembers, MarkMembers, QuitGroup};
use opentim_domain::sanction::BanMembers;
use opentim_domain::{Action, Actor, Change, EventBody, EventDraft, Face, Home, Kind, Millis, Outcome, Reject, Role};
use opentim_store::conformance::wait;
use opentim_store::{Clock, Commit};
use std::sync::{Arc, Mutex};

async fn enter(engine: &Engine, connection: &Connection, name: &str, group: &str) -> Result<Applied, Refusal> {
    let command = JoinGroup { group: id(group), message: String::new() };
    engine.join(&call(name, None), Some(connection.session()), command).await
}

const ALL: MembersQuery = MembersQuery { after: 0, skip: 0, limit: 100, roles: Roles::ALL, mark: None };

async fn present(engine: &Engine, asker: &str, group: &str) -> Vec<(String, Role)> {
    let page = engine.members(&call(asker, None), &id(group), ALL).await.unwrap();
    page.rows.into_iter().map(|member| (member.user.to_string(), member.role)).collect()
}

fn kick(group: &str, name: &str, ban_secs: u32) -> KickMembers {
    KickMembers { group: id(group), users: vec![user(name)], reason: "why".into(), silent: false, ban_secs }
}

#[tokio::test]
async fn members_of_a_live_group_are_those_present() {
    let engine = engine(store(), 0, None);
    created(&engine, "live", Kind::Live, "alice").await;
    let (mut alice, bob) = (online(&engine, "alice").await, online(&engine, "bob").await);
    assert_eq!(enter(&engine, &alice, "alice", "live").await, Ok(Applied::Joined));
    assert_eq!(enter(&engine, &bob, "bob", "live").await, Ok(Applied::Joined));
    assert_eq!(present(&engine, "bob", "live").await, [("bob".to_owned(), Role::Member), ("alice".to_owned(), Role::Owner)]);
    assert_eq!(engine.online_count(&admin(), &id("live")).await, Ok(2));
    assert_eq!(heard(&mut alice).await, ["live: MembersAdded", "live: MembersAdded"]);
    drop(bob);
    assert_eq!(heard(&mut alice).await, ["live: MemberQuit"]);
    assert_eq!(engine.online_count(&admin(), &id("live")).await, Ok(1));
}

#[tokio::test]
async fn who_enters_another_live_group_leaves_the_first_unless_he_owns_it() {
    let engine = engine(store(), 0, None);
    created(&engine, "one", Kind::Live, "alice").await;
    created(&engine, "two", Kind::Live, "alice").await;
    let (alice, bob) = (online(&engine, "alice").await, online(&engine, "bob").await);
    for (connection, name) in [(&alice, "alice"), (&bob, "bob")] {
        enter(&engine, connection, name, "one").await.unwrap();
        enter(&engine, connection, name, "two").await.unwrap();
    }
    assert_eq!(present(&engine, "alice", "one").await, [("alice".to_owned(), Role::Owner)]);
    assert_eq!(engine.online_count(&admin(), &id("two")).await, Ok(2));
}

#[tokio::test]
async fn who_is_not_present_neither_sees_nor_leaves() {
    let engine = engine(store(), 0, None);
    created(&engine, "live", Kind::Live, "alice").await;
    let bob = call("bob", None);
    let seen = engine.members(&bob, &id("live"), ALL).await.unwrap_err();
    assert_eq!(seen, Refusal::Rule(Reject::Outsider { action: Action::ListMembers }));
    let left = engine.quit(&bob, QuitGroup { group: id("live") }).await.unwrap_err();
    assert_eq!(left, Refusal::Rule(Reject::Outsider { action: Action::Quit }));
}

#[tokio::test]
async fn who_is_kicked_with_a_time_does_not_come_back() {
    let engine = engine(store(), 0, None);
    created(&engine, "live", Kind::Live, "alice").await;
    let (alice, mut bob) = (call("alice", None), online(&engine, "bob").await);
    enter(&engine, &bob, "bob", "live").await.unwrap();
    let outcome = engine.kick(&alice, kick("live", "bob", 60)).await.unwrap()[0].outcome;
    assert_eq!(outcome, Outcome::Done);
    assert_eq!(heard(&mut bob).await, ["live: MembersAdded", "own: Kicked"]);
    let back = enter(&engine, &bob, "bob", "live").await;
    assert!(matches!(back, Err(Refusal::Rule(Reject::Banned { .. }))), "{back:?}");
    let absent = engine.kick(&alice, kick("live", "carol", 0)).await.unwrap()[0].outcome;
    assert_eq!(absent, Outcome::Already);
}

#[tokio::test]
async fn who_is_banned_is_told_so_once_and_the_others_that_he_is_gone() {
    let engine = engine(store(), 0, None);
    created(&engine, "live", Kind::Live, "alice").await;
    let (mut alice, mut bob) = (online(&engine, "alice").await, online(&engine, "bob").await);
    enter(&engine, &alice, "alice", "live").await.unwrap();
    enter(&engine, &bob, "bob", "live").await.unwrap();
    heard(&mut alice).await;
    heard(&mut bob).await;
    let ban = BanMembers { group: id("live"), users: vec![user("bob")], secs: 60, description: String::new() };
    engine.ban(&admin(), ban).await.unwrap();
    assert_eq!(heard(&mut bob).await, ["own: Banned"]);
    assert_eq!(heard(&mut alice).await, ["live: MembersKicked"]);
}

#[tokio::test]
async fn a_disband_empties_a_live_group_and_tells_everybody_once() {
    let engine = engine(store(), 0, None);
    created(&engine, "live", Kind::Live, "alice").await;
    let (mut alice, mut bob) = (online(&engine, "alice").await, online(&engine, "bob").await);
    enter(&engine, &alice, "alice", "live").await.unwrap();
    enter(&engine, &bob, "bob", "live").await.unwrap();
    heard(&mut alice).await;
    heard(&mut bob).await;
    engine.run(&call("alice", None), DestroyGroup { group: id("live") }).await.unwrap();
    engine.clean_up().await.unwrap();
    assert_eq!(heard(&mut alice).await, ["own: Disbanded"]);
    assert_eq!(heard(&mut bob).await, ["own: Disbanded"]);
}

#[tokio::test]
async fn the_owner_marks_members_and_they_are_found_by_it() {
    let engine = engine(store(), 0, None);
    created(&engine, "live", Kind::Live, "alice").await;
    let (alice, bob) = (call("alice", None), online(&engine, "bob").await);
    let mut carol = online(&engine, "carol").await;
    enter(&engine, &bob, "bob", "live").await.unwrap();
    enter(&engine, &carol, "carol", "live").await.unwrap();
    let mark = |mark, on| MarkMembers { group: id("live"), users: vec![user("bob"), user("nobody")], mark, on };
    engine.mark(&alice, mark(1000, true)).await.unwrap();
    engine.mark(&alice, mark(1000, true)).await.unwrap();
    assert_eq!(heard(&mut carol).await, ["live: MembersAdded", "live: Marked"]);
    let marked = engine.members(&alice, &id("live"), MembersQuery { mark: Some(1000), ..ALL }).await.unwrap().rows;
    assert_eq!(marked.iter().map(|member| member.user.as_str()).collect::<Vec<_>>(), ["bob"]);
    for more in 1001..1010 {
        engine.mark(&alice, mark(more, true)).await.unwrap();
    }
    let too_many = engine.mark(&alice, mark(1010, true)).await;
    assert!(matches!(too_many, Err(Refusal::Rule(Reject::TooMany { limit: 10, .. }))), "{too_many:?}");
    let refused = engine.mark(&call("bob", None), mark(1000, false)).await;
    assert!(matches!(refused, Err(Refusal::Rule(_))), "{refused:?}");
}

#[tokio::test]
async fn an_answer_kept_from_before_a_ban_lets_nobody_in() {
    let engine = engine(store(), 0, None);
    created(&engine, "live", Kind::Live, "alice").await;
    let (alice, bob) = (call("alice", None), online(&engine, "bob").await);
    let asks = call("bob", Some(("join", 1)));
    let join = || engine.join(&asks, Some(bob.session()), JoinGroup { group: id("live"), message: String::new() });
    assert_eq!(join().await, Ok(Applied::Joined));
    engine.kick(&alice, kick("live", "bob", 60)).await.unwrap();
    let again = join().await;
    assert!(matches!(again, Err(Refusal::Rule(Reject::Banned { .. }))), "{again:?}");
    assert_eq!(engine.hub.present(app(), &id("live")), 0);
}

/// A clock that lets something happen in the moment when it is first read after being armed.
#[derive(Default)]
struct Moment(Mutex<Option<Box<dyn FnOnce() + Send>>>);

impl Clock for Moment {
    fn now(&self) -> Millis {
        let armed = self.0.lock().unwrap().take();
        if let Some(happens) = armed {
            happens();
        }
        Millis(1_800_000_000_000)
    }
}

#[tokio::test]
async fn who_enters_while_the_group_ends_is_not_left_behind_in_it() {
    let (store, moment) = (store(), Arc::new(Moment::default()));
    let engine = engine_with_clock(store.clone(), moment.clone());
    created(&engine, "live", Kind::Live, "alice").await;
    let bob = online(&engine, "bob").await;
    let ends = EventBody::Disbanded { kind: Kind::Live, name: "name".into(), owner: None };
    let end = Commit {
        app: app(),
        home: Home::Group(id("live")),
        operation: None,
        asserts: Vec::new(),
        changes: vec![Change::Disband],
        events: vec![EventDraft { actor: Actor::user(user("alice"), Face::Sdk), body: ends }],
        effects: Vec::new(),
        reply: Vec::new(),
    };
    *moment.0.lock().unwrap() = Some(Box::new(move || drop(wait(store.commit(end)))));
    assert_eq!(enter(&engine, &bob, "bob", "live").await, Err(Refusal::Rule(Reject::NoSuchGroup)));
    assert_eq!(engine.hub.present(app(), &id("live")), 0);
}

#[tokio::test]
async fn a_session_that_has_ended_does_not_enter_while_another_goes_on() {
    let engine = engine(store(), 0, None);
    created(&engine, "live", Kind::Live, "alice").await;
    let (ended, other) = (online(&engine, "bob").await, online(&engine, "bob").await);
    let session = ended.session();
    drop(ended);
    let command = JoinGroup { group: id("live"), message: String::new() };
    engine.join(&call("bob", None), Some(session), command).await.unwrap();
    assert_eq!(engine.online_count(&admin(), &id("live")).await, Ok(0));
    drop(other);
}
