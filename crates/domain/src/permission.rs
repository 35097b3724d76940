//! Who may do what in which type of group: one table (rule book 1.3 and 1.4). `docs/permissions.md` is made from it.

mod action;
mod asker;
mod right;

pub use action::Action;
pub use asker::{Asker, Check, Trace};
pub use right::{GivenBy, Right, TopicRight};

use crate::group::Member;
use crate::{Actor, Kind, Policy, Reject, Role, Standing};

/// Where somebody stands towards a group, lowest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Place {
    /// Not a member.
    Outsider,
    /// A member of this role.
    Inside(Role),
    /// The app's admin account, above every owner.
    AppAdmin,
}

impl Place {
    /// Where an actor stands who has this membership, or none.
    pub fn of(actor: &Actor, own: Option<&Member>) -> Self {
        match actor.standing {
            Standing::AppAdmin => Self::AppAdmin,
            Standing::User => own.map_or(Self::Outsider, |member| Self::Inside(member.role)),
        }
    }
}

const APP: Option<Place> = Some(Place::AppAdmin);
const OWNER: Option<Place> = Some(Place::Inside(Role::Owner));
const ADMIN: Option<Place> = Some(Place::Inside(Role::Admin));
const MEMBER: Option<Place> = Some(Place::Inside(Role::Member));

/// The lowest place from which `action` is allowed in a group of type `kind`; nothing: it is allowed to nobody. Where permission groups
/// rule, [`Asker`] knows more.
pub const fn needed(action: Action, kind: Kind, policy: &Policy) -> Option<Place> {
    match (kind, action) {
        (_, Action::ListMembers | Action::SeeContents | Action::Quit) => MEMBER,
        // Not documented who writes: whoever is in the group, because apps keep there what members do together, the seats of a live
        // room for instance.
        (_, Action::EditAttributes) => written_by(policy.members_write_attributes, kind),
        // Rule book 1.5: not in communities.
        (Kind::Community, Action::EditCounters) => None,
        (_, Action::EditCounters) => written_by(policy.members_write_counters, kind),
        // A link lets people in whom nobody has looked at, so it takes who decides on applications.
        (Kind::Work, Action::MakeLinks) => OWNER,
        (_, Action::MakeLinks) => ADMIN,
        (Kind::Community, _) => needed_in_community(action, policy),
        (_, action) if of_communities(action) => None,
        (Kind::Work, _) => needed_in_work(action),
        (Kind::Public, _) => needed_in_public(action, policy),
        (Kind::Meeting, _) => needed_in_meeting(action, policy),
        (Kind::Live | Kind::BChatRoom, _) => needed_in_live(action, policy),
    }
}

const fn written_by(members: bool, kind: Kind) -> Option<Place> {
    match kind {
        _ if members => MEMBER,
        Kind::Work => OWNER,
        _ => ADMIN,
    }
}

/// What only communities have (rule book 1.7).
const fn of_communities(action: Action) -> bool {
    matches!(
        action,
        Action::ManageTopics
            | Action::EditTopic
            | Action::MuteTopic
            | Action::EditPermissions
            | Action::ManagePermissionGroups
            | Action::ManagePermissionMembers
            | Action::ManageTopicRights
    )
}

const fn needed_in_community(action: Action, policy: &Policy) -> Option<Place> {
    match action {
        Action::ManageTopics | Action::EditTopic | Action::MuteTopic => ADMIN,
        // Whoever gives rights could give himself all of them; where permission groups rule, they say who else may.
        Action::EditPermissions | Action::ManagePermissionGroups | Action::ManagePermissionMembers | Action::ManageTopicRights => {
            OWNER
        }
        // Rule book 4.4, ban_group_member: not in communities.
        Action::Ban => None,
        _ => needed_in_meeting(action, policy),
    }
}

const fn needed_in_meeting(action: Action, policy: &Policy) -> Option<Place> {
    match action {
        // Rule book 10, row 10.
        Action::EditProfile | Action::EditOptions | Action::MuteAll if !policy.admins_edit => OWNER,
        _ => needed_in_public(action, policy),
    }
}

const fn needed_in_work(action: Action) -> Option<Place> {
    match action {
        Action::EditProfile | Action::EditOptions | Action::MuteAll => MEMBER,
        Action::Invite | Action::EditSelf => MEMBER,
        Action::Transfer | Action::Kick | Action::Ban | Action::EditMember | Action::Approve => OWNER,
        // Rule book 10, row 22: nobody but the app ends a Work group.
        Action::Disband => APP,
        // Rule book 1.4: no admins, no mutes, no marks.
        _ => None,
    }
}

const fn needed_in_public(action: Action, policy: &Policy) -> Option<Place> {
    match action {
        Action::EditProfile | Action::EditOptions | Action::MuteAll | Action::Approve => ADMIN,
        Action::Mute | Action::EditMember => ADMIN,
        // Rule book 10, row 37.
        Action::Kick | Action::Ban if policy.admins_kick => ADMIN,
        Action::Kick | Action::Ban => OWNER,
        // Rule book 10, row 31.
        Action::Appoint if policy.admins_appoint => ADMIN,
        Action::Appoint | Action::Transfer | Action::Disband => OWNER,
        Action::Invite | Action::EditSelf => MEMBER,
        _ => None,
    }
}

const fn needed_in_live(action: Action, policy: &Policy) -> Option<Place> {
    match action {
        // Rule book 10, row 9.
        Action::EditProfile | Action::EditOptions | Action::MuteAll if policy.live_owner_edits => OWNER,
        // Rule book 10, row 8.
        Action::Disband if policy.live_owner_disbands => OWNER,
        Action::EditProfile | Action::EditOptions | Action::MuteAll | Action::Disband => APP,
        Action::Kick | Action::Ban | Action::Mute => ADMIN,
        Action::Mark => OWNER,
        // Rule book 1.3 and 1.4: never handed over, nobody is invited, admins are appointed over REST by a command of their own.
        _ => None,
    }
}

/// Whether somebody at `place` may do `action` in a group of type `kind` where permission groups do not rule.
pub fn may(place: Place, action: Action, kind: Kind, policy: &Policy) -> bool {
    needed(action, kind, policy).is_some_and(|needed| place >= needed)
}

/// Refuses everybody but the app: for what only its back end has a call for.
pub(crate) fn demand_app(place: Place, action: Action, kind: Kind) -> Result<(), Reject> {
    match place {
        Place::AppAdmin => Ok(()),
        Place::Outsider | Place::Inside(_) => Err(Reject::NotPermitted { action, kind, place, needed: APP }),
    }
}

/// Whether somebody at `place` stands above a member of this role: only then may he act on him (rule book 1.4).
pub fn above(place: Place, target: Role) -> bool {
    place > Place::Inside(target)
}

#[cfg(test)]
mod tests;
