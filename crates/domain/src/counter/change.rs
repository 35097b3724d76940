//! Set counters, or count them up or down (rule book 4.5, update_group_counter).

use super::{countable, shown, written};
use crate::draft::nothing;
use crate::text;
use crate::{
    Action, Actor, AppId, Asker, Command, Context, CounterChange, Field, GroupId, Home, Limits, ReadSet, RecordKey, Reject, Step,
    View,
};
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// What is done to counters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CounterMode {
    /// They have these values from now on.
    Set,
    /// These are added to them.
    Increase,
    /// These are taken off them.
    Decrease,
}

/// Changes counters, all of them or, when one is refused, none; answers the values they have then, in the order asked. A counter that
/// is not there counts from 0.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChangeCounters {
    /// The group.
    pub group: GroupId,
    /// Keys and numbers; each key once.
    pub counters: Vec<(String, i64)>,
    /// What is done with the numbers.
    pub mode: CounterMode,
}

impl ChangeCounters {
    fn check(&self, limits: &Limits) -> Result<(), Reject> {
        if self.counters.is_empty() {
            return Err(Reject::NobodyNamed { field: Field::Counters });
        }
        let mut seen = BTreeSet::new();
        for (key, _) in &self.counters {
            text::not_blank(Field::CounterKey, key)?;
            text::at_most(Field::CounterKey, key, limits.counter_key_bytes)?;
            if !seen.insert(key) {
                return Err(Reject::Twice { field: Field::CounterKey, what: key.clone() });
            }
        }
        Ok(())
    }

    fn after(&self, key: &str, value: i64, number: i64) -> Result<i64, Reject> {
        let wanted = match self.mode {
            CounterMode::Set => i128::from(number),
            CounterMode::Increase => i128::from(value) + i128::from(number),
            CounterMode::Decrease => i128::from(value) - i128::from(number),
        };
        i64::try_from(wanted).map_err(|_| Reject::CounterOverflow { key: key.into(), value, wanted })
    }
}

impl Command for ChangeCounters {
    type Reply = Vec<(String, i64)>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet { records: vec![RecordKey::Counters], ..ReadSet::acting(actor) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Self::Reply>, Reject> {
        self.check(context.limits)?;
        let group = view.group()?;
        countable(group.kind)?;
        let asker = Asker::of(actor, view, group);
        context.demand(&asker, Action::EditCounters)?;
        let before = shown(view);
        let mut counters = before.clone();
        let (mut changes, mut reply) = (Vec::new(), Vec::new());
        for (key, number) in &self.counters {
            let value = before.get(key).copied();
            let after = self.after(key, value.unwrap_or(0), *number)?;
            if value != Some(after) {
                counters.insert(key.clone(), after);
                changes.push(CounterChange { key: key.clone(), before: value, after: Some(after) });
            }
            reply.push((key.clone(), after));
        }
        // A limit that was lowered since keeps nobody from changing what is there already.
        let (limit, given) = (context.limits.counters, counters.len());
        if given > limit.max(before.len()) {
            return Err(Reject::TooMany { field: Field::Counters, limit, given });
        }
        if changes.is_empty() {
            return Ok(nothing(reply));
        }
        Ok(written((group, actor, &asker, view), changes, counters, reply))
    }
}
