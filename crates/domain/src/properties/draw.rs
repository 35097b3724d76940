//! Random groups and random calls on them.

mod contents;

use super::actors;
use crate::account::ErasePerson;
use crate::application::{HandleApplications, JoinGroup};
use crate::attribute::{DeleteAttributes, SetAttributes};
use crate::counter::{ChangeCounters, CounterMode, DeleteCounters};
use crate::group::{ChangeOwner, DestroyGroup, GroupPatch, ModifyGroup};
use crate::link::{CreateLink, JoinByLink, RevokeLink};
use crate::live::SetLiveAdmins;
use crate::member::{AddMembers, ImportMembers, InviteMembers, KickMembers, MemberPatch, ModifyMember, QuitGroup, SetUnread};
use crate::permission_group::{
    AddPermissionMembers, CreatePermissionGroup, DeletePermissionGroups, ModifyPermissionGroup, RemovePermissionMembers,
    RightsChange, SetTopicPermissions,
};
use crate::sanction::{BanMembers, MuteMembers, UnbanMembers};
use crate::scene::*;
use crate::topic::{CreateTopic, DestroyTopics, ModifyTopic, MuteInTopic, SetTopicMsgFlag};
use crate::{Actor, Command, Decision, InviteOption, JoinOption, Kind, MsgFlag, Policy, Reject, Right, Role};
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

/// Random numbers that are the same in every run of a seed (splitmix64).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// 0 to `end` - 1.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    fn one_of<T: Clone>(&mut self, things: &[T]) -> T {
        let at = usize::try_from(self.below(things.len() as u64)).unwrap();
        things[at].clone()
    }

    pub(super) fn scene(&mut self) -> Scene {
        let options = [InviteOption::Disabled, InviteOption::Approval, InviteOption::Free];
        let invite = self.one_of(&options);
        let policy = Policy {
            meeting_tips: self.coin(),
            option_tips: self.coin(),
            live_owner_disbands: self.coin(),
            live_owner_edits: self.coin(),
            admins_edit: self.coin(),
            invite_default: invite,
            community_invite_default: invite,
            invitee_consent: self.coin(),
            admins_appoint: self.coin(),
            admins_kick: self.coin(),
            many_live_groups: self.coin(),
            imported_only: false,
            members_write_attributes: self.coin(),
            members_write_counters: self.coin(),
        };
        let kind = self.one_of(&Kind::ALL);
        let mut scene = Scene::of(kind).with_policy(|kept| *kept = policy).with_limits(|limits| limits.admins = 2);
        if kind == Kind::Community && self.below(4) > 0 {
            let (ruled, everybody) = (self.below(4) > 0, self.rights());
            scene = scene.with_group(|group| {
                (group.topics, group.permission_groups, group.default_permissions) = (true, ruled, everybody);
            });
            scene.limits.permission_groups = 2;
            scene.open_topic("t");
            let rights = [("t", self.below(8))];
            scene.grant_in("a", self.rights(), &rights, &["bob", "admin"]);
        }
        if self.coin() && scene.group().max_members.is_some() {
            scene = scene.with_group(|group| group.max_members = Some(5));
        }
        if self.coin() && kind != Kind::Live {
            scene = scene.with_group(|group| group.invite = invite);
        }
        scene
    }

    fn name(&mut self) -> &'static str {
        self.one_of(&["owner", "admin", "bob", "eve", "ann", "joe", "a b"])
    }

    fn names(&mut self, most: u64) -> Vec<&'static str> {
        (0..=self.below(most)).map(|_| self.name()).collect()
    }

    fn patch(&mut self) -> GroupPatch {
        GroupPatch {
            name: self.coin().then(|| format!("name {}", self.below(2))),
            join: self.coin().then(|| self.one_of(&[JoinOption::Forbidden, JoinOption::Approval, JoinOption::Free])),
            max_members: (self.below(4) == 0).then(|| self.below(8)),
            mute_all: (self.below(4) == 0).then(|| self.coin()),
            default_permissions: (self.below(12) == 0).then(|| self.rights()),
            ..GroupPatch::default()
        }
    }

    fn member_patch(&mut self) -> MemberPatch {
        MemberPatch {
            role: self.coin().then(|| self.one_of(&[Role::Member, Role::Admin, Role::Owner])),
            msg_flag: (self.below(4) == 0).then_some(MsgFlag::Discard),
            name_card: (self.below(4) == 0).then(|| format!("card {}", self.below(2))),
            fields: if self.below(4) == 0 { vec![field("k", self.one_of(&["", "v"]))] } else { Vec::new() },
            mute_secs: (self.below(4) == 0).then(|| self.one_of(&[0, 30, u32::MAX])),
        }
    }

    pub(super) fn request(&mut self) -> Request {
        Request { actor: self.one_of(&actors()), call: self.call(3) }
    }

    /// A request that names one user at most.
    pub(super) fn request_about_one(&mut self) -> Request {
        Request { actor: self.one_of(&actors()), call: self.call(1) }
    }

    /// Rights in a community as bits: mostly several.
    fn rights(&mut self) -> u64 {
        self.below(1 << Right::ALL.len()) & self.one_of(&[0, u64::MAX, u64::MAX])
    }

    fn call(&mut self, most: u64) -> Call {
        let (name, names) = (self.name(), self.names(most));
        let secs = self.one_of(&[0, 30, u32::MAX]);
        if self.below(4) == 0 {
            return self.call_on_records(most);
        }
        if self.below(4) == 0 {
            return self.call_on_contents(most);
        }
        match self.below(40) {
            0..8 => Call::Join(join()),
            8..11 => Call::Quit(quit()),
            11 if self.below(5) == 0 => Call::Disband(disband()),
            11..13 => Call::Transfer(transfer(name)),
            13..16 => Call::Modify(modify(self.patch())),
            16..20 => Call::Invite(invite(&names)),
            20..22 => Call::Add(add(&names)),
            22..25 => Call::Kick(KickMembers { ban_secs: if self.coin() { secs } else { 0 }, ..kick(&names) }),
            25..30 => Call::Handle(if self.below(4) == 0 { refuse(&names) } else { accept(&names) }),
            30..32 => Call::Ban(ban(&names, secs.max(1))),
            32..34 => Call::Unban(unban(&names)),
            34 => Call::Mute(mute(&names, secs)),
            35 => Call::Unread(unread(name, 1)),
            36 => Call::Import(import(vec![row(name, self.one_of(&[Role::Member, Role::Admin]), None)])),
            _ => Call::Edit(edit(name, self.member_patch())),
        }
    }
}

impl Dice {
    fn key(&mut self) -> &'static str {
        self.one_of(&["k", "l", "m"])
    }

    fn permission_group(&mut self) -> &'static str {
        self.one_of(&["a", "b"])
    }

    /// Calls on what a group keeps besides its members.
    fn call_on_records(&mut self, most: u64) -> Call {
        let (key, name, rights, names) = (self.key(), self.permission_group(), self.rights(), self.names(most));
        let sequence = self.coin().then(|| self.below(4));
        match self.below(16) {
            0..3 => {
                let command = set(&[(key, self.one_of(&["", "v", "w"]))]);
                Call::SetAttributes(SetAttributes { sequence, replace: self.below(4) == 0, ..command })
            }
            3 => Call::DeleteAttributes(DeleteAttributes { sequence, ..if self.coin() { delete(&[key]) } else { clear() } }),
            4..7 => {
                let mode = self.one_of(&[CounterMode::Set, CounterMode::Increase, CounterMode::Decrease]);
                let number = self.one_of(&[0, 1, i64::MAX, i64::MIN]);
                Call::Count(ChangeCounters { mode, ..increase(&[(key, number)]) })
            }
            7 => Call::DeleteCounters(delete_counters(self.coin().then_some(&[key]))),
            8 => Call::CreatePermissionGroup(create_pg(name, rights)),
            9..11 => Call::ModifyPermissionGroup(regrant(name, rights)),
            11 => Call::DeletePermissionGroups(delete_pgs(&[name])),
            12..14 => Call::PutInto(put_into(name, &names)),
            14 => Call::TakeOut(take_out(name, &names)),
            _ => {
                let how = self.one_of(&[RightsChange::Add, RightsChange::Modify, RightsChange::Delete]);
                Call::InTopics(in_topics(name, how, &[(self.one_of(&["t", "u"]), self.below(8))]))
            }
        }
    }
}

/// Somebody wants something.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub actor: Actor,
    pub call: Call,
}

macro_rules! calls {
    ($($sort:ident($command:ty)),+ $(,)?) => {
        /// Any call on a group.
        #[derive(Clone, Debug)]
        pub(super) enum Call {
            $($sort($command),)+
        }

        impl Call {
            pub(super) const SORTS: usize = [$(stringify!($sort)),+].len();

            pub(super) fn sort(&self) -> &'static str {
                match self {
                    $(Self::$sort(_) => stringify!($sort),)+
                }
            }
        }

        impl Request {
            pub(super) fn decide(&self, scene: &Scene) -> Result<Decision<()>, Reject> {
                match &self.call {
                    $(Call::$sort(command) => without_reply(scene, &self.actor, command),)+
                }
            }
        }
    };
}

calls! {
    Join(JoinGroup),
    Quit(QuitGroup),
    Disband(DestroyGroup),
    Transfer(ChangeOwner),
    Modify(ModifyGroup),
    Invite(InviteMembers),
    Add(AddMembers),
    Kick(KickMembers),
    Handle(HandleApplications),
    Ban(BanMembers),
    Unban(UnbanMembers),
    Mute(MuteMembers),
    Unread(SetUnread),
    Import(ImportMembers),
    Edit(ModifyMember),
    SetAttributes(SetAttributes),
    DeleteAttributes(DeleteAttributes),
    Count(ChangeCounters),
    DeleteCounters(DeleteCounters),
    CreatePermissionGroup(CreatePermissionGroup),
    ModifyPermissionGroup(ModifyPermissionGroup),
    DeletePermissionGroups(DeletePermissionGroups),
    PutInto(AddPermissionMembers),
    TakeOut(RemovePermissionMembers),
    InTopics(SetTopicPermissions),
    CreateTopic(CreateTopic),
    ModifyTopic(ModifyTopic),
    DestroyTopics(DestroyTopics),
    MuteInTopic(MuteInTopic),
    TopicFlag(SetTopicMsgFlag),
    CreateLink(CreateLink),
    JoinByLink(JoinByLink),
    RevokeLink(RevokeLink),
    LiveAdmins(SetLiveAdmins),
    Erase(ErasePerson),
}

fn without_reply<C: Command>(scene: &Scene, actor: &Actor, command: &C) -> Result<Decision<()>, Reject> {
    let Decision { asserts, changes, events, effects, .. } = scene.decide(actor, command)?;
    Ok(Decision { asserts, changes, events, effects, reply: () })
}
