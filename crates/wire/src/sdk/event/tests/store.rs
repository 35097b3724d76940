use super::{group, known, user};
use crate::sdk::event::{Event, Tip, of_body, text};
use opentim_domain::{Actor, AttributeChange, CounterChange, EventBody, Face, Millis};
use serde_json::{Value, json};

fn said(body: &EventBody) -> Value {
    let actor = Actor::user(user("op"), Face::Sdk);
    let tip = Tip { group: &group(), at: Millis(1), member_count: 1, actor: &actor, body };
    serde_json::from_str(&text(&tip, &known(&[])).unwrap()).unwrap()
}

#[test]
fn a_change_of_attributes_tells_all_of_them() {
    let all = vec![("a".into(), "1".into()), ("b".into(), "\"".into())];
    let body = EventBody::AttributesChanged { how: AttributeChange::Delete, changes: Vec::new(), all, sequence: 3 };
    let array =
        r#"[{"group_attribute_key":"a","group_attribute_value":"1"},{"group_attribute_key":"b","group_attribute_value":"\""}]"#;
    assert_eq!((of_body(&body), said(&body)), (Event::GroupAttributes, json!(["club", array])));
}

#[test]
fn each_counter_is_a_call_of_its_own() {
    let change = |key: &str, after| CounterChange { key: key.into(), before: Some(1), after };
    let body = EventBody::CountersChanged { changes: vec![change("a", Some(i64::MAX)), change("b", Some(-2)), change("c", None)] };
    let calls = said(&body);
    assert_eq!(calls, json!([["club", "a", "9223372036854775807"], ["club", "b", -2], ["club", "c", 0]]));
    let told = calls.to_string();
    let said: Vec<&str> = of_body(&body).calls(&told);
    assert_eq!(said, [r#"["club","a","9223372036854775807"]"#, r#"["club","b",-2]"#, r#"["club","c",0]"#]);
}
