//! What a feed reads, and for whom.

use super::touch::{Touch, Touches};
use crate::call::Refusal;
use crate::hub::SessionId;
use crate::newest::Newest;
use crate::run::Engine;
use opentim_domain::group::Group;
use opentim_domain::{AppId, GroupId, HeadView, Home, Limits, ReadSet, UserId};
use opentim_store::{StoredEvent, StoredNotice};
use std::sync::Arc;

/// A feed's way to the store.
pub(super) struct Source {
    pub(super) engine: Arc<Engine>,
    pub(super) app: AppId,
    pub(super) user: UserId,
    pub(super) limits: Arc<Limits>,
    pub(super) session: SessionId,
}

/// Where a user stands with a group that is not in his list.
pub(super) enum Standing {
    /// He is in it all the same: his list was read while it changed.
    Inside(Box<Group>),
    /// It has ended, and he is not told yet.
    Closing,
    Outside,
}

impl Source {
    /// Tells the hub which groups the user is in.
    pub(super) async fn load_groups(&self) -> Result<(), Refusal> {
        self.engine.load_groups(self.app, &self.user, self.session).await
    }

    pub(super) async fn events(&self, group: &GroupId, after: u64, limit: usize) -> Result<Vec<StoredEvent>, Refusal> {
        Ok(self.engine.store.events_after(self.app, group, after, limit).await?)
    }

    pub(super) async fn notices(&self, after: u64, limit: usize) -> Result<Vec<StoredNotice>, Refusal> {
        Ok(self.engine.store.notices_after(self.app, &self.user, after, limit).await?)
    }

    /// Number of the newest event, which is `known` or above.
    pub(super) async fn newest_event(&self, group: &GroupId, known: u64) -> Result<u64, Refusal> {
        let mut newest = Newest::above(known);
        while let Some(probe) = newest.probe() {
            newest.found(self.events(group, probe, 1).await?.first().map(|event| event.number));
        }
        Ok(newest.number())
    }

    /// Number of the newest notice.
    pub(super) async fn newest_notice(&self) -> Result<u64, Refusal> {
        let mut newest = Newest::above(0);
        while let Some(probe) = newest.probe() {
            newest.found(self.notices(probe, 1).await?.first().map(|notice| notice.number));
        }
        Ok(newest.number())
    }

    /// What touches the user among the `most` events up to `until`.
    pub(super) async fn touches(&self, group: &GroupId, until: u64, most: u64) -> Result<Touches, Refusal> {
        let mut at = until.saturating_sub(most);
        let mut touches = Touches { seen: Vec::new(), above: at };
        while at < until {
            let page = self.events(group, at, self.engine.backlog.page).await?;
            let Some(last) = page.last() else { break };
            at = last.number;
            touches.seen.extend(self.touched(&page).filter(|(number, _)| *number <= until));
        }
        Ok(touches)
    }

    pub(super) fn touched<'a>(&'a self, page: &'a [StoredEvent]) -> impl Iterator<Item = (u64, Touch)> + 'a {
        page.iter().filter_map(|event| Some((event.number, Touch::of(&event.event.body, &self.user)?)))
    }

    /// Where the user stands with a group that is not in his list.
    pub(super) async fn standing(&self, group: &GroupId) -> Result<Standing, Refusal> {
        let (home, reads) = (Home::Group(group.clone()), ReadSet::head_and_members(vec![self.user.clone()]));
        let view = self.engine.store.load(self.app, &home, &reads, None).await?.view;
        if view.member(&self.user).is_none() {
            return Ok(Standing::Outside);
        }
        Ok(match view.head() {
            HeadView::Alive(group) => Standing::Inside(Box::new(group.clone())),
            HeadView::Closing => Standing::Closing,
            HeadView::Free => Standing::Outside,
        })
    }
}
