//! Choose how one is told of a topic's messages (`TIMMsgSetGroupReceiveMessageOpt` with a topic).

use crate::{Actor, AppId, Command, Context, Home, MsgFlag, ReadSet, Reject, Step, TopicId, View};

/// How the caller is told of the topic's messages from now on.
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
        ReadSet::acting_on(actor, &[])
    }

    fn decide(&self, _: &Actor, view: &View, _: &Context<'_>) -> Result<Step<()>, Reject> {
        Err(Reject::NoTopics(view.group()?.kind))
    }
}
