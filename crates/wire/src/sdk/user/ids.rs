//! Users that calls name.

use crate::sdk::codes::{BAD_USER_ID, Failure, INVALID_PARAMETER};
use crate::sdk::decode::{BadField, decode};
use crate::sdk::request::Request;
use crate::sentence::id_sentence;
use opentim_domain::UserId;
use serde::de::DeserializeOwned;

/// A part of the argument; these calls are none of groups, so neither is the code.
pub(super) fn part<T: DeserializeOwned>(request: &Request, path: &str) -> Result<T, Failure> {
    decode(request.part(path)).map_err(|fault| bad(&fault.under(path)))
}

fn bad(fault: &BadField) -> Failure {
    Failure::new(INVALID_PARAMETER, fault.to_string())
}

/// Users' ids: at least one, and at most so many.
pub(super) fn users(texts: &[String], field: &str, most: usize) -> Result<Vec<UserId>, Failure> {
    if texts.is_empty() {
        return Err(Failure::new(INVALID_PARAMETER, format!("{field} is empty; it must have at least one entry")));
    }
    some(texts, field, most)
}

/// The same for a list that may be missing or empty: then all are meant.
pub(super) fn users_or_all(request: &Request, field: &str, most: usize) -> Result<Option<Vec<UserId>>, Failure> {
    let texts: Option<Vec<String>> = part(request, field)?;
    texts.filter(|texts| !texts.is_empty()).map(|texts| some(&texts, field, most)).transpose()
}

fn some(texts: &[String], field: &str, most: usize) -> Result<Vec<UserId>, Failure> {
    if texts.len() > most {
        let given = texts.len();
        let desc = format!("{field} names too many users: {given} were given, at most {most} are allowed");
        return Err(Failure::new(INVALID_PARAMETER, desc));
    }
    let parsed = texts.iter().enumerate().map(|(at, text)| {
        UserId::parse(text).map_err(|fault| Failure::new(BAD_USER_ID, id_sentence(&format!("{field}[{at}]"), fault)))
    });
    parsed.collect()
}
