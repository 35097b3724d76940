//! One call of each command: dialect, engine, dialect.

mod applications;
mod failure;
mod groups;
mod members;
mod operation;
mod sessions;

use crate::compose::{App, Server};
use failure::failure;
pub(crate) use operation::operation;
use opentim_domain::{Actor, Command, Face, Target, UserId};
use opentim_engine::{Call, Operation, Refusal};
use opentim_wire::rest::application::decide;
use opentim_wire::rest::group::{Done, Made, create, destroy, import, modify, online, transfer};
use opentim_wire::rest::member::{self, Each, Partly, muted};
use opentim_wire::rest::{Endpoint, Failure, envelope};
use std::future::Future;

/// Does the command and gives the whole reply.
pub(crate) async fn answer(
    server: &Server,
    app: &App,
    admin: UserId,
    endpoint: Endpoint,
    operation: Option<Operation>,
    body: &[u8],
) -> Result<Vec<u8>, Failure> {
    let call = Call { app: app.id, actor: Actor::app_admin(admin, Face::Rest), limits: app.limits.clone(), operation };
    Asked { server, endpoint, call }.answer(body).await
}

/// A call under way.
struct Asked<'s> {
    server: &'s Server,
    endpoint: Endpoint,
    call: Call,
}

type Reply = Result<Vec<u8>, Failure>;

impl Asked<'_> {
    async fn answer(self, body: &[u8]) -> Reply {
        let (engine, call) = (&self.server.engine, &self.call);
        let mut draw = |kind| engine.draw(call, kind);
        match self.endpoint {
            Endpoint::CreateGroup => self.made(engine.run(call, create::read(body, &mut draw)?)).await,
            Endpoint::ImportGroup => self.made(engine.run(call, import::read(body, &mut draw)?)).await,
            Endpoint::DestroyGroup => self.done(destroy::read(body)?).await,
            Endpoint::ChangeGroupOwner => self.done(transfer::read(body)?).await,
            Endpoint::ModifyGroupBaseInfo => {
                let modify::Request { stand_in, command } = modify::read(body)?;
                self.in_place_of(stand_in).done(command).await
            }
            Endpoint::GetGroupInfo => self.get_group_info(body).await,
            Endpoint::GetJoinedGroupList => self.get_joined_group_list(body).await,
            Endpoint::GetAppidGroupList => self.get_appid_group_list(body).await,
            Endpoint::GetOnlineMemberNum => {
                let group = online::read(body)?;
                let online = self.or_fail(engine.online_count(call, &group)).await?;
                envelope::done(&online::Reply { online }, "")
            }
            Endpoint::GetGroupMemberInfo => self.get_group_member_info(body).await,
            Endpoint::GetSpecifiedGroupMemberInfo => self.get_specified_group_member_info(body).await,
            Endpoint::GetRoleInGroup => self.get_role_in_group(body).await,
            Endpoint::AddGroupMember => self.each(engine.run(call, member::add::read(body)?)).await,
            Endpoint::ImportGroupMember => self.each(engine.run(call, member::import::read(body)?)).await,
            Endpoint::DeleteGroupMember => self.partly(engine.kick(call, member::delete::read(body)?)).await,
            Endpoint::ModifyGroupMemberInfo => self.done(member::modify::read(body)?).await,
            Endpoint::SetUnreadMsgNum => self.done(member::unread::read(body)?).await,
            Endpoint::ForbidSendMsg => self.partly(engine.run(call, member::mute::read(body)?)).await,
            Endpoint::BanGroupMember => self.partly(engine.ban(call, member::ban::read(body)?)).await,
            Endpoint::UnbanGroupMember => self.partly(engine.run(call, member::unban::read(body)?)).await,
            Endpoint::GetGroupShuttedUin => self.get_muted(body, muted::Spelling::Shutted).await,
            Endpoint::GetGroupMutedAccount => self.get_muted(body, muted::Spelling::Muted).await,
            Endpoint::GetGroupBanMember => self.get_group_ban_member(body).await,
            Endpoint::GetGroupApplications => self.get_group_applications(body).await,
            Endpoint::HandleGroupApplications => {
                let decide::Request { stand_in, command } = decide::read(body)?;
                let asked = self.in_place_of(stand_in);
                asked.each(asked.server.engine.run(&asked.call, command)).await
            }
            Endpoint::GetSessions => self.get_sessions(body),
            Endpoint::EndSessions => self.end_sessions(body),
            // Taken out with the last command of the group system that lands.
            _ => Err(Failure::new(crate::exchange::INTERNAL, "this command is not there yet")),
        }
    }

    /// The same call, shown as done by this account with the rights of the app.
    fn in_place_of(mut self, stand_in: Option<UserId>) -> Self {
        if let Some(account) = stand_in {
            self.call.actor = Actor::app_admin(account, Face::Rest);
        }
        self
    }

    /// What the engine answers, refusals in the names of this command.
    async fn or_fail<T>(&self, under_way: impl Future<Output = Result<T, Refusal>>) -> Result<T, Failure> {
        under_way.await.map_err(|refusal| failure(self.endpoint, refusal))
    }

    /// A reply without fields of its own.
    async fn done<C: Command<Reply = ()>>(&self, command: C) -> Reply {
        self.or_fail(self.server.engine.run(&self.call, command)).await?;
        envelope::done(&Done {}, "")
    }

    /// The id of a new group.
    async fn made(&self, under_way: impl Future<Output = Result<opentim_domain::group::Created, Refusal>>) -> Reply {
        envelope::done(&Made::from(&self.or_fail(under_way).await?), "")
    }

    /// What became of each account.
    async fn each(&self, under_way: impl Future<Output = Result<Vec<Target>, Refusal>>) -> Reply {
        envelope::done(&Each { targets: &self.or_fail(under_way).await? }, "")
    }

    /// What became of each account if somebody was refused.
    async fn partly(&self, under_way: impl Future<Output = Result<Vec<Target>, Refusal>>) -> Reply {
        envelope::done(&Partly::new(&self.or_fail(under_way).await?), "")
    }
}
