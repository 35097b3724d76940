//! Bring members of a group over from another system (rule book 4.4, import_group_member).

use super::{Admission, newcomer};
use crate::draft::{Draft, nothing};
use crate::group::{Group, Member};
use crate::{
    Action, Actor, AppId, Assert, Command, Context, EventBody, Field, GroupId, Home, Outcome, Place, ReadSet, Reject, Role, Secs,
    Standing, Step, StoredMembers, Target, UserId, View,
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

    fn reads(&self, _: &Actor) -> ReadSet {
        ReadSet { members: self.users(), sanctions: self.users(), ..ReadSet::head() }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Vec<Target>>, Reject> {
        let limits = context.limits;
        super::named(Field::Members, &self.users(), limits.import_members)?;
        let group = view.group()?;
        let rules = group.kind.rules();
        if actor.standing != Standing::AppAdmin {
            let (action, kind, place) = (Action::Invite, group.kind, Place::Outsider);
            return Err(Reject::NotPermitted { action, kind, place, needed: Some(Place::AppAdmin) });
        }
        if rules.stored_members == StoredMembers::Staff {
            return Err(Reject::MembersNotListed(group.kind));
        }
        let mut draft = Draft::on(group);
        let mut admission = Admission::new(group, view, limits);
        let mut admins = group.admins.len();
        let mut imported = Vec::new();
        let mut targets = Vec::new();
        let mut seen = BTreeSet::new();
        for row in self.members.iter().filter(|row| seen.insert(&row.user)) {
            let outcome = if view.member(&row.user).is_some() {
                Outcome::Already
            } else if let Some(member) = row.member(group, view).filter(|_| admission.has_room())
                && (row.role != Role::Admin || admins < (rules.admins_most)(limits))
            {
                admins += usize::from(row.role == Role::Admin);
                imported.push((row.user.clone(), row.role));
                admission.seat(&mut draft, member, None);
                Outcome::Done
            } else {
                Outcome::Failed
            };
            targets.push(Target::new(&row.user, outcome));
        }
        admission.close(&mut draft);
        if imported.is_empty() {
            return Ok(nothing(targets));
        }
        if imported.iter().any(|(_, role)| *role == Role::Admin) {
            draft.asserts.push(Assert::Admins { most: (rules.admins_most)(limits) });
        }
        draft.events.push(EventBody::MembersImported { members: imported });
        Ok(draft.done(actor, targets))
    }
}
