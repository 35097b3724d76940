//! A group in memory for rule tests: shows a command exactly what it asks for, does what it decides, and checks what must be true of
//! every decision, whatever the test is about.

mod calls;
mod rights;

pub(crate) use calls::*;
pub(crate) use rights::*;

use crate::application::Application;
use crate::group::{Group, Member};
use crate::record::PermissionGroup;
use crate::{
    Account, Actor, Assert, Change, Command, Context, Decision, EventBody, Face, HeadView, Kind, Limits, Millis, Notice, Outcome,
    Policy, Question, ReadSet, Record, RecordClass, RecordKey, Reject, Role, Sanction, Step, StoredMembers, Target, UserId, View,
};
use alloc::collections::BTreeMap;
use alloc::string::ToString;
use alloc::vec::Vec;
use core::fmt::Debug;

pub(crate) const NOW: Millis = Millis(1_800_000_000_500);

pub(crate) fn user(id: &str) -> UserId {
    UserId::parse(id).unwrap()
}

pub(crate) fn users(ids: &[&str]) -> Vec<UserId> {
    ids.iter().map(|id| user(id)).collect()
}

/// A user who acts for himself.
pub(crate) fn by(id: &str) -> Actor {
    Actor::user(user(id), Face::Sdk)
}

/// The app's admin account, over REST.
pub(crate) fn app() -> Actor {
    Actor::app_admin(user("administrator"), Face::Rest)
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Scene {
    pub head: HeadView,
    pub members: BTreeMap<UserId, Member>,
    pub applications: BTreeMap<UserId, Application>,
    pub sanctions: BTreeMap<UserId, Sanction>,
    pub records: BTreeMap<RecordKey, Record>,
    /// Of the user whose home it is, in scenes about accounts.
    pub account: Option<Account>,
    pub limits: Limits,
    pub now: Millis,
    /// The app's back end wants to be asked.
    pub ask: bool,
    pub refused: Vec<UserId>,
    pub over_limit: Vec<UserId>,
    /// Who acts is present in the live group.
    pub(crate) present: bool,
}

impl Scene {
    /// A free id.
    pub(crate) fn free() -> Self {
        Self {
            head: HeadView::Free,
            members: BTreeMap::new(),
            applications: BTreeMap::new(),
            sanctions: BTreeMap::new(),
            records: BTreeMap::new(),
            account: None,
            limits: Limits::RECOMMENDED,
            now: NOW,
            ask: false,
            refused: Vec::new(),
            over_limit: Vec::new(),
            present: false,
        }
    }

    /// The group "g" of this type: "owner", "admin" where there are admins, and where they are stored the members "bob" and "eve".
    pub(crate) fn of(kind: Kind) -> Self {
        let mut scene = Self::free();
        scene.run(&app(), &create(kind)).unwrap();
        let rules = kind.rules();
        if rules.admins {
            scene.seat("admin", Role::Admin);
        }
        if rules.stored_members == StoredMembers::All {
            scene.seat("bob", Role::Member);
            scene.seat("eve", Role::Member);
        }
        scene
    }

    /// A group of this type without an owner: only "bob" is in it.
    pub(crate) fn ownerless(kind: Kind) -> Self {
        let mut command = create(kind);
        command.group.owner = None;
        let mut scene = Self::free();
        scene.run(&app(), &command).unwrap();
        scene.seat("bob", Role::Member);
        scene
    }

    pub(crate) fn with_policy(mut self, change: impl FnOnce(&mut Policy)) -> Self {
        change(&mut self.limits.policy);
        self
    }

    pub(crate) fn with_limits(mut self, change: impl FnOnce(&mut Limits)) -> Self {
        change(&mut self.limits);
        self
    }

    pub(crate) fn with_group(mut self, change: impl FnOnce(&mut Group)) -> Self {
        change(self.group_mut());
        self
    }

    /// Puts a member in without asking a rule.
    pub(crate) fn seat(&mut self, id: &str, role: Role) {
        let newcomer = crate::member::newcomer(self.group(), user(id), role, self.now);
        self.change(&Change::AddMember(newcomer));
    }

    /// So many seconds pass.
    pub(crate) fn wait(&mut self, secs: u64) {
        self.now.0 += secs * 1000;
    }

    pub(crate) fn group(&self) -> &Group {
        let HeadView::Alive(group) = &self.head else { panic!("the group is gone") };
        group
    }

    fn group_mut(&mut self) -> &mut Group {
        let HeadView::Alive(group) = &mut self.head else { panic!("the group is gone") };
        group
    }

    pub(crate) fn role(&self, id: &str) -> Option<Role> {
        self.members.get(&user(id)).map(|member| member.role)
    }

    pub(crate) fn view(&self, reads: &ReadSet) -> View {
        let mut view = View::at(self.now);
        if reads.head {
            view.show_head(self.head.clone());
        }
        if reads.owner {
            view.show_owner(self.members.values().find(|member| member.role == Role::Owner).cloned());
        }
        for id in &reads.members {
            view.show_member(id.clone(), self.members.get(id).cloned());
        }
        for id in &reads.applications {
            view.show_application(id.clone(), self.applications.get(id).cloned());
        }
        for id in &reads.sanctions {
            view.show_sanction(id.clone(), self.sanctions.get(id).cloned());
        }
        for key in &reads.records {
            view.show_record(key.clone(), self.records.get(key).cloned());
        }
        for class in &reads.counts {
            view.show_count(*class, self.count(*class));
        }
        for class in &reads.all {
            let of_class = self.records.iter().filter(|(key, _)| key.class() == *class);
            view.show_all(*class, of_class.map(|(_, record)| record.clone()).collect());
        }
        if let Some(id) = &reads.granted {
            view.show_granted(self.granted(id));
        }
        if reads.account {
            view.show_account(self.account.clone());
        }
        view
    }

    fn count(&self, class: RecordClass) -> usize {
        self.records.keys().filter(|key| key.class() == class).count()
    }

    fn granted(&self, id: &UserId) -> Vec<PermissionGroup> {
        let of_user = self.records.keys().filter_map(|key| match key {
            RecordKey::PermissionMember { permission_group, user } if user == id => Some(permission_group.clone()),
            _ => None,
        });
        let groups = of_user.filter_map(|group| match self.records.get(&RecordKey::PermissionGroup(group)) {
            Some(Record::PermissionGroup(group)) => Some(group.clone()),
            _ => None,
        });
        groups.collect()
    }

    /// What the command decides; nothing is done.
    pub(crate) fn decide<C: Command>(&self, actor: &Actor, command: &C) -> Result<Decision<C::Reply>, Reject> {
        match self.step(actor, command)? {
            Step::Done(decision) => Ok(decision),
            Step::Ask(question) => panic!("nobody wanted to be asked: {question:?}"),
        }
    }

    /// How far the command comes.
    pub(crate) fn step<C: Command>(&self, actor: &Actor, command: &C) -> Result<Step<C::Reply>, Reject> {
        let view = self.view(&command.reads(actor));
        let (refused, over_limit) = (&self.refused, &self.over_limit);
        let context =
            Context { ask_first: self.ask, refused, over_limit, present: self.present, ..Context::new(self.now, &self.limits) };
        command.decide(actor, &view, &context)
    }

    /// What the app's back end is asked.
    pub(crate) fn asked<C: Command<Reply: Debug>>(&self, actor: &Actor, command: &C) -> Question {
        let asking = Self { ask: true, ..self.clone() };
        match asking.step(actor, command) {
            Ok(Step::Ask(question)) => question,
            other => panic!("it was not asked: {other:?}"),
        }
    }

    /// Decides and does it.
    pub(crate) fn run<C: Command<Reply: Debug>>(&mut self, actor: &Actor, command: &C) -> Result<Decision<C::Reply>, Reject> {
        let decision = self.decide(actor, command)?;
        assert!(self.takes(&decision), "the store would not take what was just decided: {decision:?}");
        self.apply(&decision);
        Ok(decision)
    }

    /// Runs a command that must be allowed, and gives its answer.
    pub(crate) fn ok<C: Command<Reply: Debug>>(&mut self, actor: &Actor, command: &C) -> C::Reply {
        self.run(actor, command).unwrap().reply
    }

    /// Whether a store would take this decision now.
    pub(crate) fn takes<R>(&self, decision: &Decision<R>) -> bool {
        if !decision.asserts.iter().all(|assert| self.holds(assert)) {
            return false;
        }
        let mut after = self.clone();
        decision.changes.iter().for_each(|change| after.change(change));
        decision.asserts.iter().all(|assert| after.holds_after(assert))
    }

    /// Does what was decided, and checks that it fits together.
    pub(crate) fn apply<R: Debug>(&mut self, decision: &Decision<R>) {
        let before = self.clone();
        decision.changes.iter().for_each(|change| self.change(change));
        if !decision.changes.iter().all(is_private) {
            assert_eq!(decision.changes.is_empty(), decision.events.is_empty(), "every change has its event: {decision:?}");
        }
        for effect in &decision.effects {
            let (was, is) = (before.members.contains_key(&effect.user), self.members.contains_key(&effect.user));
            assert_eq!((effect.joined.is_some(), effect.left), (!was && is, was && !is), "his own list agrees: {decision:?}");
        }
        let told: Vec<_> = decision.effects.iter().filter(|effect| effect.joined.is_some() || effect.left).collect();
        let moved = |id: &&UserId| before.members.contains_key(*id) != self.members.contains_key(*id);
        let ids: alloc::collections::BTreeSet<_> = before.members.keys().chain(self.members.keys()).collect();
        assert_eq!(told.len(), ids.into_iter().filter(moved).count(), "everybody's own list learns it: {decision:?}");
        self.check();
    }

    fn check(&self) {
        let HeadView::Alive(group) = &self.head else { return };
        let owners: Vec<_> = self.members.values().filter(|member| member.role == Role::Owner).map(|m| &m.user).collect();
        assert_eq!(owners, group.owner.iter().collect::<Vec<_>>(), "the owner in the head is the one among the members");
        assert!(group.max_members.is_none_or(|cap| group.member_count <= cap), "more members than the cap");
    }

    pub(crate) fn change(&mut self, change: &Change) {
        match change {
            Change::Create(group) => self.head = HeadView::Alive((**group).clone()),
            Change::Profile(group) => {
                self.head = HeadView::Alive((**group).clone());
                self.group_mut().numbers.info += 1;
            }
            Change::AddMember(member) => {
                let seat = self.members.values().map(|member| member.seat).max().unwrap_or(0) + 1;
                let seated = Member { seat, ..member.clone() };
                assert_eq!(self.members.insert(member.user.clone(), seated), None, "he was a member already");
            }
            Change::SetMember(member) => {
                assert!(self.members.insert(member.user.clone(), member.clone()).is_some(), "he was no member");
            }
            Change::RemoveMembers(ids) => {
                for id in ids {
                    self.members.remove(id);
                    self.records.retain(|key, _| key.goes_with() != Some(id));
                }
            }
            Change::PutRecord(record) => {
                let key = record.key();
                if key == RecordKey::Attributes {
                    self.group_mut().numbers.attributes += 1;
                }
                self.records.insert(key, (**record).clone());
            }
            Change::RemoveRecord(key) => {
                if self.records.remove(key).is_some() && *key == RecordKey::Attributes {
                    self.group_mut().numbers.attributes += 1;
                }
            }
            Change::RemoveRecords { class, prefix } => {
                self.records.retain(|key, _| key.class() != *class || !key.place().starts_with(prefix.as_str()));
            }
            Change::PutAccount(account) => self.account = Some((**account).clone()),
            Change::RemoveAccount => self.account = None,
            Change::PutApplication(application) => {
                self.applications.insert(application.user.clone(), (**application).clone());
            }
            Change::RemoveApplication(id) => drop(self.applications.remove(id)),
            Change::PutSanction(sanction) => drop(self.sanctions.insert(sanction.user.clone(), (**sanction).clone())),
            Change::RemoveSanction(id) => drop(self.sanctions.remove(id)),
            Change::Disband => self.head = HeadView::Closing,
            Change::Bury => {
                self.head = HeadView::Free;
                self.applications.clear();
                self.sanctions.clear();
                self.records.clear();
            }
            Change::ApplicationsRead(_) | Change::BackEndTold(_) => {}
        }
        let count = u32::try_from(self.members.len()).unwrap();
        let admins = self.members.values().filter(|member| member.role == Role::Admin).map(|m| m.user.clone()).collect();
        if let HeadView::Alive(group) = &mut self.head {
            (group.member_count, group.admins) = (count, admins);
        }
    }

    fn holds(&self, assert: &Assert) -> bool {
        let group = if let HeadView::Alive(group) = &self.head { Some(group) } else { None };
        match assert {
            Assert::GroupAbsent => self.head == HeadView::Free,
            Assert::CleaningUp => self.head == HeadView::Closing,
            Assert::Alive => group.is_some(),
            Assert::Info { version } => group.is_some_and(|group| group.numbers.info == *version),
            Assert::Role { user, role } => group.is_some() && self.members.get(user).map(|m| m.role) == *role,
            Assert::Member(member) => group.is_some() && self.members.get(&member.user) == Some(member),
            Assert::Application { user, is } => self.applications.get(user) == is.as_deref(),
            Assert::Sanction { user, is } => self.sanctions.get(user) == is.as_deref(),
            Assert::Record { key, is } => group.is_some() && self.records.get(key) == is.as_deref(),
            Assert::RecordThere { key } => group.is_some() && self.records.contains_key(key),
            Assert::Attributes { version } => group.is_some_and(|group| group.numbers.attributes == *version),
            Assert::Account { is } => self.account.as_ref() == is.as_deref(),
            // Quotas are the store's.
            Assert::Within(_) => true,
            Assert::Room { .. } | Assert::SomebodyStays | Assert::Admins { .. } | Assert::Records { .. } => true,
        }
    }

    fn holds_after(&self, assert: &Assert) -> bool {
        match assert {
            Assert::Room { cap } => self.members.len() <= *cap as usize,
            Assert::SomebodyStays => !self.members.is_empty(),
            Assert::Admins { most } => self.members.values().filter(|member| member.role == Role::Admin).count() <= *most,
            Assert::Records { class, most } => self.count(*class) <= *most,
            _ => true,
        }
    }
}

/// What one user alone learns of, and what is not of a group: no event tells it.
fn is_private(change: &Change) -> bool {
    match change {
        Change::PutRecord(record) => matches!(**record, Record::TopicMember(_)),
        Change::RemoveRecord(key) => key.class() == RecordClass::TopicMember,
        Change::PutAccount(_) | Change::RemoveAccount => true,
        // Nobody is told that somebody was erased of whom nobody had been told.
        Change::RemoveApplication(_) | Change::RemoveSanction(_) => true,
        _ => false,
    }
}

/// Who is told what, in order.
pub(crate) fn notices<R>(decision: &Decision<R>) -> Vec<(&str, Notice)> {
    let told = decision.effects.iter().filter_map(|effect| Some((effect.user.as_str(), effect.notice.clone()?)));
    told.collect()
}

pub(crate) fn events<R>(decision: &Decision<R>) -> Vec<EventBody> {
    decision.events.iter().map(|event| event.body.clone()).collect()
}

pub(crate) fn outcomes(targets: &[Target]) -> Vec<(&str, Outcome)> {
    targets.iter().map(|target| (target.user.as_str(), target.outcome)).collect()
}

/// One byte over what is allowed.
pub(crate) fn too_long(limit: usize) -> alloc::string::String {
    "x".repeat(limit + 1).to_string()
}
