//! What became of each account that a command names (rule book 8.4, "Invite / delete result per user").

use opentim_domain::{Outcome, Target};
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

/// The reply of add and import: every account with its result.
#[derive(Serialize)]
pub struct Each<'a> {
    /// `MemberList`.
    #[serde(rename = "MemberList", serialize_with = "rows")]
    pub targets: &'a [Target],
}

/// The reply of commands whose documented reply is empty. When somebody was refused it says what became of each: this is ours,
/// because a partial success must not look like a whole one.
#[derive(Serialize)]
pub struct Partly<'a> {
    #[serde(rename = "MemberList", serialize_with = "rows", skip_serializing_if = "all_served")]
    targets: &'a [Target],
}

impl<'a> Partly<'a> {
    /// The reply to these outcomes.
    pub fn new(targets: &'a [Target]) -> Self {
        Self { targets }
    }
}

fn all_served(targets: &&[Target]) -> bool {
    targets.iter().all(|target| target.outcome != Outcome::Failed)
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(rename = "Member_Account")]
    user: &'a str,
    #[serde(rename = "Result")]
    result: u8,
}

fn rows<S: Serializer>(targets: &&[Target], serializer: S) -> Result<S::Ok, S::Error> {
    let mut rows = serializer.serialize_seq(Some(targets.len()))?;
    for target in *targets {
        rows.serialize_element(&Row { user: target.user.as_str(), result: target.outcome as u8 })?;
    }
    rows.end()
}
