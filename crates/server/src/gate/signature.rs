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

impl SignatureCache {
    /// Room for so many; what falls out is checked again.
    pub fn of(most: NonZeroUsize) -> Self {
        Self { hasher: RandomState::new(), known: Mutex::new(LruCache::new(most)) }
    }

    fn known(&self) -> MutexGuard<'_, LruCache<u64, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn key(&self, app: AppId, identifier: &UserId, signature: &str) -> u64 {
        self.hasher.hash_one((app, identifier, signature))
    }

    /// Until when a signature that is known is valid, in unix seconds.
    fn valid_until(&self, app: AppId, identifier: &UserId, signature: &str, now: u64) -> Option<u64> {
        let key = self.key(app, identifier, signature);
        let mut known = self.known();
        // The hash only finds the entry; the entry itself must be the same.
        let found = known.get(&key).filter(|known| {
            known.until >= now && known.app == app && known.identifier == *identifier && *known.signature == *signature
        });
        found.map(|known| known.until)
    }

    fn learn(&self, app: AppId, identifier: &UserId, signature: &str, until: u64) {
        let key = self.key(app, identifier, signature);
        let known = Known { app, identifier: identifier.clone(), signature: signature.into(), until };
        self.known().put(key, known);
    }
}

/// Checks the signature of a call or login; gives the last unix second at which it is valid. A source that sent too many bad ones
/// is not listened to for a while, except with signatures that are known to be good: whoever shares an address with an attacker
/// goes on working.
pub(crate) fn check(
    server: &Server,
    known: &SignatureCache,
    app: &App,
    identifier: &UserId,
    signature: &str,
    source: IpAddr,
) -> Result<u64, Failure> {
    let now = server.clock.now().secs().0;
    if let Some(until) = known.valid_until(app.id, identifier, signature, now) {
        return Ok(until);
    }
    server.lockout.admit(source, Instant::now())?;
    match opentim_usersig::verify(signature, &app.keys, app.id.get(), identifier.as_str(), now) {
        Ok(claims) => {
            let until = claims.expires_at();
            known.learn(app.id, identifier, signature, until);
            Ok(until)
        }
        Err(fault) => {
            // Guessing keys takes signatures that are valid now; whole offices log in with ones that ran out over night.
            if !matches!(fault, Fault::Expired { .. }) {
                server.lockout.count(source, Instant::now());
            }
            tracing::info!(%source, app = %app.id, reason = %fault, "a UserSig was refused");
            Err(Failure::new(fault.number(), fault.to_string()))
        }
    }
}
