//! How a group ended.

use crate::call::Refusal;
use crate::run::Engine;
use opentim_domain::{AppId, EventBody, GroupId, UserId};
use opentim_store::StoredEvent;

/// The end of a group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ending {
    /// The name it had.
    pub name: String,
    /// Who ended it.
    pub by: UserId,
}

impl Engine {
    /// How the last group of this id ended: its log says so, which outlives it. Nothing when it lives, or never was.
    ///
    /// # Errors
    /// [`Refusal::Store`].
    pub async fn ending(&self, app: AppId, group: &GroupId) -> Result<Option<Ending>, Refusal> {
        let newest = self.newest_event(app, group).await?;
        Ok(newest.and_then(|StoredEvent { event, .. }| match event.body {
            EventBody::Disbanded { name, .. } => Some(Ending { name, by: event.actor.user }),
            _ => None,
        }))
    }

    /// Events are numbered without gaps, so the newest is found in a few steps however many there are.
    async fn newest_event(&self, app: AppId, group: &GroupId) -> Result<Option<StoredEvent>, Refusal> {
        let mut newest: Option<StoredEvent> = None;
        let (mut step, mut growing) = (1_u64, true);
        while step > 0 {
            let number = newest.as_ref().map_or(0, |event| event.number);
            let found = self.store.events_after(app, group, number + step - 1, 1).await?.pop();
            growing &= found.is_some();
            newest = found.or(newest);
            step = if growing { step * 2 } else { step / 2 };
        }
        Ok(newest)
    }
}
