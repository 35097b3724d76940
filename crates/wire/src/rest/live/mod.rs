//! Live groups as their back end sees them (rule book 4.5), one file each.

pub mod admins;
pub mod check;
pub mod marks;
pub mod members;

use super::failure::Failure;
use super::value::Whole;

/// `CommandType`: 1 sets, 2 takes away.
fn on(command: Whole) -> Result<bool, Failure> {
    match command.0 {
        1 => Ok(true),
        2 => Ok(false),
        other => Err(Failure::parameter(format!("CommandType must be 1 (set) or 2 (take away); {other} was given"))),
    }
}
