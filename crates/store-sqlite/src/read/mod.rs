//! Reads: short, on connections of their own, never waiting for the writer.

mod applications;
mod groups;
mod homes;
mod pool;
mod rows;
mod scan;

pub(crate) use applications::{applications, sanctions};
pub(crate) use groups::{all_groups, closing, events_after, groups, load, members};
pub(crate) use homes::{joined, notices_after, tag};
pub(crate) use pool::Pool;
pub(crate) use rows::group_id;
pub(crate) use scan::scan_ids;
