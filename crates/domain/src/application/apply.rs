//! Join a group, or ask to (rule book 1.3, "How users join"; 8.3, the rows of joining).

use super::ApplicationKind;
use crate::draft::{Draft, nothing};
use crate::group::Group;
use crate::member::Admission;
use crate::text;
use crate::{
    Actor, AppId, Change, Command, Context, Entry, EventBody, Field, GroupId, Home, JoinOption, Notice, ReadSet, Reject, Step,
    StoredMembers, UserEffect, View,
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

impl JoinGroup {
    fn apply(&self, actor: &Actor, view: &View, group: &Group, admission: Admission<'_>) -> Step<Applied> {
        let mut draft = Draft::on(group);
        draft.relies_on_role(&actor.user, None);
        draft.relies_on_application(&actor.user, view);
        draft.relies_on_sanction(&actor.user, view);
        let application = admission.application(&actor.user, ApplicationKind::Join, None, &self.message);
        draft.changes.push(Change::PutApplication(Box::new(application)));
        admission.close_with_a_place_left(&mut draft);
        let notice = Notice::Applied { applicant: actor.user.clone(), message: self.message.clone() };
        draft.effects.extend(group.staff().map(|staff| UserEffect::told(staff.clone(), notice.clone())));
        let (users, kind, message) = (vec![actor.user.clone()], ApplicationKind::Join, self.message.clone());
        draft.events.push(EventBody::Applied { users, kind, message });
        draft.done(actor, Applied::Waiting)
    }
}

impl Command for JoinGroup {
    type Reply = Applied;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        let own = vec![actor.user.clone()];
        ReadSet { head: true, members: own.clone(), applications: own.clone(), sanctions: own, ..ReadSet::default() }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Applied>, Reject> {
        text::at_most(Field::ApplyMessage, &self.message, context.limits.apply_bytes)?;
        let group = view.group()?;
        let rules = group.kind.rules();
        let user = &actor.user;
        let mut admission = Admission::new(group, view, context.limits);
        if let Some(until) = admission.banned(user) {
            return Err(Reject::Banned { user: user.to_string(), until: until.0 });
        }
        if rules.stored_members == StoredMembers::Staff {
            return Ok(nothing(Applied::MayEnter));
        }
        if view.member(user).is_some() {
            return Err(Reject::AlreadyMember { user: user.to_string() });
        }
        if !rules.applications {
            return Err(Reject::NoApplications(group.kind));
        }
        if !admission.has_room() {
            return Err(Reject::Full { cap: group.max_members.unwrap_or(0) });
        }
        // An invitation counts only while the group lets people be invited.
        let open = admission.open_application(user).filter(|open| open.still_counts(group));
        // Whoever was invited and asks to join has agreed.
        let invited = open.filter(|open| open.kind == ApplicationKind::Consent);
        if invited.is_none() {
            match (group.join, open) {
                (JoinOption::Free, _) => {}
                (_, Some(_)) => return Ok(nothing(Applied::Waiting)),
                (JoinOption::Forbidden, None) => return Err(Reject::JoinForbidden),
                (JoinOption::Approval, None) => return Ok(self.apply(actor, view, group, admission)),
            }
        }
        let mut draft = Draft::on(group);
        admission.admit(&mut draft, actor, user, None);
        admission.close(&mut draft);
        if let Some(inviter) = invited.and_then(|open| open.inviter.clone()) {
            let notice = Notice::InvitationAccepted { invitee: user.clone(), reason: String::new() };
            draft.effects.push(UserEffect::told(inviter, notice));
        }
        draft.events.push(EventBody::MembersAdded { members: vec![user.clone()], how: Entry::Applied, silent: false });
        Ok(draft.done(actor, Applied::Joined))
    }
}
