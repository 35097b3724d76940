use crate::account::ErasePerson;
use crate::link::CreateLink;
use crate::record::{InviteLink, TopicMember};
use crate::scene::*;
use crate::{EventBody, HeadView, InviteOption, Kind, LinkId, Notice, Record, RecordKey, Reject, Role};
use alloc::string::ToString;
use alloc::vec;

fn erase(name: &str) -> ErasePerson {
    ErasePerson { group: g(), user: user(name), records: vec![] }
}

#[test]
fn a_member_is_taken_out_as_if_he_had_left() {
    let mut scene = Scene::of(Kind::Public);
    let decision = scene.run(&app(), &erase("bob")).unwrap();
    assert_eq!(events(&decision), [EventBody::MemberQuit { member: user("bob"), role: Role::Member }]);
    assert_eq!((notices(&decision), scene.role("bob")), ([("bob", Notice::Quit)].into(), None));
    assert_eq!(scene.run(&app(), &erase("bob")).unwrap().changes.len(), 0, "and only once");
}

#[test]
fn an_owner_leaves_his_group_without_one_whatever_its_type() {
    for kind in Kind::ALL {
        let mut scene = Scene::of(kind);
        let decision = scene.run(&app(), &erase("owner")).unwrap();
        assert!(events(&decision).contains(&EventBody::OwnerChanged { before: Some(user("owner")), after: None }), "{kind:?}");
        assert_eq!((scene.group().owner.clone(), scene.role("owner")), (None, None));
    }
}

#[test]
fn the_last_member_ends_the_group_but_not_a_live_one() {
    let mut scene = Scene::ownerless(Kind::Public);
    let decision = scene.run(&app(), &erase("bob")).unwrap();
    assert_eq!(scene.head, HeadView::Closing);
    assert!(matches!(events(&decision)[..], [EventBody::MemberQuit { .. }, EventBody::Disbanded { owner: None, .. }]));
    let mut live = Scene::free();
    live.ok(&app(), &create(Kind::Live));
    live.ok(&app(), &erase("owner"));
    assert_eq!(live.group().owner, None, "those who are present stay");
}

#[test]
fn of_two_last_members_who_are_erased_at_once_the_second_ends_the_group() {
    let mut scene = Scene::ownerless(Kind::Public);
    scene.seat("eve", Role::Member);
    let late = scene.decide(&app(), &erase("eve")).unwrap();
    scene.ok(&app(), &erase("bob"));
    assert!(!scene.takes(&late));
    scene.ok(&app(), &erase("eve"));
    assert_eq!(scene.head, HeadView::Closing);
}

#[test]
fn his_application_and_what_is_held_against_him_go_too() {
    let mut scene = Scene::of(Kind::Public);
    scene.ok(&by("ann"), &join());
    scene.ok(&by("owner"), &mute(&["ann", "bob"], 60));
    let decision = scene.decide(&app(), &erase("ann")).unwrap();
    assert_eq!((decision.changes.len(), decision.events.len()), (2, 0), "nobody hears of it");
    decision.changes.iter().for_each(|change| scene.change(change));
    assert!(!scene.applications.contains_key(&user("ann")) && !scene.sanctions.contains_key(&user("ann")));
    assert!(scene.sanctions.contains_key(&user("bob")), "that of others stays");
}

#[test]
fn what_topics_know_of_him_and_the_links_he_made_go_and_those_of_others_stay() {
    let mut scene = Scene::of(Kind::Community).with_group(|group| (group.topics, group.invite) = (true, InviteOption::Free));
    let known = |name: &str| TopicMember { topic: topic_id("news"), user: user(name), msg_flag: None, muted_until: None };
    scene.keep(Record::TopicMember(known("admin")));
    scene.keep(Record::TopicMember(known("bob")));
    let link = |name: &str| LinkId::parse(name).unwrap();
    for (name, who) in [("a", "admin"), ("o", "owner")] {
        let (expires_at, most_uses) = (None, None);
        let command = CreateLink { group: g(), id: link(name), digest: [0; 32], expires_at, most_uses, approval: false };
        scene.ok(&by(who), &command);
    }
    let of = |name: &str| RecordKey::TopicMember { topic: topic_id("news"), user: user(name) };
    let records = vec![of("admin"), of("bob"), RecordKey::InviteLink(link("a")), RecordKey::InviteLink(link("o"))];
    let decision = scene.run(&app(), &ErasePerson { records, ..erase("admin") }).unwrap();
    assert!(events(&decision).contains(&EventBody::LinkRevoked { link: link("a") }));
    let left: alloc::vec::Vec<_> = scene.records.keys().cloned().collect();
    assert_eq!(left, [of("bob"), RecordKey::InviteLink(link("o"))]);
    assert!(matches!(&scene.records[&RecordKey::InviteLink(link("o"))], Record::InviteLink(InviteLink { uses: 0, .. })));
}

#[test]
fn only_the_app_erases_and_of_a_group_that_is_gone_nothing() {
    let scene = Scene::of(Kind::Public);
    assert_eq!(scene.decide(&by("owner"), &erase("bob")), Err(Reject::NotOwnAccount));
    assert_eq!(Scene::free().decide(&app(), &erase("bob")), Err(Reject::NoSuchGroup));
    assert_eq!(Reject::NotOwnAccount.number().to_string(), "10007");
}
