//! Add members from the back end (rule book 4.4, add_group_member).

use super::Admission;
use crate::draft::{Draft, each_once, nothing};
use crate::{
    Action, Actor, AppId, Asker, Command, Context, Entry, EventBody, Field, GroupId, Home, Notice, Outcome, Question, ReadSet,
    Reject, Step, Target, UserId, View,
};
use alloc::vec::Vec;

/// Makes users members at once, whatever the group's options say. Who does not fit in is answered as failed; when nobody does, the
/// whole call is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AddMembers {
    /// The group.
    pub group: GroupId,
    /// The users; repeated ones count once.
    pub users: Vec<UserId>,
    /// The other members are not told.
    pub silent: bool,
}

impl Command for AddMembers {
    type Reply = Vec<Target>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        let users = &self.users;
        ReadSet { applications: users.clone(), sanctions: users.clone(), ..ReadSet::acting_on(actor, users) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Vec<Target>>, Reject> {
        named(Field::Members, &self.users, context.limits.add_members)?;
        let group = view.group()?;
        let asker = Asker::of(actor, view, group);
        context.demand_app(&asker, Action::Invite)?;
        context.demand(&asker, Action::Invite)?;
        let mut draft = Draft::on(group);
        let mut admission = Admission::new(group, view, context);
        let mut added = Vec::new();
        let mut full = false;
        let targets: Vec<Target> = each_once(&self.users)
            .into_iter()
            .map(|user| {
                let outcome = if view.member(user).is_some() {
                    Outcome::Already
                } else if admission.banned(user).is_some() {
                    Outcome::Failed
                } else if !admission.has_room() {
                    full = true;
                    Outcome::Failed
                } else if let Some(outcome) = admission.passed_over(user) {
                    outcome
                } else {
                    admission.admit(&mut draft, actor, user, Some(Notice::Invited));
                    added.push(user.clone());
                    Outcome::Done
                };
                Target::new(user, outcome)
            })
            .collect();
        admission.close(&mut draft);
        if added.is_empty() {
            return nobody_fits(targets, full, group.max_members);
        }
        if context.ask_first {
            return Ok(Step::Ask(Question::BeforeInvite { group: self.group.clone(), kind: group.kind, users: added }));
        }
        draft.events.push(EventBody::MembersAdded { members: added, how: Entry::Invited, silent: self.silent });
        Ok(draft.done(actor, targets))
    }

    fn names(&self) -> Vec<UserId> {
        self.users.clone()
    }
}

/// Nobody was let in: a full group is the caller's news when it is the reason for somebody.
pub(super) fn nobody_fits(targets: Vec<Target>, full: bool, cap: Option<u32>) -> Result<Step<Vec<Target>>, Reject> {
    match cap {
        Some(cap) if full => Err(Reject::Full { cap }),
        _ => Ok(nothing(targets)),
    }
}

/// A list of users must name somebody, and not too many.
pub(crate) fn named(field: Field, users: &[UserId], limit: usize) -> Result<(), Reject> {
    if users.is_empty() {
        return Err(Reject::NobodyNamed { field });
    }
    if users.len() > limit {
        return Err(Reject::TooManyAccounts { limit, given: users.len() });
    }
    Ok(())
}
