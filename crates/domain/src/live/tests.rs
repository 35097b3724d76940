//! Rule tests of the admins of live groups.

use crate::live::SetLiveAdmins;
use crate::scene::*;
use crate::{Action, EventBody, Field, Kind, Notice, Outcome, Place, Reject, Role};

fn live() -> Scene {
    let mut scene = Scene::of(Kind::Live);
    scene.ok(&app(), &admins(&["admin"], false));
    scene
}

fn admins(names: &[&str], on: bool) -> SetLiveAdmins {
    SetLiveAdmins { group: g(), users: users(names), on }
}

#[test]
fn the_app_appoints_admins_who_need_not_be_there() {
    let mut scene = live();
    let decision = scene.run(&app(), &admins(&["ann", "owner", "ann"], true)).unwrap();
    assert_eq!(outcomes(&decision.reply), [("ann", Outcome::Done), ("owner", Outcome::Failed)]);
    let member = user("ann");
    assert_eq!(events(&decision), [EventBody::RoleChanged { member, before: Role::Member, after: Role::Admin }]);
    assert_eq!(notices(&decision), [("ann", Notice::AdminGranted)]);
    assert_eq!(scene.role("ann"), Some(Role::Admin));
    let again = scene.run(&app(), &admins(&["ann"], true)).unwrap();
    assert_eq!((outcomes(&again.reply)[0].1, again.changes.len()), (Outcome::Already, 0));
}

#[test]
fn the_role_outlives_leaving_and_ends_with_a_dismissal() {
    let mut scene = live();
    scene.ok(&app(), &admins(&["ann"], true));
    scene.present = true;
    scene.ok(&by("ann"), &quit());
    assert_eq!(scene.role("ann"), Some(Role::Admin));
    scene.ok(&by("ann"), &mute(&["bob"], 9));
    let decision = scene.run(&app(), &admins(&["ann", "bob"], false)).unwrap();
    assert_eq!(outcomes(&decision.reply), [("ann", Outcome::Done), ("bob", Outcome::Already)]);
    assert_eq!((scene.role("ann"), notices(&decision)), (None, [("ann", Notice::AdminRevoked)].into()));
    let member = user("ann");
    assert_eq!(events(&decision), [EventBody::RoleChanged { member, before: Role::Admin, after: Role::Member }]);
}

#[test]
fn there_are_at_most_as_many_as_the_limit_says_also_at_once() {
    let mut scene = live().with_limits(|limits| limits.live_admins = 2);
    scene.ok(&app(), &admins(&["ann"], true));
    let late = scene.decide(&app(), &admins(&["joe"], true)).unwrap();
    scene.ok(&app(), &admins(&["bob"], true));
    assert!(!scene.takes(&late));
    assert_eq!(scene.decide(&app(), &admins(&["joe"], true)), Err(Reject::TooManyAdmins { limit: 2 }));
    assert_eq!(scene.role("joe"), None);
}

#[test]
fn nobody_but_the_app_appoints_them_and_only_in_live_groups() {
    let scene = live();
    let (kind, place, needed) = (Kind::Live, Place::Inside(Role::Owner), Some(Place::AppAdmin));
    let refused = Reject::NotPermitted { action: Action::Appoint, kind, place, needed };
    assert_eq!(scene.decide(&by("owner"), &admins(&["ann"], true)), Err(refused));
    let public = Scene::of(Kind::Public).decide(&app(), &admins(&["ann"], true));
    assert_eq!(public, Err(Reject::NotOfKind { field: Field::LiveAdmins, kind: Kind::Public }));
}

#[test]
fn a_banned_user_becomes_no_admin() {
    let mut scene = live();
    scene.ok(&by("owner"), &ban(&["ann"], 60));
    let decision = scene.run(&app(), &admins(&["ann"], true)).unwrap();
    assert_eq!(outcomes(&decision.reply), [("ann", Outcome::Failed)]);
    assert_eq!(scene.decide(&app(), &admins(&[], true)), Err(Reject::NobodyNamed { field: Field::Members }));
    assert_eq!(scene.role("ann"), None);
}
