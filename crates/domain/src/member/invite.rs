//! Invite users (rule book 1.3, "Member may invite" to "Invite nobody"; 8.3, the rows of invitations).

use super::Admission;
use super::add::{named, nobody_fits};
use crate::application::{Application, ApplicationKind, ApplicationState};
use crate::draft::{Draft, each_once};
use crate::group::Group;
use crate::text;
use crate::{
    Action, Actor, AppId, Change, Command, Context, Entry, EventBody, Field, GroupId, Home, InviteOption, Limits, Notice, Outcome,
    Place, ReadSet, Reject, Role, Step, Target, UserEffect, UserId, View, demand,
};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;
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

/// Who decides about the invited users of one call.
enum Decider {
    Nobody,
    Invitee,
    Staff,
}

fn decider(group: &Group, place: Place, limits: &Limits) -> Result<Decider, Reject> {
    if place == Place::AppAdmin {
        return Ok(Decider::Nobody);
    }
    let wants_consent = group.kind.rules().consent_possible && limits.policy.invitee_consent;
    match group.invite {
        InviteOption::Disabled => Err(Reject::InviteDisabled),
        InviteOption::Approval if place < Place::Inside(Role::Admin) => Ok(Decider::Staff),
        InviteOption::Approval | InviteOption::Free if wants_consent => Ok(Decider::Invitee),
        InviteOption::Approval | InviteOption::Free => Ok(Decider::Nobody),
    }
}

/// The users of one call by what became of them.
#[derive(Default)]
struct Sorted {
    added: Vec<UserId>,
    asked: Vec<UserId>,
    full: bool,
}

impl InviteMembers {
    fn one(
        &self,
        actor: &Actor,
        user: &UserId,
        decider: &Decider,
        admission: &mut Admission<'_>,
        (draft, view, sorted): (&mut Draft, &View, &mut Sorted),
    ) -> Outcome {
        if view.member(user).is_some() {
            return Outcome::Already;
        }
        if admission.banned(user).is_some() {
            return Outcome::Failed;
        }
        if !admission.has_room() {
            sorted.full = true;
            return Outcome::Failed;
        }
        let kind = match decider {
            Decider::Nobody => {
                admission.admit(draft, actor, user, Some(Notice::Invited));
                sorted.added.push(user.clone());
                return Outcome::Done;
            }
            Decider::Invitee => ApplicationKind::Consent,
            Decider::Staff => ApplicationKind::Approval,
        };
        // At most one waits per user and group: whoever asked first is asked about.
        if admission.open_application(user).is_none() {
            draft.relies_on_role(user, None);
            draft.relies_on_application(user, view);
            let at = after_earlier(view, user);
            let application = Application {
                user: user.clone(),
                kind,
                inviter: Some(actor.user.clone()),
                at,
                message: self.message.clone(),
                state: ApplicationState::Open,
            };
            draft.changes.push(Change::PutApplication(Box::new(application)));
            sorted.asked.push(user.clone());
        }
        Outcome::Waiting
    }

    fn tell(&self, draft: &mut Draft, group: &Group, decider: &Decider, asked: &[UserId]) -> Option<ApplicationKind> {
        match decider {
            Decider::Nobody => None,
            Decider::Invitee => {
                let wanted =
                    |user: &UserId| UserEffect::told(user.clone(), Notice::ConsentWanted { message: self.message.clone() });
                draft.effects.extend(asked.iter().map(wanted));
                Some(ApplicationKind::Consent)
            }
            Decider::Staff => {
                for staff in group.staff() {
                    for invitee in asked {
                        let notice = Notice::ApprovalWanted { invitee: invitee.clone(), message: self.message.clone() };
                        draft.effects.push(UserEffect::told(staff.clone(), notice));
                    }
                }
                Some(ApplicationKind::Approval)
            }
        }
    }
}

/// The time of a new application: later than the one it takes the place of, so that both can be told apart.
pub(crate) fn after_earlier(view: &View, user: &UserId) -> crate::Millis {
    let earliest = view.application(user).map_or(0, |earlier| earlier.at.0 + 1);
    crate::Millis(view.now.0.max(earliest))
}

impl Command for InviteMembers {
    type Reply = Vec<Target>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        let mut members = vec![actor.user.clone()];
        members.extend(self.users.iter().cloned());
        ReadSet { head: true, members, applications: self.users.clone(), sanctions: self.users.clone(), owner: false }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Vec<Target>>, Reject> {
        named(Field::Members, &self.users, context.limits.invite_members)?;
        text::at_most(Field::ApplyMessage, &self.message, context.limits.apply_bytes)?;
        let group = view.group()?;
        let own = view.member(&actor.user);
        let place = Place::of(actor, own);
        demand(place, Action::Invite, group.kind, &context.limits.policy)?;
        let decider = decider(group, place, context.limits)?;
        let mut draft = Draft::on(group);
        draft.relies_on_actor(actor, own);
        let mut admission = Admission::new(group, view, context.limits);
        let mut sorted = Sorted::default();
        let mut targets = Vec::new();
        for user in each_once(&self.users) {
            let outcome = self.one(actor, user, &decider, &mut admission, (&mut draft, view, &mut sorted));
            targets.push(Target::new(user, outcome));
        }
        admission.close(&mut draft);
        let Sorted { added, asked, full } = sorted;
        if added.is_empty() && asked.is_empty() {
            let waiting = targets.iter().any(|target| target.outcome == Outcome::Waiting);
            return nobody_fits(targets, full && !waiting, group.max_members);
        }
        if !asked.is_empty()
            && let Some(kind) = self.tell(&mut draft, group, &decider, &asked)
        {
            draft.events.push(EventBody::Applied { users: asked, kind, message: self.message.clone() });
        }
        if !added.is_empty() {
            draft.events.push(EventBody::MembersAdded { members: added, how: Entry::Invited, silent: false });
        }
        Ok(draft.done(actor, targets))
    }
}
