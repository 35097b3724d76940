//! Which refusals for calling too often alarm the app's back end (rule book 7.2, Alert.RequestOverLimit).

use opentim_wire::rest::Endpoint;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A command alarms once in so long.
const REST: Duration = Duration::from_secs(60);

/// The alarms of one app.
pub(crate) struct Alarms(Mutex<Vec<Row>>);

#[derive(Clone, Copy, Default)]
struct Row {
    alarmed: Option<Instant>,
    refused: u64,
}

impl Default for Alarms {
    fn default() -> Self {
        Self(Mutex::new(vec![Row::default(); Endpoint::COUNT]))
    }
}

impl Alarms {
    /// A call was refused. Gives how many have been since the last alarm when another one is due.
    pub fn due(&self, endpoint: Endpoint, now: Instant) -> Option<u64> {
        let mut rows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let row = rows.get_mut(endpoint.index())?;
        row.refused += 1;
        if row.alarmed.is_some_and(|alarmed| now.saturating_duration_since(alarmed) < REST) {
            return None;
        }
        row.alarmed = Some(now);
        Some(std::mem::take(&mut row.refused))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_command_alarms_once_a_minute_with_what_was_refused_meanwhile() {
        let (alarms, now) = (Alarms::default(), Instant::now());
        assert_eq!(alarms.due(Endpoint::CreateGroup, now), Some(1));
        assert_eq!(alarms.due(Endpoint::CreateGroup, now), None);
        assert_eq!(alarms.due(Endpoint::DestroyGroup, now), Some(1));
        assert_eq!(alarms.due(Endpoint::CreateGroup, now + REST), Some(2));
    }
}
