use super::support::{Says, call, chosen, engine, store};
use crate::{Refusal, Verdict};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

fn says(verdict: Verdict) -> Arc<Says> {
    Arc::new(Says { verdict: Mutex::new(verdict), asked: AtomicUsize::new(0) })
}

#[tokio::test]
async fn the_back_end_is_asked_once_and_may_refuse() {
    let back_end = says(Verdict::Refused { number: 10101, text: "not today".to_owned() });
    let engine = engine(store(), 0, Some(back_end.clone()));
    let alice = call("alice", None);
    let refused = engine.run(&alice, chosen("g", &alice)).await;
    assert_eq!(refused, Err(Refusal::BackEnd { number: 10101, text: "not today".to_owned() }));
    *back_end.verdict.lock().unwrap() = Verdict::Allowed { refused: Vec::new() };
    assert!(engine.run(&alice, chosen("g", &alice)).await.is_ok());
    assert_eq!(back_end.asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn the_back_end_is_not_asked_about_what_is_refused_anyway() {
    let back_end = says(Verdict::Allowed { refused: Vec::new() });
    let engine = engine(store(), 0, Some(back_end.clone()));
    let alice = call("alice", None);
    let mut nameless = chosen("g", &alice);
    nameless.group.name = String::new();
    assert!(matches!(engine.run(&alice, nameless).await, Err(Refusal::Rule(_))));
    assert_eq!(back_end.asked.load(Ordering::SeqCst), 0);
}
