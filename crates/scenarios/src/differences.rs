//! Where two stories of one scenario differ.

use crate::fixture::Scenario;
use crate::story::Story;
use serde_json::Value;

/// Says where.
pub(crate) fn between(scenario: &Scenario, by_sdk: &Story, by_rest: &Story) -> Vec<String> {
    let mut found = Vec::new();
    let states =
        |story: &Story| renamed(&story.names.iter().chain(&story.deciders).collect(), serde_json::to_value(&story.state).unwrap());
    differ("the state", &states(by_sdk), &states(by_rest), &mut found);
    if scenario.events_vary {
        return found;
    }
    let logs = |story: &Story| {
        renamed(&story.names.iter().collect(), serde_json::json!({ "events": story.events, "notices": story.notices }))
    };
    differ("the log", &logs(by_sdk), &logs(by_rest), &mut found);
    let words_differ = |at: usize| scenario.steps[at].told_by_rest.is_some();
    let told = |story: &Story| {
        let same = story.told.iter().filter(|(at, ..)| !words_differ(*at));
        let rows: Vec<Value> = same
            .map(|(at, user, word, whole)| serde_json::json!({ "step": at, "user": user, "word": word, "whole": whole }))
            .collect();
        renamed(&story.names.iter().collect(), Value::Array(by_user(rows)))
    };
    differ("what was told", &told(by_sdk), &told(by_rest), &mut found);
    found
}

/// Step by step and user by user; the order within stays.
fn by_user(mut rows: Vec<Value>) -> Vec<Value> {
    rows.sort_by_key(|row| (row["step"].as_u64(), row["user"].as_str().map(str::to_owned)));
    rows
}

/// With other names for those who raced, and then in the order of these names.
fn renamed(names: &Vec<(&String, &String)>, value: Value) -> Value {
    let name = |text: String| names.iter().fold(text, |text, (from, to)| text.replace(*from, to));
    match value {
        Value::String(text) => Value::String(name(text)),
        Value::Array(values) => {
            let mut values: Vec<Value> = values.into_iter().map(|value| renamed(names, value)).collect();
            if !names.is_empty() {
                values.sort_by_key(ToString::to_string);
            }
            Value::Array(values)
        }
        Value::Object(fields) => fields.into_iter().map(|(key, value)| (name(key), renamed(names, value))).collect(),
        other => other,
    }
}

fn differ(place: &str, sdk: &Value, rest: &Value, found: &mut Vec<String>) {
    match (sdk, rest) {
        (Value::Object(left), Value::Object(right)) => {
            for name in left.keys().chain(right.keys().filter(|name| !left.contains_key(*name))) {
                differ(&format!("{place}, {name}"), &sdk[name], &rest[name], found);
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (at, (left, right)) in left.iter().zip(right).enumerate() {
                differ(&format!("{place}[{at}]"), left, right, found);
            }
        }
        _ if sdk == rest => {}
        _ => found.push(format!("{place}: with the SDK {sdk}, over REST {rest}")),
    }
}

#[cfg(test)]
mod tests {
    use super::{differ, renamed};
    use serde_json::json;

    #[test]
    fn what_only_one_has_is_a_difference() {
        let mut found = Vec::new();
        differ("here", &json!({ "a": [1, { "b": 2 }], "c": 3 }), &json!({ "a": [1, { "b": 4 }], "d": [] }), &mut found);
        let says = [
            "here, a[1], b: with the SDK 2, over REST 4",
            "here, c: with the SDK 3, over REST null",
            "here, d: with the SDK null, over REST []",
        ];
        assert_eq!(found, says);
        found.clear();
        differ("here", &json!([1]), &json!([1, 1]), &mut found);
        assert_eq!(found, ["here: with the SDK [1], over REST [1,1]"]);
    }

    #[test]
    fn stories_with_other_winners_are_the_same_under_their_names() {
        let story = |winner: &str, loser: &str| {
            let names = [(winner.to_owned(), "winner 1".to_owned()), (loser.to_owned(), "loser 1".to_owned())];
            let said = json!({ (winner): [format!("{winner} came"), "alice"], (loser): [] });
            renamed(&names.iter().map(|(from, to)| (from, to)).collect(), said)
        };
        assert_eq!(story("racer a", "racer b"), story("racer b", "racer a"));
    }
}
