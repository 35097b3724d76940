//! Ids in arguments: parsed, with the place of a bad one in the sentence.

use crate::sdk::codes::{BAD_PARAMETER, Failure};
use crate::sdk::method::Uses;
use crate::sentence::id_sentence;
use opentim_domain::{GroupId, Reject, UserId};

/// The id of a group that may exist.
///
/// # Errors
/// 10015 for a malformed one.
pub(in crate::sdk) fn group(text: &str) -> Result<GroupId, Failure> {
    Ok(GroupId::parse(text).map_err(Reject::BadGroupId)?)
}

/// A user's id.
///
/// # Errors
/// 10004 for a malformed one, with the field's name.
pub(in crate::sdk) fn user(text: &str, field: &str) -> Result<UserId, Failure> {
    UserId::parse(text).map_err(|fault| Failure::new(BAD_PARAMETER, id_sentence(field, fault)))
}

/// Users' ids, at most so many.
///
/// # Errors
/// 10005 for more; 10004 for a malformed one, with its place.
pub(in crate::sdk) fn users(texts: &[String], field: &str, most: usize, method: Uses) -> Result<Vec<UserId>, Failure> {
    if texts.len() > most {
        return Err(Failure::of(&Reject::TooManyAccounts { limit: most, given: texts.len() }, method));
    }
    texts.iter().enumerate().map(|(at, text)| user(text, &format!("{field}[{at}]"))).collect()
}
