//! Users: their profiles and status, and subscriptions to both.

use super::{Caller, done};
use crate::refusal::NotDone;
use opentim_domain::{Account, UserId};
use opentim_engine::Watched;
use opentim_wire::sdk::user::{self, Accounts, UserProfile, UserStatus};
use opentim_wire::sdk::{Request, reply};
use std::collections::BTreeSet;

pub(super) async fn profiles(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let users = user::profiles_asked(request)?;
    let found = caller.engine().accounts(caller.call.app, &users).await?;
    let shown = users.into_iter().zip(found).map(|(user, account)| match account {
        Some(account) => UserProfile::whole(&account),
        None => UserProfile::whole(&Account::new(user)),
    });
    Ok(reply::success(shown.collect::<Vec<UserProfile>>(), &request.user_data))
}

pub(super) async fn change_profile(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    caller.run(user::profile_change(request, caller.user().clone())?).await?;
    Ok(done(request))
}

pub(super) fn statuses(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    let found = caller.engine().statuses(caller.call.app, &user::statuses_asked(request)?);
    let shown = found.iter().map(|status| UserStatus::new(&status.user, status.online, &status.custom));
    Ok(reply::success(shown.collect::<Vec<UserStatus>>(), &request.user_data))
}

pub(super) fn say(caller: &Caller<'_>, request: &Request) -> Result<String, NotDone> {
    caller.engine().say(caller.call.app, caller.user(), &user::own_status(request)?);
    Ok(done(request))
}

pub(super) fn watch(caller: &Caller<'_>, request: &Request, what: Watched) -> Result<String, NotDone> {
    let users = match what {
        Watched::Status => user::statuses_watched(request)?,
        Watched::Profile => user::profiles_watched(request)?,
    };
    caller.engine().watch(caller.call.app, caller.user(), caller.session_id(), what, &users);
    Ok(done(request))
}

pub(super) fn unwatch(caller: &Caller<'_>, request: &Request, what: Watched) -> Result<String, NotDone> {
    let users = match what {
        Watched::Status => user::statuses_unwatched(request)?,
        Watched::Profile => user::profiles_unwatched(request)?,
    };
    caller.engine().unwatch(caller.call.app, caller.session_id(), what, users.as_deref());
    Ok(done(request))
}

impl Caller<'_> {
    /// What is known of those who are shown.
    pub(super) async fn accounts_of<'u>(&self, users: impl IntoIterator<Item = &'u UserId>) -> Result<Accounts, NotDone> {
        let users: BTreeSet<&UserId> = users.into_iter().collect();
        let users: Vec<UserId> = users.into_iter().cloned().collect();
        let found = self.engine().accounts(self.call.app, &users).await?;
        Ok(users.into_iter().zip(found).filter_map(|(user, account)| Some((user, account?))).collect())
    }
}
