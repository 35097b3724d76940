//! Wishes about what a group keeps besides its profile and members.

use super::{Wish, Wishes};
use crate::actors::user;
use opentim_domain::attribute::{DeleteAttributes, SetAttributes};
use opentim_domain::counter::{ChangeCounters, CounterMode, DeleteCounters};
use opentim_domain::permission_group::{
    AddPermissionMembers, CreatePermissionGroup, DeletePermissionGroups, ModifyPermissionGroup, PermissionGroupPatch,
    RemovePermissionMembers,
};
use opentim_domain::{GroupId, PermissionGroupId, Right};

impl Wishes<'_> {
    fn key(&self) -> String {
        self.one_of(&["k", "l", "m"]).to_owned()
    }

    /// Many write the same few attributes and count the same counters.
    pub(super) fn of_contents(&self, group: GroupId) -> Wish {
        let modes = [CounterMode::Increase, CounterMode::Increase, CounterMode::Decrease, CounterMode::Set];
        match self.dice.roll(12) {
            0..4 => Wish::SetSeen(self.attributes(group)),
            4 => Wish::SetAttributes(self.attributes(group)),
            5 => Wish::DeleteAttributes(DeleteAttributes { group, keys: None, sequence: None }),
            6 => Wish::DeleteAttributes(DeleteAttributes { group, keys: Some(vec![self.key()]), sequence: None }),
            7 if self.dice.one_in(2) => Wish::DeleteCounters(DeleteCounters { group, keys: None }),
            _ => {
                let number = self.one_of(&[1, 1, 2, i64::MAX]);
                Wish::Count(ChangeCounters { group, counters: vec![(self.key(), number)], mode: self.one_of(&modes) })
            }
        }
    }

    fn attributes(&self, group: GroupId) -> SetAttributes {
        let attributes = vec![(self.key(), format!("words {}", self.dice.roll(3)))];
        SetAttributes { group, attributes, replace: self.dice.one_in(4), sequence: None }
    }

    /// Rights in a community as bits: those that wishes use, or all.
    pub(super) fn rights(&self) -> u64 {
        let one = || 1u64 << self.one_of(&Right::ALL).bit();
        if self.dice.one_in(2) { u64::MAX } else { one() | one() | one() }
    }

    #[expect(clippy::expect_used, reason = "names made here are valid")]
    pub(super) fn permission_group(&self) -> PermissionGroupId {
        PermissionGroupId::parse(self.one_of(&["@PMG#_a", "@PMG#_b"])).expect("a valid id of a permission group")
    }

    /// Who gives which rights to whom.
    pub(super) fn of_rights(&self, group: GroupId) -> Wish {
        let (id, users, permissions) = (self.permission_group(), self.some_users(), self.rights());
        match self.dice.roll(12) {
            0..2 => {
                let (name, custom) = ("some".to_owned(), String::new());
                Wish::CreatePermissionGroup(CreatePermissionGroup { group, id, chosen: true, name, custom, permissions })
            }
            2..4 => {
                let patch = PermissionGroupPatch { permissions: Some(permissions), ..PermissionGroupPatch::default() };
                Wish::ModifyPermissionGroup(ModifyPermissionGroup { group, id, patch })
            }
            4 => Wish::DeletePermissionGroups(DeletePermissionGroups { group, ids: vec![id] }),
            5..8 => Wish::PutInto(AddPermissionMembers { group, permission_group: id, users }),
            _ => {
                // All of them, so that it meets who is about to use his right.
                let users = (0..self.users).map(user).collect();
                Wish::TakeOut(RemovePermissionMembers { group, permission_group: id, users })
            }
        }
    }
}
