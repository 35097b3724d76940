//! Rule tests of invite links.

use crate::application::{ApplicationKind, Applied};
use crate::link::{CreateLink, JoinByLink, RevokeLink};
use crate::record::InviteLink;
use crate::scene::*;
use crate::{
    Action, Actor, Entry, EventBody, Field, InviteOption, JoinOption, Kind, LinkId, Notice, Place, Question, Record, RecordClass,
    RecordKey, Reject, Role, Secs, Step,
};
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

const SECRET: [u8; 32] = [7; 32];

fn id(name: &str) -> LinkId {
    LinkId::parse(name).unwrap()
}

fn link(name: &str) -> CreateLink {
    CreateLink { group: g(), id: id(name), digest: SECRET, expires_at: None, most_uses: None, approval: false }
}

fn revoke(name: &str) -> RevokeLink {
    RevokeLink { group: g(), id: id(name) }
}

fn show(name: &str) -> JoinByLink {
    JoinByLink { group: g(), id: id(name), digest: SECRET, message: "please".to_string() }
}

fn kept(scene: &Scene, name: &str) -> Option<InviteLink> {
    match scene.records.get(&RecordKey::InviteLink(id(name)))? {
        Record::InviteLink(link) => Some(link.clone()),
        other => panic!("{other:?}"),
    }
}

/// A group of this type into which everybody may be invited, with the link "a".
fn with_link(kind: Kind) -> Scene {
    linked(kind, link("a"))
}

fn linked(kind: Kind, command: CreateLink) -> Scene {
    let mut scene = Scene::of(kind).with_group(|group| group.invite = InviteOption::Free);
    scene.ok(&by("owner"), &command);
    scene
}

#[test]
fn a_link_is_kept_without_its_secret_and_the_event_says_who_made_it() {
    let mut scene = Scene::of(Kind::Work);
    let command = CreateLink { expires_at: Some(Secs(NOW.secs().0 + 60)), most_uses: Some(3), ..link("a") };
    let decision = scene.run(&by("owner"), &command).unwrap();
    let made = kept(&scene, "a").unwrap();
    assert_eq!((made.creator.clone(), made.created_at, made.uses), (user("owner"), NOW.secs(), 0));
    assert_eq!((made.expires_at, made.most_uses, made.approval), (command.expires_at, Some(3), false));
    assert_eq!(events(&decision), [EventBody::LinkCreated { link: made.into() }]);
}

#[test]
fn links_are_made_by_who_decides_on_applications() {
    let free = |kind| Scene::of(kind).with_group(|group| group.invite = InviteOption::Free);
    for kind in [Kind::Public, Kind::Meeting, Kind::Community] {
        for who in [by("owner"), by("admin"), app()] {
            assert!(free(kind).decide(&who, &link("a")).is_ok(), "{kind:?} {who:?}");
        }
        let place = Place::Inside(Role::Member);
        let refused = Reject::NotPermitted { action: Action::MakeLinks, kind, place, needed: Some(Place::Inside(Role::Admin)) };
        assert_eq!(free(kind).decide(&by("bob"), &link("a")), Err(refused));
        assert_eq!(free(kind).decide(&by("ann"), &link("a")), Err(Reject::Outsider { action: Action::MakeLinks }));
    }
}

#[test]
fn who_could_open_the_group_anyway_makes_links_where_nobody_may_be_invited() {
    for kind in [Kind::Public, Kind::Live] {
        let mut scene = Scene::of(kind).with_group(|group| group.invite = InviteOption::Disabled);
        scene.ok(&by("owner"), &link("a"));
        scene.ok(&app(), &link("b"));
    }
}

#[test]
fn expiry_uses_and_the_number_of_links_have_limits() {
    let mut scene = Scene::of(Kind::Work).with_limits(|limits| limits.links.count = 1);
    let (now, limits) = (NOW.secs().0, scene.limits.links);
    let (min, max) = (now + 1, now + limits.longest_secs);
    for given in [0, now, max + 1] {
        let command = CreateLink { expires_at: Some(Secs(given)), ..link("a") };
        let refused = Reject::OutOfRange { field: Field::LinkExpiry, min, max, given };
        assert_eq!(scene.decide(&by("owner"), &command), Err(refused));
    }
    for given in [0, limits.most_uses + 1] {
        let command = CreateLink { most_uses: Some(given), ..link("a") };
        let refused = Reject::OutOfRange { field: Field::LinkUses, min: 1, max: limits.most_uses.into(), given: given.into() };
        assert_eq!(scene.decide(&by("owner"), &command), Err(refused));
    }
    let late = scene.decide(&by("owner"), &link("b")).unwrap();
    scene.ok(&by("owner"), &link("a"));
    assert_eq!(scene.decide(&by("owner"), &link("a")), Err(Reject::LinkTaken));
    let full = Reject::TooManyRecords { class: RecordClass::InviteLink, limit: 1 };
    assert_eq!(scene.decide(&by("owner"), &link("b")), Err(full));
    assert!(!scene.takes(&late));
}

#[test]
fn whoever_shows_a_link_is_in_whatever_applications_meet() {
    for kind in [Kind::Work, Kind::Public, Kind::Meeting, Kind::Community] {
        let mut scene = with_link(kind).with_group(|group| group.join = JoinOption::Forbidden);
        let decision = scene.run(&by("ann"), &show("a")).unwrap();
        assert_eq!(decision.reply, Applied::Joined);
        let members = users(&["ann"]);
        let used = EventBody::LinkUsed { link: id("a"), uses: 1 };
        assert_eq!(events(&decision), [used, EventBody::MembersAdded { members, how: Entry::Applied, silent: false }]);
        assert_eq!((scene.role("ann"), kept(&scene, "a").unwrap().uses), (Some(Role::Member), 1), "{kind:?}");
    }
}

#[test]
fn a_wrong_secret_is_answered_like_a_link_that_does_not_exist() {
    let scene = with_link(Kind::Work);
    let mut wrong = SECRET;
    wrong[31] ^= 1;
    let refused = [JoinByLink { digest: wrong, ..show("a") }, JoinByLink { digest: wrong, ..show("b") }, show("b")];
    for command in refused {
        assert_eq!(scene.decide(&by("ann"), &command), Err(Reject::NoSuchLink));
        assert_eq!(scene.decide(&by("bob"), &command), Err(Reject::NoSuchLink), "and members learn no more");
    }
}

#[test]
fn an_expired_a_used_up_and_a_revoked_link_let_nobody_in_and_say_why() {
    let end = NOW.secs().0 + 60;
    let mut scene = linked(Kind::Work, CreateLink { expires_at: Some(Secs(end)), ..link("a") });
    scene.ok(&by("owner"), &CreateLink { most_uses: Some(1), ..link("b") });
    scene.wait(59);
    scene.ok(&by("ann"), &show("a"));
    scene.wait(1);
    assert_eq!(scene.decide(&by("joe"), &show("a")), Err(Reject::LinkExpired { at: end }));
    scene.ok(&by("joe"), &show("b"));
    assert_eq!(scene.decide(&by("sue"), &show("b")), Err(Reject::LinkUsedUp { most: 1 }));
    scene.ok(&by("owner"), &revoke("a"));
    assert_eq!(scene.decide(&by("sue"), &show("a")), Err(Reject::NoSuchLink));
}

#[test]
fn of_two_who_show_the_last_use_at_once_one_is_decided_again() {
    let mut scene = linked(Kind::Work, CreateLink { most_uses: Some(1), ..link("a") });
    let late = scene.decide(&by("joe"), &show("a")).unwrap();
    scene.ok(&by("ann"), &show("a"));
    assert!(!scene.takes(&late));
    assert_eq!(scene.decide(&by("joe"), &show("a")), Err(Reject::LinkUsedUp { most: 1 }));
}

#[test]
fn a_link_that_is_revoked_meanwhile_lets_nobody_in() {
    let mut scene = with_link(Kind::Work);
    let late = scene.decide(&by("joe"), &show("a")).unwrap();
    scene.ok(&by("owner"), &revoke("a"));
    assert!(!scene.takes(&late));
}

#[test]
fn bans_full_groups_and_members_are_as_in_every_join() {
    let mut scene = with_link(Kind::Meeting);
    scene.ok(&by("owner"), &ban(&["ann"], 60));
    let until = NOW.secs().0 + 60;
    assert_eq!(scene.decide(&by("ann"), &show("a")), Err(Reject::Banned { user: "ann".to_string(), until }));
    assert_eq!(scene.decide(&by("bob"), &show("a")), Err(Reject::AlreadyMember { user: "bob".to_string() }));
    let count = scene.group().member_count;
    let full = scene.with_group(|group| group.max_members = Some(count));
    assert_eq!(full.decide(&by("joe"), &show("a")), Err(Reject::Full { cap: count }));
}

#[test]
fn a_link_with_approval_asks_the_staff_and_counts_whoever_asks_once() {
    let mut scene = linked(Kind::Public, CreateLink { approval: true, ..link("a") });
    let decision = scene.run(&by("ann"), &show("a")).unwrap();
    assert_eq!(decision.reply, Applied::Waiting);
    let applied = Notice::Applied { applicant: user("ann"), message: "please".to_string() };
    assert_eq!(notices(&decision), [("owner", applied.clone()), ("admin", applied)]);
    assert_eq!(scene.applications[&user("ann")].kind, ApplicationKind::Join);
    let again = scene.run(&by("ann"), &show("a")).unwrap();
    assert_eq!((again.reply, again.changes.len(), kept(&scene, "a").unwrap().uses), (Applied::Waiting, 0, 1));
    scene.ok(&by("owner"), &accept(&["ann"]));
    assert_eq!(scene.role("ann"), Some(Role::Member));
}

#[test]
fn where_invitations_want_approval_the_links_of_those_who_do_not_decide_want_it_too() {
    let ruled = |scene: Scene| scene.with_group(|group| group.invite = InviteOption::Approval);
    let mut public = ruled(Scene::of(Kind::Public));
    public.ok(&by("admin"), &link("a"));
    assert!(!kept(&public, "a").unwrap().approval, "an admin decides himself");
    assert_eq!(public.ok(&by("ann"), &show("a")), Applied::Joined);
}

#[test]
fn whoever_was_invited_and_shows_a_link_has_nothing_to_wait_for() {
    let scene = Scene::of(Kind::Public).with_policy(|policy| policy.invitee_consent = true);
    let mut scene = scene.with_group(|group| group.invite = InviteOption::Free);
    scene.ok(&by("owner"), &CreateLink { approval: true, ..link("a") });
    scene.ok(&by("bob"), &invite(&["ann"]));
    let decision = scene.run(&by("ann"), &show("a")).unwrap();
    assert_eq!(decision.reply, Applied::Joined);
    let told = Notice::InvitationAccepted { invitee: user("ann"), reason: "".to_string() };
    assert!(notices(&decision).contains(&("bob", told)));
}

#[test]
fn a_link_is_revoked_by_its_maker_and_by_whoever_makes_links() {
    for who in [by("admin"), by("owner"), app()] {
        let mut scene = with_link(Kind::Public);
        let decision = scene.run(&who, &revoke("a")).unwrap();
        assert_eq!(events(&decision), [EventBody::LinkRevoked { link: id("a") }]);
        assert_eq!((kept(&scene, "a"), scene.decide(&who, &revoke("a"))), (None, Err(Reject::NoSuchLink)));
    }
    let mut scene = with_link(Kind::Public);
    assert!(matches!(scene.decide(&by("bob"), &revoke("a")), Err(Reject::NotPermitted { .. })));
    scene.ok(&by("admin"), &link("b"));
    scene.ok(&by("owner"), &appoint("admin", Role::Member));
    scene.ok(&by("admin"), &revoke("b"));
    scene.ok(&app(), &link("c"));
    let maker: Actor = by("administrator");
    assert_eq!(scene.decide(&maker, &revoke("c")), Err(Reject::Outsider { action: Action::MakeLinks }), "who is no member");
}

#[test]
fn revoking_does_not_fight_with_those_who_come_in() {
    let mut scene = with_link(Kind::Work);
    let late = scene.decide(&by("owner"), &revoke("a")).unwrap();
    scene.ok(&by("ann"), &show("a"));
    assert!(scene.takes(&late));
}

#[test]
fn a_live_group_counts_who_may_enter() {
    let mut live = Scene::of(Kind::Live);
    live.ok(&app(), &CreateLink { most_uses: Some(1), ..link("a") });
    assert_eq!(live.ok(&by("ann"), &show("a")), Applied::MayEnter);
    assert_eq!(live.decide(&by("joe"), &show("a")), Err(Reject::LinkUsedUp { most: 1 }));
}

#[test]
fn the_back_end_is_asked_after_everything_else_and_only_when_somebody_would_come() {
    let scene = linked(Kind::Public, CreateLink { approval: true, ..link("a") });
    let kind = Kind::Public;
    assert_eq!(scene.asked(&by("ann"), &show("a")), Question::BeforeApply { group: g(), kind });
    let mut asking = Scene { ask: true, ..scene.clone() };
    assert_eq!(asking.step(&by("bob"), &show("a")).map(|_| ()), Err(Reject::AlreadyMember { user: "bob".to_string() }));
    asking.ask = false;
    asking.ok(&by("ann"), &show("a"));
    asking.ask = true;
    assert!(matches!(asking.step(&by("ann"), &show("a")), Ok(Step::Done(_))), "who waits already asks nobody again");
    let waiting: Vec<_> = vec![asking.applications.len()];
    assert_eq!(waiting, [1]);
}
