//! `explain`: the same argument and the same command as the call itself, decided and not done.

mod community;

use super::members::as_mute;
use super::{Caller, links};
use crate::refusal::NotDone;
use opentim_domain::attribute::{DeleteAttributes, SetAttributes};
use opentim_domain::counter::CounterMode;
use opentim_domain::link::RevokeLink;
use opentim_domain::member::ModifyMember;
use opentim_domain::{Check, Command, Reject};
use opentim_engine::Explained;
use opentim_wire::InviteToken;
use opentim_wire::sdk::explain::{call_to_explain, explained};
use opentim_wire::sdk::group::{ChangeOfMember, GroupChange, ReceiveOptionOf};
use opentim_wire::sdk::{Failure, Request, Uses, group, reply};

pub(super) async fn explain(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let (uses, inner) = call_to_explain(request)?;
    let mut trial = Trial { caller, uses, refused: None, checks: Vec::new() };
    let decoded = match inner {
        Ok(inner) => trial.decide(&inner).await,
        Err(failure) => Err(failure.into()),
    };
    match decoded {
        // What is wrong with the argument is a part of the answer.
        Err(NotDone::Said(failure)) => trial.refused = Some(failure),
        Err(NotDone::Refused(refusal)) => return Err(refusal.into()),
        Ok(()) => {}
    }
    Ok(reply::success(explained(trial.refused, &trial.checks), &request.user_data))
}

/// A call that is decided and not done.
struct Trial<'a> {
    caller: &'a Caller<'a>,
    uses: Uses,
    refused: Option<Failure>,
    checks: Vec<Check>,
}

impl Trial<'_> {
    /// Decides one of its commands. The first refusal is the one that counts.
    async fn on<C: Command>(&mut self, command: C) -> Result<(), NotDone> {
        let explained = self.caller.engine().explain(&self.caller.call, &command).await?;
        self.note(explained);
        Ok(())
    }

    fn note(&mut self, Explained { reject, checks }: Explained) {
        self.checks.extend(checks);
        if self.refused.is_none() {
            self.refused = reject.map(|reject| Failure::of(&reject, self.uses));
        }
    }

    async fn modify_member(&mut self, command: ModifyMember) -> Result<(), NotDone> {
        let explained = self.caller.engine().explain(&self.caller.call, &command).await?;
        match (&explained.reject, as_mute(&command)) {
            (Some(Reject::MembersNotListed(_)), Some(mute)) => self.on(mute).await,
            _ => {
                self.note(explained);
                Ok(())
            }
        }
    }

    async fn decide(&mut self, request: &Request) -> Result<(), NotDone> {
        let limits = self.caller.limits();
        let user = self.caller.user().clone();
        match self.uses {
            Uses::GroupCreate => {
                let draw = |kind| self.caller.engine().draw(&self.caller.call, kind);
                let command = group::create(request, user, draw)?;
                self.on(command).await
            }
            Uses::GroupDelete => self.on(group::delete(request)?).await,
            Uses::GroupModifyGroupInfo => match group::modify(request)? {
                GroupChange::Patch(command) => self.on(command).await,
                GroupChange::Owner(command) => self.on(command).await,
            },
            Uses::GroupJoin => self.on(group::join(request)?).await,
            Uses::GroupQuit => self.on(group::quit(request)?).await,
            Uses::GroupInviteMember => self.on(group::invite(request, limits)?).await,
            Uses::GroupDeleteMember => self.on(group::delete_members(request, limits)?).await,
            Uses::GroupModifyMemberInfo => match group::modify_member(request)? {
                ChangeOfMember::InGroup(command) => self.modify_member(command).await,
                ChangeOfMember::InTopic(command) => self.on(command).await,
            },
            Uses::GroupMarkGroupMemberList => self.on(group::mark_members(request, limits)?).await,
            Uses::MsgSetGroupReceiveMessageOpt => match group::set_receive_option(request, user)? {
                ReceiveOptionOf::Group(command) => self.on(command).await,
                ReceiveOptionOf::Topic(command) => self.on(command).await,
            },
            Uses::GroupReportPendencyReaded => self.on(group::pendencies_read(request, user)?).await,
            Uses::GroupHandlePendency => self.on(group::handle_pendency(request)?).await,
            Uses::GroupHandlePendencyList => {
                for command in group::handle_pendencies(request, limits)?.commands {
                    self.on(command).await?;
                }
                Ok(())
            }
            _ => self.decide_records(request).await,
        }
    }

    async fn decide_records(&mut self, request: &Request) -> Result<(), NotDone> {
        match self.uses {
            Uses::GroupInitGroupAttributes => self.set_attributes(group::init_attributes(request)?).await,
            Uses::GroupSetGroupAttributes => self.set_attributes(group::set_attributes(request)?).await,
            Uses::GroupDeleteGroupAttributes => {
                let command = group::delete_attributes(request)?;
                let sequence = self.caller.session.seen().of(&command.group);
                self.on(DeleteAttributes { sequence, ..command }).await
            }
            Uses::GroupSetGroupCounters => self.on(group::set_counters(request)?).await,
            Uses::GroupIncreaseGroupCounter => self.on(group::count(request, CounterMode::Increase)?).await,
            Uses::GroupDecreaseGroupCounter => self.on(group::count(request, CounterMode::Decrease)?).await,
            Uses::DeleteGroupCounters => self.on(group::delete_counters(request)?).await,
            Uses::CreateInviteLink => {
                let wanted = group::link_wanted(request)?;
                let (link, secret) = self.caller.engine().draw_link(&self.caller.call);
                let token = InviteToken { group: wanted.group.clone(), link, secret };
                self.on(links::making(wanted, &token)).await
            }
            Uses::RevokeInviteLink => {
                let (group, id) = group::link_to_revoke(request)?;
                self.on(RevokeLink { group, id }).await
            }
            Uses::JoinByInviteLink => self.on(links::joining(request)?).await,
            _ => self.decide_in_community(request).await,
        }
    }

    async fn set_attributes(&mut self, command: SetAttributes) -> Result<(), NotDone> {
        let sequence = self.caller.session.seen().of(&command.group);
        self.on(SetAttributes { sequence, ..command }).await
    }
}
