use super::support::{alive, app, by, decide_with, stored, user};
use crate::group::{CleanUp, DestroyGroup, GroupPatch};
use crate::scene::{Scene, disband, modify, transfer};
use crate::{
    Action, Actor, Assert, Change, EventBody, EventDraft, GroupId, HeadView, Kind, Limits, Notice, Place, Policy, Reject, Role,
    UserEffect,
};
use alloc::vec;

fn destroy(kind: Kind, actor: &Actor, role: Option<Role>) -> Result<(), Reject> {
    let members = role.map(|role| stored(actor.user.as_str(), role));
    let command = DestroyGroup { group: GroupId::parse("g").unwrap() };
    let head = HeadView::Alive(alive(kind, None));
    let decision = decide_with(&command, actor, head, members.as_slice(), &Limits::RECOMMENDED)?;
    assert_eq!(decision.changes, [Change::Disband]);
    // What the event says of the group must be true when it ends.
    assert!(matches!(decision.asserts.first(), Some(Assert::Info { .. })), "{:?}", decision.asserts);
    Ok(())
}

fn refused(kind: Kind, role: Option<Role>) -> Reject {
    let (action, needed) = (Action::Disband, if kind == Kind::Work { Place::AppAdmin } else { Place::Inside(Role::Owner) });
    match role {
        None if kind != Kind::Work => Reject::Outsider { action },
        _ => Reject::NotPermitted { action, kind, place: role.map_or(Place::Outsider, Place::Inside), needed: Some(needed) },
    }
}

#[test]
fn only_the_owner_disbands_and_nobody_a_work_group() {
    for kind in Kind::ALL {
        let owner = destroy(kind, &by("a"), Some(Role::Owner));
        assert_eq!(owner.is_ok(), kind != Kind::Work, "{kind:?}");
        for role in [None, Some(Role::Member), Some(Role::Admin)] {
            assert_eq!(destroy(kind, &by("a"), role), Err(refused(kind, role)));
        }
    }
}

#[test]
fn the_app_admin_disbands_every_type() {
    for kind in Kind::ALL {
        assert_eq!(destroy(kind, &app(), None), Ok(()));
    }
}

#[test]
fn a_group_that_is_gone_cannot_be_disbanded_again() {
    let command = DestroyGroup { group: GroupId::parse("g").unwrap() };
    for head in [HeadView::Free, HeadView::Closing] {
        let refused = decide_with(&command, &by("a"), head, &[], &Limits::RECOMMENDED);
        assert_eq!(refused, Err(Reject::NoSuchGroup));
    }
}

#[test]
fn a_clean_up_tells_each_member_and_ends_with_the_tombstone() {
    let command = CleanUp { group: GroupId::parse("g").unwrap(), members: vec![user("a"), user("b")], last: true };
    let decision = decide_with(&command, &by("x"), HeadView::Closing, &[], &Limits::RECOMMENDED).unwrap();
    assert_eq!(decision.changes, [Change::RemoveMembers(vec![user("a"), user("b")]), Change::Bury]);
    let told = |id: &str| UserEffect { user: user(id), joined: None, left: true, notice: Some(Notice::Disbanded) };
    assert_eq!(decision.effects, [told("a"), told("b")]);
    let refused = decide_with(&command, &by("x"), HeadView::Free, &[], &Limits::RECOMMENDED);
    assert_eq!(refused, Err(Reject::NoSuchGroup));
}

#[test]
fn an_app_may_keep_the_end_of_live_groups_to_itself() {
    let limits = Limits { policy: Policy { live_owner_disbands: false, ..Policy::RECOMMENDED }, ..Limits::RECOMMENDED };
    let command = DestroyGroup { group: GroupId::parse("g").unwrap() };
    let by_owner = |kind: Kind| {
        let members = [stored("a", Role::Owner)];
        decide_with(&command, &by("a"), HeadView::Alive(alive(kind, Some("a"))), &members, &limits).map(|_| ())
    };
    let (action, kind, place) = (Action::Disband, Kind::Live, Place::Inside(Role::Owner));
    assert_eq!(by_owner(kind), Err(Reject::NotPermitted { action, kind, place, needed: Some(Place::AppAdmin) }));
    assert_eq!(by_owner(Kind::Public), Ok(()));
}

#[test]
fn a_group_that_is_renamed_meanwhile_ends_under_its_new_name() {
    let mut public = Scene::of(Kind::Public);
    let late = public.decide(&app(), &disband()).unwrap();
    let patch = GroupPatch { name: Some("new".into()), ..GroupPatch::default() };
    public.ok(&by("owner"), &modify(patch));
    assert!(!public.takes(&late));
    let again = public.decide(&app(), &disband()).unwrap();
    let named = |event: &EventDraft| matches!(&event.body, EventBody::Disbanded { name, .. } if name == "new");
    assert!(again.events.iter().any(named), "{:?}", again.events);
}

#[test]
fn who_hands_over_a_group_meanwhile_does_not_end_it_any_more() {
    let mut public = Scene::of(Kind::Public);
    let late = public.decide(&by("owner"), &disband()).unwrap();
    public.ok(&by("owner"), &transfer("bob"));
    assert!(!public.takes(&late));
    public.ok(&by("bob"), &disband());
    assert_eq!(public.head, HeadView::Closing);
}
