//! Listeners that are behind.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into events of any shape and end at the first surprise"
)]

mod events_support;
mod support;

use events_support::{MEETING, User};
use opentim_client::{Event, WaitingCall};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use support::Folder;

/// Listeners of one event that wait in a queue; with the changes below more calls than may wait.
const LISTENERS: usize = 200;
const CHANGES: usize = 80;

#[test]
fn a_listener_that_is_behind_is_told_no_more_than_may_wait_and_nothing_is_lost() {
    let folder = Folder::new();
    let [anna, ben] = ["anna", "ben"].map(|name| User::new(&folder, name));
    anna.creates(MEETING, "hall");
    ben.joins("hall");
    let queue: Arc<Mutex<Vec<WaitingCall>>> = Arc::default();
    for _ in 0..LISTENERS {
        let (queue, backlog) = (queue.clone(), ben.client.backlog().clone());
        let listener = move |_: &str| {
            queue.lock().unwrap().push(backlog.add());
            true
        };
        ben.client.add_listener(Event::GroupTips, Arc::new(listener)).unwrap();
    }
    for number in 0..CHANGES {
        let change = json!({
            "group_modify_info_param_group_id": "hall",
            "group_modify_info_param_modify_flag": 1,
            "group_modify_info_param_group_name": number.to_string(),
        });
        anna.does("TIMGroupModifyGroupInfo", json!({ "params": change }));
    }
    // Only the queue shows that nothing more comes.
    std::thread::sleep(Duration::from_millis(300));
    let waiting = queue.lock().unwrap().len();
    assert!((10_000..10_000 + LISTENERS).contains(&waiting), "{waiting} calls wait");
    drop(std::mem::take(&mut *queue.lock().unwrap()));
    let names: Vec<Value> = ben.tips.take(CHANGES + 1).iter().map(name).collect();
    let wanted: Vec<Value> = (0..CHANGES).map(|number| json!(number.to_string())).collect();
    assert_eq!(names[1..], wanted, "in order");
}

fn name(tip: &Value) -> Value {
    tip["group_tips_elem_group_change_info_array"][0]["group_tips_group_change_info_value"].clone()
}
