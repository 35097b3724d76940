//! Everything that two stores show, side by side.

use super::super::support::{FixedClock, app, group, user, wait};
use super::records::CLASSES;
use super::{GROUPS, USERS};
use crate::{Clock, JoinedFilter, Logged, Store};
use opentim_domain::{GroupId, Home, Millis, ReadSet, Record, RecordClass, RecordKey, Sanctions, UserId};

/// Asks both the same questions.
pub(super) fn compare(store: &dyn Store, oracle: &dyn Store, clock: &FixedClock) {
    for id in USERS.map(user).iter().chain(&[user("crowd 44")]) {
        compare_user(store, oracle, id);
    }
    for id in GROUPS.map(group) {
        compare_group(store, oracle, &id, clock);
    }
    let (ours, theirs) = (wait(store.all_groups(app(), None, 0, 100)), wait(oracle.all_groups(app(), None, 0, 100)));
    assert_eq!((ours.total, ours.ids), (theirs.total, theirs.ids), "all groups");
    let (mut ours, mut theirs) = (wait(store.closing(100)), wait(oracle.closing(100)));
    ours.sort();
    theirs.sort();
    assert_eq!(ours, theirs, "groups to clean up");
    compare_app(store, oracle);
}

fn compare_app(store: &dyn Store, oracle: &dyn Store) {
    assert_eq!(wait(store.groups_today(app())), wait(oracle.groups_today(app())), "groups made today");
    assert_eq!(wait(store.back_end_told(app())), wait(oracle.back_end_told(app())), "how far the back end was told");
    let users = USERS.map(user);
    assert_eq!(wait(store.accounts(app(), &users)), wait(oracle.accounts(app(), &users)), "accounts");
    let (mut ours, mut theirs) = (wait(store.erasing(100)), wait(oracle.erasing(100)));
    ours.sort();
    theirs.sort();
    assert_eq!(ours, theirs, "accounts to erase");
    // Stores number the places of their logs as they like.
    let without_places = |logged: &[Logged]| logged.iter().map(|one| Logged { place: 0, ..one.clone() }).collect::<Vec<_>>();
    let (ours, theirs) = (wait(store.log_after(app(), 0, 100_000)), wait(oracle.log_after(app(), 0, 100_000)));
    assert_eq!(without_places(&ours), without_places(&theirs), "the log of the app");
    assert!(ours.windows(2).all(|two| two[0].place < two[1].place), "places of the log grow");
    if let Some(middle) = ours.get(ours.len() / 2) {
        let rest = wait(store.log_after(app(), middle.place, 9));
        assert!(ours[ours.len() / 2 + 1..].starts_with(&rest) && rest.len() == 9.min(ours.len() - ours.len() / 2 - 1));
    }
}

/// Keys of all records of a group.
fn keys(store: &dyn Store, id: &GroupId) -> Vec<RecordKey> {
    let all = CLASSES.iter().flat_map(|class| wait(store.records(app(), id, *class, "", None, 1000)).rows);
    all.map(|record| record.key()).chain([RecordKey::Attributes, RecordKey::Counters]).collect()
}

fn compare_records(store: &dyn Store, oracle: &dyn Store, id: &GroupId) {
    for class in CLASSES {
        for prefix in ["", "@TGS#_c@TOPIC#_a", "@TGS#_c@TOPIC#_a\u{1f}", "@PMG#_a"] {
            let (mut rows, mut after) = (Vec::<Record>::new(), None);
            loop {
                let ours = wait(store.records(app(), id, class, prefix, after.as_deref(), 4));
                assert_eq!(
                    ours,
                    wait(oracle.records(app(), id, class, prefix, after.as_deref(), 4)),
                    "{class:?} of {id} after {after:?}"
                );
                after = ours.rows.last().map(|record| record.key().place());
                rows.extend(ours.rows);
                if !ours.more {
                    break;
                }
            }
            assert_eq!(wait(store.count_records(app(), id, class, prefix)), rows.len(), "{class:?} of {id}");
        }
    }
    for who in USERS.map(user) {
        assert_eq!(wait(store.granted(app(), id, &who)), wait(oracle.granted(app(), id, &who)), "what {who} is granted in {id}");
    }
    let audit = wait(store.audit(app(), id, 2, 10_000));
    assert_eq!(audit, wait(oracle.audit(app(), id, 2, 10_000)), "audit of {id}");
}

fn compare_user(store: &dyn Store, oracle: &dyn Store, id: &UserId) {
    for filter in [JoinedFilter::default(), JoinedFilter { huge: true, ..Default::default() }] {
        let ours = wait(store.joined(app(), id, filter, 0, 100));
        assert_eq!(ours, wait(oracle.joined(app(), id, filter, 0, 100)), "joined list of {id}");
    }
    let notices = wait(store.notices_after(app(), id, 0, 10_000));
    assert_eq!(notices, wait(oracle.notices_after(app(), id, 0, 10_000)), "notices of {id}");
    let notices = wait(store.notices_after(app(), id, 7, 3));
    assert_eq!(notices, wait(oracle.notices_after(app(), id, 7, 3)), "notices of {id}");
    let groups = GROUPS.map(group);
    let ours = wait(store.groups(app(), &groups, Some(id)));
    assert_eq!(ours, wait(oracle.groups(app(), &groups, Some(id))), "groups as {id} sees them");
    for limit in [1, 2, 100] {
        let mut before: Option<Millis> = None;
        loop {
            let ours = wait(store.applications(app(), id, before, limit));
            assert_eq!(ours, wait(oracle.applications(app(), id, before, limit)), "applications before {before:?} for {id}");
            before = ours.next;
            if before.is_none() {
                break;
            }
        }
    }
}

fn compare_group(store: &dyn Store, oracle: &dyn Store, id: &GroupId, clock: &FixedClock) {
    let (mut after, limit) = (0, 7);
    loop {
        let ours = wait(store.members(app(), id, after, limit));
        assert_eq!(ours, wait(oracle.members(app(), id, after, limit)), "members of {id} after seat {after}");
        after = ours.rows.last().map_or(after, |member| member.seat);
        if !ours.more {
            break;
        }
    }
    let events = wait(store.events_after(app(), id, 0, 10_000));
    assert_eq!(events, wait(oracle.events_after(app(), id, 0, 10_000)), "events of {id}");
    for which in [Sanctions::Muted, Sanctions::Banned] {
        for after in [None, Some(user("cat"))] {
            let now = clock.now().secs();
            let ours = wait(store.sanctions(app(), id, which, now, after.as_ref(), 2));
            assert_eq!(ours, wait(oracle.sanctions(app(), id, which, now, after.as_ref(), 2)), "{which:?} in {id}");
        }
    }
    let users: Vec<UserId> = USERS.map(user).into();
    let reads = ReadSet {
        head: true,
        members: users.clone(),
        applications: users.clone(),
        sanctions: users,
        owner: true,
        records: keys(oracle, id),
        granted: Some(user("ann")),
        counts: CLASSES.into(),
        all: vec![RecordClass::Topic],
        ..ReadSet::default()
    };
    compare_records(store, oracle, id);
    let home = Home::Group(id.clone());
    let ours = wait(store.load(app(), &home, &reads, None));
    assert_eq!(ours, wait(oracle.load(app(), &home, &reads, None)), "the records of {id}");
}
