use super::support::{alive, by, create, decide, decide_with, field, member, user};
use crate::group::{CreateGroup, Created, Group, Member};
use crate::{
    Assert, Change, Command, Context, Decision, EventBody, Field, HeadView, InviteOption, JoinOption, Kind, Limits, Millis, Notice,
    Question, Reject, Role, Secs, Step, View,
};
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

fn record(decision: &Decision<Created>) -> &Group {
    let Some(Change::Create(group)) = decision.changes.first() else { panic!("no group is created") };
    group
}

fn roster(decision: &Decision<Created>) -> Vec<&Member> {
    let added = decision.changes.iter().filter_map(|change| match change {
        Change::AddMember(member) => Some(member),
        _ => None,
    });
    added.collect()
}

fn roles(decision: &Decision<Created>) -> Vec<(String, Role)> {
    roster(decision).iter().map(|member| (member.user.to_string(), member.role)).collect()
}

#[test]
fn the_creator_becomes_owner_and_first_member() {
    let decision = decide(&create(Kind::Public)).unwrap();
    assert_eq!(record(&decision).owner, Some(user("owner")));
    assert_eq!(roles(&decision), [("owner".to_string(), Role::Owner)]);
    assert_eq!(record(&decision).created_at, Secs(1_800_000_000));
    assert_eq!(decision.asserts, [Assert::GroupAbsent]);
}

#[test]
fn a_group_without_owner_has_only_the_named_members() {
    let mut command = create(Kind::Public);
    command.group.owner = None;
    command.members = vec![member("bob", Role::Admin), member("peter", Role::Member)];
    let decision = decide(&command).unwrap();
    assert_eq!(record(&decision).owner, None);
    assert_eq!(roles(&decision), [("bob".to_string(), Role::Admin), ("peter".to_string(), Role::Member)]);
}

#[test]
fn repeated_members_are_merged_and_never_lowered() {
    let mut command = create(Kind::Public);
    let mut again = member("bob", Role::Member);
    again.name_card = "Bob".to_string();
    command.members = vec![member("bob", Role::Admin), again, member("owner", Role::Member)];
    let decision = decide(&command).unwrap();
    assert_eq!(roles(&decision), [("owner".to_string(), Role::Owner), ("bob".to_string(), Role::Admin)]);
    assert_eq!(roster(&decision)[1].name_card, "Bob");
    assert_eq!(decision.effects.len(), 2);
}

#[test]
fn the_owner_may_name_himself_as_owner_but_nobody_else() {
    let mut command = create(Kind::Work);
    command.members = vec![member("owner", Role::Owner)];
    assert_eq!(roles(&decide(&command).unwrap()), [("owner".to_string(), Role::Owner)]);
    command.members = vec![member("bob", Role::Owner)];
    assert_eq!(decide(&command), Err(Reject::OwnerRoleForAnother { user: "bob".to_string() }));
}

#[test]
fn everybody_named_gets_a_listing_and_a_notice() {
    let mut command = create(Kind::Meeting);
    command.members = vec![member("bob", Role::Member)];
    let decision = decide(&command).unwrap();
    let told: Vec<_> = decision.effects.iter().map(|effect| (effect.user.as_str(), effect.notice.clone())).collect();
    assert_eq!(told, [("owner", Some(Notice::Created)), ("bob", Some(Notice::Invited))]);
    assert!(decision.effects.iter().all(|effect| effect.joined.as_ref().is_some_and(|row| row.kind == Kind::Meeting)));
    let EventBody::Created { members, owner, .. } = &decision.events[0].body else { panic!("not a creation") };
    assert_eq!((owner.as_ref(), members.as_slice()), (Some(&user("owner")), &[(user("bob"), Role::Member)][..]));
}

#[test]
fn live_groups_take_no_members_and_work_groups_no_admins() {
    let mut command = create(Kind::Live);
    command.members = vec![member("bob", Role::Member)];
    assert_eq!(decide(&command), Err(Reject::NoInitialMembers(Kind::Live)));
    let mut command = create(Kind::Work);
    command.members = vec![member("bob", Role::Admin)];
    assert_eq!(decide(&command), Err(Reject::NoAdmins(Kind::Work)));
}

#[test]
fn options_are_those_of_the_type_unless_it_lets_the_creator_choose() {
    let options = |kind: Kind, join, invite| {
        let mut command = create(kind);
        (command.group.join, command.group.invite) = (join, invite);
        let decision = decide(&command).unwrap();
        (record(&decision).join, record(&decision).invite)
    };
    let (free, disabled) = (Some(JoinOption::Free), Some(InviteOption::Disabled));
    assert_eq!(options(Kind::Public, None, None), (JoinOption::Approval, InviteOption::Disabled));
    assert_eq!(options(Kind::Public, free, Some(InviteOption::Free)), (JoinOption::Free, InviteOption::Free));
    assert_eq!(options(Kind::Work, free, disabled), (JoinOption::Forbidden, InviteOption::Disabled));
    assert_eq!(options(Kind::Work, None, None), (JoinOption::Forbidden, InviteOption::Free));
    assert_eq!(options(Kind::Meeting, Some(JoinOption::Forbidden), None), (JoinOption::Free, InviteOption::Disabled));
    assert_eq!(
        options(Kind::Live, Some(JoinOption::Forbidden), Some(InviteOption::Free)),
        (JoinOption::Free, InviteOption::Disabled)
    );
    assert_eq!(options(Kind::Community, None, None), (JoinOption::Free, InviteOption::Free));
    assert_eq!(options(Kind::Community, Some(JoinOption::Approval), disabled), (JoinOption::Approval, InviteOption::Disabled));
}

#[test]
fn topics_and_permission_groups_exist_only_in_communities() {
    let mut command = create(Kind::Public);
    (command.group.topics, command.group.permission_groups, command.group.default_permissions) = (true, true, 7);
    let plain = decide(&command).unwrap();
    assert_eq!((record(&plain).topics, record(&plain).permission_groups, record(&plain).default_permissions), (false, false, 0));
    command.group.kind = Kind::Community;
    let community = decide(&command).unwrap();
    let group = record(&community);
    assert_eq!((group.topics, group.permission_groups, group.default_permissions), (true, true, 7));
}

#[test]
fn caps_come_from_the_type_and_may_be_lowered() {
    let cap = |kind: Kind, wished| {
        let mut command = create(kind);
        command.group.max_members = wished;
        decide(&command).map(|decision| record(&decision).max_members)
    };
    assert_eq!(cap(Kind::Work, None), Ok(Some(200)));
    assert_eq!(cap(Kind::Public, Some(500)), Ok(Some(500)));
    assert_eq!(cap(Kind::Live, Some(5)), Ok(None));
    assert_eq!(cap(Kind::BChatRoom, None), Ok(None));
    for wished in [0, 2001, u64::MAX] {
        let refused = Reject::OutOfRange { field: Field::MaxMembers, min: 1, max: 2000, given: wished };
        assert_eq!(cap(Kind::Public, Some(wished)), Err(refused));
    }
}

#[test]
fn more_members_than_the_cap_are_refused_and_repeats_do_not_count() {
    let mut command = create(Kind::Public);
    command.group.max_members = Some(2);
    command.members = vec![member("a", Role::Member), member("a", Role::Member), member("owner", Role::Member)];
    assert_eq!(roster(&decide(&command).unwrap()).len(), 2);
    command.members.push(member("b", Role::Member));
    assert_eq!(decide(&command), Err(Reject::OverCap { cap: 2, given: 3 }));
}

#[test]
fn five_hundred_members_are_taken_and_one_more_is_not() {
    let mut command = create(Kind::Public);
    command.members = (0..500).map(|n| member(&alloc::format!("u{n}"), Role::Member)).collect();
    assert_eq!(roster(&decide(&command).unwrap()).len(), 501);
    command.members.push(member("one more", Role::Member));
    assert_eq!(decide(&command), Err(Reject::TooManyAccounts { limit: 500, given: 501 }));
}

#[test]
fn every_text_is_taken_at_its_limit_and_refused_one_byte_over() {
    type Set = fn(&mut CreateGroup, String);
    let texts: [(Field, usize, Set); 8] = [
        (Field::Name, 30, |c, text| c.group.name = text),
        (Field::Introduction, 240, |c, text| c.group.introduction = text),
        (Field::Notification, 300, |c, text| c.group.notification = text),
        (Field::FaceUrl, 100, |c, text| c.group.face_url = text),
        (Field::NameCard, 50, |c, text| c.members[0].name_card = text),
        (Field::GroupFieldKey, 16, |c, text| c.group.fields[0].key = text),
        (Field::GroupFieldValue, 512, |c, text| c.group.fields[0].value = text),
        (Field::MemberFieldValue, 64, |c, text| c.members[0].fields[0].value = text),
    ];
    for (name, limit, set) in texts {
        let mut command = create(Kind::Public);
        command.group.fields = vec![field("k", "v")];
        command.members = vec![member("bob", Role::Member)];
        command.members[0].fields = vec![field("k", "v")];
        set(&mut command, "x".repeat(limit));
        assert!(decide(&command).is_ok(), "{name:?} at {limit}");
        set(&mut command, "x".repeat(limit + 1));
        assert_eq!(decide(&command), Err(Reject::TooLong { field: name, limit, given: limit + 1 }));
    }
}

#[test]
fn sizes_are_counted_in_bytes_of_utf8() {
    let mut command = create(Kind::Public);
    command.group.name = "群".repeat(10);
    assert!(decide(&command).is_ok());
    command.group.name = "群".repeat(11);
    assert_eq!(decide(&command), Err(Reject::TooLong { field: Field::Name, limit: 30, given: 33 }));
}

#[test]
fn a_name_needs_a_visible_character() {
    for name in ["", " ", "\t\n", "\u{3000}"] {
        let mut command = create(Kind::Public);
        command.group.name = name.to_string();
        assert_eq!(decide(&command), Err(Reject::Blank { field: Field::Name }), "{name:?}");
    }
}

#[test]
fn custom_fields_are_counted_and_their_keys_are_printable_and_unique() {
    let with = |fields: Vec<_>| {
        let mut command = create(Kind::Public);
        command.group.fields = fields;
        decide(&command).map(|decision| record(&decision).fields.len())
    };
    let many = |count| (0..count).map(|n| field(&alloc::format!("k{n}"), "v")).collect::<Vec<_>>();
    assert_eq!(with(many(10)), Ok(10));
    assert_eq!(with(many(11)), Err(Reject::TooMany { field: Field::GroupFields, limit: 10, given: 11 }));
    assert_eq!(with(vec![field(" leading blank", "a\0\u{1}")]), Ok(1));
    assert_eq!(with(vec![field("", "v")]), Err(Reject::Blank { field: Field::GroupFieldKey }));
    assert_eq!(with(vec![field("é", "v")]), Err(Reject::NotPrintable { field: Field::GroupFieldKey }));
    let twice = Reject::Twice { field: Field::GroupFieldKey, what: "k".to_string() };
    assert_eq!(with(vec![field("k", "1"), field("k", "2")]), Err(twice));
}

#[test]
fn a_taken_id_says_whether_the_asker_owns_the_group() {
    let on = |head: HeadView| decide_with(&create(Kind::Public), &by("owner"), head, &[], &Limits::RECOMMENDED).map(|_| ());
    assert_eq!(on(HeadView::Alive(alive(Kind::Work, Some("owner")))), Err(Reject::IdTaken { own: true }));
    assert_eq!(on(HeadView::Alive(alive(Kind::Work, Some("bob")))), Err(Reject::IdTaken { own: false }));
    assert_eq!(on(HeadView::Alive(alive(Kind::Work, None))), Err(Reject::IdTaken { own: false }));
    assert_eq!(on(HeadView::Closing), Err(Reject::IdTaken { own: false }));
    let mut ownerless = create(Kind::Public);
    ownerless.group.owner = None;
    let head = HeadView::Alive(alive(Kind::Work, None));
    let refused = decide_with(&ownerless, &by("admin"), head, &[], &Limits::RECOMMENDED);
    assert_eq!(refused, Err(Reject::IdTaken { own: false }), "two groups without owner do not belong to the same one");
}

#[test]
fn limits_can_be_set() {
    let mut command = create(Kind::Public);
    command.group.name = "x".repeat(100);
    let limits = Limits { name_bytes: 100, ..Limits::RECOMMENDED };
    assert!(decide_with(&command, &by("owner"), HeadView::Free, &[], &limits).is_ok());
}

#[test]
fn the_back_end_is_asked_only_after_every_other_check() {
    let ask = |command: &CreateGroup| {
        let mut view = View::at(Millis(1000));
        view.show_head(HeadView::Free);
        command.decide(&by("owner"), &view, &Context { ask_first: true, ..Context::new(view.now, &Limits::RECOMMENDED) })
    };
    let mut command = create(Kind::Public);
    assert!(matches!(ask(&command), Ok(Step::Ask(Question::BeforeCreate { .. }))));
    command.group.name = String::new();
    assert_eq!(ask(&command), Err(Reject::Blank { field: Field::Name }));
}

#[test]
fn more_admins_than_allowed_are_refused() {
    let mut command = create(Kind::Public);
    command.members = vec![member("a", Role::Admin), member("b", Role::Admin), member("c", Role::Admin)];
    let with = |admins| {
        let limits = Limits { admins, ..Limits::RECOMMENDED };
        decide_with(&command, &by("owner"), HeadView::Free, &[], &limits).map(|_| ())
    };
    assert_eq!(with(3), Ok(()));
    assert_eq!(with(2), Err(Reject::TooManyAdmins { limit: 2 }));
}

#[test]
fn ids_with_blanks_and_texts_in_any_script_are_kept_as_they_are() {
    let mut command = create(Kind::Public);
    command.group.owner = Some(user(" o w n e r "));
    (command.group.name, command.group.introduction) = ("群组 🙂".to_string(), "Grüße\n\u{0}".to_string());
    let decision = decide(&command).unwrap();
    let group = record(&decision);
    assert_eq!((group.name.as_str(), group.introduction.as_str()), ("群组 🙂", "Grüße\n\u{0}"));
    assert_eq!(roles(&decision), [(" o w n e r ".to_string(), Role::Owner)]);
}
