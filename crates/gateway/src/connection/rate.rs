//! How many frames a client may send in a time.

use tokio::time::Instant;

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
pub(super) struct Rate {
    a_second: f64,
    most: f64,
    flood: u32,
    tokens: f64,
    refused: u32,
    at: Instant,
}

impl Rate {
    pub(super) fn new(a_second: u32, burst: u32, flood: u32, now: Instant) -> Self {
        let most = f64::from(burst.max(1));
        Self { a_second: f64::from(a_second), most, flood, tokens: most, refused: 0, at: now }
    }

    /// A frame has come.
    pub(super) fn take(&mut self, now: Instant) -> Verdict {
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        self.at = now;
        self.tokens = (self.tokens + passed * self.a_second).min(self.most);
        if self.tokens >= self.most / 2.0 {
            self.refused = 0;
        }
        if self.tokens >= 1.0 {
            self.tokens -= 1.0;
            return Verdict::Taken;
        }
        self.refused = self.refused.saturating_add(1);
        if self.refused > self.flood { Verdict::Flood } else { Verdict::TooFast }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_burst_is_taken_and_what_comes_faster_for_long_is_a_flood() {
        let start = Instant::now();
        let mut rate = Rate::new(10, 4, 2, start);
        for _ in 0..4 {
            assert_eq!(rate.take(start), Verdict::Taken);
        }
        assert_eq!((rate.take(start), rate.take(start)), (Verdict::TooFast, Verdict::TooFast));
        let later = start + Duration::from_millis(100);
        assert_eq!((rate.take(later), rate.take(later)), (Verdict::Taken, Verdict::Flood));
    }

    #[test]
    fn a_pause_makes_up_for_earlier_refusals() {
        let start = Instant::now();
        let mut rate = Rate::new(10, 4, 2, start);
        for round in 0..10 {
            let now = start + Duration::from_secs(round);
            let verdicts: Vec<Verdict> = (0..6).map(|_| rate.take(now)).collect();
            assert_eq!(verdicts.iter().filter(|verdict| **verdict == Verdict::Taken).count(), 4);
            assert!(!verdicts.contains(&Verdict::Flood), "{verdicts:?}");
        }
    }
}
