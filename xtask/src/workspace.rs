//! What cargo and git know about the repository.

use crate::{Fault, process};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Answer of `cargo metadata`, with or without the packages of others.
///
/// # Errors
/// cargo failed, or the lock file is not up to date.
pub fn metadata(with_dependencies: bool) -> Result<Value, Fault> {
    let mut line = vec!["cargo", "metadata", "--format-version", "1", "--locked"];
    if !with_dependencies {
        line.push("--no-deps");
    }
    Ok(serde_json::from_str(&process::output(&line)?)?)
}

/// An array of the answer.
///
/// # Errors
/// There is none of that name.
pub fn array<'a>(value: &'a Value, name: &str) -> Result<&'a Vec<Value>, Fault> {
    value[name].as_array().ok_or_else(|| format!("cargo metadata has no array {name}").into())
}

/// A text of the answer; empty when absent or null.
pub fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// Files that git has or would add, relative to the root, in order.
///
/// # Errors
/// git failed.
pub fn files() -> Result<Vec<String>, Fault> {
    let listed = process::output(&["git", "ls-files", "--cached", "--others", "--exclude-standard"])?;
    let mut files: Vec<String> = listed.lines().map(str::to_owned).filter(|file| root().join(file).is_file()).collect();
    files.sort();
    files.dedup();
    Ok(files)
}
