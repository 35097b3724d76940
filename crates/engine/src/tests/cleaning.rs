use super::between::Between;
use super::support::{call, created, engine, id, store};
use crate::Refusal;
use opentim_domain::Kind;
use opentim_domain::group::DestroyGroup;
use opentim_store::StoreError;
use std::sync::Arc;

#[tokio::test]
async fn a_damaged_group_does_not_keep_others_from_being_cleaned_up() {
    let engine = engine(Arc::new(Between::damaged(store(), id("a damaged one"))), 0, None);
    for name in ["a damaged one", "b", "c"] {
        created(&engine, name, Kind::Public, "alice").await;
        engine.run(&call("alice", None), DestroyGroup { group: id(name) }).await.unwrap();
    }
    let first = engine.clean_up().await;
    assert!(matches!(first, Err(Refusal::Store(StoreError::Damaged(_)))), "{first:?}");
    for (name, free) in [("a damaged one", false), ("b", true), ("c", true)] {
        let again = engine.run(&call("alice", None), super::support::chosen(name, &call("alice", None))).await;
        assert_eq!(again.is_ok(), free, "{name}: {again:?}");
    }
}
