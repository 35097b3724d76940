use super::support::{NOW, alive, by, decide, decide_with, new_group, user};
use crate::group::ImportGroup;
use crate::{Change, Field, HeadView, JoinOption, Kind, Limits, Reject, Role, Secs};

fn import(kind: Kind) -> ImportGroup {
    ImportGroup { group: new_group(kind), created_at: Some(Secs(1_448_357_837)) }
}

#[test]
fn an_imported_group_keeps_its_time_and_tells_nobody() {
    let decision = decide(&import(Kind::Public)).unwrap();
    let Change::Create(group) = &decision.changes[0] else { panic!("no group is created") };
    assert_eq!((group.created_at, group.max_members), (Secs(1_448_357_837), Some(2000)));
    let Change::AddMember(owner) = &decision.changes[1] else { panic!("the owner is no member") };
    assert_eq!((&owner.user, owner.role, owner.joined_at), (&user("owner"), Role::Owner, Secs(1_448_357_837)));
    assert!(decision.effects.iter().all(|effect| effect.notice.is_none() && effect.joined.is_some()));
}

#[test]
fn without_a_time_it_is_created_now_and_the_future_is_refused() {
    let mut command = import(Kind::Work);
    command.created_at = None;
    let decision = decide(&command).unwrap();
    let Change::Create(group) = &decision.changes[0] else { panic!("no group is created") };
    assert_eq!(group.created_at, NOW.secs());
    for given in [0, NOW.secs().0 + 1] {
        command.created_at = Some(Secs(given));
        let refused = Reject::OutOfRange { field: Field::CreateTime, min: 1, max: NOW.secs().0, given };
        assert_eq!(decide(&command), Err(refused));
    }
}

#[test]
fn live_groups_and_broadcast_rooms_are_not_imported() {
    for kind in [Kind::Live, Kind::BChatRoom] {
        assert_eq!(decide(&import(kind)), Err(Reject::NotImportable(kind)));
    }
}

#[test]
fn a_taken_id_gives_one_answer_whoever_owns_the_group() {
    let head = HeadView::Alive(alive(Kind::Public, Some("owner")));
    let refused = decide_with(&import(Kind::Public), &by("admin"), head, &[], &Limits::RECOMMENDED);
    assert_eq!(refused, Err(Reject::IdTaken { own: false }));
}

#[test]
fn caps_go_to_six_thousand_and_for_communities_to_their_own() {
    let cap = |kind: Kind, wished: u64| {
        let mut command = import(kind);
        command.group.max_members = Some(wished);
        decide(&command).err()
    };
    assert_eq!(cap(Kind::Work, 6000), None);
    assert!(matches!(cap(Kind::Work, 6001), Some(Reject::OutOfRange { max: 6000, .. })));
    assert_eq!(cap(Kind::Community, 100_000), None);
    assert!(matches!(cap(Kind::Community, 100_001), Some(Reject::OutOfRange { max: 100_000, .. })));
}

#[test]
fn a_join_option_is_honoured_for_public_groups_and_ignored_for_communities() {
    let join = |kind: Kind| {
        let mut command = import(kind);
        command.group.join = Some(JoinOption::Forbidden);
        let decision = decide(&command).unwrap();
        let Change::Create(group) = &decision.changes[0] else { panic!("no group is created") };
        group.join
    };
    assert_eq!(join(Kind::Public), JoinOption::Forbidden);
    assert_eq!(join(Kind::Community), JoinOption::Free);
}
