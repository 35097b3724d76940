use crate::scene::*;
use crate::{Action, EventBody, Field, GivenBy, Outcome, Record, RecordKey, Reject, Right, TopicRight};
use alloc::string::ToString;
use alloc::vec;

const MEMBERS: u64 = 1 << Right::PermissionMembers.bit();

fn is_in(scene: &Scene, name: &str, id: &str) -> bool {
    let key = RecordKey::PermissionMember { permission_group: pg(name), user: user(id) };
    matches!(scene.records.get(&key), Some(Record::PermissionMember(member)) if member.user == user(id))
}

#[test]
fn members_are_put_in_and_taken_out_each_answered_for_himself() {
    let mut group = Scene::ruled();
    group.grant("one", 0, &["eve"]);
    let decision = group.run(&by("owner"), &put_into("one", &["bob", "eve", "joe", "bob"])).unwrap();
    let answers = [("bob", Outcome::Done), ("eve", Outcome::Already), ("joe", Outcome::Failed)];
    assert_eq!(outcomes(&decision.reply), answers);
    assert_eq!(events(&decision), [EventBody::PermissionMembersAdded { permission_group: pg("one"), users: users(&["bob"]) }]);
    assert!(is_in(&group, "one", "bob") && !is_in(&group, "one", "joe"));
    let decision = group.run(&by("owner"), &take_out("one", &["joe", "eve", "bob"])).unwrap();
    assert_eq!(outcomes(&decision.reply), [("joe", Outcome::Already), ("eve", Outcome::Done), ("bob", Outcome::Done)]);
    let users = users(&["eve", "bob"]);
    assert_eq!(events(&decision), [EventBody::PermissionMembersRemoved { permission_group: pg("one"), users }]);
    assert!(!is_in(&group, "one", "bob") && !is_in(&group, "one", "eve"));
    assert_eq!(group.decide(&app(), &take_out("one", &["bob"])).unwrap().changes, vec![]);
    assert_eq!(group.decide(&app(), &put_into("one", &["joe"])).unwrap().changes, vec![]);
}

#[test]
fn it_takes_the_right_and_nobody_hands_on_what_he_has_not() {
    let mut group = Scene::ruled();
    group.grant("weak", bits(&[Right::Mute]), &[]);
    group.grant("strong", bits(&[Right::Mute, Right::Ban]), &[]);
    let action = Action::ManagePermissionMembers;
    let refused = Err(Reject::NoRight { action, given_by: GivenBy::of(action) });
    for who in ["bob", "admin"] {
        assert_eq!(group.decide(&by(who), &put_into("weak", &["bob"])).map(drop), refused, "{who}");
        assert_eq!(group.decide(&by(who), &take_out("weak", &["bob"])).map(drop), refused, "{who}");
    }
    group.grant("keepers", MEMBERS | bits(&[Right::Mute]), &["bob"]);
    group.ok(&by("bob"), &put_into("weak", &["eve"]));
    let more = Err(Reject::MoreThanOwn { missing: bits(&[Right::Ban]) });
    assert_eq!(group.decide(&by("bob"), &put_into("strong", &["bob"])).map(drop), more);
    group.ok(&by("owner"), &put_into("strong", &["eve"]));
    group.ok(&by("bob"), &take_out("strong", &["eve"]));
}

#[test]
fn rights_in_topics_are_handed_on_by_who_has_them_there_or_everywhere() {
    let mute = topic_bits(&[TopicRight::Mute]);
    let mut group = Scene::ruled();
    group.grant_in("talk", 0, &[("talk", mute)], &[]);
    group.grant("keepers", MEMBERS, &["bob", "eve", "admin"]);
    let more = Err(Reject::MoreThanOwn { missing: mute });
    assert_eq!(group.decide(&by("bob"), &put_into("talk", &["bob"])).map(drop), more);
    group.grant_in("elsewhere", 0, &[("other", mute)], &["bob"]);
    assert_eq!(group.decide(&by("bob"), &put_into("talk", &["bob"])).map(drop), more);
    group.grant_in("here", 0, &[("talk", mute)], &["eve"]);
    group.ok(&by("eve"), &put_into("talk", &["bob"]));
    group.grant("everywhere", bits(&[Right::Mute]), &["admin"]);
    group.ok(&by("admin"), &put_into("talk", &["admin"]));
}

#[test]
fn a_permission_group_must_be_there_and_somebody_be_named() {
    let group = Scene::ruled().with_limits(|limits| limits.permission_members = 1);
    let unknown = Err(Reject::NoSuchPermissionGroup { id: pg("one").to_string() });
    assert_eq!(group.decide(&app(), &put_into("one", &["bob"])).map(drop), unknown);
    assert_eq!(group.decide(&app(), &take_out("one", &["bob"])).map(drop), unknown);
    let nobody = Err(Reject::NobodyNamed { field: Field::Members });
    assert_eq!(group.decide(&app(), &put_into("one", &[])).map(drop), nobody);
    let many = Err(Reject::TooManyAccounts { limit: 1, given: 2 });
    assert_eq!(group.decide(&app(), &take_out("one", &["bob", "eve"])).map(drop), many);
}

#[test]
fn who_leaves_the_community_leaves_its_permission_groups() {
    let mut group = Scene::ruled();
    group.grant("one", bits(&Right::ALL), &["bob"]);
    group.ok(&by("bob"), &quit());
    assert!(!is_in(&group, "one", "bob"));
    group.seat("bob", crate::Role::Member);
    assert!(group.decide(&by("bob"), &kick(&["eve"])).is_err(), "who comes back has nothing of it");
}

#[test]
fn who_leaves_meanwhile_is_not_put_in_and_a_group_that_changes_meanwhile_is_looked_at_again() {
    let mut group = Scene::ruled();
    group.grant("one", 0, &[]);
    let late = group.decide(&by("owner"), &put_into("one", &["bob"])).unwrap();
    let mut left = group.clone();
    left.ok(&by("bob"), &quit());
    assert!(!left.takes(&late));
    let mut changed = group.clone();
    changed.ok(&by("owner"), &regrant("one", 1));
    assert!(!changed.takes(&late), "it may give more now");
    group.ok(&by("owner"), &delete_pgs(&["one"]));
    assert!(!group.takes(&late));
}

#[test]
fn of_two_who_do_the_same_at_the_same_time_one_is_decided_again() {
    let mut group = Scene::ruled();
    group.grant("one", 0, &[]);
    for command in [put_into("one", &["bob"]), put_into("one", &["eve"])] {
        let (first, second) = (group.decide(&app(), &command).unwrap(), group.decide(&by("owner"), &command).unwrap());
        group.apply(&first);
        assert!(!group.takes(&second));
    }
    let command = take_out("one", &["bob"]);
    let (first, second) = (group.decide(&app(), &command).unwrap(), group.decide(&by("owner"), &command).unwrap());
    group.apply(&first);
    assert!(!group.takes(&second));
}
