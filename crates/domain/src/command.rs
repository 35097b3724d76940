//! The contract of every operation that changes something.

use crate::permission::{Asker, Check, Trace, demand_app};
use crate::{
    Action, Actor, AppId, Assert, Change, EventDraft, GroupId, InviteOption, Kind, Limits, Millis, PermissionGroupId, ReadSet,
    Reject, TopicId, UserEffect, UserId, View,
};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// The one place a commit writes to; everything else learns by effects.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Home {
    /// A group with its members.
    Group(GroupId),
    /// A user's own lists and notices.
    User(UserId),
    /// A share of an app's own counters.
    App(u16),
}

/// What a rule may know besides the records.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The store's clock when the records were read.
    pub now: Millis,
    /// The app's numbers.
    pub limits: &'a Limits,
    /// The app's back end wants to be asked before some operations, and has not been asked yet (rule book 7).
    pub ask_first: bool,
    /// Those whom the app's back end refused when it was asked: they are passed over (rule book 7.2, `RefusedMembers_Account`).
    pub refused: &'a [UserId],
    /// Those who are in as many groups as they may: they are passed over (rule book 1.6).
    pub over_limit: &'a [UserId],
    /// Who acts is present in the live group: its ordinary members live with their connections and are not stored.
    pub present: bool,
    /// Notes the rights that are looked at, if somebody wants to know.
    pub trace: Option<&'a Trace>,
}

impl<'a> Context<'a> {
    /// Nothing but time and numbers: nobody is to be asked, nobody was refused, nobody listens.
    pub const fn new(now: Millis, limits: &'a Limits) -> Self {
        Self { now, limits, ask_first: false, refused: &[], over_limit: &[], present: false, trace: None }
    }

    /// Refuses what the one who asks may not do.
    ///
    /// # Errors
    /// [`Reject::Outsider`], [`Reject::NotPermitted`] or [`Reject::NoRight`], which name the rule.
    pub fn demand(&self, asker: &Asker, action: Action) -> Result<(), Reject> {
        let asker = asker.clone().or_present(self.present);
        let outcome = asker.demand(action, &self.limits.policy);
        if let Some(trace) = self.trace {
            trace.note(Check::of(&asker, action, &self.limits.policy, outcome.is_ok()));
        }
        outcome
    }

    /// Whether the one who asks may do this.
    pub fn allows(&self, asker: &Asker, action: Action) -> bool {
        asker.clone().or_present(self.present).may(action, &self.limits.policy)
    }

    /// Refuses who is in as many groups as he may (rule book 1.6).
    ///
    /// # Errors
    /// [`Reject::TooManyGroups`].
    pub(crate) fn may_be_in_more(&self, user: &UserId) -> Result<(), Reject> {
        match self.limits.quotas.groups_per_user {
            Some(most) if self.over_limit.contains(user) => Err(Reject::TooManyGroups { user: user.to_string(), most }),
            _ => Ok(()),
        }
    }

    /// Refuses everybody but the app: for what only its back end has a call for.
    ///
    /// # Errors
    /// [`Reject::NotPermitted`].
    pub(crate) fn demand_app(&self, asker: &Asker, action: Action) -> Result<(), Reject> {
        let outcome = demand_app(asker.place(), action, asker.kind());
        if let Some(trace) = self.trace {
            trace.note(Check::of_app(asker, action, outcome.is_ok()));
        }
        outcome
    }
}

/// An operation: says what it must read, then decides from exactly that.
pub trait Command {
    /// The answer; kept with the operation id, so that it can be given again.
    type Reply: minicbor::Encode<()> + for<'b> minicbor::Decode<'b, ()>;

    /// Where it writes.
    fn home(&self, app: AppId) -> Home;

    /// What it reads there.
    fn reads(&self, actor: &Actor) -> ReadSet;

    /// The rule.
    ///
    /// # Errors
    /// A [`Reject`]; nothing changes then.
    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Self::Reply>, Reject>;

    /// The users it names, who must have accounts in an app that takes only those it has imported (rule book 5.1, 10019).
    fn names(&self) -> Vec<UserId> {
        Vec::new()
    }

    /// The users of whom the group may know something from then on, members or not: nothing is done to somebody who is being erased.
    fn concerns(&self) -> Vec<UserId> {
        self.names()
    }

    /// Takes the next id drawn for it when a generated id met an existing group. Nothing to do for a command without one.
    fn redraw(&mut self, _draw: &mut dyn Draw) -> bool {
        false
    }
}

/// Draws ids.
pub trait Draw {
    /// The next id for a group of this type.
    fn group(&mut self, kind: Kind) -> GroupId;

    /// The next id for a topic of this community.
    fn topic(&mut self, community: &GroupId) -> TopicId;

    /// The next id for a permission group of this community.
    fn permission_group(&mut self, community: &GroupId) -> PermissionGroupId;
}

/// How far a decision came.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step<R> {
    /// Everything allows it, but the app's back end must be asked first (the "before" webhooks, rule book 7).
    Ask(Question),
    /// Decided.
    Done(Decision<R>),
}

impl<R> Step<R> {
    /// The same for a command that answers nothing.
    pub(crate) fn without_reply(self) -> Step<()> {
        match self {
            Self::Ask(question) => Step::Ask(question),
            Self::Done(Decision { asserts, changes, events, effects, reply: _ }) => {
                Step::Done(Decision { asserts, changes, events, effects, reply: () })
            }
        }
    }
}

/// What the app's back end is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Question {
    /// May this group be created?
    BeforeCreate {
        /// Its type.
        kind: Kind,
        /// Its name.
        name: String,
        /// Its owner, if it has one.
        owner: Option<UserId>,
        /// The other members.
        members: Vec<UserId>,
        /// What an invitation meets in it.
        invite: InviteOption,
    },
    /// May who acts ask to join this group, or join it?
    BeforeApply {
        /// The group.
        group: GroupId,
        /// Its type.
        kind: Kind,
    },
    /// May these users be invited or added?
    BeforeInvite {
        /// The group.
        group: GroupId,
        /// Its type.
        kind: Kind,
        /// They.
        users: Vec<UserId>,
    },
    /// May this topic be created?
    BeforeCreateTopic {
        /// The community.
        group: GroupId,
        /// The topic's name.
        name: String,
    },
}

/// What a command changes, who is told, and its answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decision<R> {
    /// What must still be true at commit.
    pub asserts: Vec<Assert>,
    /// Changes in its home, in order.
    pub changes: Vec<Change>,
    /// Events of its home, in order.
    pub events: Vec<EventDraft>,
    /// What other homes learn.
    pub effects: Vec<UserEffect>,
    /// The answer.
    pub reply: R,
}
