//! Time in the simulation: it goes on whenever somebody looks.

use opentim_domain::Millis;
use opentim_store::Clock;
use std::sync::atomic::{AtomicU64, Ordering};

/// A midnight (UTC) in Unix milliseconds; schedules begin a little before it.
pub(crate) const MIDNIGHT: u64 = 1_800_057_600_000;
/// Milliseconds per look: short sanctions end while the schedule runs.
const TICK: u64 = 17;

/// The clock of one schedule.
pub(crate) struct Ticks(AtomicU64);

impl Ticks {
    /// Begins so long before midnight.
    pub(crate) fn before_midnight(millis: u64) -> Self {
        Self(AtomicU64::new(MIDNIGHT - millis))
    }

    /// The time, without moving it.
    pub(crate) fn peek(&self) -> Millis {
        Millis(self.0.load(Ordering::Relaxed))
    }
}

impl Clock for Ticks {
    fn now(&self) -> Millis {
        Millis(self.0.fetch_add(TICK, Ordering::Relaxed) + TICK)
    }
}
