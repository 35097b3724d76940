//! `check_members` (rule book 4.5; REST: Checking live members).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{List, Text};
use opentim_domain::{GroupId, UserId};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Serialize, Serializer};

/// How to ask for less.
pub const ADVICE: &str = "ask for fewer accounts at once";

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "Member_Account")]
    users: List<Text<'a>>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// The group.
    pub group: GroupId,
    /// Whether they are present.
    pub users: Vec<UserId>,
}

/// Reads the request; at most `most` accounts in one (ours; not documented).
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, no account; 10005 for more accounts.
pub fn read(body: &[u8], most: usize) -> Result<Query, Failure> {
    let body: Body<'_> = body::read(body)?;
    Ok(Query { group: account::group(&body.group)?, users: account::asked("Member_Account", &body.users, most)? })
}

/// The reply.
#[derive(Serialize)]
pub struct Reply<'a> {
    /// Those who are present, in the order asked.
    #[serde(rename = "Member_Account", serialize_with = "accounts")]
    pub users: &'a [&'a UserId],
}

fn accounts<S: Serializer>(users: &&[&UserId], serializer: S) -> Result<S::Ok, S::Error> {
    let mut rows = serializer.serialize_seq(Some(users.len()))?;
    for user in *users {
        rows.serialize_element(user.as_str())?;
    }
    rows.end()
}
