//! Bring members of a group over from another system (rule book 4.4, import_group_member).

use super::{Admission, newcomer};
use crate::draft::{Draft, nothing};
use crate::group::{Group, Member};
use crate::{
    Action, Actor, AppId, Asker, Assert, Command, Context, EventBody, Field, GroupId, Home, Outcome, ReadSet, Reject, Role, Secs,
    Step, StoredMembers, Target, UserId, View,
};
use alloc::collections::BTreeSet;
use alloc::vec::Vec;

/// Makes users members as they were elsewhere. Nobody is told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportMembers {
    /// The group.
    pub group: GroupId,
    /// The members; of a repeated user the first row counts.
    pub members: Vec<ImportedMember>,
}

/// A member as he was elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportedMember {
    /// The account.
    pub user: UserId,
    /// Member or admin.
    pub role: Role,
    /// When he joined: not before the group was created, and not in the future. Now, when it is not given.
    pub joined_at: Option<Secs>,
    /// Messages he has not read.
    pub unread: u32,
}

impl ImportedMember {
    /// The row as a member of the group, unless something about it is not possible.
    fn member(&self, group: &Group, view: &View) -> Option<Member> {
        let rules = group.kind.rules();
        let possible = match self.role {
            Role::Member => true,
            Role::Admin => rules.admins,
            Role::Owner => false,
        };
        let now = view.now.secs();
        let joined_at = self.joined_at.unwrap_or(now);
        let possible = possible && (group.created_at..=now).contains(&joined_at);
        let unread = if rules.unread { self.unread } else { 0 };
        possible.then(|| Member { joined_at, unread, ..newcomer(group, self.user.clone(), self.role, view.now) })
    }
}

/// One call while its rows are gone through.
struct Making<'a> {
    group: &'a Group,
    view: &'a View,
    admission: Admission<'a>,
    draft: Draft,
    most: usize,
    admins: usize,
    imported: Vec<(UserId, Role)>,
}

impl Making<'_> {
    fn one(&mut self, actor: &Actor, row: &ImportedMember) -> Outcome {
        if self.view.member(&row.user).is_some() {
            return Outcome::Already;
        }
        let admin = row.role == Role::Admin;
        let fits = self.admission.has_room() && self.admission.banned(&row.user).is_none() && !(admin && self.admins >= self.most);
        let Some(member) = row.member(self.group, self.view).filter(|_| fits) else { return Outcome::Failed };
        if let Some(outcome) = self.admission.passed_over(&row.user) {
            return outcome;
        }
        self.admins += usize::from(admin);
        self.imported.push((row.user.clone(), row.role));
        self.admission.bring(&mut self.draft, actor, member, None);
        Outcome::Done
    }
}

impl ImportMembers {
    fn users(&self) -> Vec<UserId> {
        self.members.iter().map(|row| row.user.clone()).collect()
    }
}

impl Command for ImportMembers {
    type Reply = Vec<Target>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        let users = self.users();
        ReadSet { applications: users.clone(), sanctions: users.clone(), ..ReadSet::acting_on(actor, &users) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Vec<Target>>, Reject> {
        let limits = context.limits;
        super::named(Field::Members, &self.users(), limits.import_members)?;
        let group = view.group()?;
        let rules = group.kind.rules();
        context.demand_app(&Asker::of(actor, view, group), Action::Invite)?;
        if rules.stored_members == StoredMembers::Staff {
            return Err(Reject::MembersNotListed(group.kind));
        }
        let admission = Admission::new(group, view, context);
        let (most, admins) = ((rules.admins_most)(limits), group.admins.len());
        let mut making = Making { group, view, admission, draft: Draft::on(group), most, admins, imported: Vec::new() };
        let mut seen = BTreeSet::new();
        let rows = self.members.iter().filter(|row| seen.insert(&row.user));
        let targets: Vec<Target> = rows.map(|row| Target::new(&row.user, making.one(actor, row))).collect();
        let Making { admission, mut draft, imported, .. } = making;
        if imported.is_empty() {
            return Ok(nothing(targets));
        }
        admission.close(&mut draft);
        if imported.iter().any(|(_, role)| *role == Role::Admin) {
            draft.asserts.push(Assert::Admins { most });
        }
        draft.events.push(EventBody::MembersImported { members: imported });
        Ok(draft.done(actor, targets))
    }

    fn names(&self) -> Vec<UserId> {
        self.users()
    }
}
