//! Accounts: what an app has told of a user, and he of himself; and the erasure of a person.

mod delete;
mod erase;
mod import;
mod profile;
mod record;

pub use delete::{DeleteAccount, RemoveAccount};
pub use erase::ErasePerson;
pub use import::ImportAccount;
pub use profile::{ProfilePatch, SetProfile};
pub use record::{Account, AccountState};

use crate::{Actor, Assert, Change, Decision, Reject, Standing, Step, UserId, View};
use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

/// Only the app's back end does this.
fn demand_app(actor: &Actor) -> Result<(), Reject> {
    match actor.standing {
        Standing::AppAdmin => Ok(()),
        Standing::User => Err(Reject::NotOwnAccount),
    }
}

/// The account as it was read, or a new one; refused while it is being erased.
fn living(view: &View, user: &UserId) -> Result<Account, Reject> {
    match view.account() {
        None => Ok(Account::new(user.clone())),
        Some(account) if account.state == AccountState::Alive => Ok(account.clone()),
        Some(_) => Err(Reject::BeingErased { user: user.to_string() }),
    }
}

/// A change of an account. Nobody is told by an event: it belongs to no group.
fn decided(view: &View, changes: Vec<Change>) -> Step<()> {
    let is = view.account().cloned().map(Box::new);
    Step::Done(Decision { asserts: vec![Assert::Account { is }], changes, events: Vec::new(), effects: Vec::new(), reply: () })
}

/// The account as it is from now on, if it differs.
fn put(view: &View, after: Account) -> Step<()> {
    if view.account() == Some(&after) {
        return crate::draft::nothing(());
    }
    decided(view, vec![Change::PutAccount(Box::new(after))])
}

#[cfg(test)]
mod tests;
