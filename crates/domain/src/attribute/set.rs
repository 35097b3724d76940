//! Set attributes (rule book 4.5, set_group_attr and modify_group_attr).

use super::{Attributes, differences, not_behind, shown, written};
use crate::draft::nothing;
use crate::text;
use crate::{
    Action, Actor, AppId, Asker, AttributeChange, Command, Context, Field, GroupId, Home, Limits, ReadSet, RecordKey, Reject, Step,
    View,
};
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// Sets attributes; answers how often the group's attributes have changed then. What is so already changes nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetAttributes {
    /// The group.
    pub group: GroupId,
    /// Keys and values; each key once.
    pub attributes: Vec<(String, String)>,
    /// Those that are not named go.
    pub replace: bool,
    /// How often they had changed when the caller read them; nothing: he does not mind what others wrote meanwhile.
    pub sequence: Option<u64>,
}

impl SetAttributes {
    /// Sizes of what is given, whatever is there (rule book 2.1).
    fn check(&self, limits: &Limits) -> Result<(), Reject> {
        if self.attributes.is_empty() && !self.replace {
            return Err(Reject::NobodyNamed { field: Field::Attributes });
        }
        let mut seen = BTreeSet::new();
        for (key, value) in &self.attributes {
            text::not_blank(Field::AttributeKey, key)?;
            text::at_most(Field::AttributeKey, key, limits.attribute_key_bytes)?;
            text::at_most(Field::AttributeValue, value, limits.attribute_value_bytes)?;
            if !seen.insert(key) {
                return Err(Reject::Twice { field: Field::AttributeKey, what: key.clone() });
            }
        }
        Ok(())
    }

    fn after(&self, before: &Attributes) -> Attributes {
        let mut after = if self.replace { Attributes::new() } else { before.clone() };
        after.extend(self.attributes.iter().cloned());
        after
    }
}

/// Count and size of all together. A limit that was lowered since keeps nobody from changing what is there already.
fn fits(before: &Attributes, after: &Attributes, limits: &Limits) -> Result<(), Reject> {
    let (limit, given) = (limits.attributes, after.len());
    if given > limit.max(before.len()) {
        return Err(Reject::TooMany { field: Field::Attributes, limit, given });
    }
    // Rule book 10, row 30: keys and values together.
    let bytes = |attributes: &Attributes| attributes.iter().map(|(key, value)| key.len() + value.len()).sum::<usize>();
    let (limit, given) = (limits.attributes_bytes, bytes(after));
    if given > limit.max(bytes(before)) {
        return Err(Reject::TooLong { field: Field::Attributes, limit, given });
    }
    Ok(())
}

impl Command for SetAttributes {
    type Reply = u64;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet { records: vec![RecordKey::Attributes], ..ReadSet::acting(actor) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<u64>, Reject> {
        self.check(context.limits)?;
        let group = view.group()?;
        let asker = Asker::of(actor, view, group);
        context.demand(&asker, Action::EditAttributes)?;
        not_behind(group, self.sequence)?;
        let before = shown(view);
        let after = self.after(&before);
        fits(&before, &after, context.limits)?;
        let changes = differences(&before, &after);
        if changes.is_empty() {
            return Ok(nothing(group.numbers.attributes));
        }
        let how = if self.replace { AttributeChange::Set } else { AttributeChange::Modify };
        Ok(written((group, actor, &asker), how, changes, after))
    }
}
