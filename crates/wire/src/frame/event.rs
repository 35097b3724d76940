//! Events, written once for all sessions that hear them.

use super::ids;
use opentim_domain::GroupId;
use serde::{Deserialize, Serialize};

/// Which listeners hear an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventName {
    /// What happens in a group: one [`GroupTipsElem`](crate::sdk::event::GroupTipsElem).
    GroupTips,
    /// What the user alone is told: an array of [`Message`](crate::sdk::event::Message)s.
    NewMessages,
}

impl EventName {
    /// Its name in frames.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GroupTips => "group_tips",
            Self::NewMessages => "new_messages",
        }
    }

    /// Whose listeners hear it.
    pub const fn heard_by(self) -> crate::sdk::Event {
        match self {
            Self::GroupTips => crate::sdk::Event::GroupTips,
            Self::NewMessages => crate::sdk::Event::NewMessages,
        }
    }
}

/// Where an event belongs. Neither `number` nor `notice`: it is not stored and moves no cursor.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize)]
pub struct Place {
    /// The group.
    #[serde(serialize_with = "ids::maybe_group::serialize", skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
    /// Its number in the group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// Its number among the user's notices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<u64>,
}

/// An event in the dialect, with all of its frame but the number in the connection.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rendered {
    name: EventName,
    place: Place,
    /// The frame behind its `seq`.
    tail: String,
    /// Where the body begins in it; it ends before the last brace.
    body_at: usize,
}

/// The frame before its number.
const BEFORE: &str = r#"{"t":"event","seq":"#;

impl Rendered {
    /// An event whose body is this JSON text.
    pub fn new(name: EventName, place: Place, body: &str) -> Self {
        let mut tail = String::with_capacity(body.len() + 128);
        tail.push_str(r#","name":""#);
        tail.push_str(name.as_str());
        tail.push('"');
        let place_text = super::server::text(&place);
        if let Some(fields) = place_text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).filter(|text| !text.is_empty()) {
            tail.push(',');
            tail.push_str(fields);
        }
        tail.push_str(r#","body":"#);
        let body_at = tail.len();
        tail.push_str(body);
        tail.push('}');
        Self { name, place, tail, body_at }
    }

    /// Which listeners hear it.
    pub fn name(&self) -> EventName {
        self.name
    }

    /// Where it belongs.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// What they hear.
    pub fn body(&self) -> &str {
        &self.tail[self.body_at..self.tail.len() - 1]
    }

    /// The text of its frame in a connection where it is number `seq`.
    pub fn frame(&self, seq: u64) -> String {
        let number = seq.to_string();
        let mut text = String::with_capacity(BEFORE.len() + number.len() + self.tail.len());
        text.push_str(BEFORE);
        text.push_str(&number);
        text.push_str(&self.tail);
        text
    }
}
