//! What a commit demands: it holds, or nothing is written.

use super::support::{
    FixedClock, SIZES, app, application, bare, clean_up, commit, destroy, done, group, group_of, listed, living, member, newcomer,
    operation, user, wait,
};
use crate::{Applications, Commit, JoinedFilter, Outcome, Page, Store, StoredEvent, StoredNotice};
use opentim_domain::group::{Group, Member};
use opentim_domain::{
    ApplicationKind, Assert, Change, HeadView, Home, Notice, ReadSet, Role, Sanction, Sanctions, Secs, UserEffect,
};
use std::sync::Arc;
use std::thread;

/// Everything that reads show of one group and of some users.
#[derive(PartialEq, Debug)]
struct Seen {
    head: HeadView,
    members: Page<Member>,
    records: String,
    events: Vec<StoredEvent>,
    notices: Vec<Vec<StoredNotice>>,
    lists: Vec<usize>,
    applications: Applications,
    sanctions: Page<Sanction>,
    kept: bool,
}

const USERS: [&str; 6] = ["owner", "m 000", "m 001", "eve", "carol", "dave"];

fn seen(store: &dyn Store, id: &str) -> Seen {
    let users: Vec<_> = USERS.map(user).into();
    let reads = ReadSet {
        head: true,
        members: users.clone(),
        applications: users.clone(),
        sanctions: users.clone(),
        owner: true,
        ..ReadSet::default()
    };
    let key = operation("owner", &format!("key of {id}"), 1);
    let loaded = wait(store.load(app(), &Home::Group(group(id)), &reads, Some(&key)));
    let lists = |user| wait(store.joined(app(), user, JoinedFilter::default(), 0, 100)).total;
    Seen {
        head: loaded.view.head().clone(),
        members: wait(store.members(app(), &group(id), 0, 1000)),
        records: format!("{:?}", loaded.view),
        events: wait(store.events_after(app(), &group(id), 0, 1000)),
        notices: users.iter().map(|user| wait(store.notices_after(app(), user, 0, 1000))).collect(),
        lists: users.iter().map(lists).collect(),
        applications: wait(store.applications(app(), &user("owner"), None, 100)),
        sanctions: wait(store.sanctions(app(), &group(id), Sanctions::Muted, Secs(1), None, 100)),
        kept: loaded.earlier.is_some(),
    }
}

/// A commit that changes everything there is in a group: it ends with one member more.
fn everything(store: &dyn Store, id: &str) -> Commit {
    let told = |id: &str| UserEffect::told(user(id), Notice::Kicked { reason: "told".into() });
    let left = UserEffect { left: true, ..told("m 001") };
    Commit {
        operation: Some(operation("owner", &format!("key of {id}"), 1)),
        asserts: Vec::new(),
        changes: vec![
            Change::AddMember(newcomer("eve", Role::Member)),
            Change::AddMember(newcomer("adam", Role::Admin)),
            Change::SetMember(Member { role: Role::Admin, ..member(store, id, "m 000").expect("he is a member") }),
            Change::RemoveMembers(vec![user("m 001")]),
            Change::Profile(Box::new(Group { name: "changed".into(), ..living(store, id) })),
            Change::PutApplication(Box::new(application("eve", ApplicationKind::Join, 9))),
            Change::PutApplication(Box::new(application("carol", ApplicationKind::Consent, 9))),
            Change::PutSanction(Box::new(Sanction { muted_until: Some(Secs(99)), ..Sanction::none(user("eve")) })),
            Change::RemoveSanction(user("dave")),
        ],
        effects: vec![listed("eve", id, Some(Notice::Invited)), left, told("owner")],
        ..bare(id, "owner")
    }
}

/// A group with an application of carol and a sanction of dave.
fn prepared(store: &dyn Store, id: &str, size: usize) {
    group_of(store, id, size);
    let changes = vec![
        Change::PutApplication(Box::new(application("carol", ApplicationKind::Join, 5))),
        Change::PutSanction(Box::new(Sanction { muted_until: Some(Secs(50)), ..Sanction::none(user("dave")) })),
    ];
    commit(store, Commit { changes, ..bare(id, "owner") });
}

/// Assertions about a prepared group: those that hold, and those that do not.
fn assertions(store: &dyn Store, id: &str, size: usize) -> (Vec<Assert>, Vec<Assert>) {
    let info = living(store, id).numbers.info;
    let found = member(store, id, "m 000").expect("he is a member");
    let role = |id: &str, role| Assert::Role { user: user(id), role };
    let is = |one: Member| Assert::Member(Box::new(one));
    let open = application("carol", ApplicationKind::Join, 5);
    let applied = |id: &str, is: Option<_>| Assert::Application { user: user(id), is: is.map(Box::new) };
    let muted = Sanction { muted_until: Some(Secs(50)), ..Sanction::none(user("dave")) };
    let held = |id: &str, is: Option<_>| Assert::Sanction { user: user(id), is: is.map(Box::new) };
    let count = u32::try_from(size + 2).expect("a small group");
    let holds = vec![
        Assert::Alive,
        Assert::Info { version: info },
        role("m 000", Some(Role::Member)),
        role("owner", Some(Role::Owner)),
        role("eve", None),
        is(found.clone()),
        applied("carol", Some(open.clone())),
        applied("eve", None),
        held("dave", Some(muted.clone())),
        held("eve", None),
        Assert::Room { cap: count },
        Assert::SomebodyStays,
        Assert::Admins { most: 2 },
    ];
    let fails = vec![
        Assert::GroupAbsent,
        Assert::CleaningUp,
        Assert::Info { version: info + 1 },
        Assert::Info { version: info - 1 },
        role("m 000", None),
        role("m 000", Some(Role::Admin)),
        role("owner", Some(Role::Member)),
        role("eve", Some(Role::Member)),
        is(Member { name_card: "another".into(), ..found.clone() }),
        is(Member { seat: found.seat + 1, ..found.clone() }),
        is(newcomer("eve", Role::Member)),
        applied("carol", None),
        applied("carol", Some(application("carol", ApplicationKind::Join, 6))),
        applied("eve", Some(open)),
        held("dave", None),
        held("dave", Some(Sanction { description: "another".into(), ..muted.clone() })),
        held("eve", Some(muted)),
        Assert::Room { cap: count - 1 },
        Assert::Admins { most: 1 },
    ];
    (holds, fails)
}

pub fn a_failed_assertion_leaves_nothing_behind(store: &dyn Store, _: &Arc<FixedClock>) {
    for size in SIZES {
        let id = format!("asserted {size}");
        prepared(store, &id, size);
        let before = seen(store, &id);
        let (holds, fails) = assertions(store, &id, size);
        for failing in fails {
            // Last of all, so that everything before it was looked at.
            let asserts = holds.iter().cloned().chain([failing.clone()]).collect();
            assert_eq!(wait(store.commit(Commit { asserts, ..everything(store, &id) })), Outcome::Conflict, "{failing:?}");
            assert_eq!(seen(store, &id), before, "{failing:?}");
        }
        let done = commit(store, Commit { asserts: holds, ..everything(store, &id) });
        assert_eq!(done.member_count as usize, size + 2);
        let after = seen(store, &id);
        assert!(after.kept && after.members.rows.iter().any(|member| member.user == user("eve")));
        assert_ne!(after, before);
    }
}

pub fn what_demands_a_living_group_fails_without_one(store: &dyn Store, _: &Arc<FixedClock>) {
    group_of(store, "over", 2);
    let found = member(store, "over", "m 000").expect("he is a member");
    let demands = |version| {
        let role = |id: &str, role| Assert::Role { user: user(id), role };
        let roles = [role("m 000", Some(Role::Member)), role("nobody", None)];
        [vec![Assert::Alive, Assert::Info { version }, Assert::Member(Box::new(found.clone()))], roles.into()].concat()
    };
    let refused = |id: &str| {
        for assert in [0, 1, 2].into_iter().flat_map(demands) {
            let added = Change::AddMember(newcomer("eve", Role::Member));
            let commit = Commit { asserts: vec![assert.clone()], changes: vec![added], ..bare(id, "owner") };
            assert_eq!(wait(store.commit(commit)), Outcome::Conflict, "{assert:?} of {id}");
        }
        assert!(wait(store.members(app(), &group(id), 0, 10)).rows.iter().all(|member| member.user != user("eve")));
    };
    refused("never was");
    done(store, "owner", &destroy("over"));
    refused("over");
    clean_up(store, "over");
    refused("over");
    assert!(wait(store.events_after(app(), &group("never was"), 0, 10)).is_empty());
}

pub fn whoever_relies_on_somebody_staying_is_told_when_nobody_does(store: &dyn Store, _: &Arc<FixedClock>) {
    for size in SIZES {
        let id = format!("stay {size}");
        group_of(store, &id, size);
        let mut all: Vec<_> = super::support::members(store, &id).into_iter().map(|member| member.user).collect();
        let leave = |users| Commit {
            asserts: vec![Assert::Alive, Assert::SomebodyStays],
            changes: vec![Change::RemoveMembers(users)],
            ..bare(&id, "owner")
        };
        assert_eq!(wait(store.commit(leave(all.clone()))), Outcome::Conflict);
        all.truncate(size);
        assert_eq!(commit(store, leave(all)).member_count, 1);
    }
}

pub fn the_last_places_are_given_once(store: &dyn Store, _: &Arc<FixedClock>) {
    for size in SIZES {
        let id = format!("room {size}");
        group_of(store, &id, size);
        let cap = u32::try_from(size + 4).expect("a small group");
        let wins: usize = thread::scope(|scope| {
            let racer = |n: usize| {
                let id = &id;
                scope.spawn(move || {
                    let commit = Commit {
                        asserts: vec![Assert::Alive, Assert::Room { cap }],
                        changes: vec![Change::AddMember(newcomer(&format!("racer {n}"), Role::Member))],
                        ..bare(id, "owner")
                    };
                    usize::from(matches!(wait(store.commit(commit)), Outcome::Done(_)))
                })
            };
            let racers: Vec<_> = (0..8).map(racer).collect();
            racers.into_iter().map(|racer| racer.join().expect("no racer panics")).sum()
        });
        assert_eq!(wins, 3);
        let members = super::support::members(store, &id);
        assert_eq!((members.len(), living(store, &id).member_count), (size + 4, cap));
        assert!(members.windows(2).all(|two| two[0].seat < two[1].seat));
    }
}
