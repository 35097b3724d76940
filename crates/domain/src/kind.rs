//! The group types as constant records: a rule asks the record and never the type's name.

use crate::{Limits, MemberCaps, Policy};
use minicbor::{Decode, Encode};

/// Type of a group. The numbers are those of the native SDK (rule book 1.1) and of the stored records.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum Kind {
    /// Users apply, owner and admins approve.
    #[n(0)]
    Public = 0,
    /// `Private`: by invitation only.
    #[n(1)]
    Work = 1,
    /// `ChatRoom`: free to join.
    #[n(2)]
    Meeting = 2,
    /// Older broadcast room.
    #[n(3)]
    BChatRoom = 3,
    /// `AVChatRoom`: free to join, ordinary members live with their connections.
    #[n(4)]
    Live = 4,
    /// Very large group, with topics if wanted.
    #[n(5)]
    Community = 5,
}

/// What happens to an application to join (`ApplyJoinOption`). The numbers are the native SDK's (rule book 1.3).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum JoinOption {
    /// Nobody may apply.
    #[n(0)]
    Forbidden = 0,
    /// Owner or admin decides.
    #[n(1)]
    Approval = 1,
    /// Joins at once.
    #[n(2)]
    Free = 2,
}

/// What happens to an invitation by a member (`InviteJoinOption`). The numbers are the native SDK's (rule book 1.3).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum InviteOption {
    /// Nobody may invite.
    #[n(0)]
    Disabled = 0,
    /// Owner or admin decides.
    #[n(1)]
    Approval = 1,
    /// Joins at once.
    #[n(2)]
    Free = 2,
}

/// Role of a member, lowest first (rule book 4.6).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum Role {
    /// Ordinary member.
    #[n(0)]
    Member,
    /// Helps the owner.
    #[n(1)]
    Admin,
    /// Exactly one in a group, or none in an ownerless group.
    #[n(2)]
    Owner,
}

/// How a member wants to be told of messages. The numbers are the native SDK's.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum MsgFlag {
    /// Receive and notify (`AcceptAndNotify`).
    #[n(0)]
    Notify = 0,
    /// Do not receive (`Discard`).
    #[n(1)]
    Discard = 1,
    /// Receive without notification (`AcceptNotNotify`).
    #[n(2)]
    Quiet = 2,
    /// Receive, and notify only when he is named. SDK only (rule book 8.2; `TIMReceiveMessageOpt`).
    #[n(3)]
    QuietUnlessNamed = 3,
}

/// Which members a group of this type keeps in the store.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StoredMembers {
    /// All of them.
    All,
    /// Only owner and admins; the others live with their connections.
    Staff,
}

/// Where a group of this type appears among a user's groups (rule book 1.5).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Listed {
    /// In every list.
    Always,
    /// Over REST and only when asked for (`WithHugeGroups`).
    WhenAsked,
}

/// Everything that differs between group types.
#[derive(Clone, Copy, Debug)]
pub struct KindRules {
    /// The type.
    pub kind: Kind,
    /// First character of a generated id's body (rule book 3).
    pub id_mark: char,
    /// Generated and chosen ids carry the community prefix (rule book 3).
    pub community_ids: bool,
    /// Can be split into topics (rule book 1.7).
    pub topics: bool,
    /// Members may be named at creation (rule book 1.3).
    pub initial_members: bool,
    /// `import_group` takes it (rule book 1.5).
    pub importable: bool,
    /// Has admins besides the owner (rule book 1.4).
    pub admins: bool,
    /// Has counters (rule book 1.5).
    pub counters: bool,
    /// Members have custom fields (rule book 1.5).
    pub member_fields: bool,
    /// Which members are stored.
    pub stored_members: StoredMembers,
    /// Where it is listed.
    pub listed: Listed,
    /// What an application to join meets unless the creator says otherwise (rule book 1.3).
    pub join_default: JoinOption,
    /// The creator may say otherwise on create, and it can be changed later.
    pub join_settable: bool,
    /// Members have a number of unread messages (rule book 1.5).
    pub unread: bool,
    /// Messages from before joining can be shown or hidden (rule book 1.5; 4.3, `HistoryMsgBeforeJoin`).
    pub early_history_settable: bool,
    /// Users may ask to join (rule book 1.3, "Application allowed").
    pub applications: bool,
    /// Owners may leave: the group goes on without one (rule book 1.4).
    pub owner_may_quit: bool,
    /// What an invitation meets may be chosen by the app's policy instead (rule book 10, rows 12 and 13).
    pub invite_policy: fn(&Policy) -> Option<InviteOption>,
    /// Invited users must agree themselves when the app wants it (rule book 1.3, "Invitee consent").
    pub consent_possible: bool,
    /// Members' coming and going can be switched off for the app (rule book 8.3).
    pub tips_optional: bool,
    /// How many admins a group may have, of the app's numbers.
    pub admins_most: fn(&Limits) -> usize,
    /// The same for import (rule book 10, row 40).
    pub join_settable_on_import: bool,
    /// What an invitation meets unless the creator says otherwise (rule book 1.3; 10, rows 12 and 13).
    pub invite_default: InviteOption,
    /// The creator may say otherwise.
    pub invite_settable: bool,
    /// How new members are told of messages (rule book 1.5).
    pub msg_flag: MsgFlag,
    /// The member cap among an app's caps, or none: unlimited (rule book 1.2).
    pub cap: fn(&MemberCaps) -> Option<u32>,
    /// Import allows the cap of the type instead of the common import cap (rule book 1.2).
    pub import_uses_cap: bool,
}

impl KindRules {
    /// Public: the record that the others are made from.
    pub const PUBLIC: Self = Self {
        kind: Kind::Public,
        id_mark: '2',
        community_ids: false,
        topics: false,
        initial_members: true,
        importable: true,
        admins: true,
        counters: true,
        member_fields: true,
        stored_members: StoredMembers::All,
        listed: Listed::Always,
        join_default: JoinOption::Approval,
        join_settable: true,
        unread: true,
        early_history_settable: true,
        applications: true,
        owner_may_quit: false,
        invite_policy: |policy| Some(policy.invite_default),
        consent_possible: true,
        tips_optional: false,
        admins_most: |limits| limits.admins,
        join_settable_on_import: true,
        invite_default: InviteOption::Disabled,
        invite_settable: true,
        msg_flag: MsgFlag::Notify,
        cap: |caps| Some(caps.public),
        import_uses_cap: false,
    };

    /// Work (`Private`).
    pub const WORK: Self = Self {
        kind: Kind::Work,
        id_mark: '1',
        admins: false,
        join_default: JoinOption::Forbidden,
        applications: false,
        owner_may_quit: true,
        invite_policy: |_| None,
        consent_possible: false,
        join_settable: false,
        join_settable_on_import: false,
        invite_default: InviteOption::Free,
        cap: |caps| Some(caps.work),
        ..Self::PUBLIC
    };

    /// Meeting (`ChatRoom`).
    pub const MEETING: Self = Self {
        kind: Kind::Meeting,
        id_mark: '3',
        join_default: JoinOption::Free,
        join_settable: false,
        join_settable_on_import: false,
        tips_optional: true,
        unread: false,
        msg_flag: MsgFlag::Quiet,
        cap: |caps| Some(caps.meeting),
        ..Self::PUBLIC
    };

    /// Live group (`AVChatRoom`).
    pub const LIVE: Self = Self {
        kind: Kind::Live,
        id_mark: 'a',
        initial_members: false,
        importable: false,
        member_fields: false,
        stored_members: StoredMembers::Staff,
        listed: Listed::WhenAsked,
        invite_settable: false,
        invite_policy: |_| None,
        consent_possible: false,
        tips_optional: false,
        early_history_settable: false,
        admins_most: |limits| limits.live_admins,
        cap: |_| None,
        ..Self::MEETING
    };

    /// Older broadcast room (rule book 1.8).
    pub const BCHATROOM: Self = Self {
        kind: Kind::BChatRoom,
        id_mark: 'b',
        initial_members: true,
        member_fields: true,
        stored_members: StoredMembers::All,
        ..Self::LIVE
    };

    /// Community.
    pub const COMMUNITY: Self = Self {
        kind: Kind::Community,
        id_mark: 'c',
        community_ids: true,
        topics: true,
        counters: false,
        join_default: JoinOption::Free,
        join_settable_on_import: false,
        invite_default: InviteOption::Free,
        invite_policy: |policy| Some(policy.community_invite_default),
        consent_possible: false,
        early_history_settable: false,
        cap: |caps| Some(caps.community),
        import_uses_cap: true,
        ..Self::PUBLIC
    };
}

impl Kind {
    /// Every type.
    pub const ALL: [Self; 6] = [Self::Public, Self::Work, Self::Meeting, Self::BChatRoom, Self::Live, Self::Community];

    /// What is true of groups of this type.
    pub const fn rules(self) -> &'static KindRules {
        match self {
            Self::Public => &KindRules::PUBLIC,
            Self::Work => &KindRules::WORK,
            Self::Meeting => &KindRules::MEETING,
            Self::BChatRoom => &KindRules::BCHATROOM,
            Self::Live => &KindRules::LIVE,
            Self::Community => &KindRules::COMMUNITY,
        }
    }
}
