//! Sources that send bad signatures over and over are not listened to for a minute (rule book 4.2, 70050).

use lru::LruCache;
use opentim_wire::rest::Failure;
use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Bad signatures within a minute that lock their source.
pub(crate) const TOO_MANY: u32 = 20;
/// How long bad signatures are remembered, and how long a lock lasts.
const MINUTE: Duration = Duration::from_secs(60);
/// Sources remembered at the same time; the one that was quiet longest is forgotten first.
const SOURCES: NonZeroUsize = NonZeroUsize::new(4096).unwrap();
/// Rule book 4.2: too many failed verifications.
const LOCKED: i32 = 70050;

/// Who sent bad signatures lately.
pub(crate) struct Lockout(Mutex<LruCache<IpAddr, Record>>);

struct Record {
    bad: u32,
    since: Instant,
}

impl Default for Lockout {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(SOURCES)))
    }
}

impl Lockout {
    fn records(&self) -> MutexGuard<'_, LruCache<IpAddr, Record>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Refuses a locked source.
    pub fn admit(&self, source: IpAddr, now: Instant) -> Result<(), Failure> {
        let mut records = self.records();
        let Some(record) = records.get(&network(source)) else { return Ok(()) };
        let past = now.saturating_duration_since(record.since);
        if record.bad < TOO_MANY || past >= MINUTE {
            return Ok(());
        }
        let seconds = (MINUTE - past).as_secs() + 1;
        let text = format!("too many bad UserSigs came from this address; mend the signature and try again in {seconds} seconds");
        Err(Failure::new(LOCKED, text))
    }

    /// Remembers a bad signature. The one that is too many starts the minute anew.
    pub fn count(&self, source: IpAddr, now: Instant) {
        let mut records = self.records();
        let record = records.get_or_insert_mut(network(source), || Record { bad: 0, since: now });
        if now.saturating_duration_since(record.since) >= MINUTE {
            *record = Record { bad: 0, since: now };
        }
        record.bad += 1;
        if record.bad == TOO_MANY {
            record.since = now;
            tracing::warn!(%source, "too many bad UserSigs; this address is locked for a minute");
        }
    }
}

/// What counts as one source: an IPv4 address, or the network of an IPv6 address, whose last half its owner chooses freely.
fn network(source: IpAddr) -> IpAddr {
    match source.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6((u128::from(address) & !u128::from(u64::MAX)).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    fn after(lockout: &Lockout, bad: u32, now: Instant) -> Result<(), Failure> {
        (0..bad).for_each(|_| lockout.count(HERE, now));
        lockout.admit(HERE, now)
    }

    #[test]
    fn a_few_bad_signatures_lock_nobody() {
        assert_eq!(after(&Lockout::default(), TOO_MANY - 1, Instant::now()), Ok(()));
    }

    #[test]
    fn too_many_lock_their_source_for_a_minute_and_nobody_else() {
        let (lockout, now) = (Lockout::default(), Instant::now());
        assert_eq!(after(&lockout, TOO_MANY, now).map_err(|failure| failure.number), Err(LOCKED));
        assert!(lockout.admit(IpAddr::from([10, 0, 0, 1]), now).is_ok());
        assert!(lockout.admit(HERE, now + MINUTE - Duration::from_millis(1)).is_err());
        assert!(lockout.admit(HERE, now + MINUTE).is_ok());
    }

    #[test]
    fn bad_signatures_far_apart_lock_nobody() {
        let (lockout, now) = (Lockout::default(), Instant::now());
        assert!(after(&lockout, TOO_MANY - 1, now).is_ok());
        assert!(after(&lockout, TOO_MANY - 1, now + MINUTE).is_ok());
    }

    #[test]
    fn the_addresses_of_one_ipv6_network_are_one_source() {
        let (a, b): (IpAddr, IpAddr) = ("2001:db8::1".parse().unwrap(), "2001:db8::ffff:1".parse().unwrap());
        assert_eq!(network(a), network(b));
        assert_eq!(network("::ffff:127.0.0.1".parse().unwrap()), HERE);
    }
}
