use crate::permission_group::PermissionGroupPatch;
use crate::scene::*;
use crate::{Action, EventBody, Field, GivenBy, Kind, Outcome, Record, RecordClass, RecordKey, Reject, Right};
use alloc::format;
use alloc::string::ToString;
use alloc::vec;

fn permissions(scene: &Scene, name: &str) -> Option<u64> {
    match scene.records.get(&RecordKey::PermissionGroup(pg(name))) {
        Some(Record::PermissionGroup(group)) => Some(group.permissions),
        _ => None,
    }
}

fn no_right(action: Action) -> Reject {
    Reject::NoRight { action, given_by: GivenBy::of(action) }
}

#[test]
fn owner_and_app_create_permission_groups_and_whoever_has_the_right() {
    let mut group = Scene::ruled();
    for (actor, name) in [(by("owner"), "one"), (app(), "two")] {
        let decision = group.run(&actor, &create_pg(name, u64::MAX)).unwrap();
        assert_eq!(decision.reply, pg(name));
        assert!(
            matches!(&events(&decision)[..], [EventBody::PermissionGroupCreated { permission_group }] if permission_group.id == pg(name))
        );
    }
    let refused = Err(no_right(Action::ManagePermissionGroups));
    for who in ["admin", "bob"] {
        assert_eq!(group.decide(&by(who), &create_pg("three", 0)).map(drop), refused, "{who}");
    }
    group.grant("makers", bits(&[Right::PermissionGroups]), &["bob"]);
    group.ok(&by("bob"), &create_pg("three", 0));
    let outside = Err(Reject::Outsider { action: Action::ManagePermissionGroups });
    assert_eq!(group.decide(&by("joe"), &create_pg("four", 0)).map(drop), outside);
}

#[test]
fn while_permission_groups_are_off_only_owner_and_app_prepare_them() {
    let mut group = Scene::ruled().with_group(|group| group.permission_groups = false);
    group.grant("makers", bits(&Right::ALL), &["bob"]);
    for who in ["admin", "bob"] {
        let refused = group.decide(&by(who), &create_pg("one", 0)).map(drop);
        assert!(matches!(refused, Err(Reject::NotPermitted { .. })), "{who}: {refused:?}");
    }
    group.ok(&by("owner"), &create_pg("one", 0));
}

#[test]
fn only_communities_with_topics_have_permission_groups() {
    for kind in Kind::ALL {
        let group = Scene::of(kind);
        let refused = Err(Reject::NoTopics(kind));
        assert_eq!(group.decide(&app(), &create_pg("one", 0)).map(drop), refused);
        assert_eq!(group.decide(&app(), &delete_pgs(&["one"])).map(drop), refused);
        assert_eq!(group.decide(&app(), &regrant("one", 0)).map(drop), refused);
        assert_eq!(group.decide(&app(), &put_into("one", &["bob"])).map(drop), refused);
        assert_eq!(group.decide(&app(), &take_out("one", &["bob"])).map(drop), refused);
    }
}

#[test]
fn nobody_creates_more_than_he_has() {
    let mut group = Scene::ruled().with_group(|group| group.default_permissions = bits(&[Right::Speak]));
    let own = [Right::PermissionGroups, Right::Mute, Right::Speak];
    group.grant("makers", bits(&own[..2]), &["bob"]);
    group.ok(&by("bob"), &create_pg("same", bits(&own)));
    let missing = bits(&[Right::Members, Right::Ban]);
    let refused = Err(Reject::MoreThanOwn { missing });
    assert_eq!(group.decide(&by("bob"), &create_pg("more", missing | bits(&own))).map(drop), refused);
    // What is there already is not given by him, and what he takes away he need not have.
    group.grant("strong", missing, &[]);
    group.ok(&by("bob"), &regrant("strong", missing | bits(&own)));
    assert_eq!(
        group.decide(&by("bob"), &regrant("strong", u64::MAX)).map(drop),
        Err(Reject::MoreThanOwn { missing: !(missing | bits(&own)) })
    );
    group.ok(&by("bob"), &regrant("strong", 0));
    assert_eq!(permissions(&group, "strong"), Some(0));
}

#[test]
fn the_owner_gives_what_he_likes() {
    let mut group = Scene::ruled();
    group.ok(&by("owner"), &create_pg("one", 1 << 63));
    group.ok(&by("owner"), &regrant("one", u64::MAX));
    assert_eq!(permissions(&group, "one"), Some(u64::MAX));
}

#[test]
fn an_id_that_is_in_use_is_refused() {
    let mut group = Scene::ruled();
    group.ok(&by("owner"), &create_pg("one", 0));
    assert_eq!(group.decide(&app(), &create_pg("one", 0)).map(drop), Err(Reject::PermissionGroupTaken));
    let first = group.decide(&app(), &create_pg("two", 0)).unwrap();
    let second = group.decide(&by("owner"), &create_pg("two", 1)).unwrap();
    group.apply(&first);
    assert!(!group.takes(&second));
}

#[test]
fn there_are_so_many_of_them_and_texts_have_their_sizes() {
    let mut group = Scene::ruled().with_limits(|limits| limits.permission_groups = 2);
    group.ok(&by("owner"), &create_pg("one", 0));
    let (a, b) = (group.decide(&app(), &create_pg("a", 0)).unwrap(), group.decide(&app(), &create_pg("b", 0)).unwrap());
    group.apply(&a);
    assert!(!group.takes(&b), "there is one place left for both");
    let full = Reject::TooManyRecords { class: RecordClass::PermissionGroup, limit: 2 };
    assert_eq!(group.decide(&app(), &create_pg("b", 0)).map(drop), Err(full));
    let mut command = create_pg("c", 0);
    command.name = " ".to_string();
    assert_eq!(group.decide(&app(), &command).map(drop), Err(Reject::Blank { field: Field::PermissionGroupName }));
    command.name = too_long(30);
    let long = Reject::TooLong { field: Field::PermissionGroupName, limit: 30, given: 31 };
    assert_eq!(group.decide(&app(), &command).map(drop), Err(long.clone()));
    let renamed = modify_pg("one", PermissionGroupPatch { name: Some(too_long(30)), ..PermissionGroupPatch::default() });
    assert_eq!(group.decide(&app(), &renamed).map(drop), Err(long));
    let long = Reject::TooLong { field: Field::PermissionGroupCustom, limit: 3000, given: 3001 };
    let custom = modify_pg("one", PermissionGroupPatch { custom: Some(too_long(3000)), ..PermissionGroupPatch::default() });
    assert_eq!(group.decide(&app(), &custom).map(drop), Err(long));
}

#[test]
fn a_change_tells_how_it_was_and_how_it_is() {
    let mut group = Scene::ruled();
    group.ok(&by("owner"), &create_pg("one", 1));
    let patch = PermissionGroupPatch { name: Some("other".to_string()), ..PermissionGroupPatch::default() };
    let decision = group.run(&by("owner"), &modify_pg("one", patch.clone())).unwrap();
    let [EventBody::PermissionGroupChanged { before, after }] = &events(&decision)[..] else { panic!("{decision:?}") };
    assert_eq!((before.name.as_str(), after.name.as_str(), after.permissions), ("one", "other", 1));
    assert_eq!(group.decide(&by("owner"), &modify_pg("one", patch)).unwrap().changes, vec![], "it is so already");
    let unknown = Err(Reject::NoSuchPermissionGroup { id: pg("two").to_string() });
    assert_eq!(group.decide(&by("owner"), &regrant("two", 0)).map(drop), unknown);
    assert_eq!(group.decide(&by("bob"), &regrant("two", 0)).map(drop), Err(no_right(Action::ManagePermissionGroups)));
}

#[test]
fn with_a_permission_group_go_its_members() {
    let mut group = Scene::ruled();
    group.grant("on", bits(&[Right::Mute]), &["bob", "eve"]);
    group.grant("one", bits(&[Right::Mute]), &["eve"]);
    let ids = delete_pgs(&["on", "two", "on"]);
    let decision = group.run(&by("owner"), &ids).unwrap();
    assert_eq!(decision.reply, [Outcome::Done, Outcome::Already, Outcome::Already]);
    assert_eq!(events(&decision), [EventBody::PermissionGroupsDeleted { permission_groups: vec![pg("on")] }]);
    let left: vec::Vec<_> = group.records.keys().map(|key| (key.class(), key.place())).collect();
    let member = format!("{}\u{1f}eve", pg("one"));
    let kept = [(RecordClass::PermissionGroup, pg("one").to_string()), (RecordClass::PermissionMember, member)];
    assert_eq!(left, kept, "the members of another whose id begins alike stay");
    assert_eq!(group.ok(&by("owner"), &ids), [Outcome::Already; 3]);
    assert_eq!(group.decide(&by("bob"), &ids).map(drop), Err(no_right(Action::ManagePermissionGroups)));
    let field = Field::PermissionGroupList;
    assert_eq!(group.decide(&app(), &delete_pgs(&[])).map(drop), Err(Reject::NobodyNamed { field }));
    let group = group.with_limits(|limits| limits.permission_groups = 2);
    assert_eq!(group.decide(&app(), &ids).map(drop), Err(Reject::TooMany { field, limit: 2, given: 3 }));
}

#[test]
fn of_two_who_delete_the_same_at_the_same_time_one_is_decided_again() {
    let mut group = Scene::ruled();
    group.grant("one", 0, &[]);
    let (first, second) = (group.decide(&app(), &delete_pgs(&["one"])), group.decide(&by("owner"), &delete_pgs(&["one"])));
    group.apply(&first.unwrap());
    assert!(!group.takes(&second.unwrap()));
}

#[test]
fn whoever_loses_the_right_meanwhile_changes_nothing() {
    let mut group = Scene::ruled();
    group.grant("makers", bits(&[Right::PermissionGroups, Right::PermissionMembers]), &["bob"]);
    group.grant("one", 0, &["eve"]);
    group.open_topic("talk");
    let bob = by("bob");
    let rights = in_topics("one", crate::permission_group::RightsChange::Add, &[("talk", 0)]);
    let created = group.decide(&bob, &create_pg("two", 0)).unwrap();
    let changed = group.decide(&bob, &regrant("one", bits(&[Right::PermissionGroups]))).unwrap();
    let deleted = group.decide(&bob, &delete_pgs(&["one"])).unwrap();
    let put_in = group.decide(&bob, &put_into("one", &["admin"])).unwrap();
    let taken_out = group.decide(&bob, &take_out("one", &["eve"])).unwrap();
    let in_topics = group.decide(&bob, &rights).unwrap();
    group.ok(&by("owner"), &take_out("makers", &["bob"]));
    assert!(!group.takes(&created) && !group.takes(&changed) && !group.takes(&deleted));
    assert!(!group.takes(&put_in) && !group.takes(&taken_out) && !group.takes(&in_topics));
}
