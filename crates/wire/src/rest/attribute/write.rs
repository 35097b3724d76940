//! `set_group_attr`, `modify_group_attr`, `clear_group_attr`, `delete_group_attr` (rule book 4.5; REST: Group attributes).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{List, Object, Text, Whole};
use opentim_domain::attribute::{DeleteAttributes, SetAttributes};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Set<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "GroupAttr")]
    attributes: List<Object<Pair<'a>>>,
    #[serde(rename = "MainSequence", default)]
    sequence: Option<Whole>,
}

// The documents write the names of attributes small; those of everything else begin with a capital.
#[derive(Deserialize)]
struct Pair<'a> {
    #[serde(borrow, rename = "key", alias = "Key")]
    key: Text<'a>,
    #[serde(borrow, rename = "value", alias = "Value")]
    value: Text<'a>,
}

#[derive(Deserialize)]
struct Delete<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "GroupAttr")]
    keys: List<Object<Key<'a>>>,
    #[serde(rename = "MainSequence", default)]
    sequence: Option<Whole>,
}

#[derive(Deserialize)]
struct Key<'a> {
    #[serde(borrow, rename = "key", alias = "Key")]
    key: Text<'a>,
}

#[derive(Deserialize)]
struct Clear<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(rename = "MainSequence", default)]
    sequence: Option<Whole>,
}

/// Reads a request that sets attributes. With `replace` those that it does not name go.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, 10015 for an id of the wrong form.
pub fn set(body: &[u8], replace: bool) -> Result<SetAttributes, Failure> {
    let body: Set<'_> = body::read(body)?;
    let pair = |Object(Pair { key, value })| (key.0.into_owned(), value.0.into_owned());
    Ok(SetAttributes {
        group: account::group(&body.group)?,
        attributes: body.attributes.0.into_iter().map(pair).collect(),
        replace,
        sequence: body.sequence.map(|sequence| sequence.0),
    })
}

/// Reads a request that deletes some attributes.
///
/// # Errors
/// As [`set`].
pub fn delete(body: &[u8]) -> Result<DeleteAttributes, Failure> {
    let body: Delete<'_> = body::read(body)?;
    Ok(DeleteAttributes {
        group: account::group(&body.group)?,
        keys: Some(body.keys.0.into_iter().map(|Object(Key { key })| key.0.into_owned()).collect()),
        sequence: body.sequence.map(|sequence| sequence.0),
    })
}

/// Reads a request that deletes all attributes.
///
/// # Errors
/// As [`set`].
pub fn clear(body: &[u8]) -> Result<DeleteAttributes, Failure> {
    let body: Clear<'_> = body::read(body)?;
    let sequence = body.sequence.map(|sequence| sequence.0);
    Ok(DeleteAttributes { group: account::group(&body.group)?, keys: None, sequence })
}

/// The reply.
#[derive(Serialize)]
pub struct Reply {
    /// How often the attributes have changed by now.
    #[serde(rename = "MainSequence")]
    pub sequence: u64,
}
