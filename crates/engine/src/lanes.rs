//! Turns for commands of one home that keep meeting each other's commits.
//!
//! Correctness never depends on them: they only spare work that would be decided again and again.

use opentim_domain::{AppId, Home};
use tokio::sync::{Mutex, MutexGuard};

/// How many lanes there are. Homes that share one wait for each other without need, and no longer than a commit takes.
const LANES: usize = 256;

/// The lanes.
pub(crate) struct Lanes(Vec<Mutex<()>>);

impl Default for Lanes {
    fn default() -> Self {
        Self((0..LANES).map(|_| Mutex::new(())).collect())
    }
}

impl Lanes {
    /// Waits for the turn of a command that writes to this home.
    pub(crate) async fn turn(&self, app: AppId, home: &Home) -> Option<MutexGuard<'_, ()>> {
        let text = match home {
            Home::Group(group) => group.as_str(),
            Home::User(user) => user.as_str(),
            Home::App(_) => "",
        };
        // FNV-1a: small, and the same in every run, which a simulation needs.
        let start = 0xcbf2_9ce4_8422_2325_u64 ^ app.get();
        let hash = text.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        let lane = usize::try_from(hash % LANES as u64).unwrap_or_default();
        match self.0.get(lane) {
            Some(lane) => Some(lane.lock().await),
            None => None,
        }
    }
}
