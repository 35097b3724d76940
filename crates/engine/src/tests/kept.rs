//! Attributes and counters: read by those who are inside, written by many at once.

use super::between::Between;
use super::support::{added, admin, call, created, engine, heard, id, online, store};
use crate::{Call, Engine, Refusal};
use opentim_domain::application::JoinGroup;
use opentim_domain::attribute::{DeleteAttributes, SetAttributes};
use opentim_domain::counter::{ChangeCounters, CounterMode};
use opentim_domain::member::QuitGroup;
use opentim_domain::{Action, Field, Kind, Place, Reject};
use std::sync::Arc;
use tokio::task::JoinSet;

fn set(group: &str, key: &str, value: &str, sequence: Option<u64>) -> SetAttributes {
    SetAttributes { group: id(group), attributes: vec![(key.to_owned(), value.to_owned())], replace: false, sequence }
}

fn increase(group: &str, key: &str) -> ChangeCounters {
    ChangeCounters { group: id(group), counters: vec![(key.to_owned(), 1)], mode: CounterMode::Increase }
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test]
async fn attributes_are_read_with_the_number_that_a_writer_says_he_has_seen() {
    let engine = engine(store(), 0, None);
    created(&engine, "g", Kind::Public, "alice").await;
    added(&engine, "g", &["bob"]).await;
    let (alice, bob) = (call("alice", None), call("bob", None));
    assert_eq!(engine.attributes(&bob, &id("g"), None).await, Ok((Vec::new(), 0)));
    assert_eq!(engine.run(&alice, set("g", "b", "1", Some(0))).await, Ok(1));
    assert_eq!(engine.run(&bob, set("g", "a", "2", Some(1))).await, Ok(2));
    assert_eq!(engine.attributes(&bob, &id("g"), None).await, Ok((pairs(&[("a", "2"), ("b", "1")]), 2)));
    let keys = ["b".to_owned(), "x".to_owned()];
    assert_eq!(engine.attributes(&admin(), &id("g"), Some(&keys)).await, Ok((pairs(&[("b", "1")]), 2)));
    let behind = engine.run(&alice, set("g", "a", "3", Some(1))).await;
    assert_eq!(behind, Err(Refusal::Rule(Reject::AttributeConflict { given: 1, current: 2 })));
    let all = DeleteAttributes { group: id("g"), keys: None, sequence: None };
    assert_eq!(engine.run(&admin(), all).await, Ok(3));
    assert_eq!(engine.attributes(&bob, &id("g"), None).await, Ok((Vec::new(), 3)));
}

#[tokio::test]
async fn outsiders_read_neither_attributes_nor_counters_and_communities_have_no_counters() {
    let engine = engine(store(), 0, None);
    created(&engine, "g", Kind::Public, "alice").await;
    let outside = Refusal::Rule(Reject::Outsider { action: Action::SeeContents });
    assert_eq!(engine.attributes(&call("joe", None), &id("g"), None).await, Err(outside.clone()));
    assert_eq!(engine.counters(&call("joe", None), &id("g"), None).await, Err(outside));
    engine.run(&admin(), increase("g", "a")).await.unwrap();
    let counters = engine.counters(&call("alice", None), &id("g"), Some(&["a".to_owned(), "b".to_owned()])).await;
    assert_eq!(counters, Ok(vec![("a".to_owned(), 1)]));
    created(&engine, "@TGS#_c", Kind::Community, "alice").await;
    let none = Refusal::Rule(Reject::NotOfKind { field: Field::Counters, kind: Kind::Community });
    assert_eq!(engine.counters(&admin(), &id("@TGS#_c"), None).await, Err(none));
    let unknown = engine.attributes(&admin(), &id("none"), None).await;
    assert_eq!(unknown, Err(Refusal::Rule(Reject::NoSuchGroup)));
}

#[tokio::test]
async fn whoever_is_present_in_a_live_group_reads_and_writes_and_nobody_else() {
    let engine = engine(store(), 0, None);
    created(&engine, "live", Kind::Live, "alice").await;
    let mut bob = online(&engine, "bob").await;
    let caller = call("bob", None);
    let outside = |action| Err(Refusal::Rule(Reject::Outsider { action }));
    assert_eq!(engine.run(&caller, set("live", "seat", "bob", None)).await.map(drop), outside(Action::EditAttributes));
    let join = JoinGroup { group: id("live"), message: String::new() };
    engine.join(&caller, Some(bob.session()), join).await.unwrap();
    assert_eq!(engine.run(&caller, set("live", "seat", "bob", None)).await, Ok(1));
    assert_eq!(engine.run(&caller, increase("live", "likes")).await, Ok(vec![("likes".to_owned(), 1)]));
    assert_eq!(engine.attributes(&caller, &id("live"), None).await, Ok((pairs(&[("seat", "bob")]), 1)));
    assert_eq!(heard(&mut bob).await, ["live: MembersAdded", "live: AttributesChanged", "live: CountersChanged"]);
    engine.quit(&caller, QuitGroup { group: id("live") }).await.unwrap();
    assert_eq!(engine.run(&caller, increase("live", "likes")).await.map(drop), outside(Action::EditCounters));
    assert_eq!(engine.attributes(&caller, &id("live"), None).await.map(drop), outside(Action::SeeContents));
}

/// An engine on a store in which tasks meet in an order of this seed, with the members "u0" to "u63" in the group "g".
async fn crowd(seed: u64) -> Arc<Engine> {
    println!("seed {seed}");
    let engine = Arc::new(engine(Arc::new(Between::slow(store(), seed)), 0, None));
    created(&engine, "g", Kind::Public, "alice").await;
    let names: Vec<String> = (0..64).map(|at| format!("u{at}")).collect();
    added(&engine, "g", &names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    engine
}

#[tokio::test]
async fn a_thousand_increments_at_once_end_at_exactly_their_sum() {
    for seed in 0..3 {
        let engine = crowd(seed).await;
        let mut tasks = JoinSet::new();
        for at in 0..1000 {
            let engine = engine.clone();
            tasks.spawn(async move { engine.run(&call(&format!("u{}", at % 64), None), increase("g", "likes")).await });
        }
        let mut answers: Vec<i64> = tasks.join_all().await.into_iter().map(|answer| answer.unwrap()[0].1).collect();
        answers.sort_unstable();
        assert_eq!(answers, (1..=1000).collect::<Vec<i64>>(), "each has its own");
        assert_eq!(engine.counters(&admin(), &id("g"), None).await, Ok(vec![("likes".to_owned(), 1000)]));
    }
}

#[tokio::test]
async fn of_racing_writers_who_saw_the_same_one_wins_and_the_others_succeed_after_reading() {
    for seed in 0..6 {
        let engine = crowd(seed).await;
        let mut tasks = JoinSet::new();
        for at in 0..32 {
            let engine = engine.clone();
            tasks.spawn(async move { write(&engine, &call(&format!("u{at}"), None), at).await });
        }
        let refused: usize = tasks.join_all().await.into_iter().sum();
        assert!(refused >= 16, "all but those who read late were behind once: {refused}");
        let (_, sequence) = engine.attributes(&admin(), &id("g"), None).await.unwrap();
        assert_eq!(sequence, 32);
    }
}

/// Writes until it succeeds, reading before each try; says how often it was refused.
async fn write(engine: &Engine, caller: &Call, at: usize) -> usize {
    let (mut refused, mut sequence) = (0, 0);
    loop {
        match engine.run(caller, set("g", &format!("k{}", at % 16), &format!("{at}"), Some(sequence))).await {
            Ok(_) => return refused,
            Err(Refusal::Rule(Reject::AttributeConflict { given, current })) => {
                assert_eq!(given, sequence);
                assert!(current > given);
                refused += 1;
                sequence = engine.attributes(caller, &id("g"), None).await.unwrap().1;
            }
            Err(refusal) => panic!("{refusal}"),
        }
    }
}

#[tokio::test]
async fn an_explanation_names_the_rule_and_changes_nothing() {
    let engine = engine(store(), 0, None);
    created(&engine, "g", Kind::Public, "alice").await;
    added(&engine, "g", &["bob"]).await;
    let explained = engine.explain(&call("joe", None), &increase("g", "a")).await.unwrap();
    assert_eq!(explained.reject, Some(Reject::Outsider { action: Action::EditCounters }));
    assert_eq!((explained.checks.len(), explained.checks[0].place, explained.checks[0].allowed), (1, Place::Outsider, false));
    let explained = engine.explain(&call("bob", None), &increase("g", "a")).await.unwrap();
    assert_eq!((explained.reject, explained.checks[0].allowed), (None, true));
    assert_eq!(engine.counters(&admin(), &id("g"), None).await, Ok(Vec::new()));
}
