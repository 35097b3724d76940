use crate::permission_group::RightsChange::{self, Add, Delete, Modify};
use crate::scene::*;
use crate::{Action, EventBody, Field, GivenBy, Outcome, Record, RecordKey, Reject, Right, TopicRight, TopicRights};
use alloc::string::ToString;
use alloc::vec;

fn community() -> Scene {
    let mut group = Scene::ruled();
    group.open_topic("talk");
    group.open_topic("news");
    group.grant("one", 0, &[]);
    group
}

fn rights(scene: &Scene, name: &str, topic: &str) -> Option<u64> {
    match scene.records.get(&RecordKey::PermissionGroup(pg(name))) {
        Some(Record::PermissionGroup(group)) => group.topics.get(&topic_id(topic)).copied(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn rights_in_topics_are_added_changed_and_deleted() {
    let mut group = community();
    let decision = group.run(&by("owner"), &in_topics("one", Add, &[("talk", 4), ("news", 0)])).unwrap();
    assert_eq!(decision.reply, [Outcome::Done; 2]);
    let change = |topic, before, after| TopicRights { topic: topic_id(topic), before, after };
    let topics = vec![change("talk", None, Some(4)), change("news", None, Some(0))];
    assert_eq!(events(&decision), [EventBody::TopicRightsChanged { permission_group: pg("one"), topics }]);
    let decision = group.run(&by("owner"), &in_topics("one", Modify, &[("talk", 5), ("news", 0)])).unwrap();
    assert_eq!(decision.reply, [Outcome::Done, Outcome::Already]);
    assert_eq!(rights(&group, "one", "talk"), Some(5));
    let decision = group.run(&by("owner"), &in_topics("one", Delete, &[("talk", 0), ("talk", 0)])).unwrap();
    assert_eq!(decision.reply, [Outcome::Done, Outcome::Already]);
    let topics = vec![change("talk", Some(5), None)];
    assert_eq!(events(&decision), [EventBody::TopicRightsChanged { permission_group: pg("one"), topics }]);
    assert_eq!((rights(&group, "one", "talk"), rights(&group, "one", "news")), (None, Some(0)));
}

#[test]
fn adding_where_there_are_some_changes_nothing_and_changing_where_there_are_none_is_refused() {
    let mut group = community();
    group.ok(&by("owner"), &in_topics("one", Add, &[("talk", 4)]));
    assert_eq!(group.ok(&by("owner"), &in_topics("one", Add, &[("talk", 5)])), [Outcome::Already]);
    assert_eq!(rights(&group, "one", "talk"), Some(4));
    let tried =
        |how: RightsChange, topics: &[(&str, u64)]| group.decide(&app(), &in_topics("one", how, topics)).map(|done| done.reply);
    let none = Err(Reject::NoTopicRights { topic: topic_id("news").to_string() });
    assert_eq!(tried(Modify, &[("news", 1)]), none);
    let unknown = Err(Reject::NoSuchTopic { topic: topic_id("gone").to_string() });
    assert_eq!(tried(Add, &[("gone", 1)]), unknown);
    assert_eq!(tried(Modify, &[("gone", 1)]), unknown);
    assert_eq!(tried(Delete, &[("gone", 1)]), Ok(vec![Outcome::Already]));
    assert_eq!(tried(Add, &[("gone", 1), ("news", 1)]), Ok(vec![Outcome::Failed, Outcome::Done]), "one does not hide the other");
}

#[test]
fn it_takes_the_right_there_or_over_permission_groups_and_nobody_gives_more_than_he_has() {
    let mut group = community();
    let action = Action::ManageTopicRights;
    let refused = Err(Reject::NoRight { action, given_by: GivenBy::of(action) });
    let add = |rights| in_topics("one", Add, &[("talk", rights)]);
    assert_eq!(group.decide(&by("bob"), &add(0)).map(drop), refused);
    assert_eq!(group.decide(&by("admin"), &add(0)).map(drop), refused);
    assert_eq!(
        group.decide(&by("bob"), &in_topics("none", Add, &[("talk", 0)])).map(drop),
        refused,
        "he does not learn what there is"
    );
    let unknown = Err(Reject::NoSuchPermissionGroup { id: pg("none").to_string() });
    assert_eq!(group.decide(&app(), &in_topics("none", Add, &[("talk", 0)])).map(drop), unknown);
    let own = topic_bits(&[TopicRight::Permissions, TopicRight::Mute]);
    group.grant_in("here", 0, &[("talk", own)], &["bob"]);
    let recall = topic_bits(&[TopicRight::Recall]);
    assert_eq!(group.decide(&by("bob"), &add(own | recall)).map(drop), Err(Reject::MoreThanOwn { missing: recall }));
    assert_eq!(group.decide(&by("bob"), &in_topics("one", Add, &[("news", 0)])).map(drop), refused, "that is another topic");
    let both = in_topics("one", Add, &[("news", 0), ("talk", own)]);
    assert_eq!(group.ok(&by("bob"), &both), [Outcome::Failed, Outcome::Done]);
    group.grant("makers", bits(&[Right::PermissionGroups]), &["eve"]);
    group.ok(&by("eve"), &in_topics("one", Modify, &[("talk", 0)]));
}

#[test]
fn topics_are_named_and_not_too_many() {
    let group = community().with_limits(|limits| limits.permission_topics = 1);
    let field = Field::TopicPermissions;
    assert_eq!(group.decide(&app(), &in_topics("one", Add, &[])).map(drop), Err(Reject::NobodyNamed { field }));
    let two = in_topics("one", Add, &[("talk", 0), ("news", 0)]);
    assert_eq!(group.decide(&app(), &two).map(drop), Err(Reject::TooMany { field, limit: 1, given: 2 }));
    let mut group = group;
    group.ok(&app(), &in_topics("one", Add, &[("talk", 0)]));
    let more = in_topics("one", Add, &[("news", 0)]);
    assert_eq!(group.decide(&app(), &more).map(drop), Err(Reject::TooMany { field, limit: 1, given: 2 }));
}

#[test]
fn a_topic_that_ends_meanwhile_gets_no_rights() {
    let mut group = community();
    let late = group.decide(&by("owner"), &in_topics("one", Add, &[("talk", 1)])).unwrap();
    group.records.remove(&RecordKey::Topic(topic_id("talk")));
    assert!(!group.takes(&late));
}

#[test]
fn rights_that_are_there_already_are_not_given_by_who_keeps_them() {
    let mut group = community();
    let (recall, mute) = (topic_bits(&[TopicRight::Recall]), topic_bits(&[TopicRight::Mute]));
    group.grant_in("one", 0, &[("talk", recall)], &[]);
    group.grant_in("here", 0, &[("talk", mute | topic_bits(&[TopicRight::Permissions]))], &["bob"]);
    group.ok(&by("bob"), &in_topics("one", Modify, &[("talk", recall | mute)]));
    group.ok(&by("bob"), &in_topics("one", Modify, &[("talk", mute)]));
    let more = Err(Reject::MoreThanOwn { missing: recall });
    assert_eq!(group.decide(&by("bob"), &in_topics("one", Modify, &[("talk", recall)])).map(drop), more);
}

#[test]
fn of_two_who_change_the_same_permission_group_at_the_same_time_one_is_decided_again() {
    let mut group = community();
    let first = group.decide(&by("owner"), &in_topics("one", Add, &[("talk", 1)])).unwrap();
    let second = group.decide(&app(), &in_topics("one", Add, &[("news", 1)])).unwrap();
    group.apply(&first);
    assert!(!group.takes(&second), "it would take back what the first has done");
}
