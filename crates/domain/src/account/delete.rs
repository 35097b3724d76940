//! Delete an account: first it is marked, then its user is taken out of his groups, then nothing remains.

use super::{decided, demand_app, put};
use crate::draft::nothing;
use crate::{Account, AccountState, Actor, AppId, Change, Command, Context, Home, ReadSet, Reject, Step, UserId, View};
use alloc::vec;

/// Marks an account as deleted (`im_open_login_svc/account_delete`). The engine then takes the user out of every group. Who has no
/// account may be in groups all the same, so he is marked too.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeleteAccount {
    /// Whose.
    pub user: UserId,
}

/// The last step of an erasure: nothing remains of the account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RemoveAccount {
    /// Whose.
    pub user: UserId,
}

impl Command for DeleteAccount {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::User(self.user.clone())
    }

    fn reads(&self, _: &Actor) -> ReadSet {
        ReadSet::account()
    }

    fn decide(&self, actor: &Actor, view: &View, _: &Context<'_>) -> Result<Step<()>, Reject> {
        demand_app(actor)?;
        let before = view.account().cloned().unwrap_or_else(|| Account::new(self.user.clone()));
        Ok(put(view, Account { state: AccountState::Erasing, ..before }))
    }
}

impl Command for RemoveAccount {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::User(self.user.clone())
    }

    fn reads(&self, _: &Actor) -> ReadSet {
        ReadSet::account()
    }

    fn decide(&self, actor: &Actor, view: &View, _: &Context<'_>) -> Result<Step<()>, Reject> {
        demand_app(actor)?;
        match view.account() {
            Some(account) if account.state == AccountState::Erasing => Ok(decided(view, vec![Change::RemoveAccount])),
            // Somebody else finished the same job.
            Some(_) | None => Ok(nothing(())),
        }
    }
}
