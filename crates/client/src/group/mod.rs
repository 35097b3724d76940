//! Methods that work with the session: who is logged in, and groups.

mod applications;
mod members;
mod profiles;

use crate::call::Instance;
use crate::refusal::NotDone;
use crate::session::State;
use opentim_domain::{Actor, Command, Face, Limits, UserId};
use opentim_engine::{Call, Engine, SessionId};
use opentim_wire::sdk::{Failure, Request, Uses, reply};

/// Answers of `TIMGetLoginStatus`.
const LOGGED_IN: u32 = 1;
const LOGGED_OUT: u32 = 3;

/// Does the work of one.
pub(crate) async fn answer(method: Uses, instance: &Instance, state: &State, request: &Request) -> Result<String, Failure> {
    match method {
        Uses::GetLoginStatus => Ok(reply::bare(if state.user.is_some() { LOGGED_IN } else { LOGGED_OUT })),
        Uses::GetLoginUserId => Ok(reply::success(state.user.as_ref().map_or("", UserId::as_str), &request.user_data)),
        _ => {
            let caller = Caller::of(instance, state)?;
            of_groups(method, &caller, request).await.map_err(|fault| fault.named(method))
        }
    }
}

async fn of_groups(method: Uses, caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    match method {
        // Answered above, without a caller.
        Uses::GetLoginStatus | Uses::GetLoginUserId => Ok(reply::success("", &request.user_data)),
        Uses::GroupCreate => profiles::create(caller, request).await,
        Uses::GroupDelete => profiles::delete(caller, request).await,
        Uses::GroupGetJoinedGroupList => profiles::joined(caller, request).await,
        Uses::GroupGetGroupInfoList => profiles::info(caller, request).await,
        Uses::GroupModifyGroupInfo => profiles::modify(caller, request).await,
        Uses::GroupSearchGroups => profiles::search(caller, request).await,
        Uses::GroupJoin => members::join(caller, request).await,
        Uses::GroupQuit => members::quit(caller, request).await,
        Uses::GroupInviteMember => members::invite(caller, request).await,
        Uses::GroupDeleteMember => members::delete(caller, request).await,
        Uses::GroupGetMemberInfoList => members::list(caller, request).await,
        Uses::GroupModifyMemberInfo => members::modify(caller, request).await,
        Uses::MsgSetGroupReceiveMessageOpt => members::set_receive_option(caller, request).await,
        Uses::GroupMarkGroupMemberList => members::mark(caller, request).await,
        Uses::GroupGetOnlineMemberCount => members::online_count(caller, request).await,
        Uses::GroupSearchGroupMembers => members::search(caller, request).await,
        Uses::GroupGetPendencyList => applications::list(caller, request).await,
        Uses::GroupReportPendencyReaded => applications::read(caller, request).await,
        Uses::GroupHandlePendency => applications::handle(caller, request).await,
        Uses::GroupHandlePendencyList => applications::handle_several(caller, request).await,
    }
}

/// Who calls, and the engine he calls.
struct Caller<'a> {
    engine: &'a Engine,
    call: Call,
    session: Option<SessionId>,
}

impl<'a> Caller<'a> {
    fn of(instance: &Instance, state: &'a State) -> Result<Self, Failure> {
        let actor = Actor::user(state.user()?.clone(), Face::Sdk);
        let call = Call { app: instance.settings.app, actor, limits: instance.settings.limits.clone(), operation: None };
        Ok(Self { engine: &state.folder()?.engine, call, session: state.session_id() })
    }

    fn user(&self) -> &UserId {
        &self.call.actor.user
    }

    fn limits(&self) -> &Limits {
        &self.call.limits
    }

    async fn run<C: Command>(&self, command: C) -> Result<C::Reply, NotDone> {
        Ok(self.engine.run(&self.call, command).await?)
    }
}

/// The answer of a call that gives nothing back.
fn done(request: &Request) -> String {
    reply::success("", &request.user_data)
}
