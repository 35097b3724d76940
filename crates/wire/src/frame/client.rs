//! What a client sends.

use super::again::Again;
use super::bad::{BadFrame, Head, check_depth, fields, unknown};
use super::cursors::Cursors;
use super::ids;
use crate::json::EXACT;
use crate::sdk::base::PolicyOptions;
use crate::sdk::codes::NOT_SUPPORTED;
use crate::sdk::{Does, Method, Uses};
use opentim_domain::{AppId, GroupId, UserId};
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A frame from a client.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum ClientFrame<'a> {
    /// Who it is.
    Login(Box<Login>),
    /// A request.
    Call(Call<'a>),
    /// A request for what differs in the list of joined groups.
    Sync(Sync),
    /// Events that have been handled.
    Ack(Ack),
    /// A sign of life.
    Ping(Ping),
    /// Goodbye.
    Logout(Logout),
}

/// Who comes, and how far he has been told.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "t", rename = "login")]
pub struct Login {
    /// Version of the protocol: [`VERSION`](super::VERSION).
    pub v: u32,
    /// The app.
    #[serde(with = "ids::app")]
    pub sdkappid: AppId,
    /// The user.
    #[serde(with = "ids::user")]
    pub user: UserId,
    /// His proof; empty over a local stream.
    #[serde(deserialize_with = "usersig")]
    pub usersig: String,
    /// What arguments, replies and events are written in.
    pub dialect: Dialect,
    /// Name of the place he logs in at; a second login with the same name ends the first.
    #[serde(default, deserialize_with = "instance", skip_serializing_if = "String::is_empty")]
    pub instance: String,
    /// Program, version and system, for lists of sessions.
    #[serde(default, deserialize_with = "client", skip_serializing_if = "String::is_empty")]
    pub client: String,
    /// Token of the session that goes on with this login.
    #[serde(default, deserialize_with = "token", skip_serializing_if = "Option::is_none")]
    pub resume: Option<String>,
    /// How far it has been told; absent: from now on.
    #[serde(default, deserialize_with = "cursors", skip_serializing_if = "Option::is_none")]
    pub cursors: Option<Cursors>,
    /// Live groups to be in again.
    #[serde(
        default,
        serialize_with = "ids::groups::serialize",
        deserialize_with = "ids::rooms",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub rooms: Vec<GroupId>,
    /// What its last connection had said of the user's status, and whom it watched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<Again>,
    /// The client's choices; taken over local streams only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<PolicyOptions>,
}

impl std::fmt::Debug for Login {
    /// Without proof and token.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { sdkappid, user, instance, client, .. } = self;
        write!(f, "Login {{ sdkappid: {sdkappid}, user: {user:?}, instance: {instance:?}, client: {client:?}, .. }}")
    }
}

/// What arguments, replies and events are written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// That of the native SDK and its Electron wrapper.
    Sdk,
}

/// A request: a method of the dialect and its argument.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "t", rename = "call")]
pub struct Call<'a> {
    /// Number that the reply repeats, chosen by the client; at most 2^53 - 1.
    #[serde(deserialize_with = "id")]
    pub id: u64,
    /// Operation id: the same one with the same request is done once and answered alike.
    #[serde(default, deserialize_with = "operation", skip_serializing_if = "Option::is_none")]
    pub op: Option<String>,
    /// Number of the last event that the user had been told of when he made it. Attributes are written for what he has seen; who
    /// does not say it has seen all that was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<u64>,
    /// Name of the method.
    #[serde(borrow)]
    pub method: Cow<'a, str>,
    /// JSON of its argument.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub arg: Option<&'a RawValue>,
}

impl Call<'_> {
    /// The method.
    ///
    /// # Errors
    /// 7013 for a name that is no method which works with a session.
    pub fn uses(&self) -> Result<(&'static Method, Uses), BadFrame> {
        if let Some(method) = Method::named(&self.method)
            && let Does::Uses(uses) = method.does
        {
            return Ok((method, uses));
        }
        let name: String = self.method.chars().take(80).collect();
        let desc = format!("{name:?} is not a method that a call frame can name in opentim {}", crate::sdk::VERSION);
        Err(BadFrame { code: NOT_SUPPORTED, desc, id: Some(self.id) })
    }
}

/// A request for what differs in the list of joined groups.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "t", rename = "sync")]
pub struct Sync {
    /// Number that the reply repeats.
    #[serde(deserialize_with = "id")]
    pub id: u64,
    /// The groups that the client has, each in which version.
    #[serde(default, serialize_with = "ids::by_group::serialize", deserialize_with = "known")]
    pub known: BTreeMap<GroupId, String>,
}

/// Events that have been handled.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(tag = "t", rename = "ack")]
pub struct Ack {
    /// All up to this one.
    pub seq: u64,
}

/// A sign of life.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(tag = "t", rename = "ping")]
pub struct Ping {
    /// Number that the pong repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<u64>,
}

/// Goodbye: the session ends, and its token with it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(tag = "t", rename = "logout")]
pub struct Logout {}

impl<'a> ClientFrame<'a> {
    /// Takes the text of a message. Its length is the caller's matter.
    ///
    /// # Errors
    /// [`BadFrame`], with the request if there is one.
    pub fn decode(text: &'a str) -> Result<Self, BadFrame> {
        check_depth(text)?;
        let head = Head::of(text)?;
        let name = head.name()?;
        let frame = match name {
            "login" => head.check_version().and_then(|()| fields(name, text)).map(|login| Self::Login(Box::new(login))),
            "call" => fields(name, text).map(Self::Call),
            "sync" => fields(name, text).map(Self::Sync),
            "ack" => fields(name, text).map(Self::Ack),
            "ping" => fields(name, text).map(Self::Ping),
            "logout" => fields(name, text).map(Self::Logout),
            other => return Err(unknown(other)),
        };
        frame.map_err(|bad| BadFrame { id: if matches!(name, "call" | "sync") { head.id() } else { None }, ..bad })
    }

    /// The text of its message.
    pub fn encode(&self) -> String {
        super::server::text(self)
    }
}

fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let id = u64::deserialize(deserializer)?;
    if id > EXACT {
        return Err(D::Error::custom(format_args!("must be at most {EXACT}; {id} was given")));
    }
    Ok(id)
}

fn operation<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
    let most = super::MOST_OPERATION_BYTES;
    if text.is_empty() || text.len() > most || !text.bytes().all(|byte| (0x20..=0x7e).contains(&byte)) {
        return Err(D::Error::custom(format_args!(
            "must be 1 to {most} bytes of printable ASCII; {} bytes were given",
            text.len()
        )));
    }
    Ok(Some(text))
}

fn usersig<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    ids::bounded(deserializer, super::MOST_USERSIG_BYTES)
}

fn instance<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    ids::bounded(deserializer, super::MOST_INSTANCE_BYTES)
}

fn client<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    ids::bounded(deserializer, super::MOST_CLIENT_BYTES)
}

fn token<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    struct Token(#[serde(deserialize_with = "bounded_token")] String);
    fn bounded_token<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
        ids::bounded(deserializer, super::MOST_TOKEN_BYTES)
    }
    Ok(Option::<Token>::deserialize(deserializer)?.map(|token| token.0))
}

fn cursors<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Cursors>, D::Error> {
    #[derive(Deserialize)]
    struct Few {
        #[serde(default)]
        notices: u64,
        #[serde(default, deserialize_with = "ids::by_group::few")]
        groups: BTreeMap<GroupId, u64>,
    }
    let few = Option::<Few>::deserialize(deserializer)?;
    Ok(few.map(|Few { notices, groups }| Cursors { notices, groups }))
}

fn known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<GroupId, String>, D::Error> {
    let known: BTreeMap<GroupId, String> = ids::by_group::few(deserializer)?;
    let most = super::MOST_VERSION_BYTES;
    match known.iter().find(|(_, version)| version.len() > most) {
        None => Ok(known),
        Some((group, version)) => {
            Err(D::Error::custom(format_args!("the version of {group} has {} bytes, at most {most} are allowed", version.len())))
        }
    }
}
