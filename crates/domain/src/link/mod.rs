//! Invite links (only in opentim): one file per operation.

mod create;
mod join;
mod revoke;

pub use create::CreateLink;
pub use join::JoinByLink;
pub use revoke::RevokeLink;

use crate::record::InviteLink;
use crate::{LinkId, Record, RecordKey, View};

/// A link of the group, if there is one of this id.
fn find<'a>(view: &'a View, id: &LinkId) -> Option<&'a InviteLink> {
    match view.record(&RecordKey::InviteLink(id.clone())) {
        Some(Record::InviteLink(link)) => Some(link),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
