//! Nobody does what the table of permissions does not allow him at that moment (rule book 1.3 and 1.4).

use super::State;
use crate::violation::{Violation, must};
use opentim_domain::group::Group;
use opentim_domain::{
    Action, Actor, ApplicationKind, Entry, EventBody, Face, GivenBy, InfoChange, InviteOption, JoinOption, Limits, MemberChange,
    Place, Role, Standing, TopicId, TopicRight, TopicRights, UserId, above, may, needed,
};
use opentim_store::StoredEvent;

/// The group before a commit, and who changes it.
struct Scene<'a> {
    before: &'a State,
    commit: &'a [StoredEvent],
    actor: &'a Actor,
    place: Place,
    limits: &'a Limits,
}

/// Checks one event of a commit against the group as it was before it.
pub(super) fn check(before: &State, event: &StoredEvent, commit: &[StoredEvent], limits: &Limits) -> Result<(), Violation> {
    let actor = &event.event.actor;
    let place = place(before, actor);
    let scene = Scene { before, commit, actor, place, limits };
    let allowed = scene.allows(&event.event.body, event);
    must!(allowed, "{} as {place:?} must not do {:?}", actor.user, event.event.body);
    Ok(())
}

/// Where permission groups rule, an admin is a member (rule book 1.7).
fn place(before: &State, actor: &Actor) -> Place {
    let ruled = before.profile.as_ref().is_some_and(ruled);
    match Place::of(actor, before.members.get(&actor.user)) {
        Place::Inside(Role::Admin) if ruled => Place::Inside(Role::Member),
        place => place,
    }
}

fn ruled(group: &Group) -> bool {
    group.topics && group.permission_groups
}

impl Scene<'_> {
    fn may(&self, action: Action) -> bool {
        let Some(group) = &self.before.profile else { return false };
        if ruled(group) && self.place == Place::Inside(Role::Member) {
            let own = needed(action, group.kind, &self.limits.policy) == Some(Place::Inside(Role::Member));
            return own || GivenBy::of(action).is_in(self.mask(group), 0);
        }
        may(self.place, action, group.kind, &self.limits.policy)
            || ruled(group) && action == Action::Ban && self.place > Place::Inside(Role::Admin)
    }

    /// What permission groups give who acts.
    fn mask(&self, group: &Group) -> u64 {
        group.default_permissions | self.before.kept.mask(&self.actor.user)
    }

    /// Nobody gives what he has not himself.
    fn gives(&self, rights: u64) -> bool {
        let Some(group) = &self.before.profile else { return false };
        let all = !ruled(group) || self.place > Place::Inside(Role::Admin);
        all || rights & !self.mask(group) == 0
    }

    fn is_app(&self) -> bool {
        self.actor.standing == Standing::AppAdmin
    }

    fn is_system(&self) -> bool {
        self.actor.face == Face::System
    }

    fn is_own(&self, user: &UserId) -> bool {
        self.actor.user == *user && !self.is_app()
    }

    /// Outsiders stand as low as members.
    fn is_below(&self, user: &UserId) -> bool {
        if self.before.profile.as_ref().is_some_and(ruled) && self.place == Place::Inside(Role::Member) {
            return self.before.role(user) != Some(Role::Owner) && !self.is_own(user);
        }
        above(self.place, self.before.role(user).unwrap_or(Role::Member))
    }

    fn with(&self, wanted: impl Fn(&EventBody) -> bool) -> bool {
        self.commit.iter().any(|event| wanted(&event.event.body))
    }

    fn allows(&self, body: &EventBody, event: &StoredEvent) -> bool {
        let now = event.at.secs();
        match body {
            EventBody::Created { .. } | EventBody::Imported { .. } => true,
            EventBody::Disbanded { .. } => self.may(Action::Disband) || self.quits(&self.actor.user),
            EventBody::MembersAdded { members, how, .. } => {
                members.iter().all(|user| !self.before.banned(user, now)) && self.lets_in(members, *how)
            }
            EventBody::MembersImported { members } => {
                let possible = |(user, role): &(UserId, Role)| !self.before.banned(user, now) && *role != Role::Owner;
                self.is_app() && members.iter().all(possible)
            }
            // An erased person goes as if he had left.
            EventBody::MemberQuit { .. } if self.is_system() => true,
            EventBody::MemberQuit { member, role } => self.is_own(member) && self.may(Action::Quit) && self.may_go(*role),
            EventBody::MembersKicked { members, .. } => {
                let action = if self.with(|body| matches!(body, EventBody::Banned { .. })) { Action::Ban } else { Action::Kick };
                self.may(action) && members.iter().all(|(user, role)| *role != Role::Owner && self.is_below(user))
            }
            EventBody::RoleChanged { member, before, after } => {
                let ordinary = *before != Role::Owner && *after != Role::Owner;
                self.may(Action::Appoint) && ordinary && self.is_below(member) && !self.is_own(member)
            }
            EventBody::OwnerChanged { before, after: None } => before.as_ref().is_some_and(|owner| self.quits(owner)),
            EventBody::OwnerChanged { after: Some(heir), .. } => self.may(Action::Transfer) && !self.is_own(heir),
            EventBody::InfoChanged { changes } => !changes.is_empty() && changes.iter().all(|change| self.may(edits(change))),
            EventBody::MemberChanged { member, changes } => changes.iter().all(|change| self.may_edit(member, change)),
            EventBody::Muted { users, .. } => self.may(Action::Mute) && users.iter().all(|user| self.is_below(user)),
            EventBody::Banned { users, .. } => self.may(Action::Ban) && users.iter().all(|user| self.is_below(user)),
            EventBody::Unbanned { .. } => self.may(Action::Ban),
            EventBody::Applied { users, kind, .. } => {
                let free = |user: &UserId| self.before.role(user).is_none() && !self.before.banned(user, now);
                self.asks(users, *kind) && users.iter().all(free)
            }
            EventBody::Decided { users, kind, .. } => match kind {
                ApplicationKind::Join | ApplicationKind::Approval => self.may(Action::Approve),
                ApplicationKind::Consent => self.is_app() || users.iter().all(|user| self.is_own(user)),
            },
            // Only live groups have marks, and they are never stored.
            EventBody::Marked { .. } | EventBody::TopicCustomData { .. } => false,
            EventBody::AttributesChanged { .. } => self.may(Action::EditAttributes),
            EventBody::CountersChanged { .. } => self.may(Action::EditCounters),
            EventBody::PermissionGroupCreated { permission_group: group } => {
                self.may(Action::ManagePermissionGroups) && self.gives(group.permissions)
            }
            EventBody::PermissionGroupChanged { before, after } => {
                self.may(Action::ManagePermissionGroups) && self.gives(after.permissions & !before.permissions)
            }
            EventBody::PermissionGroupsDeleted { .. } => self.may(Action::ManagePermissionGroups),
            EventBody::PermissionMembersAdded { permission_group, users } => {
                let group = self.before.kept.permission_groups.get(permission_group);
                let members = users.iter().all(|user| self.before.role(user).is_some());
                self.may(Action::ManagePermissionMembers) && members && group.is_some_and(|group| self.gives(group.permissions))
            }
            EventBody::PermissionMembersRemoved { .. } => self.may(Action::ManagePermissionMembers),
            topical => self.allows_in_topics(topical) && self.allows_links(topical),
        }
    }

    fn may_in(&self, action: Action, topic: &TopicId) -> bool {
        let Some(group) = &self.before.profile else { return false };
        let rights = self.before.kept.topic_mask(&self.actor.user, topic);
        let member = ruled(group) && self.place == Place::Inside(Role::Member);
        self.may(action) || member && GivenBy::of(action).is_in(self.mask(group), rights)
    }

    fn gives_in(&self, topic: &TopicId, rights: u64) -> bool {
        let Some(group) = &self.before.profile else { return false };
        let own = self.before.kept.topic_mask(&self.actor.user, topic) | TopicRight::all_of(self.mask(group));
        self.place > Place::Inside(Role::Admin) || rights & !own == 0
    }

    fn allows_in_topics(&self, body: &EventBody) -> bool {
        match body {
            EventBody::TopicCreated { imported, .. } => (!imported || self.is_app()) && self.may(Action::ManageTopics),
            EventBody::TopicsDeleted { .. } => self.may(Action::ManageTopics),
            EventBody::TopicChanged { topic, changes } => changes.iter().all(|change| match change {
                InfoChange::MuteAll(..) => self.may_in(Action::MuteTopic, &topic.id),
                _ => self.may_in(Action::EditTopic, &topic.id),
            }),
            EventBody::TopicMuted { topic, users, .. } => {
                self.may_in(Action::MuteTopic, topic) && users.iter().all(|user| self.is_below(user))
            }
            EventBody::TopicRightsChanged { topics, .. } => topics.iter().all(|TopicRights { topic, before, after }| {
                let ends = self.with(|body| matches!(body, EventBody::TopicsDeleted { topics } if topics.contains(topic)));
                let more = after.unwrap_or(0) & !before.unwrap_or(0);
                ends && after.is_none() || self.may_in(Action::ManageTopicRights, topic) && self.gives_in(topic, more)
            }),
            _ => true,
        }
    }

    fn allows_links(&self, body: &EventBody) -> bool {
        match body {
            EventBody::LinkCreated { link } => {
                let decided = self.before.profile.as_ref().is_some_and(|group| group.invite == InviteOption::Approval);
                self.may(Action::MakeLinks) && (link.approval || !decided || self.may(Action::Approve))
            }
            EventBody::LinkRevoked { link } => {
                let creator = self.before.kept.links.get(link).map(|link| &link.creator);
                let own = creator.is_some_and(|creator| self.is_own(creator)) && self.before.role(&self.actor.user).is_some();
                own || self.may(Action::MakeLinks)
            }
            EventBody::LinkUsed { .. } => !self.is_app(),
            _ => true,
        }
    }

    /// He shows a link that lets in at once, or that he may use because he was invited.
    fn by_link(&self, user: &UserId) -> bool {
        let invited = self.before.applications.get(user) == Some(&ApplicationKind::Consent);
        self.with(|body| match body {
            EventBody::LinkUsed { link, .. } => self.before.kept.links.get(link).is_some_and(|link| !link.approval || invited),
            _ => false,
        })
    }

    fn quits(&self, user: &UserId) -> bool {
        self.with(|body| matches!(body, EventBody::MemberQuit { member, .. } if member == user))
    }

    fn may_go(&self, role: Role) -> bool {
        let group = self.before.profile.as_ref();
        role != Role::Owner || group.is_some_and(|group| group.kind.rules().owner_may_quit)
    }

    /// By a decision, by himself where that is free, or by somebody who may bring others in.
    fn lets_in(&self, members: &[UserId], how: Entry) -> bool {
        let decided = |user: &UserId| {
            self.with(|body| matches!(body, EventBody::Decided { users, accepted: true, .. } if users.contains(user)))
        };
        if members.iter().all(decided) {
            return true;
        }
        match how {
            Entry::Applied => {
                members.len() == 1 && members.iter().all(|user| self.is_own(user) && (self.is_free(user) || self.by_link(user)))
            }
            Entry::Invited => self.may(Action::Invite) && (self.is_app() || self.brings_in()),
        }
    }

    /// Whoever is invited by this actor is in at once.
    fn brings_in(&self) -> bool {
        let Some(group) = &self.before.profile else { return false };
        let consent = self.limits.policy.invitee_consent && group.kind.rules().consent_possible;
        let decides = self.may(Action::Approve);
        !consent && (group.invite == InviteOption::Free || group.invite == InviteOption::Approval && decides)
    }

    fn is_free(&self, user: &UserId) -> bool {
        let Some(group) = &self.before.profile else { return false };
        let invited = self.before.applications.get(user) == Some(&ApplicationKind::Consent);
        group.kind.rules().applications && (group.join == JoinOption::Free || invited)
    }

    fn asks(&self, users: &[UserId], kind: ApplicationKind) -> bool {
        match kind {
            ApplicationKind::Join => users.len() == 1 && users.iter().all(|user| self.is_own(user)),
            ApplicationKind::Approval | ApplicationKind::Consent => self.may(Action::Invite),
        }
    }

    fn may_edit(&self, member: &UserId, change: &MemberChange) -> bool {
        match change {
            MemberChange::NameCard(..) | MemberChange::Fields(_) if self.is_own(member) => self.may(Action::EditSelf),
            MemberChange::NameCard(..) | MemberChange::Fields(_) => self.may(Action::EditMember) && self.is_below(member),
            MemberChange::MsgFlag(..) => self.is_app() || self.is_own(member),
            MemberChange::Unread(..) => self.is_app(),
        }
    }
}

fn edits(change: &InfoChange) -> Action {
    match change {
        InfoChange::Name(..)
        | InfoChange::Introduction(..)
        | InfoChange::Notification(..)
        | InfoChange::FaceUrl(..)
        | InfoChange::Fields(_) => Action::EditProfile,
        InfoChange::MuteAll(..) => Action::MuteAll,
        InfoChange::JoinOption(..)
        | InfoChange::InviteOption(..)
        | InfoChange::MaxMembers(..)
        | InfoChange::Visible(..)
        | InfoChange::Searchable(..)
        | InfoChange::EarlyHistory(..) => Action::EditOptions,
        InfoChange::PermissionGroups(..) | InfoChange::DefaultPermissions(..) => Action::EditPermissions,
        InfoChange::Custom(..) => Action::EditTopic,
    }
}
