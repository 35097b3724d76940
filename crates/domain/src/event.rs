//! What happened in a group, for those who must be told and for the audit.

use crate::record::{InviteLink, PermissionGroup, Topic};
use crate::{Actor, ApplicationKind, Kind, LinkId, PermissionGroupId, Role, Secs, TopicId, UserId};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use minicbor::{Decode, Encode};

mod change;
mod membership;
mod told;

pub use change::{AttributeChange, CounterChange, Entry, FieldChange, InfoChange, MemberChange, TopicRights};

/// An event before the store has given it its number, time and counts.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct EventDraft {
    /// Who did it, and the way he came.
    #[n(0)]
    pub actor: Actor,
    /// What was done.
    #[n(1)]
    pub body: EventBody,
}

/// What was done. Values before and after are both kept where there are two.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum EventBody {
    /// The group came into being. Initial members besides the owner are told by personal notices (rule book 8.3).
    #[n(0)]
    Created {
        /// Its type.
        #[n(0)]
        kind: Kind,
        /// Its name.
        #[n(1)]
        name: String,
        /// Its owner, if it has one.
        #[n(2)]
        owner: Option<UserId>,
        /// The other members.
        #[n(3)]
        members: Vec<(UserId, Role)>,
    },
    /// The group came from another system; nobody is told (rule book 4.3, import_group).
    #[n(1)]
    Imported {
        /// Its type.
        #[n(0)]
        kind: Kind,
        /// Its name.
        #[n(1)]
        name: String,
        /// Its owner, if it has one.
        #[n(2)]
        owner: Option<UserId>,
    },
    /// The group ended. Members are told by personal notices (rule book 10, row 32).
    #[n(2)]
    Disbanded {
        /// Its type.
        #[n(0)]
        kind: Kind,
        /// Its name.
        #[n(1)]
        name: String,
        /// Its owner, if it had one.
        #[n(2)]
        owner: Option<UserId>,
    },
    /// Users became members.
    #[n(3)]
    MembersAdded {
        /// They, in the order of joining.
        #[n(0)]
        members: Vec<UserId>,
        /// How they came.
        #[n(1)]
        how: Entry,
        /// The other members are not told (rule book 4.4, `Silence`).
        #[n(2)]
        silent: bool,
    },
    /// A member left by himself.
    #[n(4)]
    MemberQuit {
        /// He.
        #[n(0)]
        member: UserId,
        /// The role he had.
        #[n(1)]
        role: Role,
    },
    /// Members were removed.
    #[n(5)]
    MembersKicked {
        /// They, with the roles they had.
        #[n(0)]
        members: Vec<(UserId, Role)>,
        /// Why, or empty.
        #[n(1)]
        reason: String,
        /// The other members are not told (rule book 4.4, `Silence`).
        #[n(2)]
        silent: bool,
        /// They may not come back before that.
        #[n(3)]
        banned_until: Option<Secs>,
    },
    /// A member became an admin or ceased to be one.
    #[n(6)]
    RoleChanged {
        /// The member.
        #[n(0)]
        member: UserId,
        /// The role he had.
        #[n(1)]
        before: Role,
        /// The role he has.
        #[n(2)]
        after: Role,
    },
    /// The group has another owner.
    #[n(7)]
    OwnerChanged {
        /// The owner before, if there was one; an ordinary member now.
        #[n(0)]
        before: Option<UserId>,
        /// The owner now; nobody when the last one quit.
        #[n(1)]
        after: Option<UserId>,
    },
    /// The group's profile changed.
    #[n(8)]
    InfoChanged {
        /// What changed, each with both values.
        #[n(0)]
        changes: Vec<InfoChange>,
    },
    /// A member's own record changed.
    #[n(9)]
    MemberChanged {
        /// The member.
        #[n(0)]
        member: UserId,
        /// What changed, each with both values.
        #[n(1)]
        changes: Vec<MemberChange>,
    },
    /// Users may not speak until a time, or may speak again.
    #[n(10)]
    Muted {
        /// They, members or not.
        #[n(0)]
        users: Vec<UserId>,
        /// The time; nothing: they may speak again.
        #[n(1)]
        until: Option<Secs>,
        /// How long that is from now, in seconds as they were given.
        #[n(2)]
        secs: u32,
    },
    /// Users may not come back until a time. Those who were members are also in a [`EventBody::MembersKicked`].
    #[n(11)]
    Banned {
        /// They.
        #[n(0)]
        users: Vec<UserId>,
        /// The time.
        #[n(1)]
        until: Secs,
        /// Why, or empty.
        #[n(2)]
        description: String,
    },
    /// Users may come back.
    #[n(12)]
    Unbanned {
        /// They.
        #[n(0)]
        users: Vec<UserId>,
    },
    /// Somebody asks to join or is invited, and somebody must decide.
    #[n(13)]
    Applied {
        /// Who would join.
        #[n(0)]
        users: Vec<UserId>,
        /// Who decides.
        #[n(1)]
        kind: ApplicationKind,
        /// Words of who made it.
        #[n(2)]
        message: String,
    },
    /// Applications were decided. Those who joined by it are also in a [`EventBody::MembersAdded`].
    #[n(14)]
    Decided {
        /// Who would join.
        #[n(0)]
        users: Vec<UserId>,
        /// Who decided in what capacity.
        #[n(1)]
        kind: ApplicationKind,
        /// Yes or no.
        #[n(2)]
        accepted: bool,
        /// His words.
        #[n(3)]
        reason: String,
    },
    /// Members came from another system; nobody is told (rule book 4.4, import_group_member).
    #[n(15)]
    MembersImported {
        /// They, with their roles.
        #[n(0)]
        members: Vec<(UserId, Role)>,
    },
    /// Marks were set on members of a live group, or taken off. Told, never stored.
    #[n(16)]
    Marked {
        /// They.
        #[n(0)]
        members: Vec<UserId>,
        /// The mark, from 1000.
        #[n(1)]
        mark: u32,
        /// Set, or taken off.
        #[n(2)]
        on: bool,
    },
    /// Attributes were set or deleted.
    #[n(17)]
    AttributesChanged {
        /// In what way.
        #[n(0)]
        how: AttributeChange,
        /// What changed, by key.
        #[n(1)]
        changes: Vec<FieldChange>,
        /// All attributes as they are now, in the order of keys.
        #[n(2)]
        all: Vec<(String, String)>,
        /// How often they have changed by now.
        #[n(3)]
        sequence: u64,
    },
    /// Counters were set, counted up or down, or deleted.
    #[n(18)]
    CountersChanged {
        /// What changed.
        #[n(0)]
        changes: Vec<CounterChange>,
    },
    /// A topic came into being.
    #[n(19)]
    TopicCreated {
        /// It.
        #[n(0)]
        topic: Box<Topic>,
        /// It came from another system: nobody is told.
        #[n(1)]
        imported: bool,
    },
    /// Topics ended.
    #[n(20)]
    TopicsDeleted {
        /// They.
        #[n(0)]
        topics: Vec<TopicId>,
    },
    /// A topic's profile changed.
    #[n(21)]
    TopicChanged {
        /// The topic as it is now.
        #[n(0)]
        topic: Box<Topic>,
        /// What changed, each with both values.
        #[n(1)]
        changes: Vec<InfoChange>,
    },
    /// Users may not speak in a topic until a time, or may speak again.
    #[n(22)]
    TopicMuted {
        /// The topic.
        #[n(0)]
        topic: TopicId,
        /// They, members or not.
        #[n(1)]
        users: Vec<UserId>,
        /// The time; nothing: they may speak again.
        #[n(2)]
        until: Option<Secs>,
        /// How long that is from now, in seconds as they were given.
        #[n(3)]
        secs: u32,
    },
    /// The app's back end says something in a topic. Told, never stored.
    #[n(23)]
    TopicCustomData {
        /// The topic.
        #[n(0)]
        topic: TopicId,
        /// What it says.
        #[n(1)]
        data: String,
    },
    /// A permission group came into being.
    #[n(24)]
    PermissionGroupCreated {
        /// It.
        #[n(0)]
        permission_group: Box<PermissionGroup>,
    },
    /// Permission groups ended.
    #[n(25)]
    PermissionGroupsDeleted {
        /// They.
        #[n(0)]
        permission_groups: Vec<PermissionGroupId>,
    },
    /// A permission group has another name, custom text or rights in the community.
    #[n(26)]
    PermissionGroupChanged {
        /// As it was.
        #[n(0)]
        before: Box<PermissionGroup>,
        /// As it is.
        #[n(1)]
        after: Box<PermissionGroup>,
    },
    /// Members are in a permission group from now on.
    #[n(27)]
    PermissionMembersAdded {
        /// The permission group.
        #[n(0)]
        permission_group: PermissionGroupId,
        /// They.
        #[n(1)]
        users: Vec<UserId>,
    },
    /// Members are in a permission group no more.
    #[n(28)]
    PermissionMembersRemoved {
        /// The permission group.
        #[n(0)]
        permission_group: PermissionGroupId,
        /// They.
        #[n(1)]
        users: Vec<UserId>,
    },
    /// A permission group has other rights in topics.
    #[n(29)]
    TopicRightsChanged {
        /// The permission group.
        #[n(0)]
        permission_group: PermissionGroupId,
        /// The topics with the rights before and after; nothing: it had, or has, none of its own there.
        #[n(1)]
        topics: Vec<TopicRights>,
    },
    /// Somebody made an invite link.
    #[n(30)]
    LinkCreated {
        /// It.
        #[n(0)]
        link: Box<InviteLink>,
    },
    /// Somebody made an invite link worthless.
    #[n(31)]
    LinkRevoked {
        /// It.
        #[n(0)]
        link: LinkId,
    },
    /// Somebody came by an invite link: he joined, or asks to.
    #[n(32)]
    LinkUsed {
        /// The link.
        #[n(0)]
        link: LinkId,
        /// So many have come by it, he included.
        #[n(1)]
        uses: u32,
    },
}
