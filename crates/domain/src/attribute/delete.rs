//! Delete attributes (rule book 4.5, delete_group_attr and clear_group_attr).

use super::{Attributes, differences, not_behind, shown, written};
use crate::draft::nothing;
use crate::{
    Action, Actor, AppId, Asker, AttributeChange, Command, Context, Field, GroupId, Home, ReadSet, RecordKey, Reject, Step, View,
};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// Deletes attributes; answers how often the group's attributes have changed then.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeleteAttributes {
    /// The group.
    pub group: GroupId,
    /// Their keys, all of which must be there; nothing: all go, were there any or not.
    pub keys: Option<Vec<String>>,
    /// How often they had changed when the caller read them; nothing: he does not mind what others wrote meanwhile.
    pub sequence: Option<u64>,
}

impl DeleteAttributes {
    fn after(&self, before: &Attributes) -> Result<Attributes, Reject> {
        let Some(keys) = &self.keys else { return Ok(Attributes::new()) };
        if let Some(absent) = keys.iter().find(|key| !before.contains_key(*key)) {
            return Err(Reject::NoSuchAttribute { key: absent.clone() });
        }
        let mut after = before.clone();
        after.retain(|key, _| !keys.contains(key));
        Ok(after)
    }
}

impl Command for DeleteAttributes {
    type Reply = u64;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet { records: vec![RecordKey::Attributes], ..ReadSet::acting(actor) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<u64>, Reject> {
        if self.keys.as_ref().is_some_and(Vec::is_empty) {
            return Err(Reject::NobodyNamed { field: Field::AttributeKey });
        }
        let group = view.group()?;
        let asker = Asker::of(actor, view, group);
        context.demand(&asker, Action::EditAttributes)?;
        not_behind(group, self.sequence)?;
        let before = shown(view);
        let after = self.after(&before)?;
        let changes = differences(&before, &after);
        if changes.is_empty() {
            return Ok(nothing(group.numbers.attributes));
        }
        let how = if self.keys.is_some() { AttributeChange::Delete } else { AttributeChange::Clear };
        Ok(written((group, actor, &asker), how, changes, after))
    }
}
