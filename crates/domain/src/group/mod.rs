//! Groups: their records and one file per operation.

mod clean_up;
mod create;
mod destroy;
mod import;
mod new;
mod record;
mod visible;

pub use clean_up::CleanUp;
pub use create::{CreateGroup, Created, NewMember};
pub use destroy::DestroyGroup;
pub use import::ImportGroup;
pub use new::{NewGroup, NewId};
pub use record::{Group, Member, Numbers};
pub use visible::Profile;

#[cfg(test)]
mod tests;
