//! Change what a group knows of a member (rule book 1.4; 4.4, modify_group_member_info).

use crate::draft::{Draft, nothing};
use crate::group::{Group, Member};
use crate::sanction::{MuteMembers, mute_end, mute_one};
use crate::text::{self, CustomLimits};
use crate::{
    Action, Actor, AppId, Asker, Assert, Change, Command, Context, CustomField, EventBody, Face, Field, GroupId, Home, Limits,
    MemberChange, MsgFlag, Notice, Place, ReadSet, Reject, Role, Standing, Step, StoredMembers, UserEffect, UserId, View,
};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

/// Changes parts of a member's record; all of them or, when one is refused, none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ModifyMember {
    /// The group.
    pub group: GroupId,
    /// The member.
    pub user: UserId,
    /// What changes.
    pub patch: MemberPatch,
}

/// What changes of a member; nothing stays as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MemberPatch {
    /// Member or admin; ownership is handed over by [`ChangeOwner`](crate::group::ChangeOwner).
    pub role: Option<Role>,
    /// How he is told of messages; his own choice and the app's.
    pub msg_flag: Option<MsgFlag>,
    /// His name in the group.
    pub name_card: Option<String>,
    /// Custom fields by key; an empty value deletes.
    pub fields: Vec<CustomField>,
    /// Seconds for which he may not speak; 0 gives the word back, 4294967295 means for ever.
    pub mute_secs: Option<u32>,
}

impl ModifyMember {
    /// Ordinary members of live groups are not stored, but the SDK has no other call to mute them (rule book 1.4, "Mute a member").
    /// REST has one, so there they are refused here (4.4, modify_group_member_info).
    fn mute_of_present(&self, actor: &Actor, group: &Group) -> Option<MuteMembers> {
        let alone = MemberPatch { mute_secs: self.patch.mute_secs, ..MemberPatch::default() };
        let present = group.kind.rules().stored_members == StoredMembers::Staff && actor.face != Face::Rest;
        let secs = self.patch.mute_secs.filter(|_| present && self.patch == alone)?;
        Some(MuteMembers { group: self.group.clone(), users: vec![self.user.clone()], secs })
    }
}

/// One decision while its parts are gone through.
struct Making<'a> {
    actor: &'a Actor,
    asker: &'a Asker,
    context: &'a Context<'a>,
    group: &'a Group,
    before: &'a Member,
    after: Member,
    limits: &'a Limits,
    draft: Draft,
    changes: Vec<MemberChange>,
}

impl Making<'_> {
    fn own(&self) -> bool {
        self.actor.user == self.before.user && self.actor.standing == Standing::User
    }

    fn demand(&self, action: Action) -> Result<(), Reject> {
        self.context.demand(self.asker, action)
    }

    /// For what is done to somebody.
    fn demand_above(&self, action: Action) -> Result<(), Reject> {
        self.demand(action)?;
        if self.asker.above(&self.before.user, self.before.role) {
            return Ok(());
        }
        Err(Reject::NotBelow { action, user: self.before.user.to_string() })
    }

    /// For what everybody may do to his own record.
    fn demand_edit(&self) -> Result<(), Reject> {
        if self.own() { self.demand(Action::EditSelf) } else { self.demand_above(Action::EditMember) }
    }

    fn tell(&mut self, notice: Notice) {
        self.draft.effects.push(UserEffect::told(self.before.user.clone(), notice));
    }

    fn role(&mut self, role: Role) -> Result<(), Reject> {
        self.demand(Action::Appoint)?;
        if role == Role::Owner || self.before.role == Role::Owner {
            return Err(Reject::OwnerRole);
        }
        if role == self.before.role {
            return Ok(());
        }
        self.demand_above(Action::Appoint)?;
        let most = (self.group.kind.rules().admins_most)(self.limits);
        if role == Role::Admin {
            if self.group.admins.len() >= most {
                return Err(Reject::TooManyAdmins { limit: most });
            }
            self.draft.asserts.push(Assert::Admins { most });
        }
        self.after.role = role;
        let (member, before) = (self.before.user.clone(), self.before.role);
        self.draft.events.push(EventBody::RoleChanged { member, before, after: role });
        self.tell(if role == Role::Admin { Notice::AdminGranted } else { Notice::AdminRevoked });
        Ok(())
    }

    fn msg_flag(&mut self, flag: MsgFlag) -> Result<(), Reject> {
        if !self.own() {
            self.context.demand_app(self.asker, Action::EditMember)?;
        }
        if flag != self.before.msg_flag {
            self.changes.push(MemberChange::MsgFlag(self.before.msg_flag, flag));
            self.after.msg_flag = flag;
            self.tell(Notice::MsgFlagChanged { flag });
        }
        Ok(())
    }

    fn name_card(&mut self, card: &str) -> Result<(), Reject> {
        self.demand_edit()?;
        text::at_most(Field::NameCard, card, self.limits.name_card_bytes)?;
        if card != self.before.name_card {
            self.changes.push(MemberChange::NameCard(self.before.name_card.clone(), card.to_string()));
            self.after.name_card = card.to_string();
        }
        Ok(())
    }

    fn fields(&mut self, fields: &[CustomField]) -> Result<(), Reject> {
        self.demand_edit()?;
        if !self.group.kind.rules().member_fields {
            return Err(Reject::NotOfKind { field: Field::MemberFields, kind: self.group.kind });
        }
        let limits = CustomLimits::of_members(self.limits);
        let changes = text::merge(&mut self.after.fields, fields, &limits)?;
        if !changes.is_empty() {
            self.changes.push(MemberChange::Fields(changes));
        }
        Ok(())
    }

    fn mute(&mut self, view: &View, secs: u32) -> Result<(), Reject> {
        self.demand_above(Action::Mute)?;
        let until = mute_end(view.now.secs(), secs);
        if mute_one(&mut self.draft, view, &self.before.user, until) {
            self.after.muted_until = until;
            self.draft.events.push(EventBody::Muted { users: vec![self.before.user.clone()], until, secs });
            self.tell(Notice::Muted { secs: secs.into() });
        }
        Ok(())
    }

    fn done(mut self) -> Step<()> {
        if !self.changes.is_empty() {
            let (member, changes) = (self.before.user.clone(), self.changes);
            self.draft.events.push(EventBody::MemberChanged { member, changes });
        }
        if self.draft.events.is_empty() {
            return nothing(());
        }
        self.draft.asserts.push(Assert::Member(Box::new(self.before.clone())));
        self.draft.changes.push(Change::SetMember(self.after));
        self.draft.done(self.actor, ())
    }
}

impl Command for ModifyMember {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        let sanctions = if self.patch.mute_secs.is_some() { vec![self.user.clone()] } else { Vec::new() };
        ReadSet { sanctions, ..ReadSet::acting_on(actor, core::slice::from_ref(&self.user)) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<()>, Reject> {
        let group = view.group()?;
        let asker = Asker::of(actor, view, group);
        if asker.place() == Place::Outsider {
            return Err(Reject::Outsider { action: Action::EditMember });
        }
        let Some(before) = view.member(&self.user) else {
            if let Some(mute) = self.mute_of_present(actor, group) {
                return mute.decide(actor, view, context).map(Step::without_reply);
            }
            return Err(match group.kind.rules().stored_members {
                StoredMembers::All => Reject::NotAMember { user: self.user.to_string() },
                StoredMembers::Staff => Reject::MembersNotListed(group.kind),
            });
        };
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        let (limits, after) = (context.limits, before.clone());
        let mut making = Making { actor, asker: &asker, context, group, before, after, limits, draft, changes: Vec::new() };
        let patch = &self.patch;
        if let Some(role) = patch.role {
            making.role(role)?;
        }
        if let Some(flag) = patch.msg_flag {
            making.msg_flag(flag)?;
        }
        if let Some(card) = &patch.name_card {
            making.name_card(card)?;
        }
        if !patch.fields.is_empty() {
            making.fields(&patch.fields)?;
        }
        if let Some(secs) = patch.mute_secs {
            making.mute(view, secs)?;
        }
        Ok(making.done())
    }

    fn concerns(&self) -> Vec<UserId> {
        self.patch.mute_secs.iter().map(|_| self.user.clone()).collect()
    }
}
