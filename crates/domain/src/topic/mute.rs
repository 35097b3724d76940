//! Take the word from users in a topic for a time (rule book 4.4, forbid_send_msg with `TopicId`).

use super::{community, member, place_of, put, topic};
use crate::draft::{Draft, each_once, nothing};
use crate::member::{named, somebody_reached};
use crate::record::TopicMember;
use crate::sanction::mute_end;
use crate::{
    Action, Actor, AppId, Asker, Command, Context, EventBody, Field, Home, Outcome, ReadSet, RecordKey, Reject, Role, Secs, Step,
    Target, TopicId, UserId, View,
};
use alloc::vec::Vec;

/// Mutes users in one topic, or gives them back the word there. It outlives the membership, so users who are no members can be
/// muted too. Nobody is told: who reads the topic learns it (rule book 4.5, get_topic).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MuteInTopic {
    /// The topic.
    pub topic: TopicId,
    /// The users; repeated ones count once.
    pub users: Vec<UserId>,
    /// For how many seconds; 0 gives the word back, 4294967295 means for ever.
    pub secs: u32,
}

impl MuteInTopic {
    /// Writes a mute. Says whether anything changes.
    fn one(&self, draft: &mut Draft, view: &View, user: &UserId, end: Option<Secs>) -> bool {
        let now = view.now.secs();
        let before = member(view, &self.topic, user);
        if before.muted_until.filter(|until| *until > now) == end {
            return false;
        }
        draft.relies_on_record(place_of(&self.topic, user), view);
        draft.changes.push(put(TopicMember { muted_until: end, ..before }));
        true
    }
}

impl Command for MuteInTopic {
    type Reply = Vec<Target>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.topic.community())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        let known = self.users.iter().map(|user| place_of(&self.topic, user));
        let records = core::iter::once(RecordKey::Topic(self.topic.clone())).chain(known).collect();
        ReadSet { records, ..ReadSet::acting_on(actor, &self.users) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Vec<Target>>, Reject> {
        named(Field::Members, &self.users, context.limits.mute_members)?;
        let group = community(view)?;
        let asker = Asker::of(actor, view, group).in_topic(&self.topic);
        context.demand(&asker, Action::MuteTopic)?;
        topic(view, &self.topic)?;
        let end = mute_end(view.now.secs(), self.secs);
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        draft.relies_on_record_there(RecordKey::Topic(self.topic.clone()));
        let (mut muted, mut targets) = (Vec::new(), Vec::new());
        for user in each_once(&self.users) {
            let role = view.member(user).map(|member| member.role);
            let outcome = if !asker.above(user, role.unwrap_or(Role::Member)) {
                Outcome::Failed
            } else if self.one(&mut draft, view, user, end) {
                draft.relies_on_role(user, role);
                muted.push(user.clone());
                Outcome::Done
            } else {
                Outcome::Already
            };
            targets.push(Target::new(user, outcome));
        }
        somebody_reached(&targets, Action::MuteTopic)?;
        if muted.is_empty() {
            return Ok(nothing(targets));
        }
        draft.events.push(EventBody::TopicMuted { topic: self.topic.clone(), users: muted, until: end, secs: self.secs });
        Ok(draft.done(actor, targets))
    }

    fn concerns(&self) -> Vec<UserId> {
        self.users.clone()
    }
}
