//! What happens, as listeners hear it: group tips, personal notices as messages of the system conversation, and how the connection
//! is.

mod change;
mod connection;
mod heard;
mod person;
mod removed;
mod report;
mod store;
mod tip;

pub use change::{GroupTipGroupChangeInfo, GroupTipMemberChangeInfo, GroupTipMemberMarkChangeInfo};
pub use connection::{LOGIN_ENDED, NetworkStatus, status_text};
pub use heard::{Event, of_body};
pub use person::UserProfile;
pub use removed::removed_from;
pub use report::{GroupReportElem, Message, Report, SYSTEM_CONVERSATION};
pub use tip::{GroupTipsElem, Tip};

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
}

/// The JSON text that the listeners of an event of a group get ([`of_body`] says which they are); nothing when they hear nothing.
pub fn text(tip: &Tip<'_>, known: &Known) -> Option<String> {
    let group = tip.group;
    match tip.body {
        EventBody::AttributesChanged { all, .. } => store::attributes(group, all),
        EventBody::CountersChanged { changes } => store::counters(group, changes),
        _ => serde_json::to_string(&tip.elem(known)?).ok(),
    }
}

/// The JSON text that a listener of new messages gets: an array, as it may get several at once.
pub fn messages_text(messages: &[Message]) -> Option<String> {
    serde_json::to_string(messages).ok()
}

#[cfg(test)]
mod tests;
