//! Invite links: whoever shows one may join. Only in opentim.

use crate::{LinkId, Secs, UserId};
use minicbor::{Decode, Encode};

/// An invite link. Its secret is known only to those who have the link: the group keeps a digest of it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct InviteLink {
    /// The public part of its token.
    #[n(0)]
    pub id: LinkId,
    /// SHA-256 of the secret part of its token.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub digest: [u8; 32],
    /// Who made it.
    #[n(2)]
    pub creator: UserId,
    /// When.
    #[n(3)]
    pub created_at: Secs,
    /// From then on it lets nobody in; nothing: it does not expire.
    #[n(4)]
    pub expires_at: Option<Secs>,
    /// So many users come in by it, not more; nothing: as many as like.
    #[n(5)]
    pub most_uses: Option<u32>,
    /// So many have.
    #[n(6)]
    pub uses: u32,
    /// Whoever shows it asks to join: owner or admins decide.
    #[n(7)]
    pub approval: bool,
}
