//! One call of each command: dialect, engine, dialect.

mod applications;
mod audit;
mod contents;
mod explain;
mod failure;
mod groups;
mod links;
mod live;
mod members;
mod operation;
mod permission_groups;
mod sessions;
mod topics;
mod users;

use crate::compose::{App, Server};
use explain::Stop;
use failure::failure;
use opentim_domain::{Actor, Command, Face, Reject, Standing, Target, UserId};
use opentim_engine::{Call, Operation, Refusal};
use opentim_wire::rest::application::decide;
use opentim_wire::rest::group::{Done, Made, create, destroy, import, modify, online, transfer};
use opentim_wire::rest::member::{self, Each, Partly, muted};
use opentim_wire::rest::{Endpoint, Failure, envelope};
use opentim_wire::sdk::codes::NO_SUCH_ACCOUNT;
use serde::Serialize;
use std::future::Future;

pub(crate) use operation::operation;

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
    let asked = Asked { server, endpoint, call, explaining: false };
    match asked.answer(body).await {
        Ok(reply) => Ok(reply),
        Err(Stop::Refused(failure)) => Err(failure),
        // Only what was asked to be explained stops like this, and that is answered where it was asked.
        Err(Stop::Explained(_)) => Err(Failure::new(crate::exchange::INTERNAL, "internal error: an explanation was lost")),
    }
}

/// A call under way.
struct Asked<'s> {
    server: &'s Server,
    endpoint: Endpoint,
    call: Call,
    /// What would become of it is asked, nothing is done.
    explaining: bool,
}

type Reply = Result<Vec<u8>, Stop>;

impl Asked<'_> {
    /// Groups and their members; whatever else there is has a file of its own.
    async fn answer(self, body: &[u8]) -> Reply {
        let (engine, call) = (&self.server.engine, &self.call);
        let mut draw = |kind| engine.draw(call, kind);
        match self.endpoint {
            Endpoint::CreateGroup => self.made(create::read(body, &mut draw)?).await,
            Endpoint::ImportGroup => self.made(import::read(body, &mut draw)?).await,
            Endpoint::DestroyGroup => self.done(destroy::read(body)?).await,
            Endpoint::ChangeGroupOwner => self.done(transfer::read(body)?).await,
            Endpoint::ModifyGroupBaseInfo => {
                let modify::Request { stand_in, command } = modify::read(body)?;
                self.in_place_of(stand_in).await?.done(command).await
            }
            Endpoint::GetGroupInfo => self.get_group_info(body).await,
            Endpoint::GetJoinedGroupList => self.get_joined_group_list(body).await,
            Endpoint::GetAppidGroupList => self.get_appid_group_list(body).await,
            Endpoint::GetOnlineMemberNum => {
                let group = online::read(body)?;
                let online = self.or_fail(engine.online_count(call, &group)).await?;
                reply(&online::Reply { online })
            }
            Endpoint::GetGroupMemberInfo => self.get_group_member_info(body).await,
            Endpoint::GetSpecifiedGroupMemberInfo => self.get_specified_group_member_info(body).await,
            Endpoint::GetRoleInGroup => self.get_role_in_group(body).await,
            Endpoint::AddGroupMember => self.each(member::add::read(body)?).await,
            Endpoint::ImportGroupMember => self.each(member::import::read(body)?).await,
            Endpoint::DeleteGroupMember => self.delete_group_member(body).await,
            Endpoint::ModifyGroupMemberInfo => self.done(member::modify::read(body)?).await,
            Endpoint::SetUnreadMsgNum => self.done(member::unread::read(body)?).await,
            Endpoint::ForbidSendMsg => match member::mute::read(body)? {
                member::mute::Request::InGroup(command) => self.partly(command).await,
                member::mute::Request::InTopic(command) => self.partly(command).await,
            },
            Endpoint::BanGroupMember => self.ban_group_member(body).await,
            Endpoint::UnbanGroupMember => self.partly(member::unban::read(body)?).await,
            Endpoint::GetGroupShuttedUin => self.get_muted(body, muted::Spelling::Shutted).await,
            Endpoint::GetGroupMutedAccount => self.get_muted(body, muted::Spelling::Muted).await,
            Endpoint::GetGroupBanMember => self.get_group_ban_member(body).await,
            Endpoint::GetGroupApplications => self.get_group_applications(body).await,
            Endpoint::HandleGroupApplications => {
                let decide::Request { stand_in, command } = decide::read(body)?;
                self.in_place_of(stand_in).await?.each(command).await
            }
            Endpoint::GetSessions => self.get_sessions(body),
            Endpoint::EndSessions => self.end_sessions(body),
            Endpoint::Explain => self.explain(body).await,
            Endpoint::GetGroupAudit => self.get_group_audit(body).await,
            _ => self.answer_contents(body).await,
        }
    }

    /// The same call, shown as done by this account with the rights of the app. In an app that takes only those it has imported it
    /// must be one of them; an account that is being erased does nothing more.
    async fn in_place_of(mut self, stand_in: Option<UserId>) -> Result<Self, Stop> {
        // Where somebody's own rights are explained, they stay his own.
        if let Some(account) = stand_in.filter(|_| self.call.actor.standing == Standing::AppAdmin) {
            match self.server.engine.may_log_in(self.call.app, &account, &self.call.limits).await {
                Err(Refusal::Rule(Reject::NoSuchAccount { user })) => {
                    return Err(Failure::new(NO_SUCH_ACCOUNT, format!("there is no account {user:?}; import it first")).into());
                }
                checked => self.or_fail(std::future::ready(checked)).await?,
            }
            self.call.actor = Actor::app_admin(account, Face::Rest);
        }
        Ok(self)
    }

    /// What the engine answers, refusals in the names of this command.
    async fn or_fail<T>(&self, under_way: impl Future<Output = Result<T, Refusal>>) -> Result<T, Failure> {
        under_way.await.map_err(|refusal| failure(self.endpoint, refusal))
    }

    /// Does a command, or says what would become of it.
    async fn run<C: Command>(&self, command: C) -> Result<C::Reply, Stop> {
        self.unless_explaining(&command).await?;
        Ok(self.or_fail(self.server.engine.run(&self.call, command)).await?)
    }

    /// A reply without fields of its own.
    async fn done<C: Command<Reply = ()>>(&self, command: C) -> Reply {
        self.run(command).await?;
        reply(&Done {})
    }

    /// The id of a new group.
    async fn made<C: Command<Reply = opentim_domain::group::Created>>(&self, command: C) -> Reply {
        reply(&Made::from(&self.run(command).await?))
    }

    /// What became of each account.
    async fn each<C: Command<Reply = Vec<Target>>>(&self, command: C) -> Reply {
        reply(&Each { targets: &self.run(command).await? })
    }

    /// What became of each account if somebody was refused.
    async fn partly<C: Command<Reply = Vec<Target>>>(&self, command: C) -> Reply {
        reply(&Partly::new(&self.run(command).await?))
    }
}

/// A reply that is never too large.
fn reply(fields: &impl Serialize) -> Reply {
    page(fields, "")
}

/// A reply with advice on how to ask for less.
fn page(fields: &impl Serialize, advice: &str) -> Reply {
    Ok(envelope::done(fields, advice)?)
}
