//! Refusals as sentences: which field, which limit, what was given, what to mend.

use opentim_domain::{Action, Field, IdFault, Kind, Place, Reject, Role};

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
    let name = |field: &Field| (names.field)(*field);
    let kind_name = |kind: &Kind| (names.kind)(*kind);
    match reject {
        Reject::TooLong { field, limit, given } => {
            format!("{} is too long: {given} bytes of UTF-8 were given, at most {limit} are allowed", name(field))
        }
        Reject::Blank { field } => format!("{} is required and must hold a visible character", name(field)),
        Reject::NotPrintable { field } => format!("{} may hold printable ASCII characters only (0x20 to 0x7e)", name(field)),
        Reject::Twice { field, what } => format!("{} {what:?} is given twice; give each key once", name(field)),
        Reject::TooMany { field, limit, given } => {
            format!("{} has too many entries: {given} were given, at most {limit} are allowed", name(field))
        }
        Reject::OutOfRange { field, min, max, given } => {
            format!("{} must lie between {min} and {max}; {given} was given", name(field))
        }
        Reject::BadId { field, fault } => id_sentence(name(field), *fault),
        Reject::BadGroupId(fault) => id_sentence(name(&Field::GroupId), *fault),
        Reject::TooManyAccounts { limit, given } => {
            format!("{} names too many accounts: {given} were given, at most {limit} are allowed", name(&Field::Members))
        }
        Reject::OverCap { cap, given } => {
            format!("the group would have {given} members, its cap ({}) is {cap}", name(&Field::MaxMembers))
        }
        Reject::NoInitialMembers(kind) => {
            format!("{} must be left out: members of a group of type {} join by themselves", name(&Field::Members), kind_name(kind))
        }
        Reject::NoAdmins(kind) => {
            format!("{} admin is not possible: groups of type {} have no admins", name(&Field::MemberRole), kind_name(kind))
        }
        Reject::NotImportable(kind) => format!("groups of type {} cannot be imported", kind_name(kind)),
        Reject::OwnerRoleForAnother { user } => format!(
            "{} owner is given to {user:?}, who is not the owner; a group has one owner, name others as admin or member",
            name(&Field::MemberRole)
        ),
        Reject::IdTaken { own: false } => format!("{} is in use by another group; choose another id", name(&Field::GroupId)),
        Reject::IdTaken { own: true } => {
            format!(
                "{} is in use by a group of the same owner; disband that group first or choose another id",
                name(&Field::GroupId)
            )
        }
        Reject::NoSuchGroup => "the group does not exist or was disbanded".to_owned(),
        Reject::NotPermitted { action, kind, place } => not_permitted(*action, kind_name(kind), *place),
        Reject::OperationReused => {
            format!("{} was used before with another request; use a new id for a new request", name(&Field::OperationId))
        }
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
    }
}

fn not_permitted(action: Action, kind: &str, place: Place) -> String {
    let who = match place {
        Place::Outsider => "somebody who is not a member",
        Place::Inside(Role::Member) => "an ordinary member",
        Place::Inside(Role::Admin) => "an admin",
        Place::Inside(Role::Owner) => "the owner",
        Place::AppAdmin => "the app admin",
    };
    let what = match action {
        Action::Disband => "disband",
    };
    format!("{who} may not {what} a group of type {kind}")
}
