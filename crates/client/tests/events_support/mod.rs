//! Users of one process who note what they hear.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into events of any shape and end at the first surprise"
)]
#![allow(dead_code, reason = "each test file uses its part")]

use crate::support::{Folder, call, instance, login, text};
use opentim_client::{Client, Event, EventListener};
use serde_json::{Value, json};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// How long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// What was heard so far.
#[derive(Clone, Default)]
pub struct Heard(Arc<(Mutex<Vec<Value>>, Condvar)>);

impl Heard {
    /// A listener that notes what it hears.
    pub fn listener(&self) -> EventListener {
        let heard = self.clone();
        Arc::new(move |text| {
            heard.0.0.lock().unwrap().push(serde_json::from_str(text).unwrap());
            heard.0.1.notify_all();
            true
        })
    }

    /// Waits for so many events and takes them; there must be no more.
    pub fn take(&self, count: usize) -> Vec<Value> {
        let (events, arrived) = &*self.0;
        let wait = arrived.wait_timeout_while(events.lock().unwrap(), PATIENCE, |events| events.len() < count);
        let found = std::mem::take(&mut *wait.unwrap().0);
        assert_eq!(found.len(), count, "{found:#?}");
        found
    }

    /// Waits for one event and takes it; there must be no more.
    pub fn one(&self) -> Value {
        self.take(1).remove(0)
    }

    /// Waits for one event of this kind and takes all that came up to it.
    pub fn take_until(&self, is_it: impl Fn(&Value) -> bool) -> Vec<Value> {
        let (events, arrived) = &*self.0;
        let waits = |events: &mut Vec<Value>| !events.iter().any(&is_it);
        let (mut events, _) = arrived.wait_timeout_while(events.lock().unwrap(), PATIENCE, waits).unwrap();
        let end = events.iter().position(&is_it);
        let end = end.unwrap_or_else(|| panic!("it did not come, only {events:#?}"));
        events.drain(..=end).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.0.0.lock().unwrap().is_empty()
    }
}

/// A user with an account of his own, and what he hears.
pub struct User {
    pub client: Client,
    pub tips: Heard,
    messages: Heard,
}

impl User {
    /// Somebody who is logged in and listens.
    pub fn new(folder: &Folder, name: &str) -> Self {
        let client = instance(&json!({ "dataDir": text(folder.path()), "instance": name }));
        assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
        let user = Self { client, tips: Heard::default(), messages: Heard::default() };
        user.client.listen(Event::GroupTips, Some(user.tips.listener()));
        user.client.listen(Event::NewMessages, Some(user.messages.listener()));
        login(&user.client, folder, name);
        user
    }

    /// Waits for so many reports and takes their elements.
    pub fn reports(&self, count: usize) -> Vec<Value> {
        let element = |message: Value| message[0]["message_elem_array"][0].clone();
        self.messages.take(count).into_iter().map(element).collect()
    }

    /// Waits for one report and takes its element.
    pub fn report(&self) -> Value {
        self.reports(1).remove(0)
    }

    /// Waits for one message and takes it.
    pub fn message(&self) -> Value {
        self.messages.one()
    }

    /// Checks that nothing has come that was not taken.
    pub fn heard_nothing_more(&self) {
        assert!(self.tips.is_empty(), "{:#?}", self.tips.take(0));
        assert!(self.messages.is_empty(), "{:#?}", self.messages.take(0));
    }

    /// Makes a call that must succeed and gives its result.
    pub fn does(&self, method: &str, argument: Value) -> Value {
        let reply = call(&self.client, method, argument);
        assert_eq!(reply["code"], 0, "{method}: {reply}");
        reply["json_param"].clone()
    }

    /// Creates a group of a type and takes the notice of it.
    pub fn creates(&self, kind: u32, id: &str) {
        let params = json!({
            "create_group_param_group_name": format!("the {id}"),
            "create_group_param_group_id": id,
            "create_group_param_group_type": kind,
        });
        self.does("TIMGroupCreate", json!({ "params": params }));
        assert_eq!(self.report()["group_report_elem_report_type"], 6);
    }

    pub fn joins(&self, group: &str) {
        self.does("TIMGroupJoin", json!({ "groupId": group, "helloMsg": "let me in" }));
    }

    /// Changes what `fields` names, which have their names without the prefix.
    pub fn modifies(&self, group: &str, flag: u32, fields: Value) {
        let mut params = json!({ "group_modify_info_param_group_id": group, "group_modify_info_param_modify_flag": flag });
        for (name, value) in fields.as_object().unwrap() {
            params[format!("group_modify_info_param_{name}")] = value.clone();
        }
        self.does("TIMGroupModifyGroupInfo", json!({ "params": params }));
    }

    /// The same for a member.
    pub fn modifies_member(&self, group: &str, user: &str, flag: u32, fields: Value) {
        let mut params = json!({
            "group_modify_member_info_group_id": group,
            "group_modify_member_info_identifier": user,
            "group_modify_member_info_modify_flag": flag,
        });
        for (name, value) in fields.as_object().unwrap() {
            params[format!("group_modify_member_info_{name}")] = value.clone();
        }
        self.does("TIMGroupModifyMemberInfo", json!({ "params": params }));
    }
}

/// Numbers of group types.
pub const PUBLIC: u32 = 0;
pub const WORK: u32 = 1;
pub const MEETING: u32 = 2;
pub const LIVE: u32 = 4;

/// Type, operator and those acted on of a tip.
pub fn told(tip: &Value) -> (u64, &str, Vec<&str>) {
    let users = tip["group_tips_elem_user_array"].as_array().unwrap().iter();
    let number = tip["group_tips_elem_tip_type"].as_u64().unwrap();
    (number, tip["group_tips_elem_op_user"].as_str().unwrap(), users.map(|user| user.as_str().unwrap()).collect())
}

/// Type and operator of a report.
pub fn reported(report: &Value) -> (u64, &str) {
    (report["group_report_elem_report_type"].as_u64().unwrap(), report["group_report_elem_op_user"].as_str().unwrap())
}
