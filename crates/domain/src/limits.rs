//! The numbers of an app: sizes, counts and caps. Every one can be set; the defaults are the rule book's recommendations.

/// Most members a group may have, by type (rule book 1.2). Live groups and broadcast rooms have no cap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MemberCaps {
    /// Work groups.
    pub work: u32,
    /// Public groups.
    pub public: u32,
    /// Meeting groups.
    pub meeting: u32,
    /// Communities.
    pub community: u32,
}

/// Sizes in bytes of UTF-8, and counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Group name, bytes (rule book 2.1).
    pub name_bytes: usize,
    /// Introduction, bytes.
    pub introduction_bytes: usize,
    /// Notification, bytes.
    pub notification_bytes: usize,
    /// Avatar address, bytes.
    pub face_url_bytes: usize,
    /// Name card of a member, bytes.
    pub name_card_bytes: usize,
    /// Custom fields of one group.
    pub group_fields: usize,
    /// Value of a group's custom field, bytes.
    pub group_field_bytes: usize,
    /// Custom fields of one member.
    pub member_fields: usize,
    /// Value of a member's custom field, bytes.
    pub member_field_bytes: usize,
    /// Key of any custom field, bytes.
    pub field_key_bytes: usize,
    /// Members named in one create call (rule book 2.2).
    pub create_members: usize,
    /// Member caps.
    pub caps: MemberCaps,
    /// Cap of an imported group that names none (rule book 10, row 35).
    pub import_cap: u32,
    /// Highest cap an import may name; communities go to their own.
    pub import_cap_max: u32,
    /// Groups in one info call (rule book 2.2).
    pub info_groups: usize,
    /// Rows in one page of a user's groups (rule book 2.2).
    pub joined_page: usize,
    /// Rows in one page of all groups (rule book 2.2).
    pub groups_page: usize,
}

impl Limits {
    /// The recommended numbers (rule book, column **Rec**).
    pub const RECOMMENDED: Self = Self {
        name_bytes: 30,
        introduction_bytes: 240,
        notification_bytes: 300,
        face_url_bytes: 100,
        name_card_bytes: 50,
        group_fields: 10,
        group_field_bytes: 512,
        member_fields: 5,
        member_field_bytes: 64,
        field_key_bytes: 16,
        create_members: 500,
        caps: MemberCaps { work: 200, public: 2000, meeting: 6000, community: 100_000 },
        import_cap: 2000,
        import_cap_max: 6000,
        info_groups: 50,
        joined_page: 5000,
        groups_page: 10_000,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::RECOMMENDED
    }
}
