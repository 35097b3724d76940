//! Events: whose they are and where they belong.

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

    /// The event of these listeners, if the server tells of it.
    pub const fn of(heard_by: crate::sdk::Event) -> Option<Self> {
        match heard_by {
            crate::sdk::Event::GroupTips => Some(Self::GroupTips),
            crate::sdk::Event::NewMessages => Some(Self::NewMessages),
            // The client finds these out by itself.
            crate::sdk::Event::NetworkStatus | crate::sdk::Event::KickedOffline | crate::sdk::Event::UserSigExpired => None,
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

/// An event frame around a body that is JSON text already: the body is made once for all sessions that hear it.
pub fn event(seq: u64, name: EventName, place: &Place, body: &str) -> String {
    let mut text = format!(r#"{{"t":"event","seq":{seq},"name":"{}""#, name.as_str());
    let written = super::server::text(place);
    let fields = written.strip_prefix('{').and_then(|fields| fields.strip_suffix('}')).unwrap_or_default();
    text.reserve(fields.len() + body.len() + 16);
    if !fields.is_empty() {
        text.push(',');
        text.push_str(fields);
    }
    text.push_str(r#","body":"#);
    text.push_str(body);
    text.push('}');
    text
}
