//! Topics of a community, its invite links, and the admins of a live group.

use crate::call::{Call, Refusal};
use crate::run::Engine;
use opentim_domain::record::{InviteLink, Topic, TopicMember};
use opentim_domain::{
    Action, Asker, Context, Field, GroupId, MsgFlag, ReadSet, Record, RecordClass, RecordKey, Reject, StoredMembers, TopicId,
    UserId,
};

/// A topic as a reader sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SeenTopic {
    /// It.
    pub topic: Topic,
    /// What it knows of the user that was asked about, if anything.
    pub own: Option<TopicMember>,
    /// How that user is told of messages where the topic does not say it: as in the community.
    pub general: MsgFlag,
}

impl Engine {
    /// Topics of a community: these, in the order asked, nothing for an id without one; or all of them, in the order of ids. Each
    /// with what it knows of `user`, if one is given.
    ///
    /// # Errors
    /// A [`Refusal`]: only members and the app see them; [`Reject::NoTopics`].
    pub async fn topics(
        &self,
        call: &Call,
        group: &GroupId,
        ids: Option<&[TopicId]>,
        user: Option<&UserId>,
    ) -> Result<Vec<Option<SeenTopic>>, Refusal> {
        let mut reads = ReadSet { members: user.cloned().into_iter().collect(), ..ReadSet::default() };
        for id in ids.unwrap_or_default() {
            reads.records.push(RecordKey::Topic(id.clone()));
            reads.records.extend(user.map(|user| RecordKey::TopicMember { topic: id.clone(), user: user.clone() }));
        }
        if ids.is_none() {
            reads.all.push(RecordClass::Topic);
        }
        let view = self.allowed(call, group, Action::SeeContents, reads).await?;
        let community = view.group()?;
        if !community.topics {
            return Err(Reject::NoTopics(community.kind).into());
        }
        let usual = community.kind.rules().msg_flag;
        let general = user.and_then(|user| view.member(user)).map_or(usual, |member| member.msg_flag);
        let Some(ids) = ids else { return self.all_topics(call, group, view.all(RecordClass::Topic), user, general).await };
        let seen = |id: &TopicId| {
            let Some(Record::Topic(topic)) = view.record(&RecordKey::Topic(id.clone())) else { return None };
            let own = user.and_then(|user| view.record(&RecordKey::TopicMember { topic: id.clone(), user: user.clone() }));
            Some(SeenTopic { topic: topic.clone(), own: own.and_then(member), general })
        };
        Ok(ids.iter().map(seen).collect())
    }

    async fn all_topics(
        &self,
        call: &Call,
        group: &GroupId,
        topics: &[Record],
        user: Option<&UserId>,
        general: MsgFlag,
    ) -> Result<Vec<Option<SeenTopic>>, Refusal> {
        let topics = topics.iter().filter_map(|record| match record {
            Record::Topic(topic) => Some(topic.clone()),
            _ => None,
        });
        let topics: Vec<Topic> = topics.collect();
        let own = |topic: &Topic| user.map(|user| RecordKey::TopicMember { topic: topic.id.clone(), user: user.clone() });
        let keys: Vec<RecordKey> = topics.iter().filter_map(own).collect();
        let view = self.view(call, group, ReadSet { records: keys, ..ReadSet::head() }).await?;
        let seen = topics.into_iter().map(|topic| {
            let own = own(&topic).and_then(|key| view.record(&key).and_then(member));
            Some(SeenTopic { topic, own, general })
        });
        Ok(seen.collect())
    }

    /// The invite links of a group, in the order of ids: all of them for whoever may make links, those that he made himself for
    /// other members.
    ///
    /// # Errors
    /// A [`Refusal`]: outsiders see none.
    pub async fn links(&self, call: &Call, group: &GroupId) -> Result<Vec<InviteLink>, Refusal> {
        let reads = ReadSet { all: vec![RecordClass::InviteLink], ..ReadSet::default() };
        let view = self.allowed(call, group, Action::SeeContents, reads).await?;
        let asker = Asker::of(&call.actor, &view, view.group()?);
        let every = Context::new(view.now, &call.limits).allows(&asker, Action::MakeLinks);
        let links = view.all(RecordClass::InviteLink).iter().filter_map(|record| match record {
            Record::InviteLink(link) if every || link.creator == call.actor.user => Some(link.clone()),
            _ => None,
        });
        Ok(links.collect())
    }

    /// The admins of a live group, present or not.
    ///
    /// # Errors
    /// A [`Refusal`]: members and the app see them; groups of other types have lists of members.
    pub async fn live_admins(&self, call: &Call, group: &GroupId) -> Result<Vec<UserId>, Refusal> {
        let view = self.allowed(call, group, Action::SeeContents, ReadSet::default()).await?;
        let group = view.group()?;
        if group.kind.rules().stored_members != StoredMembers::Staff {
            return Err(Reject::NotOfKind { field: Field::LiveAdmins, kind: group.kind }.into());
        }
        let mut admins = group.admins.clone();
        admins.sort();
        Ok(admins)
    }
}

fn member(record: &Record) -> Option<TopicMember> {
    match record {
        Record::TopicMember(member) => Some(member.clone()),
        _ => None,
    }
}
