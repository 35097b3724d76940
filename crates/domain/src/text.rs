//! Free text: custom fields and the size checks that every text shares.

use crate::{Field, Reject};
use alloc::string::String;
use minicbor::{Decode, Encode};

/// One custom field of a group or of a member. The value may hold any characters, control characters included (rule book 2.1).
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct CustomField {
    /// Name of the field, kept exactly as sent.
    #[n(0)]
    pub key: String,
    /// Its value.
    #[n(1)]
    pub value: String,
}

/// Refuses text of more than `limit` bytes of UTF-8.
pub(crate) fn at_most(field: Field, text: &str, limit: usize) -> Result<(), Reject> {
    if text.len() > limit {
        return Err(Reject::TooLong { field, limit, given: text.len() });
    }
    Ok(())
}

/// Refuses text without a visible character.
pub(crate) fn not_blank(field: Field, text: &str) -> Result<(), Reject> {
    if text.trim().is_empty() {
        return Err(Reject::Blank { field });
    }
    Ok(())
}

/// Names and limits for one list of custom fields.
pub(crate) struct CustomLimits {
    pub list: Field,
    pub key: Field,
    pub value: Field,
    pub count: usize,
    pub key_bytes: usize,
    pub value_bytes: usize,
}

/// Checks a list of custom fields: count, keys (printable, unique), sizes (rule book 2.1 and 10, row 41).
pub(crate) fn custom_fields(fields: &[CustomField], limits: &CustomLimits) -> Result<(), Reject> {
    if fields.len() > limits.count {
        return Err(Reject::TooMany { field: limits.list, limit: limits.count, given: fields.len() });
    }
    for (at, CustomField { key, value }) in fields.iter().enumerate() {
        not_blank(limits.key, key)?;
        at_most(limits.key, key, limits.key_bytes)?;
        if !key.bytes().all(|b| (0x20..=0x7e).contains(&b)) {
            return Err(Reject::NotPrintable { field: limits.key });
        }
        at_most(limits.value, value, limits.value_bytes)?;
        if fields[..at].iter().any(|earlier| earlier.key == *key) {
            return Err(Reject::Twice { field: limits.key, what: key.clone() });
        }
    }
    Ok(())
}
