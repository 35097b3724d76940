//! Many at once: what must be exact is exact in whatever order commands meet. Every test prints the seed of its order.

use super::between::Between;
use super::support::{Says, added, admin, app, call, chosen, created, engine, id, store, user};
use crate::{Call, Engine, Refusal, Verdict};
use opentim_domain::application::{Applied, JoinGroup};
use opentim_domain::link::{CreateLink, JoinByLink};
use opentim_domain::member::AddMembers;
use opentim_domain::record::InviteLink;
use opentim_domain::{Kind, Limits, LinkId, Outcome, Quotas, Record, RecordClass, Reject};
use opentim_store::JoinedFilter;
use std::future::Future;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::task::JoinSet;

const SEEDS: u64 = 12;

/// An engine on a store in which tasks meet in an order of this seed.
fn racing(seed: u64) -> Arc<Engine> {
    println!("seed {seed}");
    Arc::new(engine(Arc::new(Between::slow(store(), seed)), 0, None))
}

fn with_quotas(call: Call, quotas: Quotas) -> Call {
    Call { limits: Arc::new(Limits { quotas, ..Limits::RECOMMENDED }), ..call }
}

/// Runs all at once and gives what came of each.
async fn all<T: Send + 'static>(tasks: impl Iterator<Item: Future<Output = T> + Send + 'static>) -> Vec<T> {
    tasks.collect::<JoinSet<T>>().join_all().await
}

fn of<T, E: PartialEq>(results: &[Result<T, E>], refusal: &E) -> usize {
    results.iter().filter(|result| result.as_ref().err() == Some(refusal)).count()
}

#[tokio::test]
async fn of_sixty_four_creates_at_once_exactly_as_many_succeed_as_the_day_has_left() {
    for seed in 0..SEEDS {
        let engine = racing(seed);
        let quotas = Quotas { groups_per_day: Some(10), ..Quotas::NONE };
        let one = |at: usize| {
            let (engine, call) = (engine.clone(), with_quotas(call(&format!("u{at}"), None), quotas));
            async move { engine.run(&call, chosen(&format!("g{at}"), &call)).await }
        };
        let results = all((0..64).map(one)).await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 10);
        assert_eq!(of(&results, &Refusal::Rule(Reject::DailyQuota { most: 10 })), 54);
        assert_eq!(engine.store().groups_today(app()).await, Ok(10));
    }
}

#[tokio::test]
async fn no_more_groups_of_a_type_live_than_the_quota_says_and_one_that_ends_makes_room() {
    for seed in 0..SEEDS {
        let engine = racing(seed);
        let quotas = Quotas { live_groups: Some(3), ..Quotas::NONE };
        let one = |at: usize| {
            let (engine, call) = (engine.clone(), with_quotas(call("alice", None), quotas));
            let mut command = chosen(&format!("g{at}"), &call);
            command.group.kind = Kind::Live;
            async move { engine.run(&call, command).await.map(|made| made.group) }
        };
        let results = all((0..16).map(one)).await;
        let made: Vec<_> = results.iter().flatten().collect();
        assert_eq!((made.len(), of(&results, &Refusal::Rule(Reject::TooManyOfKind { kind: Kind::Live, most: 3 }))), (3, 13));
        engine.run(&call("alice", None), opentim_domain::group::DestroyGroup { group: made[0].clone() }).await.unwrap();
        assert!(one(99).await.is_ok());
    }
}

#[tokio::test]
async fn a_user_who_joins_fifty_groups_at_once_is_in_as_many_as_he_may() {
    for seed in 0..SEEDS {
        let engine = racing(seed);
        for at in 0..50 {
            created(&engine, &format!("g{at}"), Kind::Meeting, "owner").await;
        }
        let quotas = Quotas { groups_per_user: Some(10), ..Quotas::NONE };
        let one = |at: usize| {
            let (engine, bob) = (engine.clone(), with_quotas(call("bob", None), quotas));
            let command = JoinGroup { group: id(&format!("g{at}")), message: String::new() };
            async move { engine.run(&bob, command).await }
        };
        let results = all((0..50).map(one)).await;
        let full = Refusal::Rule(Reject::TooManyGroups { user: "bob".to_owned(), most: 10 });
        assert_eq!((results.iter().flatten().count(), of(&results, &full)), (10, 40));
        let joined = engine.joined(app(), &user("bob"), JoinedFilter::default(), 0, 100).await.unwrap();
        assert_eq!(joined.total, 10);
    }
}

#[tokio::test]
async fn of_those_added_to_many_groups_at_once_who_is_over_his_limit_is_passed_over_and_the_others_come_in() {
    for seed in 0..SEEDS {
        let engine = racing(seed);
        for at in 0..20 {
            created(&engine, &format!("g{at}"), Kind::Public, "owner").await;
        }
        let quotas = Quotas { groups_per_user: Some(4), ..Quotas::NONE };
        let one = |at: usize| {
            let (engine, call) = (engine.clone(), with_quotas(admin(), quotas));
            let users = vec![user("bob"), user(&format!("u{at}"))];
            async move { engine.run(&call, AddMembers { group: id(&format!("g{at}")), users, silent: false }).await.unwrap() }
        };
        let answers = all((0..20).map(one)).await;
        let of_bob = |outcome| answers.iter().filter(|targets| targets[0].outcome == outcome).count();
        assert_eq!((of_bob(Outcome::Done), of_bob(Outcome::OverLimit)), (4, 16));
        assert!(answers.iter().all(|targets| targets[1].outcome == Outcome::Done));
    }
}

fn link(most_uses: Option<u32>) -> CreateLink {
    let id = LinkId::parse("link").unwrap();
    CreateLink { group: self::id("g"), id, digest: [7; 32], expires_at: None, most_uses, approval: false }
}

fn shown() -> JoinByLink {
    JoinByLink { group: id("g"), id: LinkId::parse("link").unwrap(), digest: [7; 32], message: String::new() }
}

async fn uses(engine: &Engine) -> u32 {
    let page = engine.store().records(app(), &id("g"), RecordClass::InviteLink, "", None, 9).await.unwrap();
    match &page.rows[..] {
        [Record::InviteLink(InviteLink { uses, .. })] => *uses,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_link_with_ten_uses_lets_ten_of_fifty_in_and_each_is_asked_about_at_most_once() {
    for seed in 0..SEEDS {
        println!("seed {seed}");
        let verdict = Mutex::new(Verdict::Allowed { refused: Vec::new() });
        let back_end = Arc::new(Says { verdict, asked: AtomicUsize::new(0) });
        let engine = Arc::new(engine(Arc::new(Between::slow(store(), seed)), 0, Some(back_end.clone())));
        created(&engine, "g", Kind::Work, "owner").await;
        engine.run(&call("owner", None), link(Some(10))).await.unwrap();
        back_end.asked.store(0, Ordering::SeqCst);
        let one = |at: usize| {
            let engine = engine.clone();
            async move { engine.join_by_link(&call(&format!("u{at}"), None), None, shown()).await }
        };
        let results = all((0..50).map(one)).await;
        let joined = results.iter().filter(|result| **result == Ok(Applied::Joined)).count();
        assert_eq!((joined, of(&results, &Refusal::Rule(Reject::LinkUsedUp { most: 10 }))), (10, 40));
        assert_eq!(uses(&engine).await, 10);
        assert!((10..=50).contains(&back_end.asked.load(Ordering::SeqCst)), "{back_end:?}", back_end = back_end.asked);
        let group = engine.profiles(app(), &[id("g")], None).await.unwrap().remove(0).unwrap().group;
        assert_eq!(group.member_count, 11);
    }
}

#[tokio::test]
async fn whom_the_back_end_refused_stays_out_however_often_the_command_is_decided_again() {
    for seed in 0..SEEDS {
        println!("seed {seed}");
        let verdict = Mutex::new(Verdict::Allowed { refused: vec![user("bob")] });
        let back_end = Arc::new(Says { verdict, asked: AtomicUsize::new(0) });
        let engine = Arc::new(engine(Arc::new(Between::slow(store(), seed)), 0, Some(back_end.clone())));
        created(&engine, "g", Kind::Work, "owner").await;
        back_end.asked.store(0, Ordering::SeqCst);
        let one = |at: usize| {
            let engine = engine.clone();
            // All of them name a user in common, so that their commits meet.
            let users = vec![user("bob"), user("everybody"), user(&format!("u{at}"))];
            async move { engine.run(&admin(), AddMembers { group: id("g"), users, silent: false }).await.unwrap() }
        };
        let answers = all((0..16).map(one)).await;
        assert!(answers.iter().all(|targets| targets[0].outcome == Outcome::Failed && targets[2].outcome == Outcome::Done));
        assert_eq!(back_end.asked.load(Ordering::SeqCst), 16);
    }
}

#[tokio::test]
async fn whoever_enters_a_live_group_by_a_link_is_counted_and_asked_about_once() {
    let verdict = Mutex::new(Verdict::Allowed { refused: Vec::new() });
    let back_end = Arc::new(Says { verdict, asked: AtomicUsize::new(0) });
    let engine = engine(store(), 0, Some(back_end.clone()));
    created(&engine, "g", Kind::Live, "owner").await;
    engine.run(&admin(), link(Some(2))).await.unwrap();
    back_end.asked.store(0, Ordering::SeqCst);
    let ann = super::support::online(&engine, "ann").await;
    assert_eq!(engine.join_by_link(&call("ann", None), Some(ann.session()), shown()).await, Ok(Applied::Joined));
    assert_eq!((uses(&engine).await, back_end.asked.load(Ordering::SeqCst)), (1, 1));
    assert!(engine.hub.is_present(app(), &id("g"), &user("ann")));
    let again = JoinGroup { group: id("g"), message: String::new() };
    assert_eq!(engine.join(&call("ann", None), Some(ann.session()), again).await, Ok(Applied::Joined));
    assert_eq!(back_end.asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn an_application_of_who_has_reached_his_limit_since_is_not_accepted() {
    let engine = engine(store(), 0, None);
    let quotas = Quotas { groups_per_user: Some(1), ..Quotas::NONE };
    created(&engine, "a", Kind::Public, "owner").await;
    created(&engine, "b", Kind::Public, "other").await;
    engine.run(&call("bob", None), JoinGroup { group: id("a"), message: String::new() }).await.unwrap();
    added(&engine, "b", &["bob"]).await;
    let accept = opentim_domain::application::HandleApplications {
        group: id("a"),
        applications: vec![(user("bob"), None)],
        accept: true,
        reason: String::new(),
    };
    let refused = engine.run(&with_quotas(call("owner", None), quotas), accept).await;
    assert_eq!(refused, Err(Refusal::Rule(Reject::TooManyGroups { user: "bob".to_owned(), most: 1 })));
}
