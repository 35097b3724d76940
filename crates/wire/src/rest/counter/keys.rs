//! `get_group_counter` and `delete_group_counter` (rule book 4.5; REST: Group counters).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{List, Text};
use opentim_domain::GroupId;
use opentim_domain::counter::DeleteCounters;
use serde::Deserialize;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "GroupCounterKeys", default)]
    keys: List<Text<'a>>,
}

/// Which counters are meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// The group.
    pub group: GroupId,
    /// Those of these keys; nothing: all.
    pub keys: Option<Vec<String>>,
}

/// Reads a question for counters.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, 10015 for an id of the wrong form.
pub fn get(body: &[u8]) -> Result<Query, Failure> {
    let body: Body<'_> = body::read(body)?;
    let keys: Vec<String> = body.keys.0.into_iter().map(|key| key.0.into_owned()).collect();
    Ok(Query { group: account::group(&body.group)?, keys: Some(keys).filter(|keys| !keys.is_empty()) })
}

/// Reads a request that deletes counters.
///
/// # Errors
/// As [`get`].
pub fn delete(body: &[u8]) -> Result<DeleteCounters, Failure> {
    let Query { group, keys } = get(body)?;
    Ok(DeleteCounters { group, keys })
}
