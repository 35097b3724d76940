//! Reads: short, on connections of their own, never waiting for the writer.

mod accounts;
mod applications;
mod groups;
mod homes;
mod log;
mod pool;
mod records;
mod rows;
mod scan;

pub(crate) use accounts::{accounts, erasing};
pub(crate) use applications::{applications, sanctions};
pub(crate) use groups::{all_groups, closing, groups, load, members};
pub(crate) use homes::{joined, notices_after, tag};
pub(crate) use log::{audit, back_end_told, events_after, groups_today, log_after, newest_audited};
pub(crate) use pool::Pool;
pub(crate) use records::{behind, count_records, granted, records};
pub(crate) use rows::group_id;
pub(crate) use scan::{every_group, scan_ids};
