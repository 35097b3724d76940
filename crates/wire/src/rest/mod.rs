//! The REST dialect: `POST /v4/SERVICE/COMMAND` with JSON bodies (rule book 4).
//!
//! One row of [`Endpoint`] and one file below `group`, `member`, `topic` and so on per command. A body becomes a command of `domain` or a query; a reply
//! becomes bytes; a refusal becomes a [`Failure`]. Unknown fields are passed over, `null` says "not given", and an empty text
//! says so too wherever a field is optional.

mod account;
pub mod application;
pub mod attribute;
pub mod audit;
mod body;
pub mod counter;
mod endpoint;
pub mod envelope;
pub mod explain;
mod failure;
mod filter;
pub mod group;
pub mod link;
pub mod live;
pub mod member;
mod names;
mod outcome;
pub mod permission_group;
mod person;
pub mod session;
mod spelling;
pub mod topic;
pub mod user;
mod value;
mod words;

pub use body::MOST_NESTED;
pub use endpoint::{Endpoint, Unserved};
pub use failure::{BAD_PARAMETER, Failure, NOT_JSON, REPLY_TOO_LARGE};
pub use names::NAMES;
pub use words::kind_name;

#[cfg(test)]
mod tests;
