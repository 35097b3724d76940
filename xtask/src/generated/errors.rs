//! docs/errors.md: every refusal with its numbers and its sentence.

mod edge;
mod samples;

use crate::Fault;
use edge::{GATE, RUNTIME};
use opentim_wire::{rest, sdk};
use std::collections::BTreeSet;
use std::fmt::Write as _;

const HEAD: &str = "\
# Errors

Written by `cargo xtask gen`. Every sentence names the field, the limit, what was given and what to mend; the numbers in the sentences
below are examples. The addon puts the number into `code` and the sentence into `desc`; the server into `ErrorCode` and `ErrorInfo`,
with HTTP status 200. A refused call has changed nothing.

## Refusals of the rules

Both faces ask the same rules. The SDK has numbers of its own for some refusals.

| REST | SDK | sentence, in the field names of REST |
| --- | --- | --- |
";

pub fn text() -> Result<String, Fault> {
    let mut rows = BTreeSet::new();
    for reject in samples::all()? {
        let over_rest = rest::Failure::from(reject.clone());
        let in_sdk = sdk::Failure::from(reject);
        rows.insert((over_rest.number, in_sdk.code, over_rest.text));
    }
    let mut text = HEAD.to_owned();
    for (number, code, sentence) in rows {
        writeln!(text, "| {number} | {code} | {} |", sentence.replace('|', "\\|"))?;
    }
    writeln!(text, "\n## Refusals of the addon itself\n\n| code | when |\n| --- | --- |")?;
    for (code, when) in RUNTIME {
        writeln!(text, "| {code} | {when} |")?;
    }
    writeln!(text, "\n## Refusals at the gate of the server\n\nIn the order of the checks.\n\n| code | when |\n| --- | --- |")?;
    for (code, when) in GATE {
        writeln!(text, "| {code} | {when} |")?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests;
