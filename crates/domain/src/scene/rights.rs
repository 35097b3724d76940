//! Communities where permission groups rule, and calls on what a group keeps besides its members.

use super::{Scene, g, user, users};
use crate::attribute::{DeleteAttributes, SetAttributes};
use crate::counter::{ChangeCounters, CounterMode, DeleteCounters};
use crate::permission_group::{
    AddPermissionMembers, CreatePermissionGroup, DeletePermissionGroups, ModifyPermissionGroup, PermissionGroupPatch,
    RemovePermissionMembers, RightsChange, SetTopicPermissions,
};
use crate::record::{PermissionGroup, PermissionMember, Topic};
use crate::{Kind, PermissionGroupId, Record, Right, TopicId, TopicRight};
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Rights in a community as bits.
pub(crate) fn bits(rights: &[Right]) -> u64 {
    rights.iter().fold(0, |mask, right| mask | 1 << right.bit())
}

/// Rights in a topic as bits.
pub(crate) fn topic_bits(rights: &[TopicRight]) -> u64 {
    rights.iter().fold(0, |mask, right| mask | 1 << right.bit())
}

pub(crate) fn pg(name: &str) -> PermissionGroupId {
    PermissionGroupId::parse(&format!("@PMG#_{name}")).unwrap()
}

pub(crate) fn topic_id(name: &str) -> TopicId {
    TopicId::parse(&format!("@TGS#_g@TOPIC#_{name}")).unwrap()
}

impl Scene {
    /// A community where permission groups rule and give nobody anything.
    pub(crate) fn ruled() -> Self {
        Self::of(Kind::Community).with_group(|group| (group.topics, group.permission_groups) = (true, true))
    }

    /// There is a permission group of this name and these members, without asking a rule.
    pub(crate) fn grant(&mut self, name: &str, permissions: u64, members: &[&str]) {
        self.grant_in(name, permissions, &[], members);
    }

    /// The same with rights in topics.
    pub(crate) fn grant_in(&mut self, name: &str, permissions: u64, topics: &[(&str, u64)], members: &[&str]) {
        let topics: BTreeMap<_, _> = topics.iter().map(|(topic, rights)| (topic_id(topic), *rights)).collect();
        let (custom, created_at) = (String::new(), self.now.secs());
        let group = PermissionGroup { id: pg(name), name: name.to_string(), custom, permissions, topics, created_at };
        self.keep(Record::PermissionGroup(group));
        for member in members {
            let record = PermissionMember { permission_group: pg(name), user: user(member), since: self.now.secs() };
            self.keep(Record::PermissionMember(record));
        }
    }

    /// There is a topic of this name, without asking a rule.
    pub(crate) fn open_topic(&mut self, name: &str) {
        let (created_at, changed_at) = (self.now.secs(), self.now.secs());
        self.keep(Record::Topic(Topic {
            id: topic_id(name),
            name: name.to_string(),
            introduction: String::new(),
            notification: String::new(),
            face_url: String::new(),
            custom: String::new(),
            mute_all: false,
            creator: None,
            created_at,
            changed_at,
        }));
    }

    /// There is this record, without asking a rule.
    pub(crate) fn keep(&mut self, record: Record) {
        self.records.insert(record.key(), record);
    }
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect()
}

pub(crate) fn set(attributes: &[(&str, &str)]) -> SetAttributes {
    SetAttributes { group: g(), attributes: owned(attributes), replace: false, sequence: None }
}

pub(crate) fn replace(attributes: &[(&str, &str)]) -> SetAttributes {
    SetAttributes { replace: true, ..set(attributes) }
}

pub(crate) fn delete(keys: &[&str]) -> DeleteAttributes {
    DeleteAttributes { group: g(), keys: Some(keys.iter().map(ToString::to_string).collect()), sequence: None }
}

pub(crate) fn clear() -> DeleteAttributes {
    DeleteAttributes { group: g(), keys: None, sequence: None }
}

fn counting(counters: &[(&str, i64)], mode: CounterMode) -> ChangeCounters {
    let counters = counters.iter().map(|(key, number)| (key.to_string(), *number)).collect();
    ChangeCounters { group: g(), counters, mode }
}

pub(crate) fn set_counters(counters: &[(&str, i64)]) -> ChangeCounters {
    counting(counters, CounterMode::Set)
}

pub(crate) fn increase(counters: &[(&str, i64)]) -> ChangeCounters {
    counting(counters, CounterMode::Increase)
}

pub(crate) fn decrease(counters: &[(&str, i64)]) -> ChangeCounters {
    counting(counters, CounterMode::Decrease)
}

pub(crate) fn delete_counters(keys: Option<&[&str]>) -> DeleteCounters {
    DeleteCounters { group: g(), keys: keys.map(|keys| keys.iter().map(ToString::to_string).collect()) }
}

pub(crate) fn create_pg(name: &str, permissions: u64) -> CreatePermissionGroup {
    let (name, id) = (name.to_string(), pg(name));
    CreatePermissionGroup { group: g(), id, chosen: true, name, custom: String::new(), permissions }
}

pub(crate) fn modify_pg(name: &str, patch: PermissionGroupPatch) -> ModifyPermissionGroup {
    ModifyPermissionGroup { group: g(), id: pg(name), patch }
}

pub(crate) fn regrant(name: &str, permissions: u64) -> ModifyPermissionGroup {
    modify_pg(name, PermissionGroupPatch { permissions: Some(permissions), ..PermissionGroupPatch::default() })
}

pub(crate) fn delete_pgs(names: &[&str]) -> DeletePermissionGroups {
    DeletePermissionGroups { group: g(), ids: names.iter().map(|name| pg(name)).collect() }
}

pub(crate) fn put_into(name: &str, ids: &[&str]) -> AddPermissionMembers {
    AddPermissionMembers { group: g(), permission_group: pg(name), users: users(ids) }
}

pub(crate) fn take_out(name: &str, ids: &[&str]) -> RemovePermissionMembers {
    RemovePermissionMembers { group: g(), permission_group: pg(name), users: users(ids) }
}

pub(crate) fn in_topics(name: &str, how: RightsChange, topics: &[(&str, u64)]) -> SetTopicPermissions {
    let topics = topics.iter().map(|(topic, rights)| (topic_id(topic), *rights)).collect();
    SetTopicPermissions { group: g(), permission_group: pg(name), how, topics }
}
