//! Sentences for the permission table: who tried what, and who may.

use opentim_domain::{Action, GivenBy, Place, Right, Role, TopicRight};

const OUTSIDER: &str = "somebody who is not a member";

/// Somebody stands too low for an action, or nobody may do it.
pub(super) fn not_permitted(action: Action, kind: &str, place: Place, needed: Option<Place>) -> String {
    let who = match place {
        Place::Outsider => OUTSIDER,
        Place::Inside(Role::Member) => "an ordinary member",
        Place::Inside(Role::Admin) => "an admin",
        Place::Inside(Role::Owner) => "the owner",
        Place::AppAdmin => "the app admin",
    };
    let rule = match needed {
        None => "nobody may",
        Some(Place::AppAdmin) => "only the app admin may",
        Some(Place::Inside(Role::Owner)) => "only the owner and the app admin may",
        Some(Place::Inside(Role::Admin)) => "only the owner, admins and the app admin may",
        Some(Place::Inside(Role::Member) | Place::Outsider) => "only members and the app admin may",
    };
    let what = match (action, needed) {
        // What the app keeps for itself is less than the whole action.
        (Action::EditMember, Some(Place::AppAdmin)) => "choose how messages reach other members of",
        (Action::Approve, Some(Place::AppAdmin)) => "decide on an invitation of somebody else to",
        _ => what(action),
    };
    format!("{who} may not {what} a group of type {kind}; {rule}")
}

/// Where permission groups rule, a member has none of the rights that it takes.
pub(super) fn no_right(action: Action, given_by: GivenBy) -> String {
    let community = given_by.community.map(|right| format!("bit {} ({}) of the community", right.bit(), right_name(right)));
    let topic = given_by.topic.map(|right| format!("bit {} ({}) of the topic", right.bit(), topic_right_name(right)));
    let rights: Vec<String> = community.into_iter().chain(topic).collect();
    format!(
        "permission groups rule in the community: to {} the group takes its owner, the app admin, or a member whom a permission group \
         or the default permissions give {}",
        what(action),
        rights.join(" or ")
    )
}

/// Somebody would give rights that he has not himself.
pub(super) fn more_than_own(missing: u64) -> String {
    let bits: Vec<String> = (0..u64::BITS).filter(|bit| missing >> bit & 1 == 1).map(|bit| bit.to_string()).collect();
    format!("nobody gives rights that he has not himself, and these bits are not given to the caller: {}", bits.join(", "))
}

/// What a right in a community is called.
pub const fn right_name(right: Right) -> &'static str {
    match right {
        Right::Profile => "group profile",
        Right::Members => "members",
        Right::PermissionGroups => "permission groups",
        Right::PermissionMembers => "members of permission groups",
        Right::Topics => "topics",
        Right::Mute => "mute",
        Right::Speak => "speak",
        Right::AtAll => "name everybody",
        Right::History => "earlier messages",
        Right::Recall => "take back messages of others",
        Right::Ban => "ban",
    }
}

/// What a right in a topic is called.
pub const fn topic_right_name(right: TopicRight) -> &'static str {
    match right {
        TopicRight::Manage => "manage the topic",
        TopicRight::Permissions => "permissions in the topic",
        TopicRight::Mute => "mute",
        TopicRight::Speak => "speak",
        TopicRight::History => "earlier messages",
        TopicRight::Recall => "take back messages of others",
        TopicRight::AtAll => "name everybody",
    }
}

/// Who acts is not a member.
pub(super) fn outsider(action: Action) -> String {
    format!("{OUTSIDER} may not {} the group", what(action))
}

/// Who acts does not stand above the one whom it would meet.
pub(super) fn not_below(action: Action, user: &str) -> String {
    format!("to {} the group one must stand above those it is done to, and {user:?} does not stand below", what(action))
}

/// What somebody wants to do; "the group" follows.
const fn what(action: Action) -> &'static str {
    match action {
        Action::Disband => "disband",
        Action::EditProfile => "change the profile of",
        Action::EditOptions => "change the options of",
        Action::MuteAll => "mute or unmute everybody in",
        Action::Transfer => "hand over",
        Action::Appoint => "appoint or dismiss admins of",
        Action::Invite => "invite users to",
        Action::Approve => "decide on applications to",
        Action::Kick => "remove members from",
        Action::Ban => "ban or unban users in",
        Action::Mute => "mute or unmute members of",
        Action::EditMember => "change other members in",
        Action::EditSelf => "change the own name card or fields in",
        Action::Quit => "quit",
        Action::Mark => "mark members of",
        Action::ListMembers => "see the members of",
        Action::EditAttributes => "set or delete attributes of",
        Action::EditCounters => "set, count or delete counters of",
        Action::MakeLinks => "make, see or revoke invite links of",
        Action::ManageTopics => "create or delete topics in",
        Action::EditTopic => "change the profile of a topic of",
        Action::MuteTopic => "mute or unmute users in a topic of",
        Action::EditPermissions => "switch permission groups or change what every member may in",
        Action::ManagePermissionGroups => "create, change or delete permission groups of",
        Action::ManagePermissionMembers => "put members into permission groups or take them out in",
        Action::ManageTopicRights => "change what a permission group may in a topic of",
        Action::SeeContents => "see attributes, counters, topics or permission groups of",
    }
}
