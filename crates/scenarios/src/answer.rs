//! Answers without their dialect.

use crate::fixture::Expect;
use serde_json::Value;
use std::collections::BTreeMap;

/// The answer to a step.
pub(crate) struct Answer {
    /// 0, or why not.
    pub code: i64,
    /// The sentence of a refusal.
    pub words: String,
    /// What became of each account, if it was said.
    pub targets: Option<BTreeMap<String, String>>,
}

impl Answer {
    /// Without accounts.
    pub(crate) fn new(code: &Value, words: &Value) -> Self {
        let words = words.as_str().unwrap_or_default().to_owned();
        Self { code: code.as_i64().unwrap_or(i64::MIN), words, targets: None }
    }

    /// With the accounts of these rows.
    pub(crate) fn with_rows(mut self, rows: Option<&Vec<Value>>, user: &str, result: &str) -> Self {
        let outcome = |row: &Value| (row[user].as_str().unwrap_or("?").to_owned(), word(&row[result]).to_owned());
        self.targets = rows.map(|rows| rows.iter().map(outcome).collect());
        self
    }

    /// Says what is not as expected.
    pub(crate) fn check(&self, expect: &Expect) -> Result<(), String> {
        let good = match expect {
            Expect::Ok(_) => self.code == 0 && self.targets.iter().flatten().all(|(_, outcome)| outcome != "failed"),
            Expect::Code { code } => self.code == *code,
            // Replies without rows say that nobody was refused.
            Expect::Targets { targets } => {
                let quiet = || targets.values().all(|outcome| outcome == "done" || outcome == "already");
                self.code == 0 && self.targets.as_ref().map_or_else(quiet, |found| found == targets)
            }
            Expect::Codes { .. } | Expect::Among { .. } => return Err("only a race has several codes".to_owned()),
        };
        let Self { code, words, targets } = self;
        if good { Ok(()) } else { Err(format!("{expect:?} was expected, not {code} {words:?} {targets:?}")) }
    }
}

/// The outcomes of the rule book, 8.4.
fn word(result: &Value) -> &'static str {
    match result.as_u64() {
        Some(0) => "failed",
        Some(1) => "done",
        Some(2) => "already",
        Some(3) => "waiting",
        Some(4) => "too many groups",
        _ => "?",
    }
}

/// Compares the answers of a race.
pub(crate) fn check_race(answers: &[Answer], expect: &Expect) -> Result<(), String> {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for answer in answers {
        // Of a single account that was refused the reply has no code.
        let refused = answer.targets.iter().flatten().any(|(_, outcome)| outcome == "failed");
        *found.entry(if refused { "refused".to_owned() } else { answer.code.to_string() }).or_default() += 1;
    }
    let good = match expect {
        Expect::Codes { codes } => *codes == found,
        Expect::Among { among } => found.keys().all(|code| among.iter().any(|known| known.to_string() == *code)),
        Expect::Ok(_) => found.keys().all(|code| code == "0"),
        Expect::Code { .. } | Expect::Targets { .. } => false,
    };
    if good { Ok(()) } else { Err(format!("{expect:?} was expected, not {found:?}")) }
}
