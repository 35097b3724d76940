//! A small factory: each test says only what it is about.

use crate::group::{CreateGroup, Group, Member, NewGroup, NewId, NewMember};
use crate::{
    Actor, Command, Context, CustomField, Decision, Face, GroupId, HeadView, Kind, Limits, Millis, MsgFlag, Reject, Role, Secs,
    Step, UserId, View,
};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

pub(super) const NOW: Millis = Millis(1_800_000_000_500);

pub(super) fn user(id: &str) -> UserId {
    UserId::parse(id).unwrap()
}

pub(super) fn field(key: &str, value: &str) -> CustomField {
    CustomField { key: key.to_string(), value: value.to_string() }
}

pub(super) fn member(id: &str, role: Role) -> NewMember {
    NewMember { user: user(id), role, name_card: String::new(), fields: Vec::new() }
}

pub(super) fn new_group(kind: Kind) -> NewGroup {
    NewGroup {
        id: NewId::Chosen(GroupId::parse("g").unwrap()),
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
    }
}

pub(super) fn create(kind: Kind) -> CreateGroup {
    CreateGroup { group: new_group(kind), members: Vec::new() }
}

pub(super) fn alive(kind: Kind, owner: Option<&str>) -> Group {
    let mut group = new_group(kind);
    group.owner = owner.map(user);
    let (join, invite) = (kind.rules().join_default, kind.rules().invite_default);
    let birth = crate::group::new::Birth { cap: Some(10), join, invite, created_at: Secs(1) };
    group.record(&birth)
}

pub(super) fn stored(id: &str, role: Role) -> Member {
    Member {
        user: user(id),
        role,
        joined_at: Secs(1),
        msg_flag: MsgFlag::Notify,
        name_card: String::new(),
        fields: Vec::new(),
        muted_until: None,
        unread: 0,
        seat: 0,
    }
}

pub(super) fn by(id: &str) -> Actor {
    Actor::user(user(id), Face::Sdk)
}

/// Decides on a home that shows `head` and these members.
pub(super) fn decide_with<C: Command>(
    command: &C,
    actor: &Actor,
    head: HeadView,
    members: &[Member],
    limits: &Limits,
) -> Result<Decision<C::Reply>, Reject> {
    let mut view = View::at(NOW);
    let reads = command.reads(actor);
    if reads.head {
        view.show_head(head);
    }
    for user in reads.members {
        let found = members.iter().find(|member| member.user == user).cloned();
        view.show_member(user, found);
    }
    match command.decide(actor, &view, &Context { now: NOW, limits, ask_first: false })? {
        Step::Done(decision) => Ok(decision),
        Step::Ask(question) => panic!("nobody wanted to be asked: {question:?}"),
    }
}

/// Decides a command of the owner on a free id.
pub(super) fn decide<C: Command>(command: &C) -> Result<Decision<C::Reply>, Reject> {
    decide_with(command, &by("owner"), HeadView::Free, &[], &Limits::RECOMMENDED)
}
