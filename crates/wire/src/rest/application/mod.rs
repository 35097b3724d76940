//! Applications to join and invitations (rule book 8.4): the incumbent has no REST command for them, these are ours.

pub mod decide;
pub mod list;
