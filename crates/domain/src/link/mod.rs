//! Invite links (only in opentim): one file per operation.

mod create;
mod join;
mod revoke;

pub use create::CreateLink;
pub use join::JoinByLink;
pub use revoke::RevokeLink;
