use crate::schedule::play;
use crate::{Planted, run};
use std::collections::BTreeSet;

/// Schedules within which every planted bug must be found.
const FEW: u64 = 600;

#[test]
fn a_sound_store_shows_no_violation() {
    for seed in 0..200 {
        assert_eq!(run(seed, Planted::Nothing).map(|_| ()), Ok(()), "seed {seed}");
    }
}

#[test]
fn the_same_seed_gives_the_same_run() {
    assert_eq!(run(42, Planted::Nothing), run(42, Planted::Nothing));
}

#[test]
fn every_planted_bug_is_found() {
    for planted in Planted::ALL {
        let found = (0..FEW).find_map(|seed| Some((seed, run(seed, planted).err()?)));
        println!("{planted:?}: {found:?}");
        assert!(found.is_some(), "{planted:?} was not found in {FEW} schedules");
    }
}

#[test]
fn commits_that_are_told_twice_are_heard_once() {
    for seed in 0..100 {
        assert_eq!(run(seed, Planted::RepeatedNews).map(|_| ()), Ok(()), "seed {seed}");
    }
}

/// The name of the variant of an event.
fn sort(event: &impl std::fmt::Debug) -> String {
    format!("{event:?}").chars().take_while(|letter| letter.is_alphanumeric()).collect()
}

#[test]
fn everything_that_can_happen_in_a_group_happens() {
    let worlds: Vec<_> = (0..100).map(|seed| play(seed, Planted::Nothing).unwrap()).collect();
    let met: BTreeSet<String> = worlds.iter().flat_map(|world| world.ledger().happened().map(sort).collect::<Vec<_>>()).collect();
    // All but marks and what a back end says in a topic, which are never stored.
    let all = [
        "Applied",
        "AttributesChanged",
        "Banned",
        "CountersChanged",
        "Created",
        "Decided",
        "Disbanded",
        "Imported",
        "InfoChanged",
        "LinkCreated",
        "LinkRevoked",
        "LinkUsed",
        "MemberChanged",
        "MemberQuit",
        "MembersAdded",
        "MembersImported",
        "MembersKicked",
        "Muted",
        "OwnerChanged",
        "PermissionGroupChanged",
        "PermissionGroupCreated",
        "PermissionGroupsDeleted",
        "PermissionMembersAdded",
        "PermissionMembersRemoved",
        "RoleChanged",
        "TopicChanged",
        "TopicCreated",
        "TopicMuted",
        "TopicRightsChanged",
        "TopicsDeleted",
        "Unbanned",
    ];
    assert_eq!(met, all.map(str::to_owned).into());
}

#[test]
fn every_quota_is_used_up_somewhere_and_days_change() {
    let worlds: Vec<_> = (0..300).map(|seed| play(seed, Planted::Nothing).unwrap()).collect();
    let met: BTreeSet<&str> = worlds.iter().flat_map(|world| world.ledger().counts().met().collect::<Vec<_>>()).collect();
    assert_eq!(met, ["another day", "communities", "groups of a day", "groups of a user", "live groups"].into());
}
