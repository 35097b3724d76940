//! Join a group, or ask to (rule book 1.3, "How users join"; 8.3, the rows of joining).

use super::{Application, ApplicationKind};
use crate::draft::{Draft, nothing};
use crate::group::Group;
use crate::member::Admission;
use crate::text;
use crate::{
    Actor, AppId, Change, Command, Context, Entry, EventBody, Field, GroupId, Home, JoinOption, Notice, Question, ReadSet, Reject,
    Step, StoredMembers, UserEffect, View,
};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec;
use minicbor::{Decode, Encode};

/// Takes the caller into a group, or asks those who decide.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JoinGroup {
    /// The group.
    pub group: GroupId,
    /// His words, for those who decide.
    pub message: String,
}

/// How far the caller came.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum Applied {
    /// He is a member.
    #[n(0)]
    Joined,
    /// Owner or admins decide.
    #[n(1)]
    Waiting,
    /// He may be present: members of this type live with their connections.
    #[n(2)]
    MayEnter,
}

/// Somebody who wants into a group, whatever the way.
pub(crate) struct Joining<'a> {
    pub actor: &'a Actor,
    pub view: &'a View,
    pub group: &'a Group,
    pub context: &'a Context<'a>,
    pub message: &'a str,
}

impl<'a> Joining<'a> {
    fn admission(&self) -> Admission<'a> {
        Admission::new(self.group, self.view, self.context)
    }

    /// Refuses who is banned; says whether members of this type live with their connections.
    pub(crate) fn lives_here(&self) -> Result<bool, Reject> {
        let user = &self.actor.user;
        match self.admission().banned(user) {
            Some(until) => Err(Reject::Banned { user: user.to_string(), until: until.0 }),
            None => Ok(self.group.kind.rules().stored_members == StoredMembers::Staff),
        }
    }

    /// Refuses who is a member already, and everybody when the group is full.
    pub(crate) fn has_place(&self) -> Result<(), Reject> {
        let user = &self.actor.user;
        if self.view.member(user).is_some() {
            return Err(Reject::AlreadyMember { user: user.to_string() });
        }
        match self.group.max_members {
            Some(cap) if !self.admission().has_room() => Err(Reject::Full { cap }),
            _ => Ok(()),
        }
    }

    /// His application or invitation, if it waits; an invitation counts only while the group lets people be invited.
    pub(crate) fn open_application(&self) -> Option<&'a Application> {
        self.admission().open_application(&self.actor.user).filter(|open| open.still_counts(self.group))
    }

    /// An invitation that he himself decides on: whoever asks to join has agreed.
    pub(crate) fn invitation(&self) -> Option<&'a Application> {
        self.open_application().filter(|open| open.kind == ApplicationKind::Consent)
    }

    /// What the app's back end is asked.
    pub(crate) fn question(&self) -> Question {
        Question::BeforeApply { group: self.group.id.clone(), kind: self.group.kind }
    }

    /// Asks those who decide.
    pub(crate) fn apply(&self, draft: &mut Draft) -> Applied {
        let user = &self.actor.user;
        let admission = self.admission();
        draft.relies_on_role(user, None);
        draft.relies_on_application(user, self.view);
        draft.relies_on_sanction(user, self.view);
        let application = admission.application(user, ApplicationKind::Join, None, self.message);
        draft.changes.push(Change::PutApplication(Box::new(application)));
        admission.close_with_a_place_left(draft);
        let notice = Notice::Applied { applicant: user.clone(), message: self.message.to_string() };
        draft.effects.extend(self.group.staff().map(|staff| UserEffect::told(staff.clone(), notice.clone())));
        let (users, kind, message) = (vec![user.clone()], ApplicationKind::Join, self.message.to_string());
        draft.events.push(EventBody::Applied { users, kind, message });
        Applied::Waiting
    }

    /// Makes him a member.
    pub(crate) fn enter(&self, draft: &mut Draft) -> Result<Applied, Reject> {
        let user = &self.actor.user;
        self.context.may_be_in_more(user)?;
        let mut admission = self.admission();
        admission.admit(draft, self.actor, user, None);
        admission.close(draft);
        if let Some(inviter) = self.invitation().and_then(|open| open.inviter.clone()) {
            let notice = Notice::InvitationAccepted { invitee: user.clone(), reason: String::new() };
            draft.effects.push(UserEffect::told(inviter, notice));
        }
        draft.events.push(EventBody::MembersAdded { members: vec![user.clone()], how: Entry::Applied, silent: false });
        Ok(Applied::Joined)
    }
}

impl Command for JoinGroup {
    type Reply = Applied;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        let own = vec![actor.user.clone()];
        ReadSet { applications: own.clone(), sanctions: own.clone(), ..ReadSet::head_and_members(own) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Applied>, Reject> {
        text::at_most(Field::ApplyMessage, &self.message, context.limits.apply_bytes)?;
        let group = view.group()?;
        let joining = Joining { actor, view, group, context, message: &self.message };
        let asked = |step: Step<Applied>| if context.ask_first { Step::Ask(joining.question()) } else { step };
        if joining.lives_here()? {
            return Ok(asked(nothing(Applied::MayEnter)));
        }
        if !group.kind.rules().applications && view.member(&actor.user).is_none() {
            return Err(Reject::NoApplications(group.kind));
        }
        joining.has_place()?;
        let mut draft = Draft::on(group);
        let applied = match (group.join, joining.open_application()) {
            _ if joining.invitation().is_some() => joining.enter(&mut draft)?,
            (JoinOption::Free, _) => joining.enter(&mut draft)?,
            (_, Some(_)) => return Ok(nothing(Applied::Waiting)),
            (JoinOption::Forbidden, None) => return Err(Reject::JoinForbidden),
            (JoinOption::Approval, None) => joining.apply(&mut draft),
        };
        Ok(asked(draft.done(actor, applied)))
    }
}
