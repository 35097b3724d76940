//! The body of a webhook: a JSON object that repeats the name of its event.

use super::Callback;
use opentim_domain::{Kind, Millis, UserId};
use serde_json::{Map, Value, json};

/// What group types are called.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum TypeNames {
    /// `Private`, `ChatRoom`: as over REST (rule book 0.2).
    #[default]
    Older,
    /// `Work`, `Meeting` (rule book 1.1).
    Newer,
}

/// How `EventTime` is written (rule book 7.1: "string in samples, integer in tables").
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum EventTime {
    /// As a string.
    #[default]
    Text,
    /// As a number.
    Number,
}

/// The choice where two generations of documents cannot both be followed. Where they can, bodies have both fields.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Form {
    /// What group types are called.
    pub type_names: TypeNames,
    /// How times are written.
    pub event_time: EventTime,
}

impl Form {
    /// The name of a group type.
    pub const fn type_name(self, kind: Kind) -> &'static str {
        match (kind, self.type_names) {
            (Kind::Public, _) => "Public",
            (Kind::Work, TypeNames::Older) => "Private",
            (Kind::Work, TypeNames::Newer) => "Work",
            (Kind::Meeting, TypeNames::Older) => "ChatRoom",
            (Kind::Meeting, TypeNames::Newer) => "Meeting",
            (Kind::BChatRoom, _) => "BChatRoom",
            (Kind::Live, _) => "AVChatRoom",
            (Kind::Community, _) => "Community",
        }
    }

    fn time(self, at: Millis) -> Value {
        match self.event_time {
            EventTime::Text => json!(at.0.to_string()),
            EventTime::Number => json!(at.0),
        }
    }
}

/// A body before it is written.
#[derive(Clone, PartialEq, Debug)]
pub struct Body {
    /// The event.
    pub callback: Callback,
    form: Form,
    members: Map<String, Value>,
}

impl Body {
    pub(super) fn new(callback: Callback, form: Form, at: Millis) -> Self {
        let mut members = Map::new();
        members.insert("CallbackCommand".to_owned(), json!(callback.name()));
        members.insert("EventTime".to_owned(), form.time(at));
        Self { callback, form, members }
    }

    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.members.insert(name.to_owned(), value.into());
        self
    }

    pub(super) fn with_some(self, name: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    pub(super) fn with_type(self, kind: Option<Kind>) -> Self {
        let name = kind.map(|kind| self.form.type_name(kind));
        self.with_some("Type", name)
    }

    /// Its text, with the id of its event if it has one.
    pub fn text(&self, event_id: Option<&str>) -> String {
        let mut members = self.members.clone();
        if let Some(id) = event_id {
            members.insert("EventId".to_owned(), json!(id));
        }
        Value::Object(members).to_string()
    }

    /// The names of its members.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.members.keys().map(String::as_str)
    }
}

/// A list of `{Member_Account}`.
pub(super) fn accounts<'u>(users: impl IntoIterator<Item = &'u UserId>) -> Value {
    users.into_iter().map(|user| json!({ "Member_Account": user.as_str() })).collect()
}
