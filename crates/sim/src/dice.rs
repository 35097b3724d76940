//! The schedule's only source of chance.

use std::cell::Cell;

/// SplitMix64: every seed gives an unrelated stream.
pub(crate) struct Dice(Cell<u64>);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Cell::new(seed))
    }

    fn next(&self) -> u64 {
        let state = self.0.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.0.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `sides` - 1.
    pub(crate) fn roll(&self, sides: usize) -> usize {
        usize::try_from(self.next() % sides as u64).unwrap_or(0)
    }

    /// True once in `sides` times.
    pub(crate) fn one_in(&self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    pub(crate) fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte = self.next().to_le_bytes()[0];
        }
    }
}
