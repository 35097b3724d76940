//! What happens, as listeners hear it: group tips, personal notices as messages of the system conversation, and how the connection
//! is.

mod change;
mod community;
mod connection;
mod heard;
mod person;
mod removed;
mod report;
mod store;
mod tip;

pub use change::{GroupTipGroupChangeInfo, GroupTipMemberChangeInfo, GroupTipMemberMarkChangeInfo};
pub use community::PermissionGroupCallback;
pub use connection::{LOGIN_ENDED, NetworkStatus, status_text};
pub use heard::{Event, of_body};
pub use removed::removed_from;
pub use report::{GroupReportElem, Message, Report, SYSTEM_CONVERSATION};
pub use tip::{GroupTipsElem, Tip};

use crate::sdk::user::Accounts;
pub use crate::sdk::user::UserProfile;
use opentim_domain::group::Member;
use opentim_domain::{EventBody, UserId};
use std::collections::BTreeMap;

/// What is known of a group beside the event itself. All of it may be missing: then only ids are shown.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Name of the group, or empty.
    pub group_name: String,
    /// Records of its members.
    pub members: BTreeMap<UserId, Member>,
    /// Profiles of its people, members or not.
    pub accounts: Accounts,
}

/// The JSON text that the listeners of an event of a group get ([`of_body`] says which they are); nothing when they hear nothing.
pub fn text(tip: &Tip<'_>, known: &Known) -> Option<String> {
    let group = tip.group;
    match tip.body {
        EventBody::AttributesChanged { all, .. } => store::attributes(group, all),
        EventBody::CountersChanged { changes } => store::counters(group, changes),
        EventBody::TopicCreated { topic, .. } => community::topic_created(group, topic),
        EventBody::TopicsDeleted { topics } => community::topics_deleted(group, topics),
        EventBody::TopicChanged { topic, .. } => community::topic_changed(group, topic),
        EventBody::TopicCustomData { topic, data } => community::topic_custom_data(topic, data),
        EventBody::PermissionGroupCreated { permission_group } => community::permission_group(group, permission_group),
        EventBody::PermissionGroupChanged { after, .. } => community::permission_group(group, after),
        EventBody::PermissionGroupsDeleted { permission_groups } => community::permission_groups_deleted(group, permission_groups),
        EventBody::PermissionMembersAdded { permission_group, users }
        | EventBody::PermissionMembersRemoved { permission_group, users } => {
            community::permission_members(group, permission_group, users)
        }
        EventBody::TopicRightsChanged { permission_group, topics } => community::topic_rights(group, permission_group, topics),
        _ => serde_json::to_string(&tip.elem(known)?).ok(),
    }
}

/// The JSON text that a listener of new messages gets: an array, as it may get several at once.
pub fn messages_text(messages: &[Message]) -> Option<String> {
    serde_json::to_string(messages).ok()
}

#[cfg(test)]
mod tests;
