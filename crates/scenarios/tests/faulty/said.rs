//! What is said in a group, in the same words wherever it is read: in the log, and by listeners.

use opentim_client::Event;
use opentim_domain::{EventBody, InfoChange};
use serde_json::Value;

/// The events that are listened to.
pub const HEARD: [Event; 6] =
    [Event::GroupTips, Event::GroupAttributes, Event::GroupCounters, Event::TopicCreated, Event::TopicChanged, Event::TopicDeleted];

/// What a counter says.
pub fn counts(key: &str, value: i64) -> String {
    format!("{key} counts {value}")
}

fn attributes<'a>(all: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    all.fold("attributes".to_owned(), |said, (key, value)| format!("{said} {key}={value}"))
}

fn renamed(topic: &str, name: &str) -> String {
    format!("topic {topic} is {name}")
}

/// What an event of the log says.
pub fn by_log(body: EventBody) -> Vec<String> {
    match body {
        EventBody::InfoChanged { changes } => changes.into_iter().filter_map(notification).collect(),
        EventBody::AttributesChanged { all, .. } => vec![attributes(all.iter().map(|(key, value)| (key.as_str(), value.as_str())))],
        EventBody::CountersChanged { changes } => {
            changes.iter().map(|change| counts(&change.key, change.after.unwrap_or_default())).collect()
        }
        EventBody::TopicCreated { topic, .. } => vec![format!("topic {} is there", topic.id)],
        EventBody::TopicChanged { topic, .. } => vec![renamed(topic.id.as_str(), &topic.name)],
        EventBody::TopicsDeleted { topics } => topics.iter().map(|topic| format!("topic {topic} is gone")).collect(),
        _ => Vec::new(),
    }
}

fn notification(change: InfoChange) -> Option<String> {
    match change {
        InfoChange::Notification(_, after) => Some(after),
        _ => None,
    }
}

/// What a call of a listener says, and in which group.
pub fn by_call(event: Event, text: &str) -> (String, Vec<String>) {
    let told: Value = serde_json::from_str(text).unwrap();
    if event == Event::GroupTips {
        let changes = rows(&told["group_tips_elem_group_change_info_array"]);
        let words = changes.map(|change| word(&change["group_tips_group_change_info_value"]).to_owned()).collect();
        return (word(&told["group_tips_elem_group_id"]).to_owned(), words);
    }
    let group = word(&told[0]).to_owned();
    let inner = || -> Value { serde_json::from_str(word(&told[1])).unwrap() };
    let words = match event {
        Event::GroupAttributes => {
            let all = inner();
            vec![attributes(rows(&all).map(|row| (word(&row["group_attribute_key"]), word(&row["group_attribute_value"]))))]
        }
        Event::GroupCounters => vec![counts(word(&told[1]), told[2].as_i64().unwrap())],
        Event::TopicCreated => vec![format!("topic {} is there", word(&told[1]))],
        Event::TopicDeleted => rows(&inner()).map(|topic| format!("topic {} is gone", word(topic))).collect(),
        Event::TopicChanged => {
            let topic = inner();
            vec![renamed(word(&topic["group_topic_info_topic_id"]), word(&topic["group_topic_info_topic_name"]))]
        }
        other => panic!("{other:?} is not listened to"),
    };
    (group, words)
}

fn rows(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().unwrap().iter()
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap()
}
