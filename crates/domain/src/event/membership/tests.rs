use crate::{Entry, EventBody, Kind, Role, Secs, UserId};
use alloc::collections::BTreeSet;
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

fn user(id: &str) -> UserId {
    UserId::parse(id).unwrap()
}

fn members() -> Vec<(UserId, Role)> {
    vec![(user("bob"), Role::Admin), (user("carol"), Role::Member)]
}

/// What events say of the owner alice, the members bob and carol, and the stranger dave. What becomes of all members together must be
/// the same.
fn of(body: &EventBody) -> [Option<bool>; 4] {
    ["alice", "bob", "carol", "dave"].map(|name| {
        let said = body.membership(&user(name));
        for before in [BTreeSet::new(), BTreeSet::from([user(name), user("eve")])] {
            let mut after = before.clone();
            body.change_members(&mut after);
            let was = before.contains(&user(name));
            assert_eq!(after.contains(&user(name)), said.unwrap_or(was), "{body:?} {name}");
        }
        said
    })
}

#[test]
fn who_is_in_a_new_group_is_said_of_everybody() {
    let (kind, name, owner) = (Kind::Public, "g".to_string(), Some(user("alice")));
    let created = EventBody::Created { kind, name: name.clone(), owner: owner.clone(), members: members() };
    assert_eq!(of(&created), [Some(true), Some(true), Some(true), Some(false)]);
    assert_eq!(of(&EventBody::Imported { kind, name, owner }), [Some(true), Some(false), Some(false), Some(false)]);
}

#[test]
fn the_end_of_a_group_ends_every_membership() {
    let ended = EventBody::Disbanded { kind: Kind::Public, name: "g".to_string(), owner: None };
    assert_eq!(of(&ended), [Some(false); 4]);
}

#[test]
fn who_comes_or_goes_is_named() {
    let added = EventBody::MembersAdded { members: vec![user("bob"), user("carol")], how: Entry::Invited, silent: true };
    let comes = [None, Some(true), Some(true), None];
    assert_eq!(of(&added), comes);
    assert_eq!(of(&EventBody::MembersImported { members: members() }), comes);
    let kicked = EventBody::MembersKicked { members: members(), reason: "".to_string(), silent: true, banned_until: None };
    assert_eq!(of(&kicked), [None, Some(false), Some(false), None]);
    assert_eq!(of(&EventBody::MemberQuit { member: user("bob"), role: Role::Member }), [None, Some(false), None, None]);
}

#[test]
fn nothing_else_changes_a_membership() {
    let bob = user("bob");
    let owner = EventBody::OwnerChanged { before: Some(user("alice")), after: Some(bob.clone()) };
    let role = EventBody::RoleChanged { member: bob.clone(), before: Role::Member, after: Role::Admin };
    let muted = EventBody::Muted { users: vec![bob.clone()], until: None, secs: 0 };
    let banned = EventBody::Banned { users: vec![bob.clone()], until: Secs(9), description: "".to_string() };
    for body in [owner, role, muted, banned, EventBody::Unbanned { users: vec![bob] }] {
        assert_eq!(of(&body), [None; 4], "{body:?}");
    }
}
