//! Create a topic, or import one (rule book 4.5, create_topic and import_topic).

use super::community;
use crate::draft::Draft;
use crate::record::Topic;
use crate::text;
use crate::{
    Action, Actor, AppId, Asker, Assert, Change, Command, Context, Draw, EventBody, Field, GroupId, Home, IdFault, Question,
    ReadSet, Record, RecordClass, RecordKey, Reject, Secs, Step, TopicId, TopicLimits, View,
};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;

/// Creates a topic in a community that has topics.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CreateTopic {
    /// The community.
    pub group: GroupId,
    /// Its id.
    pub id: TopicId,
    /// The id was chosen by the app; a drawn one is drawn again when it is taken.
    pub chosen: bool,
    /// Name: required, sizes as in [`TopicLimits`].
    pub name: String,
    /// Introduction, or empty.
    pub introduction: String,
    /// Notification, or empty.
    pub notification: String,
    /// Avatar address, or empty.
    pub face_url: String,
    /// Custom text, or empty.
    pub custom: String,
    /// It comes from another system, where it was created at that time: only the app does that, nobody is told, nobody is asked.
    pub import: Option<Secs>,
}

impl CreateTopic {
    fn check(&self, limits: &TopicLimits) -> Result<(), Reject> {
        text::not_blank(Field::Name, &self.name)?;
        text::at_most(Field::Name, &self.name, limits.name_bytes)?;
        text::at_most(Field::Introduction, &self.introduction, limits.introduction_bytes)?;
        text::at_most(Field::Notification, &self.notification, limits.notification_bytes)?;
        text::at_most(Field::FaceUrl, &self.face_url, limits.face_url_bytes)?;
        text::at_most(Field::TopicCustom, &self.custom, limits.custom_bytes)?;
        // What is imported keeps the id it had, also one that was made elsewhere.
        let made = self.chosen && self.import.is_none() && !self.id.may_be_chosen();
        if self.id.community() != self.group || made {
            return Err(Reject::BadId { field: Field::TopicId, fault: IdFault::NoTopic });
        }
        Ok(())
    }

    fn created_at(&self, now: Secs) -> Result<Secs, Reject> {
        let created_at = self.import.unwrap_or(now);
        if created_at == Secs(0) || created_at > now {
            return Err(Reject::OutOfRange { field: Field::CreateTime, min: 1, max: now.0, given: created_at.0 });
        }
        Ok(created_at)
    }

    /// Refuses an id that a topic of the community has (rule book 3, as for groups).
    fn free(&self, actor: &Actor, view: &View) -> Result<(), Reject> {
        match view.record(&self.key()) {
            None => Ok(()),
            // Import knows only one answer for a taken id (rule book 10, row 7).
            Some(Record::Topic(topic)) => {
                Err(Reject::TopicTaken { own: self.import.is_none() && topic.creator.as_ref() == Some(&actor.user) })
            }
            Some(_) => Err(Reject::TopicTaken { own: false }),
        }
    }

    fn key(&self) -> RecordKey {
        RecordKey::Topic(self.id.clone())
    }

    fn may(&self, asker: &Asker, context: &Context<'_>) -> Result<(), Reject> {
        if self.import.is_some() {
            context.demand_app(asker, Action::ManageTopics)?;
        }
        context.demand(asker, Action::ManageTopics)
    }

    fn topic(&self, actor: &Actor, created_at: Secs) -> Topic {
        Topic {
            id: self.id.clone(),
            name: self.name.clone(),
            introduction: self.introduction.clone(),
            notification: self.notification.clone(),
            face_url: self.face_url.clone(),
            custom: self.custom.clone(),
            mute_all: false,
            creator: self.import.is_none().then(|| actor.user.clone()),
            created_at,
            changed_at: created_at,
        }
    }
}

impl Command for CreateTopic {
    type Reply = TopicId;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet { records: vec![self.key()], counts: vec![RecordClass::Topic], ..ReadSet::acting(actor) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<TopicId>, Reject> {
        let limits = &context.limits.topics;
        self.check(limits)?;
        let group = community(view)?;
        let asker = Asker::of(actor, view, group);
        self.may(&asker, context)?;
        let created_at = self.created_at(view.now.secs())?;
        self.free(actor, view)?;
        if view.count(RecordClass::Topic) >= limits.count {
            return Err(Reject::TooManyRecords { class: RecordClass::Topic, limit: limits.count });
        }
        if context.ask_first && self.import.is_none() {
            return Ok(Step::Ask(Question::BeforeCreateTopic { group: self.group.clone(), name: self.name.clone() }));
        }
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        draft.relies_on_record(self.key(), view);
        draft.asserts.push(Assert::Records { class: RecordClass::Topic, most: limits.count });
        let topic = self.topic(actor, created_at);
        draft.changes.push(Change::PutRecord(Box::new(Record::Topic(topic.clone()))));
        draft.events.push(EventBody::TopicCreated { topic: Box::new(topic), imported: self.import.is_some() });
        Ok(draft.done(actor, self.id.clone()))
    }

    fn redraw(&mut self, draw: &mut dyn Draw) -> bool {
        if !self.chosen {
            self.id = draw.topic(&self.group);
        }
        !self.chosen
    }
}
