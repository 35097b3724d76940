//! Topics of communities.

use super::{Asked, Reply, page, reply};
use opentim_domain::record::places_of;
use opentim_domain::{GroupId, Record, RecordClass, Secs, TopicId, UserId};
use opentim_wire::rest::group::Done;
use opentim_wire::rest::member::muted;
use opentim_wire::rest::topic::{create, custom_data, destroy, get, import, modify};
use opentim_wire::rest::{Endpoint, Failure};

/// Rows read from the store at once.
const PAGE: usize = 1000;

impl Asked<'_> {
    pub(super) async fn answer_topics(self, body: &[u8]) -> Reply {
        let mut draw = |group: &GroupId| self.server.engine.draw_topic(&self.call, group);
        match self.endpoint {
            Endpoint::CreateTopic => {
                let create::Request { stand_in, command } = create::read(body, &mut draw)?;
                reply(&create::Made::from(&self.in_place_of(stand_in).await?.run(command).await?))
            }
            Endpoint::ImportTopic => {
                let command = import::read(body, self.server.clock.now().secs(), &mut draw)?;
                reply(&create::Made::from(&self.run(command).await?))
            }
            Endpoint::ModifyTopic => {
                let modify::Request { stand_in, command } = modify::read(body)?;
                self.in_place_of(stand_in).await?.done(command).await
            }
            Endpoint::DestroyTopic => {
                let destroy::Request { stand_in, command } = destroy::read(body)?;
                let topics = command.topics.clone();
                reply(&destroy::Reply::new(&topics, &self.in_place_of(stand_in).await?.run(command).await?))
            }
            Endpoint::GetTopic => self.get_topic(body).await,
            Endpoint::SendTopicCustomData => {
                let custom_data::Request { stand_in, topic, data } = custom_data::read(body)?;
                let asked = self.in_place_of(stand_in).await?;
                asked.or_fail(asked.server.engine.say_in_topic(&asked.call, &topic, data)).await?;
                reply(&Done {})
            }
            _ => self.answer_permission_groups(body).await,
        }
    }

    async fn get_topic(&self, body: &[u8]) -> Reply {
        let query = get::read(body)?;
        let engine = &self.server.engine;
        let ids = query.topics.as_deref();
        let seen = self.or_fail(engine.topics(&self.call, &query.group, ids, query.user.as_ref())).await?;
        let row = |(at, seen): (usize, Option<opentim_engine::SeenTopic>)| match seen {
            Some(seen) => Some(Ok(get::Found { topic: seen.topic, own: seen.own, general: seen.general })),
            None => Some(Err(ids?.get(at)?.clone())),
        };
        let rows: Vec<get::Row> = seen.into_iter().enumerate().filter_map(row).collect();
        page(&get::Reply { query: &query, rows: &rows, now: self.now() }, get::ADVICE)
    }

    fn now(&self) -> Secs {
        self.server.clock.now().secs()
    }

    /// Who is muted in a topic now.
    pub(super) async fn muted_in_topic(&self, group: &GroupId, topic: &TopicId) -> Result<Vec<muted::Row>, Failure> {
        let engine = &self.server.engine;
        self.or_fail(engine.topics(&self.call, group, Some(std::slice::from_ref(topic)), None)).await?;
        let (prefix, now) = (places_of(topic), self.now());
        let (mut muted, mut after): (Vec<(UserId, Secs)>, Option<String>) = (Vec::new(), None);
        loop {
            let (class, from) = (RecordClass::TopicMember, after.as_deref());
            let read = async { Ok(engine.store().records(self.call.app, group, class, &prefix, from, PAGE).await?) };
            let found = self.or_fail(read).await?;
            after = found.rows.last().map(|last| last.key().place());
            muted.extend(found.rows.into_iter().filter_map(|record| match record {
                Record::TopicMember(member) => member.muted_until.filter(|until| *until > now).map(|until| (member.user, until)),
                _ => None,
            }));
            if !found.more {
                return Ok(muted);
            }
        }
    }
}
