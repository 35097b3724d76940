//! The stored records of a group and its members. New fields get new numbers and a default, so that older folders stay readable.

use crate::{CustomField, GroupId, InviteOption, JoinOption, Kind, MsgFlag, Role, Secs, UserId};
use alloc::string::String;
use alloc::vec::Vec;
use minicbor::{Decode, Encode};

/// How often each side of a group has changed. They only grow, also across disband and re-creation of the same id.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode)]
pub struct Numbers {
    /// Profile changes (`InfoSeq`).
    #[n(0)]
    pub info: u64,
    /// Changes of members and roles.
    #[n(1)]
    pub members: u64,
    /// Changes of attributes.
    #[n(2)]
    pub attributes: u64,
    /// Events; the newest has this number.
    #[n(3)]
    pub events: u64,
    /// Seats given to members, counted over the group's life; the newest member has this one.
    #[n(4)]
    #[cbor(default)]
    pub seats: u64,
}

/// A living group.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Group {
    /// Its id.
    #[n(0)]
    pub id: GroupId,
    /// Its type.
    #[n(1)]
    pub kind: Kind,
    /// Name, bytes of UTF-8 as in [`Limits`](crate::Limits).
    #[n(2)]
    pub name: String,
    /// Introduction, or empty.
    #[n(3)]
    pub introduction: String,
    /// Notification, or empty.
    #[n(4)]
    pub notification: String,
    /// Avatar address, or empty.
    #[n(5)]
    pub face_url: String,
    /// The owner; Work groups and groups made over REST may have none.
    #[n(6)]
    pub owner: Option<UserId>,
    /// When it was created.
    #[n(7)]
    pub created_at: Secs,
    /// When its profile last changed.
    #[n(8)]
    pub info_changed_at: Secs,
    /// Most members it may have, or none: unlimited.
    #[n(9)]
    pub max_members: Option<u32>,
    /// What an application to join meets.
    #[n(10)]
    pub join: JoinOption,
    /// What an invitation meets.
    #[n(11)]
    pub invite: InviteOption,
    /// Nobody but owner, admins and the app may speak.
    #[n(12)]
    pub mute_all: bool,
    /// A community with topics.
    #[n(13)]
    pub topics: bool,
    /// Permission groups rule instead of the admin role (rule book 1.7).
    #[n(14)]
    pub permission_groups: bool,
    /// Rights of members who are in no permission group, as bits.
    #[n(15)]
    pub default_permissions: u64,
    /// Custom fields.
    #[n(16)]
    pub fields: Vec<CustomField>,
    /// Members stored; kept by the store in step with the member rows.
    #[n(17)]
    pub member_count: u32,
    /// Versions; kept by the store.
    #[n(18)]
    pub numbers: Numbers,
    /// Its admins, in no particular order; kept by the store in step with the member rows.
    #[n(19)]
    #[cbor(default)]
    pub admins: Vec<UserId>,
    /// Users outside see it; nothing: as the type has it. Kept and shown, no rule asks for it.
    #[n(20)]
    pub visible: Option<bool>,
    /// Users outside find it; nothing: as the type has it. Kept and shown, no rule asks for it.
    #[n(21)]
    pub searchable: Option<bool>,
    /// Members see messages from before they joined; nothing: as the type has it (rule book 1.5).
    #[n(22)]
    pub early_history: Option<bool>,
}

impl Group {
    /// Owner and admins: those who decide on applications.
    pub fn staff(&self) -> impl Iterator<Item = &UserId> {
        self.owner.iter().chain(&self.admins)
    }
}

/// A member of a group.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Member {
    /// The account.
    #[n(0)]
    pub user: UserId,
    /// His role.
    #[n(1)]
    pub role: Role,
    /// When he joined.
    #[n(2)]
    pub joined_at: Secs,
    /// How he is told of messages.
    #[n(3)]
    pub msg_flag: MsgFlag,
    /// His name in this group, or empty.
    #[n(4)]
    pub name_card: String,
    /// Custom fields.
    #[n(5)]
    pub fields: Vec<CustomField>,
    /// Muted until then, if at all.
    #[n(6)]
    pub muted_until: Option<Secs>,
    /// Messages he has not read (rule book 4.4, set_unread_msg_num).
    #[n(7)]
    #[cbor(default)]
    pub unread: u32,
    /// Place in the order of joining, kept by the store: lists are in this order. Never given twice in a group.
    #[n(8)]
    #[cbor(default)]
    pub seat: u64,
}
