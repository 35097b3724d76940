//! How far a link's user has been told, for lines that may be cut.

use opentim_domain::GroupId;
use opentim_engine::Cursors;
use opentim_gateway::Place;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// His cursors; nothing while that need not be known, because the engine is in this process.
#[derive(Default)]
pub(super) struct ToldSoFar(Mutex<Option<Cursors>>);

impl ToldSoFar {
    pub(super) fn new(cursors: Option<Cursors>) -> Self {
        Self(Mutex::new(cursors))
    }

    fn cursors(&self) -> MutexGuard<'_, Option<Cursors>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The cursors as they are.
    pub(super) fn get(&self) -> Option<Cursors> {
        self.cursors().clone()
    }

    /// A line has begun there.
    pub(super) fn begin(&self, cursors: Option<Cursors>) {
        *self.cursors() = cursors;
    }

    /// The listeners have been told of an event. True when a cursor has moved.
    pub(super) fn event(&self, place: Place) -> bool {
        let mut cursors = self.cursors();
        let Some(cursors) = &mut *cursors else { return false };
        match place {
            Place::Group { group, number } => {
                cursors.groups.insert(group, number);
            }
            Place::Notice(number) => cursors.notices = number,
            Place::Nowhere => return false,
        }
        true
    }

    /// What lies before these was left out.
    pub(super) fn refresh(&self, groups: BTreeMap<GroupId, u64>, notices: Option<u64>) {
        if let Some(cursors) = &mut *self.cursors() {
            cursors.groups.extend(groups);
            cursors.notices = notices.unwrap_or(cursors.notices);
        }
    }

    /// He is not in these groups any more.
    pub(super) fn gone(&self, gone: &[GroupId]) {
        if let Some(cursors) = &mut *self.cursors() {
            cursors.groups.retain(|group, _| !gone.contains(group));
        }
    }
}
