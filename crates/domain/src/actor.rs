//! Who acts, and the way he came.

use crate::UserId;
use minicbor::{Decode, Encode};

/// The interface a call came through; webhooks and audit tell it (rule book 7.1, OptPlatform).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum Face {
    /// The native SDK: addon and C library.
    #[n(0)]
    Sdk,
    /// The REST interface.
    #[n(1)]
    Rest,
    /// The web facade.
    #[n(2)]
    Web,
    /// The system itself, for instance a clean-up job.
    #[n(3)]
    System,
}

/// In what capacity somebody acts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum Standing {
    /// A logged-in user, for himself.
    #[n(0)]
    User,
    /// The app's admin account: above the owner of every group (rule book 1.4).
    #[n(1)]
    AppAdmin,
}

/// Who acts.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Actor {
    /// The account.
    #[n(0)]
    pub user: UserId,
    /// His capacity.
    #[n(1)]
    pub standing: Standing,
    /// The interface he came through.
    #[n(2)]
    pub face: Face,
}

impl Actor {
    /// A user acting for himself.
    pub fn user(user: UserId, face: Face) -> Self {
        Self { user, standing: Standing::User, face }
    }

    /// The app's admin account.
    pub fn app_admin(user: UserId, face: Face) -> Self {
        Self { user, standing: Standing::AppAdmin, face }
    }
}
