//! The counters of a group (rule book 4.5). Values are JSON integers of 64 bits; readers that keep numbers as 64-bit floats lose
//! those beyond 2^53.

pub mod keys;
pub mod update;

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

/// The reply to a change and to a question.
#[derive(Serialize)]
pub struct Reply<'a> {
    /// The counters.
    #[serde(rename = "GroupCounter", serialize_with = "rows")]
    pub counters: &'a [(String, i64)],
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(rename = "Key")]
    key: &'a str,
    #[serde(rename = "Value")]
    value: i64,
}

fn rows<S: Serializer>(counters: &&[(String, i64)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut rows = serializer.serialize_seq(Some(counters.len()))?;
    for (key, value) in *counters {
        rows.serialize_element(&Row { key, value: *value })?;
    }
    rows.end()
}
