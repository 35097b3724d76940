//! Muted and banned users.

use crate::call::{Call, Refusal};
use crate::run::Engine;
use opentim_domain::{Action, GroupId, ReadSet, Sanction, Sanctions, UserId};

/// Rows read from the store at once.
const PAGE: usize = 1000;

/// Sanctions of a group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SanctionsPage {
    /// The rows, in the order of user ids.
    pub rows: Vec<Sanction>,
    /// There are more.
    pub more: bool,
}

impl Engine {
    /// Who may not speak now, or not come back now, all of them without a limit: for app admins and those who may mute or ban.
    ///
    /// # Errors
    /// A [`Refusal`].
    pub async fn sanctions(
        &self,
        call: &Call,
        group: &GroupId,
        which: Sanctions,
        skip: usize,
        limit: Option<usize>,
    ) -> Result<SanctionsPage, Refusal> {
        let action = match which {
            Sanctions::Muted => Action::Mute,
            Sanctions::Banned => Action::Ban,
        };
        let view = self.allowed(call, group, action, ReadSet::default()).await?;
        let limit = limit.unwrap_or(usize::MAX);
        let (mut after, mut skip, mut rows): (Option<UserId>, _, Vec<Sanction>) = (None, skip, Vec::new());
        loop {
            let wanted = skip.saturating_add(limit - rows.len()).min(PAGE);
            let page = self.store.sanctions(call.app, group, which, view.now.secs(), after.as_ref(), wanted).await?;
            after = page.rows.last().map(|last| last.user.clone());
            let left_out = skip.min(page.rows.len());
            skip -= left_out;
            rows.extend(page.rows.into_iter().skip(left_out));
            if !page.more || rows.len() >= limit {
                return Ok(SanctionsPage { rows, more: page.more });
            }
        }
    }
}
