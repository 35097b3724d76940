use super::*;
use opentim_domain::record::Topic;
use opentim_domain::{
    Actor, AppId, AttributeChange, Entry, EventBody, EventDraft, Face, FieldChange, GroupId, InfoChange, InviteOption, Kind,
    MemberChange, Millis, Question, Role, Secs, TopicId, UserId,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn user(id: &str) -> UserId {
    UserId::parse(id).unwrap()
}

fn group() -> GroupId {
    GroupId::parse("@TGS#1A").unwrap()
}

fn ada() -> Actor {
    Actor::user(user("ada"), Face::Sdk)
}

fn told(body: EventBody) -> Vec<Value> {
    told_in(body, Form::default())
}

fn told_in(body: EventBody, form: Form) -> Vec<Value> {
    let event = EventDraft { actor: Actor::app_admin(user("administrator"), Face::Rest), body };
    let group = group();
    let last_members = [user("ada"), user("bob")];
    let happened = Happened {
        group: &group,
        kind: Some(Kind::Meeting),
        at: Millis(1_700_000_000_123),
        member_count: 3,
        most_members: Some(3),
        last_members: &last_members,
        event: &event,
    };
    after(&happened, form).iter().map(check).collect()
}

/// The body, once its members are found to be those of the table.
fn check(body: &Body) -> Value {
    let text = body.text((body.callback.when() == When::After).then_some("1-2-0"));
    let value: Value = serde_json::from_str(&text).unwrap();
    let names: BTreeSet<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    let fields = body.callback.fields();
    for name in &names {
        assert!(fields.iter().any(|field| field.name == *name), "{name} of {} is not in the table", body.callback.name());
    }
    for field in fields.iter().filter(|field| !field.optional) {
        assert!(names.contains(field.name), "{} of {} is missing in {value}", field.name, body.callback.name());
    }
    assert_eq!(value["CallbackCommand"], body.callback.name());
    value
}

fn members(ids: &[&str]) -> Value {
    ids.iter().map(|id| json!({ "Member_Account": id })).collect()
}

fn topic() -> Topic {
    Topic {
        id: TopicId::parse("@TGS#_a@TOPIC#_b").unwrap(),
        name: "News".to_owned(),
        introduction: String::new(),
        notification: String::new(),
        face_url: String::new(),
        custom: String::new(),
        mute_all: false,
        creator: Some(user("ada")),
        created_at: Secs(1),
        changed_at: Secs(1),
    }
}

#[test]
fn every_webhook_has_a_name_of_its_own_and_is_found_by_it() {
    let names: BTreeSet<_> = Callback::ALL.iter().map(|callback| callback.name()).collect();
    assert_eq!(names.len(), Callback::ALL.len());
    assert!(Callback::ALL.iter().all(|callback| Callback::named(callback.name()) == Some(*callback)));
    assert_eq!(Callback::named("AfterCreateGroup"), Some(Callback::AfterCreateGroup));
    assert_eq!(Callback::named("Alert.RequestOverLimit"), Some(Callback::RequestOverLimit));
    assert_eq!(Callback::named("RequestOverLimit"), None);
}

#[test]
fn the_life_of_a_group_is_told() {
    let created = EventBody::Created {
        kind: Kind::Work,
        name: "Team".to_owned(),
        owner: Some(user("ada")),
        members: vec![(user("bob"), Role::Member)],
    };
    assert_eq!(
        told(created.clone()),
        [json!({
            "CallbackCommand": "Group.CallbackAfterCreateGroup", "EventTime": "1700000000123", "EventId": "1-2-0", "GroupId": "@TGS#1A",
            "Type": "Private", "Operator_Account": "administrator", "Owner_Account": "ada", "Name": "Team",
            "MemberList": members(&["bob"]),
        })]
    );
    let newer = Form { type_names: TypeNames::Newer, event_time: EventTime::Number };
    let newer = &told_in(created, newer)[0];
    assert_eq!((&newer["Type"], &newer["EventTime"]), (&json!("Work"), &json!(1_700_000_000_123_u64)));
    let changed = EventBody::InfoChanged {
        changes: vec![
            InfoChange::Name("a".into(), "b".into()),
            InfoChange::MuteAll(false, true),
            InfoChange::FaceUrl("u".into(), String::new()),
        ],
    };
    let changed = &told(changed)[0];
    assert_eq!((&changed["Name"], &changed["FaceUrl"], changed.get("Introduction")), (&json!("b"), &json!(""), None));
    let moved = EventBody::OwnerChanged { before: Some(user("ada")), after: None };
    assert_eq!((&told(moved.clone())[0]["OldOwner_Account"], &told(moved)[0]["NewOwner_Account"]), (&json!("ada"), &json!("")));
    let ended = &told(EventBody::Disbanded { kind: Kind::Work, name: "Team".to_owned(), owner: None })[0];
    assert_eq!((&ended["MemberList"], &ended["Owner_Account"]), (&members(&["ada", "bob"]), &json!("")));
    let attributes = EventBody::AttributesChanged {
        how: AttributeChange::Delete,
        changes: vec![FieldChange { key: "k".into(), before: Some("v".into()), after: None }],
        all: Vec::new(),
        sequence: 2,
    };
    let attributes = &told(attributes)[0];
    assert_eq!((&attributes["OptionType"], &attributes["GroupAttr"]), (&json!("delete"), &json!([{ "key": "k" }])));
}

#[test]
fn coming_and_going_is_told_and_a_join_that_fills_the_group_besides() {
    let came = EventBody::MembersAdded { members: vec![user("eve")], how: Entry::Invited, silent: true };
    let came = told(came);
    assert_eq!(came.len(), 2);
    assert_eq!((&came[0]["JoinType"], &came[0]["NewMemberList"]), (&json!("Invited"), &members(&["eve"])));
    assert_eq!(came[1]["CallbackCommand"], "Group.CallbackAfterGroupFull");
    let quit = &told(EventBody::MemberQuit { member: user("bob"), role: Role::Admin })[0];
    assert_eq!(
        (&quit["ExitType"], &quit["ExitMemberList"], &quit["Type"]),
        (&json!("Quit"), &members(&["bob"]), &json!("ChatRoom"))
    );
    let kicked = EventBody::MembersKicked {
        members: vec![(user("bob"), Role::Member)],
        reason: String::new(),
        silent: false,
        banned_until: None,
    };
    assert_eq!(told(kicked)[0]["ExitType"], "Kicked");
    let role = EventBody::RoleChanged { member: user("bob"), before: Role::Member, after: Role::Admin };
    assert_eq!(told(role)[0]["Role"], "Admin");
    let card = EventBody::MemberChanged { member: user("bob"), changes: vec![MemberChange::NameCard("a".into(), "b".into())] };
    assert_eq!((&told(card.clone())[0]["NameCard"], &told(card)[0]["Modified_Account"]), (&json!("b"), &json!("bob")));
}

#[test]
fn topics_are_told() {
    let created = &told(EventBody::TopicCreated { topic: Box::new(topic()), imported: false })[0];
    assert_eq!((&created["TopicId"], &created["Owner_Account"]), (&json!("@TGS#_a@TOPIC#_b"), &json!("ada")));
    let changes = vec![InfoChange::Introduction(String::new(), "i".into())];
    let changed = &told(EventBody::TopicChanged { topic: Box::new(topic()), changes })[0];
    assert_eq!((&changed["TopicId"], &changed["Introduction"]), (&json!("@TGS#_a@TOPIC#_b"), &json!("i")));
    let ended = &told(EventBody::TopicsDeleted { topics: vec![topic().id] })[0];
    assert_eq!(ended["TopicIdList"], json!(["@TGS#_a@TOPIC#_b"]));
}

#[test]
fn imports_and_what_the_incumbent_does_not_tell_are_not_told() {
    let silent = [
        EventBody::Imported { kind: Kind::Work, name: String::new(), owner: None },
        EventBody::MembersImported { members: Vec::new() },
        EventBody::TopicCreated { topic: Box::new(topic()), imported: true },
        EventBody::Unbanned { users: Vec::new() },
        EventBody::InfoChanged { changes: vec![InfoChange::MuteAll(false, true)] },
        EventBody::TopicChanged { topic: Box::new(topic()), changes: vec![InfoChange::Custom(String::new(), "c".into())] },
        EventBody::MemberChanged { member: user("bob"), changes: vec![MemberChange::Unread(0, 1)] },
    ];
    assert!(silent.into_iter().all(|body| told(body).is_empty()));
}

#[test]
fn questions_have_the_fields_of_both_generations() {
    let create = Question::BeforeCreate {
        kind: Kind::Public,
        name: "Team".to_owned(),
        owner: None,
        members: vec![user("bob")],
        invite: InviteOption::Free,
    };
    let owned: Owned = vec![(Kind::Public, 2), (Kind::Meeting, 1)];
    let asked = check(&before(&create, &ada(), &owned, Millis(5), Form::default()));
    assert_eq!((&asked["CreateGroupNum"], &asked["CreatedGroupNum"]), (&json!(2), &json!({ "Public": 2, "ChatRoom": 1 })));
    assert_eq!(
        (&asked["Operator_Account"], &asked["Owner_Account"], &asked["MemberList"]),
        (&json!("ada"), &json!(""), &members(&["bob"]))
    );
    let others = [
        Question::BeforeApply { group: group(), kind: Kind::Public },
        Question::BeforeInvite { group: group(), kind: Kind::Public, users: vec![user("bob")] },
        Question::BeforeCreateTopic { group: group(), name: "News".to_owned() },
    ];
    for question in others {
        let asked = check(&before(&question, &ada(), &Owned::new(), Millis(5), Form::default()));
        assert_eq!(asked["CallbackCommand"], callback(&question).name());
    }
}

#[test]
fn what_passes_is_told() {
    check(&presence(&group(), &[user("ada")], true, Millis(5), Form::default()));
    check(&full(&group(), Millis(5), Form::default()));
    check(&quota_alarm(8, 10, Millis(5), Form::default()));
    check(&over_limit("group_open_http_svc", "create_group", 3, 200, Millis(5), Form::default()));
}

#[test]
fn the_address_has_the_documented_parameters_and_no_others() {
    let app = AppId::new(1_400_000_000).unwrap();
    let callback = Callback::AfterGroupFull;
    let plain = address("/hooks", app, callback, None, Face::Sdk, None);
    let known = "SdkAppid=1400000000&CallbackCommand=Group.CallbackAfterGroupFull&contenttype=json";
    assert_eq!(plain, format!("/hooks?{known}&ClientIP=&OptPlatform=Unknown"));
    let signature = Signature { sign: "ab".to_owned(), request_time: 7 };
    let signed = address("/hooks?key=1", app, callback, Some("::ffff:10.0.0.1".parse().unwrap()), Face::Rest, Some(&signature));
    assert_eq!(signed, format!("/hooks?key=1&{known}&ClientIP=10.0.0.1&OptPlatform=RESTAPI&Sign=ab&RequestTime=7"));
}

#[test]
fn answers_are_understood_or_said_not_to_be() {
    let decode = |text: &str| Answer::decode(text.as_bytes());
    let allowed = |refused: &[&str]| Ok(Answer::Allowed { refused: refused.iter().map(|id| (*id).to_owned()).collect() });
    let refused = |number, text: &str| Ok(Answer::Refused { number, text: text.to_owned() });
    assert_eq!(decode(r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#), allowed(&[]));
    assert_eq!(decode(r#"{"ErrorCode":0,"RefusedMembers_Account":["bob"]}"#), allowed(&["bob"]));
    assert_eq!(decode(r#"{"ErrorCode":0,"RefusedMembers_Account":null}"#), allowed(&[]));
    assert_eq!(decode(r#"{"ErrorCode":1,"ErrorInfo":"no"}"#), refused(REFUSED, "no"));
    assert_eq!(decode(r#"{"ErrorCode":10100,"ErrorInfo":"full moon"}"#), refused(10100, "full moon"));
    assert_eq!(decode(r#"{"ErrorCode":10200}"#), refused(10200, ""));
    for other in [10099, 10201, -1, i64::MAX] {
        assert_eq!(decode(&format!(r#"{{"ErrorCode":{other},"ErrorInfo":"x\u0000y"}}"#)), refused(REFUSED, "xy"));
    }
    for garbage in ["", "OK", "[]", "{}", r#"{"ErrorCode":"0"}"#, r#"{"ErrorCode":0,"RefusedMembers_Account":"bob"}"#, "\u{fffd}{"]
    {
        assert!(decode(garbage).is_err(), "{garbage}");
    }
}
