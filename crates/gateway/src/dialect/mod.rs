//! The methods of the SDK that a logged-in user calls, done on the engine.

mod applications;
mod attributes;
mod community;
mod counters;
mod explain;
mod joined;
mod links;
mod members;
mod permission_groups;
mod profiles;
mod users;

pub use joined::Known;
pub(crate) use joined::sync;

use crate::refusal::NotDone;
use crate::session::Session;
use opentim_domain::counter::CounterMode;
use opentim_domain::{Command, Limits, UserId};
use opentim_engine::{Call, Engine, Operation, SessionId, Watched};
use opentim_wire::sdk::base::LoginStatus;
use opentim_wire::sdk::{Failure, Request, Uses, reply};
use std::sync::atomic::{AtomicU32, Ordering};

/// Does the work of one.
pub(crate) async fn answer(
    session: &Session,
    method: Uses,
    request: &Request,
    operation: Option<Operation>,
) -> Result<String, Failure> {
    let caller = Caller { session, call: session.call_frame(), operation, commands: AtomicU32::new(0) };
    answered(method, &caller, request).await.map_err(|fault| fault.named(method))
}

async fn answered(method: Uses, caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    match method {
        Uses::GetLoginStatus => Ok(LoginStatus::LoggedIn.reply()),
        Uses::GetLoginUserId => Ok(reply::success(caller.user().as_str(), &request.user_data)),
        Uses::GroupCreate => profiles::create(caller, request).await,
        Uses::GroupDelete => profiles::delete(caller, request).await,
        Uses::GroupGetJoinedGroupList => joined::list(caller, request).await,
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
        Uses::GroupInitGroupAttributes => attributes::init(caller, request).await,
        Uses::GroupSetGroupAttributes => attributes::modify(caller, request).await,
        Uses::GroupDeleteGroupAttributes => attributes::delete(caller, request).await,
        Uses::GroupGetGroupAttributes => attributes::get(caller, request).await,
        Uses::GroupSetGroupCounters => counters::set(caller, request).await,
        Uses::GroupGetGroupCounters => counters::get(caller, request).await,
        Uses::GroupIncreaseGroupCounter => counters::count(caller, request, CounterMode::Increase).await,
        Uses::GroupDecreaseGroupCounter => counters::count(caller, request, CounterMode::Decrease).await,
        Uses::DeleteGroupCounters => counters::delete(caller, request).await,
        Uses::CreateInviteLink => links::create(caller, request).await,
        Uses::RevokeInviteLink => links::revoke(caller, request).await,
        Uses::GetInviteLinkList => links::list(caller, request).await,
        Uses::JoinByInviteLink => links::join(caller, request).await,
        Uses::Explain => explain::explain(caller, request).await,
        Uses::ProfileGetUserProfileList => users::profiles(caller, request).await,
        Uses::ProfileModifySelfUserProfile => users::change_profile(caller, request).await,
        Uses::GetUserStatus => users::statuses(caller, request),
        Uses::SetSelfStatus => users::say(caller, request),
        Uses::SubscribeUserStatus => users::watch(caller, request, Watched::Status),
        Uses::UnsubscribeUserStatus => users::unwatch(caller, request, Watched::Status),
        Uses::SubscribeUserInfo => users::watch(caller, request, Watched::Profile),
        Uses::UnsubscribeUserInfo => users::unwatch(caller, request, Watched::Profile),
        Uses::GroupGetJoinedCommunityList => community::list(caller, request).await,
        Uses::GroupCreateTopicInCommunity => community::create_topic(caller, request).await,
        Uses::GroupDeleteTopicFromCommunity => community::delete_topics(caller, request).await,
        Uses::GroupSetTopicInfo => community::modify_topic(caller, request).await,
        Uses::GroupGetTopicInfoList => community::topics(caller, request).await,
        Uses::CommunityCreatePermissionGroupInCommunity => permission_groups::create(caller, request).await,
        Uses::CommunityDeletePermissionGroupFromCommunity => permission_groups::delete(caller, request).await,
        Uses::CommunityModifyPermissionGroupInfoInCommunity => permission_groups::modify(caller, request).await,
        Uses::CommunityGetJoinedPermissionGroupListInCommunity => permission_groups::joined(caller, request).await,
        Uses::CommunityGetPermissionGroupListInCommunity => permission_groups::list(caller, request).await,
        Uses::CommunityAddCommunityMembersToPermissionGroup => permission_groups::add_members(caller, request).await,
        Uses::CommunityRemoveCommunityMembersFromPermissionGroup => permission_groups::remove_members(caller, request).await,
        Uses::CommunityGetCommunityMemberListInPermissionGroup => permission_groups::members(caller, request).await,
        Uses::CommunityAddTopicPermissionToPermissionGroup
        | Uses::CommunityDeleteTopicPermissionFromPermissionGroup
        | Uses::CommunityModifyTopicPermissionInPermissionGroup => permission_groups::change_rights(caller, request, method).await,
        Uses::CommunityGetTopicPermissionInPermissionGroup => permission_groups::rights(caller, request).await,
    }
}

/// Who calls, and the engine he calls.
struct Caller<'a> {
    session: &'a Session,
    /// The frame of calls that only read.
    call: Call,
    operation: Option<Operation>,
    commands: AtomicU32,
}

impl Caller<'_> {
    fn engine(&self) -> &Engine {
        self.session.engine()
    }

    fn user(&self) -> &UserId {
        &self.call.actor.user
    }

    fn limits(&self) -> &Limits {
        &self.call.limits
    }

    fn session_id(&self) -> SessionId {
        self.session.id()
    }

    /// The frame of the next command. A method that gives several commands gives each its own operation id: the answers of all
    /// are kept, and a repeated method finds them in the same order.
    fn command(&self) -> Call {
        let operation = self.operation.clone().map(|mut operation| {
            let earlier = self.commands.fetch_add(1, Ordering::Relaxed);
            if earlier > 0 {
                operation.id = format!("{}/{earlier}", operation.id);
            }
            operation
        });
        Call { operation, ..self.call.clone() }
    }

    async fn run<C: Command>(&self, command: C) -> Result<C::Reply, NotDone> {
        Ok(self.engine().run(&self.command(), command).await?)
    }
}

/// The answer of a call that gives nothing back.
fn done(request: &Request) -> String {
    reply::success("", &request.user_data)
}
