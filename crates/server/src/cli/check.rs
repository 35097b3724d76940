//! `check`: verifies a data folder.

use super::Stop;
use std::path::Path;

/// Looks through a whole folder and prints what is there and what does not agree.
pub(super) fn folder(folder: &Path) -> Result<(), Stop> {
    let report = opentim_store_sqlite::check(folder).map_err(Stop::failed)?;
    println!(
        "{}: groups {}, members {}, users {}, events {}, records {}, accounts {}, transactions {}",
        folder.display(),
        report.groups,
        report.members,
        report.users,
        report.events,
        report.records,
        report.accounts,
        report.batches
    );
    if report.is_good() {
        println!("everything agrees");
        return Ok(());
    }
    for finding in &report.findings {
        println!("- {finding}");
    }
    let written_out = report.findings.len() as u64;
    if report.finding_count > written_out {
        println!("- and {} more", report.finding_count - written_out);
    }
    Err(Stop::failed(format!(
        "{} things do not agree; keep a copy of the folder before anything else is done with it",
        report.finding_count
    )))
}
