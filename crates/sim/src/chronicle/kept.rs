//! What a group keeps besides its profile and members: attributes, counters, permission groups, topics, invite links.

use super::links::Links;
use super::topics::Topics;
use super::{Snapshot, State};
use crate::violation::{Violation, must};
use opentim_domain::record::PermissionGroup;
use opentim_domain::{
    CounterChange, EventBody, FieldChange, PermissionGroupId, Record, RecordKey, Secs, TopicId, TopicRights, UserId,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

/// What events say of it.
#[derive(Clone, Default)]
pub(super) struct Kept {
    attributes: BTreeMap<String, String>,
    /// How often attributes have changed, over all the lives of the id.
    pub(super) sequence: u64,
    counters: BTreeMap<String, i64>,
    pub(super) permission_groups: BTreeMap<PermissionGroupId, PermissionGroup>,
    granted: BTreeSet<(PermissionGroupId, UserId)>,
    pub(super) topics: Topics,
    pub(super) links: Links,
}

impl Kept {
    /// What is left when the group ends.
    pub(super) fn ended(&self) -> Self {
        Self { sequence: self.sequence, ..Self::default() }
    }

    /// A member is none any more.
    pub(super) fn forget(&mut self, user: &UserId) {
        self.granted.retain(|(_, member)| member != user);
    }

    /// What permission groups give a user.
    pub(super) fn mask(&self, user: &UserId) -> u64 {
        self.granted(user).fold(0, |mask, group| mask | group.permissions)
    }

    /// The same in one topic.
    pub(super) fn topic_mask(&self, user: &UserId, topic: &TopicId) -> u64 {
        self.granted(user).filter_map(|group| group.topics.get(topic)).fold(0, |mask, rights| mask | rights)
    }

    fn granted(&self, user: &UserId) -> impl Iterator<Item = &PermissionGroup> {
        self.permission_groups.values().filter(|group| self.granted.contains(&(group.id.clone(), user.clone())))
    }

    pub(super) fn change(&mut self, body: &EventBody, now: Secs) -> Result<(), Violation> {
        self.topics.change(body)?;
        self.links.change(body, now)?;
        match body {
            EventBody::AttributesChanged { changes, all, sequence, .. } => self.attributes_changed(changes, all, *sequence),
            EventBody::CountersChanged { changes } => changes.iter().try_for_each(|change| self.counted(change)),
            EventBody::PermissionGroupCreated { permission_group } => {
                replace(&mut self.permission_groups, &permission_group.id, None, Some(&**permission_group))
            }
            EventBody::PermissionGroupChanged { before, after } => {
                replace(&mut self.permission_groups, &before.id, Some(&**before), Some(&**after))
            }
            EventBody::PermissionGroupsDeleted { permission_groups } => {
                self.granted.retain(|(group, _)| !permission_groups.contains(group));
                permission_groups.iter().try_for_each(|id| {
                    let before = self.permission_groups.get(id).cloned();
                    must!(before.is_some(), "permission group {id} was deleted, and there was none");
                    replace(&mut self.permission_groups, id, before.as_ref(), None)
                })
            }
            EventBody::PermissionMembersAdded { permission_group, users } => users.iter().try_for_each(|user| {
                let new = self.granted.insert((permission_group.clone(), user.clone()));
                must!(new && self.permission_groups.contains_key(permission_group), "{user} was put into {permission_group} again");
                Ok(())
            }),
            EventBody::PermissionMembersRemoved { permission_group, users } => users.iter().try_for_each(|user| {
                let was = self.granted.remove(&(permission_group.clone(), user.clone()));
                must!(was, "{user} was taken out of {permission_group}, and was not in it");
                Ok(())
            }),
            EventBody::TopicRightsChanged { permission_group, topics } => self.topic_rights_changed(permission_group, topics),
            _ => Ok(()),
        }
    }

    fn topic_rights_changed(&mut self, id: &PermissionGroupId, topics: &[TopicRights]) -> Result<(), Violation> {
        let Some(group) = self.permission_groups.get_mut(id) else { return Err(Violation(format!("{id} has no rights"))) };
        topics
            .iter()
            .try_for_each(|TopicRights { topic, before, after }| replace(&mut group.topics, topic, before.as_ref(), after.as_ref()))
    }

    fn attributes_changed(&mut self, changes: &[FieldChange], all: &[(String, String)], sequence: u64) -> Result<(), Violation> {
        for FieldChange { key, before, after } in changes {
            replace(&mut self.attributes, key, before.as_ref(), after.as_ref())?;
        }
        let told: BTreeMap<_, _> = all.iter().cloned().collect();
        must!(told == self.attributes, "the attributes are {:?}, and were told as {told:?}", self.attributes);
        must!(sequence == self.sequence + 1, "attributes changed the {sequence}th time after the {}th", self.sequence);
        self.sequence = sequence;
        Ok(())
    }

    fn counted(&mut self, change: &CounterChange) -> Result<(), Violation> {
        replace(&mut self.counters, &change.key, change.before.as_ref(), change.after.as_ref())
    }
}

/// Sets a value that was `before`.
pub(super) fn replace<K: Ord + Clone + Debug, V: Clone + PartialEq + Debug>(
    kept: &mut BTreeMap<K, V>,
    key: &K,
    before: Option<&V>,
    after: Option<&V>,
) -> Result<(), Violation> {
    let was = kept.remove(key);
    must!(was.as_ref() == before, "{key:?} went from {before:?} to {after:?}, and was {was:?}");
    kept.extend(after.map(|value| (key.clone(), value.clone())));
    Ok(())
}

/// Compares with what the store shows.
pub(super) fn check(state: &State, shown: &Snapshot) -> Result<(), Violation> {
    let Kept { attributes, sequence, counters, permission_groups, granted, topics, links } = &state.kept;
    let mut told: Vec<Record> = Vec::new();
    told.extend((!attributes.is_empty()).then(|| Record::Attributes(attributes.clone())));
    told.extend((!counters.is_empty()).then(|| Record::Counters(counters.clone())));
    told.extend(topics.records());
    told.extend(permission_groups.values().cloned().map(Record::PermissionGroup));
    told.extend(links.records());
    let (mut kept, mut members, mut topic_members) = (Vec::new(), BTreeSet::new(), Vec::new());
    for record in &shown.records {
        match record {
            Record::PermissionMember(_) => drop(members.insert(record.key())),
            Record::TopicMember(member) => topic_members.push(member.clone()),
            _ => kept.push(record.clone()),
        }
    }
    must!(told == kept, "the log has {told:?}, the store {kept:?}");
    topics.check_muted(&topic_members, shown.now)?;
    let granted = granted.iter().cloned().map(|(permission_group, user)| RecordKey::PermissionMember { permission_group, user });
    let granted: BTreeSet<RecordKey> = granted.collect();
    must!(members == granted, "in permission groups are by the log {granted:?}, by the store {members:?}");
    let counted = shown.group.as_ref().map(|group| group.numbers.attributes);
    must!(counted.is_none_or(|counted| counted == *sequence), "attributes changed {sequence} times, the store counts {counted:?}");
    Ok(())
}
