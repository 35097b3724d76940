use crate::sanction::FOREVER;
use crate::scene::*;
use crate::{Action, EventBody, Field, Kind, Notice, Outcome, Reject, Role, Secs};
use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

#[test]
fn several_are_muted_at_once_and_each_is_answered_and_told() {
    let mut public = Scene::of(Kind::Public);
    let decision = public.run(&by("admin"), &mute(&["bob", "owner", "admin", "guest"], 60)).unwrap();
    let (done, failed) = (Outcome::Done, Outcome::Failed);
    assert_eq!(outcomes(&decision.reply), [("bob", done), ("owner", failed), ("admin", failed), ("guest", done)]);
    assert_eq!(notices(&decision), [("bob", Notice::Muted { secs: 60 }), ("guest", Notice::Muted { secs: 60 })]);
    let until = Some(Secs(NOW.secs().0 + 60));
    assert_eq!(events(&decision), [EventBody::Muted { users: users(&["bob", "guest"]), until, secs: 60 }]);
    assert_eq!(public.members[&user("bob")].muted_until, until);
}

#[test]
fn an_admin_mutes_no_admin_and_when_nobody_is_reached_the_call_is_refused() {
    let mut public = Scene::of(Kind::Public);
    public.seat("admin2", Role::Admin);
    let refused = Reject::NotBelow { action: Action::Mute, user: "admin2".to_string() };
    assert_eq!(public.decide(&by("admin"), &mute(&["admin2", "owner"], 60)), Err(refused));
    public.ok(&by("owner"), &mute(&["admin2"], 60));
    public.ok(&app(), &mute(&["owner"], 60));
}

#[test]
fn a_mute_survives_leaving_and_coming_back_and_ends_by_itself() {
    let mut meeting = Scene::of(Kind::Meeting);
    meeting.ok(&by("admin"), &mute(&["bob"], 60));
    meeting.ok(&by("bob"), &quit());
    meeting.ok(&by("bob"), &join());
    assert_eq!(meeting.members[&user("bob")].muted_until, Some(Secs(NOW.secs().0 + 60)));
    meeting.ok(&by("bob"), &quit());
    meeting.wait(60);
    meeting.ok(&by("bob"), &join());
    assert_eq!(meeting.members[&user("bob")].muted_until, None);
}

#[test]
fn zero_gives_the_word_back_and_only_once() {
    let mut public = Scene::of(Kind::Public);
    public.ok(&by("admin"), &mute(&["bob"], u32::MAX));
    assert_eq!(public.members[&user("bob")].muted_until, Some(FOREVER));
    let decision = public.run(&by("admin"), &mute(&["bob"], 0)).unwrap();
    assert_eq!(events(&decision), [EventBody::Muted { users: users(&["bob"]), until: None, secs: 0 }]);
    assert_eq!((public.sanctions.len(), public.members[&user("bob")].muted_until), (0, None));
    let again = public.run(&by("admin"), &mute(&["bob"], 0)).unwrap();
    assert_eq!((outcomes(&again.reply)[0].1, again.events.len()), (Outcome::Already, 0));
}

#[test]
fn the_same_mute_again_is_no_event() {
    let mut public = Scene::of(Kind::Public);
    public.ok(&by("admin"), &mute(&["bob"], u32::MAX));
    public.wait(9);
    let again = public.run(&by("admin"), &mute(&["bob"], u32::MAX)).unwrap();
    assert_eq!((outcomes(&again.reply)[0].1, again.events.len()), (Outcome::Already, 0));
}

#[test]
fn work_groups_mute_nobody_and_members_neither() {
    let work = Scene::of(Kind::Work).decide(&app(), &mute(&["bob"], 60));
    assert!(matches!(work, Err(Reject::NotPermitted { action: Action::Mute, needed: None, .. })), "{work:?}");
    let member = Scene::of(Kind::Public).decide(&by("bob"), &mute(&["eve"], 60));
    assert!(matches!(member, Err(Reject::NotPermitted { .. })), "{member:?}");
    let stranger = Scene::of(Kind::Public).decide(&by("x"), &mute(&["eve"], 60));
    assert_eq!(stranger, Err(Reject::Outsider { action: Action::Mute }));
}

#[test]
fn live_groups_mute_members_that_are_not_stored() {
    let mut live = Scene::of(Kind::Live);
    live.ok(&by("admin"), &mute(&["guest"], 60));
    assert!(live.sanctions[&user("guest")].muted(NOW.secs()).is_some());
}

#[test]
fn five_hundred_are_muted_in_one_call_and_not_nobody_and_not_one_more() {
    let many = |count: usize| {
        let ids: Vec<_> = (0..count).map(|n| format!("u{n}")).collect();
        mute(&ids.iter().map(|id| id.as_str()).collect::<Vec<_>>(), 60)
    };
    let mut public = Scene::of(Kind::Public);
    assert_eq!(public.decide(&app(), &many(0)), Err(Reject::NobodyNamed { field: Field::Members }));
    assert_eq!(public.decide(&app(), &many(501)), Err(Reject::TooManyAccounts { limit: 500, given: 501 }));
    assert_eq!(public.ok(&app(), &many(500)).len(), 500);
}
