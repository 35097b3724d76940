//! Appoint and dismiss the admins of a live group (rule book 4.5, modify_admin).

use crate::draft::{Draft, each_once, nothing};
use crate::group::Group;
use crate::member::{Admission, named};
use crate::{
    Action, Actor, AppId, Asker, Assert, Change, Command, Context, EventBody, Field, GroupId, Home, Notice, Outcome, ReadSet,
    Reject, Role, Step, StoredMembers, Target, UserEffect, UserId, View,
};
use alloc::vec;
use alloc::vec::Vec;

/// Makes users admins of a live group, or ends that; only the app does. They need not be present; the role outlives their leaving.
/// All of them or, when there would be too many admins, none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetLiveAdmins {
    /// The group.
    pub group: GroupId,
    /// The users; repeated ones count once.
    pub users: Vec<UserId>,
    /// Appoint, or dismiss.
    pub on: bool,
}

/// One call while its users are gone through.
struct Making<'a> {
    view: &'a View,
    group: &'a Group,
    admission: Admission<'a>,
    draft: Draft,
    admins: usize,
    most: usize,
}

impl Making<'_> {
    fn appoint(&mut self, user: &UserId) -> Result<Outcome, Reject> {
        match self.view.member(user).map(|member| member.role) {
            Some(Role::Admin) => return Ok(Outcome::Already),
            // Only staff is stored here: whoever else is, is the owner.
            Some(Role::Owner | Role::Member) => return Ok(Outcome::Failed),
            None => {}
        }
        if self.admission.banned(user).is_some() {
            return Ok(Outcome::Failed);
        }
        if let Some(outcome) = self.admission.passed_over(user) {
            return Ok(outcome);
        }
        if self.admins >= self.most {
            return Err(Reject::TooManyAdmins { limit: self.most });
        }
        self.admins += 1;
        let admin = crate::member::newcomer(self.group, user.clone(), Role::Admin, self.view.now);
        self.admission.seat(&mut self.draft, admin, Some(Notice::AdminGranted));
        self.changed(user, Role::Member, Role::Admin);
        Ok(Outcome::Done)
    }

    fn dismiss(&mut self, user: &UserId) -> Outcome {
        match self.view.member(user).map(|member| member.role) {
            Some(Role::Admin) => {}
            Some(Role::Owner | Role::Member) => return Outcome::Failed,
            None => return Outcome::Already,
        }
        self.draft.relies_on_role(user, Some(Role::Admin));
        self.draft.changes.push(Change::RemoveMembers(vec![user.clone()]));
        let notice = Some(Notice::AdminRevoked);
        self.draft.effects.push(UserEffect { user: user.clone(), joined: None, left: true, notice });
        self.changed(user, Role::Admin, Role::Member);
        Outcome::Done
    }

    fn changed(&mut self, user: &UserId, before: Role, after: Role) {
        self.draft.events.push(EventBody::RoleChanged { member: user.clone(), before, after });
    }
}

impl Command for SetLiveAdmins {
    type Reply = Vec<Target>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        let users = self.users.clone();
        ReadSet { applications: users.clone(), sanctions: users, ..ReadSet::acting_on(actor, &self.users) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Vec<Target>>, Reject> {
        let limits = context.limits;
        named(Field::Members, &self.users, limits.live_admins.max(1))?;
        let group = view.group()?;
        let asker = Asker::of(actor, view, group);
        context.demand_app(&asker, Action::Appoint)?;
        let rules = group.kind.rules();
        if rules.stored_members != StoredMembers::Staff {
            return Err(Reject::NotOfKind { field: Field::LiveAdmins, kind: group.kind });
        }
        let most = (rules.admins_most)(limits);
        let admission = Admission::new(group, view, context);
        let mut making = Making { view, group, admission, draft: Draft::on(group), admins: group.admins.len(), most };
        let one = |user: &UserId| {
            let outcome = if self.on { making.appoint(user)? } else { making.dismiss(user) };
            Ok(Target::new(user, outcome))
        };
        let targets = each_once(&self.users).into_iter().map(one).collect::<Result<Vec<Target>, Reject>>()?;
        let mut draft = making.draft;
        if draft.changes.is_empty() {
            return Ok(nothing(targets));
        }
        if self.on {
            draft.asserts.push(Assert::Admins { most });
        }
        Ok(draft.done(actor, targets))
    }

    fn names(&self) -> Vec<UserId> {
        if self.on { self.users.clone() } else { Vec::new() }
    }
}
