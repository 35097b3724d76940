//! How a group ended.

use crate::call::Refusal;
use crate::newest::Newest;
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

    async fn newest_event(&self, app: AppId, group: &GroupId) -> Result<Option<StoredEvent>, Refusal> {
        let (mut newest, mut event) = (Newest::above(0), None);
        while let Some(probe) = newest.probe() {
            let found = self.store.events_after(app, group, probe, 1).await?.pop();
            newest.found(found.as_ref().map(|event| event.number));
            event = found.or(event);
        }
        Ok(event)
    }
}
