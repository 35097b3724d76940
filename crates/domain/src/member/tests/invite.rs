use crate::application::{Application, ApplicationKind, ApplicationState};
use crate::member::InviteMembers;
use crate::scene::*;
use crate::{Action, Entry, EventBody, Field, InviteOption, Kind, Notice, Outcome, Reject, Role};
use alloc::string::ToString;
use alloc::vec::Vec;
use alloc::{format, vec};

fn with(kind: Kind, option: InviteOption) -> Scene {
    Scene::of(kind).with_group(|group| group.invite = option)
}

#[test]
fn every_member_of_a_work_group_invites_and_the_invited_are_in_at_once() {
    let mut work = Scene::of(Kind::Work);
    let decision = work.run(&by("bob"), &invite(&["ann", "joe"])).unwrap();
    assert_eq!(outcomes(&decision.reply), [("ann", Outcome::Done), ("joe", Outcome::Done)]);
    assert_eq!(notices(&decision), [("ann", Notice::Invited), ("joe", Notice::Invited)]);
    let added = EventBody::MembersAdded { members: users(&["ann", "joe"]), how: Entry::Invited, silent: false };
    assert_eq!(events(&decision), [added]);
    assert_eq!(work.role("joe"), Some(Role::Member));
}

#[test]
fn inviting_oneself_or_a_member_is_done_already() {
    let mut work = Scene::of(Kind::Work);
    let decision = work.run(&by("bob"), &invite(&["bob", "eve"])).unwrap();
    assert_eq!(outcomes(&decision.reply), [("bob", Outcome::Already), ("eve", Outcome::Already)]);
    assert!(decision.changes.is_empty() && decision.effects.is_empty());
}

#[test]
fn inviting_twice_is_done_already_and_repeats_in_one_call_count_once() {
    let mut work = Scene::of(Kind::Work);
    assert_eq!(outcomes(&work.ok(&by("bob"), &invite(&["ann", "ann"]))), [("ann", Outcome::Done)]);
    assert_eq!(outcomes(&work.ok(&by("bob"), &invite(&["ann"]))), [("ann", Outcome::Already)]);
}

#[test]
fn who_left_can_be_invited_again() {
    let mut work = Scene::of(Kind::Work);
    work.ok(&by("eve"), &quit());
    assert_eq!(outcomes(&work.ok(&by("bob"), &invite(&["eve"]))), [("eve", Outcome::Done)]);
}

#[test]
fn outsiders_and_former_members_invite_nobody() {
    let mut work = Scene::of(Kind::Work);
    work.ok(&by("eve"), &quit());
    for who in ["stranger", "eve"] {
        let refused = Err(Reject::Outsider { action: Action::Invite });
        assert_eq!(work.decide(&by(who), &invite(&["ann"])), refused, "{who}");
    }
}

#[test]
fn a_banned_user_is_not_let_in_by_an_invitation() {
    let mut work = Scene::of(Kind::Work);
    work.ok(&app(), &ban(&["ann"], 60));
    let targets = work.ok(&by("bob"), &invite(&["ann", "joe"]));
    assert_eq!(outcomes(&targets), [("ann", Outcome::Failed), ("joe", Outcome::Done)]);
    work.wait(61);
    assert_eq!(outcomes(&work.ok(&by("bob"), &invite(&["ann"]))), [("ann", Outcome::Done)]);
}

#[test]
fn a_full_group_takes_those_who_fit_and_refuses_when_nobody_does() {
    let mut work = Scene::of(Kind::Work).with_group(|group| group.max_members = Some(4));
    let targets = work.ok(&by("bob"), &invite(&["ann", "joe"]));
    assert_eq!(outcomes(&targets), [("ann", Outcome::Done), ("joe", Outcome::Failed)]);
    assert_eq!(work.decide(&by("bob"), &invite(&["joe"])), Err(Reject::Full { cap: 4 }));
    let mixed = work.ok(&by("bob"), &invite(&["ann"]));
    assert_eq!(outcomes(&mixed), [("ann", Outcome::Already)], "nobody had to be refused for want of room");
}

#[test]
fn nobody_invites_where_the_option_is_off_not_even_the_owner() {
    for kind in [Kind::Public, Kind::Meeting] {
        let group = Scene::of(kind);
        assert_eq!(group.group().invite, InviteOption::Disabled);
        for who in ["owner", "admin", "bob"] {
            assert_eq!(group.decide(&by(who), &invite(&["ann"])), Err(Reject::InviteDisabled), "{who} in {kind:?}");
        }
    }
    let work = with(Kind::Work, InviteOption::Disabled);
    assert_eq!(work.decide(&by("owner"), &invite(&["ann"])), Err(Reject::InviteDisabled));
}

#[test]
fn nobody_is_invited_into_live_groups() {
    let live = Scene::of(Kind::Live);
    for who in [by("owner"), app()] {
        let refused = live.decide(&who, &invite(&["ann"]));
        assert!(matches!(refused, Err(Reject::NotPermitted { action: Action::Invite, needed: None, .. })), "{refused:?}");
    }
}

#[test]
fn communities_let_members_invite_unless_the_app_chooses_otherwise() {
    let mut community = Scene::of(Kind::Community);
    assert_eq!(outcomes(&community.ok(&by("bob"), &invite(&["ann"]))), [("ann", Outcome::Done)]);
    let closed = |kind: Kind| {
        let scene = Scene::free().with_policy(|policy| {
            (policy.invite_default, policy.community_invite_default) = (InviteOption::Free, InviteOption::Approval);
        });
        let mut scene = scene;
        scene.ok(&app(), &create(kind));
        scene.group().invite
    };
    assert_eq!(closed(Kind::Community), InviteOption::Approval);
    assert_eq!(closed(Kind::Public), InviteOption::Free);
    assert_eq!(closed(Kind::Meeting), InviteOption::Free);
    assert_eq!(closed(Kind::Work), InviteOption::Free, "Work groups are not part of the disagreement");
    assert_eq!(closed(Kind::Live), InviteOption::Disabled);
}

#[test]
fn a_members_invitation_waits_for_owner_and_admins_when_approval_is_asked_for() {
    let mut public = with(Kind::Public, InviteOption::Approval);
    let decision = public.run(&by("bob"), &invite(&["ann"])).unwrap();
    assert_eq!(outcomes(&decision.reply), [("ann", Outcome::Waiting)]);
    let wanted = Notice::ApprovalWanted { invitee: user("ann"), message: "come in".to_string() };
    assert_eq!(notices(&decision), [("owner", wanted.clone()), ("admin", wanted)], "the invited hears nothing yet");
    let application = Application {
        user: user("ann"),
        kind: ApplicationKind::Approval,
        inviter: Some(user("bob")),
        at: NOW,
        message: "come in".to_string(),
        state: ApplicationState::Open,
    };
    assert_eq!(public.applications[&user("ann")], application);
    let (users, message) = (users(&["ann"]), "come in".to_string());
    assert_eq!(events(&decision), [EventBody::Applied { users, kind: ApplicationKind::Approval, message }]);
}

#[test]
fn owner_and_admins_let_in_at_once_where_members_need_their_approval() {
    for who in ["owner", "admin"] {
        let mut public = with(Kind::Public, InviteOption::Approval);
        assert_eq!(outcomes(&public.ok(&by(who), &invite(&["ann"]))), [("ann", Outcome::Done)]);
    }
}

#[test]
fn a_second_invitation_of_the_same_user_waits_with_the_first_and_asks_nobody_again() {
    let mut public = with(Kind::Public, InviteOption::Approval);
    public.ok(&by("bob"), &invite(&["ann"]));
    let again = public.run(&by("eve"), &invite(&["ann"])).unwrap();
    assert_eq!(outcomes(&again.reply), [("ann", Outcome::Waiting)]);
    assert!(again.changes.is_empty() && again.effects.is_empty());
    assert_eq!(public.applications[&user("ann")].inviter, Some(user("bob")));
}

#[test]
fn letting_somebody_in_decides_what_waited_for_him() {
    let mut public = with(Kind::Public, InviteOption::Approval);
    public.ok(&by("bob"), &invite(&["ann"]));
    public.ok(&by("owner"), &invite(&["ann"]));
    let state = &public.applications[&user("ann")].state;
    assert!(matches!(state, ApplicationState::Decided { accepted: true, by, .. } if *by == user("owner")), "{state:?}");
}

#[test]
fn with_consent_wanted_the_invited_decides_himself_in_public_groups_and_meetings_only() {
    let policy = |scene: Scene| scene.with_policy(|policy| policy.invitee_consent = true);
    for kind in [Kind::Public, Kind::Meeting] {
        let mut group = policy(with(kind, InviteOption::Free));
        let decision = group.run(&by("bob"), &invite(&["ann"])).unwrap();
        assert_eq!(outcomes(&decision.reply), [("ann", Outcome::Waiting)]);
        assert_eq!(notices(&decision), [("ann", Notice::ConsentWanted { message: "come in".to_string() })]);
        assert_eq!(group.applications[&user("ann")].kind, ApplicationKind::Consent);
        assert_eq!(group.role("ann"), None);
    }
    for kind in [Kind::Work, Kind::Community] {
        let mut group = policy(with(kind, InviteOption::Free));
        assert_eq!(outcomes(&group.ok(&by("bob"), &invite(&["ann"]))), [("ann", Outcome::Done)], "{kind:?}");
    }
    let mut without = with(Kind::Public, InviteOption::Free);
    assert_eq!(outcomes(&without.ok(&by("bob"), &invite(&["ann"]))), [("ann", Outcome::Done)]);
}

#[test]
fn a_members_invitation_that_needs_approval_needs_no_consent_besides() {
    let mut public = with(Kind::Public, InviteOption::Approval).with_policy(|policy| policy.invitee_consent = true);
    public.ok(&by("bob"), &invite(&["ann"]));
    assert_eq!(public.applications[&user("ann")].kind, ApplicationKind::Approval);
    public.ok(&by("admin"), &invite(&["joe"]));
    assert_eq!(public.applications[&user("joe")].kind, ApplicationKind::Consent);
}

#[test]
fn the_app_invites_whatever_the_option_says() {
    let mut public = Scene::of(Kind::Public).with_policy(|policy| policy.invitee_consent = true);
    assert_eq!(outcomes(&public.ok(&app(), &invite(&["ann"]))), [("ann", Outcome::Done)]);
}

#[test]
fn twenty_are_invited_in_one_call_and_not_nobody_and_not_one_more() {
    let many = |count: usize| {
        let ids: Vec<_> = (0..count).map(|n| format!("u{n}")).collect();
        invite(&ids.iter().map(|id| id.as_str()).collect::<Vec<_>>())
    };
    let mut work = Scene::of(Kind::Work);
    assert_eq!(work.decide(&by("bob"), &many(0)), Err(Reject::NobodyNamed { field: Field::Members }));
    assert_eq!(work.decide(&by("bob"), &many(21)), Err(Reject::TooManyAccounts { limit: 20, given: 21 }));
    assert_eq!(work.ok(&by("bob"), &many(20)).len(), 20);
}

#[test]
fn the_words_of_an_invitation_have_a_size() {
    let work = Scene::of(Kind::Work);
    let command = InviteMembers { message: too_long(300), ..invite(&["ann"]) };
    let refused = Reject::TooLong { field: Field::ApplyMessage, limit: 300, given: 301 };
    assert_eq!(work.decide(&by("bob"), &command), Err(refused));
}

#[test]
fn a_group_that_is_gone_cannot_be_invited_into() {
    assert_eq!(Scene::free().decide(&by("bob"), &invite(&["ann"])), Err(Reject::NoSuchGroup));
}

#[test]
fn ids_with_blanks_and_words_beyond_ascii_are_kept_as_they_are() {
    let mut public = with(Kind::Public, InviteOption::Approval);
    let command = InviteMembers { group: g(), users: vec![user(" ann lee ")], message: "请进 🙂".to_string() };
    public.ok(&by("bob"), &command);
    assert_eq!(public.applications[&user(" ann lee ")].message, "请进 🙂");
}
