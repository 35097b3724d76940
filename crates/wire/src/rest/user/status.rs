//! `query_online_status` and its older name `querystate` (the incumbent's pages on accounts).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{Flag, List, Text};
use opentim_domain::UserId;
use serde::ser::SerializeSeq;
use serde::{Deserialize, Serialize, Serializer};

/// Most accounts in one question.
const MOST: usize = 500;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "To_Account")]
    users: List<Text<'a>>,
    // Which devices a user is online with is told by get_sessions.
    #[serde(rename = "IsNeedDetail", default)]
    _detail: Option<Flag>,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, no account; 10005 for more than 500.
pub fn read(body: &[u8]) -> Result<Vec<UserId>, Failure> {
    let body: Body<'_> = body::read(body)?;
    account::asked("To_Account", &body.users, MOST)
}

/// The reply.
#[derive(Serialize)]
pub struct Reply<'a> {
    /// The accounts with whether they are online, in the order asked.
    #[serde(rename = "QueryResult", serialize_with = "rows")]
    pub users: &'a [(&'a UserId, bool)],
}

/// `State` is the older name of `Status`.
#[derive(Serialize)]
struct Row<'a> {
    #[serde(rename = "To_Account")]
    user: &'a str,
    #[serde(rename = "Status")]
    status: &'static str,
    #[serde(rename = "State")]
    state: &'static str,
}

fn rows<S: Serializer>(users: &&[(&UserId, bool)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut rows = serializer.serialize_seq(Some(users.len()))?;
    for (user, online) in *users {
        let status = if *online { "Online" } else { "Offline" };
        rows.serialize_element(&Row { user: user.as_str(), status, state: status })?;
    }
    rows.end()
}
