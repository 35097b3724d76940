use super::support::{call, chosen, drawn, engine, store};
use crate::Refusal;
use opentim_domain::{AppId, Kind, Reject};

#[tokio::test]
async fn a_repeated_operation_gives_the_same_group() {
    let store = store();
    let engine = engine(store.clone(), 0, None);
    let alice = call("alice", Some(("op", 1)));
    let first = engine.run(&alice, drawn(&engine, &alice, Kind::Public)).await.unwrap();
    let again = engine.run(&alice, drawn(&engine, &alice, Kind::Public)).await.unwrap();
    assert_eq!(first, again);
    let app = AppId::new(1_400_000_000).unwrap();
    assert_eq!(store.all_groups(app, None, 0, 10).await.unwrap().total, 1);
}

#[tokio::test]
async fn an_operation_with_another_request_is_refused() {
    let engine = engine(store(), 0, None);
    let first = call("alice", Some(("op", 1)));
    engine.run(&first, chosen("one", &first)).await.unwrap();
    let second = call("alice", Some(("op", 2)));
    let refused = engine.run(&second, chosen("two", &second)).await;
    assert_eq!(refused, Err(Refusal::Rule(Reject::OperationReused)));
}

#[tokio::test]
async fn operations_of_different_callers_do_not_meet() {
    let engine = engine(store(), 0, None);
    let (alice, bob) = (call("alice", Some(("op", 1))), call("bob", Some(("op", 1))));
    let first = engine.run(&alice, drawn(&engine, &alice, Kind::Public)).await.unwrap();
    let second = engine.run(&bob, drawn(&engine, &bob, Kind::Public)).await.unwrap();
    assert_ne!(first.group, second.group);
}

#[tokio::test]
async fn a_disbanded_group_is_cleaned_up_and_its_id_is_free_again() {
    let engine = engine(store(), 0, None);
    let alice = call("alice", None);
    engine.run(&alice, chosen("g", &alice)).await.unwrap();
    let destroy = opentim_domain::group::DestroyGroup { group: opentim_domain::GroupId::parse("g").unwrap() };
    engine.run(&alice, destroy).await.unwrap();
    let taken = engine.run(&alice, chosen("g", &alice)).await;
    assert_eq!(taken, Err(Refusal::Rule(Reject::IdTaken { own: false })));
    engine.clean_up_wanted().await;
    assert_eq!(engine.clean_up().await, Ok(1));
    assert!(engine.run(&alice, chosen("g", &alice)).await.is_ok());
}
