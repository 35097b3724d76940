//! Decide on applications and invitations (rule book 1.4, "Approve applications"; 8.3 and 8.4).

use super::{Application, ApplicationKind, ApplicationState};
use crate::draft::{Draft, nothing};
use crate::group::Group;
use crate::member::{Admission, decided, named, newcomer};
use crate::text;
use crate::{
    Action, Actor, AppId, Asker, Change, Command, Context, Entry, EventBody, Field, GroupId, Home, Limits, Millis, Notice, Outcome,
    ReadSet, Reject, Role, Step, Target, UserEffect, UserId, View,
};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
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

impl Sorted {
    /// The decided ones of a sort.
    fn of(&mut self, kind: ApplicationKind) -> &mut Vec<UserId> {
        match kind {
            ApplicationKind::Join => &mut self.join,
            ApplicationKind::Consent => &mut self.consent,
            ApplicationKind::Approval => &mut self.approval,
        }
    }

    /// Those who became members, by how they came.
    fn entered(&mut self, kind: ApplicationKind) -> &mut Vec<UserId> {
        match kind {
            ApplicationKind::Join => &mut self.applied,
            ApplicationKind::Consent | ApplicationKind::Approval => &mut self.invited,
        }
    }
}

/// One call while its applications are gone through.
struct Making<'a> {
    command: &'a HandleApplications,
    actor: &'a Actor,
    view: &'a View,
    group: &'a Group,
    asker: &'a Asker,
    context: &'a Context<'a>,
    limits: &'a Limits,
    admission: Admission<'a>,
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

    /// Only those who decide here, and the user himself, learn whether an application waits.
    fn may_ask(&self, user: &UserId) -> Result<(), Reject> {
        if *user == self.actor.user {
            return Ok(());
        }
        self.context.demand(self.asker, Action::Approve)
    }

    fn may_decide(&self, application: &Application) -> Result<(), Reject> {
        match application.kind {
            ApplicationKind::Join | ApplicationKind::Approval => self.context.demand(self.asker, Action::Approve),
            ApplicationKind::Consent if application.user == self.actor.user => Ok(()),
            ApplicationKind::Consent => self.context.demand_app(self.asker, Action::Approve),
        }
    }

    fn one(&mut self, user: &UserId, seen: Option<Millis>) -> Result<Outcome, Reject> {
        self.may_ask(user)?;
        let open = self.open(user, seen)?;
        self.may_decide(open)?;
        let role = self.view.member(user).map(|member| member.role);
        let joins = self.command.accept && role.is_none();
        if joins {
            if !open.still_counts(self.group) {
                return Err(Reject::InviteDisabled);
            }
            self.has_place_for(user)?;
        }
        self.draft.relies_on_application(user, self.view);
        let reason = self.command.reason.clone();
        let after = decided(open, self.actor, self.command.accept, reason, self.view.now);
        self.draft.changes.push(Change::PutApplication(Box::new(after)));
        self.sorted.of(open.kind).push(user.clone());
        if joins {
            let member = newcomer(self.group, user.clone(), Role::Member, self.view.now);
            let welcome = self.welcome(open);
            self.admission.seat(&mut self.draft, member, welcome);
            self.sorted.entered(open.kind).push(user.clone());
        } else if let Some(role) = role {
            self.draft.relies_on_role(user, Some(role));
        }
        self.tell(open);
        Ok(if role.is_some() { Outcome::Already } else { Outcome::Done })
    }

    fn has_place_for(&self, user: &UserId) -> Result<(), Reject> {
        if let Some(until) = self.admission.banned(user) {
            return Err(Reject::Banned { user: user.to_string(), until: until.0 });
        }
        match self.group.max_members {
            Some(cap) if !self.admission.has_room() => Err(Reject::Full { cap }),
            _ => self.context.may_be_in_more(user),
        }
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
        ReadSet { applications: users.clone(), sanctions: users.clone(), ..ReadSet::acting_on(actor, &users) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Handled>, Reject> {
        let limits = context.limits;
        named(Field::Application, &self.users(), limits.decide_applications)?;
        text::at_most(Field::HandleMessage, &self.reason, limits.apply_bytes)?;
        let group = view.group()?;
        let asker = Asker::of(actor, view, group);
        let mut making = Making {
            command: self,
            actor,
            view,
            group,
            asker: &asker,
            context,
            limits,
            admission: Admission::new(group, view, context),
            draft: Draft::on(group),
            sorted: Sorted::default(),
        };
        making.draft.relies_on(&asker);
        let mut handled = Vec::new();
        let mut seen = alloc::collections::BTreeSet::new();
        for (user, at) in self.applications.iter().filter(|(user, _)| seen.insert(user)) {
            let outcome = match making.one(user, *at) {
                Ok(outcome) => outcome,
                Err(reject) if self.applications.len() == 1 => return Err(reject),
                Err(Reject::AlreadyDecided { .. }) => Outcome::Already,
                Err(Reject::TooManyGroups { .. }) => Outcome::OverLimit,
                Err(_) => Outcome::Failed,
            };
            handled.push(Target::new(user, outcome));
        }
        if making.draft.changes.is_empty() {
            return Ok(nothing(handled));
        }
        making.log();
        let Making { admission, mut draft, .. } = making;
        admission.close(&mut draft);
        Ok(draft.done(actor, handled))
    }

    fn names(&self) -> Vec<UserId> {
        self.users()
    }
}
