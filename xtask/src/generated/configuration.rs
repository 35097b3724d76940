//! The sample configuration of the server, as the server itself prints it.

use crate::{Fault, process};

pub fn text() -> Result<String, Fault> {
    process::output(&["cargo", "run", "--quiet", "--locked", "--package", "opentim-server", "--", "config", "example"])
}
