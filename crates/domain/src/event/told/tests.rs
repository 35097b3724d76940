use crate::{
    ApplicationKind, Entry, EventBody, FieldChange, InfoChange, InviteOption, JoinOption, Kind, MemberChange, MsgFlag, Policy,
    Role, Secs, UserId,
};
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

const KEPT: Policy = Policy::RECOMMENDED;

fn user() -> UserId {
    UserId::parse("bob").unwrap()
}

fn comings_and_goings(silent: bool) -> Vec<EventBody> {
    vec![
        EventBody::MembersAdded { members: vec![user()], how: Entry::Invited, silent },
        EventBody::MembersKicked { members: vec![(user(), Role::Member)], reason: "".to_string(), silent, banned_until: None },
    ]
}

#[test]
fn comings_and_goings_are_told_in_every_type() {
    let quit = EventBody::MemberQuit { member: user(), role: Role::Member };
    for body in comings_and_goings(false).into_iter().chain([quit]) {
        for kind in Kind::ALL {
            assert_eq!(body.tip(kind, &KEPT).as_ref(), Some(&body), "{kind:?}");
        }
    }
}

#[test]
fn an_app_may_leave_the_comings_and_goings_of_meetings_untold_and_of_no_other_type() {
    let policy = Policy { meeting_tips: false, ..KEPT };
    let quit = EventBody::MemberQuit { member: user(), role: Role::Member };
    for body in comings_and_goings(false).into_iter().chain([quit]) {
        for kind in Kind::ALL {
            assert_eq!(body.tip(kind, &policy).is_some(), kind != Kind::Meeting, "{kind:?}");
        }
    }
    let role = EventBody::RoleChanged { member: user(), before: Role::Member, after: Role::Admin };
    assert!(role.tip(Kind::Meeting, &policy).is_some(), "roles are told all the same");
}

#[test]
fn silent_comings_and_goings_are_told_nobody() {
    for body in comings_and_goings(true) {
        assert_eq!(body.tip(Kind::Public, &KEPT), None);
    }
}

#[test]
fn roles_owners_mutes_and_marks_are_told_as_they_are() {
    for body in [
        EventBody::RoleChanged { member: user(), before: Role::Member, after: Role::Admin },
        EventBody::OwnerChanged { before: None, after: Some(user()) },
        EventBody::Muted { users: vec![user()], until: Some(Secs(9)), secs: 8 },
        EventBody::Muted { users: vec![user()], until: None, secs: 0 },
        EventBody::Marked { members: vec![user()], mark: 1000, on: true },
    ] {
        assert_eq!(body.tip(Kind::Live, &KEPT), Some(body));
    }
}

#[test]
fn what_is_told_by_personal_notices_or_nobody_is_no_tip() {
    let (kind, name) = (Kind::Public, "name".to_string());
    for body in [
        EventBody::Created { kind, name: name.clone(), owner: None, members: vec![] },
        EventBody::Imported { kind, name: name.clone(), owner: None },
        EventBody::Disbanded { kind, name, owner: None },
        EventBody::MembersImported { members: vec![(user(), Role::Member)] },
        EventBody::MemberChanged { member: user(), changes: vec![MemberChange::MsgFlag(MsgFlag::Notify, MsgFlag::Quiet)] },
        EventBody::Banned { users: vec![user()], until: Secs(9), description: "".to_string() },
        EventBody::Unbanned { users: vec![user()] },
        EventBody::Applied { users: vec![user()], kind: ApplicationKind::Join, message: "".to_string() },
        EventBody::Decided { users: vec![user()], kind: ApplicationKind::Join, accepted: true, reason: "".to_string() },
    ] {
        assert_eq!(body.tip(Kind::Public, &KEPT), None, "{body:?}");
    }
}

fn profile() -> Vec<InfoChange> {
    let text = |text: &str| text.to_string();
    vec![
        InfoChange::Name(text("a"), text("b")),
        InfoChange::Introduction(text("a"), text("b")),
        InfoChange::Notification(text("a"), text("b")),
        InfoChange::FaceUrl(text("a"), text("b")),
        InfoChange::Fields(vec![FieldChange { key: text("k"), before: None, after: Some(text("v")) }]),
        InfoChange::PermissionGroups(false, true),
        InfoChange::DefaultPermissions(0, 1),
    ]
}

fn options() -> Vec<InfoChange> {
    vec![
        InfoChange::MuteAll(false, true),
        InfoChange::JoinOption(JoinOption::Free, JoinOption::Approval),
        InfoChange::InviteOption(InviteOption::Free, InviteOption::Disabled),
    ]
}

fn quiet() -> Vec<InfoChange> {
    vec![
        InfoChange::MaxMembers(Some(1), Some(2)),
        InfoChange::Visible(None, Some(true)),
        InfoChange::Searchable(None, Some(true)),
        InfoChange::EarlyHistory(None, Some(true)),
    ]
}

fn told(changes: Vec<InfoChange>, policy: &Policy) -> Option<Vec<InfoChange>> {
    EventBody::InfoChanged { changes }.tip(Kind::Public, policy).map(|tip| match tip {
        EventBody::InfoChanged { changes } => changes,
        other => panic!("another event: {other:?}"),
    })
}

#[test]
fn of_a_changed_profile_only_the_told_parts_are_told() {
    let all = || [profile(), options(), quiet()].concat();
    assert_eq!(told(all(), &KEPT), Some(profile()));
    let policy = Policy { option_tips: true, ..KEPT };
    assert_eq!(told(all(), &policy), Some([profile(), options()].concat()));
}

#[test]
fn a_change_without_a_told_part_is_told_nobody() {
    assert_eq!(told(options(), &KEPT), None);
    assert_eq!(told(quiet(), &Policy { option_tips: true, ..KEPT }), None);
}
