//! Create a topic, or import one (rule book 4.5, create_topic and import_topic).

use crate::{Actor, AppId, Command, Context, GroupId, Home, ReadSet, Reject, Secs, Step, TopicId, View};
use alloc::string::String;

/// Creates a topic in a community that has topics.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CreateTopic {
    /// The community.
    pub group: GroupId,
    /// Its id.
    pub id: TopicId,
    /// The id was chosen by the app; a drawn one is drawn again when it is taken.
    pub chosen: bool,
    /// Name: required, sizes as in [`TopicLimits`](crate::TopicLimits).
    pub name: String,
    /// Introduction, or empty.
    pub introduction: String,
    /// Notification, or empty.
    pub notification: String,
    /// Avatar address, or empty.
    pub face_url: String,
    /// Custom text, or empty.
    pub custom: String,
    /// It comes from another system, where it was created at that time: nobody is told, nobody is asked.
    pub import: Option<Secs>,
}

impl Command for CreateTopic {
    type Reply = TopicId;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet::acting_on(actor, &[])
    }

    fn decide(&self, _: &Actor, view: &View, _: &Context<'_>) -> Result<Step<TopicId>, Reject> {
        Err(Reject::NoTopics(view.group()?.kind))
    }
}
