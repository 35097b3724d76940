//! Quotas: what a commit claims is there, or the commit is not done and says what is used up.

use super::support::{
    FixedClock, app, bare, clean_up, commit, create, decide, destroy, done, group, group_of, listed, newcomer, user, wait,
};
use crate::{Commit, Outcome, Store};
use opentim_domain::{AppId, Assert, Change, Claim, DAY_MS, Home, Kind, Role, UserEffect};
use std::sync::Arc;
use std::thread;

/// A create that claims these.
fn claiming(store: &dyn Store, id: &str, claims: &[Claim]) -> Commit {
    let mut commit = decide(store, "owner", &create(id, Kind::Public, "owner", &[])).expect("the rule allows it");
    commit.asserts.extend(claims.iter().cloned().map(Assert::Within));
    commit
}

fn today(store: &dyn Store) -> u64 {
    wait(store.groups_today(app()))
}

fn of_kind(store: &dyn Store, kind: Kind) -> u64 {
    wait(store.all_groups(app(), Some(kind), 0, 1)).total
}

fn membership(who: &str, most: u64) -> Claim {
    Claim::Membership { user: user(who), most }
}

/// A commit by which somebody joins, and claims a membership of so many.
fn joining(id: &str, who: &str, most: u64) -> Commit {
    Commit {
        asserts: vec![Assert::Alive, Assert::Within(membership(who, most))],
        changes: vec![Change::AddMember(newcomer(who, Role::Member))],
        effects: vec![listed(who, id, None)],
        ..bare(id, "owner")
    }
}

fn leaving(id: &str, who: &str) -> Commit {
    let left = UserEffect { user: user(who), joined: None, left: true, notice: None };
    Commit { changes: vec![Change::RemoveMembers(vec![user(who)])], effects: vec![left], ..bare(id, "owner") }
}

pub fn groups_are_counted_by_the_day_and_given_back_on_it(store: &dyn Store, clock: &Arc<FixedClock>) {
    let claim = Claim::GroupToday { most: 2 };
    let make = |id: &str| wait(store.commit(claiming(store, id, std::slice::from_ref(&claim))));
    let over = Outcome::Over(vec![claim.clone()]);
    group_of(store, "unclaimed", 1);
    assert_eq!(today(store), 0, "who claims nothing is not counted");
    done(store, "owner", &destroy("unclaimed"));
    assert_eq!(today(store), 0);
    assert!(matches!(make("a"), Outcome::Done(_)) && matches!(make("b"), Outcome::Done(_)));
    assert_eq!((make("c"), today(store)), (over.clone(), 2));
    done(store, "owner", &destroy("a"));
    assert_eq!(today(store), 1, "what ends on its day is given back");
    clean_up(store, "a");
    assert_eq!(today(store), 1, "and once");
    assert!(matches!(make("a"), Outcome::Done(_)));
    assert_eq!((make("c"), wait(store.groups_today(AppId::new(9).expect("a valid app id")))), (over, 0));
    clock.advance(DAY_MS);
    assert_eq!(today(store), 0);
    done(store, "owner", &destroy("b"));
    assert_eq!(today(store), 0, "yesterday's group gives nothing to a day on which none was made");
    assert!(matches!(make("c"), Outcome::Done(_)) && matches!(make("d"), Outcome::Done(_)));
    assert!(matches!(make("e"), Outcome::Over(_)));
    clock.advance(DAY_MS - 1);
    assert_eq!(today(store), 0);
    assert!(matches!(make("e"), Outcome::Done(_)));
}

pub fn living_groups_of_a_type_are_counted(store: &dyn Store, _: &Arc<FixedClock>) {
    let claim = |most| Claim::GroupOfKind { kind: Kind::Public, most };
    let make = |id: &str, most| wait(store.commit(claiming(store, id, &[claim(most)])));
    done(store, "owner", &create("work", Kind::Work, "owner", &[]));
    assert!(matches!(make("a", 2), Outcome::Done(_)) && matches!(make("b", 2), Outcome::Done(_)));
    assert_eq!(make("c", 2), Outcome::Over(vec![claim(2)]));
    assert_eq!(of_kind(store, Kind::Public), 2);
    assert!(matches!(make("c", 3), Outcome::Done(_)), "a higher quota has room");
    assert_eq!(make("d", 0), Outcome::Over(vec![claim(0)]));
    done(store, "owner", &destroy("a"));
    done(store, "owner", &destroy("b"));
    assert!(matches!(make("d", 2), Outcome::Done(_)));
    assert_eq!(make("e", 2), Outcome::Over(vec![claim(2)]));
}

pub fn memberships_of_a_user_are_counted(store: &dyn Store, _: &Arc<FixedClock>) {
    for id in ["a", "b", "c", "d"] {
        group_of(store, id, 1);
    }
    let join = |id: &str, most| wait(store.commit(joining(id, "ann", most)));
    assert_eq!(join("a", 0), Outcome::Over(vec![membership("ann", 0)]), "who was never met is in no group");
    assert!(matches!(join("a", 2), Outcome::Done(_)) && matches!(join("b", 2), Outcome::Done(_)));
    assert_eq!(join("c", 2), Outcome::Over(vec![membership("ann", 2)]));
    commit(store, leaving("a", "ann"));
    assert!(matches!(join("c", 2), Outcome::Done(_)));
    assert!(matches!(join("d", 2), Outcome::Over(_)));
    // A disbanded group counts until it is cleaned up.
    done(store, "owner", &destroy("b"));
    assert!(matches!(join("d", 2), Outcome::Over(_)));
    clean_up(store, "b");
    assert!(matches!(join("d", 2), Outcome::Done(_)));
    let all = [membership("ann", 1), membership("m 000", 4), membership("ben", 0)];
    let asserts = all.iter().cloned().map(Assert::Within).collect();
    let over = wait(store.commit(Commit { asserts, ..bare("a", "owner") }));
    assert_eq!(over, Outcome::Over(vec![all[0].clone(), all[2].clone()]), "all that have no room are named");
}

pub fn what_does_not_hold_is_a_conflict_before_it_is_over(store: &dyn Store, _: &Arc<FixedClock>) {
    group_of(store, "one", 1);
    let over = Assert::Within(membership("ann", 0));
    let conflict = |assert| Commit { asserts: vec![over.clone(), assert], ..bare("one", "owner") };
    for assert in [Assert::GroupAbsent, Assert::Room { cap: 1 }] {
        assert_eq!(wait(store.commit(conflict(assert.clone()))), Outcome::Conflict, "{assert:?}");
    }
    let events = wait(store.events_after(app(), &group("one"), 0, 10)).len();
    assert!(matches!(wait(store.commit(conflict(Assert::Alive))), Outcome::Over(_)));
    assert_eq!(wait(store.events_after(app(), &group("one"), 0, 10)).len(), events, "nothing was written");
}

pub fn no_quota_is_exceeded_however_many_claim_at_once(store: &dyn Store, clock: &Arc<FixedClock>) {
    const CALLERS: usize = 8;
    const EACH: usize = 6;
    // Each sends all its commits before it waits for the first, so that many come together.
    let race = |work: &(dyn Fn(usize, usize) -> Commit + Sync)| -> usize {
        let caller = |n: usize| {
            let sent: Vec<_> = (0..EACH).map(|m| work(n, m)).collect::<Vec<_>>().into_iter().map(|one| store.commit(one)).collect();
            sent.into_iter().map(wait).filter(|outcome| matches!(outcome, Outcome::Done(_))).count()
        };
        thread::scope(|scope| {
            let callers: Vec<_> = (0..CALLERS).map(|n| scope.spawn(move || caller(n))).collect();
            callers.into_iter().map(|caller| caller.join().expect("no caller panics")).sum()
        })
    };
    let claims = [Claim::GroupToday { most: 20 }, Claim::GroupOfKind { kind: Kind::Public, most: 21 }];
    let made = race(&|n, m| claiming(store, &format!("g {n} {m}"), &claims));
    assert_eq!((made, today(store), of_kind(store, Kind::Public)), (20, 20, 20));
    clock.advance(DAY_MS);
    let made = race(&|n, m| claiming(store, &format!("h {n} {m}"), &claims));
    assert_eq!((made, today(store), of_kind(store, Kind::Public)), (1, 1, 21));
    for n in 0..CALLERS * EACH {
        group_of(store, &format!("room {n}"), 0);
    }
    let joined = race(&|n, m| joining(&format!("room {}", n * EACH + m), "ann", 13));
    let listed = wait(store.joined(app(), &user("ann"), crate::JoinedFilter::default(), 0, 100)).total;
    assert_eq!((joined, listed), (13, 13));
}

pub fn a_users_own_home_claims_nothing(store: &dyn Store, _: &Arc<FixedClock>) {
    let over = Assert::Within(Claim::GroupToday { most: 0 });
    let own = Commit { home: Home::User(user("ann")), asserts: vec![over], events: Vec::new(), ..bare("none", "ann") };
    assert!(matches!(wait(store.commit(own)), Outcome::Done(_)));
    assert_eq!(today(store), 0);
}
