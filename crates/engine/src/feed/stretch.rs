//! A stretch of a group's log as one user hears it.

use super::Fed;
use super::source::Source;
use super::told::Item;
use crate::call::Refusal;
use crate::hub::tip;
use opentim_domain::{EventBody, GroupId, Kind, StoredMembers};
use opentim_store::StoredEvent;

/// The events above `at` up to `end`, read page by page.
pub(super) struct Stretch {
    pub(super) group: GroupId,
    /// Its type at `at`.
    pub(super) kind: Option<Kind>,
    /// Whether the user was a member at `at`.
    pub(super) inside: bool,
    pub(super) at: u64,
    pub(super) end: u64,
    /// The next ones, if they were read already.
    pub(super) held: Vec<StoredEvent>,
}

impl Stretch {
    pub(super) fn is_over(&self) -> bool {
        self.at >= self.end
    }

    /// Reads on: what is told of the next events, and how far that is. When it cannot be read, nothing has changed.
    pub(super) async fn read(&mut self, source: &Source) -> Result<Vec<Item>, Refusal> {
        let page = if self.held.is_empty() {
            source.events(&self.group, self.at, source.engine.backlog.page).await?
        } else {
            std::mem::take(&mut self.held)
        };
        if page.is_empty() {
            self.at = self.end;
        }
        let mut items = Vec::new();
        let end = self.end;
        for event in page.iter().take_while(|event| event.number <= end) {
            self.at = event.number;
            items.extend(self.told(source, event));
        }
        items.push(Item::Reached { group: self.group.clone(), number: self.at });
        Ok(items)
    }

    /// What the user is told of the next event.
    fn told(&mut self, source: &Source, event: &StoredEvent) -> Option<Item> {
        let body = &event.event.body;
        if let EventBody::Created { kind, .. } | EventBody::Imported { kind, .. } = body {
            self.kind = Some(*kind);
        }
        self.inside = body.membership(&source.user).unwrap_or(self.inside);
        // Of live groups those hear who are present, and nobody afterwards.
        let kind = self.kind.filter(|kind| self.inside && kind.rules().stored_members == StoredMembers::All)?;
        let event = tip(event, kind, &source.limits.policy)?;
        Some(Item::Fed(Fed::Tip { group: self.group.clone(), kind, event }))
    }
}
