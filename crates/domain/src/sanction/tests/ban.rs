use crate::sanction::{BanMembers, FOREVER, Sanctions, until};
use crate::scene::*;
use crate::{Action, EventBody, Field, Kind, Notice, Outcome, Reject, Role, Secs};
use alloc::format;
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

fn end(secs: u64) -> Secs {
    Secs(NOW.secs().0 + secs)
}

#[test]
fn members_are_removed_and_kept_out_and_outsiders_only_kept_out() {
    let mut meeting = Scene::of(Kind::Meeting);
    let decision = meeting.run(&by("admin"), &ban(&["bob", "guest"], 60)).unwrap();
    assert_eq!(outcomes(&decision.reply), [("bob", Outcome::Done), ("guest", Outcome::Done)]);
    let banned = || Notice::Banned { until: end(60), reason: "spam".to_string() };
    assert_eq!(notices(&decision), [("bob", banned()), ("guest", banned())]);
    let (members, reason) = (vec![(user("bob"), Role::Member)], "spam".to_string());
    let kicked = EventBody::MembersKicked { members, reason, silent: false, banned_until: Some(end(60)) };
    let (ids, description) = (users(&["bob", "guest"]), "spam".to_string());
    assert_eq!(events(&decision), [kicked, EventBody::Banned { users: ids, until: end(60), description }]);
    for who in ["bob", "guest"] {
        let refused = Reject::Banned { user: who.to_string(), until: end(60).0 };
        assert_eq!(meeting.decide(&by(who), &join()), Err(refused));
    }
}

#[test]
fn a_ban_ends_by_itself_or_is_lifted() {
    let mut meeting = Scene::of(Kind::Meeting);
    meeting.ok(&by("admin"), &ban(&["bob"], 60));
    meeting.ok(&by("admin"), &ban(&["eve"], u32::MAX));
    meeting.wait(59);
    assert!(meeting.decide(&by("bob"), &join()).is_err());
    meeting.wait(1);
    meeting.ok(&by("bob"), &join());
    meeting.wait(100_000_000);
    assert!(meeting.decide(&by("eve"), &join()).is_err());
    let decision = meeting.run(&by("admin"), &unban(&["eve", "bob"])).unwrap();
    assert_eq!(outcomes(&decision.reply), [("eve", Outcome::Done), ("bob", Outcome::Already)]);
    assert_eq!(notices(&decision), [("eve", Notice::Unbanned)]);
    assert_eq!(events(&decision), [EventBody::Unbanned { users: users(&["eve"]) }]);
    meeting.ok(&by("eve"), &join());
}

#[test]
fn lifting_a_ban_twice_changes_nothing_and_keeps_a_mute() {
    let mut meeting = Scene::of(Kind::Meeting);
    meeting.ok(&by("admin"), &mute(&["bob"], 600));
    meeting.ok(&by("admin"), &ban(&["bob"], 60));
    meeting.ok(&by("admin"), &unban(&["bob"]));
    assert!(meeting.sanctions[&user("bob")].muted(NOW.secs()).is_some());
    let again = meeting.run(&by("admin"), &unban(&["bob"])).unwrap();
    assert_eq!((outcomes(&again.reply)[0].1, again.events.len()), (Outcome::Already, 0));
}

#[test]
fn the_same_ban_again_is_no_event() {
    let mut meeting = Scene::of(Kind::Meeting);
    meeting.ok(&by("admin"), &ban(&["guest"], u32::MAX));
    meeting.wait(9);
    let again = meeting.run(&by("admin"), &ban(&["guest"], u32::MAX)).unwrap();
    assert_eq!((outcomes(&again.reply)[0].1, again.events.len()), (Outcome::Already, 0));
    let longer = BanMembers { description: "worse".to_string(), ..ban(&["guest"], u32::MAX) };
    assert_eq!(meeting.run(&by("admin"), &longer).unwrap().events.len(), 1);
}

#[test]
fn nobody_bans_the_owner_an_equal_or_himself() {
    let mut public = Scene::of(Kind::Public);
    public.seat("admin2", Role::Admin);
    for target in ["owner", "admin2", "admin"] {
        let refused = Reject::NotBelow { action: Action::Ban, user: target.to_string() };
        assert_eq!(public.decide(&by("admin"), &ban(&[target], 60)), Err(refused));
    }
    assert!(matches!(public.decide(&app(), &ban(&["owner"], 60)), Err(Reject::NotBelow { .. })));
}

#[test]
fn communities_ban_nobody_and_an_app_may_leave_bans_to_owners() {
    let refused = Scene::of(Kind::Community).decide(&app(), &ban(&["bob"], 60));
    assert!(matches!(refused, Err(Reject::NotPermitted { needed: None, .. })), "{refused:?}");
    let mut public = Scene::of(Kind::Public).with_policy(|policy| policy.admins_kick = false);
    assert!(public.decide(&by("admin"), &ban(&["bob"], 60)).is_err());
    assert!(public.decide(&by("admin"), &unban(&["bob"])).is_err());
    public.ok(&by("owner"), &ban(&["bob"], 60));
}

#[test]
fn who_waits_for_approval_and_is_banned_meanwhile_is_not_let_in() {
    let mut public = Scene::of(Kind::Public);
    public.ok(&by("ann"), &join());
    public.ok(&by("admin"), &ban(&["ann"], 60));
    assert!(matches!(public.decide(&by("owner"), &accept(&["ann"])), Err(Reject::Banned { .. })));
}

#[test]
fn a_live_group_keeps_the_role_of_an_admin_whom_it_bans() {
    let mut live = Scene::of(Kind::Live);
    let decision = live.run(&by("owner"), &ban(&["admin", "guest"], 60)).unwrap();
    assert_eq!(outcomes(&decision.reply), [("admin", Outcome::Done), ("guest", Outcome::Done)]);
    assert_eq!(live.role("admin"), Some(Role::Admin));
    assert!(live.decide(&by("admin"), &join()).is_err());
}

#[test]
fn bans_have_sizes_and_times() {
    let many = |count: usize| {
        let ids: Vec<_> = (0..count).map(|n| format!("u{n}")).collect();
        ban(&ids.iter().map(|id| id.as_str()).collect::<Vec<_>>(), 60)
    };
    let mut public = Scene::of(Kind::Public);
    assert_eq!(public.decide(&app(), &many(0)), Err(Reject::NobodyNamed { field: Field::Members }));
    assert_eq!(public.decide(&app(), &many(21)), Err(Reject::TooManyAccounts { limit: 20, given: 21 }));
    assert_eq!(public.ok(&app(), &many(20)).len(), 20);
    let refused = Reject::OutOfRange { field: Field::BanTime, min: 1, max: u32::MAX.into(), given: 0 };
    assert_eq!(public.decide(&app(), &ban(&["bob"], 0)), Err(refused));
    let command = BanMembers { description: too_long(1000), ..ban(&["bob"], 1) };
    let refused = Reject::TooLong { field: Field::Reason, limit: 1000, given: 1001 };
    assert_eq!(public.decide(&app(), &command), Err(refused));
    let none = unban(&[]);
    assert_eq!(public.decide(&app(), &none), Err(Reject::NobodyNamed { field: Field::Members }));
}

#[test]
fn no_sanction_ends_after_for_ever() {
    assert_eq!(until(Secs(100), 60), Secs(160));
    assert_eq!(until(Secs(100), u32::MAX), FOREVER);
    assert_eq!(until(Secs(FOREVER.0 - 1), 60), FOREVER);
}

#[test]
fn lists_of_sanctions_tell_mutes_from_bans() {
    let mut meeting = Scene::of(Kind::Meeting);
    meeting.ok(&by("admin"), &mute(&["bob"], 60));
    let sanction = &meeting.sanctions[&user("bob")];
    assert_eq!(Sanctions::Muted.of(sanction, NOW.secs()), Some(end(60)));
    assert_eq!(Sanctions::Banned.of(sanction, NOW.secs()), None);
    assert_eq!(Sanctions::Muted.of(sanction, end(60)), None);
}

#[test]
fn a_ban_from_a_group_that_ended_does_not_meet_a_new_one_of_another_type() {
    let meeting = Scene::of(Kind::Meeting);
    let late = meeting.decide(&app(), &ban(&["bob"], 60)).unwrap();
    assert!(meeting.takes(&late));
    let anew = meeting.with_group(|group| {
        group.kind = Kind::Community;
        group.numbers.info += 1;
    });
    assert!(!anew.takes(&late));
}
