//! What tests of new and ended groups need besides the scene.

use crate::group::{Group, Member, NewGroup, NewMember};
use crate::scene::Scene;
pub(super) use crate::scene::{NOW, app, by, create, field, user};
use crate::{Actor, Command, Decision, HeadView, Kind, Limits, Reject, Role, Secs};
use alloc::string::String;
use alloc::vec::Vec;

pub(super) fn member(id: &str, role: Role) -> NewMember {
    NewMember { user: user(id), role, name_card: String::new(), fields: Vec::new() }
}

pub(super) fn new_group(kind: Kind) -> NewGroup {
    create(kind).group
}

pub(super) fn alive(kind: Kind, owner: Option<&str>) -> Group {
    let mut group = new_group(kind);
    group.owner = owner.map(user);
    let (join, invite) = (kind.rules().join_default, kind.rules().invite_default);
    let birth = crate::group::new::Birth { cap: Some(10), join, invite, created_at: Secs(1) };
    group.record(&birth)
}

pub(super) fn stored(id: &str, role: Role) -> Member {
    crate::member::newcomer(&alive(Kind::Public, None), user(id), role, NOW)
}

/// Decides on a home that shows `head` and these members.
pub(super) fn decide_with<C: Command>(
    command: &C,
    actor: &Actor,
    head: HeadView,
    members: &[Member],
    limits: &Limits,
) -> Result<Decision<C::Reply>, Reject> {
    let members = members.iter().map(|member| (member.user.clone(), member.clone())).collect();
    Scene { head, members, limits: *limits, ..Scene::free() }.decide(actor, command)
}

/// Decides a command of the owner on a free id.
pub(super) fn decide<C: Command>(command: &C) -> Result<Decision<C::Reply>, Reject> {
    decide_with(command, &by("owner"), HeadView::Free, &[], &Limits::RECOMMENDED)
}
