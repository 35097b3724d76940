use crate::member::Left;
use crate::scene::*;
use crate::{Action, Assert, Change, EventBody, HeadView, Kind, Notice, Reject, Role};
use alloc::string::ToString;
use alloc::vec;

#[test]
fn members_and_admins_leave_and_are_told_to_their_own_devices() {
    for kind in [Kind::Public, Kind::Work, Kind::Meeting, Kind::Community, Kind::BChatRoom] {
        let mut group = Scene::of(kind);
        let decision = group.run(&by("bob"), &quit()).unwrap();
        assert_eq!(decision.reply, Left::Membership);
        assert_eq!(notices(&decision), [("bob", Notice::Quit)]);
        assert_eq!(events(&decision), [EventBody::MemberQuit { member: user("bob"), role: Role::Member }]);
        assert_eq!(group.role("bob"), None, "{kind:?}");
        if kind.rules().admins {
            group.ok(&by("admin"), &quit());
        }
    }
}

#[test]
fn the_owner_leaves_only_a_work_group_which_goes_on_without_one() {
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Work) {
        assert_eq!(Scene::of(kind).decide(&by("owner"), &quit()), Err(Reject::OwnerStays(kind)));
    }
    let mut work = Scene::of(Kind::Work);
    let decision = work.run(&by("owner"), &quit()).unwrap();
    let quit = EventBody::MemberQuit { member: user("owner"), role: Role::Owner };
    assert_eq!(events(&decision), [quit, EventBody::OwnerChanged { before: Some(user("owner")), after: None }]);
    assert_eq!((work.group().owner.clone(), work.group().member_count), (None, 2));
}

#[test]
fn the_last_member_of_a_work_group_ends_it() {
    let mut work = Scene::of(Kind::Work);
    for id in ["owner", "bob"] {
        work.ok(&by(id), &quit());
    }
    let decision = work.run(&by("eve"), &quit()).unwrap();
    assert_eq!(decision.changes, [Change::RemoveMembers(vec![user("eve")]), Change::Disband]);
    let ended = EventBody::Disbanded { kind: Kind::Work, name: "name".to_string(), owner: None };
    assert_eq!(events(&decision).last(), Some(&ended));
    assert_eq!(work.head, HeadView::Closing);
}

#[test]
fn an_owner_who_is_the_last_one_ends_his_work_group_too() {
    let mut work = Scene::free();
    work.ok(&app(), &create(Kind::Work));
    work.ok(&by("owner"), &quit());
    assert_eq!(work.head, HeadView::Closing);
}

#[test]
fn the_last_member_ends_any_group_without_an_owner() {
    let mut public = Scene::ownerless(Kind::Public);
    public.ok(&by("bob"), &quit());
    assert_eq!(public.head, HeadView::Closing);
}

#[test]
fn two_who_leave_at_once_cannot_both_think_that_the_other_stays() {
    let mut work = Scene::of(Kind::Work);
    work.ok(&by("owner"), &quit());
    let bobs = work.decide(&by("bob"), &quit()).unwrap();
    assert!(bobs.asserts.contains(&Assert::SomebodyStays));
    work.ok(&by("eve"), &quit());
    assert!(!work.takes(&bobs), "it is decided again, and then ends the group");
    work.ok(&by("bob"), &quit());
    assert_eq!(work.head, HeadView::Closing);
}

#[test]
fn the_last_to_leave_does_not_end_a_group_that_somebody_joins_meanwhile() {
    let mut work = Scene::ownerless(Kind::Work);
    let last = work.decide(&by("bob"), &quit()).unwrap();
    work.ok(&app(), &add(&["ann"]));
    assert!(!work.takes(&last));
}

#[test]
fn who_is_no_member_cannot_leave_and_nobody_leaves_twice() {
    let mut public = Scene::of(Kind::Public);
    assert_eq!(public.decide(&by("stranger"), &quit()), Err(Reject::Outsider { action: Action::Quit }));
    public.ok(&by("bob"), &quit());
    assert_eq!(public.decide(&by("bob"), &quit()), Err(Reject::Outsider { action: Action::Quit }));
    assert_eq!(Scene::free().decide(&by("bob"), &quit()), Err(Reject::NoSuchGroup));
}

#[test]
fn leaving_a_live_group_is_a_matter_of_presence_also_for_its_admins() {
    let mut live = Scene::of(Kind::Live);
    assert_eq!(live.decide(&by("guest"), &quit()), Err(Reject::Outsider { action: Action::Quit }), "who is not there cannot leave");
    live.present = true;
    for who in ["guest", "admin"] {
        let decision = live.run(&by(who), &quit()).unwrap();
        assert_eq!((decision.reply, decision.changes.len()), (Left::Presence, 0));
    }
    assert_eq!(live.role("admin"), Some(Role::Admin), "the role outlives the presence");
}
