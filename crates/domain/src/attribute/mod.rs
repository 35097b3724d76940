//! Attributes of a group (rule book 1.5, 2.1; 4.5, group attributes): texts under keys that its members write together.
//!
//! Who writes them is not documented: all members, in live groups all who are present, because apps keep in them what members do
//! together, the seats of a live room for instance. An app may keep it to owner and admins
//! ([`Policy::members_write_attributes`](crate::Policy::members_write_attributes)). Whoever is inside may read them.

mod delete;
mod set;

pub use delete::DeleteAttributes;
pub use set::SetAttributes;

use crate::draft::Draft;
use crate::group::Group;
use crate::{Actor, Asker, Assert, AttributeChange, Change, EventBody, FieldChange, Record, RecordKey, Reject, Step, View};
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

type Attributes = BTreeMap<String, String>;

/// All attributes of a group, as a view shows them that was asked for them.
fn shown(view: &View) -> Attributes {
    match view.record(&RecordKey::Attributes) {
        Some(Record::Attributes(attributes)) => attributes.clone(),
        _ => Attributes::new(),
    }
}

/// Refuses who has not seen the newest attributes; who does not say what he has seen is not asked (rule book 4.7).
fn not_behind(group: &Group, sequence: Option<u64>) -> Result<(), Reject> {
    let current = group.numbers.attributes;
    match sequence {
        Some(given) if given != current => Err(Reject::AttributeConflict { given, current }),
        _ => Ok(()),
    }
}

/// What differs between two states, in the order of keys.
fn differences(before: &Attributes, after: &Attributes) -> Vec<FieldChange> {
    let mut keys: Vec<&String> = before.keys().chain(after.keys()).collect();
    keys.sort();
    keys.dedup();
    let changed = keys.into_iter().filter(|key| before.get(*key) != after.get(*key));
    changed.map(|key| FieldChange { key: key.clone(), before: before.get(key).cloned(), after: after.get(key).cloned() }).collect()
}

/// The decision for attributes that change. Answers how often they have changed then.
fn written(
    (group, actor, asker): (&Group, &Actor, &Asker),
    how: AttributeChange,
    changes: Vec<FieldChange>,
    after: Attributes,
) -> Step<u64> {
    let version = group.numbers.attributes;
    let sequence = version + 1;
    let mut draft = Draft::on(group);
    draft.relies_on(asker);
    draft.asserts.push(Assert::Attributes { version });
    let all = after.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
    draft.changes.push(if after.is_empty() {
        Change::RemoveRecord(RecordKey::Attributes)
    } else {
        Change::PutRecord(Box::new(Record::Attributes(after)))
    });
    draft.events.push(EventBody::AttributesChanged { how, changes, all, sequence });
    draft.done(actor, sequence)
}

#[cfg(test)]
mod tests;
