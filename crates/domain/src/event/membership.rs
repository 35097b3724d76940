//! What an event does to one user's membership.

use super::EventBody;
use crate::UserId;

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
}

#[cfg(test)]
mod tests;
