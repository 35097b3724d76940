//! Reads. Who may see what is decided by the rules of `domain`; the rest passes the store's lists on.

mod ending;
mod kept;
mod members;
mod permissions;
mod rights;
mod sanctions;
mod search;
mod topics;

pub use ending::Ending;
pub use members::{MembersPage, MembersQuery, Roles};
pub use permissions::{PermissionMembersPage, SeenPermissionGroup};
pub use sanctions::SanctionsPage;
pub use search::{Cursor, FoundMembers, Search};
pub use topics::SeenTopic;

use crate::call::{Call, Refusal};
use crate::live::is_stored;
use crate::run::Engine;
use opentim_domain::group::{Group, Profile};
use opentim_domain::{AppId, GroupId, Kind, Millis, UserId};
use opentim_store::{AllGroups, Applications, Joined, JoinedFilter};

impl Engine {
    /// Living groups by id, in the order asked, each with the reader's own membership; nothing for an id without a living group.
    ///
    /// # Errors
    /// [`Refusal::Store`].
    pub async fn profiles(&self, app: AppId, ids: &[GroupId], reader: Option<&UserId>) -> Result<Vec<Option<Profile>>, Refusal> {
        let rows = self.store.groups(app, ids, reader).await?;
        let seen = rows.into_iter().map(|row| row.map(|(group, own)| Profile { group: self.counted(app, group), own }));
        Ok(seen.collect())
    }

    /// A live group has as many members as are present.
    fn counted(&self, app: AppId, mut group: Group) -> Group {
        if !is_stored(&group) {
            group.member_count = u32::try_from(self.hub.present(app, &group.id)).unwrap_or(u32::MAX);
        }
        group
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
        let mut joined = self.store.joined(app, user, filter, skip, limit).await?;
        let counted = joined.rows.into_iter().map(|(group, own)| (self.counted(app, group), own));
        joined.rows = counted.collect();
        Ok(joined)
    }

    /// Living groups of an app in the order of creation, after the cursor (0 first).
    ///
    /// # Errors
    /// [`Refusal::Store`].
    pub async fn all_groups(&self, app: AppId, kind: Option<Kind>, after: u64, limit: usize) -> Result<AllGroups, Refusal> {
        Ok(self.store.all_groups(app, kind, after, limit).await?)
    }

    /// Applications that the caller decides on, newest first, those made before `before`. The page may be longer than `limit`.
    ///
    /// # Errors
    /// [`Refusal::Store`].
    pub async fn applications(&self, call: &Call, before: Option<Millis>, limit: usize) -> Result<Applications, Refusal> {
        Ok(self.store.applications(call.app, &call.actor.user, before, limit).await?)
    }
}
