//! Import a group from another system (rule book 4.3 import_group): keeps its old time of creation, tells nobody.

use super::new::Birth;
use crate::group::{Created, NewGroup};
use crate::{
    Actor, AppId, Assert, Change, Command, Context, Decision, Draw, EventBody, EventDraft, Field, Home, ReadSet, Reject, Role,
    Secs, Step, UserEffect, UserId, View,
};
use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

/// Imports a group. Its owner, if there is one, becomes a member as of its creation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportGroup {
    /// The group.
    pub group: NewGroup,
    /// When it was created; now when absent. Not in the future.
    pub created_at: Option<Secs>,
}

impl ImportGroup {
    fn birth(&self, context: &Context<'_>) -> Result<Birth, Reject> {
        let limits = context.limits;
        let rules = self.group.kind.rules();
        let max = if rules.import_uses_cap { (rules.cap)(&limits.caps) } else { None };
        let max = max.unwrap_or(limits.import_cap_max);
        let cap = self.group.cap(limits.import_cap.min(max), max, limits)?;
        let now = context.now.secs();
        let created_at = self.created_at.unwrap_or(now);
        if created_at == Secs(0) || created_at > now {
            return Err(Reject::OutOfRange { field: Field::CreateTime, min: 1, max: now.0, given: created_at.0 });
        }
        let join = match self.group.join {
            Some(wished) if rules.join_settable_on_import => wished,
            _ => rules.join_default,
        };
        Ok(Birth { cap, join, invite: self.group.invite_option(limits), created_at })
    }
}

impl Command for ImportGroup {
    type Reply = Created;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.id.get().clone())
    }

    fn reads(&self, _: &Actor) -> ReadSet {
        ReadSet::head()
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Created>, Reject> {
        let group = &self.group;
        let rules = group.kind.rules();
        if !rules.importable {
            return Err(Reject::NotImportable(rules.kind));
        }
        group.check(context.limits)?;
        let birth = self.birth(context)?;
        // Import knows only one answer for a taken id, whoever owns the group (rule book 10, row 7).
        group.free(view.head()).map_err(|_| Reject::IdTaken { own: false })?;
        group.owner_may_be_in_more(context)?;
        let mut asserts = vec![Assert::GroupAbsent];
        asserts.extend(group.claims(group.owner.iter(), &context.limits.quotas));
        let owner = group.owner.clone().map(|owner| group.member(owner, Role::Owner, birth.created_at));
        let mut changes = vec![Change::Create(Box::new(group.record(&birth)))];
        let mut effects = Vec::new();
        if let Some(owner) = owner {
            effects.push(UserEffect { user: owner.user.clone(), joined: Some(group.listing(&owner)), left: false, notice: None });
            changes.push(Change::AddMember(owner));
        }
        let event = EventBody::Imported { kind: group.kind, name: group.name.clone(), owner: group.owner.clone() };
        Ok(Step::Done(Decision {
            asserts,
            changes,
            events: vec![EventDraft { actor: actor.clone(), body: event }],
            effects,
            reply: Created { group: group.id.get().clone(), over_limit: Vec::new() },
        }))
    }

    fn names(&self) -> Vec<UserId> {
        self.group.owner.iter().cloned().collect()
    }

    fn redraw(&mut self, draw: &mut dyn Draw) -> bool {
        let kind = self.group.kind;
        self.group.id.redraw(&mut || draw.group(kind))
    }
}
