//! Create a permission group.

use super::{check_custom, check_name, possible, shown};
use crate::draft::Draft;
use crate::record::PermissionGroup;
use crate::{
    Action, Actor, AppId, Asker, Assert, Change, Command, Context, Draw, EventBody, GroupId, Home, PermissionGroupId, ReadSet,
    Record, RecordClass, RecordKey, Reject, Step, View,
};
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec;

/// Creates a permission group with nobody in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CreatePermissionGroup {
    /// The community.
    pub group: GroupId,
    /// Its id.
    pub id: PermissionGroupId,
    /// The caller has chosen the id; otherwise it was drawn.
    pub chosen: bool,
    /// Name, not blank.
    pub name: String,
    /// Custom text, or empty.
    pub custom: String,
    /// Rights in the community, as bits; none that the caller has not himself.
    pub permissions: u64,
}

impl Command for CreatePermissionGroup {
    type Reply = PermissionGroupId;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        let (records, counts) = (vec![RecordKey::PermissionGroup(self.id.clone())], vec![RecordClass::PermissionGroup]);
        ReadSet { records, counts, ..ReadSet::acting(actor) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<PermissionGroupId>, Reject> {
        check_name(&self.name, context.limits)?;
        check_custom(&self.custom, context.limits)?;
        let group = view.group()?;
        possible(group)?;
        let asker = Asker::of(actor, view, group);
        context.demand(&asker, Action::ManagePermissionGroups)?;
        asker.may_give(self.permissions)?;
        if shown(view, &self.id).is_some() {
            return Err(Reject::PermissionGroupTaken);
        }
        let (class, limit) = (RecordClass::PermissionGroup, context.limits.permission_groups);
        if view.count(class) >= limit {
            return Err(Reject::TooManyRecords { class, limit });
        }
        let created = PermissionGroup {
            id: self.id.clone(),
            name: self.name.clone(),
            custom: self.custom.clone(),
            permissions: self.permissions,
            topics: BTreeMap::new(),
            created_at: view.now.secs(),
        };
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        draft.relies_on_record(RecordKey::PermissionGroup(self.id.clone()), view);
        draft.asserts.push(Assert::Records { class, most: limit });
        draft.changes.push(Change::PutRecord(Box::new(Record::PermissionGroup(created.clone()))));
        draft.events.push(EventBody::PermissionGroupCreated { permission_group: Box::new(created) });
        Ok(draft.done(actor, self.id.clone()))
    }

    fn redraw(&mut self, draw: &mut dyn Draw) -> bool {
        if !self.chosen {
            self.id = draw.permission_group(&self.group);
        }
        !self.chosen
    }
}
