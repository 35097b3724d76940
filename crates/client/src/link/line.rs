//! Lines: what a link goes through, and who opens them.

use super::wire::{Wire, WireNews};
use crate::listener::Listeners;
use opentim_domain::GroupId;
use opentim_engine::{Again, Cursors};
use opentim_gateway::{Rendered, Session, Stream, Told};
use opentim_wire::sdk::Failure;
use opentim_wire::sdk::codes::{
    DATABASE_FAILED, FILES_FAILED, INTERNAL, LOCKED, NOT_INITIALIZED, NOT_LOGGED_IN, TIMED_OUT, TOO_MANY_WAITING, TOO_OFTEN,
};
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// Calls of a link that wait for their answer (rule book, limits of the SDK).
const MOST_WAITING: usize = 1000;

/// One way to the engine, for calls.
#[derive(Clone)]
pub(crate) enum Line {
    /// The engine is in this process.
    Local(Arc<Session>),
    /// A gateway has it.
    Wire(Wire),
}

/// The same way, for what the user is told.
pub(crate) enum News {
    /// The engine is in this process.
    Local(Box<Stream>),
    /// A gateway has it.
    Wire(WireNews),
}

/// A line that was opened.
pub(crate) struct Opened {
    pub line: Line,
    pub news: News,
}

/// Why there is no line.
#[derive(Clone, Debug)]
pub(crate) enum Closed {
    /// For good: the login is over.
    Over(Failure),
    /// For now.
    Later(Failure),
}

impl Closed {
    /// A gateway's refusal of a login: for good, unless it is the gateway that is in trouble or has too much to do.
    pub(crate) fn of(failure: Failure) -> Self {
        match failure.code {
            TIMED_OUT | NOT_INITIALIZED | DATABASE_FAILED | FILES_FAILED | INTERNAL | TOO_OFTEN | TOO_MANY_WAITING | LOCKED => {
                Self::Later(failure)
            }
            _ => Self::Over(failure),
        }
    }

    /// What somebody is told who asked for a line.
    pub(crate) fn failure(self) -> Failure {
        let (Self::Over(failure) | Self::Later(failure)) = self;
        failure
    }
}

/// Where a line begins.
#[derive(Clone, Debug, Default)]
pub(crate) struct Begin {
    /// It goes on after these; nothing: it begins with what happens from now on.
    pub cursors: Option<Cursors>,
    /// The live groups that the user is to be in again. They may name groups that are none.
    pub rooms: Vec<GroupId>,
    /// What he has said of his status, and whom he watches.
    pub again: Again,
}

/// Opens lines, one after the other.
pub(crate) trait Opener: Send + 'static {
    /// Opens one.
    fn open(&mut self, begin: Begin) -> Opening<'_>;

    /// How long to wait before a line is opened after this many that could not be.
    fn pause(&self, failures: u32) -> Duration;

    /// How long there may be no line before listeners are told that the connection is lost.
    fn patience(&self) -> Duration {
        Duration::ZERO
    }

    /// How many calls may wait for their answer.
    fn most_waiting(&self) -> usize {
        MOST_WAITING
    }

    /// Takes another UserSig for the lines to come and gives the one it had.
    fn prove(&mut self, proof: String) -> String {
        proof
    }
}

/// A line that is being opened.
pub(crate) type Opening<'a> = Pin<Box<dyn Future<Output = Result<Opened, Closed>> + Send + 'a>>;

/// What a link's user is told.
#[derive(Clone, Debug)]
pub(crate) enum Heard {
    /// An event for the listeners.
    Event(Rendered),
    /// Too much was missed: what the user has of these must be read anew. The cursors are these now.
    Refresh { groups: BTreeMap<GroupId, u64>, notices: Option<u64> },
    /// Everything missed has been told. The user is not in these groups any more, though he gave cursors of them.
    CaughtUp { gone: Vec<GroupId> },
}

impl Heard {
    fn of(told: Told) -> Result<Self, Closed> {
        match told {
            Told::Event(event) => Ok(Self::Event(event)),
            Told::Refresh { groups, notices } => Ok(Self::Refresh { groups, notices }),
            Told::CaughtUp { gone } => Ok(Self::CaughtUp { gone }),
            Told::Over(why) => Err(Closed::Over(why)),
        }
    }
}

impl News {
    /// Waits for what comes next; what came before has been told by then. Nothing is lost when this is dropped before it is done.
    pub(super) async fn next(&mut self, listeners: &Listeners) -> Result<Heard, Closed> {
        match self {
            Self::Local(stream) => {
                let told = stream.next(|event| listeners.any(event)).await;
                if let Told::Event(Rendered { attributes: Some(attributes), .. }) = &told {
                    stream.session().has_seen(attributes);
                }
                Heard::of(told)
            }
            Self::Wire(news) => news.next().await,
        }
    }

    /// The live groups that could not be entered again.
    pub(super) fn left(&self) -> &[GroupId] {
        match self {
            Self::Local(_) => &[],
            Self::Wire(news) => news.left(),
        }
    }

    /// Where it begins, if somebody must remember that.
    pub(super) fn begins(&self) -> Option<&Cursors> {
        match self {
            // It is never cut.
            Self::Local(_) => None,
            Self::Wire(news) => Some(news.begins()),
        }
    }
}

/// How things stand with a link's line.
#[derive(Clone)]
pub(super) enum Way {
    Open(Line),
    /// There is none now, for this reason; another one is being opened.
    Waiting(Arc<Failure>),
    /// There will be none any more.
    Over(Arc<Failure>),
}

/// What a call is told that comes after the end.
pub(super) fn ended(why: &Failure) -> Failure {
    Failure::new(NOT_LOGGED_IN, format!("not login: {}", why.desc))
}
