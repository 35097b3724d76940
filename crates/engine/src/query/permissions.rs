//! Permission groups and who is in them.

use crate::call::{Call, Refusal};
use crate::run::Engine;
use opentim_domain::permission_group::possible;
use opentim_domain::record::{PermissionGroup, PermissionMember, places_of};
use opentim_domain::{Action, GroupId, PermissionGroupId, ReadSet, Record, RecordClass, RecordKey, Reject, UserId};

/// A permission group as a reader sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SeenPermissionGroup {
    /// It.
    pub permission_group: PermissionGroup,
    /// How many are in it.
    pub members: usize,
}

/// Members of a permission group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PermissionMembersPage {
    /// The rows, in the order of user ids.
    pub rows: Vec<PermissionMember>,
    /// There are more.
    pub more: bool,
}

impl Engine {
    /// Permission groups of a community: these, in the order asked, nothing for an id without one; or all of them, in the order of
    /// ids.
    ///
    /// # Errors
    /// A [`Refusal`]: only members and the app see them.
    pub async fn permission_groups(
        &self,
        call: &Call,
        group: &GroupId,
        ids: Option<&[PermissionGroupId]>,
    ) -> Result<Vec<Option<SeenPermissionGroup>>, Refusal> {
        let keys: Vec<RecordKey> = ids.unwrap_or_default().iter().cloned().map(RecordKey::PermissionGroup).collect();
        let reads = ReadSet { records: keys.clone(), ..ReadSet::default() };
        let view = self.allowed(call, group, Action::SeeContents, reads).await?;
        possible(view.group()?)?;
        let records: Vec<_> = match ids {
            Some(_) => keys.iter().map(|key| view.record(key).cloned()).collect(),
            None => {
                let all = self.all_records(call.app, group, RecordClass::PermissionGroup).await?;
                all.into_iter().map(Some).collect()
            }
        };
        let mut seen = Vec::with_capacity(records.len());
        for record in records {
            seen.push(match record {
                Some(Record::PermissionGroup(permission_group)) => Some(self.counted_group(call, group, permission_group).await?),
                _ => None,
            });
        }
        Ok(seen)
    }

    async fn counted_group(
        &self,
        call: &Call,
        group: &GroupId,
        permission_group: PermissionGroup,
    ) -> Result<SeenPermissionGroup, Refusal> {
        let prefix = places_of(&permission_group.id);
        let members = self.store.count_records(call.app, group, RecordClass::PermissionMember, &prefix).await?;
        Ok(SeenPermissionGroup { permission_group, members })
    }

    /// The permission groups of a community that the caller is in, in the order of ids.
    ///
    /// # Errors
    /// A [`Refusal`].
    pub async fn joined_permission_groups(&self, call: &Call, group: &GroupId) -> Result<Vec<SeenPermissionGroup>, Refusal> {
        let view = self.allowed(call, group, Action::SeeContents, ReadSet::default()).await?;
        possible(view.group()?)?;
        let mut seen = Vec::new();
        for permission_group in self.store.granted(call.app, group, &call.actor.user).await? {
            seen.push(self.counted_group(call, group, permission_group).await?);
        }
        Ok(seen)
    }

    /// Who is in a permission group, those after `after` in the order of user ids.
    ///
    /// # Errors
    /// A [`Refusal`].
    pub async fn permission_members(
        &self,
        call: &Call,
        group: &GroupId,
        permission_group: &PermissionGroupId,
        after: Option<&UserId>,
        limit: usize,
    ) -> Result<PermissionMembersPage, Refusal> {
        let key = RecordKey::PermissionGroup(permission_group.clone());
        let reads = ReadSet { records: vec![key.clone()], ..ReadSet::default() };
        let view = self.allowed(call, group, Action::SeeContents, reads).await?;
        possible(view.group()?)?;
        if view.record(&key).is_none() {
            return Err(Reject::NoSuchPermissionGroup { id: permission_group.to_string() }.into());
        }
        let prefix = places_of(permission_group);
        let after = after.map(|user| format!("{prefix}{user}"));
        let (class, limit) = (RecordClass::PermissionMember, limit.clamp(1, call.limits.members_page.max(1)));
        let page = self.store.records(call.app, group, class, &prefix, after.as_deref(), limit).await?;
        let rows = page.rows.into_iter().filter_map(|record| match record {
            Record::PermissionMember(member) => Some(member),
            _ => None,
        });
        Ok(PermissionMembersPage { rows: rows.collect(), more: page.more })
    }
}
