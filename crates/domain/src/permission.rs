//! Who may do what in which type of group: one table (rule book 1.3 and 1.4). `docs/permissions.md` is made from it.

use crate::group::{Group, Member};
use crate::{Actor, Kind, Policy, Reject, Role, Standing, View};
use alloc::vec::Vec;
use core::cell::RefCell;

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
}

impl Action {
    /// Every action, in the order of the table.
    pub const ALL: [Self; 16] = [
        Self::EditProfile,
        Self::EditOptions,
        Self::MuteAll,
        Self::Transfer,
        Self::Disband,
        Self::Appoint,
        Self::Invite,
        Self::Approve,
        Self::Kick,
        Self::Ban,
        Self::Mute,
        Self::EditMember,
        Self::EditSelf,
        Self::Mark,
        Self::ListMembers,
        Self::Quit,
    ];

    /// It is done to somebody, and only to those below (rule book 1.4, "Kick the owner or an equal").
    pub const fn only_downwards(self) -> bool {
        matches!(self, Self::Kick | Self::Ban | Self::Mute | Self::EditMember | Self::Appoint)
    }
}

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

/// Who asks to do something in a group: where he stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asker {
    place: Place,
    kind: Kind,
}

impl Asker {
    /// Who acts, as a view shows him that was asked for his membership.
    pub fn of(actor: &Actor, view: &View, group: &Group) -> Self {
        let own = match actor.standing {
            Standing::AppAdmin => None,
            Standing::User => view.member(&actor.user),
        };
        Self { place: Place::of(actor, own), kind: group.kind }
    }

    /// Where he stands.
    pub const fn place(&self) -> Place {
        self.place
    }

    /// The group's type.
    pub const fn kind(&self) -> Kind {
        self.kind
    }
}

/// A right that was looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Check {
    /// What somebody wanted to do.
    pub action: Action,
    /// The group's type.
    pub kind: Kind,
    /// Where he stands.
    pub place: Place,
    /// From where on it is allowed; nothing: for nobody.
    pub needed: Option<Place>,
    /// He may.
    pub allowed: bool,
}

impl Check {
    pub(crate) fn of(asker: &Asker, action: Action, policy: &Policy, allowed: bool) -> Self {
        Self { action, kind: asker.kind, place: asker.place, needed: needed(action, asker.kind, policy), allowed }
    }
}

/// The rights that a decision looked at, in order.
#[derive(Clone, Debug, Default)]
pub struct Trace(RefCell<Vec<Check>>);

impl Trace {
    pub(crate) fn note(&self, check: Check) {
        self.0.borrow_mut().push(check);
    }

    /// They.
    pub fn into_checks(self) -> Vec<Check> {
        self.0.into_inner()
    }
}

const APP: Option<Place> = Some(Place::AppAdmin);
const OWNER: Option<Place> = Some(Place::Inside(Role::Owner));
const ADMIN: Option<Place> = Some(Place::Inside(Role::Admin));
const MEMBER: Option<Place> = Some(Place::Inside(Role::Member));

/// The lowest place from which `action` is allowed in a group of type `kind`; nothing: it is allowed to nobody.
pub const fn needed(action: Action, kind: Kind, policy: &Policy) -> Option<Place> {
    match kind {
        Kind::Work => needed_in_work(action),
        Kind::Public => needed_in_public(action, policy),
        Kind::Meeting | Kind::Community => match action {
            // Rule book 10, row 10.
            Action::EditProfile | Action::EditOptions | Action::MuteAll if !policy.admins_edit => OWNER,
            // Rule book 4.4, ban_group_member: not in communities.
            Action::Ban if matches!(kind, Kind::Community) => None,
            _ => needed_in_public(action, policy),
        },
        Kind::Live | Kind::BChatRoom => needed_in_live(action, policy),
    }
}

const fn needed_in_work(action: Action) -> Option<Place> {
    match action {
        Action::EditProfile | Action::EditOptions | Action::MuteAll => MEMBER,
        Action::Invite | Action::EditSelf | Action::ListMembers | Action::Quit => MEMBER,
        Action::Transfer | Action::Kick | Action::Ban | Action::EditMember | Action::Approve => OWNER,
        // Rule book 10, row 22: nobody but the app ends a Work group.
        Action::Disband => APP,
        // Rule book 1.4: no admins, no mutes, no marks.
        Action::Appoint | Action::Mute | Action::Mark => None,
    }
}

const fn needed_in_public(action: Action, policy: &Policy) -> Option<Place> {
    match action {
        Action::EditProfile | Action::EditOptions | Action::MuteAll | Action::Approve => ADMIN,
        Action::Mute | Action::EditMember => ADMIN,
        // Rule book 10, row 37.
        Action::Kick | Action::Ban => {
            if policy.admins_kick {
                ADMIN
            } else {
                OWNER
            }
        }
        // Rule book 10, row 31.
        Action::Appoint => {
            if policy.admins_appoint {
                ADMIN
            } else {
                OWNER
            }
        }
        Action::Transfer | Action::Disband => OWNER,
        Action::Invite | Action::EditSelf | Action::ListMembers | Action::Quit => MEMBER,
        Action::Mark => None,
    }
}

const fn needed_in_live(action: Action, policy: &Policy) -> Option<Place> {
    match action {
        // Rule book 10, row 9.
        Action::EditProfile | Action::EditOptions | Action::MuteAll => {
            if policy.live_owner_edits {
                OWNER
            } else {
                APP
            }
        }
        // Rule book 10, row 8.
        Action::Disband => {
            if policy.live_owner_disbands {
                OWNER
            } else {
                APP
            }
        }
        Action::Kick | Action::Ban | Action::Mute => ADMIN,
        Action::Mark => OWNER,
        Action::ListMembers | Action::Quit => MEMBER,
        // Rule book 1.3 and 1.4: never handed over, nobody is invited, admins are appointed over REST by a command of their own.
        Action::Transfer | Action::Appoint | Action::Invite | Action::Approve | Action::EditMember | Action::EditSelf => None,
    }
}

/// Whether somebody at `place` may do `action` in a group of type `kind`.
pub fn may(place: Place, action: Action, kind: Kind, policy: &Policy) -> bool {
    needed(action, kind, policy).is_some_and(|needed| place >= needed)
}

/// Refuses what somebody at `place` may not do.
///
/// # Errors
/// [`Reject::Outsider`] or [`Reject::NotPermitted`], which name the rule.
pub fn demand(place: Place, action: Action, kind: Kind, policy: &Policy) -> Result<(), Reject> {
    if may(place, action, kind, policy) {
        return Ok(());
    }
    let needed = needed(action, kind, policy);
    match place {
        Place::Outsider if needed.is_some_and(|needed| needed < Place::AppAdmin) => Err(Reject::Outsider { action }),
        _ => Err(Reject::NotPermitted { action, kind, place, needed }),
    }
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
