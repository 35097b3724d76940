//! One refusal of each sort, as an example for the table.

use crate::Fault;
use opentim_domain::{Action, Field, GroupId, IdFault, Kind, Limits, Place, Policy, Reject, Role, needed};

/// At least one of each sort.
///
/// # Errors
/// A sort of refusal has no example.
pub fn all() -> Result<Vec<Reject>, Fault> {
    let mut samples = sizes();
    samples.extend(ids());
    samples.extend(rules());
    samples.extend(lives());
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

const SORTS: usize = 37;

/// Has no default arm, so that a new sort cannot be forgotten here; then [`SORTS`] grows too.
const fn sort_of(reject: &Reject) -> usize {
    match reject {
        Reject::TooLong { .. } => 0,
        Reject::Blank { .. } => 1,
        Reject::NotPrintable { .. } => 2,
        Reject::Twice { .. } => 3,
        Reject::TooMany { .. } => 4,
        Reject::OutOfRange { .. } => 5,
        Reject::BadId { .. } => 6,
        Reject::BadGroupId(_) => 7,
        Reject::TooManyAccounts { .. } => 8,
        Reject::OverCap { .. } => 9,
        Reject::NoInitialMembers(_) => 10,
        Reject::NoAdmins(_) => 11,
        Reject::NotImportable(_) => 12,
        Reject::OwnerRoleForAnother { .. } => 13,
        Reject::IdTaken { .. } => 14,
        Reject::NoSuchGroup => 15,
        Reject::NotPermitted { .. } => 16,
        Reject::OperationReused => 17,
        Reject::NoApplications(_) => 18,
        Reject::JoinForbidden => 19,
        Reject::InviteDisabled => 20,
        Reject::NobodyNamed { .. } => 21,
        Reject::AlreadyMember { .. } => 22,
        Reject::NotAMember { .. } => 23,
        Reject::Outsider { .. } => 24,
        Reject::Banned { .. } => 25,
        Reject::Full { .. } => 26,
        Reject::TooManyAdmins { .. } => 27,
        Reject::OwnerStays(_) => 28,
        Reject::NotBelow { .. } => 29,
        Reject::NotOfKind { .. } => 30,
        Reject::OwnerRole => 31,
        Reject::Alone { .. } => 32,
        Reject::NoSuchApplication { .. } => 33,
        Reject::AlreadyDecided { .. } => 34,
        Reject::NoRemovalFromLive => 35,
        Reject::MembersNotListed(_) => 36,
    }
}
