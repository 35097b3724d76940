//! Sizes of source files: under 200 lines is the aim, over 300 is worth a look, over 500 fails.

#[cfg(test)]
mod tests;

use crate::{Fault, workspace};
use std::fs;

const LOOK: usize = 300;
const LIMIT: usize = 500;
const SOURCES: [&str; 8] = [".rs", ".ts", ".mts", ".js", ".mjs", ".cjs", ".sh", ".sql"];

/// Files that a program writes; nobody reads them from top to bottom.
const GENERATED: [&str; 1] = ["index.d.ts"];

/// Checks every source file of the repository.
///
/// # Errors
/// The files that are too long.
pub fn check() -> Result<(), Fault> {
    let mut counted = Vec::new();
    for file in workspace::files()?.into_iter().filter(|file| counts(file)) {
        let lines = fs::read_to_string(workspace::root().join(&file))?.lines().count();
        counted.push((lines, file));
    }
    counted.sort_by(|left, right| right.cmp(left));
    for (lines, file) in counted.iter().filter(|(lines, _)| (LOOK + 1..=LIMIT).contains(lines)) {
        println!("{lines:>5}  {file}");
    }
    let long: Vec<String> =
        counted.iter().filter(|(lines, _)| *lines > LIMIT).map(|(lines, file)| format!("{lines:>5}  {file}")).collect();
    if long.is_empty() {
        println!("{} source files, none over {LIMIT} lines (those over {LOOK} are listed)", counted.len());
        return Ok(());
    }
    Err(format!("over {LIMIT} lines; split by what changes together:\n{}", long.join("\n")).into())
}

fn counts(file: &str) -> bool {
    let folders = || file.split('/');
    let of_tests = file.ends_with("/tests.rs") || folders().any(|folder| folder == "tests" || folder == "__test__");
    SOURCES.iter().any(|end| file.ends_with(end)) && !of_tests && !GENERATED.contains(&file)
}
