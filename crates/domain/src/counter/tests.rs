//! Rule tests of counters.

use crate::scene::*;
use crate::{Action, CounterChange, EventBody, Field, Kind, Place, Record, RecordKey, Reject, Role};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

fn kept(scene: &Scene) -> Vec<(String, i64)> {
    match scene.records.get(&RecordKey::Counters) {
        Some(Record::Counters(counters)) => counters.clone().into_iter().collect(),
        None => Vec::new(),
        Some(other) => panic!("{other:?}"),
    }
}

fn values(values: &[(&str, i64)]) -> Vec<(String, i64)> {
    values.iter().map(|(key, value)| (key.to_string(), *value)).collect()
}

fn change(key: &str, before: Option<i64>, after: Option<i64>) -> CounterChange {
    CounterChange { key: key.to_string(), before, after }
}

#[test]
fn counters_are_set_and_counted_up_and_down_and_begin_at_nothing() {
    for kind in [Kind::Public, Kind::Work, Kind::Meeting, Kind::BChatRoom] {
        let mut group = Scene::of(kind);
        assert_eq!(group.ok(&by("bob"), &increase(&[("b", 3), ("a", -2)])), values(&[("b", 3), ("a", -2)]));
        let decision = group.run(&by("eve"), &decrease(&[("b", 5), ("c", 1)])).unwrap();
        assert_eq!(decision.reply, values(&[("b", -2), ("c", -1)]));
        let changes = vec![change("b", Some(3), Some(-2)), change("c", None, Some(-1))];
        assert_eq!(events(&decision), [EventBody::CountersChanged { changes }]);
        group.ok(&app(), &set_counters(&[("a", 7)]));
        assert_eq!(kept(&group), values(&[("a", 7), ("b", -2), ("c", -1)]));
    }
}

#[test]
fn what_is_so_already_commits_nothing_but_a_counter_of_nothing_comes_to_be() {
    let mut group = Scene::of(Kind::Public);
    group.ok(&by("bob"), &increase(&[("a", 0)]));
    assert_eq!(kept(&group), values(&[("a", 0)]));
    for command in [set_counters(&[("a", 0)]), increase(&[("a", 0)]), decrease(&[("a", 0)])] {
        let decision = group.decide(&by("bob"), &command).unwrap();
        assert_eq!((decision.reply, decision.changes), (values(&[("a", 0)]), vec![]));
    }
}

#[test]
fn of_those_who_count_at_the_same_time_one_is_decided_again_and_nothing_is_lost() {
    let mut group = Scene::of(Kind::Public);
    for _ in 0..10 {
        let first = group.decide(&by("bob"), &increase(&[("a", 1)])).unwrap();
        let second = group.decide(&by("eve"), &increase(&[("a", 1)])).unwrap();
        group.apply(&first);
        assert!(!group.takes(&second));
        group.ok(&by("eve"), &increase(&[("a", 1)]));
    }
    assert_eq!(kept(&group), values(&[("a", 20)]));
}

#[test]
fn a_counter_stays_within_sixty_four_bits() {
    let mut group = Scene::of(Kind::Public);
    group.ok(&by("bob"), &set_counters(&[("high", i64::MAX), ("low", i64::MIN)]));
    let over = |key: &str, value, wanted| Err(Reject::CounterOverflow { key: key.to_string(), value, wanted });
    let tried = |command| group.decide(&by("bob"), &command).map(drop);
    assert_eq!(tried(increase(&[("high", 1)])), over("high", i64::MAX, i128::from(i64::MAX) + 1));
    assert_eq!(tried(decrease(&[("low", 1)])), over("low", i64::MIN, i128::from(i64::MIN) - 1));
    assert_eq!(tried(decrease(&[("new", i64::MIN)])), over("new", 0, i128::from(i64::MAX) + 1));
    assert_eq!(tried(increase(&[("a", 1), ("high", i64::MAX)])), over("high", i64::MAX, 2 * i128::from(i64::MAX)));
    assert_eq!(tried(decrease(&[("high", i64::MAX)])), Ok(()));
    assert_eq!(tried(increase(&[("low", i64::MAX), ("high", i64::MIN)])), Ok(()));
}

#[test]
fn keys_have_a_size_and_a_number() {
    let mut group = Scene::of(Kind::Public);
    let key = "k".repeat(128);
    group.ok(&by("bob"), &increase(&[(&key, 1)]));
    let tried = |group: &Scene, counters: &[(&str, i64)]| group.decide(&by("bob"), &increase(counters)).map(drop);
    let long = too_long(128);
    assert_eq!(tried(&group, &[(&long, 1)]), Err(Reject::TooLong { field: Field::CounterKey, limit: 128, given: 129 }));
    assert_eq!(tried(&group, &[("  ", 1)]), Err(Reject::Blank { field: Field::CounterKey }));
    let twice = Reject::Twice { field: Field::CounterKey, what: "a".to_string() };
    assert_eq!(tried(&group, &[("a", 1), ("a", 1)]), Err(twice));
    assert_eq!(tried(&group, &[]), Err(Reject::NobodyNamed { field: Field::Counters }));
    let keys: Vec<String> = (0..20).map(|at| format!("{at}")).collect();
    let more: Vec<(&str, i64)> = keys.iter().map(|key| (key.as_str(), 1)).collect();
    let over = Err(Reject::TooMany { field: Field::Counters, limit: 20, given: 21 });
    assert_eq!(tried(&group, &more), over);
    group.ok(&by("bob"), &increase(&more[1..]));
    assert_eq!(tried(&group, &more[..1]), over);
    group.ok(&by("bob"), &increase(&more[1..]));
    // As many as a request can hold: one look at each of them, not at each pair.
    let keys: Vec<String> = (100..100_100).map(|at| format!("{at}")).collect();
    let most: Vec<(&str, i64)> = keys.iter().map(|key| (key.as_str(), 1)).collect();
    assert_eq!(tried(&group, &most), Err(Reject::TooMany { field: Field::Counters, limit: 20, given: 100_020 }));
}

#[test]
fn a_limit_that_was_lowered_lets_one_change_what_is_there() {
    let mut group = Scene::of(Kind::Public);
    group.ok(&by("bob"), &increase(&[("a", 1), ("b", 1)]));
    let mut group = group.with_limits(|limits| limits.counters = 1);
    group.ok(&by("bob"), &increase(&[("a", 1)]));
    let more = Err(Reject::TooMany { field: Field::Counters, limit: 1, given: 3 });
    assert_eq!(group.decide(&by("bob"), &increase(&[("c", 1)])).map(drop), more);
}

#[test]
fn deleting_passes_over_what_is_not_there() {
    let mut group = Scene::of(Kind::Public);
    group.ok(&by("bob"), &set_counters(&[("a", 1), ("b", 2), ("c", 3)]));
    let decision = group.run(&by("bob"), &delete_counters(Some(&["b", "x"]))).unwrap();
    assert_eq!(events(&decision), [EventBody::CountersChanged { changes: vec![change("b", Some(2), None)] }]);
    assert_eq!(group.decide(&by("bob"), &delete_counters(Some(&["x"]))).unwrap().changes, []);
    assert_eq!(group.ok(&by("bob"), &increase(&[("b", 1)])), values(&[("b", 1)]), "it begins at nothing again");
    group.ok(&by("bob"), &delete_counters(None));
    assert_eq!((kept(&group), group.records.len()), (vec![], 0));
    let nobody = Err(Reject::NobodyNamed { field: Field::CounterKey });
    assert_eq!(group.decide(&by("bob"), &delete_counters(Some(&[]))).map(drop), nobody);
}

#[test]
fn communities_have_no_counters() {
    let group = Scene::of(Kind::Community);
    let refused = Err(Reject::NotOfKind { field: Field::Counters, kind: Kind::Community });
    assert_eq!(group.decide(&app(), &increase(&[("a", 1)])).map(drop), refused);
    assert_eq!(group.decide(&by("owner"), &delete_counters(None)).map(drop), refused);
}

#[test]
fn outsiders_count_nothing_and_members_only_where_the_app_lets_them() {
    let group = Scene::of(Kind::Work);
    let outside = Err(Reject::Outsider { action: Action::EditCounters });
    assert_eq!(group.decide(&by("joe"), &increase(&[("a", 1)])).map(drop), outside);
    assert_eq!(group.decide(&by("joe"), &delete_counters(None)).map(drop), outside);
    let group = group.with_policy(|policy| policy.members_write_counters = false);
    let refused = Reject::NotPermitted {
        action: Action::EditCounters,
        kind: Kind::Work,
        place: Place::Inside(Role::Member),
        needed: Some(Place::Inside(Role::Owner)),
    };
    assert_eq!(group.decide(&by("bob"), &increase(&[("a", 1)])).map(drop), Err(refused));
    assert_eq!(group.decide(&by("owner"), &increase(&[("a", 1)])).map(drop), Ok(()));
}
