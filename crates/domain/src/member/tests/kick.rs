use crate::member::KickMembers;
use crate::scene::*;
use crate::{Action, Actor, EventBody, Face, Field, Kind, Notice, Outcome, Place, Reject, Role, Secs};
use alloc::string::ToString;
use alloc::vec::Vec;
use alloc::{format, vec};

fn below(user: &str) -> Reject {
    Reject::NotBelow { action: Action::Kick, user: user.to_string() }
}

fn and_ban(ids: &[&str], secs: u32) -> KickMembers {
    KickMembers { ban_secs: secs, ..kick(ids) }
}

#[test]
fn the_owner_kicks_admins_and_members_and_all_are_told() {
    let mut public = Scene::of(Kind::Public);
    let decision = public.run(&by("owner"), &kick(&["admin", "bob"])).unwrap();
    assert_eq!(outcomes(&decision.reply), [("admin", Outcome::Done), ("bob", Outcome::Done)]);
    let kicked = Notice::Kicked { reason: "spam".to_string() };
    assert_eq!(notices(&decision), [("admin", kicked.clone()), ("bob", kicked)]);
    let members = vec![(user("admin"), Role::Admin), (user("bob"), Role::Member)];
    let event = EventBody::MembersKicked { members, reason: "spam".to_string(), silent: false, banned_until: None };
    assert_eq!(events(&decision), [event]);
    assert_eq!((public.role("admin"), public.role("bob")), (None, None));
}

#[test]
fn an_admin_kicks_members_and_nobody_higher_equal_or_himself() {
    let mut public = Scene::of(Kind::Public);
    public.seat("admin2", Role::Admin);
    for target in ["owner", "admin2", "admin"] {
        assert_eq!(public.decide(&by("admin"), &kick(&[target])), Err(below(target)));
    }
    assert_eq!(outcomes(&public.ok(&by("admin"), &kick(&["bob"]))), [("bob", Outcome::Done)]);
}

#[test]
fn nobody_kicks_the_owner_not_even_himself_or_the_app() {
    for kind in [Kind::Public, Kind::Work, Kind::Meeting, Kind::Community] {
        for who in [by("owner"), app()] {
            assert_eq!(Scene::of(kind).decide(&who, &kick(&["owner"])), Err(below("owner")), "{who:?} in {kind:?}");
        }
    }
}

#[test]
fn members_kick_nobody() {
    for (kind, needed) in [(Kind::Public, Role::Admin), (Kind::Work, Role::Owner), (Kind::Community, Role::Admin)] {
        let (action, place, needed) = (Action::Kick, Place::Inside(Role::Member), Some(Place::Inside(needed)));
        let refused = Reject::NotPermitted { action, kind, place, needed };
        assert_eq!(Scene::of(kind).decide(&by("bob"), &kick(&["eve"])), Err(refused));
    }
    assert_eq!(Scene::of(Kind::Public).decide(&by("x"), &kick(&["eve"])), Err(Reject::Outsider { action: Action::Kick }));
}

#[test]
fn who_is_absent_is_passed_over() {
    let mut public = Scene::of(Kind::Public);
    let decision = public.run(&by("owner"), &kick(&["nobody"])).unwrap();
    assert_eq!(outcomes(&decision.reply), [("nobody", Outcome::Already)]);
    assert!(decision.changes.is_empty() && decision.effects.is_empty());
    let mixed = public.ok(&by("admin"), &kick(&["nobody", "owner", "bob"]));
    assert_eq!(outcomes(&mixed), [("nobody", Outcome::Already), ("owner", Outcome::Failed), ("bob", Outcome::Done)]);
}

#[test]
fn an_app_may_leave_kicking_to_owners() {
    for kind in [Kind::Public, Kind::Meeting, Kind::Community] {
        let mut group = Scene::of(kind).with_policy(|policy| policy.admins_kick = false);
        assert!(matches!(group.decide(&by("admin"), &kick(&["bob"])), Err(Reject::NotPermitted { .. })));
        group.ok(&by("owner"), &kick(&["bob"]));
    }
}

#[test]
fn with_a_time_the_kicked_cannot_come_back_before_it() {
    let mut meeting = Scene::of(Kind::Meeting);
    let decision = meeting.run(&by("admin"), &and_ban(&["bob"], 60)).unwrap();
    let until = Secs(NOW.secs().0 + 60);
    assert!(matches!(events(&decision)[..], [EventBody::MembersKicked { banned_until: Some(end), .. }] if end == until));
    assert_eq!(meeting.decide(&by("bob"), &join()), Err(Reject::Banned { user: "bob".to_string(), until: until.0 }));
    meeting.wait(60);
    meeting.ok(&by("bob"), &join());
}

#[test]
fn communities_kick_and_never_ban() {
    let mut community = Scene::of(Kind::Community);
    let refused = community.decide(&by("owner"), &and_ban(&["bob"], 60));
    assert!(matches!(refused, Err(Reject::NotPermitted { action: Action::Ban, needed: None, .. })), "{refused:?}");
    community.ok(&by("owner"), &kick(&["bob"]));
}

#[test]
fn a_kick_in_a_live_group_keeps_only_its_ban_and_not_over_rest() {
    let mut live = Scene::of(Kind::Live);
    let decision = live.run(&by("admin"), &kick(&["guest"])).unwrap();
    assert_eq!(outcomes(&decision.reply), [("guest", Outcome::Done)], "whoever is present is taken out by the engine");
    assert!(decision.changes.is_empty());
    let decision = live.run(&by("admin"), &and_ban(&["guest"], 60)).unwrap();
    assert!(matches!(events(&decision)[..], [EventBody::Banned { .. }]));
    assert!(matches!(live.decide(&by("guest"), &join()), Err(Reject::Banned { .. })));
    for target in ["owner", "admin"] {
        assert_eq!(live.decide(&by("admin"), &kick(&[target])), Err(below(target)));
    }
    live.ok(&by("owner"), &and_ban(&["admin"], 60));
    assert_eq!(live.role("admin"), Some(Role::Admin), "the role outlives the presence");
    assert_eq!(live.decide(&app(), &kick(&["guest"])), Err(Reject::NoRemovalFromLive));
    let in_sdk = Actor::app_admin(user("administrator"), Face::Sdk);
    assert!(live.decide(&in_sdk, &kick(&["guest"])).is_ok());
}

#[test]
fn silence_is_noted_in_the_event_and_the_kicked_is_told_all_the_same() {
    let mut public = Scene::of(Kind::Public);
    let decision = public.run(&app(), &KickMembers { silent: true, ..kick(&["bob"]) }).unwrap();
    assert!(matches!(events(&decision)[..], [EventBody::MembersKicked { silent: true, .. }]));
    assert_eq!(notices(&decision).len(), 1);
}

#[test]
fn a_hundred_are_kicked_in_one_call_and_not_nobody_and_not_one_more() {
    let many = |count: usize| {
        let ids: Vec<_> = (0..count).map(|n| format!("u{n}")).collect();
        kick(&ids.iter().map(|id| id.as_str()).collect::<Vec<_>>())
    };
    let mut public = Scene::of(Kind::Public);
    assert_eq!(public.decide(&app(), &many(0)), Err(Reject::NobodyNamed { field: Field::Members }));
    assert_eq!(public.decide(&app(), &many(101)), Err(Reject::TooManyAccounts { limit: 100, given: 101 }));
    assert_eq!(public.ok(&app(), &many(100)).len(), 100);
}

#[test]
fn the_reason_of_a_kick_has_a_size() {
    let command = KickMembers { reason: too_long(1000), ..kick(&["bob"]) };
    let refused = Reject::TooLong { field: Field::Reason, limit: 1000, given: 1001 };
    assert_eq!(Scene::of(Kind::Public).decide(&by("owner"), &command), Err(refused));
}
