//! Permission groups of a community with topics (rule book 1.7): one file per operation. Nobody gives by them what he has not himself:
//! not documented, but otherwise whoever may create one would have every right.

mod create;
mod delete;
mod members;
mod modify;
mod topics;

pub use create::CreatePermissionGroup;
pub use delete::DeletePermissionGroups;
pub use members::{AddPermissionMembers, RemovePermissionMembers};
pub use modify::{ModifyPermissionGroup, PermissionGroupPatch};
pub use topics::{RightsChange, SetTopicPermissions};

use crate::group::Group;
use crate::record::PermissionGroup;
use crate::text;
use crate::{Asker, Field, Limits, PermissionGroupId, Record, RecordKey, Reject, View};
use alloc::string::ToString;

/// Refuses groups that have no permission groups (rule book 1.7).
///
/// # Errors
/// [`Reject::NoTopics`].
pub fn possible(group: &Group) -> Result<(), Reject> {
    if group.topics { Ok(()) } else { Err(Reject::NoTopics(group.kind)) }
}

/// A permission group, as a view shows it that was asked for it.
fn shown<'v>(view: &'v View, id: &PermissionGroupId) -> Option<&'v PermissionGroup> {
    match view.record(&RecordKey::PermissionGroup(id.clone())) {
        Some(Record::PermissionGroup(group)) => Some(group),
        _ => None,
    }
}

/// The same where it must be there.
fn existing<'v>(view: &'v View, id: &PermissionGroupId) -> Result<&'v PermissionGroup, Reject> {
    shown(view, id).ok_or_else(|| Reject::NoSuchPermissionGroup { id: id.to_string() })
}

fn check_name(name: &str, limits: &Limits) -> Result<(), Reject> {
    text::not_blank(Field::PermissionGroupName, name)?;
    text::at_most(Field::PermissionGroupName, name, limits.permission_group_name_bytes)
}

fn check_custom(custom: &str, limits: &Limits) -> Result<(), Reject> {
    text::at_most(Field::PermissionGroupCustom, custom, limits.permission_group_custom_bytes)
}

/// Refuses to put somebody into a permission group who would get more by it than the asker has.
fn may_give_all(asker: &Asker, group: &PermissionGroup) -> Result<(), Reject> {
    asker.may_give(group.permissions)?;
    group.topics.iter().try_for_each(|(topic, rights)| asker.clone().in_topic(topic).may_give_in_topic(*rights))
}

#[cfg(test)]
mod tests;
