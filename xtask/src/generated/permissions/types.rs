//! What is true of each type, whoever acts.

use super::KINDS;
use super::words::{invite, join, name};
use crate::Fault;
use opentim_domain::{KindRules, Limits, StoredMembers};
use std::fmt::Write as _;

const HEAD: &str = "
## Types

With the recommended settings and limits.

";

type Cell = fn(&KindRules) -> String;

const ROWS: &[(&str, Cell)] = &[
    ("Who asks to join meets", |rules| match rules.stored_members {
        StoredMembers::Staff => "entry at once, as long as the connection lasts".to_owned(),
        StoredMembers::All if rules.applications => option(join(rules.join_default), rules.join_settable),
        StoredMembers::All => "refusal: by invitation only".to_owned(),
    }),
    ("Who is invited meets", |rules| {
        let policy = Limits::RECOMMENDED.policy;
        option(invite((rules.invite_policy)(&policy).unwrap_or(rules.invite_default)), rules.invite_settable)
    }),
    ("Members named at creation", |rules| yes(rules.initial_members)),
    ("Import", |rules| yes(rules.importable)),
    ("Most members", |rules| match (rules.cap)(&Limits::RECOMMENDED.caps) {
        Some(cap) => cap.to_string(),
        None => "no cap".to_owned(),
    }),
    ("Most admins", |rules| match rules.admins {
        true => (rules.admins_most)(&Limits::RECOMMENDED).to_string(),
        false => "no admins".to_owned(),
    }),
    ("The owner may leave", |rules| yes(rules.owner_may_quit)),
    ("Custom fields of members", |rules| yes(rules.member_fields)),
    ("Unread numbers", |rules| yes(rules.unread)),
    ("Earlier history can be shown or hidden", |rules| yes(rules.early_history_settable)),
    ("Topics", |rules| yes(rules.topics)),
];

fn yes(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

fn option(option: &str, settable: bool) -> String {
    format!("{option}, {}", if settable { "can be changed" } else { "fixed" })
}

pub fn write(text: &mut String) -> Result<(), Fault> {
    let names: Vec<_> = KINDS.into_iter().map(name).collect();
    writeln!(text, "{HEAD}| | {} |\n| --- |{}", names.join(" | "), " --- |".repeat(KINDS.len()))?;
    for (title, cell) in ROWS {
        let cells: Vec<_> = KINDS.into_iter().map(|kind| cell(kind.rules())).collect();
        writeln!(text, "| {title} | {} |", cells.join(" | "))?;
    }
    Ok(())
}
