//! Counters of a group (rule book 1.5, 2.1; 4.5, update_group_counter): numbers under keys that its members count together.
//!
//! Who writes them is not documented: as with [attributes](crate::attribute) all members, unless the app keeps it to owner and admins
//! ([`Policy::members_write_counters`](crate::Policy::members_write_counters)).

mod change;
mod delete;

pub use change::{ChangeCounters, CounterMode};
pub use delete::DeleteCounters;

use crate::draft::Draft;
use crate::group::Group;
use crate::{Actor, Asker, Change, CounterChange, EventBody, Field, Kind, Record, RecordKey, Reject, Step, View};
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

type Counters = BTreeMap<String, i64>;

/// All counters of a group, as a view shows them that was asked for them.
fn shown(view: &View) -> Counters {
    match view.record(&RecordKey::Counters) {
        Some(Record::Counters(counters)) => counters.clone(),
        _ => Counters::new(),
    }
}

/// Refuses types of groups that have no counters (rule book 1.5).
///
/// # Errors
/// [`Reject::NotOfKind`].
pub fn countable(kind: Kind) -> Result<(), Reject> {
    if kind.rules().counters { Ok(()) } else { Err(Reject::NotOfKind { field: Field::Counters, kind }) }
}

/// The decision for counters that change.
fn written<R>(
    (group, actor, asker, view): (&Group, &Actor, &Asker, &View),
    changes: Vec<CounterChange>,
    after: Counters,
    reply: R,
) -> Step<R> {
    let mut draft = Draft::on(group);
    draft.relies_on(asker);
    draft.relies_on_record(RecordKey::Counters, view);
    draft.changes.push(if after.is_empty() {
        Change::RemoveRecord(RecordKey::Counters)
    } else {
        Change::PutRecord(Box::new(Record::Counters(after)))
    });
    draft.events.push(EventBody::CountersChanged { changes });
    draft.done(actor, reply)
}

#[cfg(test)]
mod tests;
