//! Create a group (rule book 1.3, 4.3 create_group).

use super::new::Birth;
use crate::group::{Member, NewGroup};
use crate::text::{self, CustomLimits};
use crate::{
    Actor, AppId, Assert, Change, Command, Context, CustomField, Decision, Draw, EventBody, EventDraft, Field, GroupId, Home,
    Limits, Notice, Question, ReadSet, Reject, Role, Secs, Step, UserEffect, UserId, View,
};
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::collections::btree_map::Entry;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use minicbor::{Decode, Encode};

/// Creates a group. Its owner, if there is one, becomes its first member.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CreateGroup {
    /// The group.
    pub group: NewGroup,
    /// Who else is in it from the start. Repeated users are merged, the higher role counts.
    pub members: Vec<NewMember>,
}

/// Somebody who is in the group from the start.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewMember {
    /// The account.
    pub user: UserId,
    /// His role; owner only for the group's owner himself.
    pub role: Role,
    /// His name in the group, or empty.
    pub name_card: String,
    /// His custom fields.
    pub fields: Vec<CustomField>,
}

/// Answer to create and import.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Created {
    /// The new group.
    #[n(0)]
    pub group: GroupId,
    /// Users who were left out because of their own limit of groups.
    #[n(1)]
    pub over_limit: Vec<UserId>,
}

impl CreateGroup {
    fn check_members(&self, limits: &Limits) -> Result<(), Reject> {
        let rules = self.group.kind.rules();
        if self.members.is_empty() {
            return Ok(());
        }
        if !rules.initial_members {
            return Err(Reject::NoInitialMembers(rules.kind));
        }
        if self.members.len() > limits.create_members {
            return Err(Reject::TooManyAccounts { limit: limits.create_members, given: self.members.len() });
        }
        let fields = CustomLimits::of_members(limits);
        for member in &self.members {
            text::at_most(Field::NameCard, &member.name_card, limits.name_card_bytes)?;
            text::custom_fields(&member.fields, &fields)?;
            let owner = self.group.owner.as_ref() == Some(&member.user);
            if member.role == Role::Owner && !owner {
                return Err(Reject::OwnerRoleForAnother { user: member.user.to_string() });
            }
            if member.role == Role::Admin && !owner && !rules.admins {
                return Err(Reject::NoAdmins(rules.kind));
            }
        }
        Ok(())
    }

    /// The first members in the order of the request, the owner first; what is repeated is merged.
    fn roster(&self, now: Secs) -> Vec<Member> {
        let mut roster: Vec<Member> = Vec::with_capacity(self.members.len() + 1);
        let mut place: BTreeMap<&UserId, usize> = BTreeMap::new();
        if let Some(owner) = &self.group.owner {
            place.insert(owner, 0);
            roster.push(self.group.member(owner.clone(), Role::Owner, now));
        }
        for new in &self.members {
            let at = match place.entry(&new.user) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(fresh) => {
                    roster.push(self.group.member(new.user.clone(), new.role, now));
                    *fresh.insert(roster.len() - 1)
                }
            };
            let member = &mut roster[at];
            member.role = member.role.max(new.role);
            if member.name_card.is_empty() {
                member.name_card.clone_from(&new.name_card);
            }
            if member.fields.is_empty() {
                member.fields.clone_from(&new.fields);
            }
        }
        roster
    }

    fn decision(&self, actor: &Actor, roster: Vec<Member>, birth: &Birth, context: &Context<'_>) -> Decision<Created> {
        let group = &self.group;
        let over = |member: &Member| context.over_limit.contains(&member.user);
        let (left_out, roster): (Vec<Member>, Vec<Member>) = roster.into_iter().partition(over);
        let over_limit = left_out.into_iter().map(|member| member.user).collect();
        let mut asserts = vec![Assert::GroupAbsent];
        asserts.extend(group.claims(roster.iter().map(|member| &member.user), &context.limits.quotas));
        let effects = roster.iter().map(|member| UserEffect {
            user: member.user.clone(),
            joined: Some(group.listing(member)),
            left: false,
            notice: Some(if member.role == Role::Owner { Notice::Created } else { Notice::Invited }),
        });
        let effects = effects.collect();
        let others = roster.iter().filter(|member| member.role != Role::Owner);
        let event = EventBody::Created {
            kind: group.kind,
            name: group.name.clone(),
            owner: group.owner.clone(),
            members: others.map(|member| (member.user.clone(), member.role)).collect(),
        };
        let mut changes = Vec::with_capacity(roster.len() + 1);
        changes.push(Change::Create(Box::new(group.record(birth))));
        changes.extend(roster.into_iter().map(Change::AddMember));
        Decision {
            asserts,
            changes,
            events: vec![EventDraft { actor: actor.clone(), body: event }],
            effects,
            reply: Created { group: group.id.get().clone(), over_limit },
        }
    }
}

impl Command for CreateGroup {
    type Reply = Created;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.id.get().clone())
    }

    fn reads(&self, _: &Actor) -> ReadSet {
        ReadSet::head()
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Created>, Reject> {
        let limits = context.limits;
        self.group.check(limits)?;
        self.check_members(limits)?;
        let rules = self.group.kind.rules();
        let type_cap = (rules.cap)(&limits.caps).unwrap_or(u32::MAX);
        let cap = self.group.cap(type_cap, type_cap, limits)?;
        let roster = self.roster(context.now.secs());
        if let Some(cap) = cap
            && roster.len() > cap as usize
        {
            return Err(Reject::OverCap { cap, given: roster.len() });
        }
        let most = (rules.admins_most)(limits);
        if roster.iter().filter(|member| member.role == Role::Admin).count() > most {
            return Err(Reject::TooManyAdmins { limit: most });
        }
        self.group.free(view.head())?;
        self.group.owner_may_be_in_more(context)?;
        if context.ask_first {
            let members = roster.iter().filter(|member| member.role != Role::Owner).map(|member| member.user.clone());
            return Ok(Step::Ask(Question::BeforeCreate {
                kind: self.group.kind,
                name: self.group.name.clone(),
                owner: self.group.owner.clone(),
                members: members.collect(),
                invite: self.group.invite_option(limits),
            }));
        }
        let join = match self.group.join {
            Some(wished) if rules.join_settable => wished,
            _ => rules.join_default,
        };
        let birth = Birth { cap, join, invite: self.group.invite_option(limits), created_at: context.now.secs() };
        Ok(Step::Done(self.decision(actor, roster, &birth, context)))
    }

    fn names(&self) -> Vec<UserId> {
        self.group.owner.iter().chain(self.members.iter().map(|member| &member.user)).cloned().collect()
    }

    fn redraw(&mut self, draw: &mut dyn Draw) -> bool {
        let kind = self.group.kind;
        self.group.id.redraw(&mut || draw.group(kind))
    }
}
