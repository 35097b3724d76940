//! `get_role_in_group` (rule book 4.4; REST: Role in group).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{List, Text};
use crate::rest::words;
use opentim_domain::group::Member;
use opentim_domain::{GroupId, UserId};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Serialize, Serializer};

/// How to ask for less.
pub const ADVICE: &str = "ask for fewer accounts at once";

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "User_Account")]
    users: List<Text<'a>>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// The group.
    pub group: GroupId,
    /// Whose roles.
    pub users: Vec<UserId>,
}

/// Reads the request; at most `most` accounts in one (rule book 2.2).
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, no account; 10005 for more accounts.
pub fn read(body: &[u8], most: usize) -> Result<Query, Failure> {
    let body: Body<'_> = body::read(body)?;
    Ok(Query { group: account::group(&body.group)?, users: account::asked("User_Account", &body.users, most)? })
}

/// The reply: one row for each account, in the order asked.
pub struct Reply<'a> {
    /// The accounts.
    pub users: &'a [UserId],
    /// What they are in the group.
    pub members: &'a [Option<Member>],
}

impl Serialize for Reply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("UserIdList", &Rows(self))?;
        map.end()
    }
}

struct Rows<'a>(&'a Reply<'a>);

#[derive(Serialize)]
struct Row<'a> {
    #[serde(rename = "Member_Account")]
    user: &'a str,
    #[serde(rename = "Role")]
    role: &'static str,
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.0.users.len()))?;
        for (user, member) in self.0.users.iter().zip(self.0.members) {
            let role = member.as_ref().map_or("NotMember", |member| words::role_name(member.role));
            rows.serialize_element(&Row { user: user.as_str(), role })?;
        }
        rows.end()
    }
}
