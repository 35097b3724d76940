//! End topics (rule book 4.5, destroy_topic).

use super::community;
use crate::draft::{Draft, nothing};
use crate::record::places_of;
use crate::target::some;
use crate::{
    Action, Actor, AppId, Asker, Assert, Change, Command, Context, EventBody, Field, GroupId, Home, Outcome, ReadSet, Record,
    RecordClass, RecordKey, Reject, Step, TopicId, TopicRights, View,
};
use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

/// Ends topics. Each is answered for itself, in the order named: done, or [`Outcome::Already`] when there is none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DestroyTopics {
    /// The community.
    pub group: GroupId,
    /// The topics.
    pub topics: Vec<TopicId>,
}

/// Rights in a topic end with it: a new topic of the same id begins without any.
fn take_rights(draft: &mut Draft, view: &View, ended: &[TopicId]) {
    let groups = view.all(RecordClass::PermissionGroup).iter().filter_map(|record| match record {
        Record::PermissionGroup(group) => Some(group),
        _ => None,
    });
    // Also those that have none there: they must not get any meanwhile.
    let (class, most) = (RecordClass::PermissionGroup, view.all(RecordClass::PermissionGroup).len());
    draft.asserts.push(Assert::Records { class, most });
    for group in groups {
        let key = RecordKey::PermissionGroup(group.id.clone());
        draft.asserts.push(Assert::Record { key, is: Some(Box::new(Record::PermissionGroup(group.clone()))) });
        let rights = |topic: &TopicId| {
            let before = group.topics.get(topic).copied();
            before.map(|_| TopicRights { topic: topic.clone(), before, after: None })
        };
        let taken: Vec<TopicRights> = ended.iter().filter_map(rights).collect();
        if taken.is_empty() {
            continue;
        }
        let mut after = group.clone();
        after.topics.retain(|topic, _| !ended.contains(topic));
        draft.changes.push(Change::PutRecord(Box::new(Record::PermissionGroup(after))));
        draft.events.push(EventBody::TopicRightsChanged { permission_group: group.id.clone(), topics: taken });
    }
}

impl Command for DestroyTopics {
    type Reply = Vec<Outcome>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        let records = self.topics.iter().map(|topic| RecordKey::Topic(topic.clone()));
        ReadSet { records: records.collect(), all: vec![RecordClass::PermissionGroup], ..ReadSet::acting(actor) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Vec<Outcome>>, Reject> {
        some(Field::Topics, &self.topics, context.limits.topics.count)?;
        let group = community(view)?;
        let asker = Asker::of(actor, view, group);
        context.demand(&asker, Action::ManageTopics)?;
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        let mut ended: Vec<TopicId> = Vec::new();
        let one = |topic: &TopicId| {
            let key = RecordKey::Topic(topic.clone());
            if view.record(&key).is_none() || ended.contains(topic) {
                return Outcome::Already;
            }
            draft.relies_on_record(key.clone(), view);
            draft.changes.push(Change::RemoveRecord(key));
            draft.changes.push(Change::RemoveRecords { class: RecordClass::TopicMember, prefix: places_of(topic) });
            ended.push(topic.clone());
            Outcome::Done
        };
        let outcomes: Vec<Outcome> = self.topics.iter().map(one).collect();
        if ended.is_empty() {
            return Ok(nothing(outcomes));
        }
        take_rights(&mut draft, view, &ended);
        draft.events.push(EventBody::TopicsDeleted { topics: ended });
        Ok(draft.done(actor, outcomes))
    }
}
