//! One refusal of each sort, as an example for the table.

mod sort;

use crate::Fault;
use opentim_domain::{Action, Field, GivenBy, GroupId, IdFault, Kind, Limits, Place, Policy, RecordClass, Reject, Role, needed};
use sort::{SORTS, sort_of};

/// At least one of each sort.
///
/// # Errors
/// A sort of refusal has no example.
pub fn all() -> Result<Vec<Reject>, Fault> {
    let mut samples = sizes();
    samples.extend(ids());
    samples.extend(rules());
    samples.extend(lives());
    samples.extend(contents());
    samples.extend(topics());
    samples.extend(links_and_quotas());
    match (0..SORTS).find(|sort| !samples.iter().any(|sample| sort_of(sample) == *sort)) {
        None => Ok(samples),
        Some(sort) => Err(format!("sort {sort} of the refusals has no example in xtask/src/generated/errors/samples.rs").into()),
    }
}

fn sizes() -> Vec<Reject> {
    let limits = Limits::RECOMMENDED;
    let long = |field, limit| Reject::TooLong { field, limit, given: limit + 1 };
    vec![
        long(Field::Name, limits.name_bytes),
        long(Field::Introduction, limits.introduction_bytes),
        long(Field::Notification, limits.notification_bytes),
        long(Field::FaceUrl, limits.face_url_bytes),
        long(Field::NameCard, limits.name_card_bytes),
        long(Field::GroupFieldKey, limits.field_key_bytes),
        long(Field::GroupFieldValue, limits.group_field_bytes),
        long(Field::MemberFieldValue, limits.member_field_bytes),
        Reject::Blank { field: Field::Name },
        Reject::NotPrintable { field: Field::GroupFieldKey },
        Reject::Twice { field: Field::GroupFieldKey, what: "colour".to_owned() },
        Reject::TooMany { field: Field::GroupFields, limit: limits.group_fields, given: limits.group_fields + 1 },
        Reject::OutOfRange { field: Field::MaxMembers, min: 1, max: limits.caps.public.into(), given: 0 },
        Reject::TooManyAccounts { limit: limits.create_members, given: limits.create_members + 1 },
        Reject::OverCap { cap: limits.caps.work, given: limits.caps.work as usize + 1 },
    ]
}

fn ids() -> Vec<Reject> {
    let bad = |fault| Reject::BadId { field: Field::GroupId, fault };
    let community = GroupId::parse_chosen("mine", true).err();
    let chosen = [IdFault::Blank, IdFault::TooLong { limit: 48, given: 49 }, IdFault::NotPrintableAscii, IdFault::Reserved];
    let mut samples: Vec<Reject> = chosen.into_iter().chain(community).map(bad).collect();
    samples.push(Reject::BadGroupId(IdFault::Blank));
    samples.push(Reject::IdTaken { own: false });
    samples.push(Reject::IdTaken { own: true });
    samples.push(Reject::NoSuchGroup);
    samples
}

fn rules() -> Vec<Reject> {
    vec![
        Reject::NoInitialMembers(Kind::Live),
        Reject::NoAdmins(Kind::Work),
        Reject::NotImportable(Kind::Live),
        Reject::OwnerRoleForAnother { user: "bob".to_owned() },
        not_permitted(Action::Disband, Kind::Public, Role::Member),
        not_permitted(Action::Disband, Kind::Work, Role::Owner),
        not_permitted(Action::Mute, Kind::Work, Role::Owner),
        Reject::OperationReused,
    ]
}

fn not_permitted(action: Action, kind: Kind, role: Role) -> Reject {
    let needed = needed(action, kind, &Policy::RECOMMENDED);
    Reject::NotPermitted { action, kind, place: Place::Inside(role), needed }
}

/// Refusals of what members do to a living group.
fn lives() -> Vec<Reject> {
    let user = || "bob".to_owned();
    let limits = Limits::RECOMMENDED;
    vec![
        Reject::NoApplications(Kind::Work),
        Reject::JoinForbidden,
        Reject::InviteDisabled,
        Reject::NobodyNamed { field: Field::Members },
        Reject::AlreadyMember { user: user() },
        Reject::NotAMember { user: user() },
        Reject::Outsider { action: Action::Invite },
        Reject::Banned { user: user(), until: 1_800_000_000 },
        Reject::Full { cap: limits.caps.public },
        Reject::TooManyAdmins { limit: limits.admins },
        Reject::OwnerStays(Kind::Public),
        Reject::NotBelow { action: Action::Kick, user: user() },
        Reject::NotOfKind { field: Field::JoinOption, kind: Kind::Work },
        Reject::OwnerRole,
        Reject::Alone { field: Field::NewOwner },
        Reject::NoSuchApplication { user: user() },
        Reject::AlreadyDecided { user: user() },
        Reject::NoRemovalFromLive,
        Reject::MembersNotListed(Kind::Live),
    ]
}

/// Refusals about attributes and counters.
fn contents() -> Vec<Reject> {
    let limits = Limits::RECOMMENDED;
    let long = |field, limit| Reject::TooLong { field, limit, given: limit + 1 };
    vec![
        long(Field::AttributeKey, limits.attribute_key_bytes),
        long(Field::AttributeValue, limits.attribute_value_bytes),
        Reject::TooMany { field: Field::Attributes, limit: limits.attributes, given: limits.attributes + 1 },
        long(Field::Attributes, limits.attributes_bytes),
        Reject::NoSuchAttribute { key: "colour".to_owned() },
        Reject::AttributeConflict { given: 6, current: 7 },
        Reject::TooMany { field: Field::Counters, limit: limits.counters, given: limits.counters + 1 },
        Reject::CounterOverflow { key: "likes".to_owned(), value: i64::MAX, wanted: i128::from(i64::MAX) + 1 },
    ]
}

/// Refusals about topics and permission groups.
fn topics() -> Vec<Reject> {
    let (topic, limits) = (|| "@TGS#_mine@TOPIC#_talk".to_owned(), Limits::RECOMMENDED);
    let action = Action::MuteTopic;
    vec![
        Reject::NoTopics(Kind::Community),
        Reject::NoSuchTopic { topic: topic() },
        Reject::TopicTaken { own: false },
        Reject::TopicTaken { own: true },
        Reject::TooManyRecords { class: RecordClass::PermissionGroup, limit: limits.permission_groups },
        Reject::NoRight { action, given_by: GivenBy::of(action) },
        Reject::MoreThanOwn { missing: 0b10_0010 },
        Reject::NoSuchPermissionGroup { id: "@PMG#_helpers".to_owned() },
        Reject::PermissionGroupTaken,
        Reject::NoTopicRights { topic: topic() },
    ]
}

/// Refusals about invite links, accounts and quotas.
fn links_and_quotas() -> Vec<Reject> {
    let user = || "bob".to_owned();
    vec![
        Reject::NoSuchLink,
        Reject::LinkExpired { at: 1_800_000_000 },
        Reject::LinkUsedUp { most: 10 },
        Reject::LinkTaken,
        Reject::NoSuchAccount { user: user() },
        Reject::BeingErased { user: user() },
        Reject::NotOwnAccount,
        Reject::DailyQuota { most: 10_000 },
        Reject::TooManyOfKind { kind: Kind::Live, most: 50 },
        Reject::TooManyOfKind { kind: Kind::Community, most: 100_000 },
        Reject::TooManyGroups { user: user(), most: 500 },
    ]
}
