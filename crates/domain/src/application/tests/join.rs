use crate::application::{Application, ApplicationKind, ApplicationState, Applied, JoinGroup};
use crate::scene::*;
use crate::{Entry, EventBody, Field, InviteOption, JoinOption, Kind, Notice, Reject, Role};
use alloc::string::{String, ToString};

fn with(kind: Kind, option: JoinOption) -> Scene {
    Scene::of(kind).with_group(|group| group.join = option)
}

#[test]
fn whoever_joins_freely_is_in_at_once() {
    for kind in [Kind::Meeting, Kind::Community] {
        let mut group = Scene::of(kind);
        let decision = group.run(&by("ann"), &join()).unwrap();
        assert_eq!(decision.reply, Applied::Joined);
        assert_eq!(notices(&decision), []);
        let members = users(&["ann"]);
        assert_eq!(events(&decision), [EventBody::MembersAdded { members, how: Entry::Applied, silent: false }]);
        assert_eq!(group.role("ann"), Some(Role::Member), "{kind:?}");
    }
}

#[test]
fn public_groups_ask_owner_and_admins() {
    let mut public = Scene::of(Kind::Public);
    let decision = public.run(&by("ann"), &join()).unwrap();
    assert_eq!(decision.reply, Applied::Waiting);
    let applied = Notice::Applied { applicant: user("ann"), message: "please".to_string() };
    assert_eq!(notices(&decision), [("owner", applied.clone()), ("admin", applied)]);
    let (users, kind, message) = (users(&["ann"]), ApplicationKind::Join, "please".to_string());
    assert_eq!(events(&decision), [EventBody::Applied { users, kind, message: message.clone() }]);
    let application = Application { user: user("ann"), kind, inviter: None, at: NOW, message, state: ApplicationState::Open };
    assert_eq!(public.applications[&user("ann")], application);
    assert_eq!(public.role("ann"), None);
}

#[test]
fn applying_twice_waits_on_and_asks_nobody_again() {
    let mut public = Scene::of(Kind::Public);
    public.ok(&by("ann"), &join());
    public.wait(5);
    let again = public.run(&by("ann"), &join()).unwrap();
    assert_eq!((again.reply, again.changes.len(), again.effects.len()), (Applied::Waiting, 0, 0));
    assert_eq!(public.applications[&user("ann")].at, NOW);
}

#[test]
fn a_new_application_follows_a_decided_one_and_is_told_apart_from_it() {
    let mut public = Scene::of(Kind::Public);
    public.ok(&by("ann"), &join());
    public.ok(&by("owner"), &refuse(&["ann"]));
    assert_eq!(public.ok(&by("ann"), &join()), Applied::Waiting);
    assert!(public.applications[&user("ann")].at > NOW, "even within the same millisecond");
}

#[test]
fn an_application_older_than_the_app_wants_is_asked_anew() {
    let mut public = Scene::of(Kind::Public).with_limits(|limits| limits.application_secs = Some(60));
    public.ok(&by("ann"), &join());
    public.wait(60);
    assert_eq!(notices(&public.run(&by("ann"), &join()).unwrap()).len(), 2);
}

#[test]
fn members_do_not_join_again() {
    for (kind, who) in [(Kind::Public, "bob"), (Kind::Public, "owner"), (Kind::Work, "bob"), (Kind::Meeting, "admin")] {
        assert_eq!(Scene::of(kind).decide(&by(who), &join()), Err(Reject::AlreadyMember { user: who.to_string() }));
    }
}

#[test]
fn a_banned_user_neither_joins_nor_applies() {
    for kind in [Kind::Public, Kind::Meeting, Kind::Live] {
        let mut group = Scene::of(kind);
        group.ok(&app(), &ban(&["ann"], 60));
        let until = NOW.secs().0 + 60;
        assert_eq!(group.decide(&by("ann"), &join()), Err(Reject::Banned { user: "ann".to_string(), until }), "{kind:?}");
    }
}

#[test]
fn who_left_may_join_again() {
    let mut meeting = Scene::of(Kind::Meeting);
    meeting.ok(&by("bob"), &quit());
    meeting.ok(&by("bob"), &join());
}

#[test]
fn work_groups_take_no_applications_and_closed_ones_nobody() {
    assert_eq!(Scene::of(Kind::Work).decide(&by("ann"), &join()), Err(Reject::NoApplications(Kind::Work)));
    for kind in [Kind::Public, Kind::Community] {
        assert_eq!(with(kind, JoinOption::Forbidden).decide(&by("ann"), &join()), Err(Reject::JoinForbidden));
    }
}

#[test]
fn a_full_group_takes_nobody_and_one_place_is_taken_once() {
    let mut meeting = Scene::of(Kind::Meeting).with_group(|group| group.max_members = Some(5));
    let late = meeting.decide(&by("joe"), &join()).unwrap();
    meeting.ok(&by("ann"), &join());
    assert!(!meeting.takes(&late), "the last place went to somebody else meanwhile");
    assert_eq!(meeting.decide(&by("joe"), &join()), Err(Reject::Full { cap: 5 }));
    let mut public = Scene::of(Kind::Public).with_group(|group| group.max_members = Some(4));
    assert_eq!(public.run(&by("joe"), &join()).map(|_| ()), Err(Reject::Full { cap: 4 }));
}

#[test]
fn joins_of_different_users_do_not_fight_each_other() {
    let mut meeting = Scene::of(Kind::Meeting);
    let first = meeting.decide(&by("ann"), &join()).unwrap();
    meeting.ok(&by("joe"), &join());
    assert!(meeting.takes(&first));
}

#[test]
fn an_option_that_changes_meanwhile_has_the_join_decided_again() {
    let mut community = Scene::of(Kind::Community);
    let free = community.decide(&by("ann"), &join()).unwrap();
    let patch = crate::group::GroupPatch { join: Some(JoinOption::Forbidden), ..Default::default() };
    community.ok(&by("owner"), &modify(patch));
    assert!(!community.takes(&free));
}

#[test]
fn everybody_who_is_not_banned_may_enter_a_live_group() {
    let live = Scene::of(Kind::Live);
    for who in ["guest", "owner", "admin"] {
        let decision = live.decide(&by(who), &join()).unwrap();
        assert_eq!((decision.reply, decision.changes.len()), (Applied::MayEnter, 0));
    }
}

#[test]
fn whoever_is_invited_and_joins_has_agreed() {
    let mut public = with(Kind::Public, JoinOption::Forbidden)
        .with_group(|group| group.invite = InviteOption::Free)
        .with_policy(|policy| policy.invitee_consent = true);
    public.ok(&by("bob"), &invite(&["ann"]));
    let decision = public.run(&by("ann"), &join()).unwrap();
    assert_eq!(decision.reply, Applied::Joined);
    let agreed = Notice::InvitationAccepted { invitee: user("ann"), reason: String::new() };
    assert_eq!(notices(&decision), [("bob", agreed)]);
    assert!(matches!(public.applications[&user("ann")].state, ApplicationState::Decided { accepted: true, .. }));
}

#[test]
fn whoever_waits_for_the_approval_of_an_invitation_gains_nothing_by_applying() {
    let mut public = Scene::of(Kind::Public).with_group(|group| group.invite = InviteOption::Approval);
    public.ok(&by("bob"), &invite(&["ann"]));
    let decision = public.run(&by("ann"), &join()).unwrap();
    assert_eq!((decision.reply, decision.changes.len()), (Applied::Waiting, 0));
}

#[test]
fn words_have_a_size_in_bytes_and_may_be_in_any_script() {
    let mut public = Scene::of(Kind::Public);
    let saying = |message: String| JoinGroup { group: g(), message };
    let refused = Reject::TooLong { field: Field::ApplyMessage, limit: 300, given: 303 };
    assert_eq!(public.decide(&by("ann"), &saying("请".repeat(101))), Err(refused));
    public.ok(&by(" ann lee"), &saying("请".repeat(100)));
    assert_eq!(public.applications[&user(" ann lee")].message, "请".repeat(100));
    let silent = public.ok(&by("joe"), &saying(String::new()));
    assert_eq!(silent, Applied::Waiting);
}

#[test]
fn a_group_that_is_gone_cannot_be_joined() {
    assert_eq!(Scene::free().decide(&by("ann"), &join()), Err(Reject::NoSuchGroup));
    let mut public = Scene::of(Kind::Public);
    let late = public.decide(&by("ann"), &join()).unwrap();
    public.ok(&by("owner"), &disband());
    assert_eq!(public.decide(&by("ann"), &join()), Err(Reject::NoSuchGroup));
    assert!(!public.takes(&late));
}
