//! How the rules' terms are called in the page.

use opentim_domain::{Action, InviteOption, JoinOption, Kind, Place, Role};

pub const fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Work => "Work (`Private`)",
        Kind::Public => "Public",
        Kind::Meeting => "Meeting (`ChatRoom`)",
        Kind::Community => "Community",
        Kind::Live => "Live (`AVChatRoom`)",
        Kind::BChatRoom => "`BChatRoom`",
    }
}

pub const fn place(place: Place) -> &'static str {
    match place {
        Place::Outsider => "everybody",
        Place::Inside(Role::Member) => "member",
        Place::Inside(Role::Admin) => "admin",
        Place::Inside(Role::Owner) => "owner",
        Place::AppAdmin => "app",
    }
}

pub const fn action(action: Action) -> &'static str {
    match action {
        Action::EditProfile => "Change name, introduction, notification, avatar, custom fields",
        Action::EditOptions => "Change the options for joining and inviting, the member cap, visibility, earlier history",
        Action::MuteAll => "Mute all, or end it",
        Action::Transfer => "Hand the group over",
        Action::Disband => "Disband",
        Action::Appoint => "Appoint and dismiss admins",
        Action::Invite => "Invite",
        Action::Approve => "Decide on applications",
        Action::Kick => "Remove members",
        Action::Ban => "Ban users, or let them in again",
        Action::Mute => "Mute members, or end it",
        Action::EditMember => "Change name card and custom fields of others",
        Action::EditSelf => "Change one's own name card and custom fields",
        Action::Mark => "Mark members",
        Action::ListMembers => "See the members",
        Action::Quit => "Leave",
        Action::EditAttributes => "Set and delete attributes",
        Action::EditCounters => "Set, count and delete counters",
        Action::MakeLinks => "Make, see and revoke invite links",
        Action::ManageTopics => "Create and delete topics",
        Action::EditTopic => "Change a topic's profile",
        Action::MuteTopic => "Mute users in a topic, or end it",
        Action::EditPermissions => "Switch permission groups on and off, change what every member may",
        Action::ManagePermissionGroups => "Create, change and delete permission groups",
        Action::ManagePermissionMembers => "Put members into permission groups, take them out",
        Action::ManageTopicRights => "Change what a permission group may in single topics",
        Action::SeeContents => "See attributes, counters, topics and permission groups",
    }
}

pub const fn join(option: JoinOption) -> &'static str {
    match option {
        JoinOption::Forbidden => "`DisableApply`",
        JoinOption::Approval => "`NeedPermission`",
        JoinOption::Free => "`FreeAccess`",
    }
}

pub const fn invite(option: InviteOption) -> &'static str {
    match option {
        InviteOption::Disabled => "`DisableInvite`",
        InviteOption::Approval => "`NeedPermission`",
        InviteOption::Free => "`FreeAccess`",
    }
}
