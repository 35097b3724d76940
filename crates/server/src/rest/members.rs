//! The lists of members, roles and sanctions.

use super::{Asked, Reply, page};
use opentim_domain::group::Member;
use opentim_domain::{GroupId, Kind, Reject, Role, Sanctions};
use opentim_engine::{MembersQuery, Roles};
use opentim_wire::rest::Failure;
use opentim_wire::rest::member::{Partly, ban, banned, delete, list, muted, roles, specified};

impl Asked<'_> {
    pub(super) async fn delete_group_member(&self, body: &[u8]) -> Reply {
        let command = delete::read(body)?;
        self.unless_explaining(&command).await?;
        let targets = self.or_fail(self.server.engine.kick(&self.call, command)).await?;
        page(&Partly::new(&targets), "")
    }

    pub(super) async fn ban_group_member(&self, body: &[u8]) -> Reply {
        let command = ban::read(body)?;
        self.unless_explaining(&command).await?;
        let targets = self.or_fail(self.server.engine.ban(&self.call, command)).await?;
        page(&Partly::new(&targets), "")
    }

    pub(super) async fn get_group_member_info(&self, body: &[u8]) -> Reply {
        let query = list::read(body, self.call.limits.members_page)?;
        // Rows that are left out cost time too, so a community is told before.
        if query.skip > 0 {
            query.paged_as(self.kind_of(&query.group).await?)?;
        }
        let wanted = MembersQuery {
            after: query.after.unwrap_or(0),
            skip: query.skip,
            limit: query.most_rows(),
            roles: of_roles(&query.roles),
            mark: None,
        };
        let found = self.or_fail(self.server.engine.members(&self.call, &query.group, wanted)).await?;
        let next = (found.kind == Kind::Community || query.after.is_some()).then_some(found.next);
        let reply = list::Reply { total: found.total, members: &found.rows, next, shown: &query.shown };
        page(&reply, list::ADVICE)
    }

    async fn kind_of(&self, group: &GroupId) -> Result<Kind, Failure> {
        let found = self.or_fail(self.server.engine.profiles(self.call.app, std::slice::from_ref(group), None)).await?;
        let found = found.into_iter().next().flatten().map(|profile| profile.group.kind);
        found.ok_or_else(|| Failure::of(self.endpoint, &Reject::NoSuchGroup))
    }

    pub(super) async fn get_specified_group_member_info(&self, body: &[u8]) -> Reply {
        let query = specified::read(body, self.call.limits.specified_members)?;
        let found = self.or_fail(self.server.engine.members_by_id(&self.call, &query.group, &query.users)).await?;
        let wanted = |member: &Member| query.roles.is_empty() || query.roles.contains(&member.role);
        let members: Vec<Member> = found.into_iter().flatten().filter(wanted).collect();
        page(&specified::Reply { group: &query.group, members: &members, shown: &query.shown }, specified::ADVICE)
    }

    pub(super) async fn get_role_in_group(&self, body: &[u8]) -> Reply {
        let query = roles::read(body, self.call.limits.role_members)?;
        let members = self.or_fail(self.server.engine.members_by_id(&self.call, &query.group, &query.users)).await?;
        page(&roles::Reply { users: &query.users, members: &members }, roles::ADVICE)
    }

    pub(super) async fn get_muted(&self, body: &[u8], spelling: muted::Spelling) -> Reply {
        let muted::Query { group, topic } = muted::read(body)?;
        let rows = match topic {
            Some(topic) => self.muted_in_topic(&group, &topic).await?,
            None => {
                let found = self.or_fail(self.server.engine.sanctions(&self.call, &group, Sanctions::Muted, 0, None)).await?;
                found.rows.into_iter().filter_map(|sanction| Some((sanction.user, sanction.muted_until?))).collect()
            }
        };
        page(&muted::Reply { group: &group, rows: &rows, spelling }, muted::ADVICE)
    }

    pub(super) async fn get_group_ban_member(&self, body: &[u8]) -> Reply {
        let query = banned::read(body, self.call.limits.banned_page)?;
        let (skip, limit) = (query.skip, Some(query.limit));
        let found = self.or_fail(self.server.engine.sanctions(&self.call, &query.group, Sanctions::Banned, skip, limit)).await?;
        page(&banned::Reply::new(&query, &found.rows, found.more), banned::ADVICE)
    }
}

/// The roles as the engine is asked for them: one bit each; none at all asks for everybody.
fn of_roles(roles: &[Role]) -> Roles {
    let bit = |role: &Role| match role {
        Role::Owner => 1,
        Role::Admin => 2,
        Role::Member => 4,
    };
    Roles(roles.iter().map(bit).fold(0, |bits, bit| bits | bit))
}
