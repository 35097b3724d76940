//! The stored record of an application.

use crate::group::Group;
use crate::{InviteOption, Limits, Millis, UserId};
use alloc::string::String;
use minicbor::{Decode, Encode};

/// Who decides. The numbers are the native SDK's (rule book 8.4).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum ApplicationKind {
    /// A user asks to join; owner and admins decide.
    #[n(0)]
    Join = 0,
    /// A user is invited and decides himself.
    #[n(1)]
    Consent = 1,
    /// A member invites a user; owner and admins decide.
    #[n(2)]
    Approval = 2,
}

/// How far an application has come.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum ApplicationState {
    /// Nobody has decided.
    #[n(0)]
    Open,
    /// Decided, once and for all.
    #[n(1)]
    Decided {
        /// Yes or no.
        #[n(0)]
        accepted: bool,
        /// By whom.
        #[n(1)]
        by: UserId,
        /// His words.
        #[n(2)]
        reason: String,
        /// When.
        #[n(3)]
        at: Millis,
    },
}

/// An application: at most one per user and group, a new one takes the place of a decided one.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Application {
    /// Who would join.
    #[n(0)]
    pub user: UserId,
    /// Who decides.
    #[n(1)]
    pub kind: ApplicationKind,
    /// Who invited; nobody when the user himself asks.
    #[n(2)]
    pub inviter: Option<UserId>,
    /// When it was made; tells it apart from earlier ones of the same user.
    #[n(3)]
    pub at: Millis,
    /// Words of who made it.
    #[n(4)]
    pub message: String,
    /// How far it has come.
    #[n(5)]
    pub state: ApplicationState,
}

impl Application {
    /// Whether it still waits at this time: not decided, and not older than the app lets applications live.
    pub fn is_open(&self, now: Millis, limits: &Limits) -> bool {
        let expired = limits.application_secs.is_some_and(|secs| now.0 >= self.at.0.saturating_add(secs.saturating_mul(1000)));
        self.state == ApplicationState::Open && !expired
    }

    /// Whether the group's options still let it lead anywhere: an invitation that the user himself decides on ends with the
    /// group's taking no more invitations, because nobody else sees it.
    pub(crate) fn still_counts(&self, group: &Group) -> bool {
        self.kind != ApplicationKind::Consent || group.invite != InviteOption::Disabled
    }

    /// Who made it: the user himself, or who invited him.
    pub fn maker(&self) -> &UserId {
        self.inviter.as_ref().unwrap_or(&self.user)
    }
}
