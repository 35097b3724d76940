//! Applications and invitations: listed, read, decided.

use super::{Caller, done};
use crate::refusal::NotDone;
use opentim_domain::application::HandleApplications;
use opentim_domain::{Outcome, Reject, Target, UserId};
use opentim_store::{Applications, Clock, SystemClock};
use opentim_wire::sdk::group::{PendenciesFound, PendencyEntry};
use opentim_wire::sdk::{Failure, Request, Uses, group, reply};
use std::collections::HashMap;

pub(super) async fn list(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let asked = group::pendencies_asked(request)?;
    let found = caller.engine().applications(&caller.call, asked.before, asked.limit).await?;
    let Applications { rows, next, read_up_to, unread } = found;
    let accounts = caller.accounts_of(rows.iter().map(|(_, application)| application.maker())).await?;
    let shown = PendenciesFound { rows: &rows, next, read_up_to, unread, accounts: &accounts };
    let result = group::pendencies_found(shown, caller.user(), SystemClock.now(), caller.limits());
    Ok(reply::success(result, &request.user_data))
}

pub(super) async fn read(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    caller.run(group::pendencies_read(request, caller.user().clone())?).await?;
    Ok(done(request))
}

pub(super) async fn handle(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    caller.run(group::handle_pendency(request)?).await?;
    Ok(done(request))
}

pub(super) async fn handle_several(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let list = group::handle_pendencies(request, caller.limits())?;
    let mut outcomes = HashMap::new();
    for command in &list.commands {
        for (user, outcome) in handle_in_group(caller, command).await {
            let at = command.applications.iter().find(|(applicant, _)| *applicant == user).and_then(|(_, at)| *at);
            outcomes.insert((command.group.clone(), user, at), outcome);
        }
    }
    let answer = |entry: PendencyEntry| {
        // An entry that is given twice is decided once, and both places say how.
        let outcome = outcomes.get(&entry).cloned().unwrap_or(Ok(()));
        let (group, user, _) = entry;
        (group, user, outcome)
    };
    let answers = list.entries.into_iter().map(answer).collect();
    Ok(reply::success(group::handled_pendencies(answers), &request.user_data))
}

/// Decides on the entries of one group by one commit. Those that it passes over are tried once more by themselves, which tells why.
async fn handle_in_group(caller: &Caller<'_>, command: &HandleApplications) -> Vec<(UserId, Result<(), Failure>)> {
    let named = |fault: NotDone| fault.named(Uses::GroupHandlePendencyList);
    let targets = match caller.run(command.clone()).await {
        Ok(targets) => targets,
        Err(fault) => {
            let failure = named(fault);
            return command.applications.iter().map(|(user, _)| (user.clone(), Err(failure.clone()))).collect();
        }
    };
    let mut outcomes = Vec::new();
    for Target { user, outcome } in targets {
        let outcome = match outcome {
            Outcome::Done => Ok(()),
            Outcome::Already => {
                let decided = Reject::AlreadyDecided { user: user.to_string() };
                Err(Failure::of(&decided, Uses::GroupHandlePendencyList))
            }
            Outcome::Failed | Outcome::Waiting | Outcome::OverLimit => {
                let alone = command.applications.iter().filter(|(applicant, _)| *applicant == user).take(1).cloned().collect();
                let again = HandleApplications { applications: alone, ..command.clone() };
                caller.run(again).await.map(drop).map_err(named)
            }
        };
        outcomes.push((user, outcome));
    }
    outcomes
}
