//! Persons are erased from every group, whatever else happens meanwhile.

use super::between::Between;
use super::support::{added, admin, app, call, created, engine, id, store, user};
use crate::{Engine, Refusal};
use opentim_domain::account::{DeleteAccount, ImportAccount};
use opentim_domain::application::JoinGroup;
use opentim_domain::link::CreateLink;
use opentim_domain::sanction::MuteMembers;
use opentim_domain::topic::{CreateTopic, MuteInTopic};
use opentim_domain::{AppId, Kind, LinkId, Record, RecordClass, Reject, Sanctions, Secs};
use opentim_store::{JoinedFilter, Store};
use std::sync::Arc;
use tokio::task::JoinSet;

async fn delete(engine: &Engine, name: &str) {
    engine.run(&admin(), DeleteAccount { user: user(name) }).await.unwrap();
}

/// In how many groups somebody is, of whatever type.
async fn groups_of(engine: &Engine, name: &str) -> usize {
    let mut total = 0;
    for topics in [false, true] {
        let filter = JoinedFilter { kind: None, huge: true, topics };
        total += engine.joined(app(), &user(name), filter, 0, 100).await.unwrap().total;
    }
    total
}

async fn has_account(store: &dyn Store, app: AppId, name: &str) -> bool {
    store.accounts(app, &[user(name)]).await.unwrap()[0].is_some()
}

#[tokio::test]
async fn an_erased_person_is_in_no_group_and_owns_none() {
    let engine = engine(store(), 0, None);
    engine.run(&admin(), ImportAccount { user: user("bob"), nick: Some("Bob".to_owned()), face_url: None }).await.unwrap();
    for (name, kind, owner) in [("own", Kind::Public, "bob"), ("live", Kind::Live, "bob"), ("others", Kind::Work, "ann")] {
        created(&engine, name, kind, owner).await;
    }
    created(&engine, "alone", Kind::Meeting, "bob").await;
    added(&engine, "own", &["ann"]).await;
    added(&engine, "others", &["bob"]).await;
    delete(&engine, "bob").await;
    engine.clean_up_wanted().await;
    engine.clean_up().await.unwrap();
    assert_eq!(groups_of(&engine, "bob").await, 0);
    assert!(!has_account(&**engine.store(), app(), "bob").await);
    assert_eq!(engine.store().notices_after(app(), &user("bob"), 0, 10).await, Ok(Vec::new()));
    let ids = ["own", "live", "others", "alone"].map(id);
    let groups = engine.profiles(app(), &ids, None).await.unwrap();
    let owners: Vec<_> = groups.into_iter().map(|profile| profile.map(|profile| profile.group.owner)).collect();
    assert_eq!(owners, [Some(None), Some(None), Some(Some(user("ann"))), None]);
}

#[tokio::test]
async fn nothing_is_known_of_him_in_groups_that_he_was_never_in() {
    let engine = engine(store(), 0, None);
    created(&engine, "g", Kind::Public, "ann").await;
    created(&engine, "@TGS#_c", Kind::Community, "ann").await;
    engine.run(&call("bob", None), JoinGroup { group: id("g"), message: "me".to_owned() }).await.unwrap();
    engine.run(&call("ann", None), MuteMembers { group: id("g"), users: vec![user("bob")], secs: 60 }).await.unwrap();
    delete(&engine, "bob").await;
    assert_eq!(engine.clean_up().await, Ok(1));
    let waiting = engine.applications(&call("ann", None), None, 10).await.unwrap();
    assert_eq!(waiting.rows, []);
    let held = engine.store().sanctions(app(), &id("g"), Sanctions::Muted, Secs(0), None, 10).await.unwrap();
    assert_eq!(held.rows, []);
}

#[tokio::test]
async fn topics_forget_him_and_his_links_let_nobody_in_any_more() {
    let engine = engine(store(), 0, None);
    let ann = call("ann", None);
    let mut community = super::support::chosen("@TGS#_c", &ann);
    (community.group.kind, community.group.topics) = (Kind::Community, true);
    engine.run(&ann, community).await.unwrap();
    let topic = engine.draw_topic(&ann, &id("@TGS#_c"));
    let text = String::new;
    let command = CreateTopic {
        group: id("@TGS#_c"),
        id: topic.clone(),
        chosen: false,
        name: "news".to_owned(),
        introduction: text(),
        notification: text(),
        face_url: text(),
        custom: text(),
        import: None,
    };
    engine.run(&ann, command).await.unwrap();
    engine.run(&ann, MuteInTopic { topic: topic.clone(), users: vec![user("bob"), user("eve")], secs: 60 }).await.unwrap();
    created(&engine, "w", Kind::Work, "bob").await;
    added(&engine, "w", &["ann"]).await;
    let (link, _) = engine.draw_link(&call("bob", None));
    let link = CreateLink { group: id("w"), id: link, digest: [0; 32], expires_at: None, most_uses: None, approval: false };
    engine.run(&call("bob", None), link).await.unwrap();
    delete(&engine, "bob").await;
    engine.clean_up().await.unwrap();
    let known = engine.store().records(app(), &id("@TGS#_c"), RecordClass::TopicMember, "", None, 9).await.unwrap().rows;
    assert!(matches!(&known[..], [Record::TopicMember(member)] if member.user == user("eve")), "{known:?}");
    assert_eq!(engine.store().count_records(app(), &id("w"), RecordClass::InviteLink, "").await, Ok(0));
    let seen = engine.topics(&ann, &id("@TGS#_c"), None, Some(&user("eve"))).await.unwrap();
    assert_eq!(seen.len(), 1);
    assert!(seen[0].as_ref().is_some_and(|seen| seen.topic.id == topic && seen.own.is_some()));
}

#[tokio::test]
async fn what_a_crash_interrupted_is_finished_by_the_next_server() {
    let store = store();
    let first = engine(store.clone(), 0, None);
    created(&first, "g", Kind::Public, "bob").await;
    added(&first, "g", &["ann"]).await;
    delete(&first, "bob").await;
    drop(first);
    let second = engine(store, 0, None);
    assert_eq!(second.clean_up().await, Ok(1));
    assert_eq!((groups_of(&second, "bob").await, second.clean_up().await), (0, Ok(0)));
}

#[tokio::test]
async fn whoever_is_being_erased_neither_acts_nor_is_named() {
    let engine = engine(Arc::new(Between::damaged(store(), id("x"))), 0, None);
    created(&engine, "g", Kind::Meeting, "ann").await;
    // A group whose clean-up cannot be finished keeps the erasure waiting.
    created(&engine, "x", Kind::Public, "ann").await;
    engine.run(&call("ann", None), opentim_domain::group::DestroyGroup { group: id("x") }).await.unwrap();
    delete(&engine, "bob").await;
    assert!(engine.erase().await.is_err());
    let erased = Err(Refusal::Rule(Reject::BeingErased { user: "bob".to_owned() }));
    assert_eq!(engine.run(&call("bob", None), JoinGroup { group: id("g"), message: String::new() }).await.map(|_| ()), erased);
    let add = opentim_domain::member::AddMembers { group: id("g"), users: vec![user("eve"), user("bob")], silent: false };
    assert_eq!(engine.run(&admin(), add).await.map(|_| ()), erased);
}

#[tokio::test]
async fn who_joins_everywhere_while_he_is_erased_is_in_no_group_when_that_is_done() {
    for seed in 0..30 {
        println!("seed {seed}");
        let engine = Arc::new(engine(Arc::new(Between::slow(store(), seed)), 0, None));
        for at in 0..12 {
            created(&engine, &format!("g{at}"), Kind::Meeting, "ann").await;
        }
        let mut joins = JoinSet::new();
        for at in 0..12 {
            let engine = engine.clone();
            joins.spawn(async move {
                let command = JoinGroup { group: id(&format!("g{at}")), message: String::new() };
                engine.run(&call("bob", None), command).await.is_ok()
            });
        }
        for _ in 0..seed % 7 {
            tokio::task::yield_now().await;
        }
        delete(&engine, "bob").await;
        engine.erase().await.unwrap();
        assert_eq!(groups_of(&engine, "bob").await, 0);
        assert!(!has_account(&**engine.store(), app(), "bob").await);
        joins.join_all().await;
    }
}

#[tokio::test]
async fn links_are_drawn_alike_under_one_operation_id_and_differ_otherwise() {
    let engine = engine(store(), 0, None);
    let (one, again) = (call("ann", Some(("op", 1))), call("ann", Some(("op", 1))));
    assert_eq!(engine.draw_link(&one), engine.draw_link(&again));
    let (id, secret): (LinkId, String) = engine.draw_link(&call("ann", Some(("other", 1))));
    assert_ne!((&id, &secret), (&engine.draw_link(&one).0, &engine.draw_link(&one).1));
    assert_eq!((id.as_str().len(), secret.len()), (12, 26));
    assert_ne!(&secret[..12], id.as_str());
}
