//! The numbers of an app: sizes, counts and caps. Every one can be set; the defaults are the rule book's recommendations.

use crate::{InviteOption, Kind};

/// Users whom one session watches at most, for their status and for their profile each; the one named first makes room for another one
/// (api.json: "at most 200, oldest dropped"). Not to be set: it bounds what a session costs.
pub const MOST_WATCHED: usize = 200;

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
    /// Users in one invitation from the SDK (rule book 2.2).
    pub invite_members: usize,
    /// Users in one REST add call (rule book 10, row 3).
    pub add_members: usize,
    /// Users in one kick (rule book 10, row 4).
    pub delete_members: usize,
    /// Users in one import call (rule book 2.2).
    pub import_members: usize,
    /// Users in one ban or unban (rule book 2.2).
    pub ban_members: usize,
    /// Users in one mute (rule book 2.2).
    pub mute_members: usize,
    /// Users in one question for roles (rule book 2.2).
    pub role_members: usize,
    /// Users in one question for members by id (rule book 2.2).
    pub specified_members: usize,
    /// Rows in one page of members (rule book 10, row 16).
    pub members_page: usize,
    /// Rows in one page of banned users (rule book 2.2).
    pub banned_page: usize,
    /// Applications decided in one call (ours; the rule book has none).
    pub decide_applications: usize,
    /// Admins of a group; not documented (rule book 1.4).
    pub admins: usize,
    /// Admins of a live group (rule book 2.2).
    pub live_admins: usize,
    /// Newest members that a live group lists (rule book 2.2).
    pub live_members: usize,
    /// Words of an application, invitation or decision, bytes (rule book 2.1; not documented there).
    pub apply_bytes: usize,
    /// Description of a ban and reason of a kick, bytes (rule book 2.1).
    pub reason_bytes: usize,
    /// Keywords in one search (rule book 2.2).
    pub search_keywords: usize,
    /// Rows of one search; more come with a cursor.
    pub search_rows: usize,
    /// How long an application waits; nothing: for ever (rule book 8.4, not documented).
    pub application_secs: Option<u64>,
    /// Marks in one live group (rule book 2.2).
    pub marks: usize,
    /// Members that carry one mark (rule book 2.2).
    pub marked_members: usize,
    /// Sizes and counts of topics.
    pub topics: TopicLimits,
    /// Invite links.
    pub links: LinkLimits,
    /// Profiles of users.
    pub profiles: ProfileLimits,
    /// How many groups there may be.
    pub quotas: Quotas,
    /// Attributes of one group (rule book 2.1).
    pub attributes: usize,
    /// Key of an attribute, bytes.
    pub attribute_key_bytes: usize,
    /// Value of an attribute, bytes (rule book 10, row 36).
    pub attribute_value_bytes: usize,
    /// Keys and values of all attributes of one group, bytes (rule book 10, rows 30 and 36).
    pub attributes_bytes: usize,
    /// Counters of one group (rule book 2.1).
    pub counters: usize,
    /// Key of a counter, bytes.
    pub counter_key_bytes: usize,
    /// Permission groups of one community (not documented).
    pub permission_groups: usize,
    /// Name of a permission group, bytes (not documented; as of a topic).
    pub permission_group_name_bytes: usize,
    /// Custom text of a permission group, bytes (not documented; as of a topic).
    pub permission_group_custom_bytes: usize,
    /// Topics in which a permission group has rights of its own (not documented).
    pub permission_topics: usize,
    /// Members put into a permission group, or taken out, in one call (not documented).
    pub permission_members: usize,
    /// How often one session may call.
    pub session_rates: SessionRates,
    /// Where documents disagree.
    pub policy: Policy,
}

/// How often one session may call (rule book 9); nothing: as often as it likes. Who is patient may call as often at once as in the time
/// that is named.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SessionRates {
    /// Calls of any kind in a second.
    pub calls: Option<u32>,
    /// Writes of attributes in 5 seconds: init, set and delete together.
    pub attribute_writes: Option<u32>,
    /// Reads of attributes in 5 seconds.
    pub attribute_reads: Option<u32>,
    /// Questions for the number of those online in 60 seconds.
    pub online_counts: Option<u32>,
    /// Questions for profiles of groups in a second.
    pub group_infos: Option<u32>,
    /// Questions for the own list of groups in a second.
    pub joined_lists: Option<u32>,
}

impl SessionRates {
    /// As often as it likes.
    pub const NONE: Self = Self {
        calls: None,
        attribute_writes: None,
        attribute_reads: None,
        online_counts: None,
        group_infos: None,
        joined_lists: None,
    };
    /// The incumbent's.
    pub const TENCENT: Self = Self {
        calls: Some(5),
        attribute_writes: Some(10),
        attribute_reads: Some(20),
        online_counts: Some(1),
        group_infos: Some(1),
        joined_lists: Some(1),
    };
}

/// Sizes of a topic in bytes of UTF-8 (rule book 1.7), and counts of our own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TopicLimits {
    /// Name, bytes.
    pub name_bytes: usize,
    /// Introduction, bytes.
    pub introduction_bytes: usize,
    /// Notification, bytes.
    pub notification_bytes: usize,
    /// Avatar address, bytes.
    pub face_url_bytes: usize,
    /// Custom text, bytes.
    pub custom_bytes: usize,
    /// Topics of one community (ours; the rule book has none).
    pub count: usize,
}

/// Invite links (ours).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LinkLimits {
    /// Links of one group.
    pub count: usize,
    /// Longest life of a link that expires, seconds.
    pub longest_secs: u64,
    /// Highest number of uses that a link may be limited to.
    pub most_uses: u32,
}

/// Sizes of a user's profile in bytes of UTF-8, and counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ProfileLimits {
    /// Nickname, bytes.
    pub nick_bytes: usize,
    /// Avatar address, bytes.
    pub face_url_bytes: usize,
    /// What he says of himself, bytes.
    pub signature_bytes: usize,
    /// Where he is, bytes.
    pub location_bytes: usize,
    /// Custom fields.
    pub fields: usize,
    /// Key of a custom field, bytes.
    pub field_key_bytes: usize,
    /// Value of a custom field, bytes.
    pub field_bytes: usize,
}

/// How many groups there may be (rule book 1.6); nothing: as many as like.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Quotas {
    /// New groups of the app on one UTC day, those that ended on it taken off.
    pub groups_per_day: Option<u64>,
    /// Groups that one user is in.
    pub groups_per_user: Option<u64>,
    /// Living groups of type live in the app.
    pub live_groups: Option<u64>,
    /// Living broadcast rooms in the app.
    pub broadcast_rooms: Option<u64>,
    /// Living communities in the app.
    pub communities: Option<u64>,
}

impl Quotas {
    /// None at all.
    pub const NONE: Self =
        Self { groups_per_day: None, groups_per_user: None, live_groups: None, broadcast_rooms: None, communities: None };

    /// The incumbent's, in the middle of its three plans (rule book 1.6).
    pub const TENCENT: Self = Self {
        groups_per_day: Some(10_000),
        groups_per_user: Some(500),
        live_groups: Some(50),
        broadcast_rooms: Some(5),
        communities: Some(100_000),
    };

    /// The quota of living groups of this type in an app.
    pub const fn of_kind(&self, kind: Kind) -> Option<u64> {
        match kind {
            Kind::Live => self.live_groups,
            Kind::BChatRoom => self.broadcast_rooms,
            Kind::Community => self.communities,
            Kind::Public | Kind::Work | Kind::Meeting => None,
        }
    }
}

/// The choice where the documents disagree (rule book 10). Every one can be set for an app.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Policy {
    /// The members of a Meeting hear of each other's coming and going (rule book 8.3).
    pub meeting_tips: bool,
    /// Members hear when mute-all, join or invite option change (rule book 8.3).
    pub option_tips: bool,
    /// Owners may disband live groups themselves, not only the app (rule book 10, row 8).
    pub live_owner_disbands: bool,
    /// Owners may edit live groups themselves, not only the app (rule book 10, row 9).
    pub live_owner_edits: bool,
    /// Admins may edit Meetings and communities, not only owners (rule book 10, row 10).
    pub admins_edit: bool,
    /// What an invitation meets in Public groups and Meetings whose creator does not say it (rule book 10, row 12).
    pub invite_default: InviteOption,
    /// The same in communities (rule book 10, row 13).
    pub community_invite_default: InviteOption,
    /// Invited users must agree themselves in Public groups and Meetings (rule book 1.3, "Invitee consent").
    pub invitee_consent: bool,
    /// Admins may appoint and dismiss admins, not only owners (rule book 10, row 31).
    pub admins_appoint: bool,
    /// Admins may kick from Public groups, Meetings and communities, not only owners (rule book 10, row 37).
    pub admins_kick: bool,
    /// A client may be in several live groups at once (rule book 1.3).
    pub many_live_groups: bool,
    /// Members write attributes, not only owner and admins; in live groups those present (not documented).
    pub members_write_attributes: bool,
    /// The same for counters.
    pub members_write_counters: bool,
    /// Only accounts that the app has imported act and are named; others get 10019 (rule book 5.1).
    pub imported_only: bool,
}

impl Policy {
    /// The choices marked **Rec** in the rule book.
    pub const RECOMMENDED: Self = Self {
        meeting_tips: true,
        option_tips: false,
        live_owner_disbands: true,
        live_owner_edits: true,
        admins_edit: true,
        invite_default: InviteOption::Disabled,
        community_invite_default: InviteOption::Free,
        invitee_consent: false,
        admins_appoint: false,
        admins_kick: true,
        many_live_groups: false,
        members_write_attributes: true,
        members_write_counters: true,
        imported_only: false,
    };
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
        invite_members: 20,
        add_members: 300,
        delete_members: 100,
        import_members: 300,
        ban_members: 20,
        mute_members: 500,
        role_members: 500,
        specified_members: 50,
        members_page: 6000,
        banned_page: 100,
        decide_applications: 100,
        admins: 100,
        live_admins: 5,
        live_members: 1000,
        apply_bytes: 300,
        reason_bytes: 1000,
        search_keywords: 5,
        search_rows: 10_000,
        application_secs: None,
        marks: 10,
        marked_members: 1000,
        topics: TopicLimits {
            name_bytes: 30,
            introduction_bytes: 240,
            notification_bytes: 300,
            face_url_bytes: 100,
            custom_bytes: 3000,
            count: 200,
        },
        links: LinkLimits { count: 50, longest_secs: 31_536_000, most_uses: 100_000 },
        profiles: ProfileLimits {
            nick_bytes: 500,
            face_url_bytes: 500,
            signature_bytes: 500,
            location_bytes: 500,
            fields: 20,
            field_key_bytes: 32,
            field_bytes: 500,
        },
        quotas: Quotas::NONE,
        attributes: 16,
        attribute_key_bytes: 32,
        attribute_value_bytes: 4000,
        attributes_bytes: 16_000,
        counters: 20,
        counter_key_bytes: 128,
        permission_groups: 100,
        permission_group_name_bytes: 30,
        permission_group_custom_bytes: 3000,
        permission_topics: 1000,
        permission_members: 100,
        session_rates: SessionRates::NONE,
        policy: Policy::RECOMMENDED,
    };
    /// The recommended numbers with the incumbent's quotas and call rates.
    pub const TENCENT: Self = Self { quotas: Quotas::TENCENT, session_rates: SessionRates::TENCENT, ..Self::RECOMMENDED };
}

impl Default for Limits {
    fn default() -> Self {
        Self::RECOMMENDED
    }
}
