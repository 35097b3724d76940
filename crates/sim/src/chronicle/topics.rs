//! The topics of a community, and who may not speak in them.

use super::kept::replace;
use crate::violation::{Violation, must};
use opentim_domain::record::{Topic, TopicMember};
use opentim_domain::{EventBody, InfoChange, Record, Secs, TopicId, UserId};
use std::collections::BTreeMap;

/// What events say of them.
#[derive(Clone, Default)]
pub(super) struct Topics {
    topics: BTreeMap<TopicId, Topic>,
    muted: BTreeMap<(TopicId, UserId), Secs>,
}

impl Topics {
    /// The erasure of a person removed what a topic knew of him.
    pub(super) fn forget(&mut self, topic: &TopicId, user: &UserId) {
        self.muted.remove(&(topic.clone(), user.clone()));
    }

    pub(super) fn change(&mut self, body: &EventBody) -> Result<(), Violation> {
        match body {
            EventBody::TopicCreated { topic, .. } => replace(&mut self.topics, &topic.id, None, Some(&**topic)),
            EventBody::TopicsDeleted { topics } => topics.iter().try_for_each(|id| {
                must!(self.topics.remove(id).is_some(), "topic {id} ended, and there was none");
                self.muted.retain(|(topic, _), _| topic != id);
                Ok(())
            }),
            EventBody::TopicChanged { topic, changes } => self.changed(topic, changes),
            EventBody::TopicMuted { topic, users, until, .. } => {
                must!(self.topics.contains_key(topic), "{users:?} were muted in {topic}, which does not live");
                for user in users {
                    let place = (topic.clone(), user.clone());
                    self.muted.remove(&place);
                    self.muted.extend(until.map(|until| (place, until)));
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// What changed is told with both values; nothing else did.
    fn changed(&mut self, after: &Topic, changes: &[InfoChange]) -> Result<(), Violation> {
        let Some(kept) = self.topics.get_mut(&after.id) else { return Err(Violation(format!("{} does not live", after.id))) };
        for change in changes {
            let fits = match change {
                InfoChange::Name(before, after) => std::mem::replace(&mut kept.name, after.clone()) == *before,
                InfoChange::Introduction(before, after) => std::mem::replace(&mut kept.introduction, after.clone()) == *before,
                InfoChange::Custom(before, after) => std::mem::replace(&mut kept.custom, after.clone()) == *before,
                InfoChange::MuteAll(before, after) => std::mem::replace(&mut kept.mute_all, *after) == *before,
                _ => false,
            };
            must!(fits, "{change:?} does not fit to {kept:?}");
        }
        kept.changed_at = after.changed_at;
        must!(kept == after, "the topic is {kept:?}, and was told as {after:?}");
        Ok(())
    }

    pub(super) fn records(&self) -> impl Iterator<Item = Record> {
        self.topics.values().cloned().map(Record::Topic)
    }

    /// Compares who is muted; how users are told of messages is not in the log.
    pub(super) fn check_muted(&self, members: &[TopicMember], now: Secs) -> Result<(), Violation> {
        let told: BTreeMap<_, _> = self.muted.iter().map(|(place, until)| (place.clone(), *until)).collect();
        let told: BTreeMap<_, _> = told.into_iter().filter(|(_, until)| *until > now).collect();
        let place = |member: &TopicMember| (member.topic.clone(), member.user.clone());
        let kept = members.iter().filter_map(|member| Some((place(member), member.muted_until?)));
        let kept: BTreeMap<_, _> = kept.filter(|(_, until)| *until > now).collect();
        must!(told == kept, "muted in topics are by the log {told:?}, by the store {kept:?}");
        let astray = members.iter().find(|member| !self.topics.contains_key(&member.topic));
        must!(astray.is_none(), "{astray:?} is of no topic");
        Ok(())
    }
}
