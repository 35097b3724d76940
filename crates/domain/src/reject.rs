//! Every refusal of a rule, once, with its number. The sentences are made where the field names are known: in the dialects.

use crate::{Action, GivenBy, IdFault, Kind, Place, RecordClass};
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
    NewOwner,
    Visible,
    Searchable,
    MuteAll,
    EarlyHistory,
    PermissionGroups,
    MsgFlag,
    MuteTime,
    BanTime,
    JoinTime,
    UnreadCount,
    ApplyMessage,
    HandleMessage,
    Reason,
    Keywords,
    Fields,
    Mark,
    Timestamp,
    Application,
    OnlineCount,
    TopicId,
    Topics,
    TopicCustom,
    Link,
    LinkExpiry,
    LinkUses,
    Nick,
    Signature,
    Location,
    Gender,
    ProfileFields,
    ProfileFieldKey,
    ProfileFieldValue,
    Attributes,
    AttributeKey,
    AttributeValue,
    Counters,
    CounterKey,
    PermissionGroupList,
    PermissionGroupId,
    PermissionGroupName,
    PermissionGroupCustom,
    TopicPermissions,
    LiveAdmins,
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
        /// From where on it is allowed; nothing: for nobody.
        needed: Option<Place>,
    },
    /// The operation id was used before with another request.
    OperationReused,
    /// Nobody can ask to join groups of this type (rule book 1.3).
    NoApplications(Kind),
    /// The group takes nobody who asks (its join option).
    JoinForbidden,
    /// Nobody may be invited into this group, not even by its owner (its invite option, rule book 1.3).
    InviteDisabled,
    /// A list that must name somebody is empty.
    NobodyNamed {
        /// The list.
        field: Field,
    },
    /// He is a member already.
    AlreadyMember {
        /// The account.
        user: String,
    },
    /// Somebody who must be a member is none.
    NotAMember {
        /// The account.
        user: String,
    },
    /// Who acts is not a member of the group.
    Outsider {
        /// What he tried.
        action: Action,
    },
    /// He may not come back yet.
    Banned {
        /// The account.
        user: String,
        /// Until then, unix seconds.
        until: u64,
    },
    /// The group has as many members as it may.
    Full {
        /// The cap.
        cap: u32,
    },
    /// The group has as many admins as it may.
    TooManyAdmins {
        /// The limit.
        limit: usize,
    },
    /// Owners do not leave groups of this type: they hand them over or end them.
    OwnerStays(Kind),
    /// One acts only on those below oneself (rule book 1.4).
    NotBelow {
        /// What was tried.
        action: Action,
        /// Whom it would have met.
        user: String,
    },
    /// Groups of this type do not have this.
    NotOfKind {
        /// What they do not have.
        field: Field,
        /// The type.
        kind: Kind,
    },
    /// The owner cannot be made or unmade as a role: ownership is handed over.
    OwnerRole,
    /// This has to be the only thing that is changed in one call.
    Alone {
        /// What.
        field: Field,
    },
    /// Nobody asks to join or waits to be let in under this name.
    NoSuchApplication {
        /// Who would join.
        user: String,
    },
    /// The application was decided before.
    AlreadyDecided {
        /// Who would join.
        user: String,
    },
    /// REST does not remove members of live groups (rule book 10, row 14).
    NoRemovalFromLive,
    /// Members of this type of group are not stored and not listed over REST.
    MembersNotListed(Kind),
    /// The group has no topics (rule book 1.7).
    NoTopics(Kind),
    /// No such topic, or it was deleted.
    NoSuchTopic {
        /// Its id.
        topic: String,
    },
    /// The id belongs to another topic.
    TopicTaken {
        /// The asker created that topic.
        own: bool,
    },
    /// The group has as many of these as it may.
    TooManyRecords {
        /// What.
        class: RecordClass,
        /// The limit.
        limit: usize,
    },
    /// No such invite link, or it was revoked, or its secret is another one: nobody learns which.
    NoSuchLink,
    /// The invite link lets nobody in any more.
    LinkExpired {
        /// Since then, unix seconds.
        at: u64,
    },
    /// As many users have come by the invite link as may.
    LinkUsedUp {
        /// So many.
        most: u32,
    },
    /// The id belongs to another invite link.
    LinkTaken,
    /// There is no such account.
    NoSuchAccount {
        /// The account.
        user: String,
    },
    /// The account is being erased: its user neither acts nor is named any more.
    BeingErased {
        /// The account.
        user: String,
    },
    /// A user changes only his own account and profile.
    NotOwnAccount,
    /// The app has made as many groups today as it may (rule book 1.6).
    DailyQuota {
        /// The quota.
        most: u64,
    },
    /// The app has as many groups of this type as it may (rule book 1.6).
    TooManyOfKind {
        /// The type.
        kind: Kind,
        /// The quota.
        most: u64,
    },
    /// A user is in as many groups as he may (rule book 1.6).
    TooManyGroups {
        /// The account.
        user: String,
        /// The quota.
        most: u64,
    },
    /// The attributes have changed since the caller read them (rule book 4.7, `RaceConflict`).
    AttributeConflict {
        /// How often they had changed when the caller read them.
        given: u64,
        /// How often they have changed.
        current: u64,
    },
    /// An attribute that was to be deleted is not there.
    NoSuchAttribute {
        /// Its key.
        key: String,
    },
    /// A counter would leave what 64 bits with a sign hold.
    CounterOverflow {
        /// Its key.
        key: String,
        /// Its value.
        value: i64,
        /// What it would be.
        wanted: i128,
    },
    /// Where permission groups rule, a member needs a right (rule book 1.7).
    NoRight {
        /// What was tried.
        action: Action,
        /// The rights of which any one gives it.
        given_by: GivenBy,
    },
    /// Nobody gives rights that he has not himself (ours).
    MoreThanOwn {
        /// Those that he has not himself, as bits.
        missing: u64,
    },
    /// There is no such permission group in the community.
    NoSuchPermissionGroup {
        /// Its id.
        id: String,
    },
    /// The id belongs to another permission group.
    PermissionGroupTaken,
    /// A permission group has no rights of its own in a topic, so that there is nothing to change.
    NoTopicRights {
        /// The topic's id.
        topic: String,
    },
}

impl Reject {
    /// The number of the group service (rule book 5.1).
    pub const fn number(&self) -> i32 {
        match self {
            Self::TooLong { field: Field::AttributeKey, .. } => 10045,
            Self::TooLong { field: Field::AttributeValue, .. } => 10046,
            Self::TooMany { field: Field::Attributes, .. } => 10047,
            Self::TooLong { field: Field::Attributes, .. } => 10048,
            Self::NoSuchAttribute { .. } => 10050,
            Self::AttributeConflict { .. } => 10056,
            Self::TooMany { field: Field::Counters, .. } => 10063,
            Self::TooLong { .. }
            | Self::Blank { .. }
            | Self::NotPrintable { .. }
            | Self::Twice { .. }
            | Self::TooMany { .. }
            | Self::OutOfRange { .. }
            | Self::BadId { .. }
            | Self::OwnerRoleForAnother { .. }
            | Self::OperationReused
            | Self::NobodyNamed { .. }
            | Self::NotAMember { .. }
            | Self::OwnerRole
            | Self::Alone { .. }
            | Self::NoSuchApplication { .. }
            | Self::TooManyAdmins { .. }
            | Self::NoSuchLink
            | Self::CounterOverflow { .. }
            | Self::NoSuchPermissionGroup { .. }
            | Self::NoTopicRights { .. }
            | Self::NoRemovalFromLive => 10004,
            Self::TooManyAccounts { .. } => 10005,
            Self::NoInitialMembers(_)
            | Self::NoAdmins(_)
            | Self::NotImportable(_)
            | Self::NotPermitted { .. }
            | Self::NoApplications(_)
            | Self::JoinForbidden
            | Self::InviteDisabled
            | Self::Outsider { .. }
            | Self::Banned { .. }
            | Self::NotBelow { .. }
            | Self::NotOfKind { .. }
            | Self::NotOwnAccount
            | Self::NoTopics(_)
            | Self::LinkExpired { .. }
            | Self::LinkUsedUp { .. }
            | Self::NoRight { .. }
            | Self::MoreThanOwn { .. }
            | Self::MembersNotListed(_) => 10007,
            Self::OwnerStays(_) => 10009,
            Self::NoSuchGroup => 10010,
            Self::AlreadyMember { .. } => 10013,
            Self::Full { .. } => 10014,
            Self::BadGroupId(_) => 10015,
            Self::NoSuchAccount { .. } | Self::BeingErased { .. } => 10019,
            Self::IdTaken { own: false } | Self::TopicTaken { own: false } | Self::LinkTaken | Self::PermissionGroupTaken => 10021,
            Self::AlreadyDecided { .. } => 10024,
            Self::IdTaken { own: true } | Self::TopicTaken { own: true } => 10025,
            Self::DailyQuota { .. } | Self::TooManyRecords { .. } => 10006,
            Self::TooManyOfKind { kind: Kind::Live, .. } => 10036,
            Self::TooManyOfKind { .. } => 10006,
            Self::TooManyGroups { .. } => 10037,
            Self::OverCap { .. } => 10038,
            Self::NoSuchTopic { .. } => 110_002,
        }
    }
}
