use crate::group::GroupPatch;
use crate::scene::*;
use crate::{
    Action, Assert, EventBody, Field, FieldChange, InfoChange, InviteOption, JoinOption, Kind, Place, Policy, Reject, Role,
};
use alloc::string::{String, ToString};
use alloc::vec;

fn patch() -> GroupPatch {
    GroupPatch::default()
}

fn changes(scene: &mut Scene, wished: GroupPatch) -> alloc::vec::Vec<InfoChange> {
    match events(&scene.run(&app(), &modify(wished)).unwrap()).pop() {
        Some(EventBody::InfoChanged { changes }) => changes,
        None => vec![],
        other => panic!("another event: {other:?}"),
    }
}

#[test]
fn only_what_is_named_changes_and_both_values_are_kept() {
    let mut public = Scene::of(Kind::Public);
    let before = public.group().clone();
    public.wait(5);
    let change = changes(&mut public, GroupPatch { introduction: Some("about".to_string()), ..patch() });
    assert_eq!(change, [InfoChange::Introduction(String::new(), "about".to_string())]);
    let after = public.group();
    assert_eq!((&after.name, &after.introduction), (&before.name, &"about".to_string()));
    assert_eq!((after.numbers.info, after.info_changed_at.0), (before.numbers.info + 1, before.info_changed_at.0 + 5));
}

#[test]
fn every_part_can_change_in_one_call() {
    let mut community = Scene::of(Kind::Community).with_group(|group| group.topics = true);
    let text = || Some("new".to_string());
    let wished = GroupPatch {
        name: text(),
        introduction: text(),
        notification: text(),
        face_url: text(),
        fields: vec![field("k", "v")],
        join: Some(JoinOption::Approval),
        invite: Some(InviteOption::Approval),
        max_members: Some(50),
        visible: Some(false),
        searchable: Some(true),
        mute_all: Some(true),
        permission_groups: Some(true),
        default_permissions: Some(7),
        early_history: None,
    };
    assert_eq!(changes(&mut community, wished.clone()).len(), 13);
    assert_eq!(changes(&mut community, wished), [], "the same values written twice are no second event");
}

#[test]
fn parallel_changes_of_one_part_each_are_decided_again_and_all_land() {
    let mut public = Scene::of(Kind::Public);
    let late = public.decide(&by("admin"), &rename("late")).unwrap();
    public.ok(&by("owner"), &modify(GroupPatch { notification: Some("first".to_string()), ..patch() }));
    assert!(!public.takes(&late));
    public.ok(&by("admin"), &rename("late"));
    assert_eq!((public.group().name.as_str(), public.group().notification.as_str()), ("late", "first"));
}

#[test]
fn a_change_relies_on_the_role_of_who_makes_it() {
    let mut public = Scene::of(Kind::Public);
    let late = public.decide(&by("admin"), &rename("mine")).unwrap();
    public.ok(&by("owner"), &appoint("admin", Role::Member));
    assert!(!public.takes(&late));
}

#[test]
fn who_edits_is_a_matter_of_type_and_policy() {
    let lowest = |kind: Kind, change: fn(&mut Policy)| {
        let group = Scene::of(kind).with_policy(change);
        let may = |who: &str| group.decide(&by(who), &rename("x")).is_ok();
        ["bob", "admin", "owner"].into_iter().find(|who| group.role(who).is_some() && may(who))
    };
    assert_eq!(lowest(Kind::Work, |_| {}), Some("bob"));
    assert_eq!(lowest(Kind::Public, |_| {}), Some("admin"));
    for kind in [Kind::Meeting, Kind::Community] {
        assert_eq!(lowest(kind, |_| {}), Some("admin"));
        assert_eq!(lowest(kind, |policy| policy.admins_edit = false), Some("owner"));
    }
    assert_eq!(lowest(Kind::Public, |policy| policy.admins_edit = false), Some("admin"));
    assert_eq!(lowest(Kind::Live, |_| {}), Some("owner"));
    assert_eq!(lowest(Kind::Live, |policy| policy.live_owner_edits = false), None);
}

#[test]
fn outsiders_and_former_members_change_nothing() {
    let mut work = Scene::of(Kind::Work);
    work.ok(&by("eve"), &quit());
    for who in ["stranger", "eve"] {
        let refused = Err(Reject::Outsider { action: Action::EditProfile });
        assert_eq!(work.decide(&by(who), &rename("x")), refused);
        assert_eq!(work.decide(&by(who), &modify(patch())), refused, "also when nothing is asked");
    }
    let public = Scene::of(Kind::Public);
    let (action, kind, place) = (Action::MuteAll, Kind::Public, Place::Inside(Role::Member));
    let refused = Reject::NotPermitted { action, kind, place, needed: Some(Place::Inside(Role::Admin)) };
    assert_eq!(public.decide(&by("bob"), &modify(GroupPatch { mute_all: Some(true), ..patch() })), Err(refused));
}

#[test]
fn options_that_a_type_does_not_let_one_choose_are_refused() {
    let join = || GroupPatch { join: Some(JoinOption::Free), ..patch() };
    let invite = || GroupPatch { invite: Some(InviteOption::Free), ..patch() };
    let history = || GroupPatch { early_history: Some(true), ..patch() };
    let permission_groups = || GroupPatch { permission_groups: Some(true), ..patch() };
    let permissions = || GroupPatch { default_permissions: Some(1), ..patch() };
    let refused = [
        (Kind::Work, Field::JoinOption, join()),
        (Kind::Meeting, Field::JoinOption, join()),
        (Kind::Live, Field::JoinOption, join()),
        (Kind::Live, Field::InviteOption, invite()),
        (Kind::Live, Field::EarlyHistory, history()),
        (Kind::Community, Field::EarlyHistory, history()),
        (Kind::Public, Field::PermissionGroups, permission_groups()),
        (Kind::Community, Field::PermissionGroups, permission_groups()),
        (Kind::Community, Field::DefaultPermissions, permissions()),
    ];
    for (kind, field, wished) in refused {
        let said = Scene::of(kind).decide(&app(), &modify(wished));
        assert_eq!(said, Err(Reject::NotOfKind { field, kind }));
    }
    for kind in [Kind::Work, Kind::Public, Kind::Meeting] {
        Scene::of(kind)
            .ok(&app(), &modify(GroupPatch { invite: Some(InviteOption::Approval), early_history: Some(true), ..patch() }));
    }
    for kind in [Kind::Public, Kind::Community] {
        Scene::of(kind).ok(&app(), &modify(GroupPatch { join: Some(JoinOption::Forbidden), ..patch() }));
    }
}

#[test]
fn the_cap_lies_between_the_members_there_are_and_the_cap_of_the_type() {
    let cap = |wished| modify(GroupPatch { max_members: Some(wished), ..patch() });
    let mut public = Scene::of(Kind::Public);
    for given in [0, 3, 2001, u64::MAX] {
        let refused = Reject::OutOfRange { field: Field::MaxMembers, min: 4, max: 2000, given };
        assert_eq!(public.decide(&by("owner"), &cap(given)), Err(refused));
    }
    let decision = public.run(&by("owner"), &cap(4)).unwrap();
    assert!(decision.asserts.contains(&Assert::Room { cap: 4 }), "whoever comes in meanwhile counts");
    assert_eq!(public.decide(&app(), &add(&["ann"])), Err(Reject::Full { cap: 4 }));
    let mut live = Scene::of(Kind::Live);
    assert_eq!(live.run(&app(), &cap(5)).unwrap().changes, [], "types without a cap ignore it");
}

#[test]
fn a_cap_that_was_imported_higher_may_be_kept_and_lowered() {
    let mut work = Scene::of(Kind::Work).with_group(|group| group.max_members = Some(6000));
    let cap = |wished| modify(GroupPatch { max_members: Some(wished), ..patch() });
    work.ok(&app(), &cap(5000));
    assert!(work.decide(&app(), &cap(5001)).is_err());
}

#[test]
fn every_text_is_taken_at_its_limit_in_bytes_and_refused_one_byte_over() {
    let with = |field: Field, text: String| match field {
        Field::Name => GroupPatch { name: Some(text), ..patch() },
        Field::Introduction => GroupPatch { introduction: Some(text), ..patch() },
        Field::Notification => GroupPatch { notification: Some(text), ..patch() },
        _ => GroupPatch { face_url: Some(text), ..patch() },
    };
    for (field, limit) in [(Field::Name, 30), (Field::Introduction, 240), (Field::Notification, 300), (Field::FaceUrl, 100)] {
        let mut public = Scene::of(Kind::Public);
        public.ok(&app(), &modify(with(field, "é".repeat(limit / 2))));
        let said = public.decide(&app(), &modify(with(field, too_long(limit))));
        assert_eq!(said, Err(Reject::TooLong { field, limit, given: limit + 1 }));
    }
}

#[test]
fn a_name_cannot_be_emptied_and_the_other_texts_can() {
    let public = Scene::of(Kind::Public);
    for name in ["", "  ", "\u{3000}"] {
        assert_eq!(public.decide(&app(), &rename(name)), Err(Reject::Blank { field: Field::Name }));
    }
    let mut public = public.with_group(|group| group.introduction = "about".to_string());
    public.ok(&app(), &modify(GroupPatch { introduction: Some(String::new()), ..patch() }));
    assert_eq!(public.group().introduction, "");
}

#[test]
fn custom_fields_are_set_and_deleted_by_key_and_counted_over_all_calls() {
    let mut public = Scene::of(Kind::Public).with_limits(|limits| limits.group_fields = 2);
    let set = |pairs: &[(&str, &str)]| GroupPatch { fields: pairs.iter().map(|(k, v)| field(k, v)).collect(), ..patch() };
    changes(&mut public, set(&[("a", "1"), ("b", "2")]));
    let deleted = FieldChange { key: "a".to_string(), before: Some("1".to_string()), after: None };
    assert_eq!(changes(&mut public, set(&[("a", ""), ("b", "2")])), [InfoChange::Fields(vec![deleted])]);
    assert_eq!(public.group().fields, [field("b", "2")]);
    let refused = Reject::TooMany { field: Field::GroupFields, limit: 2, given: 3 };
    assert_eq!(public.decide(&app(), &modify(set(&[("c", "3"), ("d", "4")]))), Err(refused));
    let twice = Reject::Twice { field: Field::GroupFieldKey, what: "c".to_string() };
    assert_eq!(public.decide(&app(), &modify(set(&[("c", "3"), ("c", "4")]))), Err(twice));
}

#[test]
fn one_refused_part_refuses_the_whole_change() {
    let mut public = Scene::of(Kind::Public);
    let before = public.clone();
    let wished = GroupPatch { name: Some("fine".to_string()), max_members: Some(0), ..patch() };
    assert!(public.run(&app(), &modify(wished)).is_err());
    assert_eq!(public, before);
    assert_eq!(Scene::free().decide(&app(), &rename("x")), Err(Reject::NoSuchGroup));
}
