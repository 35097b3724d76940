//! What create and import have in common: the profile of a new group and its checks.

use crate::group::{Group, Member, Numbers};
use crate::text::{self, CustomLimits};
use crate::{
    Assert, Claim, Context, CustomField, Field, GroupId, HeadView, InviteOption, JoinOption, Kind, Limits, Listing, Quotas, Reject,
    Role, Secs, UserId,
};
use alloc::string::String;
use alloc::vec::Vec;

/// Where the id of a new group comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NewId {
    /// Chosen by the app.
    Chosen(GroupId),
    /// Drawn by the system; another one is drawn when it is taken.
    Drawn(GroupId),
}

impl NewId {
    /// The id.
    pub fn get(&self) -> &GroupId {
        match self {
            Self::Chosen(id) | Self::Drawn(id) => id,
        }
    }

    /// Puts the next drawn id in place of a drawn one.
    pub(crate) fn redraw(&mut self, draw: &mut dyn FnMut() -> GroupId) -> bool {
        match self {
            Self::Chosen(_) => false,
            Self::Drawn(id) => {
                *id = draw();
                true
            }
        }
    }
}

/// A new group as it is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewGroup {
    /// Its id.
    pub id: NewId,
    /// Its type.
    pub kind: Kind,
    /// Its owner, or none.
    pub owner: Option<UserId>,
    /// Name: required, sizes as in [`Limits`].
    pub name: String,
    /// Introduction, or empty.
    pub introduction: String,
    /// Notification, or empty.
    pub notification: String,
    /// Avatar address, or empty.
    pub face_url: String,
    /// Wished cap; the type's own when absent. Types without a cap ignore it.
    pub max_members: Option<u64>,
    /// Wished join option; types that have none ignore it.
    pub join: Option<JoinOption>,
    /// Wished invite option; types that have none ignore it.
    pub invite: Option<InviteOption>,
    /// Topics are wanted; only communities have them, others ignore it.
    pub topics: bool,
    /// Permission groups are wanted; only communities with topics have them, others ignore it.
    pub permission_groups: bool,
    /// Rights of members in no permission group, as bits.
    pub default_permissions: u64,
    /// Custom fields.
    pub fields: Vec<CustomField>,
}

/// What differs between create and import when the record is made.
pub(super) struct Birth {
    pub cap: Option<u32>,
    pub join: JoinOption,
    pub invite: InviteOption,
    pub created_at: Secs,
}

impl NewGroup {
    /// Sizes and counts (rule book 2.1).
    pub(super) fn check(&self, limits: &Limits) -> Result<(), Reject> {
        text::not_blank(Field::Name, &self.name)?;
        text::at_most(Field::Name, &self.name, limits.name_bytes)?;
        text::at_most(Field::Introduction, &self.introduction, limits.introduction_bytes)?;
        text::at_most(Field::Notification, &self.notification, limits.notification_bytes)?;
        text::at_most(Field::FaceUrl, &self.face_url, limits.face_url_bytes)?;
        text::custom_fields(&self.fields, &CustomLimits::of_groups(limits))
    }

    /// The wished cap if it lies in 1 to `max`, `default` when none is wished, nothing for types without a cap.
    pub(super) fn cap(&self, default: u32, max: u32, limits: &Limits) -> Result<Option<u32>, Reject> {
        if (self.kind.rules().cap)(&limits.caps).is_none() {
            return Ok(None);
        }
        match self.max_members {
            None => Ok(Some(default)),
            Some(wished) => match u32::try_from(wished) {
                Ok(cap) if (1..=max).contains(&cap) => Ok(Some(cap)),
                _ => Err(Reject::OutOfRange { field: Field::MaxMembers, min: 1, max: max.into(), given: wished }),
            },
        }
    }

    /// Refuses an id that a group has or that a disbanded one still holds (rule book 3; 10, row 7).
    pub(super) fn free(&self, head: &HeadView) -> Result<(), Reject> {
        match head {
            HeadView::Free => Ok(()),
            HeadView::Closing => Err(Reject::IdTaken { own: false }),
            HeadView::Alive(group) => Err(Reject::IdTaken { own: self.owner.is_some() && group.owner == self.owner }),
        }
    }

    /// What the app's quotas must have room for (rule book 1.6).
    pub(super) fn claims<'a>(&self, members: impl Iterator<Item = &'a UserId>, quotas: &Quotas) -> Vec<Assert> {
        let today = quotas.groups_per_day.map(|most| Claim::GroupToday { most });
        let of_kind = quotas.of_kind(self.kind).map(|most| Claim::GroupOfKind { kind: self.kind, most });
        let per_user = quotas.groups_per_user;
        let memberships = members.filter_map(|user| Some(Claim::Membership { user: user.clone(), most: per_user? }));
        today.into_iter().chain(of_kind).chain(memberships).map(Assert::Within).collect()
    }

    /// Refuses an owner who is in as many groups as he may.
    pub(super) fn owner_may_be_in_more(&self, context: &Context<'_>) -> Result<(), Reject> {
        self.owner.as_ref().map_or(Ok(()), |owner| context.may_be_in_more(owner))
    }

    /// The record of the group; the store fills in count and numbers.
    pub(super) fn record(&self, birth: &Birth) -> Group {
        let rules = self.kind.rules();
        let topics = self.topics && rules.topics;
        let permission_groups = self.permission_groups && topics;
        Group {
            id: self.id.get().clone(),
            kind: self.kind,
            name: self.name.clone(),
            introduction: self.introduction.clone(),
            notification: self.notification.clone(),
            face_url: self.face_url.clone(),
            owner: self.owner.clone(),
            created_at: birth.created_at,
            info_changed_at: birth.created_at,
            max_members: birth.cap,
            join: birth.join,
            invite: birth.invite,
            mute_all: false,
            topics,
            permission_groups,
            default_permissions: if permission_groups { self.default_permissions } else { 0 },
            fields: self.fields.clone(),
            member_count: 0,
            numbers: Numbers::default(),
            admins: Vec::new(),
            visible: None,
            searchable: None,
            early_history: None,
        }
    }

    /// What an invitation meets: the wish where the type takes one, else the app's choice, else the type's.
    pub(super) fn invite_option(&self, limits: &Limits) -> InviteOption {
        let rules = self.kind.rules();
        let wish = self.invite.filter(|_| rules.invite_settable);
        wish.or_else(|| (rules.invite_policy)(&limits.policy)).unwrap_or(rules.invite_default)
    }

    /// A first member.
    pub(super) fn member(&self, user: UserId, role: Role, joined_at: Secs) -> Member {
        Member {
            user,
            role,
            joined_at,
            msg_flag: self.kind.rules().msg_flag,
            name_card: String::new(),
            fields: Vec::new(),
            muted_until: None,
            unread: 0,
            seat: 0,
        }
    }

    /// The row in the list of a first member.
    pub(super) fn listing(&self, member: &Member) -> Listing {
        Listing {
            group: self.id.get().clone(),
            kind: self.kind,
            topics: self.topics && self.kind.rules().topics,
            role: member.role,
            joined_at: member.joined_at,
            msg_flag: member.msg_flag,
        }
    }
}
