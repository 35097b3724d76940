//! One body of every webhook, made as the server makes them.

use crate::Fault;
use opentim_domain::record::Topic;
use opentim_domain::{
    Actor, AttributeChange, Entry, EventBody, EventDraft, Face, FieldChange, GroupId, InfoChange, InviteOption, Kind, Millis,
    Question, Role, Secs, TopicId, UserId,
};
use opentim_wire::webhook::{Body, Form, Happened, after, before, full, over_limit, presence, quota_alarm};

/// The moment of all samples.
const AT: Millis = Millis(1_700_000_000_123);

pub fn all() -> Result<Vec<Body>, Fault> {
    let (ada, bob) = (user("ada")?, user("bob")?);
    let (group, community) = (group("@TGS#2J4SZEAEL")?, group("@TGS#_Town")?);
    let form = Form::default();
    let mut bodies = questions(&ada, &bob, &group, &community);
    for (of, kind, event) in events(&ada, &bob)? {
        let group = if of { &community } else { &group };
        let event = EventDraft { actor: Actor::user(ada.clone(), Face::Sdk), body: event };
        let last_members = [ada.clone(), bob.clone()];
        let happened = Happened {
            group,
            kind: Some(kind),
            at: AT,
            member_count: 2000,
            most_members: Some(2000),
            last_members: &last_members,
            event: &event,
        };
        bodies.extend(after(&happened, form));
    }
    bodies.push(presence(&group, std::slice::from_ref(&bob), true, AT, form));
    bodies.push(full(&group, AT, form));
    bodies.push(quota_alarm(8000, 10_000, AT, form));
    bodies.push(over_limit("group_open_http_svc", "create_group", 3, 200, AT, form));
    Ok(bodies)
}

fn questions(ada: &UserId, bob: &UserId, group: &GroupId, community: &GroupId) -> Vec<Body> {
    let create = Question::BeforeCreate {
        kind: Kind::Public,
        name: "Garden".to_owned(),
        owner: Some(ada.clone()),
        members: vec![bob.clone()],
        invite: InviteOption::Disabled,
    };
    let questions = [
        create,
        Question::BeforeApply { group: group.clone(), kind: Kind::Public },
        Question::BeforeInvite { group: group.clone(), kind: Kind::Public, users: vec![bob.clone()] },
        Question::BeforeCreateTopic { group: community.clone(), name: "News".to_owned() },
    ];
    let actor = Actor::user(ada.clone(), Face::Sdk);
    let owned = vec![(Kind::Public, 2), (Kind::Work, 1)];
    questions.iter().map(|question| before(question, &actor, &owned, AT, Form::default())).collect()
}

/// Events, each with its group's type; true for those of the community.
fn events(ada: &UserId, bob: &UserId) -> Result<Vec<(bool, Kind, EventBody)>, Fault> {
    let name = || InfoChange::Name("Garden".to_owned(), "Gardeners".to_owned());
    let topic = topic(ada)?;
    let ids = vec![topic.id.clone()];
    let kind = Kind::Public;
    let created = EventBody::Created {
        kind,
        name: "Garden".to_owned(),
        owner: Some(ada.clone()),
        members: vec![(bob.clone(), Role::Member)],
    };
    let attribute = FieldChange { key: "season".to_owned(), before: None, after: Some("spring".to_owned()) };
    let attributes =
        EventBody::AttributesChanged { how: AttributeChange::Modify, changes: vec![attribute], all: Vec::new(), sequence: 1 };
    Ok(vec![
        (false, kind, created),
        (false, kind, EventBody::MembersAdded { members: vec![bob.clone()], how: Entry::Applied, silent: false }),
        (false, kind, EventBody::MemberQuit { member: bob.clone(), role: Role::Member }),
        (false, kind, EventBody::Disbanded { kind, name: "Garden".to_owned(), owner: Some(ada.clone()) }),
        (false, kind, EventBody::InfoChanged { changes: vec![name()] }),
        (false, kind, EventBody::OwnerChanged { before: Some(ada.clone()), after: Some(bob.clone()) }),
        (false, kind, EventBody::RoleChanged { member: bob.clone(), before: Role::Member, after: Role::Admin }),
        (false, kind, attributes),
        (true, Kind::Community, EventBody::TopicCreated { topic: Box::new(topic.clone()), imported: false }),
        (true, Kind::Community, EventBody::TopicsDeleted { topics: ids }),
        (true, Kind::Community, EventBody::TopicChanged { topic: Box::new(topic), changes: vec![name()] }),
    ])
}

fn topic(creator: &UserId) -> Result<Topic, Fault> {
    let id = TopicId::parse("@TGS#_Town@TOPIC#_News").map_err(|fault| format!("the topic of the samples: {fault:?}"))?;
    Ok(Topic {
        id,
        name: "News".to_owned(),
        introduction: String::new(),
        notification: String::new(),
        face_url: String::new(),
        custom: String::new(),
        mute_all: false,
        creator: Some(creator.clone()),
        created_at: Secs(1_700_000_000),
        changed_at: Secs(1_700_000_000),
    })
}

fn user(id: &str) -> Result<UserId, Fault> {
    UserId::parse(id).map_err(|fault| format!("the user {id}: {fault:?}").into())
}

fn group(id: &str) -> Result<GroupId, Fault> {
    GroupId::parse(id).map_err(|fault| format!("the group {id}: {fault:?}").into())
}
