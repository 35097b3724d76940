//! Refusals as sentences: which field, which limit, what was given, which rule refuses, what to mend.

mod kept;
mod links;
mod members;
mod quotas;
mod rights;

pub use rights::{right_name, topic_right_name};

use opentim_domain::{Field, IdFault, Kind, Reject};

/// The names that a dialect has for fields and types.
#[derive(Clone, Copy)]
pub struct FieldNames {
    /// A field.
    pub field: fn(Field) -> &'static str,
    /// A group type.
    pub kind: fn(Kind) -> &'static str,
}

/// The sentence for a refusal, in a dialect's own names.
pub fn sentence(reject: &Reject, names: &FieldNames) -> String {
    let name = |field: Field| (names.field)(field);
    let kind_name = |kind: &Kind| (names.kind)(*kind);
    match reject {
        Reject::TooLong { field, limit, given } => {
            format!("{} is too long: {given} bytes of UTF-8 were given, at most {limit} are allowed", name(*field))
        }
        Reject::Blank { field } => format!("{} is required and must hold a visible character", name(*field)),
        Reject::NotPrintable { field } => format!("{} may hold printable ASCII characters only (0x20 to 0x7e)", name(*field)),
        Reject::Twice { field, what } => format!("{} {what:?} is given twice; give each key once", name(*field)),
        Reject::TooMany { field, limit, given } => too_many(name(*field), "has too many entries", *limit, *given),
        Reject::TooManyAccounts { limit, given } => too_many(name(Field::Members), "names too many accounts", *limit, *given),
        Reject::NobodyNamed { field } => format!("{} is empty; it must have at least one entry", name(*field)),
        Reject::OutOfRange { field, min, max, given } => {
            format!("{} must lie between {min} and {max}; {given} was given", name(*field))
        }
        Reject::Alone { field } => format!("{} must be the only change of a call; change the rest by another one", name(*field)),
        Reject::BadId { field, fault } => id_sentence(name(*field), *fault),
        Reject::BadGroupId(fault) => id_sentence(name(Field::GroupId), *fault),
        Reject::IdTaken { own } => taken(name(Field::GroupId), *own),
        Reject::OperationReused => {
            format!("{} was used before with another request; use a new id for a new request", name(Field::OperationId))
        }
        Reject::NoSuchGroup => "the group does not exist or was disbanded".to_owned(),
        Reject::NotImportable(kind) => format!("groups of type {} cannot be imported", kind_name(kind)),
        Reject::NotOfKind { field, kind } => format!("{} does not go with groups of type {}", name(*field), kind_name(kind)),
        Reject::OverCap { cap, given } => {
            format!("the group would have {given} members, its cap ({}) is {cap}", name(Field::MaxMembers))
        }
        Reject::Full { cap } => format!("the group is full: its cap ({}) is {cap}", name(Field::MaxMembers)),
        Reject::NoInitialMembers(kind) => members::no_initial(name(Field::Members), kind_name(kind)),
        Reject::MembersNotListed(kind) => members::not_stored(kind_name(kind)),
        Reject::AlreadyMember { user } => format!("{user:?} is a member of the group already"),
        Reject::NotAMember { user } => format!("{user:?} is not a member of the group"),
        Reject::Banned { user, until } => members::banned(user, *until),
        Reject::NoRemovalFromLive => members::no_removal_from(kind_name(&Kind::Live)),
        Reject::OwnerStays(kind) => members::owner_stays(kind_name(kind), !matches!(kind, Kind::Live | Kind::BChatRoom)),
        Reject::NoAdmins(kind) => members::no_admins(name(Field::MemberRole), kind_name(kind)),
        Reject::TooManyAdmins { limit } => members::too_many_admins(*limit),
        Reject::OwnerRole => members::owner_role(name(Field::MemberRole), name(Field::NewOwner)),
        Reject::OwnerRoleForAnother { user } => members::owner_role_for_another(name(Field::MemberRole), user),
        Reject::NoApplications(kind) => format!("nobody can ask to join groups of type {}; a member invites", kind_name(kind)),
        Reject::JoinForbidden => format!("the group takes nobody who asks to join: its {} forbids it", name(Field::JoinOption)),
        Reject::InviteDisabled => format!("nobody can be invited, not even by the owner: {} forbids it", name(Field::InviteOption)),
        Reject::NoSuchApplication { user } => members::no_application(user),
        Reject::AlreadyDecided { user } => format!("the application of {user:?} has been decided already"),
        Reject::NotPermitted { action, kind, place, needed } => rights::not_permitted(*action, kind_name(kind), *place, *needed),
        Reject::NoTopics(kind) => {
            format!("this group of type {} has no topics; only communities created with topics do", kind_name(kind))
        }
        Reject::NoSuchTopic { topic } => format!("topic {topic:?} does not exist or was deleted"),
        Reject::TopicTaken { own } => quotas::topic_taken(name(Field::TopicId), *own),
        Reject::NoSuchLink => links::unknown(),
        Reject::LinkExpired { at } => links::expired(*at),
        Reject::LinkUsedUp { most } => links::used_up(*most),
        Reject::LinkTaken => links::taken(),
        Reject::NoSuchAccount { user } => format!("there is no account {user:?}; import it first"),
        Reject::BeingErased { user } => format!("the account {user:?} is being erased"),
        Reject::NotOwnAccount => "a user changes only their own account and profile; the app's back end changes all".to_owned(),
        Reject::DailyQuota { most } => quotas::daily(*most),
        Reject::TooManyOfKind { kind, most } => quotas::of_kind(kind_name(kind), *most),
        Reject::TooManyGroups { user, most } => quotas::of_user(user, *most),
        Reject::TooManyRecords { class, limit } => quotas::of_group(*class, *limit),
        Reject::Outsider { action } => rights::outsider(*action),
        Reject::NoRight { action, given_by } => rights::no_right(*action, *given_by),
        Reject::MoreThanOwn { missing } => rights::more_than_own(*missing),
        Reject::NoSuchPermissionGroup { id } => format!("permission group {id:?} does not exist or was deleted"),
        Reject::PermissionGroupTaken => {
            format!("{} is in use by another permission group; choose another id", name(Field::PermissionGroupId))
        }
        Reject::NoTopicRights { topic } => {
            format!("the permission group has no rights of its own in topic {topic:?}; add them instead of changing them")
        }
        Reject::AttributeConflict { given, current } => kept::behind(*given, *current),
        Reject::NoSuchAttribute { key } => format!("there is no attribute {key:?} to delete"),
        Reject::CounterOverflow { key, value, wanted } => kept::overflow(key, *value, *wanted),
        Reject::NotBelow { action, user } => rights::not_below(*action, user),
    }
}

fn too_many(name: &str, what: &str, limit: usize, given: usize) -> String {
    format!("{name} {what}: {given} were given, at most {limit} are allowed")
}

fn taken(name: &str, own: bool) -> String {
    if own {
        format!("{name} is in use by a group of the same owner; disband that group first or choose another id")
    } else {
        format!("{name} is in use by another group; choose another id")
    }
}

/// The sentence for an id of the wrong form, under the name of its field.
pub(crate) fn id_sentence(name: &str, fault: IdFault) -> String {
    match fault {
        IdFault::Blank => format!("{name} must not be empty or only blanks"),
        IdFault::TooLong { limit, given } => {
            format!("{name} is too long: {given} bytes were given, at most {limit} are allowed")
        }
        IdFault::NotPrintableAscii => format!("{name} may hold printable ASCII characters only (0x20 to 0x7e)"),
        IdFault::Reserved => format!("{name} must not start with @TGS#, which is kept for generated ids"),
        IdFault::CommunityPrefixMissing => format!("{name} of a community must start with @TGS#_"),
        IdFault::TopicMark => format!("{name} must not hold @TOPIC#_, which is kept for topics"),
        IdFault::NoTopic => {
            format!("{name} must be the id of its community, then @TOPIC#_ and a part of its own without @TGS#_ and @TOPIC#")
        }
        IdFault::PermissionGroupPrefixMissing => format!("{name} must start with @PMG#_"),
        IdFault::NoLink => format!("{name} is no invite link: it may be cut short"),
    }
}

#[cfg(test)]
mod tests;
