//! Choose how one is told of a topic's messages (`TIMMsgSetGroupReceiveMessageOpt` with a topic).

use super::{community, member, place_of, put, topic};
use crate::draft::{Draft, nothing};
use crate::record::TopicMember;
use crate::{Action, Actor, AppId, Asker, Command, Context, Home, MsgFlag, ReadSet, RecordKey, Reject, Step, TopicId, View};
use alloc::vec;

/// How the caller is told of the topic's messages from now on. Only he learns of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetTopicMsgFlag {
    /// The topic.
    pub topic: TopicId,
    /// The way.
    pub flag: MsgFlag,
}

impl Command for SetTopicMsgFlag {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.topic.community())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        let records = vec![RecordKey::Topic(self.topic.clone()), place_of(&self.topic, &actor.user)];
        ReadSet { records, ..ReadSet::acting(actor) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<()>, Reject> {
        let group = community(view)?;
        let asker = Asker::of(actor, view, group);
        context.demand(&asker, Action::SeeContents)?;
        topic(view, &self.topic)?;
        let before = member(view, &self.topic, &actor.user);
        if before.msg_flag == Some(self.flag) {
            return Ok(nothing(()));
        }
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        draft.relies_on_record_there(RecordKey::Topic(self.topic.clone()));
        draft.relies_on_record(place_of(&self.topic, &actor.user), view);
        draft.changes.push(put(TopicMember { msg_flag: Some(self.flag), ..before }));
        Ok(draft.done(actor, ()))
    }
}
