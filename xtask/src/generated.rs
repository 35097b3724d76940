//! The files that are written by a program, committed, and checked.

mod compatibility;
mod configuration;
mod errors;
mod notices;
mod permissions;
mod typings;
mod webhooks;

use crate::{Fault, workspace};
use std::fs;

/// One file: where it is below the root, and what makes its text.
pub struct Generated {
    path: &'static str,
    text: fn() -> Result<String, Fault>,
}

/// The licences of what is shipped.
pub const NOTICES: &Generated = &Generated { path: "THIRD-PARTY-LICENSES", text: notices::text };

const ALL: &[&Generated] = &[
    &Generated { path: "index.d.ts", text: typings::text },
    &Generated { path: "docs/compatibility.md", text: compatibility::text },
    &Generated { path: "docs/errors.md", text: errors::text },
    &Generated { path: "docs/permissions.md", text: permissions::text },
    &Generated { path: "docs/webhooks.md", text: webhooks::text },
    &Generated { path: "docs/opentim-server.toml", text: configuration::text },
    NOTICES,
];

/// Writes one file, if its text is another than before.
///
/// # Errors
/// Its text could not be made or written.
pub fn write_one(generated: &Generated) -> Result<(), Fault> {
    let text = (generated.text)().map_err(|fault| format!("{}: {fault}", generated.path))?;
    if committed(generated) == text {
        return Ok(());
    }
    let path = workspace::root().join(generated.path);
    fs::write(&path, text).map_err(|fault| format!("{}: {fault}", path.display()))?;
    println!("written: {}", generated.path);
    Ok(())
}

/// Writes all files.
///
/// # Errors
/// The first that could not be made.
pub fn write() -> Result<(), Fault> {
    ALL.iter().try_for_each(|generated| write_one(generated))
}

/// Compares all files with what would be written.
///
/// # Errors
/// The files that differ and the command that mends them.
pub fn check() -> Result<(), Fault> {
    let mut stale = Vec::new();
    for generated in ALL {
        let text = (generated.text)().map_err(|fault| format!("{}: {fault}", generated.path))?;
        if let Some(place) = first_difference(&committed(generated), &text) {
            stale.push(format!("{} is not what would be written, first at line {place}", generated.path));
        }
    }
    if stale.is_empty() {
        println!("{} generated files, all as they would be written", ALL.len());
        return Ok(());
    }
    Err(format!("{}\nRun: cargo xtask gen", stale.join("\n")).into())
}

/// What is there now; a checkout may have turned the line ends.
fn committed(generated: &Generated) -> String {
    fs::read_to_string(workspace::root().join(generated.path)).unwrap_or_default().replace("\r\n", "\n")
}

/// The first line that differs, 1 first.
fn first_difference(left: &str, right: &str) -> Option<usize> {
    if left == right {
        return None;
    }
    let same = left.split('\n').zip(right.split('\n')).take_while(|(left, right)| left == right).count();
    Some(same + 1)
}

#[cfg(test)]
mod tests;
