//! What a permission group may in single topics.

use super::{existing, possible};
use crate::draft::{Draft, nothing};
use crate::record::PermissionGroup;
use crate::target::some;
use crate::{
    Action, Actor, AppId, Asker, Change, Command, Context, EventBody, Field, GroupId, Home, Outcome, PermissionGroupId, ReadSet,
    Record, RecordKey, Reject, Step, TopicId, TopicRights, View,
};
use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec::Vec;

/// What happens to the rights that a permission group has in topics.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RightsChange {
    /// It gets rights in topics where it had none of its own.
    Add,
    /// It has other rights in topics where it has some of its own.
    Modify,
    /// It has none of its own there any more.
    Delete,
}

/// Changes the rights of a permission group in single topics. Answers for each in the order named: done; already so, as adding where
/// there are some and deleting where there are none; or failed. When none is done and one failed, the call is refused with its reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetTopicPermissions {
    /// The community.
    pub group: GroupId,
    /// The permission group.
    pub permission_group: PermissionGroupId,
    /// In what way they change.
    pub how: RightsChange,
    /// Topics and rights, as bits; deleting does not look at the rights. None are added that the caller has not himself.
    pub topics: Vec<(TopicId, u64)>,
}

impl SetTopicPermissions {
    /// One topic of the list: what the permission group has in it from now on, unless that is so already.
    fn one(&self, asker: &Asker, view: &View, context: &Context<'_>, topic: &TopicId, own: Option<u64>, rights: u64) -> Verdict {
        context.demand(asker, Action::ManageTopicRights)?;
        let missing = view.record(&RecordKey::Topic(topic.clone())).is_none();
        let no_topic = || Reject::NoSuchTopic { topic: topic.to_string() };
        match (self.how, own) {
            (RightsChange::Delete, None) | (RightsChange::Add, Some(_)) => Ok(None),
            // Also of a topic that has ended.
            (RightsChange::Delete, Some(_)) => Ok(Some(None)),
            (RightsChange::Add | RightsChange::Modify, _) if missing => Err(no_topic()),
            (RightsChange::Modify, None) => Err(Reject::NoTopicRights { topic: topic.to_string() }),
            (RightsChange::Add | RightsChange::Modify, own) => {
                asker.may_give_in_topic(rights & !own.unwrap_or(0))?;
                Ok((own != Some(rights)).then_some(Some(rights)))
            }
        }
    }
}

/// What the permission group has in a topic from now on; nothing: as before.
type Verdict = Result<Option<Option<u64>>, Reject>;

impl Command for SetTopicPermissions {
    type Reply = Vec<Outcome>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        let topics = self.topics.iter().map(|(topic, _)| RecordKey::Topic(topic.clone()));
        let records = core::iter::once(RecordKey::PermissionGroup(self.permission_group.clone())).chain(topics).collect();
        ReadSet { records, ..ReadSet::acting(actor) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Vec<Outcome>>, Reject> {
        let limit = context.limits.permission_topics;
        some(Field::TopicPermissions, &self.topics, limit)?;
        let group = view.group()?;
        possible(group)?;
        let asker = Asker::of(actor, view, group);
        let id = &self.permission_group;
        // Whoever may nothing here learns no more than that.
        let in_first = self.topics.first().map(|(topic, _)| asker.clone().in_topic(topic));
        let before = existing(view, id).or_else(|missing| {
            in_first.map_or(Ok(()), |asker| context.demand(&asker, Action::ManageTopicRights))?;
            Err(missing)
        })?;
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        draft.relies_on_record(RecordKey::PermissionGroup(id.clone()), view);
        let mut after: PermissionGroup = before.clone();
        let (mut changes, mut outcomes, mut refused) = (Vec::new(), Vec::new(), None);
        for (topic, rights) in &self.topics {
            let own = after.topics.get(topic).copied();
            let outcome = match self.one(&asker.clone().in_topic(topic), view, context, topic, own, *rights) {
                Ok(None) => Outcome::Already,
                Ok(Some(now)) => {
                    match now {
                        Some(rights) => {
                            draft.relies_on_record_there(RecordKey::Topic(topic.clone()));
                            after.topics.insert(topic.clone(), rights);
                        }
                        None => drop(after.topics.remove(topic)),
                    }
                    changes.push(TopicRights { topic: topic.clone(), before: own, after: now });
                    Outcome::Done
                }
                Err(reject) => {
                    refused.get_or_insert(reject);
                    Outcome::Failed
                }
            };
            outcomes.push(outcome);
        }
        if after.topics.len() > limit.max(before.topics.len()) {
            return Err(Reject::TooMany { field: Field::TopicPermissions, limit, given: after.topics.len() });
        }
        if changes.is_empty() {
            return refused.map_or_else(|| Ok(nothing(outcomes)), Err);
        }
        draft.changes.push(Change::PutRecord(Box::new(Record::PermissionGroup(after))));
        draft.events.push(EventBody::TopicRightsChanged { permission_group: id.clone(), topics: changes });
        Ok(draft.done(actor, outcomes))
    }
}
