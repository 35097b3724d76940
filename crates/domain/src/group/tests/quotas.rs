//! Quotas and the app's back end: what a commit claims, who is passed over, and when somebody is asked.

use crate::application::JoinGroup;
use crate::group::{ImportGroup, NewMember};
use crate::scene::*;
use crate::{
    Assert, Claim, Command, Decision, Entry, EventBody, InviteOption, JoinOption, Kind, Outcome, Question, Quotas, Reject, Role,
    Step,
};
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

const QUOTAS: Quotas = Quotas {
    groups_per_day: Some(1),
    groups_per_user: Some(2),
    live_groups: Some(3),
    broadcast_rooms: Some(4),
    communities: Some(5),
};

fn counted(scene: Scene) -> Scene {
    scene.with_limits(|limits| limits.quotas = QUOTAS)
}

fn claims<R>(decision: &Decision<R>) -> Vec<Claim> {
    let claims = decision.asserts.iter().filter_map(|assert| match assert {
        Assert::Within(claim) => Some(claim.clone()),
        _ => None,
    });
    claims.collect()
}

fn membership(name: &str) -> Claim {
    Claim::Membership { user: user(name), most: 2 }
}

fn new_member(name: &str) -> NewMember {
    NewMember { user: user(name), role: Role::Member, name_card: String::new(), fields: Vec::new() }
}

fn free(kind: Kind) -> Scene {
    Scene::of(kind).with_group(|group| (group.invite, group.join) = (InviteOption::Free, JoinOption::Free))
}

#[test]
fn a_new_group_claims_its_day_its_type_and_a_membership_for_each_member() {
    let today = Claim::GroupToday { most: 1 };
    for (kind, most) in [(Kind::Live, Some(3)), (Kind::BChatRoom, Some(4)), (Kind::Community, Some(5)), (Kind::Public, None)] {
        let decision = counted(Scene::free()).decide(&by("owner"), &create(kind)).unwrap();
        let of_kind = most.map(|most| Claim::GroupOfKind { kind, most });
        let expected: Vec<_> = [today.clone()].into_iter().chain(of_kind).chain([membership("owner")]).collect();
        assert_eq!(claims(&decision), expected);
    }
    let mut command = create(Kind::Work);
    command.members = vec![new_member("ann"), new_member("joe"), new_member("ann")];
    let decision = counted(Scene::free()).decide(&by("owner"), &command).unwrap();
    assert_eq!(claims(&decision)[1..], [membership("owner"), membership("ann"), membership("joe")]);
}

#[test]
fn an_imported_group_claims_like_a_new_one_and_nothing_is_claimed_without_quotas() {
    let import = ImportGroup { group: create(Kind::Community).group, created_at: None };
    let decision = counted(Scene::free()).decide(&app(), &import).unwrap();
    let of_kind = Claim::GroupOfKind { kind: Kind::Community, most: 5 };
    assert_eq!(claims(&decision), [Claim::GroupToday { most: 1 }, of_kind, membership("owner")]);
    assert_eq!(claims(&Scene::free().decide(&app(), &import).unwrap()), []);
    assert_eq!(claims(&Scene::free().decide(&by("owner"), &create(Kind::Live)).unwrap()), []);
}

#[test]
fn whoever_comes_in_claims_a_membership_whatever_the_way() {
    let mut public = counted(free(Kind::Public));
    assert_eq!(claims(&public.decide(&by("ann"), &join()).unwrap()), [membership("ann")]);
    assert_eq!(claims(&public.decide(&by("bob"), &invite(&["ann"])).unwrap()), [membership("ann")]);
    assert_eq!(claims(&public.decide(&app(), &add(&["ann", "bob"])).unwrap()), [membership("ann")]);
    assert_eq!(claims(&public.decide(&app(), &import(vec![row("ann", Role::Member, None)])).unwrap()), [membership("ann")]);
    public = public.with_group(|group| group.join = JoinOption::Approval);
    assert_eq!(claims(&public.run(&by("ann"), &join()).unwrap()), [], "nobody is in yet");
    assert_eq!(claims(&public.decide(&by("owner"), &refuse(&["ann"])).unwrap()), []);
    assert_eq!(claims(&public.decide(&by("owner"), &accept(&["ann"])).unwrap()), [membership("ann")]);
}

#[test]
fn members_over_their_limit_are_left_out_of_a_new_group_and_named() {
    let mut command = create(Kind::Public);
    command.members = vec![new_member("ann"), new_member("joe")];
    let mut scene = Scene { over_limit: users(&["ann"]), ..counted(Scene::free()) };
    let decision = scene.run(&app(), &command).unwrap();
    assert_eq!(
        (decision.reply.over_limit.clone(), scene.role("ann"), scene.role("joe")),
        (users(&["ann"]), None, Some(Role::Member))
    );
    assert_eq!(claims(&decision)[1..], [membership("owner"), membership("joe")]);
    let EventBody::Created { members, .. } = &events(&decision)[0] else { panic!("{decision:?}") };
    assert_eq!(*members, [(user("joe"), Role::Member)]);
}

#[test]
fn an_owner_over_his_limit_gets_no_group() {
    let scene = Scene { over_limit: users(&["owner"]), ..counted(Scene::free()) };
    let refused = Reject::TooManyGroups { user: "owner".to_string(), most: 2 };
    assert_eq!(scene.decide(&app(), &create(Kind::Public)), Err(refused.clone()));
    let import = ImportGroup { group: create(Kind::Public).group, created_at: None };
    assert_eq!((scene.decide(&app(), &import), refused.number()), (Err(refused), 10037));
}

#[test]
fn users_over_their_limit_are_passed_over_and_the_others_come_in() {
    let scene = Scene { over_limit: users(&["ann"]), ..counted(free(Kind::Public)) };
    let expected = [("ann", Outcome::OverLimit), ("joe", Outcome::Done)];
    assert_eq!(outcomes(&scene.decide(&app(), &add(&["ann", "joe"])).unwrap().reply), expected);
    assert_eq!(outcomes(&scene.decide(&by("bob"), &invite(&["ann", "joe"])).unwrap().reply), expected);
    let rows = vec![row("ann", Role::Member, None), row("joe", Role::Member, None)];
    assert_eq!(outcomes(&scene.decide(&app(), &import(rows)).unwrap().reply), expected);
    assert_eq!(scene.decide(&app(), &add(&["ann"])).unwrap().changes, []);
}

#[test]
fn an_application_of_somebody_over_his_limit_is_not_accepted_and_still_waits() {
    let mut scene = counted(Scene::of(Kind::Public));
    scene.ok(&by("ann"), &join());
    scene.ok(&by("joe"), &join());
    scene.over_limit = users(&["ann"]);
    let refused = Reject::TooManyGroups { user: "ann".to_string(), most: 2 };
    assert_eq!(scene.decide(&by("owner"), &accept(&["ann"])), Err(refused));
    let handled = scene.ok(&by("owner"), &accept(&["ann", "joe"]));
    assert_eq!(outcomes(&handled), [("ann", Outcome::OverLimit), ("joe", Outcome::Done)]);
    scene.over_limit.clear();
    scene.ok(&by("owner"), &accept(&["ann"]));
}

#[test]
fn whoever_joins_over_his_limit_is_refused() {
    let scene = Scene { over_limit: users(&["ann"]), ..counted(free(Kind::Meeting)) };
    assert_eq!(scene.decide(&by("ann"), &join()), Err(Reject::TooManyGroups { user: "ann".to_string(), most: 2 }));
}

#[test]
fn a_join_is_asked_about_after_every_other_check() {
    for (kind, option) in [(Kind::Public, JoinOption::Approval), (Kind::Meeting, JoinOption::Free), (Kind::Live, JoinOption::Free)]
    {
        let scene = Scene::of(kind).with_group(|group| group.join = option);
        assert_eq!(scene.asked(&by("ann"), &join()), Question::BeforeApply { group: g(), kind });
    }
    let mut asking = Scene { ask: true, ..Scene::of(Kind::Public) };
    assert!(asking.step(&by("bob"), &join()).is_err());
    asking.ask = false;
    asking.ok(&by("ann"), &join());
    asking.ask = true;
    assert!(matches!(asking.step(&by("ann"), &join()), Ok(Step::Done(_))), "who waits already");
    let words = JoinGroup { group: g(), message: too_long(asking.limits.apply_bytes) };
    assert!(asking.step(&by("joe"), &words).is_err());
}

#[test]
fn those_are_asked_about_who_would_be_invited_and_whom_it_refuses_are_passed_over() {
    let mut scene = free(Kind::Public);
    scene.ok(&by("owner"), &ban(&["eve", "sue"], 60));
    let question = Question::BeforeInvite { group: g(), kind: Kind::Public, users: users(&["ann", "joe"]) };
    let named = ["bob", "ann", "sue", "joe", "ann"];
    assert_eq!(scene.asked(&by("bob"), &invite(&named)), question);
    assert_eq!(scene.asked(&app(), &add(&named)), question);
    let asking = Scene { ask: true, ..scene.clone() };
    assert!(matches!(asking.step(&app(), &add(&["bob", "sue"])), Ok(Step::Done(_))), "nobody would come");
    scene.refused = users(&["ann"]);
    let targets = scene.ok(&by("bob"), &invite(&named));
    let (failed, done) = (Outcome::Failed, Outcome::Done);
    assert_eq!(outcomes(&targets), [("bob", Outcome::Already), ("ann", failed), ("sue", failed), ("joe", done)]);
}

#[test]
fn invitations_that_wait_are_asked_about_too_and_imports_are_not() {
    let scene = Scene::of(Kind::Public).with_group(|group| group.invite = InviteOption::Approval);
    let question = Question::BeforeInvite { group: g(), kind: Kind::Public, users: users(&["ann"]) };
    assert_eq!(scene.asked(&by("bob"), &invite(&["ann"])), question);
    let asking = Scene { ask: true, ..scene };
    assert!(asking.decide(&app(), &import(vec![row("ann", Role::Member, None)])).is_ok());
    let group = ImportGroup { group: create(Kind::Public).group, created_at: None };
    assert!(Scene { ask: true, ..Scene::free() }.decide(&app(), &group).is_ok());
}

#[test]
fn commands_name_those_who_must_have_accounts() {
    let mut command = create(Kind::Public);
    command.members = vec![new_member("ann")];
    assert_eq!(command.names(), users(&["owner", "ann"]));
    assert_eq!((invite(&["ann"]).names(), add(&["ann"]).names()), (users(&["ann"]), users(&["ann"])));
    assert_eq!(import(vec![row("ann", Role::Member, None)]).names(), users(&["ann"]));
    assert_eq!((accept(&["ann"]).names(), join().names()), (users(&["ann"]), Vec::new()));
    let joined = EventBody::MembersAdded { members: users(&["ann"]), how: Entry::Applied, silent: false };
    assert_eq!(events(&free(Kind::Public).decide(&by("ann"), &join()).unwrap()), [joined]);
}
