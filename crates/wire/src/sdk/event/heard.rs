//! What listeners hear.

use opentim_domain::{EventBody, TopicRights};
use serde_json::value::RawValue;

/// What listeners hear, and the JSON text that says it.
///
/// Where nothing else is said, the text is the array of the callback's values before its user data, each as the callback gets it:
/// what is a structure there is JSON text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Event {
    /// What happens in the groups of the logged-in user: one [`GroupTipsElem`](super::GroupTipsElem), which is itself the one value.
    GroupTips,
    /// What he alone is told: an array of [`Message`](super::Message), which is itself the one value.
    NewMessages,
    /// The connection to the server changes: a number of `TIMNetworkStatus`, a code and a sentence.
    NetworkStatus,
    /// A login elsewhere, or an admin, has ended this one: no values.
    KickedOffline,
    /// The UserSig of this login has expired: no values.
    UserSigExpired,
    /// The attributes of a group changed: the group's id and all of them.
    GroupAttributes,
    /// Counters of a group changed: group, counter and value after. One counter is a call of its own, so the text is the array of
    /// the calls' arrays.
    GroupCounters,
    /// A topic came into being: community and topic.
    TopicCreated,
    /// Topics ended: community and topics.
    TopicDeleted,
    /// A topic's profile changed: community and what changed.
    TopicChanged,
    /// The app's back end says something in a topic: topic and data.
    TopicCustomData,
    /// A permission group came into being: community and permission group.
    PermissionGroupCreated,
    /// Permission groups ended: community and permission groups.
    PermissionGroupDeleted,
    /// A permission group changed: community and permission group.
    PermissionGroupChanged,
    /// Members are in a permission group from now on: community and who.
    PermissionMembersAdded,
    /// Members are in a permission group no more: community and who.
    PermissionMembersRemoved,
    /// A permission group got rights in topics: community and which.
    TopicRightsAdded,
    /// A permission group lost its rights in topics: community and which.
    TopicRightsDeleted,
    /// A permission group has other rights in topics: community and which.
    TopicRightsModified,
    /// One's own profile changed: the profile.
    SelfInfo,
    /// Profiles of users that one subscribed to changed: they.
    UserInfo,
    /// The status of users changed: they.
    UserStatus,
}

impl Event {
    /// Every event.
    pub const ALL: [Self; 22] = [
        Self::GroupTips,
        Self::NewMessages,
        Self::NetworkStatus,
        Self::KickedOffline,
        Self::UserSigExpired,
        Self::GroupAttributes,
        Self::GroupCounters,
        Self::TopicCreated,
        Self::TopicDeleted,
        Self::TopicChanged,
        Self::TopicCustomData,
        Self::PermissionGroupCreated,
        Self::PermissionGroupDeleted,
        Self::PermissionGroupChanged,
        Self::PermissionMembersAdded,
        Self::PermissionMembersRemoved,
        Self::TopicRightsAdded,
        Self::TopicRightsDeleted,
        Self::TopicRightsModified,
        Self::SelfInfo,
        Self::UserInfo,
        Self::UserStatus,
    ];

    /// Whether a call's text is the array of the callback's values; else the text is itself the one value.
    pub const fn has_values(self) -> bool {
        !matches!(self, Self::GroupTips | Self::NewMessages)
    }

    /// The texts of the calls that an event's text stands for: one, but for counters, each of which is a call of its own.
    pub fn calls(self, text: &str) -> Vec<&str> {
        match self {
            Self::GroupCounters => {
                serde_json::from_str::<Vec<&RawValue>>(text).unwrap_or_default().into_iter().map(RawValue::get).collect()
            }
            _ => vec![text],
        }
    }
}

/// The listeners that an event of a group is for. What nobody is told counts as a tip, as which it has no text.
pub fn of_body(body: &EventBody) -> Event {
    match body {
        EventBody::AttributesChanged { .. } => Event::GroupAttributes,
        EventBody::CountersChanged { .. } => Event::GroupCounters,
        EventBody::TopicCreated { .. } => Event::TopicCreated,
        EventBody::TopicsDeleted { .. } => Event::TopicDeleted,
        EventBody::TopicChanged { .. } => Event::TopicChanged,
        EventBody::TopicCustomData { .. } => Event::TopicCustomData,
        EventBody::PermissionGroupCreated { .. } => Event::PermissionGroupCreated,
        EventBody::PermissionGroupsDeleted { .. } => Event::PermissionGroupDeleted,
        EventBody::PermissionGroupChanged { .. } => Event::PermissionGroupChanged,
        EventBody::PermissionMembersAdded { .. } => Event::PermissionMembersAdded,
        EventBody::PermissionMembersRemoved { .. } => Event::PermissionMembersRemoved,
        EventBody::TopicRightsChanged { topics, .. } => of_rights(topics),
        EventBody::Created { .. }
        | EventBody::Imported { .. }
        | EventBody::Disbanded { .. }
        | EventBody::MembersAdded { .. }
        | EventBody::MemberQuit { .. }
        | EventBody::MembersKicked { .. }
        | EventBody::RoleChanged { .. }
        | EventBody::OwnerChanged { .. }
        | EventBody::InfoChanged { .. }
        | EventBody::MemberChanged { .. }
        | EventBody::Muted { .. }
        | EventBody::Banned { .. }
        | EventBody::Unbanned { .. }
        | EventBody::Applied { .. }
        | EventBody::Decided { .. }
        | EventBody::MembersImported { .. }
        | EventBody::Marked { .. }
        | EventBody::TopicMuted { .. }
        | EventBody::LinkCreated { .. }
        | EventBody::LinkRevoked { .. }
        | EventBody::LinkUsed { .. } => Event::GroupTips,
    }
}

/// One call gives, takes or changes rights; changing may find a topic in which there were none.
fn of_rights(topics: &[TopicRights]) -> Event {
    if topics.iter().all(|rights| rights.after.is_none()) {
        Event::TopicRightsDeleted
    } else if topics.iter().all(|rights| rights.before.is_none()) {
        Event::TopicRightsAdded
    } else {
        Event::TopicRightsModified
    }
}
