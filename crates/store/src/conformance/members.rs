//! Members, their seats and roles, and the group's profile.

use super::support::{
    FixedClock, SIZES, app, bare, change, clean_up, commit, create, destroy, done, group, group_of, listed, living, member,
    members, names, newcomer, user, wait,
};
use crate::{Commit, JoinedFilter, Store};
use opentim_domain::group::{Group, Member};
use opentim_domain::{Assert, Change, HeadView, Home, Kind, Notice, ReadSet, Role};
use std::sync::Arc;

fn seats(store: &dyn Store, id: &str) -> Vec<(u64, String)> {
    members(store, id).into_iter().map(|member| (member.seat, member.user.to_string())).collect()
}

fn gone(id: &str) -> Change {
    Change::RemoveMembers(vec![user(id)])
}

pub fn seats_are_given_in_order_and_never_twice(store: &dyn Store, _: &Arc<FixedClock>) {
    for size in SIZES {
        let id = format!("seats {size}");
        group_of(store, &id, size);
        let first: Vec<u64> = seats(store, &id).into_iter().map(|(seat, _)| seat).collect();
        assert_eq!(first, (1..=size as u64 + 1).collect::<Vec<_>>());
        change(store, &id, vec![gone("m 001")]);
        let newest = size as u64 + 1;
        let again = vec![Change::AddMember(newcomer("m 001", Role::Member)), Change::AddMember(newcomer("late", Role::Member))];
        let numbers = change(store, &id, again).numbers;
        assert_eq!(numbers.seats, newest + 2);
        assert_eq!(seats(store, &id)[size..], [(newest + 1, "m 001".to_owned()), (newest + 2, "late".to_owned())]);
        // Whoever had the newest seat does not leave it to the next one.
        change(store, &id, vec![gone("late")]);
        change(store, &id, vec![Change::AddMember(newcomer("later", Role::Member))]);
        assert_eq!(seats(store, &id).last(), Some(&(newest + 3, "later".to_owned())));
        // In one commit too.
        change(store, &id, vec![gone("later"), Change::AddMember(newcomer("later", Role::Member))]);
        assert_eq!(member(store, &id, "later").map(|member| member.seat), Some(newest + 4));
        assert_eq!(living(store, &id).member_count as usize, members(store, &id).len());
    }
}

pub fn a_new_group_of_a_buried_id_goes_on_counting_seats(store: &dyn Store, _: &Arc<FixedClock>) {
    for size in SIZES {
        let id = format!("reborn {size}");
        group_of(store, &id, size);
        done(store, "owner", &destroy(&id));
        clean_up(store, &id);
        assert_eq!(members(store, &id), []);
        group_of(store, &id, 1);
        let newest = size as u64 + 1;
        assert_eq!(seats(store, &id), [(newest + 1, "owner".to_owned()), (newest + 2, "m 000".to_owned())]);
    }
}

pub fn a_changed_member_keeps_his_seat(store: &dyn Store, _: &Arc<FixedClock>) {
    for size in SIZES {
        let id = format!("kept {size}");
        group_of(store, &id, size);
        let before = members(store, &id);
        let changed = Member { name_card: "a card".into(), unread: 7, seat: 99, ..before[2].clone() };
        let stranger = newcomer("nobody", Role::Admin);
        let done = change(store, &id, vec![Change::SetMember(changed.clone()), Change::SetMember(stranger)]);
        let mut expected = before.clone();
        expected[2] = Member { seat: before[2].seat, ..changed };
        assert_eq!(members(store, &id), expected);
        assert_eq!((done.numbers.seats, done.member_count as usize), (size as u64 + 1, size + 1));
        assert_eq!(living(store, &id).admins, []);
        let own = wait(store.groups(app(), &[group(&id)], Some(&expected[2].user))).remove(0).and_then(|(_, own)| own);
        assert_eq!(own.as_ref(), Some(&expected[2]));
    }
}

pub fn admins_are_kept_in_step_with_roles(store: &dyn Store, _: &Arc<FixedClock>) {
    for size in SIZES {
        let id = format!("admins {size}");
        group_of(store, &id, size);
        let admins = || -> Vec<String> {
            let mut admins: Vec<_> = living(store, &id).admins.iter().map(ToString::to_string).collect();
            admins.sort();
            let rows = members(store, &id).into_iter().filter(|member| member.role == Role::Admin);
            let mut found: Vec<_> = rows.map(|member| member.user.to_string()).collect();
            found.sort();
            assert_eq!(admins, found);
            admins
        };
        let role = |who: &str, role| Change::SetMember(Member { role, ..member(store, &id, who).expect("he is a member") });
        change(store, &id, vec![role("m 002", Role::Admin), role("m 000", Role::Admin), role("m 000", Role::Admin)]);
        assert_eq!(admins(), ["m 000", "m 002"]);
        change(store, &id, vec![Change::AddMember(newcomer("new", Role::Admin)), role("m 002", Role::Member)]);
        assert_eq!(admins(), ["m 000", "new"]);
        change(store, &id, vec![gone("new"), gone("nobody")]);
        assert_eq!(admins(), ["m 000"]);
        change(store, &id, vec![gone("m 000"), Change::AddMember(newcomer("m 000", Role::Member))]);
        assert_eq!(admins(), [""; 0]);
        change(store, &id, vec![role("m 001", Role::Admin)]);
        done(store, "owner", &destroy(&id));
        clean_up(store, &id);
        group_of(store, &id, size);
        assert_eq!(admins(), [""; 0]);
    }
}

pub fn a_profile_is_replaced_and_nothing_else(store: &dyn Store, _: &Arc<FixedClock>) {
    for size in SIZES {
        let id = format!("profile {size}");
        group_of(store, &id, size);
        let role = Member { role: Role::Admin, ..member(store, &id, "m 001").expect("he is a member") };
        change(store, &id, vec![Change::SetMember(role)]);
        let before = living(store, &id);
        let wanted = Group {
            name: "another".into(),
            introduction: "an introduction".into(),
            owner: Some(user("m 000")),
            max_members: Some(77),
            visible: Some(true),
            member_count: 1234,
            numbers: Default::default(),
            admins: vec![user("nobody")],
            ..before.clone()
        };
        let twice = vec![Change::Profile(Box::new(before.clone())), Change::Profile(Box::new(wanted.clone()))];
        let numbers = change(store, &id, twice).numbers;
        assert_eq!((numbers.info, numbers.members), (before.numbers.info + 1, before.numbers.members));
        assert_eq!(
            living(store, &id),
            Group { member_count: before.member_count, numbers, admins: before.admins.clone(), ..wanted }
        );
    }
}

pub fn changes_of_members_are_counted_once_a_commit(store: &dyn Store, _: &Arc<FixedClock>) {
    group_of(store, "numbers", 3);
    let before = living(store, "numbers").numbers;
    let all = vec![
        Change::AddMember(newcomer("a", Role::Member)),
        Change::AddMember(newcomer("b", Role::Member)),
        Change::SetMember(newcomer("a", Role::Admin)),
        gone("b"),
    ];
    let after = change(store, "numbers", all).numbers;
    assert_eq!((after.members, after.info, after.events), (before.members + 1, before.info, before.events + 1));
    let none = change(store, "numbers", vec![]).numbers;
    assert_eq!((none.members, none.info, none.events), (after.members, after.info, after.events + 1));
}

pub fn pages_of_members_go_on_where_they_ended(store: &dyn Store, _: &Arc<FixedClock>) {
    for size in SIZES {
        let id = format!("pages {size}");
        group_of(store, &id, size);
        let (mut after, mut seen) = (0, Vec::new());
        loop {
            let page = wait(store.members(app(), &group(&id), after, 2));
            after = page.rows.last().map_or(after, |member| member.seat);
            seen.extend(page.rows);
            // Somebody who was already shown leaves, and somebody joins at the end.
            if seen.len() == 2 {
                change(store, &id, vec![gone("m 000"), Change::AddMember(newcomer("last", Role::Member))]);
            }
            if !page.more {
                break;
            }
        }
        let expected: Vec<_> = ["owner".to_owned()].into_iter().chain(names(size)).chain(["last".to_owned()]).collect();
        assert_eq!(seen.iter().map(|member| member.user.to_string()).collect::<Vec<_>>(), expected);
        assert!(seen.windows(2).all(|two| two[0].seat < two[1].seat));
        assert_eq!(wait(store.members(app(), &group(&id), u64::MAX, 2)).rows, []);
    }
}

pub fn whoever_leaves_leaves_his_list(store: &dyn Store, _: &Arc<FixedClock>) {
    for size in SIZES {
        let id = format!("lists {size}");
        group_of(store, &id, size);
        let lists = |who: &str| {
            let joined = wait(store.joined(app(), &user(who), JoinedFilter::default(), 0, 100));
            joined.rows.iter().filter(|(listed, _)| listed.id.as_str() == id).count()
        };
        assert_eq!((lists("m 000"), lists("m 001")), (1, 1));
        // Told or not.
        change(store, &id, vec![gone("m 000")]);
        let mut told = listed("m 001", &id, Some(Notice::Quit));
        (told.joined, told.left) = (None, true);
        commit(store, Commit { changes: vec![gone("m 001")], effects: vec![told], ..bare(&id, "owner") });
        assert_eq!((lists("m 000"), lists("m 001"), lists("m 002")), (0, 0, 1));
        let back = Commit {
            changes: vec![Change::AddMember(newcomer("m 001", Role::Member))],
            effects: vec![listed("m 001", &id, None)],
            ..bare(&id, "owner")
        };
        commit(store, back);
        assert_eq!(lists("m 001"), 1);
    }
}

pub fn the_owner_is_read_whoever_he_is(store: &dyn Store, _: &Arc<FixedClock>) {
    let reads = ReadSet { owner: true, ..ReadSet::default() };
    let owner = |id: &str| wait(store.load(app(), &Home::Group(group(id)), &reads, None)).view.owner().cloned();
    assert_eq!(owner("owner of nothing"), None);
    for size in SIZES {
        let id = format!("owner {size}");
        group_of(store, &id, size);
        assert_eq!(owner(&id), member(store, &id, "owner"));
        let heir = Member { role: Role::Owner, ..member(store, &id, "m 001").expect("he is a member") };
        let former = Member { role: Role::Member, ..member(store, &id, "owner").expect("he is a member") };
        let after = Group { owner: Some(heir.user.clone()), ..living(store, &id) };
        let changes = vec![Change::SetMember(former), Change::SetMember(heir.clone()), Change::Profile(Box::new(after.clone()))];
        change(store, &id, changes);
        assert_eq!(owner(&id), Some(heir.clone()));
        change(store, &id, vec![Change::RemoveMembers(vec![heir.user]), Change::Profile(Box::new(Group { owner: None, ..after }))]);
        assert_eq!(owner(&id), None);
    }
}

pub fn the_last_one_who_leaves_can_end_the_group(store: &dyn Store, _: &Arc<FixedClock>) {
    done(store, "owner", &create("ends", Kind::Work, "owner", &[]));
    let last = Commit {
        asserts: vec![Assert::Alive, Assert::Room { cap: 0 }],
        changes: vec![gone("owner"), Change::Disband],
        ..bare("ends", "owner")
    };
    assert_eq!(commit(store, last).member_count, 0);
    let view = wait(store.load(app(), &Home::Group(group("ends")), &ReadSet::head(), None)).view;
    assert_eq!(*view.head(), HeadView::Closing);
    assert_eq!(wait(store.joined(app(), &user("owner"), JoinedFilter::default(), 0, 10)).total, 0);
    clean_up(store, "ends");
    assert!(wait(store.closing(10)).is_empty());
}
