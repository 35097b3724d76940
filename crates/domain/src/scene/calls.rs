//! Calls on the group "g", each said in few words.

use super::{user, users};
use crate::application::{HandleApplications, JoinGroup};
use crate::group::{ChangeOwner, CreateGroup, DestroyGroup, GroupPatch, ModifyGroup, NewGroup, NewId};
use crate::member::{
    AddMembers, ImportMembers, ImportedMember, InviteMembers, KickMembers, MarkMembers, MemberPatch, ModifyMember, QuitGroup,
    SetUnread,
};
use crate::sanction::{BanMembers, MuteMembers, UnbanMembers};
use crate::{CustomField, GroupId, Kind, Role, Secs};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

pub(crate) fn g() -> GroupId {
    GroupId::parse("g").unwrap()
}

pub(crate) fn field(key: &str, value: &str) -> CustomField {
    CustomField { key: key.to_string(), value: value.to_string() }
}

pub(crate) fn create(kind: Kind) -> CreateGroup {
    let group = NewGroup {
        id: NewId::Chosen(g()),
        kind,
        owner: Some(user("owner")),
        name: "name".to_string(),
        introduction: String::new(),
        notification: String::new(),
        face_url: String::new(),
        max_members: None,
        join: None,
        invite: None,
        topics: false,
        permission_groups: false,
        default_permissions: 0,
        fields: Vec::new(),
    };
    CreateGroup { group, members: Vec::new() }
}

pub(crate) fn join() -> JoinGroup {
    JoinGroup { group: g(), message: "please".to_string() }
}

pub(crate) fn quit() -> QuitGroup {
    QuitGroup { group: g() }
}

pub(crate) fn disband() -> DestroyGroup {
    DestroyGroup { group: g() }
}

pub(crate) fn transfer(heir: &str) -> ChangeOwner {
    ChangeOwner { group: g(), owner: user(heir) }
}

pub(crate) fn modify(patch: GroupPatch) -> ModifyGroup {
    ModifyGroup { group: g(), patch }
}

pub(crate) fn rename(name: &str) -> ModifyGroup {
    modify(GroupPatch { name: Some(name.to_string()), ..GroupPatch::default() })
}

pub(crate) fn invite(ids: &[&str]) -> InviteMembers {
    InviteMembers { group: g(), users: users(ids), message: "come in".to_string() }
}

pub(crate) fn add(ids: &[&str]) -> AddMembers {
    AddMembers { group: g(), users: users(ids), silent: false }
}

pub(crate) fn kick(ids: &[&str]) -> KickMembers {
    KickMembers { group: g(), users: users(ids), reason: "spam".to_string(), silent: false, ban_secs: 0 }
}

pub(crate) fn ban(ids: &[&str], secs: u32) -> BanMembers {
    BanMembers { group: g(), users: users(ids), secs, description: "spam".to_string() }
}

pub(crate) fn unban(ids: &[&str]) -> UnbanMembers {
    UnbanMembers { group: g(), users: users(ids) }
}

pub(crate) fn mute(ids: &[&str], secs: u32) -> MuteMembers {
    MuteMembers { group: g(), users: users(ids), secs }
}

pub(crate) fn mark(ids: &[&str], mark: u32) -> MarkMembers {
    MarkMembers { group: g(), users: users(ids), mark, on: true }
}

pub(crate) fn edit(id: &str, patch: MemberPatch) -> ModifyMember {
    ModifyMember { group: g(), user: user(id), patch }
}

pub(crate) fn appoint(id: &str, role: Role) -> ModifyMember {
    edit(id, MemberPatch { role: Some(role), ..MemberPatch::default() })
}

pub(crate) fn card(id: &str, card: &str) -> ModifyMember {
    edit(id, MemberPatch { name_card: Some(card.to_string()), ..MemberPatch::default() })
}

pub(crate) fn silence(id: &str, secs: u32) -> ModifyMember {
    edit(id, MemberPatch { mute_secs: Some(secs), ..MemberPatch::default() })
}

pub(crate) fn unread(id: &str, unread: u32) -> SetUnread {
    SetUnread { group: g(), user: user(id), unread }
}

pub(crate) fn row(id: &str, role: Role, joined_at: Option<u64>) -> ImportedMember {
    ImportedMember { user: user(id), role, joined_at: joined_at.map(Secs), unread: 7 }
}

pub(crate) fn import(members: Vec<ImportedMember>) -> ImportMembers {
    ImportMembers { group: g(), members }
}

fn handle(ids: &[&str], accept: bool) -> HandleApplications {
    let applications = ids.iter().map(|id| (user(id), None)).collect();
    HandleApplications { group: g(), applications, accept, reason: "because".to_string() }
}

pub(crate) fn accept(ids: &[&str]) -> HandleApplications {
    handle(ids, true)
}

pub(crate) fn refuse(ids: &[&str]) -> HandleApplications {
    handle(ids, false)
}
