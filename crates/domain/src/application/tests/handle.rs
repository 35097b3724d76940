use crate::application::{ApplicationState, HandleApplications};
use crate::scene::*;
use crate::{Action, ApplicationKind, Entry, EventBody, Field, InviteOption, Kind, Millis, Notice, Outcome, Place, Reject, Role};
use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

/// A Public group at which these users wait.
fn waiting(ids: &[&str]) -> Scene {
    let mut public = Scene::of(Kind::Public);
    for id in ids {
        public.ok(&by(id), &join());
    }
    public
}

/// A Public group into which bob has invited ann, who must agree herself.
fn asked() -> Scene {
    let public = Scene::of(Kind::Public).with_group(|group| group.invite = InviteOption::Free);
    let mut public = public.with_policy(|policy| policy.invitee_consent = true);
    public.ok(&by("bob"), &invite(&["ann"]));
    public
}

/// A Public group into which bob has invited ann, and owner or admins must approve.
fn proposed() -> Scene {
    let mut public = Scene::of(Kind::Public).with_group(|group| group.invite = InviteOption::Approval);
    public.ok(&by("bob"), &invite(&["ann"]));
    public
}

fn because() -> alloc::string::String {
    "because".to_string()
}

#[test]
fn whoever_is_accepted_is_in_and_told() {
    for who in ["owner", "admin"] {
        let mut public = waiting(&["ann"]);
        let decision = public.run(&by(who), &accept(&["ann"])).unwrap();
        assert_eq!(outcomes(&decision.reply), [("ann", Outcome::Done)]);
        assert_eq!(notices(&decision), [("ann", Notice::Accepted { reason: because() })]);
        let decided = EventBody::Decided { users: users(&["ann"]), kind: ApplicationKind::Join, accepted: true, reason: because() };
        let added = EventBody::MembersAdded { members: users(&["ann"]), how: Entry::Applied, silent: false };
        assert_eq!(events(&decision), [decided, added]);
        assert_eq!(public.role("ann"), Some(Role::Member));
        let state = ApplicationState::Decided { accepted: true, by: user(who), reason: because(), at: NOW };
        assert_eq!(public.applications[&user("ann")].state, state);
    }
}

#[test]
fn whoever_is_refused_alone_is_told() {
    let mut public = waiting(&["ann"]);
    let decision = public.run(&by("admin"), &refuse(&["ann"])).unwrap();
    assert_eq!(notices(&decision), [("ann", Notice::Refused { reason: because() })]);
    assert!(matches!(events(&decision)[..], [EventBody::Decided { accepted: false, .. }]));
    assert_eq!(public.role("ann"), None);
}

#[test]
fn an_application_is_decided_once() {
    let mut public = waiting(&["ann"]);
    public.ok(&by("owner"), &accept(&["ann"]));
    let again = Err(Reject::AlreadyDecided { user: "ann".to_string() });
    assert_eq!(public.decide(&by("admin"), &accept(&["ann"])), again);
    assert_eq!(public.decide(&by("admin"), &refuse(&["ann"])), again);
    assert_eq!(Reject::AlreadyDecided { user: "ann".to_string() }.number(), 10024);
}

#[test]
fn of_two_who_decide_at_the_same_time_one_decides_again() {
    let mut public = waiting(&["ann"]);
    let second = public.decide(&by("admin"), &refuse(&["ann"])).unwrap();
    public.ok(&by("owner"), &accept(&["ann"]));
    assert!(!public.takes(&second));
}

#[test]
fn an_answer_to_an_earlier_application_does_not_decide_the_new_one() {
    let mut public = waiting(&["ann"]);
    public.ok(&by("owner"), &refuse(&["ann"]));
    public.wait(1);
    public.ok(&by("ann"), &join());
    let late = HandleApplications { applications: [(user("ann"), Some(NOW))].to_vec(), ..accept(&["ann"]) };
    assert_eq!(public.decide(&by("admin"), &late), Err(Reject::AlreadyDecided { user: "ann".to_string() }));
    let seen = Some(Millis(NOW.0 + 1000));
    public.ok(&by("admin"), &HandleApplications { applications: [(user("ann"), seen)].to_vec(), ..accept(&["ann"]) });
}

#[test]
fn who_may_not_decide_does_not_even_learn_who_waits() {
    let public = waiting(&["ann"]);
    for target in ["ann", "nobody"] {
        let refused = public.decide(&by("stranger"), &accept(&[target]));
        assert_eq!(refused, Err(Reject::Outsider { action: Action::Approve }));
        let refused = public.decide(&by("bob"), &accept(&[target]));
        assert!(matches!(refused, Err(Reject::NotPermitted { action: Action::Approve, .. })), "{refused:?}");
    }
    let own = public.decide(&by("ann"), &accept(&["ann"]));
    assert_eq!(own, Err(Reject::Outsider { action: Action::Approve }), "nobody lets himself in");
}

#[test]
fn nobody_waits_where_nobody_asked() {
    let none = Err(Reject::NoSuchApplication { user: "ann".to_string() });
    assert_eq!(Scene::of(Kind::Public).decide(&by("owner"), &accept(&["ann"])), none);
}

#[test]
fn an_application_that_has_expired_waits_no_more() {
    let mut public = waiting(&["ann"]).with_limits(|limits| limits.application_secs = Some(60));
    public.wait(59);
    assert!(public.decide(&by("owner"), &accept(&["ann"])).is_ok());
    public.wait(1);
    let none = Err(Reject::NoSuchApplication { user: "ann".to_string() });
    assert_eq!(public.decide(&by("owner"), &accept(&["ann"])), none);
}

#[test]
fn only_the_invited_agrees_to_an_invitation_or_the_app_for_him() {
    let (action, kind, needed) = (Action::Approve, Kind::Public, Some(Place::AppAdmin));
    let refused = Reject::NotPermitted { action, kind, place: Place::Inside(Role::Owner), needed };
    assert_eq!(asked().decide(&by("owner"), &accept(&["ann"])), Err(refused));
    for who in [by("ann"), app()] {
        let mut public = asked();
        let decision = public.run(&who, &accept(&["ann"])).unwrap();
        let agreed = Notice::InvitationAccepted { invitee: user("ann"), reason: because() };
        assert_eq!(notices(&decision), [("bob", agreed)]);
        let added = EventBody::MembersAdded { members: users(&["ann"]), how: Entry::Invited, silent: false };
        assert_eq!(events(&decision).last(), Some(&added));
        assert_eq!(public.role("ann"), Some(Role::Member));
    }
}

#[test]
fn the_invited_may_decline_and_the_inviter_hears_of_it() {
    let mut public = asked();
    let decision = public.run(&by("ann"), &refuse(&["ann"])).unwrap();
    let declined = Notice::InvitationRefused { invitee: user("ann"), reason: because() };
    assert_eq!((notices(&decision), public.role("ann")), ([("bob", declined)].to_vec(), None));
}

#[test]
fn an_approved_invitation_tells_the_invited_and_the_inviter() {
    let mut public = proposed();
    let decision = public.run(&by("admin"), &accept(&["ann"])).unwrap();
    let agreed = Notice::InvitationAccepted { invitee: user("ann"), reason: because() };
    assert_eq!(notices(&decision), [("ann", Notice::Invited), ("bob", agreed)]);
    let mut public = proposed();
    let decision = public.run(&by("admin"), &refuse(&["ann"])).unwrap();
    let declined = Notice::InvitationRefused { invitee: user("ann"), reason: because() };
    assert_eq!(notices(&decision), [("bob", declined)], "the invited never heard of it");
    let refused = proposed().decide(&by("ann"), &accept(&["ann"]));
    assert_eq!(refused, Err(Reject::Outsider { action: Action::Approve }), "the invited does not approve himself");
    assert!(proposed().decide(&by("bob"), &accept(&["ann"])).is_err(), "nor does the inviter");
}

#[test]
fn several_are_decided_at_once_and_each_is_answered() {
    let mut public = waiting(&["ann", "joe", "banned", "done"]).with_group(|group| group.max_members = Some(6));
    public.ok(&by("owner"), &refuse(&["done"]));
    public.ok(&app(), &ban(&["banned"], 60));
    let decision = public.run(&by("admin"), &accept(&["done", "banned", "nobody", "ann", "ann", "joe"])).unwrap();
    let said = [
        ("done", Outcome::Already),
        ("banned", Outcome::Failed),
        ("nobody", Outcome::Failed),
        ("ann", Outcome::Done),
        ("joe", Outcome::Done),
    ];
    assert_eq!(outcomes(&decision.reply), said);
    let decided = events(&decision);
    assert!(matches!(&decided[..], [EventBody::Decided { users, .. }, EventBody::MembersAdded { .. }] if users.len() == 2));
}

#[test]
fn who_does_not_fit_in_keeps_waiting() {
    let mut public = waiting(&["ann", "joe"]).with_group(|group| group.max_members = Some(5));
    let targets = public.ok(&by("admin"), &accept(&["ann", "joe"]));
    assert_eq!(outcomes(&targets), [("ann", Outcome::Done), ("joe", Outcome::Failed)]);
    assert_eq!(public.decide(&by("admin"), &accept(&["joe"])), Err(Reject::Full { cap: 5 }));
    assert_eq!(public.applications[&user("joe")].state, ApplicationState::Open);
    public.ok(&by("admin"), &refuse(&["joe"]));
}

#[test]
fn nothing_that_could_be_decided_changes_nothing() {
    let mut public = waiting(&[]);
    let decision = public.run(&by("admin"), &accept(&["ann", "joe"])).unwrap();
    assert_eq!(outcomes(&decision.reply), [("ann", Outcome::Failed), ("joe", Outcome::Failed)]);
    assert!(decision.changes.is_empty());
}

#[test]
fn lists_and_words_have_a_size() {
    let many = |count: usize| {
        let ids: Vec<_> = (0..count).map(|n| format!("u{n}")).collect();
        accept(&ids.iter().map(|id| id.as_str()).collect::<Vec<_>>())
    };
    let public = Scene::of(Kind::Public);
    assert_eq!(public.decide(&by("owner"), &many(0)), Err(Reject::NobodyNamed { field: Field::Application }));
    assert_eq!(public.decide(&by("owner"), &many(101)), Err(Reject::TooManyAccounts { limit: 100, given: 101 }));
    assert!(public.decide(&by("owner"), &many(100)).is_ok());
    let refused = Reject::TooLong { field: Field::HandleMessage, limit: 300, given: 301 };
    assert_eq!(public.decide(&by("owner"), &HandleApplications { reason: too_long(300), ..accept(&["ann"]) }), Err(refused));
}

#[test]
fn whoever_is_in_already_is_not_let_in_again() {
    let mut public = waiting(&["ann"]);
    public.seat("ann", Role::Member);
    let late = public.decide(&by("owner"), &accept(&["ann"])).unwrap();
    assert_eq!((outcomes(&late.reply), notices(&late)), ([("ann", Outcome::Already)].to_vec(), [].to_vec()));
    public.ok(&by("ann"), &quit());
    assert!(!public.takes(&late), "he left meanwhile: it is decided again");
}

#[test]
fn an_invitation_cannot_be_accepted_once_nobody_may_be_invited() {
    let mut public = asked();
    let closed = crate::group::GroupPatch { invite: Some(InviteOption::Disabled), ..Default::default() };
    public.ok(&by("owner"), &modify(closed));
    assert_eq!(public.decide(&by("ann"), &accept(&["ann"])), Err(Reject::InviteDisabled));
    assert_eq!(public.decide(&by("ann"), &join()).unwrap().reply, crate::application::Applied::Waiting);
    assert_eq!(public.role("ann"), None);
    assert!(public.decide(&by("ann"), &refuse(&["ann"])).is_ok());
}
