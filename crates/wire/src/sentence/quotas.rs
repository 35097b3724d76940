//! Sentences about how many there may be of something.

use opentim_domain::RecordClass;

pub(super) fn daily(most: u64) -> String {
    format!("the app has made as many groups today (UTC) as it may, {most}; disband some of today's or wait until tomorrow")
}

pub(super) fn of_kind(kind: &str, most: u64) -> String {
    format!("the app has as many groups of type {kind} as it may, {most}; disband one first")
}

pub(super) fn of_user(user: &str, most: u64) -> String {
    format!("{user:?} is in as many groups as a user may be in, {most}; leave one first")
}

pub(super) fn of_group(class: RecordClass, limit: usize) -> String {
    let (what, way_out) = match class {
        RecordClass::Attributes => ("attributes", "delete one first"),
        RecordClass::Counters => ("counters", "delete one first"),
        RecordClass::Topic => ("topics", "delete one first"),
        RecordClass::TopicMember => ("users muted in topics", "unmute one first"),
        RecordClass::PermissionGroup => ("permission groups", "delete one first"),
        RecordClass::PermissionMember => ("members of permission groups", "remove one first"),
        RecordClass::InviteLink => ("invite links", "revoke one first"),
    };
    format!("the group has as many {what} as it may, {limit}; {way_out}")
}

/// The id of a new topic is in use.
pub(super) fn topic_taken(name: &str, own: bool) -> String {
    let whose = if own { "a topic that you created" } else { "another topic" };
    format!("{name} is in use by {whose}; choose another id")
}
