//! Sentences for the permission table: who tried what, and who may.

use opentim_domain::{Action, Place, Role};

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
    }
}
