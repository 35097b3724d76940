//! `update_group_counter` (rule book 4.5; REST: Group counters).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{List, Object, Signed, Text};
use opentim_domain::counter::{ChangeCounters, CounterMode};
use serde::Deserialize;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "GroupCounter")]
    counters: List<Object<Row<'a>>>,
    #[serde(borrow, rename = "Mode")]
    mode: Text<'a>,
}

#[derive(Deserialize)]
struct Row<'a> {
    #[serde(borrow, rename = "Key")]
    key: Text<'a>,
    #[serde(rename = "Value")]
    value: Signed,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an unknown mode, 10015 for an id of the wrong form.
pub fn read(body: &[u8]) -> Result<ChangeCounters, Failure> {
    let body: Body<'_> = body::read(body)?;
    let mode = match body.mode.as_str() {
        "Set" => CounterMode::Set,
        "Increase" => CounterMode::Increase,
        "Decrease" => CounterMode::Decrease,
        other => return Err(Failure::word("Mode", other, "Set, Increase, Decrease")),
    };
    let counters = body.counters.0.into_iter().map(|Object(Row { key, value })| (key.0.into_owned(), value.0)).collect();
    Ok(ChangeCounters { group: account::group(&body.group)?, counters, mode })
}
