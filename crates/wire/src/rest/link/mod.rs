//! Ours: invite links. Whoever shows the token of one may join its group.

pub mod create;
pub mod join;
pub mod list;
pub mod revoke;
