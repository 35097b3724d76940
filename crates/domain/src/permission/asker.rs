//! Who asks: where he stands, and what permission groups give him.

use super::{GivenBy, Place, TopicRight, above, needed};
use crate::group::{Group, Member};
use crate::record::PermissionGroup;
use crate::{Action, Actor, Kind, Policy, Reject, Role, Standing, StoredMembers, TopicId, UserId, View};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::cell::RefCell;

/// What a community gives a member where permission groups rule.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Rights {
    everybody: u64,
    /// Shared, because whoever asks about many topics is looked at once for each.
    granted: Arc<[PermissionGroup]>,
    topic: Option<TopicId>,
}

impl Rights {
    fn community(&self) -> u64 {
        self.granted.iter().fold(self.everybody, |mask, group| mask | group.permissions)
    }

    fn in_topic(&self) -> u64 {
        let Some(topic) = &self.topic else { return 0 };
        self.granted.iter().filter_map(|group| group.topics.get(topic)).fold(0, |mask, rights| mask | rights)
    }
}

/// Who asks to do something in a group: where he stands, and what permission groups give him (rule book 1.7). Where they rule, an
/// admin stands as every member does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asker {
    user: Option<UserId>,
    role: Option<Role>,
    place: Place,
    kind: Kind,
    /// Where permission groups rule and he is a member below the owner.
    rights: Option<Rights>,
    ruled: bool,
}

impl Asker {
    /// Who acts, as a view shows him that was asked for his membership and his permission groups
    /// ([`ReadSet::granted`](crate::ReadSet::granted)).
    pub fn of(actor: &Actor, view: &View, group: &Group) -> Self {
        let own = match actor.standing {
            Standing::AppAdmin => None,
            Standing::User => view.member(&actor.user),
        };
        let ruled = ruled_by_permission_groups(group);
        let ordinary = own.is_some_and(|member| member.role != Role::Owner);
        let rights = (ruled && ordinary).then(|| Rights {
            everybody: group.default_permissions,
            granted: view.granted().into(),
            topic: None,
        });
        let place = match Place::of(actor, own) {
            Place::Inside(Role::Admin) if ruled => Place::Inside(Role::Member),
            place => place,
        };
        let user = (actor.standing == Standing::User).then(|| actor.user.clone());
        Self { user, role: own.map(|member: &Member| member.role), place, kind: group.kind, rights, ruled }
    }

    /// Somebody at this place in a group of this type, where permission groups do not rule.
    #[cfg(test)]
    pub(super) const fn at(place: Place, kind: Kind) -> Self {
        Self { user: None, role: None, place, kind, rights: None, ruled: false }
    }

    /// The same about one topic, in which he may have rights besides.
    #[must_use]
    pub fn in_topic(mut self, topic: &TopicId) -> Self {
        if let Some(rights) = &mut self.rights {
            rights.topic = Some(topic.clone());
        }
        self
    }

    /// Where he stands: where permission groups rule, an admin as a member.
    pub const fn place(&self) -> Place {
        self.place
    }

    /// The group's type.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Permission groups rule in the group.
    pub const fn ruled(&self) -> bool {
        self.ruled
    }

    /// The user who acts for himself; nothing: the app.
    pub const fn user(&self) -> Option<&UserId> {
        self.user.as_ref()
    }

    /// The role he has in the group's list of members, whatever it is worth.
    pub const fn role(&self) -> Option<Role> {
        self.role
    }

    /// The permission groups that he is in, as far as they count.
    pub fn granted(&self) -> &[PermissionGroup] {
        self.rights.as_ref().map_or(&[], |rights| &rights.granted)
    }

    /// His rights in the community and in the topic that it is about, as bits; nothing: his place gives him all.
    pub fn masks(&self) -> Option<(u64, u64)> {
        self.rights.as_ref().map(|rights| (rights.community(), rights.in_topic()))
    }

    /// Refuses to let him give rights that he has not himself: else whoever hands out rights could give himself all of them (ours).
    ///
    /// # Errors
    /// [`Reject::MoreThanOwn`].
    pub fn may_give(&self, rights: u64) -> Result<(), Reject> {
        let own = self.masks().map_or(u64::MAX, |(community, _)| community);
        not_more(rights, own)
    }

    /// The same for rights in the topic that it is about.
    ///
    /// # Errors
    /// [`Reject::MoreThanOwn`].
    pub fn may_give_in_topic(&self, rights: u64) -> Result<(), Reject> {
        let own = self.masks().map_or(u64::MAX, |(community, topic)| topic | TopicRight::all_of(community));
        not_more(rights, own)
    }

    /// The same when he is present: ordinary members of live groups live with their connections and are not stored.
    #[must_use]
    pub fn or_present(mut self, present: bool) -> Self {
        if present && self.place == Place::Outsider && self.kind.rules().stored_members == StoredMembers::Staff {
            self.place = Place::Inside(Role::Member);
        }
        self
    }

    /// The rights of which one would give him this.
    fn given_by(&self, action: Action) -> GivenBy {
        if self.rights.is_some() { GivenBy::of(action) } else { GivenBy::default() }
    }

    /// From where on his place alone allows this.
    fn needed(&self, action: Action, policy: &Policy) -> Option<Place> {
        match needed(action, self.kind, policy) {
            // Where permission groups rule, the role of an admin gives nothing (rule book 1.7).
            Some(Place::Inside(Role::Admin)) if self.ruled => Some(Place::Inside(Role::Owner)),
            // They have a right to ban, so that bans come with them (rule book 1.7; 4.4 knows no other in communities).
            None if self.ruled && action == Action::Ban => Some(Place::Inside(Role::Owner)),
            needed => needed,
        }
    }

    /// Whether he may.
    pub fn may(&self, action: Action, policy: &Policy) -> bool {
        self.needed(action, policy).is_some_and(|needed| self.place >= needed) || self.by_right(action)
    }

    fn by_right(&self, action: Action) -> bool {
        self.masks().is_some_and(|(community, topic)| self.given_by(action).is_in(community, topic))
    }

    /// Refuses what he may not do.
    ///
    /// # Errors
    /// [`Reject::Outsider`], [`Reject::NotPermitted`] or [`Reject::NoRight`], which name the rule.
    pub fn demand(&self, action: Action, policy: &Policy) -> Result<(), Reject> {
        if self.may(action, policy) {
            return Ok(());
        }
        let given_by = self.given_by(action);
        if given_by != GivenBy::default() {
            return Err(Reject::NoRight { action, given_by });
        }
        let (kind, place, needed) = (self.kind, self.place, self.needed(action, policy));
        match place {
            Place::Outsider if needed.is_some_and(|needed| needed < Place::AppAdmin) => Err(Reject::Outsider { action }),
            _ => Err(Reject::NotPermitted { action, kind, place, needed }),
        }
    }

    /// Whether he stands above this user, who has this role: only then may he act on him (rule book 1.4). Where permission groups
    /// rule, whoever has the right acts on all but the owner and himself (rule book 1.7).
    pub fn above(&self, user: &UserId, role: Role) -> bool {
        match self.place {
            Place::Inside(Role::Member) if self.ruled => role != Role::Owner && self.user.as_ref() != Some(user),
            place => above(place, role),
        }
    }
}

fn not_more(rights: u64, own: u64) -> Result<(), Reject> {
    match rights & !own {
        0 => Ok(()),
        missing => Err(Reject::MoreThanOwn { missing }),
    }
}

/// Permission groups rule in communities with topics that have them switched on (rule book 1.7).
const fn ruled_by_permission_groups(group: &Group) -> bool {
    group.topics && group.permission_groups
}

/// A right that was looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Check {
    /// What somebody wanted to do.
    pub action: Action,
    /// The group's type.
    pub kind: Kind,
    /// Where he stands.
    pub place: Place,
    /// From where on it is allowed whatever permission groups say; nothing: for nobody.
    pub needed: Option<Place>,
    /// Permission groups rule: the role of an admin gives nothing.
    pub ruled: bool,
    /// The rights that would give it to a member; nothing of both when he needs none, or no right gives it.
    pub given_by: GivenBy,
    /// What permission groups give him in the community and in the topic, as bits; nothing when they do not count for him.
    pub masks: Option<(u64, u64)>,
    /// He may.
    pub allowed: bool,
}

impl Check {
    pub(crate) fn of(asker: &Asker, action: Action, policy: &Policy, allowed: bool) -> Self {
        Self {
            action,
            kind: asker.kind,
            place: asker.place,
            needed: asker.needed(action, policy),
            ruled: asker.ruled,
            given_by: asker.given_by(action),
            masks: asker.masks(),
            allowed,
        }
    }

    /// Of what only the app's back end may.
    pub(crate) fn of_app(asker: &Asker, action: Action, allowed: bool) -> Self {
        Self {
            action,
            kind: asker.kind,
            place: asker.place,
            needed: Some(Place::AppAdmin),
            ruled: asker.ruled,
            given_by: GivenBy::default(),
            masks: None,
            allowed,
        }
    }
}

/// The rights that a decision looked at, in order.
#[derive(Clone, Debug, Default)]
pub struct Trace(RefCell<Vec<Check>>);

impl Trace {
    pub(crate) fn note(&self, check: Check) {
        let mut checks = self.0.borrow_mut();
        // A rule that looks twice has looked once.
        if !checks.contains(&check) {
            checks.push(check);
        }
    }

    /// They.
    pub fn into_checks(self) -> Vec<Check> {
        self.0.into_inner()
    }
}
