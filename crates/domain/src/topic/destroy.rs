//! End topics (rule book 4.5, destroy_topic).

use super::community;
use crate::draft::{Draft, nothing};
use crate::record::PART;
use crate::{
    Action, Actor, AppId, Asker, Change, Command, Context, EventBody, Field, GroupId, Home, Outcome, ReadSet, RecordClass, RecordKey,
    Reject, Step, TopicId, View,
};
use alloc::format;
use alloc::vec::Vec;

/// Ends topics. Each is answered for itself, in the order named: done, or [`Outcome::Already`] when there is none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DestroyTopics {
    /// The community.
    pub group: GroupId,
    /// The topics.
    pub topics: Vec<TopicId>,
}

impl DestroyTopics {
    fn check(&self, limit: usize) -> Result<(), Reject> {
        match self.topics.len() {
            0 => Err(Reject::NobodyNamed { field: Field::Topics }),
            given if given > limit => Err(Reject::TooMany { field: Field::Topics, limit, given }),
            _ => Ok(()),
        }
    }
}

impl Command for DestroyTopics {
    type Reply = Vec<Outcome>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        let records = self.topics.iter().map(|topic| RecordKey::Topic(topic.clone()));
        ReadSet { records: records.collect(), ..ReadSet::acting(actor) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Vec<Outcome>>, Reject> {
        self.check(context.limits.topics.count)?;
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
            draft.changes.push(Change::RemoveRecords { class: RecordClass::TopicMember, prefix: format!("{topic}{PART}") });
            ended.push(topic.clone());
            Outcome::Done
        };
        let outcomes: Vec<Outcome> = self.topics.iter().map(one).collect();
        if ended.is_empty() {
            return Ok(nothing(outcomes));
        }
        draft.events.push(EventBody::TopicsDeleted { topics: ended });
        Ok(draft.done(actor, outcomes))
    }
}
