//! Topics of a community (rule book 1.7).

use crate::{MsgFlag, Secs, TopicId, UserId};
use alloc::string::String;
use minicbor::{Decode, Encode};

/// A topic. Sizes in bytes of UTF-8 as in [`Limits`](crate::Limits).
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Topic {
    /// Its id, which begins with that of its community.
    #[n(0)]
    pub id: TopicId,
    /// Its name.
    #[n(1)]
    pub name: String,
    /// Introduction, or empty.
    #[n(2)]
    pub introduction: String,
    /// Notification, or empty.
    #[n(3)]
    pub notification: String,
    /// Avatar address, or empty.
    #[n(4)]
    pub face_url: String,
    /// Custom text, or empty.
    #[n(5)]
    pub custom: String,
    /// Nobody but those who may mute may speak in it.
    #[n(6)]
    pub mute_all: bool,
    /// Who created it; nothing: it was imported without one.
    #[n(7)]
    pub creator: Option<UserId>,
    /// When it was created.
    #[n(8)]
    pub created_at: Secs,
    /// When its profile last changed.
    #[n(9)]
    pub changed_at: Secs,
}

/// What a topic knows of one user. It outlives his membership, as mutes do (rule book 4.4, forbid_send_msg).
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct TopicMember {
    /// The topic.
    #[n(0)]
    pub topic: TopicId,
    /// The user.
    #[n(1)]
    pub user: UserId,
    /// How he is told of its messages; nothing: as in the community.
    #[n(2)]
    pub msg_flag: Option<MsgFlag>,
    /// He may not speak in it before that.
    #[n(3)]
    pub muted_until: Option<Secs>,
}
