//! Rule tests of topics.

use crate::record::{TopicMember, places_of};
use crate::scene::*;
use crate::topic::{CreateTopic, DestroyTopics, ModifyTopic, MuteInTopic, SetTopicMsgFlag, TopicPatch};
use crate::{
    Action, Actor, EventBody, Field, GroupId, IdFault, InfoChange, Kind, MsgFlag, Outcome, Place, Question, Record, RecordClass,
    RecordKey, Reject, Right, Role, Secs, TopicId, TopicRight, TopicRights,
};
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

fn community() -> Scene {
    Scene::of(Kind::Community).with_group(|group| group.topics = true)
}

fn create(name: &str) -> CreateTopic {
    CreateTopic {
        group: GroupId::parse("@TGS#_g").unwrap(),
        id: topic_id(name),
        chosen: true,
        name: name.to_string(),
        introduction: String::new(),
        notification: String::new(),
        face_url: String::new(),
        custom: String::new(),
        import: None,
    }
}

fn change(name: &str, patch: TopicPatch) -> ModifyTopic {
    ModifyTopic { topic: topic_id(name), patch }
}

fn rename(topic: &str, name: &str) -> ModifyTopic {
    change(topic, TopicPatch { name: Some(name.to_string()), ..TopicPatch::default() })
}

fn destroy(names: &[&str]) -> DestroyTopics {
    DestroyTopics { group: GroupId::parse("@TGS#_g").unwrap(), topics: names.iter().map(|name| topic_id(name)).collect() }
}

fn mute(topic: &str, names: &[&str], secs: u32) -> MuteInTopic {
    MuteInTopic { topic: topic_id(topic), users: users(names), secs }
}

fn flag(topic: &str, flag: MsgFlag) -> SetTopicMsgFlag {
    SetTopicMsgFlag { topic: topic_id(topic), flag }
}

fn kept(scene: &Scene, name: &str) -> crate::record::Topic {
    match scene.records.get(&RecordKey::Topic(topic_id(name))) {
        Some(Record::Topic(topic)) => topic.clone(),
        other => panic!("no topic {name}: {other:?}"),
    }
}

fn known(scene: &Scene, topic: &str, name: &str) -> Option<TopicMember> {
    let key = RecordKey::TopicMember { topic: topic_id(topic), user: user(name) };
    match scene.records.get(&key)? {
        Record::TopicMember(member) => Some(member.clone()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_admin_creates_a_topic_and_everybody_hears_of_it() {
    for who in [by("owner"), by("admin"), app()] {
        let mut scene = community();
        let command = CreateTopic { introduction: "i".to_string(), custom: "c".to_string(), ..create("news") };
        let decision = scene.run(&who, &command).unwrap();
        assert_eq!(decision.reply, topic_id("news"));
        let topic = kept(&scene, "news");
        assert_eq!((topic.name.as_str(), topic.introduction.as_str(), topic.custom.as_str()), ("news", "i", "c"));
        assert_eq!((topic.creator.clone(), topic.created_at, topic.mute_all), (Some(who.user.clone()), NOW.secs(), false));
        assert_eq!(events(&decision), [EventBody::TopicCreated { topic: topic.into(), imported: false }]);
    }
}

#[test]
fn ordinary_members_and_outsiders_create_no_topics() {
    let scene = community();
    let refused = scene.decide(&by("bob"), &create("news"));
    let (kind, place, needed) = (Kind::Community, Place::Inside(Role::Member), Some(Place::Inside(Role::Admin)));
    assert_eq!(refused, Err(Reject::NotPermitted { action: Action::ManageTopics, kind, place, needed }));
    assert_eq!(scene.decide(&by("ann"), &create("news")), Err(Reject::Outsider { action: Action::ManageTopics }));
}

#[test]
fn only_communities_with_topics_have_them() {
    for kind in Kind::ALL {
        let scene = Scene::of(kind);
        assert_eq!(scene.decide(&app(), &create("news")), Err(Reject::NoTopics(kind)));
        assert_eq!(scene.decide(&app(), &rename("news", "x")), Err(Reject::NoTopics(kind)));
        assert_eq!(scene.decide(&app(), &destroy(&["news"])), Err(Reject::NoTopics(kind)));
        assert_eq!(scene.decide(&app(), &mute("news", &["bob"], 1)), Err(Reject::NoTopics(kind)));
        assert_eq!(scene.decide(&by("owner"), &flag("news", MsgFlag::Quiet)), Err(Reject::NoTopics(kind)));
    }
}

/// A part of something.
type Part<T, P> = fn(&mut T) -> &mut P;

#[test]
fn texts_have_their_sizes_on_create_and_change() {
    let scene = community();
    let limits = scene.limits.topics;
    type Row = (Field, usize, Part<CreateTopic, String>, Part<TopicPatch, Option<String>>);
    let sized: [Row; 5] = [
        (Field::Name, limits.name_bytes, |topic| &mut topic.name, |patch| &mut patch.name),
        (Field::Introduction, limits.introduction_bytes, |topic| &mut topic.introduction, |patch| &mut patch.introduction),
        (Field::Notification, limits.notification_bytes, |topic| &mut topic.notification, |patch| &mut patch.notification),
        (Field::FaceUrl, limits.face_url_bytes, |topic| &mut topic.face_url, |patch| &mut patch.face_url),
        (Field::TopicCustom, limits.custom_bytes, |topic| &mut topic.custom, |patch| &mut patch.custom),
    ];
    for (field, limit, of_topic, of_patch) in sized {
        let refused = Reject::TooLong { field, limit, given: limit + 1 };
        let mut command = create("news");
        *of_topic(&mut command) = too_long(limit);
        assert_eq!(scene.decide(&app(), &command), Err(refused.clone()));
        let mut patch = TopicPatch::default();
        *of_patch(&mut patch) = Some(too_long(limit));
        assert_eq!(scene.decide(&app(), &change("news", patch)).map(|_| ()), Err(refused));
        *of_topic(&mut command) = "x".repeat(limit);
        assert!(scene.decide(&app(), &command).is_ok());
    }
    let blank = CreateTopic { name: " ".to_string(), ..create("news") };
    assert_eq!(scene.decide(&app(), &blank), Err(Reject::Blank { field: Field::Name }));
}

#[test]
fn a_chosen_id_belongs_to_the_community_and_looks_like_no_made_one() {
    let scene = community();
    let refused = Err(Reject::BadId { field: Field::TopicId, fault: IdFault::NoTopic });
    for id in ["@TGS#_other@TOPIC#_news", "@TGS#_g@TOPIC#_@TOPIC#cAAAAAAAAAAA", "@TGS#_g@TOPIC#_@TGS#_x"] {
        let id = TopicId::parse(id).unwrap();
        assert_eq!(scene.decide(&app(), &CreateTopic { id: id.clone(), ..create("news") }), refused, "{id}");
    }
    let made = TopicId::parse("@TGS#_g@TOPIC#_@TOPIC#cAAAAAAAAAAA").unwrap();
    assert!(scene.decide(&app(), &CreateTopic { id: made.clone(), chosen: false, ..create("news") }).is_ok());
    // What comes from another system keeps the id that was made there.
    assert!(scene.decide(&app(), &CreateTopic { id: made, import: Some(Secs(7)), ..create("news") }).is_ok());
}

#[test]
fn a_taken_id_says_whether_the_asker_created_that_topic() {
    let mut scene = community();
    scene.ok(&by("owner"), &create("news"));
    assert_eq!(scene.decide(&by("owner"), &create("news")), Err(Reject::TopicTaken { own: true }));
    assert_eq!(scene.decide(&by("admin"), &create("news")), Err(Reject::TopicTaken { own: false }));
    assert_eq!((Reject::TopicTaken { own: true }.number(), Reject::TopicTaken { own: false }.number()), (10025, 10021));
}

#[test]
fn a_community_has_at_most_as_many_topics_as_the_limit_says() {
    let mut scene = community().with_limits(|limits| limits.topics.count = 2);
    scene.ok(&app(), &create("a"));
    let late = scene.decide(&app(), &create("c")).unwrap();
    scene.ok(&app(), &create("b"));
    assert!(!scene.takes(&late), "decided when there was room, committed when there was none");
    let full = Err(Reject::TooManyRecords { class: RecordClass::Topic, limit: 2 });
    assert_eq!(scene.decide(&app(), &create("c")), full);
    scene.ok(&app(), &destroy(&["a"]));
    scene.ok(&app(), &create("c"));
}

#[test]
fn an_imported_topic_keeps_its_time_and_only_the_app_imports() {
    let mut scene = community();
    let import = |at| CreateTopic { import: Some(Secs(at)), ..create("old") };
    let decision = scene.run(&app(), &import(7)).unwrap();
    let topic = kept(&scene, "old");
    assert_eq!((topic.created_at, topic.creator.clone()), (Secs(7), None));
    let event = EventBody::TopicCreated { topic: topic.into(), imported: true };
    assert_eq!(event.tip(Kind::Community, &scene.limits.policy), None, "nobody is told");
    assert_eq!(events(&decision), [event]);
    let refused = community().decide(&by("owner"), &import(7));
    assert!(matches!(refused, Err(Reject::NotPermitted { needed: Some(Place::AppAdmin), .. })), "{refused:?}");
    for at in [0, NOW.secs().0 + 1] {
        let refused = Reject::OutOfRange { field: Field::CreateTime, min: 1, max: NOW.secs().0, given: at };
        assert_eq!(community().decide(&app(), &import(at)), Err(refused));
    }
}

#[test]
fn the_back_end_is_asked_last_and_not_about_imports() {
    let mut scene = community();
    let group = GroupId::parse("@TGS#_g").unwrap();
    assert_eq!(scene.asked(&by("admin"), &create("news")), Question::BeforeCreateTopic { group, name: "news".to_string() });
    scene.ask = true;
    assert!(scene.step(&by("bob"), &create("news")).is_err());
    assert!(scene.decide(&app(), &CreateTopic { import: Some(Secs(7)), ..create("old") }).is_ok());
}

#[test]
fn a_change_says_both_values_and_what_is_so_already_is_none() {
    let mut scene = community();
    scene.ok(&by("owner"), &create("news"));
    scene.wait(9);
    let patch = TopicPatch { custom: Some("c".to_string()), mute_all: Some(true), ..TopicPatch::default() };
    let decision = scene.run(&by("admin"), &change("news", patch.clone())).unwrap();
    let topic = kept(&scene, "news");
    assert_eq!((topic.changed_at, topic.created_at, topic.mute_all), (Secs(NOW.secs().0 + 9), NOW.secs(), true));
    let changes = vec![InfoChange::Custom(String::new(), "c".to_string()), InfoChange::MuteAll(false, true)];
    assert_eq!(events(&decision), [EventBody::TopicChanged { topic: topic.into(), changes }]);
    let again = scene.run(&by("admin"), &change("news", patch)).unwrap();
    assert_eq!((again.changes.len(), again.events.len()), (0, 0));
}

#[test]
fn a_topic_that_is_not_there_is_neither_changed_nor_muted_in() {
    let scene = community();
    let unknown = Reject::NoSuchTopic { topic: topic_id("news").to_string() };
    assert_eq!(scene.decide(&app(), &rename("news", "x")).map(|_| ()), Err(unknown.clone()));
    assert_eq!(scene.decide(&app(), &mute("news", &["bob"], 9)).map(|_| ()), Err(unknown.clone()));
    assert_eq!(scene.decide(&by("bob"), &flag("news", MsgFlag::Quiet)).map(|_| ()), Err(unknown));
    assert!(matches!(scene.decide(&by("bob"), &rename("news", "x")), Err(Reject::NotPermitted { .. })), "rights come first");
}

#[test]
fn rights_in_one_topic_count_there_alone() {
    let mut scene = Scene::ruled();
    scene.open_topic("news");
    scene.open_topic("chat");
    scene.grant_in("editors", 0, &[("news", topic_bits(&[TopicRight::Manage]))], &["bob"]);
    scene.grant("mutes", bits(&[Right::Mute]), &["eve"]);
    scene.ok(&by("bob"), &rename("news", "x"));
    assert!(matches!(scene.decide(&by("bob"), &rename("chat", "x")), Err(Reject::NoRight { .. })));
    let silence = TopicPatch { mute_all: Some(true), ..TopicPatch::default() };
    assert!(matches!(scene.decide(&by("bob"), &change("news", silence.clone())), Err(Reject::NoRight { .. })));
    scene.ok(&by("eve"), &change("chat", silence));
    assert!(matches!(scene.decide(&by("bob"), &create("more")), Err(Reject::NoRight { .. })));
}

#[test]
fn topics_end_each_answered_for_itself_with_all_that_they_knew() {
    let mut scene = community();
    for name in ["a", "ab"] {
        scene.ok(&by("owner"), &create(name));
        scene.ok(&by("owner"), &mute(name, &["bob"], u32::MAX));
    }
    let decision = scene.run(&by("admin"), &destroy(&["a", "none", "a"])).unwrap();
    assert_eq!(decision.reply, [Outcome::Done, Outcome::Already, Outcome::Already]);
    assert_eq!(events(&decision), [EventBody::TopicsDeleted { topics: vec![topic_id("a")] }]);
    assert_eq!(known(&scene, "a", "bob"), None);
    assert!(known(&scene, "ab", "bob").is_some(), "of a topic whose id begins alike");
    assert!(scene.records.keys().all(|key| !key.place().starts_with(&places_of(&topic_id("a")))));
    let again = scene.run(&by("admin"), &destroy(&["a"])).unwrap();
    assert_eq!((again.reply, again.events.len()), (vec![Outcome::Already], 0));
}

#[test]
fn a_list_of_topics_to_end_names_some_and_not_too_many() {
    let scene = community().with_limits(|limits| limits.topics.count = 1);
    assert_eq!(scene.decide(&app(), &destroy(&[])), Err(Reject::NobodyNamed { field: Field::Topics }));
    assert_eq!(scene.decide(&app(), &destroy(&["a", "b"])), Err(Reject::TooMany { field: Field::Topics, limit: 1, given: 2 }));
}

#[test]
fn rights_in_a_topic_end_with_it_and_a_new_one_of_its_id_begins_without() {
    let mut scene = Scene::ruled();
    scene.open_topic("news");
    scene.open_topic("chat");
    let manage = topic_bits(&[TopicRight::Manage]);
    scene.grant_in("editors", 0, &[("news", manage), ("chat", manage)], &["bob"]);
    let decision = scene.run(&by("owner"), &destroy(&["news"])).unwrap();
    let topics = vec![TopicRights { topic: topic_id("news"), before: Some(manage), after: None }];
    assert!(events(&decision).contains(&EventBody::TopicRightsChanged { permission_group: pg("editors"), topics }));
    scene.ok(&by("owner"), &create("news"));
    assert!(matches!(scene.decide(&by("bob"), &rename("news", "x")), Err(Reject::NoRight { .. })));
    scene.ok(&by("bob"), &rename("chat", "x"));
}

#[test]
fn a_mute_in_a_topic_outlives_the_membership_and_ends_by_itself() {
    let mut scene = community();
    scene.ok(&by("owner"), &create("news"));
    let decision = scene.run(&by("admin"), &mute("news", &["bob", "guest", "owner", "bob"], 60)).unwrap();
    assert_eq!(outcomes(&decision.reply), [("bob", Outcome::Done), ("guest", Outcome::Done), ("owner", Outcome::Failed)]);
    let until = Some(Secs(NOW.secs().0 + 60));
    let event = EventBody::TopicMuted { topic: topic_id("news"), users: users(&["bob", "guest"]), until, secs: 60 };
    assert_eq!((events(&decision), decision.effects.len()), (vec![event], 0));
    scene.ok(&by("bob"), &quit());
    scene.ok(&by("bob"), &join());
    assert_eq!(known(&scene, "news", "bob").unwrap().muted_until, until);
    scene.wait(60);
    let lifted = scene.run(&by("admin"), &mute("news", &["bob"], 0)).unwrap();
    assert_eq!(outcomes(&lifted.reply), [("bob", Outcome::Already)], "it had ended");
}

#[test]
fn an_admin_mutes_no_equal_and_when_nobody_is_reached_the_call_is_refused() {
    let mut scene = community();
    scene.ok(&by("owner"), &create("news"));
    let refused = Reject::NotBelow { action: Action::MuteTopic, user: "owner".to_string() };
    assert_eq!(scene.decide(&by("admin"), &mute("news", &["owner"], 60)), Err(refused));
    let named = scene.decide(&app(), &mute("news", &[], 60));
    assert_eq!(named, Err(Reject::NobodyNamed { field: Field::Members }));
}

#[test]
fn what_is_not_known_of_somebody_any_more_is_not_kept() {
    let mut scene = community();
    scene.ok(&by("owner"), &create("news"));
    scene.ok(&by("owner"), &mute("news", &["bob"], u32::MAX));
    scene.ok(&by("bob"), &flag("news", MsgFlag::Discard));
    scene.ok(&by("owner"), &mute("news", &["bob"], 0));
    assert_eq!(known(&scene, "news", "bob").unwrap().msg_flag, Some(MsgFlag::Discard), "each is changed alone");
    scene.ok(&by("owner"), &mute("news", &["eve"], 9));
    scene.ok(&by("owner"), &mute("news", &["eve"], 0));
    assert_eq!(known(&scene, "news", "eve"), None);
}

#[test]
fn a_member_chooses_how_a_topic_reaches_him_and_nobody_hears_of_it() {
    let mut scene = community();
    scene.ok(&by("owner"), &create("news"));
    let decision = scene.run(&by("bob"), &flag("news", MsgFlag::Quiet)).unwrap();
    assert_eq!((decision.changes.len(), decision.events.len(), decision.effects.len()), (1, 0, 0));
    let again = scene.run(&by("bob"), &flag("news", MsgFlag::Quiet)).unwrap();
    assert_eq!(again.changes.len(), 0);
    let outsider = scene.decide(&by("ann"), &flag("news", MsgFlag::Quiet));
    assert_eq!(outsider, Err(Reject::Outsider { action: Action::SeeContents }));
}

#[test]
fn two_changes_of_one_topic_do_not_overwrite_each_other_and_of_two_topics_both_land() {
    let mut scene = community();
    scene.ok(&by("owner"), &create("a"));
    scene.ok(&by("owner"), &create("b"));
    let decided: Vec<_> = ["a", "b"].map(|topic| scene.decide(&by("owner"), &rename(topic, "x")).unwrap()).into();
    let intro = TopicPatch { introduction: Some("i".to_string()), ..TopicPatch::default() };
    scene.ok(&by("admin"), &change("a", intro));
    assert!(!scene.takes(&decided[0]));
    assert!(scene.takes(&decided[1]));
    let who: &Actor = &by("owner");
    scene.ok(who, &rename("a", "x"));
    assert_eq!((kept(&scene, "a").name.as_str(), kept(&scene, "a").introduction.as_str()), ("x", "i"));
}
