use super::{code, request, said, shown, topic, topic_id, town, user};
use crate::sdk::community::{
    TopicSeen, create_topic, delete_topics, deleted_topics, modify_topic, topics_asked, topics_found, topics_listed,
};
use opentim_domain::record::TopicMember;
use opentim_domain::topic::{CreateTopic, TopicPatch};
use opentim_domain::{Limits, MsgFlag, Outcome, Secs};
use serde_json::{Value, json};

const LIMITS: Limits = Limits::RECOMMENDED;
const NOW: Secs = Secs(1_700_000_100);

fn created(info: Value) -> Result<CreateTopic, (i32, String)> {
    let argument = json!({ "group_id": "@TGS#_town", "json_topic_info": info });
    create_topic(&request("TIMGroupCreateTopicInCommunity", &argument), |_| topic_id("drawn"))
        .map_err(|failure| (failure.code, failure.desc))
}

#[test]
fn a_topic_without_an_id_gets_a_drawn_one() {
    for info in [json!({}), json!({ "group_topic_info_topic_id": "" }), json!({ "group_topic_info_topic_id": null })] {
        let command = created(info).unwrap();
        assert_eq!((command.chosen, command.id, command.group), (false, topic_id("drawn"), town()));
        assert_eq!((command.name.as_str(), command.import), ("", None));
    }
}

#[test]
fn a_topic_is_created_with_all_that_is_given() {
    let command = created(json!({
        "group_topic_info_topic_id": "@TGS#_town@TOPIC#_news", "group_topic_info_topic_name": "新闻",
        "group_topic_info_introduction": "i", "group_topic_info_notification": "n", "group_topic_info_topic_face_url": "f",
        "group_topic_info_custom_string": "c", "group_topic_info_is_all_muted": false, "group_topic_info_self_mute_time": "ignored",
        "group_topic_info_recv_opt": 99, "group_topic_info_draft_text": false, "group_topic_info_last_message": {},
    }));
    let expected = CreateTopic {
        group: town(),
        id: topic_id("news"),
        chosen: true,
        name: "新闻".into(),
        introduction: "i".into(),
        notification: "n".into(),
        face_url: "f".into(),
        custom: "c".into(),
        import: None,
    };
    assert_eq!(created_or_panic(command), expected);
}

fn created_or_panic(command: Result<CreateTopic, (i32, String)>) -> CreateTopic {
    command.unwrap_or_else(|(code, desc)| panic!("{code}: {desc}"))
}

#[test]
fn a_chosen_id_must_be_that_of_a_topic() {
    let (code, desc) = created(json!({ "group_topic_info_topic_id": "news" })).unwrap_err();
    assert_eq!(code, 10004);
    assert!(desc.starts_with("group_topic_info_topic_id must be the id of its community"), "{desc}");
}

#[test]
fn a_topic_changes_in_what_the_flag_names() {
    let all = json!({
        "group_topic_info_topic_id": "@TGS#_town@TOPIC#_news", "group_topic_info_topic_name": "n",
        "group_topic_info_notification": "t", "group_topic_info_introduction": "i", "group_topic_info_topic_face_url": "f",
        "group_topic_info_is_all_muted": true, "group_topic_info_custom_string": "c",
    });
    let changed = |flag: u32| {
        let mut info = all.clone();
        info["group_modify_info_param_modify_flag"] = json!(flag);
        modify_topic(&request("TIMGroupSetTopicInfo", &json!({ "json_topic_info": info })))
    };
    let patch = |flag: u32| {
        let command = changed(flag).unwrap();
        assert_eq!(command.topic, topic_id("news"));
        command.patch
    };
    let (none, text) = (TopicPatch::default, |text: &str| Some(text.to_owned()));
    assert_eq!(patch(0), none());
    assert_eq!(patch(1), TopicPatch { name: text("n"), ..none() });
    assert_eq!(patch(2), TopicPatch { notification: text("t"), ..none() });
    assert_eq!(patch(4), TopicPatch { introduction: text("i"), ..none() });
    assert_eq!(patch(8), TopicPatch { face_url: text("f"), ..none() });
    assert_eq!(patch(256), TopicPatch { mute_all: Some(true), ..none() });
    assert_eq!(patch(2048), TopicPatch { custom: text("c"), ..none() });
    for unknown in [16, 512, 16384, 32768] {
        assert_eq!(said(changed(unknown)).0, 10004, "{unknown}");
    }
}

#[test]
fn a_change_needs_the_topic_and_each_field_that_its_flag_names() {
    let changed = |info: Value| said(modify_topic(&request("TIMGroupSetTopicInfo", &json!({ "json_topic_info": info }))));
    let (code, desc) = changed(json!({ "group_modify_info_param_modify_flag": 0 }));
    assert_eq!(code, 10004);
    assert!(desc.starts_with("group_topic_info_topic_id must not be empty"), "{desc}");
    let unnamed = json!({ "group_topic_info_topic_id": "@TGS#_town@TOPIC#_news", "group_modify_info_param_modify_flag": 1 });
    let (code, desc) = changed(unnamed);
    assert_eq!(code, 10004);
    assert!(desc.starts_with("group_topic_info_topic_name is required"), "{desc}");
}

#[test]
fn what_is_missing_is_refused_at_once() {
    for (method, argument) in [
        ("TIMGroupCreateTopicInCommunity", json!({ "group_id": "", "json_topic_info": {} })),
        ("TIMGroupCreateTopicInCommunity", json!({ "group_id": "@TGS#_town" })),
        ("TIMGroupDeleteTopicFromCommunity", json!({ "group_id": "@TGS#_town" })),
        ("TIMGroupSetTopicInfo", json!({})),
        ("TIMGroupGetTopicInfoList", json!({ "json_topic_id_array": [] })),
    ] {
        assert_eq!(code(method, &argument), -4, "{method} {argument}");
    }
}

/// A good id, a malformed one, one of another community, and one that nobody has.
fn four() -> Value {
    let ids = ["@TGS#_town@TOPIC#_a", "a", "@TGS#_city@TOPIC#_a", "@TGS#_town@TOPIC#_b"];
    json!({ "group_id": "@TGS#_town", "json_topic_id_array": ids })
}

#[test]
fn each_topic_of_a_deletion_is_answered_by_itself() {
    let asked = delete_topics(&request("TIMGroupDeleteTopicFromCommunity", &four()), &LIMITS).unwrap();
    assert_eq!(asked.parsed(), [topic_id("a"), topic_id("b")]);
    let answers = shown(deleted_topics(asked, &[Outcome::Done, Outcome::Already]));
    let codes: Vec<_> =
        answers.as_array().unwrap().iter().map(|one| one["group_topic_operation_result_error_code"].clone()).collect();
    assert_eq!(codes, [0, 10004, 110_002, 110_002]);
    assert_eq!(
        answers[0],
        json!({
            "group_topic_operation_result_error_code": 0,
            "group_topic_operation_result_error_message": "",
            "group_topic_operation_result_topic_id": "@TGS#_town@TOPIC#_a",
        })
    );
    assert_ne!(answers[3]["group_topic_operation_result_error_message"], "");
}

#[test]
fn a_topic_is_shown_with_what_it_knows_of_the_reader() {
    let (topic, asked) = (topic("a"), topics_asked(&request("TIMGroupGetTopicInfoList", &four()), &LIMITS).unwrap());
    let own = TopicMember {
        topic: topic_id("a"),
        user: user("me"),
        msg_flag: Some(MsgFlag::Discard),
        muted_until: Some(Secs(1_800_000_000)),
    };
    let seen = TopicSeen { topic: &topic, own: Some(&own), general: MsgFlag::Notify };
    let answers = shown(topics_found(asked, &[Some(seen), None], NOW));
    let codes: Vec<_> = answers.as_array().unwrap().iter().map(|one| one["group_topic_info_result_error_code"].clone()).collect();
    assert_eq!(codes, [0, 10004, 110_002, 110_002]);
    assert_eq!(answers[1]["group_topic_info_result_topic_info"], json!({ "group_topic_info_topic_id": "a" }));
    assert_eq!(
        answers[0]["group_topic_info_result_topic_info"],
        json!({
            "group_topic_info_topic_id": "@TGS#_town@TOPIC#_a", "group_topic_info_topic_name": "News",
            "group_topic_info_introduction": "What is new", "group_topic_info_notification": "",
            "group_topic_info_topic_face_url": "http://face", "group_topic_info_is_all_muted": true,
            "group_topic_info_custom_string": "{}", "group_topic_info_self_mute_time": 1_800_000_000,
            "group_topic_info_recv_opt": 1, "group_topic_info_draft_text": "", "group_topic_info_unread_count": 0,
            "topic_create_time": 1_700_000_000,
        })
    );
}

#[test]
fn who_chose_nothing_in_a_topic_is_told_as_in_the_community() {
    let topic = topic("a");
    let over = TopicMember { topic: topic_id("a"), user: user("me"), msg_flag: None, muted_until: Some(Secs(1)) };
    for own in [None, Some(&over)] {
        let info = shown(topics_listed([TopicSeen { topic: &topic, own, general: MsgFlag::Quiet }], NOW));
        let info = &info[0]["group_topic_info_result_topic_info"];
        assert_eq!((&info["group_topic_info_recv_opt"], &info["group_topic_info_self_mute_time"]), (&json!(2), &json!(0)));
    }
}

#[test]
fn no_more_topics_are_asked_for_than_a_community_has() {
    let ids = vec!["@TGS#_town@TOPIC#_a"; LIMITS.topics.count + 1];
    let argument = json!({ "group_id": "@TGS#_town", "json_topic_id_array": ids });
    let (code, desc) = said(topics_asked(&request("TIMGroupGetTopicInfoList", &argument), &LIMITS));
    assert_eq!((code, desc.contains("201")), (10004, true), "{desc}");
}
