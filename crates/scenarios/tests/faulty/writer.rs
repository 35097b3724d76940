//! Callers who change groups while the network and the server fail.

use super::rest::Rest;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A community; the other groups are public ones.
pub const TOWN: &str = "@TGS#_town";

/// By how much each counter of each group was counted up.
pub type Counted = BTreeMap<(String, &'static str), Bounds>;

/// What may have been counted.
#[derive(Clone, Copy, Default, Debug)]
pub struct Bounds {
    /// By changes that were answered.
    pub least: i64,
    /// With those of which nobody knows.
    pub most: i64,
}

impl Bounds {
    fn add(&mut self, value: i64, answered: bool) {
        self.least += if answered { value } else { 0 };
        self.most += value;
    }
}

/// One of them.
pub struct Writer {
    name: String,
    rest: Rest,
    turns: usize,
    topic_turns: usize,
    pub counted: Counted,
}

impl Writer {
    pub fn new(number: usize, rest: Rest) -> Self {
        Self { name: format!("w{number}"), rest, turns: number, topic_turns: 0, counted: Counted::new() }
    }

    /// Makes his next change, which is one event: in the next group, of the next kind.
    pub fn change(&mut self, groups: &[&str]) {
        self.turns += 1;
        let (group, words) = (groups[self.turns % groups.len()], format!("{}-{}", self.name, self.turns));
        match (self.turns / groups.len()) % 4 {
            0 => self.rest.change(group, &words),
            1 => {
                let attributes = json!([{ "key": self.name, "value": words }]);
                self.rest.groups("modify_group_attr", &json!({ "GroupId": group, "GroupAttr": attributes }));
            }
            _ if group == TOWN => self.topic(),
            2 => self.count(group, "surely"),
            _ => self.count(group, "perhaps"),
        }
    }

    /// Counts up: `surely` until that is answered, and once; `perhaps` with one try.
    fn count(&mut self, group: &str, key: &'static str) {
        let value = i64::try_from(self.turns % 7).unwrap() + 1;
        let body = json!({ "GroupId": group, "Mode": "Increase", "GroupCounter": [{ "Key": key, "Value": value }] });
        let answered = match key {
            "surely" => Some(self.rest.groups("update_group_counter", &body)),
            _ => self.rest.try_once("update_group_counter", &body),
        };
        self.counted.entry((group.to_owned(), key)).or_default().add(value, answered.is_some());
    }

    /// Makes a topic, then renames it, then ends it.
    fn topic(&mut self) {
        let (number, step) = (self.topic_turns / 3, self.topic_turns % 3);
        self.topic_turns += 1;
        let topic = format!("{TOWN}@TOPIC#_{}-{number}", self.name);
        let (command, body): (&str, Value) = match step {
            0 => ("create_topic", json!({ "GroupId": TOWN, "TopicId": topic, "TopicName": "new" })),
            1 => ("modify_topic", json!({ "GroupId": TOWN, "TopicId": topic, "TopicName": format!("no {number}") })),
            _ => ("destroy_topic", json!({ "GroupId": TOWN, "TopicIdList": [topic] })),
        };
        self.rest.done(&format!("million_group_open_http_svc/{command}"), &body);
    }
}
