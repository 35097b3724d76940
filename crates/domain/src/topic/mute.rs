//! Take the word from users in a topic for a time (rule book 4.4, forbid_send_msg with `TopicId`).

use crate::{Actor, AppId, Command, Context, Home, ReadSet, Reject, Step, Target, TopicId, UserId, View};
use alloc::vec::Vec;

/// Mutes users in one topic, or gives them back the word there. It outlives the membership, so users who are no members can be
/// muted too.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MuteInTopic {
    /// The topic.
    pub topic: TopicId,
    /// The users; repeated ones count once.
    pub users: Vec<UserId>,
    /// For how many seconds; 0 gives the word back, 4294967295 means for ever.
    pub secs: u32,
}

impl Command for MuteInTopic {
    type Reply = Vec<Target>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.topic.community())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet::acting_on(actor, &self.users)
    }

    fn decide(&self, _: &Actor, view: &View, _: &Context<'_>) -> Result<Step<Vec<Target>>, Reject> {
        Err(Reject::NoTopics(view.group()?.kind))
    }
}
