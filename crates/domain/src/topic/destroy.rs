//! End topics (rule book 4.5, destroy_topic).

use crate::{Actor, AppId, Command, Context, GroupId, Home, Outcome, ReadSet, Reject, Step, TopicId, View};
use alloc::vec::Vec;

/// Ends topics. Each is answered for itself, in the order named: done, or [`Outcome::Already`] when there is none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DestroyTopics {
    /// The community.
    pub group: GroupId,
    /// The topics.
    pub topics: Vec<TopicId>,
}

impl Command for DestroyTopics {
    type Reply = Vec<Outcome>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet::acting_on(actor, &[])
    }

    fn decide(&self, _: &Actor, view: &View, _: &Context<'_>) -> Result<Step<Vec<Outcome>>, Reject> {
        Err(Reject::NoTopics(view.group()?.kind))
    }
}
