//! What a commit demands and what it does to its home.

use crate::application::Application;
use crate::group::{Group, Member};
use crate::sanction::Sanction;
use crate::{Account, Claim, Millis, Record, RecordClass, RecordKey, Role, UserId};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

/// What must still be true when the commit happens; otherwise the command is decided again. A command asserts only what its rule
/// read, so that joins do not fight each other and changes of different members all land.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Assert {
    /// No group of this id, or only the tombstone of one.
    GroupAbsent,
    /// The group is disbanded and its clean-up is under way.
    CleaningUp,
    /// The group lives.
    Alive,
    /// The group lives and its profile, options and owner are those that were read.
    Info {
        /// The profile version that was read.
        version: u64,
    },
    /// The group lives and this user has this role, or none.
    Role {
        /// The user.
        user: UserId,
        /// His role; nothing: he is not a member.
        role: Option<Role>,
    },
    /// The group lives and this member's record is the one that was read.
    Member(Box<Member>),
    /// This user's application is the one that was read, or there is none.
    Application {
        /// Who would join by it.
        user: UserId,
        /// What was read.
        is: Option<Box<Application>>,
    },
    /// What the group holds against this user is what was read, or nothing.
    Sanction {
        /// The user.
        user: UserId,
        /// What was read.
        is: Option<Box<Sanction>>,
    },
    /// This record of the group is the one that was read, or there is none.
    Record {
        /// Where it is.
        key: RecordKey,
        /// What was read.
        is: Option<Box<Record>>,
    },
    /// There is a record of the group at this place, whatever it says.
    RecordThere {
        /// Where.
        key: RecordKey,
    },
    /// The attributes have changed as often as when they were read.
    Attributes {
        /// [`Numbers::attributes`](crate::group::Numbers::attributes) as it was read.
        version: u64,
    },
    /// After the changes the group has at most so many records of this class.
    Records {
        /// The class.
        class: RecordClass,
        /// The limit.
        most: usize,
    },
    /// In a user's own home: his account is the one that was read, or there is none.
    Account {
        /// What was read.
        is: Option<Box<Account>>,
    },
    /// A quota has room for this. When it has not, the outcome says so; nothing was written.
    Within(Claim),
    /// After the changes the group has at most so many members.
    Room {
        /// The cap.
        cap: u32,
    },
    /// After the changes the group has at least one member. Whoever leaves as the last one ends the group, and must know it.
    SomebodyStays,
    /// After the changes the group has at most so many admins.
    Admins {
        /// The limit.
        most: usize,
    },
}

/// One change in a home. The store keeps versions, counts, seats, the list of admins and numbers in step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A new group; the numbers of a tombstone of the same id are continued.
    Create(Box<Group>),
    /// The group's profile, options and owner as they are from now on. Count, numbers and admins in it are not looked at.
    Profile(Box<Group>),
    /// A new member; he gets the next seat.
    AddMember(Member),
    /// A member's record as it is from now on; he keeps his seat.
    SetMember(Member),
    /// Members go. Their memberships leave their users' lists.
    RemoveMembers(Vec<UserId>),
    /// An application as it is from now on: one per user and group.
    PutApplication(Box<Application>),
    /// Nothing is known any more of this user's application. Only when a person is erased: all others stay, decided or not.
    RemoveApplication(UserId),
    /// What the group holds against a user from now on.
    PutSanction(Box<Sanction>),
    /// The group holds nothing against this user any more.
    RemoveSanction(UserId),
    /// A record as it is from now on.
    PutRecord(Box<Record>),
    /// A record goes.
    RemoveRecord(RecordKey),
    /// All records of a class go whose place begins with this text.
    RemoveRecords {
        /// The class.
        class: RecordClass,
        /// How their places begin: see [`RecordKey::place`].
        prefix: String,
    },
    /// The group ends: no read sees it any more, its members are still to be removed.
    Disband,
    /// Clean-up is done: only the tombstone remains; applications, sanctions and records are gone.
    Bury,
    /// In a user's own home: he has seen the applications up to this moment. An earlier moment than the kept one changes nothing.
    ApplicationsRead(Millis),
    /// In a user's own home: his account as it is from now on.
    PutAccount(Box<Account>),
    /// In a user's own home: nothing of his account remains, nor of what he was told.
    RemoveAccount,
    /// In an app's home: its back end counts as told of everything in the log up to this place, and of nothing after it. An earlier
    /// place than the kept one is taken too: what comes after it is told again.
    BackEndTold(u64),
}
