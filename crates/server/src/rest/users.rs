//! Accounts, profiles and who is online.

use super::{Asked, Reply, page, reply};
use crate::exchange::INTERNAL;
use opentim_domain::account::DeleteAccount;
use opentim_engine::Call;
use opentim_wire::rest::group::Done;
use opentim_wire::rest::user::{check, import, kick, portrait, status};
use opentim_wire::rest::{Endpoint, Failure};
use opentim_wire::sdk;
use opentim_wire::sdk::codes::KICKED_OFFLINE;

impl Asked<'_> {
    pub(super) async fn answer_users(self, body: &[u8]) -> Reply {
        match self.endpoint {
            Endpoint::AccountImport => self.done(import::one(body)?).await,
            Endpoint::MultiaccountImport => self.multiaccount_import(body).await,
            Endpoint::AccountCheck => self.account_check(body).await,
            Endpoint::AccountDelete => self.account_delete(body).await,
            Endpoint::Kick => {
                let user = kick::read(body)?;
                let why = sdk::Failure::new(KICKED_OFFLINE, "the app's back end has ended all logins of this user");
                let ended = match &self.server.gateway {
                    Some(gateway) => gateway.host().end_user(self.call.app, &user, &why),
                    None => self.server.engine.end_sessions(self.call.app, &user),
                };
                tracing::info!(app = %self.call.app, by = %self.call.actor.user, %user, ended, "a user's sessions were ended by an admin");
                reply(&Done {})
            }
            Endpoint::QueryOnlineStatus => {
                let users = status::read(body)?;
                let statuses = self.server.engine.statuses(self.call.app, &users);
                let rows: Vec<_> = users.iter().zip(statuses).map(|(user, status)| (user, status.online)).collect();
                page(&status::Reply { users: &rows }, "")
            }
            Endpoint::PortraitSet => self.done(portrait::set(body)?).await,
            Endpoint::PortraitGet => {
                let query = portrait::get(body)?;
                let accounts = self.or_fail(self.server.engine.accounts(self.call.app, &query.users)).await?;
                page(&portrait::Reply { query: &query, accounts: &accounts }, portrait::ADVICE)
            }
            // Every row of the table has its answer above: the tests ask for each.
            _ => Err(Failure::new(INTERNAL, "internal error: the command has no answer").into()),
        }
    }

    /// Each account is a commit of its own, so that one does not hold back the others. An operation id would be used up by the
    /// first; to import an account twice is the same as once anyway.
    fn for_each(&self) -> Call {
        Call { operation: None, ..self.call.clone() }
    }

    async fn multiaccount_import(&self, body: &[u8]) -> Reply {
        let call = self.for_each();
        let mut failed = Vec::new();
        for (name, command) in import::many(body)? {
            let done = match command {
                Some(command) => self.or_fail(self.server.engine.run(&call, command)).await,
                None => Err(Failure::parameter("the account is not valid")),
            };
            match done {
                Ok(()) => {}
                Err(failure) if failure.number == INTERNAL => return Err(failure.into()),
                Err(_) => failed.push(name),
            }
        }
        page(&import::Reply { failed: &failed }, "")
    }

    async fn account_check(&self, body: &[u8]) -> Reply {
        let users = check::check(body)?;
        let accounts = self.or_fail(self.server.engine.accounts(self.call.app, &users)).await?;
        let row = |account: Option<std::sync::Arc<opentim_domain::Account>>| {
            check::Row::Imported(account.is_some_and(|account| account.imported))
        };
        let rows: Vec<_> = accounts.into_iter().map(row).collect();
        page(&check::Reply { users: &users, rows: &rows }, "")
    }

    async fn account_delete(&self, body: &[u8]) -> Reply {
        let users = check::delete(body)?;
        let call = self.for_each();
        let mut rows = Vec::with_capacity(users.len());
        for user in &users {
            let command = DeleteAccount { user: user.clone() };
            rows.push(match self.or_fail(self.server.engine.run(&call, command)).await {
                Ok(()) => check::Row::Deleted,
                Err(failure) => check::Row::Failed(failure),
            });
        }
        page(&check::Reply { users: &users, rows: &rows }, "")
    }
}
