//! Rights of permission groups (rule book 1.7): a member has them by bits instead of by a role.

use crate::Action;

/// A right in a whole community. The numbers are those of its bit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Right {
    /// Change the community's profile and options.
    Profile = 0,
    /// Remove members, change their records, decide who comes in.
    Members = 1,
    /// Create, change and delete permission groups.
    PermissionGroups = 2,
    /// Put members into permission groups, and take them out.
    PermissionMembers = 3,
    /// Create, change and delete topics.
    Topics = 4,
    /// Mute members.
    Mute = 5,
    /// Speak.
    Speak = 6,
    /// Name everybody at once in a message.
    AtAll = 7,
    /// Read earlier messages.
    History = 8,
    /// Take back messages of others.
    Recall = 9,
    /// Ban users.
    Ban = 10,
}

impl Right {
    /// Every right, in the order of bits.
    pub const ALL: [Self; 11] = [
        Self::Profile,
        Self::Members,
        Self::PermissionGroups,
        Self::PermissionMembers,
        Self::Topics,
        Self::Mute,
        Self::Speak,
        Self::AtAll,
        Self::History,
        Self::Recall,
        Self::Ban,
    ];

    /// Its place in a mask.
    pub const fn bit(self) -> u32 {
        self as u32
    }

    /// Whether a mask holds it.
    pub const fn is_in(self, mask: u64) -> bool {
        mask >> self.bit() & 1 == 1
    }
}

/// A right in one topic. The numbers are those of its bit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum TopicRight {
    /// Change the topic's profile.
    Manage = 0,
    /// Change what permission groups may in it.
    Permissions = 1,
    /// Mute users in it.
    Mute = 2,
    /// Speak in it.
    Speak = 3,
    /// Read its earlier messages.
    History = 4,
    /// Take back messages of others.
    Recall = 5,
    /// Name everybody at once in a message.
    AtAll = 6,
}

impl TopicRight {
    /// Every right, in the order of bits.
    pub const ALL: [Self; 7] = [Self::Manage, Self::Permissions, Self::Mute, Self::Speak, Self::History, Self::Recall, Self::AtAll];

    /// Its place in a mask.
    pub const fn bit(self) -> u32 {
        self as u32
    }

    /// Whether a mask holds it.
    pub const fn is_in(self, mask: u64) -> bool {
        mask >> self.bit() & 1 == 1
    }

    /// The right in the whole community that gives it in every topic (ours).
    pub const fn everywhere(self) -> Right {
        match self {
            Self::Manage => Right::Topics,
            Self::Permissions => Right::PermissionGroups,
            Self::Mute => Right::Mute,
            Self::Speak => Right::Speak,
            Self::History => Right::History,
            Self::Recall => Right::Recall,
            Self::AtAll => Right::AtAll,
        }
    }

    /// What rights in the whole community give in every topic, as bits.
    pub fn all_of(community: u64) -> u64 {
        let given = Self::ALL.into_iter().filter(|right| right.everywhere().is_in(community));
        given.fold(0, |mask, right| mask | 1 << right.bit())
    }
}

/// The rights of which any one gives an action to members where permission groups rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct GivenBy {
    /// In the whole community.
    pub community: Option<Right>,
    /// In the topic that it is about.
    pub topic: Option<TopicRight>,
}

impl GivenBy {
    /// The rights that give an action. Nothing of both: no permission group gives it.
    pub const fn of(action: Action) -> Self {
        let (community, topic) = match action {
            // Rule book 1.4: muting everybody is a change of the profile.
            Action::EditProfile | Action::EditOptions | Action::MuteAll | Action::EditAttributes => (Some(Right::Profile), None),
            Action::Kick | Action::EditMember | Action::Approve | Action::MakeLinks => (Some(Right::Members), None),
            Action::Mute => (Some(Right::Mute), None),
            Action::Ban => (Some(Right::Ban), None),
            Action::ManageTopics => (Some(Right::Topics), None),
            Action::EditTopic => (Some(Right::Topics), Some(TopicRight::Manage)),
            Action::MuteTopic => (Some(Right::Mute), Some(TopicRight::Mute)),
            Action::ManagePermissionGroups => (Some(Right::PermissionGroups), None),
            Action::ManagePermissionMembers => (Some(Right::PermissionMembers), None),
            Action::ManageTopicRights => (Some(Right::PermissionGroups), Some(TopicRight::Permissions)),
            // What belongs to the owner alone, and what every member may.
            Action::Disband
            | Action::Transfer
            | Action::Appoint
            | Action::EditPermissions
            | Action::Invite
            | Action::EditSelf
            | Action::Quit
            | Action::ListMembers
            | Action::SeeContents
            | Action::EditCounters
            | Action::Mark => (None, None),
        };
        Self { community, topic }
    }

    /// Whether one of them is in these masks.
    pub fn is_in(self, community: u64, topic: u64) -> bool {
        self.community.is_some_and(|right| right.is_in(community)) || self.topic.is_some_and(|right| right.is_in(topic))
    }
}
