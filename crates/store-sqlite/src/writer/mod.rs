//! The one writer: a bounded queue, many commits in one transaction, answers only when that is on disk.

mod account;
mod applications;
mod batch;
mod buffer;
mod home;
mod quotas;
mod records;
mod roster;
mod statements;
mod task;
mod tell;
mod thread;
mod users;

pub(crate) use quotas::day;
pub(crate) use thread::{Queue, Watched, WriterSetup, stored_mark};
