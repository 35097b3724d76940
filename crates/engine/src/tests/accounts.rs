//! Accounts as the engine keeps them in memory.

use super::support::{app, call, engine, fed, feed, heard, online, store, user};
use crate::{Engine, Refusal, Watched};
use opentim_domain::{
    Account, AccountState, Actor, AppId, Change, Command, Context, Decision, Home, Limits, ReadSet, Reject, Step, UserId, View,
};
use opentim_store::{Commit, Store};
use std::sync::Arc;

/// Writes an account as it is, whatever the rules say; or removes it.
#[derive(Clone)]
struct Write(UserId, Option<Account>);

impl Write {
    fn changes(&self) -> Vec<Change> {
        vec![self.1.clone().map_or(Change::RemoveAccount, |account| Change::PutAccount(account.into()))]
    }
}

impl Command for Write {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::User(self.0.clone())
    }

    fn reads(&self, _: &Actor) -> ReadSet {
        ReadSet::default()
    }

    fn decide(&self, _: &Actor, _: &View, _: &Context<'_>) -> Result<Step<()>, Reject> {
        let (asserts, events, effects) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Step::Done(Decision { asserts, changes: self.changes(), events, effects, reply: () }))
    }
}

fn account(name: &str, nick: &str) -> Account {
    Account { nick: nick.to_owned(), ..Account::new(user(name)) }
}

async fn write(engine: &Engine, account: Account) {
    engine.run(&call("administrator", None), Write(account.user.clone(), Some(account))).await.unwrap();
}

/// Writes to the store behind the engine's back: what it keeps is then seen to be kept.
async fn write_behind(store: &Arc<dyn Store>, account: Account) {
    let home = Home::User(account.user.clone());
    let changes = vec![Change::PutAccount(account.into())];
    let (asserts, events, effects) = (Vec::new(), Vec::new(), Vec::new());
    let commit = Commit { app: app(), home, operation: None, asserts, changes, events, effects, reply: Vec::new() };
    store.commit(commit).await.unwrap();
}

async fn nicks(engine: &Engine, names: &[&str]) -> Vec<String> {
    let users: Vec<UserId> = names.iter().map(|name| user(name)).collect();
    let found = engine.accounts(app(), &users).await.unwrap();
    found.into_iter().map(|found| found.map_or_else(|| "-".to_owned(), |account| account.nick.clone())).collect()
}

fn imported_only() -> Limits {
    let mut limits = Limits::RECOMMENDED;
    limits.policy.imported_only = true;
    limits
}

async fn may_log_in(engine: &Engine, name: &str, limits: &Limits) -> bool {
    match engine.may_log_in(app(), &user(name), limits).await {
        Ok(()) => true,
        Err(Refusal::Rule(Reject::NoSuchAccount { .. })) => false,
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn accounts_come_in_the_order_asked_and_are_not_read_twice_nor_is_their_absence() {
    let store = store();
    let engine = engine(store.clone(), 0, None);
    write_behind(&store, account("bob", "Bob")).await;
    assert_eq!(nicks(&engine, &["eve", "bob", "eve", "bob"]).await, ["-", "Bob", "-", "Bob"]);
    write_behind(&store, account("bob", "Robert")).await;
    write_behind(&store, account("eve", "Eve")).await;
    assert_eq!(nicks(&engine, &["bob", "eve"]).await, ["Bob", "-"]);
}

#[tokio::test]
async fn a_change_through_the_engine_is_seen_at_once() {
    let engine = engine(store(), 0, None);
    assert_eq!(nicks(&engine, &["bob"]).await, ["-"]);
    write(&engine, account("bob", "Bob")).await;
    assert_eq!(nicks(&engine, &["bob"]).await, ["Bob"]);
    write(&engine, account("bob", "Robert")).await;
    assert_eq!(nicks(&engine, &["bob"]).await, ["Robert"]);
    engine.run(&call("administrator", None), Write(user("bob"), None)).await.unwrap();
    assert_eq!(nicks(&engine, &["bob"]).await, ["-"]);
}

#[tokio::test]
async fn commits_that_were_not_told_make_the_engine_read_again() {
    let store = store();
    let engine = engine(store.clone(), 0, None);
    assert_eq!(nicks(&engine, &["bob"]).await, ["-"]);
    write_behind(&store, account("bob", "Bob")).await;
    opentim_store::Watcher::missed(&*engine.hub);
    assert_eq!(nicks(&engine, &["bob"]).await, ["Bob"]);
}

#[tokio::test]
async fn more_accounts_than_are_kept_are_read_again() {
    let store = store();
    let engine = engine(store.clone(), 0, None);
    assert_eq!(nicks(&engine, &["first"]).await, ["-"]);
    for page in 0..40_u32 {
        let users: Vec<UserId> = (0..1000).map(|at| user(&format!("u{}", page * 1000 + at))).collect();
        engine.accounts(app(), &users).await.unwrap();
    }
    write_behind(&store, account("first", "First")).await;
    assert_eq!(nicks(&engine, &["first"]).await, ["First"]);
}

#[tokio::test]
async fn a_change_of_a_profile_is_told_to_his_sessions_and_to_who_watches_it() {
    let engine = engine(store(), 0, None);
    let (mut bob, mut eve, mut dan) = (online(&engine, "bob").await, online(&engine, "eve").await, online(&engine, "dan").await);
    engine.watch(app(), &user("eve"), eve.session(), Watched::Profile, &[user("bob")]);
    engine.watch(app(), &user("dan"), dan.session(), Watched::Status, &[user("bob")]);
    write(&engine, account("bob", "Bob")).await;
    assert_eq!(heard(&mut bob).await, ["own profile: Bob"]);
    assert_eq!(heard(&mut eve).await, ["bob: Bob"]);
    assert!(heard(&mut dan).await.is_empty());
}

#[tokio::test]
async fn who_is_not_imported_does_not_log_in_where_the_app_wants_that() {
    let engine = engine(store(), 0, None);
    let strict = imported_only();
    write(&engine, account("self made", "Eve")).await;
    write(&engine, Account { imported: true, ..account("imported", "Bob") }).await;
    for (name, lax, tight) in [("nobody", true, false), ("self made", true, false), ("imported", true, true)] {
        assert_eq!(may_log_in(&engine, name, &Limits::RECOMMENDED).await, lax, "{name}");
        assert_eq!(may_log_in(&engine, name, &strict).await, tight, "{name}");
        assert_eq!(engine.exists(app(), &user(name)).await, Ok(tight), "{name}");
    }
}

#[tokio::test]
async fn an_account_that_is_being_erased_is_out_and_shown_to_nobody() {
    let engine = Arc::new(engine(store(), 0, None));
    let bob = Account { imported: true, ..account("bob", "Bob") };
    write(&engine, bob.clone()).await;
    let mut his = feed(&engine, "bob", None).await;
    write(&engine, Account { state: AccountState::Erasing, ..bob }).await;
    assert_eq!(fed(&mut his).await, ["caught up", "over"]);
    assert_eq!(nicks(&engine, &["bob"]).await, ["-"]);
    assert!(!may_log_in(&engine, "bob", &Limits::RECOMMENDED).await);
    engine.run(&call("administrator", None), Write(user("bob"), None)).await.unwrap();
    assert!(may_log_in(&engine, "bob", &Limits::RECOMMENDED).await);
}
