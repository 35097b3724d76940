//! What may be read of a group by the way somebody comes (rule book 4.3, 4.4; 10, row 39).

use crate::{Face, Field, Kind, Reject, StoredMembers};

/// Over REST only live groups say how many are online; the SDK counts every type.
///
/// # Errors
/// [`Reject::NotOfKind`].
pub fn online_countable(face: Face, kind: Kind) -> Result<(), Reject> {
    match (face, kind.rules().stored_members) {
        (Face::Rest, StoredMembers::All) => Err(Reject::NotOfKind { field: Field::OnlineCount, kind }),
        _ => Ok(()),
    }
}

/// Over REST the members of live groups are not listed.
///
/// # Errors
/// [`Reject::MembersNotListed`].
pub fn members_listable(face: Face, kind: Kind) -> Result<(), Reject> {
    match (face, kind.rules().stored_members) {
        (Face::Rest, StoredMembers::Staff) => Err(Reject::MembersNotListed(kind)),
        _ => Ok(()),
    }
}
