use crate::application::ApplicationState;
use crate::scene::*;
use crate::{EventBody, Field, Kind, MemberChange, Outcome, Place, Reject, Role, Secs};
use alloc::vec::Vec;
use alloc::{format, vec};

const CREATED: u64 = 1_700_000_000;

/// A group that was created some time ago.
fn old(kind: Kind) -> Scene {
    Scene::of(kind).with_group(|group| group.created_at = Secs(CREATED))
}

#[test]
fn members_come_over_as_they_were_and_nobody_is_told() {
    let mut public = old(Kind::Public);
    let decision =
        public.run(&app(), &import(vec![row("ann", Role::Member, Some(CREATED + 5)), row("joe", Role::Admin, None)])).unwrap();
    assert_eq!(outcomes(&decision.reply), [("ann", Outcome::Done), ("joe", Outcome::Done)]);
    assert_eq!(notices(&decision), []);
    let members = vec![(user("ann"), Role::Member), (user("joe"), Role::Admin)];
    assert_eq!(events(&decision), [EventBody::MembersImported { members }]);
    let ann = &public.members[&user("ann")];
    assert_eq!((ann.joined_at, ann.unread), (Secs(CREATED + 5), 7));
    assert_eq!(public.members[&user("joe")].joined_at, NOW.secs());
}

#[test]
fn a_row_with_an_impossible_time_or_role_fails_alone() {
    let mut public = old(Kind::Public);
    let rows = vec![
        row("early", Role::Member, Some(CREATED - 1)),
        row("late", Role::Member, Some(NOW.secs().0 + 1)),
        row("king", Role::Owner, None),
        row("fine", Role::Member, Some(CREATED)),
        row("bob", Role::Member, None),
    ];
    let (failed, done) = (Outcome::Failed, Outcome::Done);
    let said = [("early", failed), ("late", failed), ("king", failed), ("fine", done), ("bob", Outcome::Already)];
    assert_eq!(outcomes(&public.ok(&app(), &import(rows))), said);
}

#[test]
fn of_a_repeated_user_the_first_row_counts() {
    let mut public = old(Kind::Public);
    let targets = public.ok(&app(), &import(vec![row("ann", Role::Admin, None), row("ann", Role::Member, None)]));
    assert_eq!((outcomes(&targets), public.role("ann")), (vec![("ann", Outcome::Done)], Some(Role::Admin)));
}

#[test]
fn work_groups_import_no_admins_and_meetings_no_unread_numbers() {
    let mut work = old(Kind::Work);
    assert_eq!(outcomes(&work.ok(&app(), &import(vec![row("ann", Role::Admin, None)]))), [("ann", Outcome::Failed)]);
    let mut meeting = old(Kind::Meeting);
    meeting.ok(&app(), &import(vec![row("ann", Role::Member, None)]));
    assert_eq!(meeting.members[&user("ann")].unread, 0);
}

#[test]
fn the_cap_and_the_number_of_admins_hold_for_imports() {
    let mut public = old(Kind::Public).with_limits(|limits| limits.admins = 2);
    let targets = public.ok(&app(), &import(vec![row("ann", Role::Admin, None), row("joe", Role::Admin, None)]));
    assert_eq!(outcomes(&targets), [("ann", Outcome::Done), ("joe", Outcome::Failed)]);
    let mut full = old(Kind::Public).with_group(|group| group.max_members = Some(5));
    let targets = full.ok(&app(), &import(vec![row("ann", Role::Member, None), row("joe", Role::Member, None)]));
    assert_eq!(outcomes(&targets), [("ann", Outcome::Done), ("joe", Outcome::Failed)]);
}

#[test]
fn a_banned_user_is_not_imported_and_a_muted_one_stays_muted() {
    let mut public = old(Kind::Public);
    public.ok(&app(), &ban(&["ann"], 60));
    public.ok(&app(), &mute(&["joe"], 60));
    let targets = public.ok(&app(), &import(vec![row("ann", Role::Member, None), row("joe", Role::Member, None)]));
    assert_eq!(outcomes(&targets), [("ann", Outcome::Failed), ("joe", Outcome::Done)]);
    assert_eq!(public.members[&user("joe")].muted_until, Some(Secs(NOW.secs().0 + 60)));
}

#[test]
fn an_import_decides_the_application_that_waits() {
    let mut public = old(Kind::Public);
    public.ok(&by("ann"), &join());
    public.ok(&app(), &import(vec![row("ann", Role::Member, None)]));
    assert!(matches!(public.applications[&user("ann")].state, ApplicationState::Decided { accepted: true, .. }));
}

#[test]
fn only_the_app_imports_and_never_into_live_groups() {
    let refused = old(Kind::Public).decide(&by("owner"), &import(vec![row("ann", Role::Member, None)]));
    assert!(matches!(refused, Err(Reject::NotPermitted { needed: Some(Place::AppAdmin), .. })), "{refused:?}");
    let refused = Scene::of(Kind::Live).decide(&app(), &import(vec![row("ann", Role::Member, None)]));
    assert_eq!(refused, Err(Reject::MembersNotListed(Kind::Live)));
}

#[test]
fn three_hundred_rows_are_taken_and_not_none_and_not_one_more() {
    let many = |count: usize| import((0..count).map(|n| row(&format!("u{n}"), Role::Member, None)).collect::<Vec<_>>());
    let mut public = old(Kind::Public);
    assert_eq!(public.decide(&app(), &many(0)), Err(Reject::NobodyNamed { field: Field::Members }));
    assert_eq!(public.decide(&app(), &many(301)), Err(Reject::TooManyAccounts { limit: 300, given: 301 }));
    assert_eq!(public.ok(&app(), &many(300)).len(), 300);
}

#[test]
fn the_unread_number_of_a_member_is_set_by_the_app_alone() {
    let mut public = Scene::of(Kind::Public);
    let decision = public.run(&app(), &unread("bob", 3)).unwrap();
    let changes = vec![MemberChange::Unread(0, 3)];
    assert_eq!(events(&decision), [EventBody::MemberChanged { member: user("bob"), changes }]);
    assert!(public.run(&app(), &unread("bob", 3)).unwrap().events.is_empty(), "the same number again changes nothing");
    let refused = public.decide(&by("bob"), &unread("bob", 0));
    assert!(matches!(refused, Err(Reject::NotPermitted { needed: Some(Place::AppAdmin), .. })), "{refused:?}");
}

#[test]
fn an_unread_number_needs_a_member_and_a_type_that_counts() {
    let absent = Scene::of(Kind::Public).decide(&app(), &unread("nobody", 1));
    assert!(matches!(absent, Err(Reject::NotAMember { .. })), "{absent:?}");
    for kind in [Kind::Meeting, Kind::Live] {
        let refused = Reject::NotOfKind { field: Field::UnreadCount, kind };
        assert_eq!(Scene::of(kind).decide(&app(), &unread("owner", 1)), Err(refused));
    }
}

#[test]
fn an_imported_admin_takes_no_place_that_was_given_away_meanwhile() {
    let mut public = old(Kind::Public).with_limits(|limits| limits.admins = 2);
    let late = public.decide(&app(), &import(vec![row("ann", Role::Admin, None)])).unwrap();
    public.ok(&by("owner"), &appoint("bob", Role::Admin));
    assert!(!public.takes(&late));
}
