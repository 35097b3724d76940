//! Events: whose they are and where they belong.

use super::ids;
use crate::sdk::Event;
use opentim_domain::GroupId;
use serde::{Deserialize, Serialize};

/// Which listeners hear an event. A body is the text that those listeners get.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the events' own names
pub enum EventName {
    GroupTips,
    NewMessages,
    GroupAttributes,
    GroupCounters,
    TopicCreated,
    TopicDeleted,
    TopicChanged,
    TopicCustomData,
    PermissionGroupCreated,
    PermissionGroupDeleted,
    PermissionGroupChanged,
    PermissionMembersAdded,
    PermissionMembersRemoved,
    TopicRightsAdded,
    TopicRightsDeleted,
    TopicRightsModified,
    SelfInfo,
    UserInfo,
    UserStatus,
}

impl EventName {
    /// Its name in frames.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GroupTips => "group_tips",
            Self::NewMessages => "new_messages",
            Self::GroupAttributes => "group_attributes",
            Self::GroupCounters => "group_counters",
            Self::TopicCreated => "topic_created",
            Self::TopicDeleted => "topic_deleted",
            Self::TopicChanged => "topic_changed",
            Self::TopicCustomData => "topic_custom_data",
            Self::PermissionGroupCreated => "permission_group_created",
            Self::PermissionGroupDeleted => "permission_group_deleted",
            Self::PermissionGroupChanged => "permission_group_changed",
            Self::PermissionMembersAdded => "permission_members_added",
            Self::PermissionMembersRemoved => "permission_members_removed",
            Self::TopicRightsAdded => "topic_rights_added",
            Self::TopicRightsDeleted => "topic_rights_deleted",
            Self::TopicRightsModified => "topic_rights_modified",
            Self::SelfInfo => "self_info",
            Self::UserInfo => "user_info",
            Self::UserStatus => "user_status",
        }
    }

    /// Whose listeners hear it.
    pub const fn heard_by(self) -> Event {
        match self {
            Self::GroupTips => Event::GroupTips,
            Self::NewMessages => Event::NewMessages,
            Self::GroupAttributes => Event::GroupAttributes,
            Self::GroupCounters => Event::GroupCounters,
            Self::TopicCreated => Event::TopicCreated,
            Self::TopicDeleted => Event::TopicDeleted,
            Self::TopicChanged => Event::TopicChanged,
            Self::TopicCustomData => Event::TopicCustomData,
            Self::PermissionGroupCreated => Event::PermissionGroupCreated,
            Self::PermissionGroupDeleted => Event::PermissionGroupDeleted,
            Self::PermissionGroupChanged => Event::PermissionGroupChanged,
            Self::PermissionMembersAdded => Event::PermissionMembersAdded,
            Self::PermissionMembersRemoved => Event::PermissionMembersRemoved,
            Self::TopicRightsAdded => Event::TopicRightsAdded,
            Self::TopicRightsDeleted => Event::TopicRightsDeleted,
            Self::TopicRightsModified => Event::TopicRightsModified,
            Self::SelfInfo => Event::SelfInfo,
            Self::UserInfo => Event::UserInfo,
            Self::UserStatus => Event::UserStatus,
        }
    }

    /// The event of these listeners, if the server tells of it.
    pub const fn of(heard_by: Event) -> Option<Self> {
        Some(match heard_by {
            Event::GroupTips => Self::GroupTips,
            Event::NewMessages => Self::NewMessages,
            Event::GroupAttributes => Self::GroupAttributes,
            Event::GroupCounters => Self::GroupCounters,
            Event::TopicCreated => Self::TopicCreated,
            Event::TopicDeleted => Self::TopicDeleted,
            Event::TopicChanged => Self::TopicChanged,
            Event::TopicCustomData => Self::TopicCustomData,
            Event::PermissionGroupCreated => Self::PermissionGroupCreated,
            Event::PermissionGroupDeleted => Self::PermissionGroupDeleted,
            Event::PermissionGroupChanged => Self::PermissionGroupChanged,
            Event::PermissionMembersAdded => Self::PermissionMembersAdded,
            Event::PermissionMembersRemoved => Self::PermissionMembersRemoved,
            Event::TopicRightsAdded => Self::TopicRightsAdded,
            Event::TopicRightsDeleted => Self::TopicRightsDeleted,
            Event::TopicRightsModified => Self::TopicRightsModified,
            Event::SelfInfo => Self::SelfInfo,
            Event::UserInfo => Self::UserInfo,
            Event::UserStatus => Self::UserStatus,
            // The client finds these out by itself.
            Event::NetworkStatus | Event::KickedOffline | Event::UserSigExpired => return None,
        })
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
