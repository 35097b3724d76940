//! What happened in a group, for those who must be told and for the audit.

use crate::{Actor, Kind, Role, UserId};
use alloc::string::String;
use alloc::vec::Vec;
use minicbor::{Decode, Encode};

/// An event before the store has given it its number, time and counts.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct EventDraft {
    /// Who did it, and the way he came.
    #[n(0)]
    pub actor: Actor,
    /// What was done.
    #[n(1)]
    pub body: EventBody,
}

/// What was done. Values before and after are both kept where there are two.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum EventBody {
    /// The group came into being. Initial members besides the owner are told by personal notices (rule book 8.3).
    #[n(0)]
    Created {
        /// Its type.
        #[n(0)]
        kind: Kind,
        /// Its name.
        #[n(1)]
        name: String,
        /// Its owner, if it has one.
        #[n(2)]
        owner: Option<UserId>,
        /// The other members.
        #[n(3)]
        members: Vec<(UserId, Role)>,
    },
    /// The group came from another system; nobody is told (rule book 4.3, import_group).
    #[n(1)]
    Imported {
        /// Its type.
        #[n(0)]
        kind: Kind,
        /// Its name.
        #[n(1)]
        name: String,
        /// Its owner, if it has one.
        #[n(2)]
        owner: Option<UserId>,
    },
    /// The group ended. Members are told by personal notices (rule book 10, row 32).
    #[n(2)]
    Disbanded {
        /// Its type.
        #[n(0)]
        kind: Kind,
        /// Its name.
        #[n(1)]
        name: String,
        /// Its owner, if it had one.
        #[n(2)]
        owner: Option<UserId>,
    },
}
