//! How many frames a client may send in a time.

use governor::clock::{Clock, MonotonicClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use std::num::NonZeroU32;

/// What to do with a frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Verdict {
    /// Take it.
    Taken,
    /// Refuse it.
    TooFast,
    /// It does not stop: end the connection.
    Flood,
}

/// A bucket of tokens, one for each frame.
pub(super) struct Rate<C: Clock = MonotonicClock> {
    bucket: RateLimiter<NotKeyed, InMemoryState, C, StateInformationMiddleware>,
    burst: u32,
    flood: u32,
    refused: u32,
}

impl Rate {
    pub(super) fn new(a_second: u32, burst: u32, flood: u32) -> Self {
        Self::with_clock(a_second, burst, flood, &MonotonicClock)
    }
}

impl<C: Clock + Clone> Rate<C> {
    fn with_clock(a_second: u32, burst: u32, flood: u32, clock: &C) -> Self {
        let at_least_one = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        let (a_second, burst) = (at_least_one(a_second), at_least_one(burst));
        let quota = Quota::per_second(a_second).allow_burst(burst);
        let bucket = RateLimiter::direct_with_clock(quota, clock.clone()).with_middleware();
        Self { bucket, burst: burst.get(), flood, refused: 0 }
    }

    /// A frame has come.
    pub(super) fn take(&mut self) -> Verdict {
        match self.bucket.check() {
            Ok(left) => {
                // Who has made a pause is forgiven.
                if left.remaining_burst_capacity() >= (self.burst / 2).saturating_sub(1) {
                    self.refused = 0;
                }
                Verdict::Taken
            }
            Err(_) => {
                self.refused = self.refused.saturating_add(1);
                if self.refused > self.flood { Verdict::Flood } else { Verdict::TooFast }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use governor::clock::FakeRelativeClock;
    use std::time::Duration;

    #[test]
    fn a_burst_is_taken_and_what_comes_faster_for_long_is_a_flood() {
        let clock = FakeRelativeClock::default();
        let mut rate = Rate::with_clock(10, 4, 2, &clock);
        for _ in 0..4 {
            assert_eq!(rate.take(), Verdict::Taken);
        }
        assert_eq!((rate.take(), rate.take()), (Verdict::TooFast, Verdict::TooFast));
        clock.advance(Duration::from_millis(100));
        assert_eq!((rate.take(), rate.take()), (Verdict::Taken, Verdict::Flood));
    }

    #[test]
    fn a_pause_makes_up_for_earlier_refusals() {
        let clock = FakeRelativeClock::default();
        let mut rate = Rate::with_clock(10, 4, 2, &clock);
        for _ in 0..10 {
            let verdicts: Vec<Verdict> = (0..6).map(|_| rate.take()).collect();
            assert_eq!(verdicts.iter().filter(|verdict| **verdict == Verdict::Taken).count(), 4);
            assert!(!verdicts.contains(&Verdict::Flood), "{verdicts:?}");
            clock.advance(Duration::from_secs(1));
        }
    }
}
