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
