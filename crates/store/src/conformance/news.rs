//! What users' homes learn, and what a watcher hears.

use super::support::{
    FixedClock, SIZES, app, application, bare, change, clean_up, commit, create, decide, destroy, done, group, group_of, listed,
    newcomer, operation, user, wait,
};
use crate::{Commit, JoinedFilter, News, Outcome, Store, Watcher};
use opentim_domain::application::ReadApplications;
use opentim_domain::{AppId, ApplicationKind, Change, Kind, Millis, MsgFlag, Notice, Role, Secs, UserEffect};
use std::sync::{Arc, Mutex};
use std::thread;

/// Writes down what it hears of one app.
#[derive(Debug)]
pub(super) struct Listener {
    app: AppId,
    heard: Mutex<Vec<News>>,
}

impl Listener {
    pub(super) fn of(app: AppId) -> Arc<Self> {
        Arc::new(Self { app, heard: Mutex::default() })
    }

    /// What was heard since the last time.
    pub(super) fn take(&self) -> Vec<News> {
        std::mem::take(&mut self.heard.lock().expect("nobody panics with it"))
    }
}

impl Watcher for Listener {
    fn listens(&self, app: AppId) -> bool {
        app == self.app
    }

    fn committed(&self, news: News) {
        self.heard.lock().expect("nobody panics with it").push(news);
    }
}

fn every_notice() -> Vec<Notice> {
    let (message, reason, invitee) = (String::from("a message"), String::from("a reason"), user("ivy"));
    vec![
        Notice::Applied { applicant: user("al"), message: message.clone() },
        Notice::Accepted { reason: reason.clone() },
        Notice::Refused { reason: String::new() },
        Notice::Kicked { reason: reason.clone() },
        Notice::Disbanded,
        Notice::Created,
        Notice::Invited,
        Notice::Quit,
        Notice::AdminGranted,
        Notice::AdminRevoked,
        Notice::ConsentWanted { message: message.clone() },
        Notice::InvitationAccepted { invitee: invitee.clone(), reason: reason.clone() },
        Notice::InvitationRefused { invitee: invitee.clone(), reason: reason.clone() },
        Notice::Muted { secs: 60 },
        Notice::MsgFlagChanged { flag: MsgFlag::Quiet },
        Notice::Banned { until: Secs(99), reason },
        Notice::Unbanned,
        Notice::ApprovalWanted { invitee, message },
    ]
}

pub fn notices_keep_what_they_carry(store: &dyn Store, _: &Arc<FixedClock>) {
    for size in SIZES {
        let id = format!("told {size}");
        group_of(store, &id, size);
        let who = format!("ann {size}");
        let mut told = Vec::new();
        for notice in every_notice() {
            // Alone, with joining, and after leaving again.
            let alone = UserEffect::told(user(&who), notice.clone());
            commit(store, Commit { effects: vec![alone], ..bare(&id, "owner") });
            let joins = listed(&who, &id, Some(notice.clone()));
            let changes = vec![Change::AddMember(newcomer(&who, Role::Member))];
            commit(store, Commit { changes, effects: vec![joins], ..bare(&id, "owner") });
            let list = wait(store.joined(app(), &user(&who), JoinedFilter::default(), 0, 10));
            assert_eq!(
                list.rows.iter().map(|(group, own)| (group.id.as_str(), own.user.as_str())).collect::<Vec<_>>(),
                [(id.as_str(), who.as_str())]
            );
            let leaves = UserEffect { left: true, ..UserEffect::told(user(&who), notice.clone()) };
            let changes = vec![Change::RemoveMembers(vec![user(&who)])];
            commit(store, Commit { changes, effects: vec![leaves], ..bare(&id, "owner") });
            assert_eq!(wait(store.joined(app(), &user(&who), JoinedFilter::default(), 0, 10)).total, 0);
            told.extend([notice.clone(), notice.clone(), notice]);
        }
        let rows = wait(store.notices_after(app(), &user(&who), 0, 1000));
        assert_eq!(rows.iter().map(|row| row.notice.clone()).collect::<Vec<_>>(), told);
        assert!(
            rows.iter()
                .zip(1..)
                .all(|(row, number)| row.number == number && row.by == Some(user("owner")) && row.group == group(&id))
        );
        assert_eq!(wait(store.notices_after(app(), &user(&who), 7, 5)), rows[7..12]);
    }
}

pub fn a_watcher_hears_of_every_commit_to_a_group(store: &dyn Store, clock: &Arc<FixedClock>) {
    group_of(store, "before", 1);
    let listener = Listener::of(app());
    store.watch(listener.clone());
    group_of(store, "heard", 2);
    clock.advance(3000);
    let effects = vec![
        listed("eve", "heard", Some(Notice::Accepted { reason: "yes".into() })),
        UserEffect { left: true, ..UserEffect::told(user("m 000"), Notice::Quit) },
        UserEffect::told(user("owner"), Notice::AdminGranted),
        UserEffect { left: true, notice: None, ..UserEffect::told(user("m 001"), Notice::Quit) },
    ];
    let changes = vec![
        Change::AddMember(newcomer("eve", Role::Member)),
        Change::RemoveMembers(vec![user("m 000"), user("m 001")]),
        Change::PutApplication(Box::new(application("ann", ApplicationKind::Join, 5))),
    ];
    let numbers = commit(store, Commit { changes, effects, ..bare("heard", "owner") }).numbers;
    let heard = listener.take();
    assert_eq!(heard.len(), 2);
    let told = |who: &str, number: usize| (user(who), wait(store.notices_after(app(), &user(who), 0, 100)).remove(number - 1));
    let events = wait(store.events_after(app(), &group("heard"), 0, 10));
    assert_eq!(numbers.events, 2);
    let first = News {
        app: app(),
        group: group("heard"),
        kind: Some(Kind::Public),
        events: events[..1].to_vec(),
        memberships: ["owner", "m 000", "m 001"].map(|id| (user(id), true)).into(),
        notices: vec![told("owner", 2), told("m 000", 2), told("m 001", 1)],
    };
    assert_eq!(heard[0], first);
    assert_eq!(heard[1].memberships, [(user("eve"), true), (user("m 000"), false), (user("m 001"), false)]);
    assert_eq!(heard[1].notices, [told("eve", 1), told("m 000", 3), told("owner", 3)]);
    assert_eq!((&heard[1].events[..], heard[1].kind), (&events[1..], Some(Kind::Public)));
    done(store, "owner", &destroy("heard"));
    clean_up(store, "heard");
    let heard = listener.take();
    assert_eq!(heard.iter().map(|news| news.kind).collect::<Vec<_>>(), [Some(Kind::Public), None]);
    assert_eq!(heard[1].memberships, [(user("owner"), false), (user("eve"), false)]);
    assert!(heard[1].events.is_empty() && heard[1].notices.iter().all(|(_, told)| told.by.is_none()));
}

pub fn a_watcher_hears_of_nothing_else(store: &dyn Store, _: &Arc<FixedClock>) {
    let (listener, other) = (Listener::of(app()), Listener::of(AppId::new(7).expect("a valid app id")));
    store.watch(other.clone());
    group_of(store, "quiet", 1);
    store.watch(listener.clone());
    assert!(other.take().is_empty(), "nobody listens to this app");
    // A conflict, an operation that was done before, and a user's own home.
    let taken = decide(store, "ann", &create("taken", Kind::Public, "ann", &[])).expect("the id is free");
    let mut first = Commit { operation: Some(operation("owner", "k", 1)), ..bare("quiet", "owner") };
    commit(store, first.clone());
    group_of(store, "taken", 0);
    assert_eq!(listener.take().len(), 2);
    assert_eq!(wait(store.commit(taken)), Outcome::Conflict);
    first.changes = vec![Change::RemoveMembers(vec![user("m 000")])];
    assert!(matches!(wait(store.commit(first)), Outcome::Earlier { .. }));
    done(store, "owner", &ReadApplications { user: user("owner"), up_to: Millis(5) });
    assert!(listener.take().is_empty());
    // Who watches later takes the place of the one before.
    store.watch(other.clone());
    change(store, "quiet", Vec::new());
    assert!(listener.take().is_empty() && other.take().is_empty());
}

pub fn a_watcher_hears_of_commits_before_their_answers_and_in_order(store: &dyn Store, _: &Arc<FixedClock>) {
    let listener = Listener::of(app());
    group_of(store, "order", 1);
    store.watch(listener.clone());
    thread::scope(|scope| {
        for n in 0..6 {
            let listener = &listener;
            scope.spawn(move || {
                for round in 0..10 {
                    let who = format!("user {n} {round}");
                    let changes = vec![Change::AddMember(newcomer(&who, Role::Member))];
                    let done =
                        commit(store, Commit { changes, effects: vec![listed(&who, "order", None)], ..bare("order", "owner") });
                    let heard = listener.heard.lock().expect("nobody panics with it");
                    let mut events = heard.iter().flat_map(|news| &news.events);
                    assert!(events.any(|event| event.number == done.numbers.events), "the answer came before the news");
                }
            });
        }
    });
    let heard = listener.take();
    let numbers: Vec<u64> = heard.iter().flat_map(|news| &news.events).map(|event| event.number).collect();
    assert_eq!(numbers, (2..=61).collect::<Vec<_>>());
    assert!(heard.windows(2).all(|two| two[0].events[0].member_count < two[1].events[0].member_count));
}
