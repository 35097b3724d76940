//! A server in a process of its own behind a bad network, and a crowd of users.

mod crowd;
mod ground;
mod rest;
mod said;
mod writer;

pub use crowd::Crowd;
pub use ground::Ground;
pub use said::counts;
pub use writer::{Counted, TOWN, Writer};

use std::time::Duration;

/// How long the crowd may take to hear everything once the network is fair again.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// How long the faults go on.
pub fn duration() -> Duration {
    let secs = std::env::var("OPENTIM_FAULT_SECS").ok().map_or(8, |secs| secs.parse().unwrap());
    Duration::from_secs(secs)
}

/// Seeded chance (splitmix64).
pub struct Dice(u64);

impl Dice {
    pub fn from_environment() -> Self {
        let seed = match std::env::var("OPENTIM_FAULT_SEED") {
            Ok(seed) => seed.parse().unwrap(),
            Err(_) => {
                let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
                u64::from(now.subsec_nanos()) ^ now.as_secs()
            }
        };
        println!("OPENTIM_FAULT_SEED={seed}");
        Self(seed)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}
