use crate::scene::*;
use crate::{Action, EventBody, Kind, Place, Reject, Role};
use alloc::string::ToString;

#[test]
fn the_owner_hands_over_and_becomes_an_ordinary_member() {
    for kind in [Kind::Public, Kind::Work, Kind::Meeting, Kind::Community] {
        let mut group = Scene::of(kind);
        let decision = group.run(&by("owner"), &transfer("bob")).unwrap();
        let (before, after) = (Some(user("owner")), Some(user("bob")));
        assert_eq!(events(&decision), [EventBody::OwnerChanged { before, after: after.clone() }]);
        assert_eq!((group.role("owner"), group.role("bob")), (Some(Role::Member), Some(Role::Owner)), "{kind:?}");
        assert_eq!(group.group().owner, after);
        assert!(group.decide(&by("owner"), &transfer("eve")).is_err(), "what is given is given");
    }
}

#[test]
fn an_admin_who_inherits_is_no_admin_any_more() {
    let mut public = Scene::of(Kind::Public);
    public.ok(&by("owner"), &transfer("admin"));
    assert_eq!((public.role("admin"), public.group().admins.len()), (Some(Role::Owner), 0));
}

#[test]
fn a_transfer_to_oneself_changes_nothing() {
    let mut public = Scene::of(Kind::Public);
    let decision = public.run(&by("owner"), &transfer("owner")).unwrap();
    assert!(decision.changes.is_empty() && decision.events.is_empty());
}

#[test]
fn only_a_member_inherits() {
    let mut public = Scene::of(Kind::Public);
    let refused = |user: &str| Err(Reject::NotAMember { user: user.to_string() });
    assert_eq!(public.decide(&by("owner"), &transfer("stranger")), refused("stranger"));
    public.ok(&by("bob"), &quit());
    assert_eq!(public.decide(&app(), &transfer("bob")), refused("bob"));
}

#[test]
fn an_heir_who_leaves_meanwhile_inherits_nothing() {
    let mut public = Scene::of(Kind::Public);
    let late = public.decide(&by("owner"), &transfer("bob")).unwrap();
    public.ok(&by("bob"), &quit());
    assert!(!public.takes(&late));
}

#[test]
fn nobody_else_hands_over() {
    for who in ["admin", "bob"] {
        let public = Scene::of(Kind::Public);
        let place = Place::Inside(public.role(who).unwrap());
        let (action, kind, needed) = (Action::Transfer, Kind::Public, Some(Place::Inside(Role::Owner)));
        let refused = Reject::NotPermitted { action, kind, place, needed };
        assert_eq!(public.decide(&by(who), &transfer("eve")), Err(refused));
    }
    let refused = Scene::of(Kind::Public).decide(&by("stranger"), &transfer("eve"));
    assert_eq!(refused, Err(Reject::Outsider { action: Action::Transfer }));
}

#[test]
fn the_app_gives_a_group_without_owner_to_a_member() {
    let mut work = Scene::of(Kind::Work);
    work.ok(&by("owner"), &quit());
    assert!(work.decide(&by("bob"), &transfer("bob")).is_err(), "nobody takes it himself");
    let decision = work.run(&app(), &transfer("bob")).unwrap();
    assert_eq!(events(&decision), [EventBody::OwnerChanged { before: None, after: Some(user("bob")) }]);
    assert_eq!(work.role("bob"), Some(Role::Owner));
}

#[test]
fn live_groups_stay_with_their_owner() {
    for who in [by("owner"), app()] {
        let refused = Scene::of(Kind::Live).decide(&who, &transfer("admin"));
        assert!(matches!(refused, Err(Reject::NotPermitted { needed: None, .. })), "{refused:?}");
    }
}

#[test]
fn of_two_transfers_at_the_same_time_one_is_decided_again() {
    let mut public = Scene::of(Kind::Public);
    let apps = public.decide(&app(), &transfer("eve")).unwrap();
    public.ok(&by("owner"), &transfer("bob"));
    assert!(!public.takes(&apps));
    public.ok(&app(), &transfer("eve"));
    assert_eq!((public.role("bob"), public.role("eve")), (Some(Role::Member), Some(Role::Owner)));
}
