//! Change a topic's profile (rule book 4.5, modify_topic).

use crate::{Actor, AppId, Command, Context, Home, ReadSet, Reject, Step, TopicId, View};
use alloc::string::String;

/// Changes parts of a topic's profile; all of them or, when one is refused, none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ModifyTopic {
    /// The topic.
    pub topic: TopicId,
    /// What changes.
    pub patch: TopicPatch,
}

/// What changes of a topic; nothing stays as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TopicPatch {
    /// Name.
    pub name: Option<String>,
    /// Introduction.
    pub introduction: Option<String>,
    /// Notification.
    pub notification: Option<String>,
    /// Avatar address.
    pub face_url: Option<String>,
    /// Custom text.
    pub custom: Option<String>,
    /// Nobody but those who may mute may speak in it.
    pub mute_all: Option<bool>,
}

impl Command for ModifyTopic {
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
