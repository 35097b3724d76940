use super::{code, group, request, said};
use crate::sdk::group::{
    attributes_asked, attributes_found, count, counters_asked, counters_found, delete_attributes, delete_counters, init_attributes,
    set_attributes, set_counters,
};
use opentim_domain::attribute::{DeleteAttributes, SetAttributes};
use opentim_domain::counter::{ChangeCounters, CounterMode, DeleteCounters};
use serde_json::{Value, json};

fn attribute(key: &str, value: &str) -> Value {
    json!({ "group_attribute_key": key, "group_attribute_value": value })
}

#[test]
fn attributes_are_taken_as_they_stand_and_for_no_state_of_them() {
    let argument = json!({ "groupId": "g", "attributes": [attribute("b", "2"), attribute("a", "")], "data": 5 });
    let attributes = vec![("b".into(), "2".into()), ("a".into(), String::new())];
    let set = SetAttributes { group: group("g"), attributes, replace: false, sequence: None };
    assert_eq!(set_attributes(&request("TIMGroupSetGroupAttributes", &argument)).unwrap(), set);
    let init = SetAttributes { replace: true, ..set };
    assert_eq!(init_attributes(&request("TIMGroupInitGroupAttributes", &argument)).unwrap(), init);
}

#[test]
fn an_empty_array_of_keys_stands_for_all() {
    for (given, keys) in [(json!(["a"]), Some(vec!["a".to_owned()])), (json!([]), None)] {
        let argument = json!({ "groupId": "g", "attributesKey": given });
        let delete = DeleteAttributes { group: group("g"), keys: keys.clone(), sequence: None };
        assert_eq!(delete_attributes(&request("TIMGroupDeleteGroupAttributes", &argument)).unwrap(), delete);
        assert_eq!(attributes_asked(&request("TIMGroupGetGroupAttributes", &argument)).unwrap(), (group("g"), keys.clone()));
        let argument = json!({ "group_id": "g", "json_group_counter_key_array": given });
        assert_eq!(counters_asked(&request("TIMGroupGetGroupCounters", &argument)).unwrap(), (group("g"), keys.clone()));
        let delete = DeleteCounters { group: group("g"), keys };
        assert_eq!(delete_counters(&request("opentimDeleteGroupCounters", &argument)).unwrap(), delete);
    }
    let all = request("TIMGroupGetGroupAttributes", &json!({ "groupId": "g" }));
    assert_eq!(attributes_asked(&all).unwrap(), (group("g"), None));
    assert_eq!(delete_counters(&request("opentimDeleteGroupCounters", &json!({ "group_id": "g" }))).unwrap().keys, None);
    // What deletes everything is said, not left out.
    assert_eq!(code("TIMGroupDeleteGroupAttributes", &json!({ "groupId": "g" })), -4);
    assert_eq!(code("TIMGroupGetGroupCounters", &json!({ "group_id": "g" })), -4);
}

#[test]
fn a_fault_names_its_place() {
    let attributes = |attributes: Value| {
        said(set_attributes(&request("TIMGroupSetGroupAttributes", &json!({ "groupId": "g", "attributes": attributes }))))
    };
    let second = attributes(json!([attribute("a", "b"), { "group_attribute_key": "k", "group_attribute_value": 5 }]));
    assert_eq!(second, (10004, "attributes[1].group_attribute_value must be text, the number 5 was given".into()));
    assert_eq!(attributes(json!([{}])), (10004, "attributes[0].group_attribute_key is required".into()));
    assert_eq!(attributes(json!("a")).0, 10004);
    let id = request("TIMGroupSetGroupAttributes", &json!({ "groupId": "\u{7fa4}", "attributes": [] }));
    assert_eq!(said(set_attributes(&id)).0, 10015);
}

fn counted(value: &Value) -> Result<i64, (i32, String)> {
    let argument = json!({ "group_id": "g", "group_counter_key": "n", "group_counter_value": value });
    let command = count(&request("TIMGroupIncreaseGroupCounter", &argument), CounterMode::Increase);
    command.map(|command| command.counters[0].1).map_err(|failure| (failure.code, failure.desc))
}

#[test]
fn counters_are_whole_numbers_of_64_bits_as_number_or_text() {
    for (given, taken) in [
        (json!(0), 0),
        (json!(-5), -5),
        (json!(3.0), 3),
        (json!(9_007_199_254_740_991_i64), 9_007_199_254_740_991),
        (json!("-9007199254740993"), -9_007_199_254_740_993),
        (json!("9223372036854775807"), i64::MAX),
        (json!("-9223372036854775808"), i64::MIN),
        (json!("-0"), 0),
        (json!("007"), 7),
    ] {
        assert_eq!(counted(&given), Ok(taken), "{given}");
    }
}

#[test]
fn what_is_no_such_number_is_refused_by_its_name() {
    let wrong = [
        json!(1.5),
        json!(1e300),
        json!(9_007_199_254_740_992_i64),
        json!(-9_007_199_254_740_992_i64),
        json!(u64::MAX),
        json!(null),
        json!(true),
        json!([]),
        json!({}),
        json!(""),
        json!("-"),
        json!("+1"),
        json!(" 1"),
        json!("1e3"),
        json!("1.0"),
        json!("0x1"),
        json!("--1"),
        json!("\u{661}"),
        json!("9223372036854775808"),
        json!("-9223372036854775809"),
        json!("NaN"),
    ];
    for given in wrong {
        let (code, desc) = counted(&given).expect_err(&given.to_string());
        assert_eq!(code, 10004);
        assert!(desc.starts_with("group_counter_value must be a whole number from -9223372036854775808 to"), "{desc}");
    }
    let missing = request("TIMGroupDecreaseGroupCounter", &json!({ "group_id": "g", "group_counter_key": "n" }));
    assert_eq!(said(count(&missing, CounterMode::Decrease)), (10004, "group_counter_value is required".into()));
    let counter = json!({ "group_counter_key": "n", "group_counter_value": "one" });
    let params = json!({ "params": { "group_id": "g", "json_group_counter_array": [counter] } });
    let (_, desc) = said(set_counters(&request("TIMGroupSetGroupCounters", &params)));
    assert!(desc.starts_with("params.json_group_counter_array[0].group_counter_value must be"), "{desc}");
}

#[test]
fn counters_are_set_and_counted() {
    let counter = |key: &str, value: Value| json!({ "group_counter_key": key, "group_counter_value": value });
    let array = json!([counter("a", json!(1)), counter("b", json!("-2"))]);
    let params = json!({ "params": { "group_id": "g", "json_group_counter_array": array } });
    let counters = vec![("a".into(), 1), ("b".into(), -2)];
    let set = ChangeCounters { group: group("g"), counters, mode: CounterMode::Set };
    assert_eq!(set_counters(&request("TIMGroupSetGroupCounters", &params)).unwrap(), set);
}

#[test]
fn answers_hold_text_where_javascript_numbers_are_not_exact() {
    const EXACT: i64 = (1 << 53) - 1;
    let pairs = [EXACT, -EXACT, EXACT + 1, -EXACT - 1, i64::MAX, i64::MIN].map(|value| ("n".to_owned(), value));
    let answer = serde_json::to_value(counters_found(&pairs)).unwrap();
    let values: Vec<&Value> = answer.as_array().unwrap().iter().map(|counter| &counter["group_counter_value"]).collect();
    let (end, start) = (json!("9223372036854775807"), json!("-9223372036854775808"));
    assert_eq!(values, [&json!(EXACT), &json!(-EXACT), &json!("9007199254740992"), &json!("-9007199254740992"), &end, &start]);
    let found = attributes_found(&[("k".into(), "v".into())]);
    assert_eq!(serde_json::to_value(found).unwrap(), json!([attribute("k", "v")]));
}
