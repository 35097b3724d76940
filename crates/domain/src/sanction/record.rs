//! The stored record of a sanction.

use crate::{Secs, UserId};
use alloc::string::String;
use minicbor::{Decode, Encode};

/// A mute or ban without end (rule book 4.4, forbid_send_msg): also the latest moment that any of them can end.
pub const FOREVER: Secs = Secs(u32::MAX as u64);

/// The end of a sanction of so many seconds that begins now.
pub fn until(now: Secs, secs: u32) -> Secs {
    if secs == u32::MAX { FOREVER } else { Secs(now.0.saturating_add(secs.into()).min(FOREVER.0)) }
}

/// What a group holds against one user. A member's mute is also in his own record, where lists show it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Sanction {
    /// The user.
    #[n(0)]
    pub user: UserId,
    /// He may not speak before that.
    #[n(1)]
    pub muted_until: Option<Secs>,
    /// He may not come back before that.
    #[n(2)]
    pub banned_until: Option<Secs>,
    /// Why he was banned, or empty.
    #[n(3)]
    pub description: String,
}

impl Sanction {
    /// Nothing yet.
    pub fn none(user: UserId) -> Self {
        Self { user, muted_until: None, banned_until: None, description: String::new() }
    }

    /// When his mute ends, if he is muted now.
    pub fn muted(&self, now: Secs) -> Option<Secs> {
        self.muted_until.filter(|until| *until > now)
    }

    /// When his ban ends, if he is banned now.
    pub fn banned(&self, now: Secs) -> Option<Secs> {
        self.banned_until.filter(|until| *until > now)
    }

    /// Nothing of it counts any more.
    pub fn is_spent(&self, now: Secs) -> bool {
        self.muted(now).is_none() && self.banned(now).is_none()
    }
}

/// Which sanctions a list is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sanctions {
    /// Of those who may not speak now.
    Muted,
    /// Of those who may not come back now.
    Banned,
}

impl Sanctions {
    /// When the one that is asked for ends, if it counts now.
    pub fn of(self, sanction: &Sanction, now: Secs) -> Option<Secs> {
        match self {
            Self::Muted => sanction.muted(now),
            Self::Banned => sanction.banned(now),
        }
    }
}
