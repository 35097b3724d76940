//! Sentences about who is in a group, in which role, and who waits to be let in.

pub(super) fn no_initial(members: &str, kind: &str) -> String {
    format!("{members} must be left out: members of a group of type {kind} join by themselves")
}

pub(super) fn not_stored(kind: &str) -> String {
    format!("ordinary members of a group of type {kind} live with their connections; only owner and admins are kept")
}

pub(super) fn banned(user: &str, until: u64) -> String {
    format!("{user:?} is kept out of the group until {until} (unix seconds); lift the ban first")
}

pub(super) fn no_removal_from(kind: &str) -> String {
    format!("members of a group of type {kind} are not removed this way; ban or mute them")
}

pub(super) fn owner_stays(kind: &str, can_be_handed_over: bool) -> String {
    let way_out = if can_be_handed_over { "hand it over to a member first, or disband it" } else { "disband it" };
    format!("the owner does not leave a group of type {kind}; {way_out}")
}

pub(super) fn no_admins(role: &str, kind: &str) -> String {
    format!("{role} admin is not possible: groups of type {kind} have no admins")
}

pub(super) fn too_many_admins(limit: usize) -> String {
    format!("the group has as many admins as it may have, {limit}; dismiss one first")
}

pub(super) fn owner_role(role: &str, new_owner: &str) -> String {
    format!("{role} owner is neither given nor taken this way; hand the group over with {new_owner}")
}

pub(super) fn owner_role_for_another(role: &str, user: &str) -> String {
    format!("{role} owner is given to {user:?}, who is not the owner; a group has one owner, name others as admin or member")
}

pub(super) fn no_application(user: &str) -> String {
    format!("no application of {user:?} waits for an answer; list the applications again")
}
