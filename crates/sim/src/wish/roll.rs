//! How wishes are rolled.

use super::{Theme, Wish};
use crate::actors::{member, new_group, user};
use crate::dice::Dice;
use opentim_domain::account::DeleteAccount;
use opentim_domain::application::{HandleApplications, JoinGroup, ReadApplications};
use opentim_domain::group::{ChangeOwner, CreateGroup, DestroyGroup, GroupPatch, ImportGroup, ModifyGroup, NewId};
use opentim_domain::member::{
    AddMembers, ImportMembers, ImportedMember, InviteMembers, KickMembers, MemberPatch, ModifyMember, QuitGroup, SetUnread,
};
use opentim_domain::sanction::{BanMembers, MuteMembers, UnbanMembers};
use opentim_domain::{CustomField, GroupId, InviteOption, JoinOption, Millis, MsgFlag, Role, UserId};

/// Rolls wishes of one schedule.
pub(crate) struct Wishes<'a> {
    pub(crate) dice: &'a Dice,
    pub(crate) theme: Theme,
    pub(crate) users: usize,
    pub(crate) groups: &'a [GroupId],
}

impl Wishes<'_> {
    fn group(&self) -> GroupId {
        self.one_of(self.groups)
    }

    pub(super) fn one_of<T: Clone>(&self, things: &[T]) -> T {
        things[self.dice.roll(things.len())].clone()
    }

    fn user(&self) -> UserId {
        user(self.dice.roll(self.users))
    }

    pub(super) fn some_users(&self) -> Vec<UserId> {
        (0..=self.dice.roll(3)).map(|_| self.user()).collect()
    }

    /// Times short enough to end before the schedule does, and one for ever.
    fn secs(&self) -> u32 {
        self.one_of(&[1, 2, 5, u32::MAX])
    }

    /// A new group of this id that is small, so that there are races for its last place.
    pub(crate) fn create(&self, id: GroupId) -> CreateGroup {
        let kind = self.one_of(self.theme.kinds());
        let mut group = new_group(NewId::Chosen(id), kind, Some(self.user()));
        group.max_members = Some(3 + self.dice.roll(self.users) as u64);
        group.join = Some(self.one_of(self.theme.joins()));
        group.invite = Some(self.one_of(&[InviteOption::Free, InviteOption::Approval, InviteOption::Disabled]));
        if self.theme.topics() {
            let ruled = if self.theme == Theme::Rights { !self.dice.one_in(8) } else { !self.dice.one_in(4) };
            (group.topics, group.permission_groups) = (true, ruled);
            group.default_permissions = if self.dice.one_in(4) { self.rights() } else { 0 };
        }
        let role = if kind.rules().admins && self.dice.one_in(2) { Role::Admin } else { Role::Member };
        let named = [(self.user(), role), (self.user(), Role::Member)];
        let members = if kind.rules().initial_members { &named[..] } else { &[] };
        CreateGroup { group, members: members.iter().cloned().map(|(user, role)| member(user, role)).collect() }
    }

    /// What a user may want for himself.
    pub(crate) fn of_user(&self, me: &UserId) -> Wish {
        if self.dice.one_in(4) { self.any(me) } else { self.themed(me) }
    }

    fn themed(&self, me: &UserId) -> Wish {
        let group = self.group();
        match (self.theme, self.dice.roll(6)) {
            (Theme::Live, 0..4) | (Theme::Rush, 0..3) | (Theme::Decisions, 0..2) | (Theme::Rebirth, 0) => self.join(group),
            (Theme::Rush, 3) | (Theme::Decisions, 2) | (Theme::Exodus, 0) => self.invite(group),
            (Theme::Rush | Theme::Live, 4) | (Theme::Exodus, 1..5) => Wish::Quit(QuitGroup { group }),
            (Theme::Decisions, 3..5) => Wish::HandleSeen { group, accept: !self.dice.one_in(4) },
            (Theme::Decisions, 5) => self.decision(group),
            (Theme::Staff, 0..2) => self.appoint(group),
            (Theme::Staff, 2) => Wish::Transfer(ChangeOwner { group, owner: self.user() }),
            (Theme::Rush | Theme::Staff | Theme::Exodus | Theme::Live, _) => self.of_staff(group),
            (Theme::Rebirth, 1..4) => Wish::Create(Box::new(self.own(self.create(group), me))),
            (Theme::Rebirth, _) => Wish::Destroy(DestroyGroup { group }),
            (Theme::Contents, 0) | (Theme::Rights, 0) => self.join(group),
            (Theme::Contents, _) => self.of_contents(group),
            (Theme::Rights, 1..3) => self.of_rights(group),
            (Theme::Rights, _) => self.of_staff(group),
            (Theme::Quotas, 0..2) | (Theme::Topics, 0) => self.join(group),
            (Theme::Quotas, 2) => Wish::CreateDrawn(Box::new(self.own(self.create(group), me))),
            (Theme::Quotas, 3) => Wish::Create(Box::new(self.own(self.create(group), me))),
            (Theme::Quotas, 4) => Wish::Destroy(DestroyGroup { group }),
            (Theme::Quotas, _) => Wish::Quit(QuitGroup { group }),
            (Theme::Links, 0..4) => self.join_by_link(group),
            (Theme::Links, _) => self.of_links(group),
            (Theme::Topics, 1) => self.of_rights(group),
            (Theme::Topics, _) => self.of_topics(group),
            (Theme::Erasure, 0) => self.invite(group),
            (Theme::Any | Theme::Decisions | Theme::Erasure, _) => self.any(me),
        }
    }

    fn join(&self, group: GroupId) -> Wish {
        Wish::Join(JoinGroup { group, message: "let me in".to_owned() })
    }

    fn invite(&self, group: GroupId) -> Wish {
        Wish::Invite(InviteMembers { group, users: self.some_users(), message: String::new() })
    }

    fn appoint(&self, group: GroupId) -> Wish {
        let role = Some(self.one_of(&[Role::Admin, Role::Admin, Role::Member]));
        Wish::Edit(Box::new(ModifyMember { group, user: self.user(), patch: MemberPatch { role, ..MemberPatch::default() } }))
    }

    fn any(&self, me: &UserId) -> Wish {
        let group = self.group();
        match self.dice.roll(100) {
            0..18 => self.join(group),
            18..26 => Wish::Quit(QuitGroup { group }),
            26..36 => self.invite(group),
            36..50 => Wish::HandleSeen { group, accept: !self.dice.one_in(4) },
            50..54 => Wish::Edit(Box::new(ModifyMember { group, user: me.clone(), patch: self.own_part() })),
            54..58 => self.decision(group),
            58..60 => Wish::Create(Box::new(self.own(self.create(group), me))),
            60..62 => Wish::CreateDrawn(Box::new(self.own(self.create(group), me))),
            62 => Wish::Read(ReadApplications { user: me.clone(), up_to: Millis(u64::MAX) }),
            _ => self.of_staff(group),
        }
    }

    /// What the app's back end may want.
    pub(crate) fn of_app(&self) -> Wish {
        let group = self.group();
        if self.theme == Theme::Staff && self.dice.one_in(2) {
            return self.appoint(group);
        }
        if self.theme == Theme::Rights && !self.dice.one_in(4) {
            return self.of_rights(group);
        }
        if self.theme == Theme::Contents && self.dice.one_in(2) {
            return self.of_contents(group);
        }
        if let Some(wish) = self.of_app_themed(&group) {
            return wish;
        }
        match self.dice.roll(20) {
            0..4 => Wish::Add(AddMembers { group, users: self.some_users(), silent: self.dice.one_in(2) }),
            4..6 => Wish::ImportMembers(ImportMembers { group, members: self.imported() }),
            6 => Wish::Unread(SetUnread { group, user: self.user(), unread: 7 }),
            7 => Wish::Import(Box::new(ImportGroup { group: self.create(group).group, created_at: None })),
            8..11 => Wish::Create(Box::new(self.create(group))),
            11 => self.invite(group),
            _ => self.of_staff(group),
        }
    }

    /// What its back end does most where a schedule is about that.
    fn of_app_themed(&self, group: &GroupId) -> Option<Wish> {
        match (self.theme, self.dice.roll(4)) {
            (Theme::Links, 0..2) => Some(self.of_links(group.clone())),
            (Theme::Links, 2) => {
                let (users, reason) = (self.some_users(), "go".to_owned());
                Some(Wish::Kick(KickMembers { group: group.clone(), users, reason, silent: true, ban_secs: 0 }))
            }
            (Theme::Topics, 0..2) => Some(self.of_topics(group.clone())),
            (Theme::Topics, 2) => Some(self.of_rights(group.clone())),
            (Theme::Quotas, 0) => Some(Wish::CreateDrawn(Box::new(self.create(group.clone())))),
            (Theme::Erasure, 0) => Some(Wish::DeleteAccount(DeleteAccount { user: self.victim() })),
            _ => None,
        }
    }

    fn of_staff(&self, group: GroupId) -> Wish {
        let users = self.some_users();
        match self.dice.roll(38) {
            0..6 => {
                let ban_secs = if self.dice.one_in(2) { self.secs() } else { 0 };
                Wish::Kick(KickMembers { group, users, reason: "go".to_owned(), silent: false, ban_secs })
            }
            6..9 => Wish::Ban(BanMembers { group, users, secs: self.secs(), description: "out".to_owned() }),
            9..12 => Wish::Unban(UnbanMembers { group, users }),
            12..15 => Wish::Mute(MuteMembers { group, users, secs: if self.dice.one_in(3) { 0 } else { self.secs() } }),
            15..19 => Wish::Transfer(ChangeOwner { group, owner: self.user() }),
            19..26 => self.appoint(group),
            26..28 => Wish::Edit(Box::new(ModifyMember { group, user: self.user(), patch: self.part() })),
            28..37 => Wish::Modify(Box::new(ModifyGroup { group, patch: self.flag() })),
            _ => Wish::Destroy(DestroyGroup { group }),
        }
    }

    /// A decision by name, whether or not anybody waits.
    fn decision(&self, group: GroupId) -> Wish {
        let applications = self.some_users().into_iter().map(|user| (user, None)).collect();
        Wish::Handle(HandleApplications { group, applications, accept: !self.dice.one_in(4), reason: "so be it".to_owned() })
    }

    fn own(&self, mut create: CreateGroup, me: &UserId) -> CreateGroup {
        create.group.owner = Some(me.clone());
        create
    }

    fn imported(&self) -> Vec<ImportedMember> {
        let roles = [Role::Member, Role::Admin];
        let row = |user| ImportedMember { user, role: self.one_of(&roles), joined_at: None, unread: 3 };
        self.some_users().into_iter().map(row).collect()
    }

    fn field(&self) -> CustomField {
        CustomField { key: self.one_of(&["k", "l"]).to_owned(), value: self.one_of(&["", "v", "w"]).to_owned() }
    }

    fn own_part(&self) -> MemberPatch {
        match self.dice.roll(2) {
            0 => MemberPatch { msg_flag: Some(self.one_of(&[MsgFlag::Discard, MsgFlag::Quiet])), ..MemberPatch::default() },
            _ => self.part(),
        }
    }

    fn part(&self) -> MemberPatch {
        let patch = MemberPatch::default();
        match self.dice.roll(3) {
            0 => MemberPatch { name_card: Some(format!("card {}", self.dice.roll(3))), ..patch },
            1 => MemberPatch { fields: vec![self.field()], ..patch },
            _ => MemberPatch { mute_secs: Some(self.secs()), ..patch },
        }
    }

    /// One part of a group's profile: parallel changes of different parts must all land.
    fn flag(&self) -> GroupPatch {
        let (patch, words) = (GroupPatch::default(), format!("words {}", self.dice.roll(3)));
        if self.theme == Theme::Rights && self.dice.one_in(6) {
            return match self.dice.roll(2) {
                0 => GroupPatch { permission_groups: Some(self.dice.one_in(2)), ..patch },
                _ => GroupPatch { default_permissions: Some(self.rights()), ..patch },
            };
        }
        match self.dice.roll(8) {
            0 => GroupPatch { name: Some(words), ..patch },
            1 => GroupPatch { introduction: Some(words), ..patch },
            2 => GroupPatch { notification: Some(words), ..patch },
            3 => GroupPatch { fields: vec![self.field()], ..patch },
            4 => GroupPatch { join: Some(self.one_of(&[JoinOption::Free, JoinOption::Approval])), ..patch },
            5 => GroupPatch { invite: Some(self.one_of(&[InviteOption::Free, InviteOption::Approval])), ..patch },
            6 => GroupPatch { max_members: Some(2 + self.dice.roll(self.users) as u64), ..patch },
            _ => GroupPatch { mute_all: Some(self.dice.one_in(2)), ..patch },
        }
    }
}
