//! Sessions of users at the gateway: the incumbent's commands for them belong to its accounts, these are ours.

pub mod end;
pub mod list;
