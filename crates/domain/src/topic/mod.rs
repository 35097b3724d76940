//! Topics of a community (rule book 1.7): one file per operation.

mod create;
mod destroy;
mod flag;
mod modify;
mod mute;

pub use create::CreateTopic;
pub use destroy::DestroyTopics;
pub use flag::SetTopicMsgFlag;
pub use modify::{ModifyTopic, TopicPatch};
pub use mute::MuteInTopic;

use crate::group::Group;
use crate::record::{Topic, TopicMember};
use crate::{Change, Record, RecordKey, Reject, TopicId, UserId, View};
use alloc::boxed::Box;
use alloc::string::ToString;

/// The group, if it has topics.
fn community(view: &View) -> Result<&Group, Reject> {
    let group = view.group()?;
    if group.topics { Ok(group) } else { Err(Reject::NoTopics(group.kind)) }
}

/// A topic that must be there.
fn topic<'a>(view: &'a View, id: &TopicId) -> Result<&'a Topic, Reject> {
    match view.record(&RecordKey::Topic(id.clone())) {
        Some(Record::Topic(topic)) => Ok(topic),
        _ => Err(Reject::NoSuchTopic { topic: id.to_string() }),
    }
}

/// Where the topic keeps what it knows of a user.
fn place_of(topic: &TopicId, user: &UserId) -> RecordKey {
    RecordKey::TopicMember { topic: topic.clone(), user: user.clone() }
}

/// What a topic knows of a user, or nothing yet.
fn member(view: &View, topic: &TopicId, user: &UserId) -> TopicMember {
    match view.record(&place_of(topic, user)) {
        Some(Record::TopicMember(member)) => member.clone(),
        _ => TopicMember { topic: topic.clone(), user: user.clone(), msg_flag: None, muted_until: None },
    }
}

/// What a topic knows of a user from now on; nothing is not kept.
fn put(member: TopicMember) -> Change {
    if member.msg_flag.is_none() && member.muted_until.is_none() {
        return Change::RemoveRecord(place_of(&member.topic, &member.user));
    }
    Change::PutRecord(Box::new(Record::TopicMember(member)))
}

#[cfg(test)]
mod tests;
