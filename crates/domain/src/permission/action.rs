//! What somebody may want to do to a group.

/// What somebody wants to do to a group.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Action {
    /// End the group.
    Disband,
    /// Change name, introduction, notification, avatar or custom fields.
    EditProfile,
    /// Change what applications and invitations meet, the member cap, who sees the group, and the history before joining.
    EditOptions,
    /// Let only owner, admins and the app speak, or everybody again.
    MuteAll,
    /// Hand the group over to another owner.
    Transfer,
    /// Make a member an admin, or dismiss one.
    Appoint,
    /// Bring users in. What then happens to the invitation is the group's invite option.
    Invite,
    /// Decide on applications.
    Approve,
    /// Remove members.
    Kick,
    /// Remove users and keep them out for a time, or let them in again.
    Ban,
    /// Take the word from a member for a time, or give it back.
    Mute,
    /// Change the name card or custom fields of somebody else.
    EditMember,
    /// Change one's own name card or custom fields.
    EditSelf,
    /// Leave the group.
    Quit,
    /// Mark members.
    Mark,
    /// See the members.
    ListMembers,
    /// Set or delete attributes.
    EditAttributes,
    /// Set, count or delete counters.
    EditCounters,
    /// Make, see and revoke invite links.
    MakeLinks,
    /// Create or delete topics.
    ManageTopics,
    /// Change a topic's profile.
    EditTopic,
    /// Take the word from users in a topic for a time, or give it back.
    MuteTopic,
    /// Switch permission groups on or off, or change what every member may.
    EditPermissions,
    /// Create, change or delete permission groups.
    ManagePermissionGroups,
    /// Put members into permission groups, or take them out.
    ManagePermissionMembers,
    /// Change what a permission group may in single topics.
    ManageTopicRights,
    /// See attributes, counters, topics and permission groups.
    SeeContents,
}

impl Action {
    /// Every action, in the order of the table.
    pub const ALL: [Self; 27] = [
        Self::EditProfile,
        Self::EditOptions,
        Self::MuteAll,
        Self::Transfer,
        Self::Disband,
        Self::Appoint,
        Self::Invite,
        Self::MakeLinks,
        Self::Approve,
        Self::Kick,
        Self::Ban,
        Self::Mute,
        Self::EditMember,
        Self::EditSelf,
        Self::Mark,
        Self::EditAttributes,
        Self::EditCounters,
        Self::ManageTopics,
        Self::EditTopic,
        Self::MuteTopic,
        Self::EditPermissions,
        Self::ManagePermissionGroups,
        Self::ManagePermissionMembers,
        Self::ManageTopicRights,
        Self::SeeContents,
        Self::ListMembers,
        Self::Quit,
    ];

    /// It is done to somebody, and only to those below (rule book 1.4, "Kick the owner or an equal").
    pub const fn only_downwards(self) -> bool {
        matches!(self, Self::Kick | Self::Ban | Self::Mute | Self::EditMember | Self::Appoint)
    }
}
