//! The commands about the members of one group (rule book 4.4), one file each.

pub mod add;
pub mod ban;
pub mod banned;
pub mod delete;
pub mod import;
pub mod list;
pub mod modify;
pub mod mute;
pub mod muted;
pub mod roles;
mod row;
pub mod specified;
mod targets;
pub mod unban;
pub mod unread;

pub(super) use row::Rows;
pub use row::Shown;
pub use targets::{Each, Partly};
