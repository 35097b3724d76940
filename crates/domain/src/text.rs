//! Free text: custom fields and the size checks that every text shares.

use crate::{Field, FieldChange, Limits, Reject};
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;
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
#[derive(Clone, Copy)]
pub(crate) struct CustomLimits {
    pub list: Field,
    pub key: Field,
    pub value: Field,
    pub count: usize,
    pub key_bytes: usize,
    pub value_bytes: usize,
}

impl CustomLimits {
    /// Those of a group.
    pub(crate) fn of_groups(limits: &Limits) -> Self {
        Self {
            list: Field::GroupFields,
            key: Field::GroupFieldKey,
            value: Field::GroupFieldValue,
            count: limits.group_fields,
            key_bytes: limits.field_key_bytes,
            value_bytes: limits.group_field_bytes,
        }
    }

    /// Those of a member.
    pub(crate) fn of_members(limits: &Limits) -> Self {
        Self {
            list: Field::MemberFields,
            key: Field::MemberFieldKey,
            value: Field::MemberFieldValue,
            count: limits.member_fields,
            key_bytes: limits.field_key_bytes,
            value_bytes: limits.member_field_bytes,
        }
    }
}

/// Sets fields by key; an empty value deletes (rule book 2.1, "Empty value in modify"). Gives what changed by it.
pub(crate) fn merge(kept: &mut Vec<CustomField>, given: &[CustomField], limits: &CustomLimits) -> Result<Vec<FieldChange>, Reject> {
    custom_fields(given, &CustomLimits { count: usize::MAX, ..*limits })?;
    // A limit that was lowered since keeps nobody from changing what is there already.
    let most = limits.count.max(kept.len());
    // Before anything is put together, because a list may be as long as a request.
    let named: BTreeSet<&String> = given.iter().map(|field| &field.key).collect();
    let count = given.iter().filter(|field| !field.value.is_empty()).count();
    let after = count + kept.iter().filter(|field| !named.contains(&field.key)).count();
    if after > most {
        return Err(Reject::TooMany { field: limits.list, limit: limits.count, given: after });
    }
    let mut changes = Vec::new();
    for CustomField { key, value } in given {
        let at = kept.iter().position(|field| field.key == *key);
        let before = at.and_then(|at| kept.get(at)).map(|field| field.value.clone());
        let after = (!value.is_empty()).then(|| value.clone());
        if before == after {
            continue;
        }
        match (at, &after) {
            (Some(at), Some(value)) => kept[at].value.clone_from(value),
            (Some(at), None) => drop(kept.remove(at)),
            (None, _) => kept.push(CustomField { key: key.clone(), value: value.clone() }),
        }
        changes.push(FieldChange { key: key.clone(), before, after });
    }
    Ok(changes)
}

/// Checks a list of custom fields: count, keys (printable, unique), sizes (rule book 2.1 and 10, row 41).
pub(crate) fn custom_fields(fields: &[CustomField], limits: &CustomLimits) -> Result<(), Reject> {
    if fields.len() > limits.count {
        return Err(Reject::TooMany { field: limits.list, limit: limits.count, given: fields.len() });
    }
    let mut seen = BTreeSet::new();
    for CustomField { key, value } in fields {
        not_blank(limits.key, key)?;
        at_most(limits.key, key, limits.key_bytes)?;
        if !key.bytes().all(|b| (0x20..=0x7e).contains(&b)) {
            return Err(Reject::NotPrintable { field: limits.key });
        }
        at_most(limits.value, value, limits.value_bytes)?;
        if !seen.insert(key) {
            return Err(Reject::Twice { field: limits.key, what: key.clone() });
        }
    }
    Ok(())
}
