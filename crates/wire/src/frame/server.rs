//! What the server sends.

use super::bad::{BadFrame, Head, fields, unknown};
use super::cursors::Cursors;
use super::event::{EventName, Place};
use super::ids;
use crate::sdk::Failure;
use opentim_domain::{GroupId, UserId};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// A frame from the server.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum ServerFrame<'a> {
    /// The login succeeded.
    Welcome(Box<Welcome>),
    /// The answer of a request.
    Reply(Reply<'a>),
    /// Something happened.
    Event(Event<'a>),
    /// Too much was missed.
    Refresh(Refresh),
    /// Everything missed has been told.
    Synced(Synced),
    /// The answer of a ping.
    Pong(Pong),
    /// The server goes.
    Drain(Drain),
    /// The session is over.
    End(End),
    /// A frame or request was not taken.
    Error(ErrorFrame),
}

/// The login succeeded.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "t", rename = "welcome")]
pub struct Welcome {
    /// Version of the protocol that is spoken.
    pub v: u32,
    /// Who is logged in.
    #[serde(with = "ids::user")]
    pub user: UserId,
    /// Name of the session, for lists and logs. The same after a resume.
    pub session: String,
    /// Secret to resume the session with; the same as long as the session lives.
    pub token: String,
    /// The server's time in unix milliseconds.
    pub time: u64,
    /// Seconds after which a client that has nothing to send sends a ping.
    pub heartbeat: u64,
    /// Events after which a client acknowledges at the latest.
    pub ack_every: u64,
    /// What the client may send.
    pub limits: FrameLimits,
    /// Where the events that follow begin.
    pub cursors: Cursors,
    /// The session that `resume` named goes on. Else it is a new one.
    pub resumed: bool,
    /// Live groups of `rooms` that could not be entered again.
    #[serde(default, with = "ids::groups", skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<GroupId>,
}

impl std::fmt::Debug for Welcome {
    /// Without the token.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { user, session, resumed, cursors, .. } = self;
        write!(f, "Welcome {{ user: {user:?}, session: {session:?}, resumed: {resumed}, cursors: {cursors:?}, .. }}")
    }
}

/// What a client may send.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FrameLimits {
    /// Longest frame in bytes.
    pub frame: u64,
    /// Most requests that wait for their answer.
    pub in_flight: u64,
}

/// The answer of a request.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "t", rename = "reply")]
pub struct Reply<'a> {
    /// Number of the request.
    pub id: u64,
    /// What the method answers, in the dialect.
    #[serde(borrow)]
    pub body: &'a RawValue,
}

/// Something happened.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "t", rename = "event")]
pub struct Event<'a> {
    /// Its number in this connection, from 1.
    pub seq: u64,
    /// Which listeners hear it.
    pub name: EventName,
    /// The group.
    #[serde(default, with = "ids::maybe_group", skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
    /// Its number in the group, which the client's cursor becomes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// Its number among the user's notices, which the client's cursor becomes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<u64>,
    /// What they hear, in the dialect.
    #[serde(borrow)]
    pub body: &'a RawValue,
}

impl Event<'_> {
    /// Where it belongs.
    pub fn place(&self) -> Place {
        Place { group: self.group.clone(), number: self.number, notice: self.notice }
    }
}

/// Too much was missed to tell it one by one: the client asks for what differs. Its cursors become these.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "t", rename = "refresh")]
pub struct Refresh {
    /// Its number in this connection.
    pub seq: u64,
    /// Groups that must be read again.
    #[serde(default, with = "ids::by_group", skip_serializing_if = "BTreeMap::is_empty")]
    pub groups: BTreeMap<GroupId, u64>,
    /// Notices were left out up to this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notices: Option<u64>,
}

/// Everything missed has been told; from here on it is live.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "t", rename = "synced")]
pub struct Synced {
    /// Its number in this connection.
    pub seq: u64,
    /// Groups of the client's cursors that he is not in any more.
    #[serde(default, with = "ids::groups", skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<GroupId>,
}

/// The answer of a ping.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "t", rename = "pong")]
pub struct Pong {
    /// The number of the ping.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<u64>,
}

/// The server takes no more requests on this connection, finishes those in flight and closes: connect again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "t", rename = "drain")]
pub struct Drain {
    /// Why.
    pub desc: String,
}

/// The session is over; the client does not connect again by itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "t", rename = "end")]
pub struct End {
    /// 6208 login elsewhere, 70001 UserSig expired, 6014 ended by an admin, or the admin's own.
    pub code: i32,
    /// Why.
    pub desc: String,
}

/// A frame, login or request was not taken.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "t", rename = "error")]
pub struct ErrorFrame {
    /// The code.
    pub code: i32,
    /// What to mend.
    pub desc: String,
    /// The request; only it has failed then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<u64>,
}

impl From<BadFrame> for ErrorFrame {
    fn from(bad: BadFrame) -> Self {
        Self { code: bad.code, desc: bad.desc, id: bad.id }
    }
}

impl ErrorFrame {
    /// As what a failed call or login gives.
    pub fn failure(&self) -> Failure {
        Failure::new(self.code, self.desc.clone())
    }
}

impl<'a> ServerFrame<'a> {
    /// Takes the text of a message.
    ///
    /// # Errors
    /// [`BadFrame`]: the server is of another version.
    pub fn decode(text: &'a str) -> Result<Self, BadFrame> {
        let head = Head::of(text)?;
        let name = head.name()?;
        match name {
            "welcome" => {
                head.check_version()?;
                fields(name, text).map(|welcome| Self::Welcome(Box::new(welcome)))
            }
            "reply" => fields(name, text).map(Self::Reply),
            "event" => fields(name, text).map(Self::Event),
            "refresh" => fields(name, text).map(Self::Refresh),
            "synced" => fields(name, text).map(Self::Synced),
            "pong" => fields(name, text).map(Self::Pong),
            "drain" => fields(name, text).map(Self::Drain),
            "end" => fields(name, text).map(Self::End),
            "error" => fields(name, text).map(Self::Error),
            other => Err(unknown(other)),
        }
    }

    /// The text of its message.
    pub fn encode(&self) -> String {
        text(self)
    }
}

/// A reply frame around a body that is JSON text already.
pub fn reply(id: u64, body: &str) -> String {
    format!(r#"{{"t":"reply","id":{id},"body":{body}}}"#)
}

/// Keys are text and numbers are finite in every frame, so writing one cannot fail; if it ever does the other side learns that.
pub(super) fn text(frame: &impl Serialize) -> String {
    serde_json::to_string(frame)
        .unwrap_or_else(|_| r#"{"t":"error","code":7012,"desc":"the frame could not be written as JSON"}"#.to_owned())
}
