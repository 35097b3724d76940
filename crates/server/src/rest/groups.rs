//! The lists of groups.

use super::{Asked, Reply, page};
use opentim_domain::group::{Group, Member};
use opentim_domain::{GroupId, Reject};
use opentim_engine::{MembersQuery, Roles};
use opentim_store::JoinedFilter;
use opentim_wire::rest::group::{all, info, joined};
use opentim_wire::rest::{Failure, envelope};

/// Members read from the store at once.
const MEMBER_PAGE: usize = 1000;

impl Asked<'_> {
    pub(super) async fn get_group_info(&self, body: &[u8]) -> Reply {
        let query = info::read(body, self.call.limits.info_groups)?;
        let ids: Vec<GroupId> = query.ids.iter().filter_map(|id| id.as_ref().ok().cloned()).collect();
        let profiles = self.or_fail(self.server.engine.profiles(self.call.app, &ids, None)).await?;
        let mut profiles = profiles.into_iter();
        let mut rows = Vec::with_capacity(query.ids.len());
        let mut members_shown = 0;
        for id in query.ids {
            rows.push(match id {
                Err((id, failure)) => info::Row::Refused(id, failure),
                Ok(id) => match profiles.next().flatten() {
                    None => info::Row::Refused(id.to_string(), Reject::NoSuchGroup.into()),
                    Some(profile) => {
                        let group = profile.group;
                        let members = if query.shown.needs_members(&group) {
                            members_shown += group.member_count as usize;
                            Some(self.all_members(&group, members_shown).await?)
                        } else {
                            None
                        };
                        info::Row::Found(Box::new(group), members)
                    }
                },
            });
        }
        page(&info::Reply { app: self.call.app, rows: &rows, shown: &query.shown }, info::ADVICE)
    }

    /// All members of a group, unless the reply could not hold them anyway.
    async fn all_members(&self, group: &Group, shown: usize) -> Result<Vec<Member>, Failure> {
        if !info::members_fit(shown) {
            return Err(envelope::too_large(info::ADVICE));
        }
        let mut members: Vec<Member> = Vec::with_capacity(group.member_count as usize);
        let mut after = 0;
        loop {
            let query = MembersQuery { after, skip: 0, limit: MEMBER_PAGE, roles: Roles::ALL, mark: None };
            let found = self.or_fail(self.server.engine.members(&self.call, &group.id, query)).await?;
            members.extend(found.rows);
            if found.next == 0 {
                return Ok(members);
            }
            after = found.next;
        }
    }

    pub(super) async fn get_joined_group_list(&self, body: &[u8]) -> Reply {
        let joined::Query { user, kind, huge, topics, skip, limit, shown } = joined::read(body, self.call.limits.joined_page)?;
        let filter = JoinedFilter { kind, huge, topics };
        let found = self.or_fail(self.server.engine.joined(self.call.app, &user, filter, skip, limit)).await?;
        page(&joined::Reply { app: self.call.app, total: found.total, rows: &found.rows, shown }, joined::ADVICE)
    }

    pub(super) async fn get_appid_group_list(&self, body: &[u8]) -> Reply {
        let all::Query { kind, after, limit } = all::read(body, self.call.limits.groups_page)?;
        let found = self.or_fail(self.server.engine.all_groups(self.call.app, kind, after, limit)).await?;
        page(&all::Reply { total: found.total, ids: &found.ids, next: found.next }, all::ADVICE)
    }
}
