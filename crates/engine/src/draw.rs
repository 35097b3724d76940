//! Generated ids in the documented look (rule book 3), and the tokens of invite links.
//!
//! Without an operation id they are random. Under one they are derived from it, so that a repeated create meets its own first
//! result instead of making a second thing.

use crate::call::Call;
use crate::ports::Ports;
use crate::run::Engine;
use hmac::{Hmac, Mac};
use opentim_domain::{Draw, GroupId, IdFault, Kind, LinkId, PermissionGroupId, TopicId};
use sha2::Sha256;

/// Characters of a generated body: letters and digits that cannot be mistaken for each other.
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Characters after the type's mark in an ordinary id: 40 bits.
const ORDINARY: usize = 8;
/// Characters after the type's mark in the id of a community, a topic or a permission group: 55 bits.
const COMMUNITY: usize = 11;
/// Characters of the public part of an invite link: 60 bits.
const LINK: usize = 12;
/// Characters of the secret part of an invite link: 130 bits.
const SECRET: usize = 26;

/// The ids drawn for one call.
pub(crate) struct Drawing<'a> {
    ports: &'a Ports,
    call: &'a Call,
    /// So many were drawn before and turned out to be taken.
    earlier: u32,
}

impl<'a> Drawing<'a> {
    pub(crate) fn after(earlier: u32, ports: &'a Ports, call: &'a Call) -> Self {
        Self { ports, call, earlier }
    }

    /// Random characters, or those that belong to the call's operation id; `what` tells several things of one call apart.
    fn body(&self, what: &[&str], length: usize) -> String {
        let mut bytes = [0; 32];
        match &self.call.operation {
            None => self.ports.random.fill(&mut bytes),
            Some(operation) => {
                let caller = self.call.actor.user.as_str();
                let (app, earlier) = (self.call.app.get().to_be_bytes(), self.earlier.to_be_bytes());
                let mut mac = new_mac(&self.ports.id_key);
                let parts = [&app[..], caller.as_bytes(), operation.id.as_bytes(), &operation.request, &earlier];
                for part in parts.into_iter().chain(what.iter().map(|what| what.as_bytes())) {
                    mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
                    mac.update(part);
                }
                bytes.copy_from_slice(&mac.finalize().into_bytes());
            }
        }
        bytes.iter().take(length).map(|byte| char::from(ALPHABET[usize::from(byte & 31)])).collect()
    }

    fn link(&self) -> (LinkId, String) {
        (valid(LinkId::parse(&self.body(&["link"], LINK))), self.body(&["secret"], SECRET))
    }
}

impl Draw for Drawing<'_> {
    fn group(&mut self, kind: Kind) -> GroupId {
        let rules = kind.rules();
        let (prefix, length) = if rules.community_ids { ("@TGS#_@TGS#", COMMUNITY) } else { ("@TGS#", ORDINARY) };
        valid(GroupId::parse(&format!("{prefix}{}{}", rules.id_mark, self.body(&[], length))))
    }

    fn topic(&mut self, community: &GroupId) -> TopicId {
        TopicId::made(community, &format!("@TOPIC#c{}", self.body(&["topic", community.as_str()], COMMUNITY)))
    }

    fn permission_group(&mut self, community: &GroupId) -> PermissionGroupId {
        let body = self.body(&["permission group", community.as_str()], COMMUNITY);
        valid(PermissionGroupId::parse(&format!("@PMG#_@PMG#c{body}")))
    }
}

/// The characters are all printable ASCII and few, so a drawn id is valid by construction.
fn valid<T>(parsed: Result<T, IdFault>) -> T {
    parsed.unwrap_or_else(|fault| unreachable!("a generated id is valid: {fault:?}"))
}

#[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
fn new_mac(key: &[u8; 32]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
}

impl Engine {
    /// The first id for a group that comes without one.
    pub fn draw(&self, call: &Call, kind: Kind) -> GroupId {
        Drawing::after(0, &self.ports, call).group(kind)
    }

    /// The first id for a topic that comes without one.
    pub fn draw_topic(&self, call: &Call, community: &GroupId) -> TopicId {
        Drawing::after(0, &self.ports, call).topic(community)
    }

    /// The first id for a permission group that comes without one.
    pub fn draw_permission_group(&self, call: &Call, community: &GroupId) -> PermissionGroupId {
        Drawing::after(0, &self.ports, call).permission_group(community)
    }

    /// The id and the secret of a new invite link. The group keeps only a digest of the secret: it is to be told now or never.
    pub fn draw_link(&self, call: &Call) -> (LinkId, String) {
        Drawing::after(0, &self.ports, call).link()
    }
}
