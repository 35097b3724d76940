use super::{Backlog, MOST_WAITING};
use crate::runtime::runtime;
use std::sync::Arc;

#[test]
fn there_is_room_again_when_one_call_of_too_many_was_made() {
    let backlog = Arc::new(Backlog::default());
    let mut calls: Vec<_> = (0..MOST_WAITING).map(|_| backlog.add()).collect();
    assert!(!backlog.has_room());
    let waits = runtime().spawn({
        let backlog = backlog.clone();
        async move { backlog.room().await }
    });
    calls.pop();
    runtime().block_on(waits).unwrap();
    assert!(backlog.has_room());
}

#[test]
fn calls_above_the_most_are_counted_too() {
    let backlog = Arc::new(Backlog::default());
    let calls: Vec<_> = (0..MOST_WAITING + 5).map(|_| backlog.add()).collect();
    let waits = runtime().spawn({
        let backlog = backlog.clone();
        async move { backlog.room().await }
    });
    drop(calls);
    runtime().block_on(waits).unwrap();
}
