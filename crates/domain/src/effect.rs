//! What other homes must learn of a commit: a user's own list of groups and his personal notices.

use crate::{GroupId, Kind, MsgFlag, Role, Secs, UserId};
use alloc::string::String;
use minicbor::{Decode, Encode};

/// A row in a user's list of joined groups.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listing {
    /// The group.
    pub group: GroupId,
    /// Its type.
    pub kind: Kind,
    /// A community with topics: those have a list of their own (rule book 1.5).
    pub topics: bool,
    /// The user's role.
    pub role: Role,
    /// When he joined.
    pub joined_at: Secs,
    /// How he is told of messages.
    pub msg_flag: MsgFlag,
}

/// A personal notice, told only to one user (rule book 8.2, report types; 8.3 says who gets which). The indices are the report types.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum Notice {
    /// Somebody asks to join a group that he decides for.
    #[n(1)]
    Applied {
        /// Who asks.
        #[n(0)]
        applicant: UserId,
        /// His words.
        #[n(1)]
        message: String,
    },
    /// His application was accepted.
    #[n(2)]
    Accepted {
        /// Words of who decided.
        #[n(0)]
        reason: String,
    },
    /// His application was refused.
    #[n(3)]
    Refused {
        /// Words of who decided.
        #[n(0)]
        reason: String,
    },
    /// He was removed from a group.
    #[n(4)]
    Kicked {
        /// Why.
        #[n(0)]
        reason: String,
    },
    /// A group he was in has ended.
    #[n(5)]
    Disbanded,
    /// His group was created; keeps his other devices in step and is not shown.
    #[n(6)]
    Created,
    /// He was put into a group.
    #[n(7)]
    Invited,
    /// He left a group; keeps his other devices in step and is not shown.
    #[n(8)]
    Quit,
    /// He is an admin now.
    #[n(9)]
    AdminGranted,
    /// He is no admin any more.
    #[n(10)]
    AdminRevoked,
    /// He is invited and must agree himself.
    #[n(12)]
    ConsentWanted {
        /// Words of who invites.
        #[n(0)]
        message: String,
    },
    /// Somebody he invited has agreed.
    #[n(13)]
    InvitationAccepted {
        /// Who.
        #[n(0)]
        invitee: UserId,
        /// His words.
        #[n(1)]
        reason: String,
    },
    /// Somebody he invited was refused, or does not want to.
    #[n(14)]
    InvitationRefused {
        /// Who.
        #[n(0)]
        invitee: UserId,
        /// Words of who decided.
        #[n(1)]
        reason: String,
    },
    /// He may not speak.
    #[n(17)]
    Muted {
        /// Seconds from now; 0: he may speak again.
        #[n(0)]
        secs: u64,
    },
    /// He is told of messages in another way.
    #[n(21)]
    MsgFlagChanged {
        /// The way.
        #[n(0)]
        flag: MsgFlag,
    },
    /// He was removed and may not come back for a time.
    #[n(22)]
    Banned {
        /// Until when.
        #[n(0)]
        until: Secs,
        /// Why.
        #[n(1)]
        reason: String,
    },
    /// He may come back.
    #[n(23)]
    Unbanned,
    /// A member invites somebody into a group that he decides for.
    #[n(24)]
    ApprovalWanted {
        /// Who would join.
        #[n(0)]
        invitee: UserId,
        /// Words of who invites.
        #[n(1)]
        message: String,
    },
}

impl Notice {
    /// Its report type (rule book 8.2).
    pub const fn number(&self) -> u8 {
        match self {
            Self::Applied { .. } => 1,
            Self::Accepted { .. } => 2,
            Self::Refused { .. } => 3,
            Self::Kicked { .. } => 4,
            Self::Disbanded => 5,
            Self::Created => 6,
            Self::Invited => 7,
            Self::Quit => 8,
            Self::AdminGranted => 9,
            Self::AdminRevoked => 10,
            Self::ConsentWanted { .. } => 12,
            Self::InvitationAccepted { .. } => 13,
            Self::InvitationRefused { .. } => 14,
            Self::Muted { .. } => 17,
            Self::MsgFlagChanged { .. } => 21,
            Self::Banned { .. } => 22,
            Self::Unbanned => 23,
            Self::ApprovalWanted { .. } => 24,
        }
    }
}

/// What one user's home learns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UserEffect {
    /// Whose home.
    pub user: UserId,
    /// He is a member now: his row.
    pub joined: Option<Listing>,
    /// He is no longer a member.
    pub left: bool,
    /// What he is told.
    pub notice: Option<Notice>,
}

impl UserEffect {
    /// A notice and nothing else.
    pub fn told(user: UserId, notice: Notice) -> Self {
        Self { user, joined: None, left: false, notice: Some(notice) }
    }
}
