//! Generated group ids in the documented look (rule book 3).
//!
//! Without an operation id they are random. Under one they are derived from it, so that a repeated create meets its own first
//! result instead of making a second group.

use crate::call::Call;
use crate::ports::Ports;
use hmac::{Hmac, Mac};
use opentim_domain::{GroupId, Kind};
use sha2::Sha256;

/// Characters of a generated body: letters and digits that cannot be mistaken for each other.
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Characters after the type's mark in an ordinary id: 40 bits.
const ORDINARY: usize = 8;
/// Characters after the type's mark in a community id: 55 bits.
const COMMUNITY: usize = 11;

/// One draw of an id for a new group.
pub(crate) struct Draw<'a> {
    ports: &'a Ports,
    call: &'a Call,
    kind: Kind,
    earlier: u32,
}

impl<'a> Draw<'a> {
    /// The draw after `earlier` others for the same group.
    pub(crate) fn after(earlier: u32, ports: &'a Ports, call: &'a Call, kind: Kind) -> Self {
        Self { ports, call, kind, earlier }
    }

    /// The id.
    pub(crate) fn id(&self) -> GroupId {
        let bytes = self.bytes();
        let rules = self.kind.rules();
        let (prefix, length) = if rules.community_ids { ("@TGS#_@TGS#", COMMUNITY) } else { ("@TGS#", ORDINARY) };
        let mut id = String::with_capacity(24);
        id.push_str(prefix);
        id.push(rules.id_mark);
        id.extend(bytes.iter().take(length).map(|byte| char::from(ALPHABET[usize::from(byte & 31)])));
        // The characters are all printable ASCII and few, so the id is valid by construction.
        GroupId::parse(&id).unwrap_or_else(|fault| unreachable!("generated id {id}: {fault:?}"))
    }

    fn bytes(&self) -> [u8; COMMUNITY] {
        let mut out = [0; COMMUNITY];
        let Some(operation) = &self.call.operation else {
            self.ports.random.fill(&mut out);
            return out;
        };
        let caller = self.call.actor.user.as_str();
        let mut mac = new_mac(&self.ports.id_key);
        for part in
            [&self.call.app.get().to_be_bytes()[..], caller.as_bytes(), operation.id.as_bytes(), &self.earlier.to_be_bytes()]
        {
            mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            mac.update(part);
        }
        out.copy_from_slice(&mac.finalize().into_bytes()[..COMMUNITY]);
        out
    }
}

#[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
fn new_mac(key: &[u8; 32]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
}
