//! What an event does to memberships.

use super::EventBody;
use crate::{Role, UserId};
use alloc::collections::BTreeSet;
use alloc::vec::Vec;

impl EventBody {
    /// Whether this user is a member from this event on: yes, no, or as before. Whoever is not named by the beginning of a group is
    /// not in it; the end of a group ends every membership and does not say who was in it.
    pub fn membership(&self, user: &UserId) -> Option<bool> {
        match self {
            Self::Created { owner, members, .. } => {
                Some(owner.as_ref() == Some(user) || members.iter().any(|(member, _)| member == user))
            }
            Self::Imported { owner, .. } => Some(owner.as_ref() == Some(user)),
            Self::Disbanded { .. } => Some(false),
            Self::MembersAdded { members, .. } => members.contains(user).then_some(true),
            Self::MembersImported { members } => members.iter().any(|(member, _)| member == user).then_some(true),
            Self::MemberQuit { member, .. } => (member == user).then_some(false),
            Self::MembersKicked { members, .. } => members.iter().any(|(member, _)| member == user).then_some(false),
            Self::RoleChanged { .. }
            | Self::OwnerChanged { .. }
            | Self::InfoChanged { .. }
            | Self::MemberChanged { .. }
            | Self::Muted { .. }
            | Self::Banned { .. }
            | Self::Unbanned { .. }
            | Self::Applied { .. }
            | Self::Decided { .. }
            | Self::Marked { .. }
            | Self::AttributesChanged { .. }
            | Self::CountersChanged { .. }
            | Self::TopicCreated { .. }
            | Self::TopicsDeleted { .. }
            | Self::TopicChanged { .. }
            | Self::TopicMuted { .. }
            | Self::TopicCustomData { .. }
            | Self::PermissionGroupCreated { .. }
            | Self::PermissionGroupsDeleted { .. }
            | Self::PermissionGroupChanged { .. }
            | Self::PermissionMembersAdded { .. }
            | Self::PermissionMembersRemoved { .. }
            | Self::TopicRightsChanged { .. }
            | Self::LinkCreated { .. }
            | Self::LinkRevoked { .. }
            | Self::LinkUsed { .. } => None,
        }
    }

    /// Makes of the members before this event those after it: of all of them what [`membership`](Self::membership) says of one.
    pub fn change_members(&self, members: &mut BTreeSet<UserId>) {
        let names = |rows: &[(UserId, Role)]| rows.iter().map(|(member, _)| member.clone()).collect::<Vec<_>>();
        match self {
            Self::Created { owner, members: first, .. } => *members = owner.iter().cloned().chain(names(first)).collect(),
            Self::Imported { owner, .. } => *members = owner.iter().cloned().collect(),
            Self::Disbanded { .. } => members.clear(),
            Self::MembersAdded { members: more, .. } => members.extend(more.iter().cloned()),
            Self::MembersImported { members: more } => members.extend(names(more)),
            Self::MemberQuit { member, .. } => _ = members.remove(member),
            Self::MembersKicked { members: gone, .. } => gone.iter().for_each(|(member, _)| _ = members.remove(member)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
