//! Reads: no rule decides here, the store's lists are passed on.

use crate::call::Refusal;
use crate::run::Engine;
use opentim_domain::group::{Member, Profile};
use opentim_domain::{AppId, GroupId, Kind, UserId};
use opentim_store::{AllGroups, Joined, JoinedFilter, Page};

impl Engine {
    /// Living groups by id, in the order asked, each with the reader's own membership; nothing for an id without a living group.
    ///
    /// # Errors
    /// [`Refusal::Store`].
    pub async fn profiles(&self, app: AppId, ids: &[GroupId], reader: Option<&UserId>) -> Result<Vec<Option<Profile>>, Refusal> {
        let rows = self.store.groups(app, ids, reader).await?;
        Ok(rows.into_iter().map(|row| row.map(|(group, own)| Profile { group, own })).collect())
    }

    /// A user's groups in the order of joining.
    ///
    /// # Errors
    /// [`Refusal::Store`].
    pub async fn joined(
        &self,
        app: AppId,
        user: &UserId,
        filter: JoinedFilter,
        skip: usize,
        limit: usize,
    ) -> Result<Joined, Refusal> {
        Ok(self.store.joined(app, user, filter, skip, limit).await?)
    }

    /// Living groups of an app in the order of creation, after the cursor (0 first).
    ///
    /// # Errors
    /// [`Refusal::Store`].
    pub async fn all_groups(&self, app: AppId, kind: Option<Kind>, after: u64, limit: usize) -> Result<AllGroups, Refusal> {
        Ok(self.store.all_groups(app, kind, after, limit).await?)
    }

    /// Members of a group in the order of user ids, after `after`.
    ///
    /// # Errors
    /// [`Refusal::Store`].
    pub async fn members(
        &self,
        app: AppId,
        group: &GroupId,
        after: Option<&UserId>,
        limit: usize,
    ) -> Result<Page<Member>, Refusal> {
        Ok(self.store.members(app, group, after, limit).await?)
    }
}
