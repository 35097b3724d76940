//! Which crate may depend on which (docs/architecture.md, "Who may know whom").

#[cfg(test)]
mod tests;

use crate::{Fault, workspace};
use std::collections::{BTreeMap, BTreeSet};

/// The arrows of the design. What an arrow points to may be used together with all that lies below it.
const ARROWS: &[(&str, &[&str])] = &[
    ("opentim", &["opentim-client"]),
    ("opentim-capi", &["opentim-client"]),
    ("opentim-client", &["opentim-wire", "opentim-engine", "opentim-store-sqlite", "opentim-gateway", "opentim-usersig"]),
    (
        "opentim-server",
        &["opentim-wire", "opentim-engine", "opentim-gateway", "opentim-usersig", "opentim-store-sqlite", "opentim-store-postgres"],
    ),
    ("opentim-gateway", &["opentim-wire", "opentim-engine"]),
    ("opentim-wire", &["opentim-domain"]),
    ("opentim-engine", &["opentim-store"]),
    ("opentim-store-sqlite", &["opentim-store"]),
    ("opentim-store-postgres", &["opentim-store"]),
    ("opentim-store", &["opentim-domain"]),
    ("opentim-sim", &["opentim-engine", "opentim-store"]),
    ("opentim-scenarios", &["opentim-client", "opentim-server"]),
    ("xtask", &["opentim-wire"]),
    ("opentim-domain", &[]),
    ("opentim-usersig", &[]),
];

/// Addon and C library know the client only, nothing below it.
const ONLY_DIRECTLY: &[&str] = &["opentim", "opentim-capi"];

/// Crates of others that pure crates may use; every other one needs a decision.
const PURE: &[(&str, &[&str])] = &[("opentim-domain", &["minicbor"])];

/// Name of a package with the names of all it depends on, tests and build scripts included.
pub type Edges = BTreeMap<String, BTreeSet<String>>;

/// Checks the workspace.
///
/// # Errors
/// Every edge that is not allowed.
pub fn check() -> Result<(), Fault> {
    let metadata = workspace::metadata(false)?;
    let mut edges = Edges::new();
    for package in workspace::array(&metadata, "packages")? {
        let dependencies = workspace::array(package, "dependencies")?;
        let normal = dependencies.iter().filter(|found| found["kind"].is_null() || found["path"].is_string());
        let names = normal.map(|found| workspace::text(found, "name").to_owned());
        edges.insert(workspace::text(package, "name").to_owned(), names.collect());
    }
    let faults = faults(&edges);
    if faults.is_empty() {
        println!("{} crates, every edge as in docs/architecture.md", edges.len());
        return Ok(());
    }
    Err(format!("{}\nThe arrows are in docs/architecture.md and xtask/src/layers.rs.", faults.join("\n")).into())
}

fn arrows(of: &str) -> Option<&'static [&'static str]> {
    ARROWS.iter().find(|(name, _)| *name == of).map(|(_, below)| *below)
}

fn below(of: &str) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&'static str> = arrows(of).unwrap_or_default().to_vec();
    while let Some(name) = open.pop() {
        if found.insert(name) && !ONLY_DIRECTLY.contains(&of) {
            open.extend(arrows(name).unwrap_or_default());
        }
    }
    found
}

fn faults(edges: &Edges) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, dependencies) in edges {
        if arrows(name).is_none() {
            faults.push(format!("{name} is in no layer: add it to the arrows"));
            continue;
        }
        let allowed = below(name);
        for other in dependencies.iter().filter(|other| edges.contains_key(*other)) {
            if !allowed.contains(other.as_str()) {
                faults.push(format!("{name} must not depend on {other}"));
            }
        }
        if let Some((_, allowed)) = PURE.iter().find(|(pure, _)| pure == name) {
            let foreign = dependencies.iter().filter(|other| !edges.contains_key(*other) && !allowed.contains(&other.as_str()));
            faults.extend(foreign.map(|other| format!("{name} is pure and must not depend on {other}")));
        }
    }
    faults
}
