//! Rule tests of attributes.

use crate::attribute::SetAttributes;
use crate::scene::*;
use crate::{
    Action, AttributeChange, Command, Context, EventBody, Field, FieldChange, Kind, Place, Record, RecordKey, Reject, Role, Step,
};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

fn kept(scene: &Scene) -> Vec<(String, String)> {
    match scene.records.get(&RecordKey::Attributes) {
        Some(Record::Attributes(attributes)) => attributes.clone().into_iter().collect(),
        None => Vec::new(),
        Some(other) => panic!("{other:?}"),
    }
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect()
}

fn change(key: &str, before: Option<&str>, after: Option<&str>) -> FieldChange {
    FieldChange { key: key.to_string(), before: before.map(String::from), after: after.map(String::from) }
}

fn behind(command: SetAttributes, sequence: u64) -> SetAttributes {
    SetAttributes { sequence: Some(sequence), ..command }
}

#[test]
fn a_member_sets_attributes_and_everybody_hears_all_of_them() {
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Live) {
        let mut group = Scene::of(kind);
        assert_eq!(group.ok(&by("bob"), &set(&[("b", "1"), ("a", "")])), 1);
        let decision = group.run(&by("eve"), &set(&[("b", "2"), ("c", "3")])).unwrap();
        assert_eq!(decision.reply, 2);
        assert_eq!(kept(&group), pairs(&[("a", ""), ("b", "2"), ("c", "3")]));
        assert_eq!(
            events(&decision),
            [EventBody::AttributesChanged {
                how: AttributeChange::Modify,
                changes: vec![change("b", Some("1"), Some("2")), change("c", None, Some("3"))],
                all: pairs(&[("a", ""), ("b", "2"), ("c", "3")]),
                sequence: 2,
            }]
        );
    }
}

#[test]
fn whoever_replaces_them_leaves_no_other() {
    let mut group = Scene::of(Kind::Public);
    group.ok(&by("bob"), &set(&[("a", "1"), ("b", "2")]));
    let decision = group.run(&app(), &replace(&[("b", "3")])).unwrap();
    let EventBody::AttributesChanged { how, changes, all, .. } = &events(&decision)[0] else { panic!("{decision:?}") };
    assert_eq!((how, all), (&AttributeChange::Set, &pairs(&[("b", "3")])));
    assert_eq!(changes, &[change("a", Some("1"), None), change("b", Some("2"), Some("3"))]);
    group.ok(&by("bob"), &replace(&[]));
    assert_eq!(kept(&group), []);
    assert_eq!(group.records.len(), 0, "no empty record stays behind");
}

#[test]
fn what_is_so_already_commits_nothing() {
    let mut group = Scene::of(Kind::Meeting);
    assert_eq!(group.ok(&by("bob"), &set(&[("a", "1")])), 1);
    for command in [set(&[("a", "1")]), replace(&[("a", "1")]), behind(set(&[("a", "1")]), 1)] {
        let decision = group.decide(&by("bob"), &command).unwrap();
        assert_eq!((decision.reply, decision.changes.len(), decision.events.len()), (1, 0, 0));
    }
    let empty = Scene::of(Kind::Meeting);
    assert_eq!(empty.decide(&by("bob"), &clear()).unwrap().reply, 0);
    assert_eq!(empty.decide(&by("bob"), &replace(&[])).unwrap().changes, []);
}

#[test]
fn who_has_not_seen_the_newest_is_refused_and_told_which_it_is() {
    let mut group = Scene::of(Kind::Public);
    assert_eq!(group.ok(&by("bob"), &behind(set(&[("a", "1")]), 0)), 1);
    let refused = Err(Reject::AttributeConflict { given: 0, current: 1 });
    assert_eq!(group.decide(&by("eve"), &behind(set(&[("a", "2")]), 0)).map(drop), refused);
    assert_eq!(group.decide(&by("eve"), &behind(set(&[("a", "1")]), 0)).map(drop), refused, "also where it would change nothing");
    let ahead = Err(Reject::AttributeConflict { given: 7, current: 1 });
    assert_eq!(group.decide(&by("eve"), &behind(set(&[("a", "2")]), 7)).map(drop), ahead);
    let mut deletion = delete(&["a"]);
    deletion.sequence = Some(0);
    assert_eq!(group.decide(&by("eve"), &deletion).map(drop), refused);
    deletion.sequence = Some(1);
    assert_eq!(group.ok(&by("eve"), &deletion), 2);
}

#[test]
fn of_racing_writers_one_wins_and_the_other_is_decided_again() {
    let mut group = Scene::of(Kind::Public);
    let first = group.decide(&by("bob"), &behind(set(&[("a", "1")]), 0)).unwrap();
    let second = group.decide(&by("eve"), &behind(set(&[("b", "2")]), 0)).unwrap();
    group.apply(&first);
    assert!(!group.takes(&second), "both saw the same state");
    let refused = group.decide(&by("eve"), &behind(set(&[("b", "2")]), 0));
    assert_eq!(refused.map(drop), Err(Reject::AttributeConflict { given: 0, current: 1 }));
    group.ok(&by("eve"), &set(&[("b", "2")]));
    assert_eq!(kept(&group), pairs(&[("a", "1"), ("b", "2")]), "who says no sequence writes whatever others wrote");
}

#[test]
fn deleting_takes_keys_that_are_there() {
    let mut group = Scene::of(Kind::Work);
    group.ok(&by("bob"), &set(&[("a", "1"), ("b", "2"), ("c", "3")]));
    let missing = group.decide(&by("bob"), &delete(&["a", "x"]));
    assert_eq!(missing.map(drop), Err(Reject::NoSuchAttribute { key: "x".to_string() }));
    let decision = group.run(&by("bob"), &delete(&["a", "b", "a"])).unwrap();
    let EventBody::AttributesChanged { how, changes, all, sequence } = &events(&decision)[0] else { panic!("{decision:?}") };
    assert_eq!((how, all, sequence), (&AttributeChange::Delete, &pairs(&[("c", "3")]), &2));
    assert_eq!(changes, &[change("a", Some("1"), None), change("b", Some("2"), None)]);
    let decision = group.run(&by("bob"), &clear()).unwrap();
    let EventBody::AttributesChanged { how, all, sequence, .. } = &events(&decision)[0] else { panic!("{decision:?}") };
    assert_eq!((how, all.len(), sequence), (&AttributeChange::Clear, 0, &3));
    assert_eq!(group.ok(&by("bob"), &clear()), 3, "there are none any more");
    let nobody = Err(Reject::NobodyNamed { field: Field::AttributeKey });
    assert_eq!(group.decide(&by("bob"), &delete(&[])).map(drop), nobody);
}

#[test]
fn keys_and_values_have_their_sizes() {
    let group = Scene::of(Kind::Public);
    let limits = group.limits;
    let tried = |attributes: &[(&str, &str)]| group.decide(&by("bob"), &set(attributes)).map(drop);
    let (key, value) = ("k".repeat(limits.attribute_key_bytes), "v".repeat(limits.attribute_value_bytes));
    assert_eq!(tried(&[(&key, &value)]), Ok(()));
    let long = too_long(limits.attribute_key_bytes);
    assert_eq!(tried(&[(&long, "")]), Err(Reject::TooLong { field: Field::AttributeKey, limit: 32, given: 33 }));
    let long = too_long(limits.attribute_value_bytes);
    assert_eq!(tried(&[("a", &long)]), Err(Reject::TooLong { field: Field::AttributeValue, limit: 4000, given: 4001 }));
    assert_eq!(tried(&[(" ", "")]), Err(Reject::Blank { field: Field::AttributeKey }));
    let twice = Reject::Twice { field: Field::AttributeKey, what: "a".to_string() };
    assert_eq!(tried(&[("a", "1"), ("b", ""), ("a", "2")]), Err(twice));
    assert_eq!(tried(&[]), Err(Reject::NobodyNamed { field: Field::Attributes }));
}

#[test]
fn their_number_and_their_size_together_count_what_is_there_already() {
    let mut group = Scene::of(Kind::Public);
    let keys: Vec<String> = (10..26).map(|at| format!("key{at}")).collect();
    let all: Vec<(&str, &str)> = keys.iter().map(|key| (key.as_str(), "")).collect();
    group.ok(&by("bob"), &set(&all));
    let one_more = Err(Reject::TooMany { field: Field::Attributes, limit: 16, given: 17 });
    assert_eq!(group.decide(&by("bob"), &set(&[("x", "")])).map(drop), one_more);
    group.ok(&by("bob"), &set(&[("key10", "other")]));
    // Keys and values: 4 keys of 5 bytes with 3995 each make 16000.
    let value = "v".repeat(3995);
    let full: Vec<(&str, &str)> = keys[..4].iter().map(|key| (key.as_str(), value.as_str())).collect();
    group.ok(&by("bob"), &replace(&full));
    let over = Err(Reject::TooLong { field: Field::Attributes, limit: 16_000, given: 16_001 });
    assert_eq!(group.decide(&by("bob"), &set(&[("x", "")])).map(drop), over);
    assert_eq!(group.decide(&by("bob"), &set(&[("key10", "v"), ("x", "")])).map(drop), Ok(()));
}

#[test]
fn a_list_as_long_as_a_request_is_looked_at_once() {
    let many = (0..100_000).map(|at| (at.to_string(), String::new())).collect();
    let refused = Scene::of(Kind::Public).decide(&by("bob"), &SetAttributes { attributes: many, ..set(&[]) });
    assert_eq!(refused.map(drop), Err(Reject::TooMany { field: Field::Attributes, limit: 16, given: 100_000 }));
}

#[test]
fn a_limit_that_was_lowered_lets_one_change_what_is_there() {
    let mut group = Scene::of(Kind::Public);
    group.ok(&by("bob"), &set(&[("a", "1"), ("b", "2")]));
    let mut group = group.with_limits(|limits| (limits.attributes, limits.attributes_bytes) = (1, 1));
    group.ok(&by("bob"), &set(&[("a", "3")]));
    let more = Err(Reject::TooMany { field: Field::Attributes, limit: 1, given: 3 });
    assert_eq!(group.decide(&by("bob"), &set(&[("c", "")])).map(drop), more);
    group.ok(&by("bob"), &delete(&["a"]));
}

#[test]
fn outsiders_write_nothing_and_members_only_where_the_app_lets_them() {
    let group = Scene::of(Kind::Public);
    let outside = Err(Reject::Outsider { action: Action::EditAttributes });
    assert_eq!(group.decide(&by("joe"), &set(&[("a", "1")])).map(drop), outside);
    assert_eq!(group.decide(&by("joe"), &clear()).map(drop), outside);
    let group = group.with_policy(|policy| policy.members_write_attributes = false);
    let refused = Reject::NotPermitted {
        action: Action::EditAttributes,
        kind: Kind::Public,
        place: Place::Inside(Role::Member),
        needed: Some(Place::Inside(Role::Admin)),
    };
    assert_eq!(group.decide(&by("bob"), &set(&[("a", "1")])).map(drop), Err(refused.clone()));
    assert_eq!(group.decide(&by("bob"), &delete(&["a"])).map(drop), Err(refused));
    for actor in [by("admin"), by("owner"), app()] {
        assert_eq!(group.decide(&actor, &set(&[("a", "1")])).map(drop), Ok(()));
    }
}

#[test]
fn whoever_is_present_in_a_live_group_writes_them() {
    let group = Scene::of(Kind::Live);
    let command = set(&[("seat", "joe")]);
    let view = group.view(&command.reads(&by("joe")));
    let mut context = Context::new(group.now, &group.limits);
    let absent = command.decide(&by("joe"), &view, &context).map(drop);
    assert_eq!(absent, Err(Reject::Outsider { action: Action::EditAttributes }));
    context.present = true;
    assert!(matches!(command.decide(&by("joe"), &view, &context), Ok(Step::Done(_))));
    let group = Scene::of(Kind::Public);
    let view = group.view(&command.reads(&by("joe")));
    let elsewhere = command.decide(&by("joe"), &view, &context).map(drop);
    assert_eq!(elsewhere, Err(Reject::Outsider { action: Action::EditAttributes }), "other groups store their members");
}

#[test]
fn a_writer_who_leaves_meanwhile_writes_nothing() {
    let mut group = Scene::of(Kind::Public);
    let decision = group.decide(&by("bob"), &set(&[("a", "1")])).unwrap();
    group.ok(&by("bob"), &quit());
    assert!(!group.takes(&decision));
}
