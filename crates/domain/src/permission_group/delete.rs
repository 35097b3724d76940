//! Delete permission groups.

use super::{possible, shown};
use crate::draft::{Draft, nothing};
use crate::record::places_of;
use crate::target::some;
use crate::{
    Action, Actor, AppId, Asker, Change, Command, Context, EventBody, Field, GroupId, Home, Outcome, PermissionGroupId, ReadSet,
    RecordClass, RecordKey, Reject, Step, View,
};
use alloc::vec::Vec;

/// Deletes permission groups; their members lose what they had by them. Answers for each in the order named: done, or there was none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeletePermissionGroups {
    /// The community.
    pub group: GroupId,
    /// The permission groups.
    pub ids: Vec<PermissionGroupId>,
}

impl Command for DeletePermissionGroups {
    type Reply = Vec<Outcome>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        let records = self.ids.iter().cloned().map(RecordKey::PermissionGroup).collect();
        ReadSet { records, ..ReadSet::acting(actor) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Vec<Outcome>>, Reject> {
        some(Field::PermissionGroupList, &self.ids, context.limits.permission_groups)?;
        let group = view.group()?;
        possible(group)?;
        let asker = Asker::of(actor, view, group);
        context.demand(&asker, Action::ManagePermissionGroups)?;
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        let (mut gone, mut outcomes) = (Vec::new(), Vec::new());
        for id in &self.ids {
            let there = shown(view, id).is_some() && !gone.contains(id);
            if there {
                let key = RecordKey::PermissionGroup(id.clone());
                draft.relies_on_record(key.clone(), view);
                draft.changes.push(Change::RemoveRecord(key));
                draft.changes.push(Change::RemoveRecords { class: RecordClass::PermissionMember, prefix: places_of(id) });
                gone.push(id.clone());
            }
            outcomes.push(if there { Outcome::Done } else { Outcome::Already });
        }
        if gone.is_empty() {
            return Ok(nothing(outcomes));
        }
        draft.events.push(EventBody::PermissionGroupsDeleted { permission_groups: gone });
        Ok(draft.done(actor, outcomes))
    }
}
