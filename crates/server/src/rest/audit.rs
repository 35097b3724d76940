//! Everything that was done to a group.

use super::{Asked, Reply, page};
use opentim_store::Audited;
use opentim_wire::AuditEntry;
use opentim_wire::rest::audit;

impl Asked<'_> {
    pub(super) async fn get_group_audit(&self, body: &[u8]) -> Reply {
        let audit::Query { group, after, limit } = audit::read(body)?;
        let store = self.server.engine.store();
        let rows = self.or_fail(async { Ok(store.audit(self.call.app, &group, after, limit).await?) }).await?;
        let entries: Vec<AuditEntry<'_>> = rows.iter().map(entry).collect();
        // A page that is not full was the last.
        let next = entries.last().filter(|_| entries.len() == limit).map_or(0, |last| last.number);
        page(&audit::Reply { entries: &entries, next }, audit::ADVICE)
    }
}

fn entry(Audited { event, hash }: &Audited) -> AuditEntry<'_> {
    AuditEntry { number: event.number, at: event.at, member_count: event.member_count, event: &event.event, hash }
}
