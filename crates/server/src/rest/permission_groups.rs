//! Permission groups of communities.

use super::{Asked, Reply, page, reply};
use opentim_domain::permission_group::RightsChange;
use opentim_domain::record::PermissionGroup;
use opentim_domain::{GroupId, Reject, UserId};
use opentim_engine::SeenPermissionGroup;
use opentim_wire::rest::permission_group::{create, destroy, get, members, modify, topics};
use opentim_wire::rest::{Endpoint, Failure};

impl Asked<'_> {
    pub(super) async fn answer_permission_groups(self, body: &[u8]) -> Reply {
        match self.endpoint {
            Endpoint::CreatePermissionGroup => {
                let mut draw = |group: &GroupId| self.server.engine.draw_permission_group(&self.call, group);
                let command = create::read(body, &mut draw)?;
                reply(&create::Made::from(&self.run(command).await?))
            }
            Endpoint::ModifyPermissionGroup => self.done(modify::read(body)?).await,
            Endpoint::DestroyPermissionGroup => {
                let command = destroy::read(body)?;
                let ids = command.ids.clone();
                reply(&destroy::Reply::new(&ids, &self.run(command).await?))
            }
            Endpoint::GetPermissionGroup => self.get_permission_group(body).await,
            Endpoint::AddTopicPermissionGroup => self.topic_rights(body, RightsChange::Add).await,
            Endpoint::SetTopicPermissionGroup => self.topic_rights(body, RightsChange::Modify).await,
            Endpoint::DeleteTopicPermissionGroup => self.topic_rights(body, RightsChange::Delete).await,
            Endpoint::GetTopicPermissionGroup => self.get_topic_rights(body).await,
            Endpoint::AddPermissionGroupMember => self.each(members::add(body)?).await,
            Endpoint::DeletePermissionGroupMember => self.each(members::remove(body)?).await,
            Endpoint::GetPermissionGroupMemberList => self.get_permission_members(body).await,
            _ => self.answer_links(body).await,
        }
    }

    async fn topic_rights(&self, body: &[u8], how: RightsChange) -> Reply {
        let command = topics::change(body, how)?;
        let named = command.topics.clone();
        reply(&topics::Reply::changed(&named, &self.run(command).await?))
    }

    async fn get_permission_group(&self, body: &[u8]) -> Reply {
        let get::Query { group, ids, after, limit } = get::read(body)?;
        let seen = self.or_fail(self.server.engine.permission_groups(&self.call, &group, ids.as_deref())).await?;
        let rows: Vec<get::Row> = match ids {
            Some(ids) => {
                let row = |(id, seen): (_, Option<_>)| seen.ok_or(id);
                ids.into_iter().zip(seen.into_iter().map(|seen| seen.map(shown))).map(row).collect()
            }
            None => {
                let beyond = |row: &(PermissionGroup, usize)| after.as_ref().is_none_or(|after| row.0.id > *after);
                seen.into_iter().flatten().map(shown).filter(beyond).map(Ok).collect()
            }
        };
        let (rows, rest) = rows.split_at(rows.len().min(limit));
        let next =
            rows.last().filter(|_| !rest.is_empty()).and_then(|last| last.as_ref().ok()).map_or("", |(last, _)| last.id.as_str());
        page(&get::Reply { rows, next }, get::ADVICE)
    }

    async fn get_topic_rights(&self, body: &[u8]) -> Reply {
        let topics::Query { group, permission_group, topics } = topics::get(body)?;
        let ids = std::slice::from_ref(&permission_group);
        let seen = self.or_fail(self.server.engine.permission_groups(&self.call, &group, Some(ids))).await?;
        let missing = || Reject::NoSuchPermissionGroup { id: permission_group.to_string() };
        let seen = seen.into_iter().flatten().next().ok_or_else(|| Failure::of(self.endpoint, &missing()))?;
        let rights = &seen.permission_group.topics;
        match &topics {
            Some(topics) => {
                let row = |topic| (topic, rights.get(topic).copied());
                page(&topics::Reply::rights(topics.iter().map(row)), topics::ADVICE)
            }
            None => {
                let row = |(topic, bits): (_, &u64)| (topic, Some(*bits));
                page(&topics::Reply::rights(rights.iter().map(row)), topics::ADVICE)
            }
        }
    }

    async fn get_permission_members(&self, body: &[u8]) -> Reply {
        let members::Query { group, permission_group, after, limit, shown } = members::list(body)?;
        let engine = &self.server.engine;
        let found = self.or_fail(engine.permission_members(&self.call, &group, &permission_group, after.as_ref(), limit)).await?;
        let users: Vec<UserId> = found.rows.into_iter().map(|row| row.user).collect();
        let rows: Vec<_> = self.or_fail(engine.members_by_id(&self.call, &group, &users)).await?.into_iter().flatten().collect();
        let next = users.last().filter(|_| found.more).map_or("", UserId::as_str);
        page(&members::Reply { members: &rows, shown: &shown, next }, members::ADVICE)
    }
}

fn shown(seen: SeenPermissionGroup) -> (PermissionGroup, usize) {
    (seen.permission_group, seen.members)
}
