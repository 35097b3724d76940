//! `get_specified_group_member_info` (rule book 4.4): members by account.

use super::{Rows, Shown};
use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{List, Text};
use crate::rest::words;
use opentim_domain::group::Member;
use opentim_domain::{GroupId, Role, UserId};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

/// How to ask for less.
pub const ADVICE: &str = "ask for fewer accounts at once, or name only the needed fields in MemberInfoFilter";

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "Member_List_Account")]
    users: List<Text<'a>>,
    #[serde(borrow, rename = "MemberInfoFilter", default)]
    fields: List<Text<'a>>,
    #[serde(borrow, rename = "MemberRoleFilter", default)]
    roles: List<Text<'a>>,
    #[serde(borrow, rename = "AppDefinedDataFilter_GroupMember", default)]
    keys: List<Text<'a>>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// The group.
    pub group: GroupId,
    /// Whom.
    pub users: Vec<UserId>,
    /// Only members of these roles; none named: of any.
    pub roles: Vec<Role>,
    /// What each row shows.
    pub shown: Shown,
}

/// Reads the request; at most `most` accounts in one (rule book 2.2).
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, an unknown role, no account; 10005 for more accounts.
pub fn read(body: &[u8], most: usize) -> Result<Query, Failure> {
    let body: Body<'_> = body::read(body)?;
    Ok(Query {
        group: account::group(&body.group)?,
        users: account::asked("Member_List_Account", &body.users, most)?,
        roles: words::role_filter(&body.roles)?,
        shown: Shown::read(&body.fields, &body.keys)?,
    })
}

/// The reply: the members among the accounts, in the order asked.
pub struct Reply<'a> {
    /// The group.
    pub group: &'a GroupId,
    /// The members found.
    pub members: &'a [Member],
    /// What each row shows.
    pub shown: &'a Shown,
}

impl Serialize for Reply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("GroupId", self.group.as_str())?;
        map.serialize_entry("MemberList", &Rows { members: self.members, shown: self.shown })?;
        map.end()
    }
}
