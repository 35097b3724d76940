//! Applications, sanctions, and how far somebody has read.

use super::support::{
    FixedClock, SIZES, app, application, bare, change, clean_up, commit, destroy, done, group, group_of, member, operation, user,
    wait,
};
use crate::{Commit, Committed, Outcome, Store};
use opentim_domain::application::ReadApplications;
use opentim_domain::group::Member;
use opentim_domain::{
    Application, ApplicationKind, ApplicationState, Change, Home, Millis, ReadSet, Role, Sanction, Sanctions, Secs,
};
use std::sync::Arc;

fn put(application: Application) -> Change {
    Change::PutApplication(Box::new(application))
}

fn decided(application: Application) -> Application {
    let state = ApplicationState::Decided { accepted: false, by: user("owner"), reason: "no".into(), at: Millis(77) };
    Application { state, ..application }
}

/// Rows of a page as group, user and time.
type Rows = Vec<(String, String, u64)>;

fn page(store: &dyn Store, who: &str, before: Option<u64>, limit: usize) -> (Rows, Option<u64>) {
    let page = wait(store.applications(app(), &user(who), before.map(Millis), limit));
    let rows = page.rows.iter().map(|(group, one)| (group.to_string(), one.user.to_string(), one.at.0)).collect();
    (rows, page.next.map(|next| next.0))
}

fn all(store: &dyn Store, who: &str) -> Rows {
    let (rows, next) = page(store, who, None, 1000);
    assert_eq!(next, None);
    rows
}

fn rows(expected: &[(&str, &str, u64)]) -> Rows {
    expected.iter().map(|(group, user, at)| ((*group).to_owned(), (*user).to_owned(), *at)).collect()
}

fn promote(store: &dyn Store, id: &str, who: &str, role: Role) {
    change(store, id, vec![Change::SetMember(Member { role, ..member(store, id, who).expect("he is a member") })]);
}

pub fn an_application_is_read_back_and_replaced(store: &dyn Store, _: &Arc<FixedClock>) {
    group_of(store, "one", 1);
    let read = |who: &str| {
        let reads = ReadSet { applications: vec![user(who)], ..ReadSet::default() };
        wait(store.load(app(), &Home::Group(group("one")), &reads, None)).view.application(&user(who)).cloned()
    };
    assert_eq!(read("ann"), None);
    for (kind, at) in [(ApplicationKind::Join, 5), (ApplicationKind::Consent, 6), (ApplicationKind::Approval, 7)] {
        let inviter = (kind != ApplicationKind::Join).then(|| user("m 000"));
        let open = Application { inviter, ..application("ann", kind, at) };
        change(store, "one", vec![put(open.clone())]);
        assert_eq!(read("ann"), Some(open.clone()));
        assert_eq!(all(store, "owner").len(), usize::from(kind != ApplicationKind::Consent));
        assert_eq!(all(store, "ann").len(), usize::from(kind == ApplicationKind::Consent));
        change(store, "one", vec![put(decided(open.clone()))]);
        assert_eq!(read("ann"), Some(decided(open)));
    }
    assert_eq!(read("ben"), None);
}

pub fn applications_are_listed_to_those_who_decide(store: &dyn Store, _: &Arc<FixedClock>) {
    for size in SIZES {
        let (a, b) = (format!("a {size}"), format!("b {size}"));
        group_of(store, &a, size);
        group_of(store, &b, size);
        promote(store, &b, "m 001", Role::Admin);
        let at = size as u64 * 1000;
        let joins = |user, at| put(application(user, ApplicationKind::Join, at));
        change(store, &a, vec![joins("ann", at + 1), put(application("ben", ApplicationKind::Approval, at + 4))]);
        change(store, &b, vec![joins("ann", at + 3), put(application("guest", ApplicationKind::Consent, at + 2))]);
        let since = |who: &str| all(store, who).into_iter().filter(|(.., time)| *time > at).collect::<Vec<_>>();
        assert_eq!(since("owner"), rows(&[(&a, "ben", at + 4), (&b, "ann", at + 3), (&a, "ann", at + 1)]));
        assert_eq!(since("m 001"), rows(&[(&b, "ann", at + 3)]));
        assert_eq!(since("guest"), rows(&[(&b, "guest", at + 2)]));
        assert_eq!(since("m 000"), rows(&[]));
        assert_eq!(since("ann"), rows(&[]));
        promote(store, &b, "m 001", Role::Member);
        promote(store, &a, "m 000", Role::Admin);
        assert_eq!((since("m 001").len(), since("m 000").len()), (0, 2));
        change(store, &a, vec![Change::RemoveMembers(vec![user("m 000")])]);
        assert_eq!(since("m 000"), rows(&[]));
    }
}

pub fn applications_of_one_millisecond_are_not_torn_apart(store: &dyn Store, _: &Arc<FixedClock>) {
    for id in ["x", "y"] {
        group_of(store, id, 1);
        let made = [("p", 30), ("q", 20), ("r", 20), ("s", 20), ("t", 10)];
        change(store, id, made.map(|(who, at)| put(application(who, ApplicationKind::Join, at))).into());
    }
    let twenty = ["x", "y"].into_iter().flat_map(|id| ["q", "r", "s"].map(|who| (id, who, 20))).collect::<Vec<_>>();
    let thirty = [("x", "p", 30), ("y", "p", 30)];
    let ten = [("x", "t", 10), ("y", "t", 10)];
    assert_eq!(page(store, "owner", None, 1), (rows(&thirty), Some(30)));
    assert_eq!(page(store, "owner", None, 2), (rows(&thirty), Some(30)));
    for limit in 3..=8 {
        assert_eq!(page(store, "owner", None, limit), (rows(&[&thirty[..], &twenty].concat()), Some(20)), "limit {limit}");
    }
    for limit in 9..12 {
        assert_eq!(page(store, "owner", None, limit), (rows(&[&thirty[..], &twenty, &ten].concat()), None), "limit {limit}");
    }
    assert_eq!(page(store, "owner", Some(30), 1), (rows(&twenty), Some(20)));
    assert_eq!(page(store, "owner", Some(20), 2), (rows(&ten), None));
    assert_eq!(page(store, "owner", Some(10), 2), (rows(&[]), None));
    assert_eq!(page(store, "owner", Some(u64::MAX), 1), (rows(&thirty), Some(30)));
}

pub fn applications_to_ended_groups_are_gone(store: &dyn Store, _: &Arc<FixedClock>) {
    group_of(store, "ends", 1);
    let made = vec![put(application("ann", ApplicationKind::Join, 5)), put(application("guest", ApplicationKind::Consent, 6))];
    change(store, "ends", made);
    let unread = |who: &str| wait(store.applications(app(), &user(who), None, 10)).unread;
    assert_eq!((all(store, "owner").len(), all(store, "guest").len(), unread("owner"), unread("guest")), (1, 1, 1, 1));
    done(store, "owner", &destroy("ends"));
    assert_eq!((all(store, "owner").len(), all(store, "guest").len(), unread("owner"), unread("guest")), (0, 0, 0, 0));
    clean_up(store, "ends");
    group_of(store, "ends", 1);
    assert_eq!((all(store, "owner").len(), all(store, "guest").len()), (0, 0));
    let reads = ReadSet { applications: vec![user("ann"), user("guest")], ..ReadSet::default() };
    let view = wait(store.load(app(), &Home::Group(group("ends")), &reads, None)).view;
    assert_eq!((view.application(&user("ann")), view.application(&user("guest"))), (None, None));
}

pub fn unread_applications_are_those_after_what_was_read(store: &dyn Store, _: &Arc<FixedClock>) {
    group_of(store, "unread", 1);
    let made = [("p", 10), ("q", 20), ("r", 20), ("s", 30)];
    change(store, "unread", made.map(|(who, at)| put(application(who, ApplicationKind::Join, at))).into());
    change(store, "unread", vec![put(decided(application("t", ApplicationKind::Join, 40)))]);
    let read = |at| {
        let command = ReadApplications { user: user("owner"), up_to: Millis(at) };
        assert_eq!(done(store, "owner", &command), Committed::default());
        let page = wait(store.applications(app(), &user("owner"), Some(Millis(15)), 1));
        (page.read_up_to.0, page.unread)
    };
    let page = wait(store.applications(app(), &user("owner"), None, 1));
    assert_eq!((page.read_up_to, page.unread), (Millis(0), 4));
    assert_eq!(read(20), (20, 1));
    assert_eq!(read(10), (20, 1), "an earlier moment changes nothing");
    assert_eq!(read(30), (30, 0));
    assert_eq!(wait(store.applications(app(), &user("m 000"), None, 1)).read_up_to, Millis(0));
    // Somebody of whom nothing was known.
    let command = ReadApplications { user: user("stranger"), up_to: Millis(7) };
    done(store, "stranger", &command);
    assert_eq!(wait(store.applications(app(), &user("stranger"), None, 1)).read_up_to, Millis(7));
    assert!(wait(store.notices_after(app(), &user("stranger"), 0, 10)).is_empty());
}

pub fn a_used_operation_on_a_users_home_gives_its_first_answer(store: &dyn Store, _: &Arc<FixedClock>) {
    let key = operation("ann", "k", 1);
    let read = |at, reply: u8, request| Commit {
        home: Home::User(user("ann")),
        operation: Some(operation("ann", "k", request)),
        asserts: Vec::new(),
        changes: vec![Change::ApplicationsRead(Millis(at))],
        events: Vec::new(),
        reply: vec![reply],
        ..bare("none", "ann")
    };
    assert_eq!(wait(store.commit(read(5, 1, 1))), Outcome::Done(Committed::default()));
    assert_eq!(wait(store.commit(read(9, 2, 2))), Outcome::Earlier { request: [1; 16], reply: vec![1] });
    assert_eq!(wait(store.applications(app(), &user("ann"), None, 1)).read_up_to, Millis(5));
    let loaded = wait(store.load(app(), &Home::User(user("ann")), &ReadSet::default(), Some(&key)));
    assert_eq!(loaded.earlier, Some(([1; 16], vec![1])));
    // What is not of its home an app's home does not mind.
    let app_home = Commit { home: Home::App(0), operation: None, ..read(9, 2, 2) };
    assert_eq!(wait(store.commit(app_home)), Outcome::Done(Committed::default()));
    assert_eq!(wait(store.applications(app(), &user("ann"), None, 1)).read_up_to, Millis(5));
}

pub fn sanctions_are_listed_while_they_count(store: &dyn Store, _: &Arc<FixedClock>) {
    group_of(store, "held", 1);
    let held = |id: &str, muted: Option<u64>, banned: Option<u64>| Sanction {
        muted_until: muted.map(Secs),
        banned_until: banned.map(Secs),
        description: format!("why {id}"),
        ..Sanction::none(user(id))
    };
    let made = [
        held("d", Some(100), None),
        held("b", None, Some(200)),
        held("a b", Some(50), Some(60)),
        held("c", Some(u32::MAX.into()), Some(10)),
        held("Z", Some(100), Some(u32::MAX.into())),
    ];
    change(store, "held", made.clone().map(|one| Change::PutSanction(Box::new(one))).into());
    let list = |which, now, after: Option<&str>, limit| {
        let page = wait(store.sanctions(app(), &group("held"), which, Secs(now), after.map(user).as_ref(), limit));
        (page.rows.iter().map(|one| one.user.to_string()).collect::<Vec<_>>(), page.more)
    };
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    assert_eq!(list(Sanctions::Muted, 49, None, 10), (ids(&["Z", "a b", "c", "d"]), false));
    assert_eq!(list(Sanctions::Muted, 50, None, 10), (ids(&["Z", "c", "d"]), false), "the end itself does not count");
    assert_eq!(list(Sanctions::Muted, 100, None, 10), (ids(&["c"]), false));
    assert_eq!(list(Sanctions::Banned, 9, None, 10), (ids(&["Z", "a b", "b", "c"]), false));
    assert_eq!(list(Sanctions::Banned, 60, None, 1), (ids(&["Z"]), true));
    assert_eq!(list(Sanctions::Banned, 60, Some("Z"), 1), (ids(&["b"]), false));
    assert_eq!(list(Sanctions::Banned, u32::MAX.into(), None, 10), (ids(&[]), false));
    let full = wait(store.sanctions(app(), &group("held"), Sanctions::Muted, Secs(1), Some(&user("c")), 10));
    assert_eq!(full.rows, [made[0].clone()]);
    let replaced = held("d", None, Some(300));
    change(store, "held", vec![Change::PutSanction(Box::new(replaced)), Change::RemoveSanction(user("c"))]);
    assert_eq!(list(Sanctions::Muted, 50, None, 10), (ids(&["Z"]), false));
    assert_eq!(list(Sanctions::Banned, 60, None, 10), (ids(&["Z", "b", "d"]), false));
    assert!(wait(store.sanctions(app(), &group("none"), Sanctions::Muted, Secs(1), None, 10)).rows.is_empty());
    done(store, "owner", &destroy("held"));
    assert_eq!(list(Sanctions::Muted, 1, None, 10), (ids(&[]), false));
    clean_up(store, "held");
    group_of(store, "held", 1);
    assert_eq!(list(Sanctions::Muted, 1, None, 10), (ids(&[]), false));
    commit(store, Commit { changes: vec![Change::RemoveSanction(user("nobody"))], ..bare("held", "owner") });
}
