//! The notices that a user missed, and what they say of his goings.

use super::source::Source;
use crate::call::Refusal;
use opentim_domain::{GroupId, Notice};
use opentim_store::StoredNotice;
use std::collections::{BTreeMap, VecDeque};

/// Notices above a cursor.
pub(super) struct Missed {
    pub(super) after: u64,
    /// Number of the newest.
    pub(super) until: u64,
    /// All of them, if there are few.
    pub(super) held: VecDeque<StoredNotice>,
    /// How many of them say of a group that he went, was removed or was banned.
    pub(super) leaves: BTreeMap<GroupId, usize>,
    /// They are not told: too many, or the cursor is not one that was given.
    pub(super) too_many: bool,
}

impl Source {
    /// Looks through the notices above the cursor.
    pub(super) async fn missed(&self, cursor: u64) -> Result<Missed, Refusal> {
        let backlog = self.engine.backlog;
        let mut missed = Missed { after: cursor, until: cursor, held: VecDeque::new(), leaves: BTreeMap::new(), too_many: false };
        // The one at the cursor is read with them: it is there, unless the cursor is ahead of the log.
        let mut page = self.notices(cursor.saturating_sub(1), backlog.page + 1).await?;
        let full = page.len() > backlog.page;
        if cursor > 0 {
            if page.first().is_none_or(|notice| notice.number != cursor) {
                return self.unread(missed).await;
            }
            page.remove(0);
        }
        missed.see(&page);
        if !full {
            missed.held = page.into();
        } else if !self.notices(cursor.saturating_add(backlog.notices), 1).await?.is_empty() {
            return self.unread(missed).await;
        } else {
            while !page.is_empty() {
                page = self.notices(missed.until, backlog.page).await?;
                missed.see(&page);
            }
        }
        if missed.until - cursor > backlog.notices { self.unread(missed).await } else { Ok(missed) }
    }

    /// Too many, or none that follow the cursor: it goes to the newest.
    async fn unread(&self, missed: Missed) -> Result<Missed, Refusal> {
        let until = self.newest_notice().await?;
        Ok(Missed { until, held: VecDeque::new(), leaves: BTreeMap::new(), too_many: true, ..missed })
    }
}

impl Missed {
    fn see(&mut self, page: &[StoredNotice]) {
        for notice in page {
            self.until = notice.number;
            if let Notice::Kicked { .. } | Notice::Quit | Notice::Disbanded | Notice::Banned { .. } = notice.notice {
                *self.leaves.entry(notice.group.clone()).or_default() += 1;
            }
        }
    }
}
