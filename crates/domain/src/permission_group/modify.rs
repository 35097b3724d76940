//! Change a permission group.

use super::{check_custom, check_name, existing, possible};
use crate::draft::{Draft, nothing};
use crate::record::PermissionGroup;
use crate::{
    Action, Actor, AppId, Asker, Change, Command, Context, EventBody, GroupId, Home, Limits, PermissionGroupId, ReadSet, Record,
    RecordKey, Reject, Step, View,
};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;

/// Changes name, custom text or rights of a permission group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ModifyPermissionGroup {
    /// The community.
    pub group: GroupId,
    /// The permission group.
    pub id: PermissionGroupId,
    /// What changes.
    pub patch: PermissionGroupPatch,
}

/// What changes of a permission group; nothing stays as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PermissionGroupPatch {
    /// Name, not blank.
    pub name: Option<String>,
    /// Custom text.
    pub custom: Option<String>,
    /// Rights in the community, as bits; none are added that the caller has not himself.
    pub permissions: Option<u64>,
}

impl PermissionGroupPatch {
    fn check(&self, limits: &Limits) -> Result<(), Reject> {
        self.name.as_ref().map_or(Ok(()), |name| check_name(name, limits))?;
        self.custom.as_ref().map_or(Ok(()), |custom| check_custom(custom, limits))
    }

    fn apply(&self, before: &PermissionGroup) -> PermissionGroup {
        PermissionGroup {
            name: self.name.clone().unwrap_or_else(|| before.name.clone()),
            custom: self.custom.clone().unwrap_or_else(|| before.custom.clone()),
            permissions: self.permissions.unwrap_or(before.permissions),
            ..before.clone()
        }
    }
}

impl Command for ModifyPermissionGroup {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet { records: vec![RecordKey::PermissionGroup(self.id.clone())], ..ReadSet::acting(actor) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<()>, Reject> {
        self.patch.check(context.limits)?;
        let group = view.group()?;
        possible(group)?;
        let asker = Asker::of(actor, view, group);
        context.demand(&asker, Action::ManagePermissionGroups)?;
        let before = existing(view, &self.id)?;
        let after = self.patch.apply(before);
        asker.may_give(after.permissions & !before.permissions)?;
        if after == *before {
            return Ok(nothing(()));
        }
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        draft.relies_on_record(RecordKey::PermissionGroup(self.id.clone()), view);
        draft.changes.push(Change::PutRecord(Box::new(Record::PermissionGroup(after.clone()))));
        draft.events.push(EventBody::PermissionGroupChanged { before: Box::new(before.clone()), after: Box::new(after) });
        Ok(draft.done(actor, ()))
    }
}
