//! The dialects: the only crate that knows a field name.
//!
//! Each dialect turns its own JSON into commands of `domain` and replies back into its own JSON. Refusals become numbers and
//! sentences here, because only here the names of the fields are known.

mod audit;
pub mod explained;
pub mod frame;
mod invite;
mod json;
pub mod rest;
pub mod sdk;
mod sentence;
pub mod webhook;

pub use audit::{AuditEntry, hash_text};
pub use invite::{BadToken, InviteToken};
pub use sentence::{FieldNames, right_name, sentence, topic_right_name};
