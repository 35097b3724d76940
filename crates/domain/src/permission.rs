//! Who may do what in which type of group: one table (rule book 1.4).

use crate::{Kind, Role};

/// What somebody wants to do to a group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// End the group.
    Disband,
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

/// The lowest place from which `action` is allowed in a group of type `kind`.
const fn needed(action: Action, kind: Kind) -> Place {
    match action {
        // Rule book 1.4 "Disband from a client" and 10, rows 8 and 22: nobody but the app ends a Work group.
        Action::Disband => match kind {
            Kind::Work => Place::AppAdmin,
            Kind::Public | Kind::Meeting | Kind::BChatRoom | Kind::Live | Kind::Community => Place::Inside(Role::Owner),
        },
    }
}

/// Whether somebody at `place` may do `action` in a group of type `kind`.
pub fn may(place: Place, action: Action, kind: Kind) -> bool {
    place >= needed(action, kind)
}
