//! What the members of a group are told of an event (rule book 8.3).

use super::{EventBody, InfoChange};
use crate::{Kind, Policy};
use alloc::vec::Vec;

impl EventBody {
    /// The event as the members of a group of type `kind` are told of it, cut down to that; nothing when they are told nothing:
    /// because those concerned get personal notices instead, or because the app does not want it told.
    pub fn tip(&self, kind: Kind, policy: &Policy) -> Option<Self> {
        let told = match self {
            Self::MembersAdded { silent, .. } | Self::MembersKicked { silent, .. } => !silent && comings_and_goings(kind, policy),
            Self::MemberQuit { .. } => comings_and_goings(kind, policy),
            Self::InfoChanged { changes } => return info(changes, policy),
            Self::RoleChanged { .. } | Self::OwnerChanged { .. } | Self::Muted { .. } | Self::Marked { .. } => true,
            Self::TopicCreated { imported, .. } => !imported,
            Self::AttributesChanged { .. }
            | Self::CountersChanged { .. }
            | Self::TopicsDeleted { .. }
            | Self::TopicChanged { .. }
            | Self::TopicCustomData { .. }
            | Self::PermissionGroupCreated { .. }
            | Self::PermissionGroupsDeleted { .. }
            | Self::PermissionGroupChanged { .. }
            | Self::PermissionMembersAdded { .. }
            | Self::PermissionMembersRemoved { .. }
            | Self::TopicRightsChanged { .. } => true,
            Self::Created { .. }
            | Self::Imported { .. }
            | Self::MembersImported { .. }
            | Self::Disbanded { .. }
            | Self::MemberChanged { .. }
            | Self::Banned { .. }
            | Self::Unbanned { .. }
            | Self::Applied { .. }
            | Self::Decided { .. }
            | Self::TopicMuted { .. }
            | Self::LinkCreated { .. }
            | Self::LinkRevoked { .. }
            | Self::LinkUsed { .. } => false,
        };
        told.then(|| self.clone())
    }
}

fn comings_and_goings(kind: Kind, policy: &Policy) -> bool {
    policy.meeting_tips || !kind.rules().tips_optional
}

fn info(changes: &[InfoChange], policy: &Policy) -> Option<EventBody> {
    let told = |change: &&InfoChange| match change {
        InfoChange::Name(..)
        | InfoChange::Introduction(..)
        | InfoChange::Notification(..)
        | InfoChange::FaceUrl(..)
        | InfoChange::Fields(_)
        // Every member may do other things from then on.
        | InfoChange::PermissionGroups(..)
        | InfoChange::DefaultPermissions(..) => true,
        InfoChange::MuteAll(..) | InfoChange::JoinOption(..) | InfoChange::InviteOption(..) => policy.option_tips,
        InfoChange::MaxMembers(..)
        | InfoChange::Visible(..)
        | InfoChange::Searchable(..)
        | InfoChange::EarlyHistory(..)
        | InfoChange::Custom(..) => false,
    };
    let changes: Vec<_> = changes.iter().filter(told).cloned().collect();
    (!changes.is_empty()).then_some(EventBody::InfoChanged { changes })
}

#[cfg(test)]
mod tests;
