//! Delete counters (rule book 4.5, delete_group_counter).

use super::{countable, shown, written};
use crate::draft::nothing;
use crate::{
    Action, Actor, AppId, Asker, Command, Context, CounterChange, Field, GroupId, Home, ReadSet, RecordKey, Reject, Step, View,
};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// Deletes counters. Those that are not there are passed over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeleteCounters {
    /// The group.
    pub group: GroupId,
    /// Their keys; nothing: all of them.
    pub keys: Option<Vec<String>>,
}

impl Command for DeleteCounters {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet { records: vec![RecordKey::Counters], ..ReadSet::acting(actor) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<()>, Reject> {
        if self.keys.as_ref().is_some_and(Vec::is_empty) {
            return Err(Reject::NobodyNamed { field: Field::CounterKey });
        }
        let group = view.group()?;
        countable(group.kind)?;
        let asker = Asker::of(actor, view, group);
        context.demand(&asker, Action::EditCounters)?;
        let mut counters = shown(view);
        let named = |key: &String| self.keys.as_ref().is_none_or(|keys| keys.contains(key));
        let gone = counters.iter().filter(|(key, _)| named(key));
        let changes: Vec<_> =
            gone.map(|(key, value)| CounterChange { key: key.clone(), before: Some(*value), after: None }).collect();
        if changes.is_empty() {
            return Ok(nothing(()));
        }
        counters.retain(|key, _| !named(key));
        Ok(written((group, actor, &asker, view), changes, counters, ()))
    }
}
