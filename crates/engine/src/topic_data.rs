//! What an app's back end says in a topic: told to the members who are online, and never stored.

use crate::call::{Call, Refusal};
use crate::run::Engine;
use opentim_domain::{EventBody, EventDraft, Kind, Reject, TopicId};
use opentim_store::StoredEvent;
use std::slice::from_ref;

impl Engine {
    /// Says something in a topic of a community. It is for the app: users send messages.
    ///
    /// # Errors
    /// A [`Refusal`]; [`Reject::NoSuchTopic`].
    pub async fn say_in_topic(&self, call: &Call, topic: &TopicId, data: String) -> Result<(), Refusal> {
        let community = topic.community();
        let found = self.topics(call, &community, Some(from_ref(topic)), None).await?;
        if found.into_iter().flatten().next().is_none() {
            return Err(Reject::NoSuchTopic { topic: topic.to_string() }.into());
        }
        let member_count = self.group(call.app, &community).await?.map_or(0, |group| group.member_count);
        let body = EventBody::TopicCustomData { topic: topic.clone(), data };
        let event = EventDraft { actor: call.actor.clone(), body };
        let event = StoredEvent { number: 0, at: self.ports.clock.now(), member_count, event };
        self.hub.tell(call.app, &community, Kind::Community, &event);
        Ok(())
    }
}
