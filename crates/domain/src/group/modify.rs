//! Change a group's profile and options (rule book 1.4; 4.3, modify_group_base_info).

use crate::draft::{Draft, nothing};
use crate::group::Group;
use crate::text::{self, CustomLimits};
use crate::{
    Action, Actor, AppId, Asker, Change, Command, Context, CustomField, EventBody, Field, GroupId, Home, InfoChange, InviteOption,
    JoinOption, Kind, Limits, ReadSet, Reject, Step, View,
};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

/// Changes parts of a group's profile; all of them or, when one is refused, none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ModifyGroup {
    /// The group.
    pub group: GroupId,
    /// What changes.
    pub patch: GroupPatch,
}

/// What changes of a group; nothing stays as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct GroupPatch {
    /// Name, not blank.
    pub name: Option<String>,
    /// Introduction.
    pub introduction: Option<String>,
    /// Notification.
    pub notification: Option<String>,
    /// Avatar address.
    pub face_url: Option<String>,
    /// Custom fields by key; an empty value deletes.
    pub fields: Vec<CustomField>,
    /// What applications meet; only where the type lets it be chosen.
    pub join: Option<JoinOption>,
    /// What invitations meet; only where the type lets it be chosen.
    pub invite: Option<InviteOption>,
    /// The member cap: not below the members there are, not above the type's. Types without a cap ignore it (rule book 1.2).
    pub max_members: Option<u64>,
    /// Outsiders see the group.
    pub visible: Option<bool>,
    /// Outsiders find the group.
    pub searchable: Option<bool>,
    /// Only owner, admins and the app may speak.
    pub mute_all: Option<bool>,
    /// Permission groups rule; only communities with topics.
    pub permission_groups: Option<bool>,
    /// Rights of members in no permission group; only communities with topics.
    pub default_permissions: Option<u64>,
    /// Members see messages from before they joined; only where the type lets it be chosen.
    pub early_history: Option<bool>,
}

/// A group while its parts are gone through.
struct Making<'a> {
    group: Group,
    limits: &'a Limits,
    changes: Vec<InfoChange>,
}

impl Making<'_> {
    /// Sets a part and notes both values, if they differ.
    fn set<T: PartialEq + Clone>(
        &mut self,
        part: impl Fn(&mut Group) -> &mut T,
        value: Option<T>,
        change: impl Fn(T, T) -> InfoChange,
    ) {
        let Some(value) = value else { return };
        let kept = part(&mut self.group);
        if *kept != value {
            let before = core::mem::replace(kept, value.clone());
            self.changes.push(change(before, value));
        }
    }

    fn texts(&mut self, patch: &GroupPatch) -> Result<(), Reject> {
        let limits = self.limits;
        let sized = [
            (Field::Name, &patch.name, limits.name_bytes),
            (Field::Introduction, &patch.introduction, limits.introduction_bytes),
            (Field::Notification, &patch.notification, limits.notification_bytes),
            (Field::FaceUrl, &patch.face_url, limits.face_url_bytes),
        ];
        for (field, text, limit) in sized {
            text.as_ref().map_or(Ok(()), |text| text::at_most(field, text, limit))?;
        }
        patch.name.as_ref().map_or(Ok(()), |name| text::not_blank(Field::Name, name))?;
        self.set(|group| &mut group.name, patch.name.clone(), InfoChange::Name);
        self.set(|group| &mut group.introduction, patch.introduction.clone(), InfoChange::Introduction);
        self.set(|group| &mut group.notification, patch.notification.clone(), InfoChange::Notification);
        self.set(|group| &mut group.face_url, patch.face_url.clone(), InfoChange::FaceUrl);
        if !patch.fields.is_empty() {
            let changes = text::merge(&mut self.group.fields, &patch.fields, &CustomLimits::of_groups(limits))?;
            if !changes.is_empty() {
                self.changes.push(InfoChange::Fields(changes));
            }
        }
        Ok(())
    }

    fn options(&mut self, patch: &GroupPatch) -> Result<(), Reject> {
        let rules = self.group.kind.rules();
        let permission_groups = rules.topics && self.group.topics;
        let not_of_kind = [
            (Field::JoinOption, patch.join.is_some() && !rules.join_settable),
            (Field::InviteOption, patch.invite.is_some() && !rules.invite_settable),
            (Field::EarlyHistory, patch.early_history.is_some() && !rules.early_history_settable),
            (Field::PermissionGroups, patch.permission_groups.is_some() && !permission_groups),
            (Field::DefaultPermissions, patch.default_permissions.is_some() && !permission_groups),
        ];
        if let Some((field, _)) = not_of_kind.into_iter().find(|(_, refused)| *refused) {
            return Err(Reject::NotOfKind { field, kind: self.group.kind });
        }
        let cap = self.cap(patch.max_members)?;
        self.set(|group| &mut group.join, patch.join, InfoChange::JoinOption);
        self.set(|group| &mut group.invite, patch.invite, InfoChange::InviteOption);
        self.set(|group| &mut group.max_members, cap.map(Some), InfoChange::MaxMembers);
        self.set(|group| &mut group.visible, patch.visible.map(Some), InfoChange::Visible);
        self.set(|group| &mut group.searchable, patch.searchable.map(Some), InfoChange::Searchable);
        self.set(|group| &mut group.permission_groups, patch.permission_groups, InfoChange::PermissionGroups);
        self.set(|group| &mut group.default_permissions, patch.default_permissions, InfoChange::DefaultPermissions);
        self.set(|group| &mut group.early_history, patch.early_history.map(Some), InfoChange::EarlyHistory);
        Ok(())
    }

    /// The wished cap, if there is one and the type has any.
    fn cap(&self, wished: Option<u64>) -> Result<Option<u32>, Reject> {
        let (Some(wished), Some(most)) = (wished, (self.group.kind.rules().cap)(&self.limits.caps)) else { return Ok(None) };
        let most = most.max(self.group.max_members.unwrap_or(0));
        let least = self.group.member_count.max(1);
        match u32::try_from(wished) {
            Ok(cap) if (least..=most).contains(&cap) => Ok(Some(cap)),
            _ => Err(Reject::OutOfRange { field: Field::MaxMembers, min: least.into(), max: most.into(), given: wished }),
        }
    }
}

impl GroupPatch {
    fn has_profile(&self) -> bool {
        let texts = [&self.name, &self.introduction, &self.notification, &self.face_url];
        texts.into_iter().any(Option::is_some) || !self.fields.is_empty()
    }

    fn has_options(&self) -> bool {
        self.join.is_some()
            || self.invite.is_some()
            || self.max_members.is_some()
            || self.visible.is_some()
            || self.searchable.is_some()
            || self.early_history.is_some()
    }

    fn has_permissions(&self) -> bool {
        self.permission_groups.is_some() || self.default_permissions.is_some()
    }

    /// What one must be allowed to do for these changes.
    fn actions(&self, kind: Kind) -> impl Iterator<Item = Action> {
        // Elsewhere they are refused as options that the type does not have.
        let permissions = if kind.rules().topics { Action::EditPermissions } else { Action::EditOptions };
        let actions = [
            self.has_profile().then_some(Action::EditProfile),
            self.has_options().then_some(Action::EditOptions),
            self.mute_all.is_some().then_some(Action::MuteAll),
            self.has_permissions().then_some(permissions),
        ];
        let nothing = actions.iter().all(Option::is_none);
        // Who may change nothing of a group is also told so when he changes nothing.
        actions.into_iter().flatten().chain(nothing.then_some(Action::EditProfile))
    }
}

impl Command for ModifyGroup {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet::acting(actor)
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<()>, Reject> {
        let group = view.group()?;
        let asker = Asker::of(actor, view, group);
        for action in self.patch.actions(group.kind) {
            context.demand(&asker, action)?;
        }
        let mut making = Making { group: group.clone(), limits: context.limits, changes: Vec::new() };
        making.texts(&self.patch)?;
        making.options(&self.patch)?;
        making.set(|group| &mut group.mute_all, self.patch.mute_all, InfoChange::MuteAll);
        let Making { group: mut after, changes, .. } = making;
        if changes.is_empty() {
            return Ok(nothing(()));
        }
        after.info_changed_at = view.now.secs();
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        if let Some(cap) = after.max_members.filter(|_| self.patch.max_members.is_some()) {
            draft.asserts.push(crate::Assert::Room { cap });
        }
        draft.changes.push(Change::Profile(Box::new(after)));
        draft.events.push(EventBody::InfoChanged { changes });
        Ok(draft.done(actor, ()))
    }
}
