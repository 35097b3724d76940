//! Who is online, what users say of that, and who is told of it.

use super::support::{app, engine, fed, feed, heard, online, store, user};
use crate::{Again, Engine, UserStatus, Watched};
use opentim_domain::MOST_WATCHED;
use opentim_domain::UserId;
use std::sync::Arc;

fn ids(names: &[&str]) -> Vec<UserId> {
    names.iter().map(|name| user(name)).collect()
}

fn status(engine: &Engine, name: &str) -> (bool, String) {
    let UserStatus { online, custom, .. } = engine.statuses(app(), &ids(&[name])).remove(0);
    (online, custom)
}

#[tokio::test]
async fn who_watches_somebody_hears_of_his_coming_and_going_and_of_what_he_says() {
    let engine = engine(store(), 0, None);
    let mut eve = online(&engine, "eve").await;
    engine.watch(app(), &user("eve"), eve.session(), Watched::Status, &ids(&["bob"]));
    let (bob, again) = (online(&engine, "bob").await, online(&engine, "bob").await);
    assert_eq!(heard(&mut eve).await, ["bob online"]);
    engine.say(app(), &user("bob"), "busy");
    engine.say(app(), &user("bob"), "busy");
    assert_eq!(heard(&mut eve).await, ["bob online busy"]);
    drop(again);
    assert!(heard(&mut eve).await.is_empty());
    assert_eq!(status(&engine, "bob"), (true, "busy".to_owned()));
    drop(bob);
    assert_eq!(heard(&mut eve).await, ["bob offline"]);
    assert_eq!(status(&engine, "bob"), (false, String::new()));
    // What he said is gone with his last session.
    let _bob = online(&engine, "bob").await;
    assert_eq!(heard(&mut eve).await, ["bob online"]);
}

#[tokio::test]
async fn who_is_not_online_says_nothing() {
    let engine = engine(store(), 0, None);
    engine.say(app(), &user("bob"), "busy");
    assert_eq!(status(&engine, "bob"), (false, String::new()));
}

#[tokio::test]
async fn what_a_user_says_is_told_to_all_his_sessions_and_to_nobody_who_does_not_watch_him() {
    let engine = engine(store(), 0, None);
    let (mut one, mut two, mut eve) = (online(&engine, "bob").await, online(&engine, "bob").await, online(&engine, "eve").await);
    // Watching oneself tells nothing twice.
    engine.watch(app(), &user("bob"), one.session(), Watched::Status, &ids(&["bob"]));
    engine.say(app(), &user("bob"), "busy");
    assert_eq!(heard(&mut one).await, ["bob online busy"]);
    assert_eq!(heard(&mut two).await, ["bob online busy"]);
    assert!(heard(&mut eve).await.is_empty());
}

#[tokio::test]
async fn a_subscription_ends_when_it_is_taken_back_and_with_its_session() {
    let engine = engine(store(), 0, None);
    let eve = online(&engine, "eve").await;
    let mut other = online(&engine, "eve").await;
    for session in [eve.session(), other.session()] {
        engine.watch(app(), &user("eve"), session, Watched::Status, &ids(&["bob", "carol"]));
    }
    engine.unwatch(app(), other.session(), Watched::Status, Some(&ids(&["bob"])));
    let _people = (online(&engine, "bob").await, online(&engine, "carol").await);
    assert_eq!(heard(&mut other).await, ["carol online"]);
    engine.unwatch(app(), other.session(), Watched::Status, None);
    drop(eve);
    engine.say(app(), &user("carol"), "busy");
    assert!(heard(&mut other).await.is_empty());
}

#[tokio::test]
async fn who_was_named_first_makes_room_for_one_too_many() {
    let engine = engine(store(), 0, None);
    let mut eve = online(&engine, "eve").await;
    let many: Vec<UserId> = (0..MOST_WATCHED).map(|at| user(&format!("u{at}"))).collect();
    engine.watch(app(), &user("eve"), eve.session(), Watched::Status, &many);
    engine.watch(app(), &user("eve"), eve.session(), Watched::Status, &ids(&["late"]));
    let _people = (online(&engine, "u0").await, online(&engine, "u1").await, online(&engine, "late").await);
    assert_eq!(heard(&mut eve).await, ["u1 online", "late online"]);
}

#[tokio::test]
async fn who_comes_back_says_and_watches_what_he_did_and_hears_how_it_is_now() {
    let engine = engine(store(), 0, None);
    let _carol = online(&engine, "carol").await;
    let mut eve = online(&engine, "eve").await;
    let again = Again { custom: "at home".to_owned(), statuses: ids(&["bob", "carol"]), profiles: ids(&["bob"]) };
    engine.watch_again(app(), &user("eve"), eve.session(), &again).await.unwrap();
    assert_eq!(heard(&mut eve).await, ["eve online at home", "bob offline, carol online"]);
    let _bob = online(&engine, "bob").await;
    assert_eq!(heard(&mut eve).await, ["bob online"]);
    // Somebody who has another session has said there what counts.
    engine.say(app(), &user("eve"), "");
    let mut second = online(&engine, "eve").await;
    engine.watch_again(app(), &user("eve"), second.session(), &again).await.unwrap();
    assert_eq!(heard(&mut second).await, ["bob online, carol online"]);
    assert_eq!(status(&engine, "eve"), (true, String::new()));
}

#[tokio::test]
async fn a_feed_passes_on_what_passes_and_moves_no_cursor_for_it() {
    let engine = Arc::new(engine(store(), 0, None));
    let mut eve = feed(&engine, "eve", None).await;
    engine.watch(app(), &user("eve"), eve.session(), Watched::Status, &ids(&["bob"]));
    let _bob = online(&engine, "bob").await;
    let before = eve.cursors().clone();
    assert_eq!(fed(&mut eve).await, ["caught up", "bob online"]);
    assert_eq!(*eve.cursors(), before);
}

#[tokio::test]
async fn sessions_that_are_ended_hear_it_and_nothing_more() {
    let engine = Arc::new(engine(store(), 0, None));
    let (mut one, mut two) = (feed(&engine, "bob", None).await, feed(&engine, "bob", None).await);
    let mut eve = online(&engine, "eve").await;
    engine.watch(app(), &user("eve"), eve.session(), Watched::Status, &ids(&["bob"]));
    assert_eq!(engine.end_sessions(app(), &user("bob")), 2);
    assert_eq!(heard(&mut eve).await, ["bob offline"]);
    engine.say(app(), &user("bob"), "still here");
    assert_eq!(fed(&mut one).await, ["caught up", "over"]);
    assert_eq!(fed(&mut two).await, ["caught up", "over"]);
    drop((one, two));
    assert_eq!(engine.end_sessions(app(), &user("bob")), 0);
    assert_eq!(status(&engine, "bob"), (false, String::new()));
}
