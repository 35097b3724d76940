//! Invite users (rule book 1.3, "Member may invite" to "Invite nobody"; 8.3, the rows of invitations).

use super::Admission;
use super::add::{named, nobody_fits};
use crate::application::ApplicationKind;
use crate::draft::{Draft, each_once};
use crate::group::Group;
use crate::text;
use crate::{
    Action, Actor, AppId, Asker, Change, Command, Context, Entry, EventBody, Field, GroupId, Home, InviteOption, Notice, Outcome,
    Place, Question, ReadSet, Reject, Step, Target, UserEffect, UserId, View,
};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

/// Invites users as a member. What happens to each is the group's invite option: he is in, or somebody decides first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InviteMembers {
    /// The group.
    pub group: GroupId,
    /// The users; repeated ones count once.
    pub users: Vec<UserId>,
    /// Words of who invites, for who decides.
    pub message: String,
}

/// Who decides about the invited users of one call; nothing: nobody, they are in at once.
type Decider = Option<ApplicationKind>;

/// An option that asks those who decide asks them alone: what they let in has nothing more to agree to.
fn decider(group: &Group, asker: &Asker, context: &Context<'_>) -> Result<Decider, Reject> {
    if asker.place() == Place::AppAdmin {
        return Ok(None);
    }
    let wants_consent = group.kind.rules().consent_possible && context.limits.policy.invitee_consent;
    match group.invite {
        InviteOption::Disabled => Err(Reject::InviteDisabled),
        InviteOption::Approval if !context.allows(asker, Action::Approve) => Ok(Some(ApplicationKind::Approval)),
        InviteOption::Approval | InviteOption::Free => Ok(wants_consent.then_some(ApplicationKind::Consent)),
    }
}

/// One call while its users are gone through.
struct Making<'a> {
    command: &'a InviteMembers,
    actor: &'a Actor,
    view: &'a View,
    decider: Decider,
    admission: Admission<'a>,
    draft: Draft,
    added: Vec<UserId>,
    asked: Vec<UserId>,
    full: bool,
}

impl Making<'_> {
    fn one(&mut self, user: &UserId) -> Outcome {
        if self.view.member(user).is_some() {
            return Outcome::Already;
        }
        if self.admission.banned(user).is_some() {
            return Outcome::Failed;
        }
        if !self.admission.has_room() {
            self.full = true;
            return Outcome::Failed;
        }
        if let Some(outcome) = self.admission.passed_over(user) {
            return outcome;
        }
        let Some(kind) = self.decider else {
            self.admission.admit(&mut self.draft, self.actor, user, Some(Notice::Invited));
            self.added.push(user.clone());
            return Outcome::Done;
        };
        // At most one waits per user and group: whoever asked first is asked about.
        if self.admission.open_application(user).is_none() {
            self.ask(user, kind);
        }
        Outcome::Waiting
    }

    fn ask(&mut self, user: &UserId, kind: ApplicationKind) {
        self.draft.relies_on_role(user, None);
        self.draft.relies_on_application(user, self.view);
        self.draft.relies_on_sanction(user, self.view);
        let application = self.admission.application(user, kind, Some(&self.actor.user), &self.command.message);
        self.draft.changes.push(Change::PutApplication(Box::new(application)));
        self.asked.push(user.clone());
    }

    /// Tells those who decide, and logs what was done.
    fn tell(mut self, group: &Group) -> Draft {
        if self.asked.is_empty() {
            self.admission.close(&mut self.draft);
        } else {
            self.admission.close_with_a_place_left(&mut self.draft);
        }
        let Self { command: InviteMembers { message, .. }, mut draft, decider, added, asked, .. } = self;
        if let Some(kind) = decider.filter(|_| !asked.is_empty()) {
            for invitee in &asked {
                let (message, invited) = (message.clone(), invitee.clone());
                match kind {
                    ApplicationKind::Consent => {
                        draft.effects.push(UserEffect::told(invited, Notice::ConsentWanted { message }));
                    }
                    ApplicationKind::Join | ApplicationKind::Approval => {
                        let notice = Notice::ApprovalWanted { invitee: invited, message };
                        draft.effects.extend(group.staff().map(|staff| UserEffect::told(staff.clone(), notice.clone())));
                    }
                }
            }
            draft.events.push(EventBody::Applied { users: asked, kind, message: message.clone() });
        }
        if !added.is_empty() {
            draft.events.push(EventBody::MembersAdded { members: added, how: Entry::Invited, silent: false });
        }
        draft
    }
}

impl Command for InviteMembers {
    type Reply = Vec<Target>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        let users = &self.users;
        ReadSet { applications: users.clone(), sanctions: users.clone(), ..ReadSet::acting_on(actor, users) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Vec<Target>>, Reject> {
        named(Field::Members, &self.users, context.limits.invite_members)?;
        text::at_most(Field::ApplyMessage, &self.message, context.limits.apply_bytes)?;
        let group = view.group()?;
        let asker = Asker::of(actor, view, group);
        context.demand(&asker, Action::Invite)?;
        let decider = decider(group, &asker, context)?;
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        let admission = Admission::new(group, view, context);
        let (added, asked) = (Vec::new(), Vec::new());
        let mut making = Making { command: self, actor, view, decider, admission, draft, added, asked, full: false };
        let users = each_once(&self.users).into_iter();
        let targets: Vec<Target> = users.map(|user| Target::new(user, making.one(user))).collect();
        if making.added.is_empty() && making.asked.is_empty() {
            let waiting = targets.iter().any(|target| target.outcome == Outcome::Waiting);
            return nobody_fits(targets, making.full && !waiting, group.max_members);
        }
        if context.ask_first {
            let users = making.added.into_iter().chain(making.asked).collect();
            return Ok(Step::Ask(Question::BeforeInvite { group: self.group.clone(), kind: group.kind, users }));
        }
        Ok(making.tell(group).done(actor, targets))
    }

    fn names(&self) -> Vec<UserId> {
        self.users.clone()
    }
}
