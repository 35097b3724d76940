//! Time in the simulation: it goes on whenever somebody looks.

use opentim_domain::Millis;
use opentim_store::Clock;
use std::sync::atomic::{AtomicU64, Ordering};

/// When every schedule begins.
const START: u64 = 1_800_000_000_000;
/// Milliseconds per look: short sanctions end while the schedule runs.
const TICK: u64 = 17;

/// The clock of one schedule.
pub(crate) struct Ticks(AtomicU64);

impl Default for Ticks {
    fn default() -> Self {
        Self(AtomicU64::new(START))
    }
}

impl Ticks {
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
