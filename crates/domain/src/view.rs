//! What a command asks to read, and what it was shown.

use crate::application::Application;
use crate::group::{Group, Member};
use crate::record::PermissionGroup;
use crate::sanction::Sanction;
use crate::{Account, Actor, Millis, Record, RecordClass, RecordKey, Reject, Standing, UserId};
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

/// The records of one home that a command must read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReadSet {
    /// The group itself.
    pub head: bool,
    /// These members, present or not.
    pub members: Vec<UserId>,
    /// The applications of these users, present or not.
    pub applications: Vec<UserId>,
    /// What the group holds against these users, if anything.
    pub sanctions: Vec<UserId>,
    /// The record of the group's owner, whoever that is at the time.
    pub owner: bool,
    /// These records, present or not.
    pub records: Vec<RecordKey>,
    /// The permission groups that this user is in.
    pub granted: Option<UserId>,
    /// In a user's own home: his account.
    pub account: bool,
    /// How many records of these classes there are.
    pub counts: Vec<RecordClass>,
    /// All records of these classes.
    pub all: Vec<RecordClass>,
}

impl ReadSet {
    /// Only the group itself.
    pub fn head() -> Self {
        Self { head: true, ..Self::default() }
    }

    /// In a user's own home: his account.
    pub(crate) fn account() -> Self {
        Self { account: true, ..Self::default() }
    }

    /// The group and these members.
    pub fn head_and_members(members: Vec<UserId>) -> Self {
        Self { members, ..Self::head() }
    }

    /// The group and who acts, with his permission groups.
    pub fn acting(actor: &Actor) -> Self {
        Self::acting_on(actor, &[])
    }

    /// The group, who acts, and those he acts on.
    pub(crate) fn acting_on(actor: &Actor, users: &[UserId]) -> Self {
        let own = core::iter::once(&actor.user);
        let granted = (actor.standing == Standing::User).then(|| actor.user.clone());
        Self { granted, ..Self::head_and_members(own.chain(users).cloned().collect()) }
    }
}

/// State of the group that a home belongs to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[allow(clippy::large_enum_variant, reason = "a view lives for one decision; a box would cost an allocation for each")]
pub enum HeadView {
    /// Never existed, or only its tombstone remains: the id is free.
    #[default]
    Free,
    /// Disbanded, clean-up under way: gone for every reader, the id not yet free.
    Closing,
    /// It lives.
    Alive(Group),
}

/// Exactly the records that were asked for, absence included.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct View {
    /// The store's clock at the time of reading.
    pub now: Millis,
    head: Option<HeadView>,
    members: BTreeMap<UserId, Option<Member>>,
    applications: BTreeMap<UserId, Option<Application>>,
    sanctions: BTreeMap<UserId, Option<Sanction>>,
    owner: Option<Option<Member>>,
    records: BTreeMap<RecordKey, Option<Record>>,
    granted: Option<Vec<PermissionGroup>>,
    account: Option<Option<Account>>,
    counts: BTreeMap<RecordClass, usize>,
    all: BTreeMap<RecordClass, Vec<Record>>,
}

impl View {
    /// A view taken at `now` that shows nothing yet.
    pub fn at(now: Millis) -> Self {
        Self { now, ..Self::default() }
    }

    /// Shows the group.
    pub fn show_head(&mut self, head: HeadView) {
        self.head = Some(head);
    }

    /// Shows a member, or that this user is none.
    pub fn show_member(&mut self, user: UserId, member: Option<Member>) {
        self.members.insert(user, member);
    }

    /// Shows a user's application, or that there is none.
    pub fn show_application(&mut self, user: UserId, application: Option<Application>) {
        self.applications.insert(user, application);
    }

    /// Shows what the group holds against a user, or that it holds nothing.
    pub fn show_sanction(&mut self, user: UserId, sanction: Option<Sanction>) {
        self.sanctions.insert(user, sanction);
    }

    /// Shows the owner's record, or that there is no owner.
    pub fn show_owner(&mut self, owner: Option<Member>) {
        self.owner = Some(owner);
    }

    /// The owner's record. Reading it without having asked is a bug in the command.
    pub fn owner(&self) -> Option<&Member> {
        debug_assert!(self.owner.is_some(), "a command read the owner without asking for him");
        self.owner.as_ref().and_then(Option::as_ref)
    }

    /// The group. Reading it without having asked is a bug in the command.
    pub fn head(&self) -> &HeadView {
        debug_assert!(self.head.is_some(), "a command read the head without asking for it");
        self.head.as_ref().unwrap_or(&HeadView::Closing)
    }

    /// The group, if it lives.
    ///
    /// # Errors
    /// [`Reject::NoSuchGroup`].
    pub fn group(&self) -> Result<&Group, Reject> {
        match self.head() {
            HeadView::Alive(group) => Ok(group),
            HeadView::Free | HeadView::Closing => Err(Reject::NoSuchGroup),
        }
    }

    /// A member. Reading one without having asked is a bug in the command.
    pub fn member(&self, user: &UserId) -> Option<&Member> {
        debug_assert!(self.members.contains_key(user), "a command read a member without asking for him");
        self.members.get(user).and_then(Option::as_ref)
    }

    /// A user's application. Reading one without having asked is a bug in the command.
    pub fn application(&self, user: &UserId) -> Option<&Application> {
        debug_assert!(self.applications.contains_key(user), "a command read an application without asking for it");
        self.applications.get(user).and_then(Option::as_ref)
    }

    /// What the group holds against a user. Reading it without having asked is a bug in the command.
    pub fn sanction(&self, user: &UserId) -> Option<&Sanction> {
        debug_assert!(self.sanctions.contains_key(user), "a command read a sanction without asking for it");
        self.sanctions.get(user).and_then(Option::as_ref)
    }

    /// Shows a record, or that there is none.
    pub fn show_record(&mut self, key: RecordKey, record: Option<Record>) {
        self.records.insert(key, record);
    }

    /// Shows the permission groups that the user asked for is in.
    pub fn show_granted(&mut self, granted: Vec<PermissionGroup>) {
        self.granted = Some(granted);
    }

    /// Shows how many records of a class there are.
    pub fn show_count(&mut self, class: RecordClass, count: usize) {
        self.counts.insert(class, count);
    }

    /// How many records of a class there are. Reading it without having asked is a bug in the command.
    pub fn count(&self, class: RecordClass) -> usize {
        debug_assert!(self.counts.contains_key(&class), "a command read a count without asking for it");
        self.counts.get(&class).copied().unwrap_or_default()
    }

    /// Shows all records of a class, in the order of places.
    pub fn show_all(&mut self, class: RecordClass, records: Vec<Record>) {
        self.all.insert(class, records);
    }

    /// All records of a class, in the order of places. Reading them without having asked is a bug in the command.
    pub fn all(&self, class: RecordClass) -> &[Record] {
        debug_assert!(self.all.contains_key(&class), "a command read all records of a class without asking for them");
        self.all.get(&class).map_or(&[], Vec::as_slice)
    }

    /// Shows a user's account, or that there is none.
    pub fn show_account(&mut self, account: Option<Account>) {
        self.account = Some(account);
    }

    /// A record. Reading one without having asked is a bug in the command.
    pub fn record(&self, key: &RecordKey) -> Option<&Record> {
        debug_assert!(self.records.contains_key(key), "a command read a record without asking for it");
        self.records.get(key).and_then(Option::as_ref)
    }

    /// The permission groups of the user asked for. Reading them without having asked is a bug in the command.
    pub fn granted(&self) -> &[PermissionGroup] {
        debug_assert!(self.granted.is_some(), "a command read permission groups without asking for them");
        self.granted.as_deref().unwrap_or_default()
    }

    /// The account. Reading it without having asked is a bug in the command.
    pub fn account(&self) -> Option<&Account> {
        debug_assert!(self.account.is_some(), "a command read the account without asking for it");
        self.account.as_ref().and_then(Option::as_ref)
    }
}
