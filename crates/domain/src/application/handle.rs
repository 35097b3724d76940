//! Decide on applications and invitations (rule book 1.4, "Approve applications"; 8.3 and 8.4).

use super::{Application, ApplicationKind, ApplicationState};
use crate::draft::{Draft, nothing};
use crate::member::{Admission, decided, named};
use crate::text;
use crate::{
    Action, Actor, AppId, Change, Command, Context, Entry, EventBody, Field, GroupId, Home, Limits, Millis, Notice, Outcome, Place,
    ReadSet, Reject, Step, Target, UserEffect, UserId, View, demand,
};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

/// Decides on applications of one group, all in the same way. A single one is refused with its own reason; of several each is
/// answered for itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HandleApplications {
    /// The group.
    pub group: GroupId,
    /// Who would join, each with the time of the application that was seen, if that is known: a later one is not meant.
    pub applications: Vec<(UserId, Option<Millis>)>,
    /// Yes or no.
    pub accept: bool,
    /// Words for those who made the applications.
    pub reason: String,
}

/// What became of each.
pub type Handled = Vec<Target>;

/// Those decided so far, by who decided.
#[derive(Default)]
struct Sorted {
    join: Vec<UserId>,
    approval: Vec<UserId>,
    consent: Vec<UserId>,
    applied: Vec<UserId>,
    invited: Vec<UserId>,
}

struct Making<'a> {
    command: &'a HandleApplications,
    actor: &'a Actor,
    view: &'a View,
    limits: &'a Limits,
    draft: Draft,
    sorted: Sorted,
}

impl HandleApplications {
    fn users(&self) -> Vec<UserId> {
        self.applications.iter().map(|(user, _)| user.clone()).collect()
    }
}

impl<'a> Making<'a> {
    /// The application that is meant, if it waits.
    fn open(&self, user: &UserId, seen: Option<Millis>) -> Result<&'a Application, Reject> {
        let name = || user.to_string();
        let Some(application) = self.view.application(user) else {
            return Err(Reject::NoSuchApplication { user: name() });
        };
        let decided = matches!(application.state, ApplicationState::Decided { .. });
        if decided || seen.is_some_and(|seen| seen != application.at) {
            return Err(Reject::AlreadyDecided { user: name() });
        }
        if !application.is_open(self.view.now, self.limits) {
            return Err(Reject::NoSuchApplication { user: name() });
        }
        Ok(application)
    }

    fn may_decide(&self, application: &Application, place: Place) -> Result<(), Reject> {
        let group = self.view.group()?;
        match application.kind {
            ApplicationKind::Join | ApplicationKind::Approval => demand(place, Action::Approve, group.kind, &self.limits.policy),
            ApplicationKind::Consent if application.user == self.actor.user || place == Place::AppAdmin => Ok(()),
            ApplicationKind::Consent => Err(Reject::NotBelow { action: Action::Approve, user: application.user.to_string() }),
        }
    }

    fn one(&mut self, admission: &mut Admission<'a>, place: Place, user: &UserId, seen: Option<Millis>) -> Result<Outcome, Reject> {
        let open = self.open(user, seen)?;
        self.may_decide(open, place)?;
        let member = self.view.member(user).is_some();
        if self.command.accept && !member {
            if let Some(until) = admission.banned(user) {
                return Err(Reject::Banned { user: user.to_string(), until: until.0 });
            }
            if !admission.has_room() {
                return Err(Reject::Full { cap: self.view.group()?.max_members.unwrap_or(0) });
            }
        }
        self.draft.relies_on_application(user, self.view);
        let reason = self.command.reason.clone();
        let after = decided(open, self.actor, self.command.accept, reason, self.view.now);
        self.draft.changes.push(Change::PutApplication(Box::new(after)));
        match open.kind {
            ApplicationKind::Join => self.sorted.join.push(user.clone()),
            ApplicationKind::Consent => self.sorted.consent.push(user.clone()),
            ApplicationKind::Approval => self.sorted.approval.push(user.clone()),
        }
        if self.command.accept && !member {
            let member = crate::member::newcomer(self.view.group()?, user.clone(), crate::Role::Member, self.view.now);
            let welcome = self.welcome(open);
            admission.seat(&mut self.draft, member, welcome);
            match open.kind {
                ApplicationKind::Join => self.sorted.applied.push(user.clone()),
                ApplicationKind::Consent | ApplicationKind::Approval => self.sorted.invited.push(user.clone()),
            }
        }
        self.tell(open);
        Ok(if member { Outcome::Already } else { Outcome::Done })
    }

    /// What a new member himself is told.
    fn welcome(&self, open: &Application) -> Option<Notice> {
        match open.kind {
            ApplicationKind::Join => Some(Notice::Accepted { reason: self.command.reason.clone() }),
            ApplicationKind::Approval => Some(Notice::Invited),
            ApplicationKind::Consent => None,
        }
    }

    /// What those are told who made the application and do not join by it.
    fn tell(&mut self, open: &Application) {
        let (invitee, reason) = (open.user.clone(), self.command.reason.clone());
        let told = match (&open.inviter, self.command.accept) {
            (Some(inviter), true) => UserEffect::told(inviter.clone(), Notice::InvitationAccepted { invitee, reason }),
            (Some(inviter), false) => UserEffect::told(inviter.clone(), Notice::InvitationRefused { invitee, reason }),
            (None, false) => UserEffect::told(invitee, Notice::Refused { reason }),
            (None, true) => return,
        };
        self.draft.effects.push(told);
    }

    fn log(&mut self) {
        let Sorted { join, approval, consent, applied, invited } = core::mem::take(&mut self.sorted);
        let decided = [(join, ApplicationKind::Join), (approval, ApplicationKind::Approval), (consent, ApplicationKind::Consent)];
        for (users, kind) in decided.into_iter().filter(|(users, _)| !users.is_empty()) {
            let (accepted, reason) = (self.command.accept, self.command.reason.clone());
            self.draft.events.push(EventBody::Decided { users, kind, accepted, reason });
        }
        for (members, how) in [(applied, Entry::Applied), (invited, Entry::Invited)] {
            if !members.is_empty() {
                self.draft.events.push(EventBody::MembersAdded { members, how, silent: false });
            }
        }
    }
}

impl Command for HandleApplications {
    type Reply = Handled;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        let users = self.users();
        let mut members = vec![actor.user.clone()];
        members.extend(users.iter().cloned());
        ReadSet { head: true, members, applications: users.clone(), sanctions: users, owner: false }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Handled>, Reject> {
        let limits = context.limits;
        named(Field::Application, &self.users(), limits.decide_applications)?;
        text::at_most(Field::HandleMessage, &self.reason, limits.apply_bytes)?;
        let group = view.group()?;
        let own = view.member(&actor.user);
        let place = Place::of(actor, own);
        let mut making = Making { command: self, actor, view, limits, draft: Draft::on(group), sorted: Sorted::default() };
        making.draft.relies_on_actor(actor, own);
        let mut admission = Admission::new(group, view, limits);
        let mut handled = Vec::new();
        let mut seen = alloc::collections::BTreeSet::new();
        for (user, at) in self.applications.iter().filter(|(user, _)| seen.insert(user)) {
            let outcome = match making.one(&mut admission, place, user, *at) {
                Ok(outcome) => outcome,
                Err(reject) if self.applications.len() == 1 => return Err(reject),
                Err(Reject::AlreadyDecided { .. }) => Outcome::Already,
                Err(_) => Outcome::Failed,
            };
            handled.push(Target::new(user, outcome));
        }
        admission.close(&mut making.draft);
        if making.draft.changes.is_empty() {
            return Ok(nothing(handled));
        }
        making.log();
        Ok(making.draft.done(actor, handled))
    }
}
