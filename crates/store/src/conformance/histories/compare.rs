//! Everything that two stores show, side by side.

use super::super::support::{FixedClock, app, group, user, wait};
use super::{GROUPS, USERS};
use crate::{Clock, JoinedFilter, Store};
use opentim_domain::{GroupId, Home, Millis, ReadSet, Sanctions, UserId};

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
        ..ReadSet::default()
    };
    let home = Home::Group(id.clone());
    let ours = wait(store.load(app(), &home, &reads, None));
    assert_eq!(ours, wait(oracle.load(app(), &home, &reads, None)), "the records of {id}");
}
