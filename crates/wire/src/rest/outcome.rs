//! Rows that say of one thing each what became of it: its id, `ErrorCode` and `ErrorInfo`.

use super::failure::Failure;
use opentim_domain::Reject;
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

/// What became of one thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Verdict(Option<Failure>);

impl Verdict {
    /// It was done.
    pub const DONE: Self = Self(None);

    /// Writes `ErrorCode` and `ErrorInfo`.
    pub fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let (number, text) = self.0.as_ref().map_or((0, ""), |failure| (failure.number, failure.text.as_str()));
        map.serialize_entry("ErrorCode", &number)?;
        map.serialize_entry("ErrorInfo", text)
    }
}

impl From<Reject> for Verdict {
    fn from(reject: Reject) -> Self {
        Self(Some(reject.into()))
    }
}

/// The rows; the name of their id is not the same everywhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Rows<'a> {
    id: &'static str,
    rows: Vec<(&'a str, Verdict)>,
}

impl<'a> Rows<'a> {
    /// Rows under this name of the id.
    pub fn new(id: &'static str, rows: impl Iterator<Item = (&'a str, Verdict)>) -> Self {
        Self { id, rows: rows.collect() }
    }
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.rows.len()))?;
        for (id, verdict) in &self.rows {
            rows.serialize_element(&Row { name: self.id, id, verdict })?;
        }
        rows.end()
    }
}

struct Row<'a> {
    name: &'static str,
    id: &'a str,
    verdict: &'a Verdict,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry(self.name, self.id)?;
        self.verdict.write(&mut map)?;
        map.end()
    }
}
