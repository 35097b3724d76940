//! Ours: `explain`: what would become of a command if an account, or the app, sent it now, and which rules say so. Nothing is done and
//! nobody is asked.

use super::account;
use super::body;
use super::endpoint::Endpoint;
use super::failure::Failure;
use super::value::Text;
use super::words::kind_name;
use crate::explained::{action_name, needed_name, place_name};
use opentim_domain::{Check, UserId};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "From_Account", default)]
    user: Option<Text<'a>>,
    #[serde(borrow, rename = "Command")]
    command: Text<'a>,
    #[serde(borrow, rename = "Request")]
    request: &'a RawValue,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query<'a> {
    /// Who would do it; nothing: the app.
    pub user: Option<UserId>,
    /// The command.
    pub command: Endpoint,
    /// Its body.
    pub request: &'a [u8],
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, a command that is not there or changes nothing.
pub fn read(body: &[u8]) -> Result<Query<'_>, Failure> {
    let body: Body<'_> = body::read(body)?;
    let name = body.command.as_str();
    let command = Endpoint::named(name).filter(|command| command.explainable());
    let command = command.ok_or_else(|| Failure::word("Command", name, "the commands that change a group"))?;
    Ok(Query { user: account::stand_in(body.user.as_ref())?, command, request: body.request.get().as_bytes() })
}

/// The reply. `ResultCode` and `ResultInfo` are what the command itself would answer as `ErrorCode` and `ErrorInfo`.
#[derive(Serialize)]
pub struct Explanation<'a> {
    #[serde(rename = "Allowed")]
    allowed: bool,
    #[serde(rename = "ResultCode")]
    number: i32,
    #[serde(rename = "ResultInfo")]
    text: &'a str,
    #[serde(rename = "Rules", serialize_with = "rules")]
    checks: &'a [Check],
}

impl<'a> Explanation<'a> {
    /// Why it would be refused, or nothing; and the rights that were looked at, in order.
    pub fn new(refusal: Option<&'a Failure>, checks: &'a [Check]) -> Self {
        let (number, text) = refusal.map_or((0, ""), |failure| (failure.number, &failure.text));
        Self { allowed: refusal.is_none(), number, text, checks }
    }
}

#[derive(Serialize)]
struct Rule {
    #[serde(rename = "Action")]
    action: &'static str,
    #[serde(rename = "Allowed")]
    allowed: bool,
    #[serde(rename = "GroupType")]
    kind: &'static str,
    #[serde(rename = "Place")]
    place: &'static str,
    #[serde(rename = "NeededPlace")]
    needed: &'static str,
    /// Bits of permission groups, of which one would give it too.
    #[serde(rename = "PermissionBit", skip_serializing_if = "Option::is_none")]
    permission_bit: Option<u32>,
    #[serde(rename = "TopicPermissionBit", skip_serializing_if = "Option::is_none")]
    topic_permission_bit: Option<u32>,
}

fn rules<S: Serializer>(checks: &&[Check], serializer: S) -> Result<S::Ok, S::Error> {
    let mut rows = serializer.serialize_seq(Some(checks.len()))?;
    for check in *checks {
        rows.serialize_element(&Rule {
            action: action_name(check.action),
            allowed: check.allowed,
            kind: kind_name(check.kind),
            place: place_name(check.place),
            needed: needed_name(check.needed),
            permission_bit: check.given_by.community.map(|right| right.bit()),
            topic_permission_bit: check.given_by.topic.map(|right| right.bit()),
        })?;
    }
    rows.end()
}
