use crate::application::ApplicationState;
use crate::member::AddMembers;
use crate::scene::*;
use crate::{Action, Entry, EventBody, Field, Kind, Notice, Outcome, Place, Reject, Role};
use alloc::format;
use alloc::vec::Vec;

#[test]
fn the_app_adds_users_whatever_the_options_of_the_group_say() {
    for kind in [Kind::Public, Kind::Work, Kind::Meeting, Kind::Community] {
        let mut group = Scene::of(kind);
        let decision = group.run(&app(), &add(&["ann"])).unwrap();
        assert_eq!(outcomes(&decision.reply), [("ann", Outcome::Done)], "{kind:?}");
        assert_eq!(notices(&decision), [("ann", Notice::Invited)]);
        let members = users(&["ann"]);
        assert_eq!(events(&decision), [EventBody::MembersAdded { members, how: Entry::Invited, silent: false }]);
    }
}

#[test]
fn nobody_but_the_app_adds_not_even_the_owner() {
    for (who, place) in [("owner", Place::Inside(Role::Owner)), ("stranger", Place::Outsider)] {
        let (action, kind, needed) = (Action::Invite, Kind::Work, Some(Place::AppAdmin));
        let refused = Reject::NotPermitted { action, kind, place, needed };
        assert_eq!(Scene::of(kind).decide(&by(who), &add(&["ann"])), Err(refused));
    }
}

#[test]
fn nobody_is_added_to_a_live_group() {
    let refused = Scene::of(Kind::Live).decide(&app(), &add(&["ann"]));
    assert!(matches!(refused, Err(Reject::NotPermitted { needed: None, .. })), "{refused:?}");
}

#[test]
fn each_user_is_answered_for_himself() {
    let mut public = Scene::of(Kind::Public).with_group(|group| group.max_members = Some(5));
    public.ok(&app(), &ban(&["joe"], 60));
    let targets = public.ok(&app(), &add(&["bob", "joe", "ann", "late"]));
    let said = [("bob", Outcome::Already), ("joe", Outcome::Failed), ("ann", Outcome::Done), ("late", Outcome::Failed)];
    assert_eq!(outcomes(&targets), said);
    assert_eq!(public.decide(&app(), &add(&["late", "bob"])), Err(Reject::Full { cap: 5 }));
    assert_eq!(outcomes(&public.ok(&app(), &add(&["joe"]))), [("joe", Outcome::Failed)], "banned, not for want of room");
}

#[test]
fn silence_is_noted_in_the_event() {
    let mut public = Scene::of(Kind::Public);
    let decision = public.run(&app(), &AddMembers { silent: true, ..add(&["ann"]) }).unwrap();
    assert!(matches!(events(&decision)[..], [EventBody::MembersAdded { silent: true, .. }]));
}

#[test]
fn adding_somebody_decides_the_application_that_waits_for_him() {
    let mut public = Scene::of(Kind::Public);
    public.ok(&by("ann"), &join());
    public.ok(&app(), &add(&["ann"]));
    assert!(matches!(public.applications[&user("ann")].state, ApplicationState::Decided { accepted: true, .. }));
}

#[test]
fn three_hundred_are_added_in_one_call_and_not_nobody_and_not_one_more() {
    let many = |count: usize| {
        let ids: Vec<_> = (0..count).map(|n| format!("u{n}")).collect();
        add(&ids.iter().map(|id| id.as_str()).collect::<Vec<_>>())
    };
    let mut public = Scene::of(Kind::Public);
    assert_eq!(public.decide(&app(), &many(0)), Err(Reject::NobodyNamed { field: Field::Members }));
    assert_eq!(public.decide(&app(), &many(301)), Err(Reject::TooManyAccounts { limit: 300, given: 301 }));
    assert_eq!(public.ok(&app(), &many(300)).len(), 300);
}
