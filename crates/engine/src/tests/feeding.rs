//! What a feed tells a user who comes back.

use super::support::{added, admin, app, call, created, cursors, engine, fed, feed, id, said_now, store, unheard, user, words};
use crate::{Backlog, Cursors, Engine, Fed};
use opentim_domain::group::{DestroyGroup, GroupPatch, ModifyGroup};
use opentim_domain::member::{AddMembers, KickMembers, QuitGroup};
use opentim_domain::sanction::BanMembers;
use opentim_domain::{Kind, Limits};
use std::sync::Arc;

fn shared() -> Arc<Engine> {
    Arc::new(engine(store(), 0, None))
}

/// An engine that tells at most so many events of a group and so many notices to who comes back, and reads three at once.
fn short(events: u64, notices: u64) -> Arc<Engine> {
    Arc::new(engine(store(), 0, None).with_backlog(Backlog { events, notices, page: 3 }))
}

async fn renamed(engine: &Engine, group: &str, name: &str) {
    let patch = GroupPatch { name: Some(name.into()), ..GroupPatch::default() };
    engine.run(&admin(), ModifyGroup { group: id(group), patch }).await.unwrap();
}

async fn kicked(engine: &Engine, group: &str, name: &str) {
    let kick = KickMembers { group: id(group), users: vec![user(name)], reason: String::new(), silent: false, ban_secs: 0 };
    engine.kick(&admin(), kick).await.unwrap();
}

async fn added_silently(engine: &Engine, group: &str, name: &str) {
    engine.run(&admin(), AddMembers { group: id(group), users: vec![user(name)], silent: true }).await.unwrap();
}

async fn disbanded(engine: &Engine, group: &str) {
    engine.run(&admin(), DestroyGroup { group: id(group) }).await.unwrap();
}

/// What somebody hears who comes back with these cursors.
async fn back(engine: &Arc<Engine>, name: &str, from: Cursors) -> Vec<String> {
    fed(&mut feed(engine, name, Some(from)).await).await
}

#[tokio::test]
async fn a_fresh_login_begins_at_the_newest_and_hears_what_comes() {
    let engine = shared();
    created(&engine, "g", Kind::Public, "alice").await;
    renamed(&engine, "g", "one").await;
    let mut alice = feed(&engine, "alice", None).await;
    assert_eq!(*alice.cursors(), cursors(1, &[("g", 2)]));
    assert_eq!(fed(&mut alice).await, ["caught up"]);
    added(&engine, "g", &["bob"]).await;
    renamed(&engine, "g", "two").await;
    assert_eq!(fed(&mut alice).await, ["g 3: MembersAdded", "g 4: InfoChanged"]);
    assert_eq!(*alice.cursors(), cursors(1, &[("g", 4)]));
}

#[tokio::test]
async fn who_comes_back_hears_what_he_missed_and_then_what_comes() {
    let engine = shared();
    created(&engine, "g", Kind::Public, "alice").await;
    let begun = feed(&engine, "alice", None).await.cursors().clone();
    added(&engine, "g", &["bob"]).await;
    renamed(&engine, "g", "one").await;
    let mut alice = feed(&engine, "alice", Some(begun)).await;
    renamed(&engine, "g", "two").await;
    assert_eq!(fed(&mut alice).await, ["g 2: MembersAdded", "g 3: InfoChanged", "caught up", "g 4: InfoChanged"]);
    renamed(&engine, "g", "three").await;
    assert_eq!(fed(&mut alice).await, ["g 5: InfoChanged"]);
}

#[tokio::test]
async fn what_happens_while_a_feed_catches_up_is_told_once() {
    let engine = short(100, 100);
    created(&engine, "g", Kind::Public, "alice").await;
    for _ in 0..5 {
        renamed(&engine, "g", "one").await;
        renamed(&engine, "g", "two").await;
    }
    let mut alice = feed(&engine, "alice", Some(cursors(1, &[("g", 1)]))).await;
    let mut told = Vec::new();
    for round in 0..12 {
        renamed(&engine, "g", &format!("name {round}")).await;
        told.extend(said_now(&mut alice).await.map(|fed| words(&fed.unwrap())));
    }
    told.extend(fed(&mut alice).await);
    let numbers: Vec<u64> = (2..=23).collect();
    told.retain(|said| said != "caught up");
    assert_eq!(told, numbers.iter().map(|number| format!("g {number}: InfoChanged")).collect::<Vec<_>>());
}

#[tokio::test]
async fn who_was_removed_meanwhile_hears_what_was_before_it() {
    let engine = shared();
    created(&engine, "g", Kind::Public, "alice").await;
    added(&engine, "g", &["bob"]).await;
    renamed(&engine, "g", "one").await;
    kicked(&engine, "g", "bob").await;
    renamed(&engine, "g", "secret").await;
    let told = back(&engine, "bob", cursors(1, &[("g", 2)])).await;
    assert_eq!(told, ["g 3: InfoChanged", "own 2: Kicked", "caught up without g"]);
}

#[tokio::test]
async fn who_was_removed_and_came_back_hears_nothing_of_the_time_between() {
    let engine = shared();
    created(&engine, "g", Kind::Public, "alice").await;
    added(&engine, "g", &["bob"]).await;
    renamed(&engine, "g", "one").await;
    kicked(&engine, "g", "bob").await;
    renamed(&engine, "g", "secret").await;
    added(&engine, "g", &["bob"]).await;
    renamed(&engine, "g", "two").await;
    let told = back(&engine, "bob", cursors(1, &[("g", 2)])).await;
    let due = ["g 3: InfoChanged", "own 2: Kicked", "own 3: Invited", "g 6: MembersAdded", "g 7: InfoChanged", "caught up"];
    assert_eq!(told, due);
}

#[tokio::test]
async fn who_joined_meanwhile_hears_all_since_then_and_nothing_earlier() {
    let engine = shared();
    created(&engine, "g", Kind::Public, "alice").await;
    renamed(&engine, "g", "secret").await;
    added(&engine, "g", &["bob"]).await;
    renamed(&engine, "g", "one").await;
    assert_eq!(
        back(&engine, "bob", cursors(0, &[])).await,
        ["own 1: Invited", "g 3: MembersAdded", "g 4: InfoChanged", "caught up"]
    );
}

#[tokio::test]
async fn who_joined_and_left_and_joined_again_meanwhile_hears_both_stays() {
    let engine = shared();
    created(&engine, "g", Kind::Public, "alice").await;
    for name in ["one", "two"] {
        added(&engine, "g", &["bob"]).await;
        renamed(&engine, "g", name).await;
        kicked(&engine, "g", "bob").await;
        renamed(&engine, "g", "secret").await;
    }
    added_silently(&engine, "g", "bob").await;
    renamed(&engine, "g", "three").await;
    let told = back(&engine, "bob", cursors(0, &[])).await;
    let tips = ["g 2: MembersAdded", "g 3: InfoChanged", "g 6: MembersAdded", "g 7: InfoChanged"];
    let notices = ["own 1: Invited", "own 2: Kicked", "own 3: Invited", "own 4: Kicked", "own 5: Invited"];
    assert_eq!(told, [&tips[..], &notices[..], &["g 11: InfoChanged", "caught up"][..]].concat());
    // He was told of the first stay and its end, and saw no tip of it: the cursor of the group is not there.
    let told = back(&engine, "bob", cursors(2, &[])).await;
    assert_eq!(told, [&tips[2..], &notices[2..], &["g 11: InfoChanged", "caught up"][..]].concat());
}

#[tokio::test]
async fn who_was_in_a_group_that_ended_hears_what_was_before_its_end() {
    let engine = shared();
    created(&engine, "g", Kind::Public, "alice").await;
    added(&engine, "g", &["bob"]).await;
    renamed(&engine, "g", "one").await;
    disbanded(&engine, "g").await;
    let begun = cursors(1, &[("g", 2)]);
    // The clean-up has not come by yet: he is told that the group has ended when it does.
    let mut early = feed(&engine, "bob", Some(begun.clone())).await;
    assert_eq!(fed(&mut early).await, ["g 3: InfoChanged", "caught up"]);
    engine.clean_up().await.unwrap();
    assert_eq!(fed(&mut early).await, ["own 2: Disbanded"]);
    assert_eq!(back(&engine, "bob", begun).await, ["g 3: InfoChanged", "own 2: Disbanded", "caught up without g"]);
}

#[tokio::test]
async fn who_logs_in_afresh_while_his_group_ends_hears_of_the_end_alone() {
    let engine = shared();
    created(&engine, "g", Kind::Public, "alice").await;
    renamed(&engine, "g", "one").await;
    disbanded(&engine, "g").await;
    let begun = feed(&engine, "alice", None).await.cursors().clone();
    engine.clean_up().await.unwrap();
    assert_eq!(back(&engine, "alice", begun).await, ["own 2: Disbanded", "caught up without g"]);
}

#[tokio::test]
async fn a_new_group_of_the_same_id_is_another_group() {
    let engine = shared();
    created(&engine, "g", Kind::Public, "alice").await;
    added(&engine, "g", &["bob"]).await;
    renamed(&engine, "g", "one").await;
    disbanded(&engine, "g").await;
    engine.clean_up().await.unwrap();
    created(&engine, "g", Kind::Public, "carol").await;
    renamed(&engine, "g", "secret").await;
    let begun = cursors(1, &[("g", 2)]);
    assert_eq!(back(&engine, "bob", begun.clone()).await, ["g 3: InfoChanged", "own 2: Disbanded", "caught up without g"]);
    added(&engine, "g", &["bob"]).await;
    renamed(&engine, "g", "two").await;
    let due = ["g 3: InfoChanged", "own 2: Disbanded", "own 3: Invited", "g 7: MembersAdded", "g 8: InfoChanged", "caught up"];
    assert_eq!(back(&engine, "bob", begun).await, due);
    // Somebody who is in the new one alone does not hear of the old one, whatever he says that he was told.
    assert_eq!(back(&engine, "carol", cursors(1, &[("g", 0)])).await[0], "g 6: InfoChanged");
}

#[tokio::test]
async fn the_end_of_a_life_that_somebody_was_not_in_does_not_open_it_to_him() {
    let engine = shared();
    created(&engine, "g", Kind::Public, "bob").await;
    disbanded(&engine, "g").await;
    engine.clean_up().await.unwrap();
    created(&engine, "g", Kind::Public, "alice").await;
    renamed(&engine, "g", "secret").await;
    disbanded(&engine, "g").await;
    engine.clean_up().await.unwrap();
    // He was in the first life, says that he was told up to the second, and that he missed the notice of the end of the first.
    for cursor in 3..=5 {
        assert_eq!(back(&engine, "bob", cursors(1, &[("g", cursor)])).await, ["own 2: Disbanded", "caught up without g"]);
    }
}

#[tokio::test]
async fn forged_cursors_open_nothing() {
    let engine = shared();
    created(&engine, "g", Kind::Public, "alice").await;
    renamed(&engine, "g", "secret").await;
    added(&engine, "g", &["bob"]).await;
    let late = ["own 1: Invited", "g 3: MembersAdded", "caught up"];
    assert_eq!(back(&engine, "bob", cursors(0, &[("g", 0)])).await, late);
    assert_eq!(back(&engine, "bob", cursors(0, &[("g", 1)])).await, late);
    assert_eq!(back(&engine, "eve", cursors(0, &[("g", 0)])).await, ["caught up without g"]);
    assert_eq!(back(&engine, "eve", cursors(0, &[("nowhere", 7)])).await, ["caught up without nowhere"]);
    kicked(&engine, "g", "bob").await;
    renamed(&engine, "g", "secret too").await;
    let told = back(&engine, "bob", cursors(0, &[("g", 0)])).await;
    assert_eq!(told, ["g 3: MembersAdded", "own 1: Invited", "own 2: Kicked", "caught up without g"]);
    assert_eq!(back(&engine, "bob", cursors(1, &[("g", 4)])).await, ["own 2: Kicked", "caught up without g"]);
}

#[tokio::test]
async fn a_banned_stranger_is_told_of_his_ban_alone() {
    let engine = shared();
    created(&engine, "g", Kind::Public, "alice").await;
    renamed(&engine, "g", "secret").await;
    let ban = BanMembers { group: id("g"), users: vec![user("bob")], secs: 60, description: String::new() };
    engine.ban(&admin(), ban).await.unwrap();
    assert_eq!(back(&engine, "bob", cursors(0, &[])).await, ["own 1: Banned", "caught up"]);
}

#[tokio::test]
async fn cursors_beyond_what_there_is_lead_to_a_refresh() {
    let engine = shared();
    created(&engine, "g", Kind::Public, "alice").await;
    let mut alice = feed(&engine, "alice", Some(cursors(9, &[("g", 9)]))).await;
    assert_eq!(fed(&mut alice).await, ["own 1: refresh", "g 1: refresh", "caught up"]);
    assert_eq!(*alice.cursors(), cursors(1, &[("g", 1)]));
    renamed(&engine, "g", "one").await;
    assert_eq!(fed(&mut alice).await, ["g 2: InfoChanged"]);
    let most = back(&engine, "alice", cursors(u64::MAX, &[("g", u64::MAX), ("nowhere", u64::MAX)])).await;
    assert_eq!(most, ["own 1: refresh", "g 2: refresh", "caught up without nowhere"]);
}

/// For instance after a server was set up anew at the same address.
#[tokio::test]
async fn cursors_of_another_installation_hide_nothing_of_what_comes() {
    let engine = shared();
    let mut alice = feed(&engine, "alice", Some(cursors(50, &[("g", 9)]))).await;
    assert_eq!(fed(&mut alice).await, ["own 0: refresh", "caught up without g"]);
    created(&engine, "g", Kind::Public, "alice").await;
    renamed(&engine, "g", "one").await;
    assert_eq!(fed(&mut alice).await, ["own 1: Created", "g 2: InfoChanged"]);
}

#[tokio::test]
async fn too_many_missed_events_are_not_told_one_by_one() {
    for (missed, refreshed) in [(7, false), (8, true)] {
        let engine = short(7, 100);
        created(&engine, "g", Kind::Public, "alice").await;
        for name in 0..missed {
            renamed(&engine, "g", &format!("name {name}")).await;
        }
        let mut alice = feed(&engine, "alice", Some(cursors(1, &[("g", 1)]))).await;
        let told = fed(&mut alice).await;
        if refreshed {
            assert_eq!(told, ["g 9: refresh", "caught up"]);
        } else {
            assert_eq!(told.len(), 8, "{told:?}");
        }
        renamed(&engine, "g", "after").await;
        assert_eq!(fed(&mut alice).await, [format!("g {}: InfoChanged", missed + 2)]);
    }
}

#[tokio::test]
async fn too_many_missed_notices_are_not_told_one_by_one() {
    for (missed, refreshed) in [(7, false), (8, true)] {
        let engine = short(100, 7);
        for group in 0..missed {
            created(&engine, &format!("g{group}"), Kind::Public, "alice").await;
        }
        let mut alice = feed(&engine, "alice", Some(cursors(0, &[]))).await;
        let told = fed(&mut alice).await;
        assert_eq!(told[0] == "own 8: refresh", refreshed, "{told:?}");
        created(&engine, "after", Kind::Public, "alice").await;
        assert_eq!(fed(&mut alice).await, [format!("own {}: Created", missed + 1)]);
    }
}

#[tokio::test]
async fn who_joined_too_long_ago_to_be_found_reads_anew() {
    let engine = short(4, 100);
    created(&engine, "g", Kind::Public, "alice").await;
    added(&engine, "g", &["bob"]).await;
    for name in 0..9 {
        renamed(&engine, "g", &format!("name {name}")).await;
    }
    assert_eq!(back(&engine, "bob", cursors(1, &[])).await, ["g 11: refresh", "caught up"]);
    // What he was before the end of the group would take too many reads.
    disbanded(&engine, "g").await;
    engine.clean_up().await.unwrap();
    let told = back(&engine, "bob", cursors(1, &[("g", 10)])).await;
    assert_eq!(told, ["g 12: refresh", "own 2: Disbanded", "caught up without g"]);
}

#[tokio::test]
async fn live_groups_have_nothing_to_catch_up_with() {
    let engine = shared();
    created(&engine, "live", Kind::Live, "alice").await;
    renamed(&engine, "live", "one").await;
    assert_eq!(back(&engine, "alice", cursors(0, &[])).await, ["own 1: Created", "caught up"]);
    assert_eq!(back(&engine, "alice", cursors(1, &[("live", 1)])).await, ["caught up without live"]);
    disbanded(&engine, "live").await;
    engine.clean_up().await.unwrap();
    created(&engine, "live", Kind::Public, "alice").await;
    renamed(&engine, "live", "two").await;
    let told = back(&engine, "alice", cursors(1, &[("live", 1)])).await;
    assert_eq!(told, ["own 2: Disbanded", "own 3: Created", "live 5: InfoChanged", "caught up"]);
}

#[tokio::test]
async fn what_the_hub_lost_is_caught_up_with() {
    let engine = shared();
    created(&engine, "g", Kind::Public, "alice").await;
    created(&engine, "other", Kind::Public, "alice").await;
    added(&engine, "other", &["bob"]).await;
    let mut bob = feed(&engine, "bob", None).await;
    assert_eq!(fed(&mut bob).await, ["caught up"]);
    unheard(&engine, async {
        renamed(&engine, "other", "one").await;
        engine.quit(&call("bob", None), QuitGroup { group: id("other") }).await.unwrap();
        added(&engine, "g", &["bob"]).await;
        renamed(&engine, "g", "two").await;
    })
    .await;
    renamed(&engine, "g", "three").await;
    renamed(&engine, "other", "secret").await;
    let due =
        ["other 3: InfoChanged", "own 2: Quit", "own 3: Invited", "g 2: MembersAdded", "g 3: InfoChanged", "g 4: InfoChanged"];
    assert_eq!(fed(&mut bob).await, due);
    assert_eq!(*bob.cursors(), cursors(3, &[("g", 4)]));
    renamed(&engine, "g", "four").await;
    assert_eq!(fed(&mut bob).await, ["g 5: InfoChanged"]);
}

#[tokio::test]
async fn a_feed_that_takes_nothing_for_long_misses_nothing() {
    let engine = shared();
    created(&engine, "g", Kind::Public, "alice").await;
    let mut alice = feed(&engine, "alice", None).await;
    for name in 0..4200 {
        renamed(&engine, "g", &format!("name {name}")).await;
    }
    let told = fed(&mut alice).await;
    let tips = (2..=4201).map(|number| format!("g {number}: InfoChanged"));
    assert_eq!(told, ["caught up".to_owned()].into_iter().chain(tips).collect::<Vec<_>>());
    renamed(&engine, "g", "last").await;
    assert_eq!(fed(&mut alice).await, ["g 4202: InfoChanged"]);
}

#[tokio::test]
async fn silent_events_move_the_cursor_of_who_catches_up() {
    let engine = shared();
    created(&engine, "g", Kind::Public, "alice").await;
    added_silently(&engine, "g", "bob").await;
    let mut alice = feed(&engine, "alice", Some(cursors(1, &[("g", 1)]))).await;
    assert_eq!(fed(&mut alice).await, ["caught up"]);
    assert_eq!(*alice.cursors(), cursors(1, &[("g", 2)]));
}

#[tokio::test]
async fn each_app_decides_what_its_meetings_tell() {
    let engine = shared();
    created(&engine, "m", Kind::Meeting, "alice").await;
    added(&engine, "m", &["bob"]).await;
    let mut limits = Limits::RECOMMENDED;
    limits.policy.meeting_tips = false;
    let from = Some(cursors(1, &[("m", 1)]));
    let mut quiet = engine.feed(app(), &user("alice"), Arc::new(limits), from.clone()).await.unwrap();
    assert_eq!(fed(&mut quiet).await, ["caught up"]);
    assert_eq!(fed(&mut feed(&engine, "alice", from).await).await, ["m 2: MembersAdded", "caught up"]);
}

#[tokio::test]
async fn tips_say_the_type_that_the_group_had() {
    let engine = shared();
    created(&engine, "g", Kind::Meeting, "alice").await;
    renamed(&engine, "g", "one").await;
    disbanded(&engine, "g").await;
    engine.clean_up().await.unwrap();
    created(&engine, "g", Kind::Public, "alice").await;
    renamed(&engine, "g", "two").await;
    let mut alice = feed(&engine, "alice", Some(cursors(1, &[("g", 1)]))).await;
    let mut kinds = Vec::new();
    while let Some(fed) = said_now(&mut alice).await {
        if let Ok(Fed::Tip { kind, .. }) = fed {
            kinds.push(kind);
        }
    }
    assert_eq!(kinds, [Kind::Meeting, Kind::Public]);
}
