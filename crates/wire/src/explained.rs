//! The words in which both dialects explain a decision.

use opentim_domain::{Action, Place, Role};

/// The name of what somebody wants to do.
pub const fn action_name(action: Action) -> &'static str {
    match action {
        Action::Disband => "disband",
        Action::EditProfile => "edit_profile",
        Action::EditOptions => "edit_options",
        Action::MuteAll => "mute_all",
        Action::Transfer => "transfer",
        Action::Appoint => "appoint",
        Action::Invite => "invite",
        Action::Approve => "approve",
        Action::Kick => "kick",
        Action::Ban => "ban",
        Action::Mute => "mute",
        Action::EditMember => "edit_member",
        Action::EditSelf => "edit_self",
        Action::Quit => "quit",
        Action::Mark => "mark",
        Action::ListMembers => "list_members",
        Action::EditAttributes => "edit_attributes",
        Action::EditCounters => "edit_counters",
        Action::MakeLinks => "make_links",
        Action::ManageTopics => "manage_topics",
        Action::EditTopic => "edit_topic",
        Action::MuteTopic => "mute_topic",
        Action::EditPermissions => "edit_permissions",
        Action::ManagePermissionGroups => "manage_permission_groups",
        Action::ManagePermissionMembers => "manage_permission_members",
        Action::ManageTopicRights => "manage_topic_rights",
        Action::SeeContents => "see_contents",
    }
}

/// The name of where somebody stands.
pub const fn place_name(place: Place) -> &'static str {
    match place {
        Place::Outsider => "outsider",
        Place::Inside(Role::Member) => "member",
        Place::Inside(Role::Admin) => "admin",
        Place::Inside(Role::Owner) => "owner",
        Place::AppAdmin => "app",
    }
}

/// The name of the lowest place from which something is allowed.
pub const fn needed_name(needed: Option<Place>) -> &'static str {
    match needed {
        Some(place) => place_name(place),
        None => "nobody",
    }
}
