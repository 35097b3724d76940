//! The engine: load, decide, commit.
//!
//! [`Engine::run`] takes a command of `domain` through the store. The engine never spawns, sleeps, reads a clock or draws a random
//! number by itself: all that comes through [`Ports`] and the store, so that a simulation can run it on one thread with a seed.

mod accounts;
mod call;
mod draw;
mod erase;
mod feed;
mod hub;
mod jobs;
mod lanes;
mod live;
mod newest;
mod ports;
mod query;
mod run;
mod topic_data;

pub use accounts::Again;
pub use call::{Call, Operation, Refusal};
pub use feed::{Backlog, Cursors, Fed, Feed};
pub use hub::{Passing, SessionId, UserStatus, Watched};
pub use ports::{BackEnd, Ports, Random, Signal, Verdict};
pub use query::{
    Cursor, Ending, FoundMembers, MembersPage, MembersQuery, PermissionMembersPage, Roles, SanctionsPage, Search,
    SeenPermissionGroup, SeenTopic,
};
pub use run::{Engine, Explained};

#[cfg(test)]
mod tests;
