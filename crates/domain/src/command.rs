//! The contract of every operation that changes something.

use crate::{Actor, AppId, Assert, Change, EventDraft, GroupId, Kind, Limits, Millis, ReadSet, Reject, UserEffect, UserId, View};
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

    /// Takes the next id drawn for it when a generated id met an existing group. Nothing to do for a command without one.
    fn redraw(&mut self, _draw: &mut dyn FnMut(Kind) -> GroupId) -> bool {
        false
    }
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
    BeforeCreate,
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
