//! Reads: short, on connections of their own, never waiting for the writer.

mod groups;
mod homes;
mod pool;

pub(crate) use groups::{all_groups, closing, events_after, group_id, groups, load, members};
pub(crate) use homes::{joined, notices_after, tag};
pub(crate) use pool::Pool;
