//! Live groups as their back end sees them.

use super::{Asked, Reply, page, reply};
use opentim_domain::group::Group;
use opentim_domain::{Actor, Face, GroupId, Reject, StoredMembers, UserId};
use opentim_engine::{Call, MembersQuery, Roles};
use opentim_wire::rest::group::Done;
use opentim_wire::rest::live::{admins, check, marks, members};
use opentim_wire::rest::{Endpoint, Failure};
use std::slice::from_ref;

impl Asked<'_> {
    pub(super) async fn answer_live(self, body: &[u8]) -> Reply {
        match self.endpoint {
            Endpoint::GetMembers => self.get_members(body).await,
            Endpoint::CheckMembers => self.check_members(body).await,
            Endpoint::ModifyUserInfo => self.modify_user_info(body).await,
            Endpoint::ModifyAdmin => self.partly(admins::change(body)?).await,
            Endpoint::GetAdminList => self.get_admin_list(body).await,
            _ => self.answer_users(body).await,
        }
    }

    /// A living live group.
    async fn live_group(&self, group: &GroupId) -> Result<Group, Failure> {
        let found = self.or_fail(self.server.engine.profiles(self.call.app, from_ref(group), None)).await?;
        let found = found.into_iter().next().flatten().map(|profile| profile.group);
        let found = found.ok_or_else(|| Failure::of(self.endpoint, &Reject::NoSuchGroup))?;
        match found.kind.rules().stored_members {
            StoredMembers::Staff => Ok(found),
            StoredMembers::All => Err(Failure::not_live(self.endpoint, found.kind)),
        }
    }

    /// The call as the client of an admin would make it: clients list who is present, what the back end has commands of its own for.
    fn as_client(&self) -> Call {
        Call { actor: Actor::app_admin(self.call.actor.user.clone(), Face::Sdk), operation: None, ..self.call.clone() }
    }

    async fn get_members(&self, body: &[u8]) -> Reply {
        let members::Query { group, after, mark } = members::read(body)?;
        self.live_group(&group).await?;
        let wanted = MembersQuery { after: 0, skip: 0, limit: self.call.limits.live_members, roles: Roles::ALL, mark };
        let found = self.or_fail(self.server.engine.members(&self.as_client(), &group, wanted)).await?;
        // The newest come first, and whoever comes while pages are read has a higher seat than all before.
        let mut rows: Vec<_> = found.rows.into_iter().filter(|member| after == 0 || member.seat < after).collect();
        let more = rows.len() > members::PAGE;
        rows.truncate(members::PAGE);
        let next = rows.last().filter(|_| more).map_or(0, |last| last.seat);
        let users: Vec<UserId> = rows.iter().map(|member| member.user.clone()).collect();
        let accounts = self.or_fail(self.server.engine.accounts(self.call.app, &users)).await?;
        let members: Vec<_> = rows.into_iter().zip(accounts).collect();
        page(&members::Reply { members: &members, next }, members::ADVICE)
    }

    async fn check_members(&self, body: &[u8]) -> Reply {
        let check::Query { group, users } = check::read(body, self.call.limits.role_members)?;
        self.live_group(&group).await?;
        let inside = |user: &&UserId| self.server.engine.is_inside(self.call.app, &group, user);
        let present: Vec<&UserId> = users.iter().filter(inside).collect();
        page(&check::Reply { users: &present }, check::ADVICE)
    }

    /// One command for each mark: they are kept with the connections, so there is no commit that could hold them all. The rule that
    /// decides on the first decides on all.
    async fn modify_user_info(&self, body: &[u8]) -> Reply {
        for command in marks::read(body, self.call.limits.mute_members)? {
            self.unless_explaining(&command).await?;
            let call = Call { operation: None, ..self.call.clone() };
            self.or_fail(self.server.engine.mark(&call, command)).await?;
        }
        reply(&Done {})
    }

    async fn get_admin_list(&self, body: &[u8]) -> Reply {
        let group = self.live_group(&admins::list(body)?).await?;
        let users: Vec<UserId> = group.admins.clone();
        let accounts = self.or_fail(self.server.engine.accounts(self.call.app, &users)).await?;
        let admins: Vec<_> = users.into_iter().zip(accounts).collect();
        page(&admins::Reply { admins: &admins }, "")
    }
}
