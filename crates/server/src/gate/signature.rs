//! UserSigs: checked once, then known for as long as they are valid.

use crate::compose::{App, Server};
use lru::LruCache;
use opentim_domain::{AppId, UserId};
use opentim_usersig::Fault;
use opentim_wire::rest::Failure;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Signatures known at the same time. Admins are few; what falls out is checked again.
const KNOWN: NonZeroUsize = NonZeroUsize::new(1024).unwrap();

/// Signatures that were found valid. Checking one means inflating and hashing it, far more than looking it up.
pub(crate) struct SignatureCache {
    hasher: RandomState,
    known: Mutex<LruCache<u64, Known>>,
}

struct Known {
    app: AppId,
    identifier: UserId,
    signature: Box<str>,
    /// Last second at which it is valid.
    until: u64,
}

impl Default for SignatureCache {
    fn default() -> Self {
        Self { hasher: RandomState::new(), known: Mutex::new(LruCache::new(KNOWN)) }
    }
}

impl SignatureCache {
    fn known(&self) -> MutexGuard<'_, LruCache<u64, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn key(&self, app: AppId, identifier: &UserId, signature: &str) -> u64 {
        self.hasher.hash_one((app, identifier, signature))
    }

    fn holds(&self, app: AppId, identifier: &UserId, signature: &str, now: u64) -> bool {
        let key = self.key(app, identifier, signature);
        // The hash only finds the entry; the entry itself must be the same.
        self.known().get(&key).is_some_and(|known| {
            known.until >= now && known.app == app && known.identifier == *identifier && *known.signature == *signature
        })
    }

    fn learn(&self, app: AppId, identifier: &UserId, signature: &str, until: u64) {
        let key = self.key(app, identifier, signature);
        let known = Known { app, identifier: identifier.clone(), signature: signature.into(), until };
        self.known().put(key, known);
    }
}

/// Checks the signature of a call. A source that sent too many bad ones is not listened to for a while, except with signatures
/// that are known to be good: whoever shares an address with an attacker goes on working.
pub(super) fn check(server: &Server, app: &App, identifier: &UserId, signature: &str, source: IpAddr) -> Result<(), Failure> {
    let now = server.clock.now().secs().0;
    if server.signatures.holds(app.id, identifier, signature, now) {
        return Ok(());
    }
    server.lockout.admit(source, Instant::now())?;
    match opentim_usersig::verify(signature, &app.keys, app.id.get(), identifier.as_str(), now) {
        Ok(claims) => {
            server.signatures.learn(app.id, identifier, signature, claims.expires_at());
            Ok(())
        }
        Err(fault) => {
            server.lockout.count(source, Instant::now());
            tracing::info!(%source, app = %app.id, reason = %fault, "a UserSig was refused");
            Err(Failure::new(number(&fault), fault.to_string()))
        }
    }
}

/// Rule book 6.2.
const fn number(fault: &Fault) -> i32 {
    match fault {
        Fault::Empty => 70002,
        Fault::Cut => 70003,
        Fault::Malformed(_) | Fault::UserBuf => 70005,
        Fault::WrongApp { .. } => 70014,
        Fault::WrongUser => 70013,
        Fault::Expired { .. } => 70001,
        Fault::NoKey => 70016,
        Fault::WrongKey => 70009,
    }
}
