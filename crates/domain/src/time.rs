//! Points in time. A rule never reads a clock: it is told the time.

use core::fmt;
use minicbor::{Decode, Encode};

/// Milliseconds of a day.
pub const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// Unix time in seconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Encode, Decode)]
#[cbor(transparent)]
pub struct Secs(#[n(0)] pub u64);

/// Unix time in milliseconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Encode, Decode)]
#[cbor(transparent)]
pub struct Millis(#[n(0)] pub u64);

impl Millis {
    /// The second that this moment lies in.
    pub const fn secs(self) -> Secs {
        Secs(self.0 / 1000)
    }

    /// The UTC day that this moment lies in, counted from 1970-01-01 as day 0.
    pub const fn day(self) -> u64 {
        self.0 / DAY_MS
    }
}

impl fmt::Display for Secs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
