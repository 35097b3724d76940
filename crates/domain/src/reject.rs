//! Every refusal of a rule, once, with its number. The sentences are made where the field names are known: in the dialects.

use crate::{Action, IdFault, Kind, Place};
use alloc::string::String;

/// What a refusal is about. Each dialect has its own name for it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // the names say it
pub enum Field {
    GroupId,
    GroupType,
    Name,
    Introduction,
    Notification,
    FaceUrl,
    MaxMembers,
    JoinOption,
    InviteOption,
    Owner,
    CreateTime,
    DefaultPermissions,
    GroupFields,
    GroupFieldKey,
    GroupFieldValue,
    Members,
    MemberId,
    MemberRole,
    NameCard,
    MemberFields,
    MemberFieldKey,
    MemberFieldValue,
    OperationId,
    Limit,
    Offset,
    Next,
}

/// Why a rule refuses. Nothing changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reject {
    /// More bytes of UTF-8 than allowed.
    TooLong {
        /// What is too long.
        field: Field,
        /// The limit in bytes.
        limit: usize,
        /// The size given, in bytes.
        given: usize,
    },
    /// Required text without a visible character.
    Blank {
        /// What is blank.
        field: Field,
    },
    /// Characters outside printable ASCII where only that is allowed.
    NotPrintable {
        /// What holds them.
        field: Field,
    },
    /// The same key twice in one list.
    Twice {
        /// The field.
        field: Field,
        /// The repeated text.
        what: String,
    },
    /// More entries than allowed in a list of fields.
    TooMany {
        /// The list.
        field: Field,
        /// The limit.
        limit: usize,
        /// The count given.
        given: usize,
    },
    /// A number outside its range.
    OutOfRange {
        /// The number's name.
        field: Field,
        /// Lowest allowed.
        min: u64,
        /// Highest allowed.
        max: u64,
        /// What was given.
        given: u64,
    },
    /// An id of the wrong form.
    BadId {
        /// Whose id.
        field: Field,
        /// What is wrong with it.
        fault: IdFault,
    },
    /// The id of an existing group was asked for, and its form is wrong.
    BadGroupId(IdFault),
    /// More accounts in one request than allowed.
    TooManyAccounts {
        /// The limit.
        limit: usize,
        /// The count given.
        given: usize,
    },
    /// The group would have more members than its cap.
    OverCap {
        /// The cap.
        cap: u32,
        /// Members it would have.
        given: usize,
    },
    /// Members cannot be named when a group of this type is created.
    NoInitialMembers(Kind),
    /// Groups of this type have no admins.
    NoAdmins(Kind),
    /// Groups of this type cannot be imported.
    NotImportable(Kind),
    /// Somebody who is not the owner was named with the role of owner.
    OwnerRoleForAnother {
        /// The account.
        user: String,
    },
    /// The id belongs to another group.
    IdTaken {
        /// The asker owns that group.
        own: bool,
    },
    /// No such group, or it was disbanded.
    NoSuchGroup,
    /// The permission table says no.
    NotPermitted {
        /// What was tried.
        action: Action,
        /// The group's type.
        kind: Kind,
        /// Where the actor stands.
        place: Place,
    },
    /// The operation id was used before with another request.
    OperationReused,
}

impl Reject {
    /// The number of the group service (rule book 5.1).
    pub const fn number(&self) -> i32 {
        match self {
            Self::TooLong { .. }
            | Self::Blank { .. }
            | Self::NotPrintable { .. }
            | Self::Twice { .. }
            | Self::TooMany { .. }
            | Self::OutOfRange { .. }
            | Self::BadId { .. }
            | Self::OwnerRoleForAnother { .. }
            | Self::OperationReused => 10004,
            Self::TooManyAccounts { .. } => 10005,
            Self::NoInitialMembers(_) | Self::NoAdmins(_) | Self::NotImportable(_) | Self::NotPermitted { .. } => 10007,
            Self::NoSuchGroup => 10010,
            Self::BadGroupId(_) => 10015,
            Self::IdTaken { own: false } => 10021,
            Self::IdTaken { own: true } => 10025,
            Self::OverCap { .. } => 10038,
        }
    }
}
