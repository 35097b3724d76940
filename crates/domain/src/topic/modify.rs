//! Change a topic's profile (rule book 4.5, modify_topic).

use super::{community, topic};
use crate::draft::{Draft, nothing};
use crate::record::Topic;
use crate::text;
use crate::{
    Action, Actor, AppId, Asker, Change, Command, Context, EventBody, Field, Home, InfoChange, ReadSet, Record, RecordKey, Reject,
    Step, TopicId, TopicLimits, View,
};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

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
    /// Name, not blank.
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

impl TopicPatch {
    fn check(&self, limits: &TopicLimits) -> Result<(), Reject> {
        let sized = [
            (Field::Name, &self.name, limits.name_bytes),
            (Field::Introduction, &self.introduction, limits.introduction_bytes),
            (Field::Notification, &self.notification, limits.notification_bytes),
            (Field::FaceUrl, &self.face_url, limits.face_url_bytes),
            (Field::TopicCustom, &self.custom, limits.custom_bytes),
        ];
        for (field, text, limit) in sized {
            text.as_ref().map_or(Ok(()), |text| text::at_most(field, text, limit))?;
        }
        self.name.as_ref().map_or(Ok(()), |name| text::not_blank(Field::Name, name))
    }

    fn has_profile(&self) -> bool {
        [&self.name, &self.introduction, &self.notification, &self.face_url, &self.custom].into_iter().any(Option::is_some)
    }

    /// What one must be allowed to do for these changes; who may change nothing is also told so when he changes nothing.
    fn actions(&self) -> impl Iterator<Item = Action> {
        let edits = self.has_profile() || self.mute_all.is_none();
        [edits.then_some(Action::EditTopic), self.mute_all.map(|_| Action::MuteTopic)].into_iter().flatten()
    }

    /// The topic after the changes, and what they were.
    fn applied(&self, before: &Topic) -> (Topic, Vec<InfoChange>) {
        let (mut after, mut changes) = (before.clone(), Vec::new());
        set(&mut after.name, self.name.as_ref(), &mut changes, InfoChange::Name);
        set(&mut after.introduction, self.introduction.as_ref(), &mut changes, InfoChange::Introduction);
        set(&mut after.notification, self.notification.as_ref(), &mut changes, InfoChange::Notification);
        set(&mut after.face_url, self.face_url.as_ref(), &mut changes, InfoChange::FaceUrl);
        set(&mut after.custom, self.custom.as_ref(), &mut changes, InfoChange::Custom);
        set(&mut after.mute_all, self.mute_all.as_ref(), &mut changes, InfoChange::MuteAll);
        (after, changes)
    }
}

/// Sets a part and notes both values, if they differ.
fn set<T: PartialEq + Clone>(kept: &mut T, value: Option<&T>, changes: &mut Vec<InfoChange>, change: fn(T, T) -> InfoChange) {
    let Some(value) = value.filter(|value| *value != kept) else { return };
    changes.push(change(core::mem::replace(kept, value.clone()), value.clone()));
}

impl Command for ModifyTopic {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.topic.community())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet { records: vec![RecordKey::Topic(self.topic.clone())], ..ReadSet::acting(actor) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<()>, Reject> {
        self.patch.check(&context.limits.topics)?;
        let group = community(view)?;
        let asker = Asker::of(actor, view, group).in_topic(&self.topic);
        for action in self.patch.actions() {
            context.demand(&asker, action)?;
        }
        let before = topic(view, &self.topic)?;
        let (after, changes) = self.patch.applied(before);
        if changes.is_empty() {
            return Ok(nothing(()));
        }
        let after = Topic { changed_at: view.now.secs(), ..after };
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        draft.relies_on_record(RecordKey::Topic(self.topic.clone()), view);
        draft.changes.push(Change::PutRecord(Box::new(Record::Topic(after.clone()))));
        draft.events.push(EventBody::TopicChanged { topic: Box::new(after), changes });
        Ok(draft.done(actor, ()))
    }
}
