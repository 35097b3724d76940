//! What permission groups give where they rule, in the rules of everything else.

use crate::group::GroupPatch;
use crate::member::MemberPatch;
use crate::scene::*;
use crate::{
    Action, Actor, Asker, Change, Check, Command, Context, CustomField, Decision, GivenBy, InviteOption, Kind, Outcome, Place,
    Reject, Right, Role, TopicRight, Trace,
};
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt::Debug;

fn no_right(action: Action) -> Reject {
    Reject::NoRight { action, given_by: GivenBy::of(action) }
}

fn option(patch: GroupPatch) -> crate::group::ModifyGroup {
    modify(patch)
}

/// Tries a command with everything but this right, and with nothing but it; admin and member alike.
fn only_by<C: Command<Reply: Debug>>(scene: &Scene, right: Right, action: Action, command: &C) {
    for who in ["admin", "bob"] {
        let mut without = scene.clone();
        without.grant("without", !bits(&[right]), &[who]);
        assert_eq!(without.decide(&by(who), command).map(drop), Err(no_right(action)), "{who} without {right:?}");
        let mut with = scene.clone();
        with.grant("with", bits(&[right]), &[who]);
        let decision: Decision<C::Reply> = with.decide(&by(who), command).unwrap();
        assert_ne!(decision.changes, vec![], "{who} with {right:?}");
        let by_default = scene.clone().with_group(|group| group.default_permissions = bits(&[right]));
        assert!(by_default.decide(&by(who), command).is_ok(), "everybody has {right:?}");
    }
    for actor in [by("owner"), app()] {
        assert!(scene.decide(&actor, command).is_ok(), "{actor:?} keeps everything");
    }
}

#[test]
fn each_right_gives_its_actions_and_no_other_does() {
    let mut group = Scene::ruled();
    group.ok(&by("joe"), &join());
    only_by(&group, Right::Profile, Action::EditProfile, &rename("other"));
    let hidden = GroupPatch { visible: Some(false), ..GroupPatch::default() };
    only_by(&group, Right::Profile, Action::EditOptions, &option(hidden));
    let silent = GroupPatch { mute_all: Some(true), ..GroupPatch::default() };
    only_by(&group, Right::Profile, Action::MuteAll, &option(silent));
    only_by(&group, Right::Members, Action::Kick, &kick(&["joe"]));
    only_by(&group, Right::Members, Action::EditMember, &card("joe", "x"));
    only_by(&group, Right::Mute, Action::Mute, &mute(&["joe"], 60));
    only_by(&group, Right::Mute, Action::Mute, &silence("joe", 60));
    only_by(&group, Right::Ban, Action::Ban, &ban(&["joe"], 60));
    let mut banned = group.clone();
    banned.ok(&app(), &ban(&["joe"], 60));
    only_by(&banned, Right::Ban, Action::Ban, &unban(&["joe"]));
    group.grant("there", 0, &[]);
    only_by(&group, Right::PermissionGroups, Action::ManagePermissionGroups, &create_pg("new", 0));
    only_by(&group, Right::PermissionGroups, Action::ManagePermissionGroups, &delete_pgs(&["there"]));
    only_by(&group, Right::PermissionMembers, Action::ManagePermissionMembers, &put_into("there", &["joe"]));
    let kept = Scene::ruled().with_policy(|policy| policy.members_write_attributes = false);
    only_by(&kept, Right::Profile, Action::EditAttributes, &set(&[("a", "1")]));
}

#[test]
fn applications_are_decided_by_who_has_the_right_over_members() {
    let mut group = Scene::ruled().with_group(|group| group.join = crate::JoinOption::Approval);
    group.ok(&by("joe"), &join());
    only_by(&group, Right::Members, Action::Approve, &accept(&["joe"]));
}

#[test]
fn who_decides_on_applications_brings_users_in_at_once() {
    let mut group = Scene::ruled().with_group(|group| group.invite = InviteOption::Approval);
    assert_eq!(outcomes(&group.decide(&by("admin"), &invite(&["joe"])).unwrap().reply), [("joe", Outcome::Waiting)]);
    group.grant("doors", bits(&[Right::Members]), &["bob"]);
    assert_eq!(outcomes(&group.decide(&by("bob"), &invite(&["joe"])).unwrap().reply), [("joe", Outcome::Done)]);
}

#[test]
fn a_kick_with_a_time_takes_both_rights() {
    let mut group = Scene::ruled();
    group.grant("kick", bits(&[Right::Members]), &["bob"]);
    let mut command = kick(&["eve"]);
    command.ban_secs = 60;
    assert_eq!(group.decide(&by("bob"), &command).map(drop), Err(no_right(Action::Ban)));
    group.grant("ban", bits(&[Right::Ban]), &["bob"]);
    group.ok(&by("bob"), &command);
}

#[test]
fn what_every_member_does_needs_no_right() {
    let mut group = Scene::ruled();
    group.ok(&by("bob"), &card("bob", "x"));
    group.ok(&by("admin"), &invite(&["joe"]));
    group.ok(&by("eve"), &set(&[("a", "1")]));
    group.ok(&by("admin"), &quit());
}

#[test]
fn what_belongs_to_the_owner_comes_with_no_right() {
    let mut group = Scene::ruled();
    group.grant("all", u64::MAX, &["admin", "bob"]);
    let switch = option(GroupPatch { permission_groups: Some(false), ..GroupPatch::default() });
    let everybody = option(GroupPatch { default_permissions: Some(u64::MAX), ..GroupPatch::default() });
    for who in ["admin", "bob"] {
        let refused = |action| {
            let (kind, place) = (Kind::Community, Place::Inside(Role::Member));
            Err(Reject::NotPermitted { action, kind, place, needed: Some(Place::Inside(Role::Owner)) })
        };
        assert_eq!(group.decide(&by(who), &disband()).map(drop), refused(Action::Disband));
        assert_eq!(group.decide(&by(who), &transfer("eve")).map(drop), refused(Action::Transfer));
        assert_eq!(group.decide(&by(who), &appoint("eve", Role::Admin)).map(drop), refused(Action::Appoint));
        assert_eq!(group.decide(&by(who), &switch).map(drop), refused(Action::EditPermissions));
        assert_eq!(group.decide(&by(who), &everybody).map(drop), refused(Action::EditPermissions));
    }
    let appointing = group.clone().with_policy(|policy| policy.admins_appoint = true);
    assert!(appointing.decide(&by("admin"), &appoint("eve", Role::Admin)).is_err(), "admins count as members");
    group.ok(&by("owner"), &everybody);
    group.ok(&by("owner"), &switch);
    group.ok(&by("admin"), &kick(&["bob"]));
}

#[test]
fn while_permission_groups_are_off_the_admin_keeps_his_rights_and_groups_give_none() {
    let mut group = Scene::ruled().with_group(|group| (group.permission_groups, group.default_permissions) = (false, u64::MAX));
    group.grant("all", u64::MAX, &["bob"]);
    assert!(matches!(group.decide(&by("bob"), &kick(&["eve"])), Err(Reject::NotPermitted { .. })));
    assert!(matches!(group.decide(&app(), &ban(&["eve"], 60)), Err(Reject::NotPermitted { needed: None, .. })));
    group.ok(&by("admin"), &kick(&["eve"]));
    let plain = Scene::of(Kind::Community).with_group(|group| group.permission_groups = true);
    assert!(plain.decide(&by("admin"), &kick(&["eve"])).is_ok(), "without topics nothing rules but the roles");
}

#[test]
fn whoever_has_the_right_acts_on_admins_as_on_members_and_never_on_the_owner_or_himself() {
    let mut group = Scene::ruled();
    group.grant("all", bits(&[Right::Members, Right::Mute, Right::Ban]), &["bob"]);
    for (id, outcome) in [("admin", Outcome::Done), ("eve", Outcome::Done), ("owner", Outcome::Failed), ("bob", Outcome::Failed)] {
        let others = |targets: &[crate::Target]| targets[0].outcome;
        assert_eq!(others(&group.decide(&by("bob"), &kick(&[id, "eve"])).unwrap().reply), outcome, "{id} is kicked");
        assert_eq!(others(&group.decide(&by("bob"), &ban(&[id, "eve"], 60)).unwrap().reply), outcome, "{id} is banned");
        assert_eq!(others(&group.decide(&by("bob"), &mute(&[id, "eve"], 60)).unwrap().reply), outcome, "{id} is muted");
        let silenced = group.decide(&by("bob"), &silence(id, 60)).map(drop);
        assert_eq!(silenced.is_ok(), outcome == Outcome::Done, "{id} is silenced: {silenced:?}");
    }
    let edited = |id| group.decide(&by("bob"), &card(id, "x")).map(drop);
    assert_eq!(edited("admin"), Ok(()));
    assert_eq!(edited("owner"), Err(Reject::NotBelow { action: Action::EditMember, user: "owner".to_string() }));
    let fields = vec![CustomField { key: "k".to_string(), value: "v".to_string() }];
    group.ok(&by("bob"), &edit("admin", MemberPatch { fields, ..MemberPatch::default() }));
    // The owner stands above all, as ever.
    group.ok(&by("owner"), &kick(&["admin", "bob"]));
}

/// What the decision of a member with rights rests on is taken away, one after the other.
fn rests_on(change: impl FnOnce(&mut Scene)) -> bool {
    let mut group = Scene::ruled();
    group.grant("kick", bits(&[Right::Members]), &["bob"]);
    let decision = group.decide(&by("bob"), &kick(&["eve"])).unwrap();
    assert!(group.takes(&decision));
    change(&mut group);
    group.takes(&decision)
}

#[test]
fn what_a_right_rests_on_must_still_hold_at_commit() {
    assert!(!rests_on(|group| drop(group.ok(&by("owner"), &take_out("kick", &["bob"])))), "he is in it no more");
    assert!(!rests_on(|group| drop(group.ok(&by("owner"), &delete_pgs(&["kick"])))), "there is none any more");
    assert!(!rests_on(|group| group.ok(&by("owner"), &regrant("kick", 0))), "it gives another right");
    let switch = GroupPatch { default_permissions: Some(1), ..GroupPatch::default() };
    assert!(!rests_on(|group| group.ok(&by("owner"), &option(switch))), "others may something else");
    assert!(rests_on(|group| drop(group.ok(&by("owner"), &create_pg("other", 0)))), "what others have is another thing");
    assert!(rests_on(|group| drop(group.ok(&by("owner"), &put_into("kick", &["admin"])))));
}

#[test]
fn rights_add_up_over_groups_and_over_everybodys() {
    let mut group = Scene::ruled().with_group(|group| group.default_permissions = bits(&[Right::Speak]));
    group.grant("a", bits(&[Right::Mute]), &["bob"]);
    group.grant_in("b", bits(&[Right::Members]), &[("talk", topic_bits(&[TopicRight::Recall]))], &["bob"]);
    group.grant("c", bits(&[Right::Ban]), &["eve"]);
    let asker = asker(&group, &by("bob"));
    assert_eq!(asker.masks(), Some((bits(&[Right::Speak, Right::Mute, Right::Members]), 0)));
    let there = asker.in_topic(&topic_id("talk"));
    assert_eq!(there.masks().map(|(_, topic)| topic), Some(topic_bits(&[TopicRight::Recall])));
    assert_eq!(self::asker(&group, &by("owner")).masks(), None);
    assert_eq!(self::asker(&group, &app()).masks(), None);
    assert_eq!(self::asker(&group, &by("joe")).masks(), None, "outsiders have nothing, not even everybody's");
}

fn asker(group: &Scene, actor: &Actor) -> Asker {
    let view = group.view(&quit().reads(actor));
    Asker::of(actor, &view, group.group())
}

#[test]
fn a_topic_is_managed_by_who_may_there_or_everywhere() {
    let mut group = Scene::ruled();
    group.grant_in("here", 0, &[("talk", u64::MAX)], &["bob"]);
    group.grant("topics", bits(&[Right::Topics]), &["eve"]);
    group.grant("mute", bits(&[Right::Mute]), &["admin"]);
    let may = |who, topic, action| asker(&group, &by(who)).in_topic(&topic_id(topic)).may(action, &group.limits.policy);
    for (who, action, talk, news) in [
        ("bob", Action::EditTopic, true, false),
        ("bob", Action::MuteTopic, true, false),
        ("bob", Action::ManageTopicRights, true, false),
        ("bob", Action::ManageTopics, false, false),
        ("eve", Action::EditTopic, true, true),
        ("eve", Action::ManageTopics, true, true),
        ("eve", Action::MuteTopic, false, false),
        ("admin", Action::MuteTopic, true, true),
        ("admin", Action::EditTopic, false, false),
        ("owner", Action::ManageTopics, true, true),
    ] {
        assert_eq!((may(who, "talk", action), may(who, "news", action)), (talk, news), "{who} {action:?}");
    }
}

#[test]
fn each_right_in_a_topic_gives_its_actions_and_no_other_does() {
    let gives = [
        (TopicRight::Manage, Action::EditTopic),
        (TopicRight::Mute, Action::MuteTopic),
        (TopicRight::Permissions, Action::ManageTopicRights),
    ];
    for right in TopicRight::ALL {
        let mut group = Scene::ruled();
        group.grant_in("here", 0, &[("talk", topic_bits(&[right]))], &["bob"]);
        let asker = asker(&group, &by("bob")).in_topic(&topic_id("talk"));
        let given: Vec<Action> = gives.iter().filter(|(by, _)| *by == right).map(|(_, action)| *action).collect();
        for action in [Action::EditTopic, Action::MuteTopic, Action::ManageTopicRights, Action::ManageTopics, Action::Kick] {
            assert_eq!(asker.may(action, &group.limits.policy), given.contains(&action), "{right:?} {action:?}");
        }
    }
}

fn checks<C: Command<Reply: Debug>>(group: &Scene, actor: &Actor, command: &C) -> Vec<Check> {
    let trace = Trace::default();
    let context = Context { trace: Some(&trace), ..Context::new(group.now, &group.limits) };
    let view = group.view(&command.reads(actor));
    let outcome = command.decide(actor, &view, &context).map(drop);
    assert_eq!(outcome, group.decide(actor, command).map(drop));
    trace.into_checks()
}

#[test]
fn what_is_looked_at_twice_and_what_the_app_alone_may_is_in_the_trace_once() {
    let mut group = Scene::of(Kind::Public);
    group.ok(&by("joe"), &join());
    let checked = checks(&group, &by("admin"), &accept(&["joe"]));
    assert_eq!(checked.iter().map(|check| (check.action, check.allowed)).collect::<Vec<_>>(), [(Action::Approve, true)]);
    let checked = checks(&group, &by("owner"), &add(&["ann"]));
    let [check] = &checked[..] else { panic!("{checked:?}") };
    assert_eq!((check.action, check.needed, check.allowed), (Action::Invite, Some(Place::AppAdmin), false));
}

#[test]
fn a_trace_says_which_rights_were_looked_at_and_changes_nothing() {
    let mut group = Scene::ruled();
    group.grant("mute", bits(&[Right::Mute]), &["bob"]);
    let checked = checks(&group, &by("bob"), &kick(&["eve"]));
    let [check] = &checked[..] else { panic!("{checked:?}") };
    assert_eq!((check.action, check.kind, check.place), (Action::Kick, Kind::Community, Place::Inside(Role::Member)));
    assert_eq!((check.needed, check.ruled, check.allowed), (Some(Place::Inside(Role::Owner)), true, false));
    assert_eq!((check.given_by.community, check.given_by.topic), (Some(Right::Members), None));
    assert_eq!(check.masks, Some((bits(&[Right::Mute]), 0)));
    let checked = checks(&group, &by("owner"), &kick(&["eve"]));
    assert!(checked.len() == 1 && checked[0].allowed && checked[0].given_by == GivenBy::default() && checked[0].masks.is_none());
    let mut both = kick(&["eve"]);
    both.ban_secs = 60;
    let actions: Vec<_> = checks(&group, &app(), &both).into_iter().map(|check| (check.action, check.allowed)).collect();
    assert_eq!(actions, [(Action::Kick, true), (Action::Ban, true)]);
}

#[test]
fn an_admin_whose_role_changes_meanwhile_is_decided_again() {
    let mut group = Scene::ruled();
    group.grant("kick", bits(&[Right::Members]), &["admin"]);
    let decision = group.decide(&by("admin"), &kick(&["eve"])).unwrap();
    assert!(decision.changes.iter().any(|change| matches!(change, Change::RemoveMembers(_))));
    group.ok(&by("owner"), &appoint("admin", Role::Member));
    assert!(!group.takes(&decision));
}
