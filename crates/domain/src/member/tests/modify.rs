use crate::member::{MemberPatch, ModifyMember};
use crate::sanction::FOREVER;
use crate::scene::*;
use crate::{Action, EventBody, Field, FieldChange, Kind, MemberChange, MsgFlag, Notice, Place, Reject, Role, Secs};
use alloc::string::{String, ToString};
use alloc::{format, vec};

fn patch() -> MemberPatch {
    MemberPatch::default()
}

fn fields(id: &str, pairs: &[(&str, &str)]) -> ModifyMember {
    edit(id, MemberPatch { fields: pairs.iter().map(|(key, value)| field(key, value)).collect(), ..patch() })
}

fn told_how(id: &str, flag: MsgFlag) -> ModifyMember {
    edit(id, MemberPatch { msg_flag: Some(flag), ..patch() })
}

fn not_below(action: Action, user: &str) -> Reject {
    Reject::NotBelow { action, user: user.to_string() }
}

#[test]
fn the_owner_appoints_and_dismisses_admins_and_they_are_told() {
    let mut public = Scene::of(Kind::Public);
    let decision = public.run(&by("owner"), &appoint("bob", Role::Admin)).unwrap();
    let (member, before, after) = (user("bob"), Role::Member, Role::Admin);
    assert_eq!(events(&decision), [EventBody::RoleChanged { member, before, after }]);
    assert_eq!(notices(&decision), [("bob", Notice::AdminGranted)]);
    let decision = public.run(&by("owner"), &appoint("bob", Role::Member)).unwrap();
    assert_eq!(notices(&decision), [("bob", Notice::AdminRevoked)]);
    assert_eq!(public.role("bob"), Some(Role::Member));
}

#[test]
fn nobody_raises_himself() {
    for kind in Kind::ALL {
        let mut group = Scene::of(kind).with_policy(|policy| policy.admins_appoint = true);
        for (who, role) in [("bob", Role::Admin), ("bob", Role::Owner), ("admin", Role::Owner)] {
            let before = group.role(who);
            assert!(group.run(&by(who), &appoint(who, role)).is_err(), "{who} in {kind:?}");
            assert_eq!(group.role(who), before);
        }
    }
}

#[test]
fn admins_appoint_only_where_the_app_lets_them_and_never_touch_another_admin() {
    let closed = Scene::of(Kind::Public).decide(&by("admin"), &appoint("bob", Role::Admin));
    assert!(matches!(closed, Err(Reject::NotPermitted { needed: Some(Place::Inside(Role::Owner)), .. })), "{closed:?}");
    let mut open = Scene::of(Kind::Public).with_policy(|policy| policy.admins_appoint = true);
    open.ok(&by("admin"), &appoint("bob", Role::Admin));
    let refused = open.decide(&by("admin"), &appoint("bob", Role::Member));
    assert_eq!(refused, Err(not_below(Action::Appoint, "bob")));
    assert!(open.decide(&by("eve"), &appoint("eve", Role::Admin)).is_err());
}

#[test]
fn ownership_is_no_role_that_is_given_or_taken() {
    let public = Scene::of(Kind::Public);
    for who in [by("owner"), app()] {
        assert_eq!(public.decide(&who, &appoint("bob", Role::Owner)), Err(Reject::OwnerRole));
        assert_eq!(public.decide(&who, &appoint("owner", Role::Member)), Err(Reject::OwnerRole));
    }
}

#[test]
fn work_and_live_groups_appoint_nobody() {
    for (kind, target) in [(Kind::Work, "bob"), (Kind::Live, "admin")] {
        let refused = Scene::of(kind).decide(&app(), &appoint(target, Role::Admin));
        assert!(matches!(refused, Err(Reject::NotPermitted { action: Action::Appoint, needed: None, .. })), "{refused:?}");
    }
}

#[test]
fn there_are_only_so_many_admins() {
    let mut public = Scene::of(Kind::Public).with_limits(|limits| limits.admins = 2);
    public.ok(&by("owner"), &appoint("bob", Role::Admin));
    assert_eq!(public.decide(&by("owner"), &appoint("eve", Role::Admin)), Err(Reject::TooManyAdmins { limit: 2 }));
    public.ok(&by("owner"), &appoint("admin", Role::Member));
    public.ok(&by("owner"), &appoint("eve", Role::Admin));
}

#[test]
fn everybody_sets_his_own_card_and_superiors_those_below() {
    let mut public = Scene::of(Kind::Public);
    public.seat("admin2", Role::Admin);
    for (who, target) in [("bob", "bob"), ("admin", "admin"), ("admin", "bob"), ("owner", "admin"), ("owner", "owner")] {
        public.ok(&by(who), &card(target, &format!("set by {who}")));
    }
    assert_eq!(public.members[&user("bob")].name_card, "set by admin");
    for target in ["owner", "admin2"] {
        assert_eq!(public.decide(&by("admin"), &card(target, "x")), Err(not_below(Action::EditMember, target)));
    }
    let refused = public.decide(&by("bob"), &card("eve", "x"));
    assert!(matches!(refused, Err(Reject::NotPermitted { action: Action::EditMember, .. })), "{refused:?}");
    public.ok(&app(), &card("owner", "set by the app"));
}

#[test]
fn live_groups_have_no_cards_and_know_no_ordinary_members() {
    let live = Scene::of(Kind::Live);
    let refused = live.decide(&by("owner"), &card("owner", "x"));
    assert!(matches!(refused, Err(Reject::NotPermitted { needed: None, .. })), "{refused:?}");
    assert_eq!(live.decide(&app(), &card("guest", "x")), Err(Reject::MembersNotListed(Kind::Live)));
}

#[test]
fn a_card_has_a_size_in_bytes_and_can_be_emptied() {
    let mut public = Scene::of(Kind::Public);
    public.ok(&by("bob"), &card("bob", &"名".repeat(16)));
    let refused = Reject::TooLong { field: Field::NameCard, limit: 50, given: 51 };
    assert_eq!(public.decide(&by("bob"), &card("bob", &"名".repeat(17))), Err(refused));
    let decision = public.run(&by("bob"), &card("bob", "")).unwrap();
    let changes = vec![MemberChange::NameCard("名".repeat(16), String::new())];
    assert_eq!(events(&decision), [EventBody::MemberChanged { member: user("bob"), changes }]);
}

#[test]
fn the_same_values_again_are_no_event() {
    let mut public = Scene::of(Kind::Public);
    let all = MemberPatch {
        role: Some(Role::Admin),
        msg_flag: None,
        name_card: Some("Bob".to_string()),
        fields: vec![field("k", "v")],
        mute_secs: Some(u32::MAX),
    };
    assert_eq!(public.run(&by("owner"), &edit("bob", all.clone())).unwrap().events.len(), 3);
    let again = public.run(&by("owner"), &edit("bob", all)).unwrap();
    assert!(again.changes.is_empty() && again.events.is_empty() && again.effects.is_empty());
    assert!(public.run(&by("bob"), &edit("bob", patch())).unwrap().events.is_empty(), "nothing asked, nothing changed");
}

#[test]
fn how_one_is_told_is_ones_own_choice_and_the_apps() {
    let mut public = Scene::of(Kind::Public);
    let decision = public.run(&by("bob"), &told_how("bob", MsgFlag::Discard)).unwrap();
    assert_eq!(notices(&decision), [("bob", Notice::MsgFlagChanged { flag: MsgFlag::Discard })]);
    public.ok(&app(), &told_how("bob", MsgFlag::Notify));
    let (action, kind, place) = (Action::EditMember, Kind::Public, Place::Inside(Role::Owner));
    let refused = Reject::NotPermitted { action, kind, place, needed: Some(Place::AppAdmin) };
    assert_eq!(public.decide(&by("owner"), &told_how("bob", MsgFlag::Quiet)), Err(refused));
    Scene::of(Kind::Live).ok(&by("owner"), &told_how("owner", MsgFlag::Notify));
}

#[test]
fn custom_fields_are_set_by_key_and_an_empty_value_deletes() {
    let mut public = Scene::of(Kind::Public);
    public.ok(&by("bob"), &fields("bob", &[("a", "1"), ("b", "2")]));
    let decision = public.run(&by("bob"), &fields("bob", &[("a", ""), ("b", "3"), ("none", "")])).unwrap();
    let changed = |key: &str, before: &str, after: Option<&str>| FieldChange {
        key: key.to_string(),
        before: Some(before.to_string()),
        after: after.map(ToString::to_string),
    };
    let changes = vec![MemberChange::Fields(vec![changed("a", "1", None), changed("b", "2", Some("3"))])];
    assert_eq!(events(&decision), [EventBody::MemberChanged { member: user("bob"), changes }]);
    assert_eq!(public.members[&user("bob")].fields, [field("b", "3")]);
}

#[test]
fn custom_fields_of_members_are_counted_over_all_calls() {
    let mut public = Scene::of(Kind::Public);
    public.ok(&by("bob"), &fields("bob", &[("1", "v"), ("2", "v"), ("3", "v"), ("4", "v"), ("5", "v")]));
    let refused = Reject::TooMany { field: Field::MemberFields, limit: 5, given: 6 };
    assert_eq!(public.decide(&by("bob"), &fields("bob", &[("6", "v")])), Err(refused));
    public.ok(&by("bob"), &fields("bob", &[("6", "v"), ("1", "")]));
    let long = Reject::TooLong { field: Field::MemberFieldValue, limit: 64, given: 65 };
    assert_eq!(public.decide(&by("bob"), &fields("bob", &[("6", &too_long(64))])), Err(long));
}

#[test]
fn a_limit_that_was_lowered_keeps_nobody_from_changing_what_is_there() {
    let mut public = Scene::of(Kind::Public);
    public.ok(&by("bob"), &fields("bob", &[("1", "v"), ("2", "v"), ("3", "v")]));
    let mut public = public.with_limits(|limits| limits.member_fields = 2);
    public.ok(&by("bob"), &fields("bob", &[("1", "w")]));
    assert!(matches!(public.decide(&by("bob"), &fields("bob", &[("4", "v")])), Err(Reject::TooMany { .. })));
}

#[test]
fn a_mute_in_the_record_and_the_one_the_group_keeps_agree() {
    let mut public = Scene::of(Kind::Public);
    let decision = public.run(&by("admin"), &silence("bob", 60)).unwrap();
    let until = Some(Secs(NOW.secs().0 + 60));
    assert_eq!(events(&decision), [EventBody::Muted { users: users(&["bob"]), until, secs: 60 }]);
    assert_eq!(notices(&decision), [("bob", Notice::Muted { secs: 60 })]);
    assert_eq!((public.members[&user("bob")].muted_until, public.sanctions[&user("bob")].muted_until), (until, until));
    public.ok(&by("admin"), &silence("bob", 0));
    assert_eq!((public.members[&user("bob")].muted_until, public.sanctions.len()), (None, 0));
    public.ok(&by("admin"), &silence("bob", u32::MAX));
    assert_eq!(public.members[&user("bob")].muted_until, Some(FOREVER));
}

#[test]
fn admins_mute_neither_each_other_nor_the_owner_nor_themselves() {
    let mut public = Scene::of(Kind::Public);
    public.seat("admin2", Role::Admin);
    for target in ["admin2", "owner", "admin"] {
        assert_eq!(public.decide(&by("admin"), &silence(target, 60)), Err(not_below(Action::Mute, target)));
    }
    public.ok(&by("owner"), &silence("admin", 60));
    let work = Scene::of(Kind::Work).decide(&app(), &silence("bob", 60));
    assert!(matches!(work, Err(Reject::NotPermitted { action: Action::Mute, needed: None, .. })), "{work:?}");
}

#[test]
fn one_refused_part_refuses_the_whole_change() {
    let mut public = Scene::of(Kind::Public);
    let before = public.clone();
    let command = edit("bob", MemberPatch { name_card: Some("x".to_string()), role: Some(Role::Admin), ..patch() });
    assert!(public.run(&by("admin"), &command).is_err());
    assert_eq!(public, before);
}

#[test]
fn strangers_change_nobody_and_nobody_is_changed_who_is_no_member() {
    let mut public = Scene::of(Kind::Public);
    public.ok(&by("eve"), &quit());
    for who in ["stranger", "eve"] {
        assert_eq!(public.decide(&by(who), &card("bob", "x")), Err(Reject::Outsider { action: Action::EditMember }));
    }
    let absent = Err(Reject::NotAMember { user: "eve".to_string() });
    assert_eq!(public.decide(&by("owner"), &card("eve", "x")), absent);
    assert_eq!(public.decide(&app(), &card("eve", "x")), absent);
}

#[test]
fn what_is_held_against_a_member_is_only_read_for_a_mute() {
    use crate::Command;
    assert!(card("bob", "x").reads(&by("bob")).sanctions.is_empty());
    assert_eq!(silence("bob", 1).reads(&by("bob")).sanctions, users(&["bob"]));
}

#[test]
fn of_two_who_are_appointed_at_the_same_time_one_finds_the_last_place_taken() {
    let mut public = Scene::of(Kind::Public).with_limits(|limits| limits.admins = 2);
    let late = public.decide(&by("owner"), &appoint("eve", Role::Admin)).unwrap();
    public.ok(&app(), &appoint("bob", Role::Admin));
    assert!(!public.takes(&late));
}

#[test]
fn who_is_present_in_a_live_group_is_muted_with_the_sdk_and_changed_in_no_other_way() {
    let mut live = Scene::of(Kind::Live);
    let decision = live.run(&by("owner"), &silence("guest", 60)).unwrap();
    let until = Some(Secs(NOW.secs().0 + 60));
    assert_eq!(events(&decision), [EventBody::Muted { users: users(&["guest"]), until, secs: 60 }]);
    assert_eq!(notices(&decision), [("guest", Notice::Muted { secs: 60 })]);
    assert!(live.run(&by("owner"), &silence("guest", 0)).unwrap().events.len() == 1);
    let unlisted = Err(Reject::MembersNotListed(Kind::Live));
    assert_eq!(live.decide(&by("owner"), &card("guest", "x")), unlisted);
    let both = MemberPatch { mute_secs: Some(60), name_card: Some("x".to_string()), ..patch() };
    assert_eq!(live.decide(&by("owner"), &edit("guest", both)), unlisted);
    assert_eq!(live.decide(&app(), &silence("guest", 60)), unlisted, "REST has a command of its own for it");
    assert!(live.decide(&by("eve"), &silence("guest", 60)).is_err());
}
