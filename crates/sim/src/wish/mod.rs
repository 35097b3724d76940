//! What users want of groups.

mod places;
mod records;
mod roll;
mod theme;

pub(crate) use places::{LinkWish, TopicWish};
pub(crate) use roll::Wishes;
pub(crate) use theme::Theme;

use opentim_domain::GroupId;
use opentim_domain::account::DeleteAccount;
use opentim_domain::application::{HandleApplications, JoinGroup, ReadApplications};
use opentim_domain::attribute::{DeleteAttributes, SetAttributes};
use opentim_domain::counter::{ChangeCounters, DeleteCounters};
use opentim_domain::group::{ChangeOwner, CreateGroup, DestroyGroup, ImportGroup, ModifyGroup};
use opentim_domain::member::{AddMembers, ImportMembers, InviteMembers, KickMembers, ModifyMember, QuitGroup, SetUnread};
use opentim_domain::permission_group::{
    AddPermissionMembers, CreatePermissionGroup, DeletePermissionGroups, ModifyPermissionGroup, RemovePermissionMembers,
};
use opentim_domain::sanction::{BanMembers, MuteMembers, UnbanMembers};

/// What somebody wants to do.
#[derive(Clone, Debug)]
pub(crate) enum Wish {
    Create(Box<CreateGroup>),
    /// Its id is drawn by the engine.
    CreateDrawn(Box<CreateGroup>),
    Import(Box<ImportGroup>),
    Destroy(DestroyGroup),
    Modify(Box<ModifyGroup>),
    Transfer(ChangeOwner),
    Join(JoinGroup),
    Handle(HandleApplications),
    /// Decides on all that he sees waiting for him in this group; becomes a [`Wish::Handle`] when he has looked.
    HandleSeen {
        group: GroupId,
        accept: bool,
    },
    Read(ReadApplications),
    Invite(InviteMembers),
    Add(AddMembers),
    Quit(QuitGroup),
    Kick(KickMembers),
    Edit(Box<ModifyMember>),
    ImportMembers(ImportMembers),
    Unread(SetUnread),
    Mute(MuteMembers),
    Ban(BanMembers),
    Unban(UnbanMembers),
    SetAttributes(SetAttributes),
    /// Reads how often the attributes have changed, and then writes only if nobody was faster; becomes a [`Wish::SetAttributes`] when
    /// he has looked.
    SetSeen(SetAttributes),
    DeleteAttributes(DeleteAttributes),
    Count(ChangeCounters),
    DeleteCounters(DeleteCounters),
    CreatePermissionGroup(CreatePermissionGroup),
    ModifyPermissionGroup(ModifyPermissionGroup),
    DeletePermissionGroups(DeletePermissionGroups),
    PutInto(AddPermissionMembers),
    TakeOut(RemovePermissionMembers),
    Topic(Box<TopicWish>),
    Link(Box<LinkWish>),
    DeleteAccount(DeleteAccount),
}
