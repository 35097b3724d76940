//! Groups: their records and one file per operation.

mod clean_up;
mod create;
mod destroy;
mod import;
mod listable;
mod modify;
mod new;
mod record;
mod transfer;
mod visible;

pub use clean_up::CleanUp;
pub use create::{CreateGroup, Created, NewMember};
pub use destroy::DestroyGroup;
pub use import::ImportGroup;
pub use listable::{members_listable, online_countable};
pub use modify::{GroupPatch, ModifyGroup};
pub use new::{NewGroup, NewId};
pub use record::{Group, Member, Numbers};
pub use transfer::ChangeOwner;
pub use visible::Profile;

#[cfg(test)]
mod tests;
