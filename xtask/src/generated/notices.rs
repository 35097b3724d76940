//! THIRD-PARTY-LICENSES: every crate that is compiled into the addon or the server, with the text of its licence.

use crate::{Fault, workspace};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Packages that are given to users.
const SHIPPED: [&str; 2] = ["opentim", "opentim-server"];

/// Licences that allow what Apache-2.0 allows. Another one needs a decision first.
const ALLOWED: [&str; 13] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "BlueOak-1.0.0",
    "MPL-2.0",
    "Unlicense",
    "0BSD",
];

/// Allowed, with nothing to ask for in return.
const PUBLIC_DOMAIN: [&str; 1] = ["CC0-1.0"];

const HEAD: &str = "\
Third-party licences
====================

opentim itself is under the Apache License 2.0 (see LICENSE). The crates below are compiled into the Node addon or into
opentim-server; which of them depends on the platform. Written by `cargo xtask gen`.

SQLite (https://sqlite.org), compiled in by libsqlite3-sys, is in the public domain.

";

pub fn text() -> Result<String, Fault> {
    let metadata = workspace::metadata(true)?;
    let packages: BTreeMap<&str, &Value> =
        workspace::array(&metadata, "packages")?.iter().map(|package| (workspace::text(package, "id"), package)).collect();
    let mut rows = BTreeMap::new();
    for id in shipped(&metadata, &packages)? {
        let package = packages[id];
        if package["source"].is_string() {
            rows.insert((workspace::text(package, "name"), workspace::text(package, "version")), package);
        }
    }
    let mut text = HEAD.to_owned();
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for ((name, version), package) in &rows {
        let licence = workspace::text(package, "license");
        if !is_allowed(licence) {
            return Err(format!("{name} {version} has the licence {licence:?}, which is not among the allowed ones").into());
        }
        writeln!(text, "{name} {version}: {licence}")?;
        for licence_text in licence_texts(package, licence)? {
            texts.entry(licence_text).or_default().push(format!("{name} {version}"));
        }
    }
    let mut ordered: Vec<_> = texts.into_iter().collect();
    ordered.sort_by(|left, right| left.1.cmp(&right.1).then_with(|| left.0.cmp(&right.0)));
    for (licence_text, crates) in ordered {
        write!(text, "\n{}\n{}\n\n{licence_text}\n", "-".repeat(78), crates.join(", "))?;
    }
    Ok(text)
}

/// Ids of the shipped packages and of all they are made of; what only tests and build scripts use is left out.
fn shipped<'a>(metadata: &'a Value, packages: &BTreeMap<&str, &Value>) -> Result<BTreeSet<&'a str>, Fault> {
    let mut nodes = BTreeMap::new();
    for node in workspace::array(&metadata["resolve"], "nodes")? {
        nodes.insert(workspace::text(node, "id"), workspace::array(node, "deps")?);
    }
    let is_root = |id: &&&str| packages.get(**id).is_some_and(|package| SHIPPED.contains(&workspace::text(package, "name")));
    let mut open: Vec<&str> = nodes.keys().filter(is_root).copied().collect();
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !found.insert(id) || is_run_by_the_compiler(packages[id]) {
            continue;
        }
        for dependency in nodes.get(id).into_iter().copied().flatten() {
            if workspace::array(dependency, "dep_kinds")?.iter().any(|kind| kind["kind"].is_null()) {
                open.push(workspace::text(dependency, "pkg"));
            }
        }
    }
    found.retain(|id| !is_run_by_the_compiler(packages[id]));
    Ok(found)
}

/// Procedural macros and what they use are not in the product.
fn is_run_by_the_compiler(package: &Value) -> bool {
    let targets = package["targets"].as_array().into_iter().flatten();
    targets.flat_map(|target| target["kind"].as_array().into_iter().flatten()).any(|kind| kind == "proc-macro")
}

/// Whether the expression can be fulfilled with allowed licences: one of each `OR`, all of each `AND`.
fn is_allowed(expression: &str) -> bool {
    let plain = expression.replace(['(', ')'], " ").replace('/', " OR ");
    let known = |licence: &str| {
        let name = licence.split(" WITH ").next().unwrap_or_default().trim();
        ALLOWED.contains(&name) || PUBLIC_DOMAIN.contains(&name)
    };
    plain.split(" AND ").all(|part| part.split(" OR ").any(known))
}

/// The licence files of a crate. Of several offered ones, the text of the permissive one that asks for its copyright line.
fn licence_texts(package: &Value, licence: &str) -> Result<Vec<String>, Fault> {
    let manifest = Path::new(workspace::text(package, "manifest_path"));
    let folder = manifest.parent().unwrap_or(manifest);
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let upper = name.to_uppercase();
        if ["LICENSE", "LICENCE", "COPYING", "UNLICENSE", "NOTICE"].iter().any(|start| upper.starts_with(start)) {
            names.push(name);
        }
    }
    names.sort();
    let mit: Vec<String> = names.iter().filter(|name| name.to_uppercase().ends_with("-MIT")).cloned().collect();
    if !mit.is_empty() && licence.contains("MIT") && !licence.contains("AND") {
        names = mit;
    }
    let mut texts = Vec::new();
    for file in names.iter().map(|name| folder.join(name)).filter(|file| file.is_file()) {
        let read = fs::read_to_string(file)?.replace("\r\n", "\n");
        texts.push(read.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned());
    }
    Ok(texts)
}

#[cfg(test)]
mod tests;
