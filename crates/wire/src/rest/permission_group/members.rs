//! `add_permission_group_member`, `delete_permission_group_member`, `get_permission_group_member_list`.

use super::{MOST_MEMBERS, at_most};
use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::member::{Rows, Shown};
use crate::rest::value::{List, Object, Text, Whole, given};
use opentim_domain::group::Member;
use opentim_domain::permission_group::{AddPermissionMembers, RemovePermissionMembers};
use opentim_domain::{GroupId, PermissionGroupId, UserId};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

/// How to ask for less.
pub const ADVICE: &str = "ask for fewer members with Limit and go on with the Next of each reply";

/// Most members in one change.
const MOST_CHANGED: usize = 100;

#[derive(Deserialize)]
struct Change<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "PermissionGroupId")]
    id: Text<'a>,
    #[serde(borrow, rename = "MemberList")]
    members: List<Object<Row<'a>>>,
}

#[derive(Deserialize)]
struct Row<'a> {
    #[serde(borrow, rename = "Member_Account")]
    user: Text<'a>,
}

impl Change<'_> {
    fn parts(&self) -> Result<(GroupId, PermissionGroupId, Vec<UserId>), Failure> {
        at_most("MemberList", self.members.0.len(), MOST_CHANGED)?;
        let user =
            |(at, Object(row)): (usize, &Object<Row<'_>>)| account::user(&format!("MemberList[{at}].Member_Account"), &row.user);
        let users = self.members.0.iter().enumerate().map(user).collect::<Result<_, _>>()?;
        Ok((account::group(&self.group)?, account::permission_group("PermissionGroupId", &self.id)?, users))
    }
}

/// Reads a request that adds members.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form; 10005 for more than 100 members.
pub fn add(body: &[u8]) -> Result<AddPermissionMembers, Failure> {
    let (group, permission_group, users) = body::read::<Change<'_>>(body)?.parts()?;
    Ok(AddPermissionMembers { group, permission_group, users })
}

/// Reads a request that removes members.
///
/// # Errors
/// As [`add`].
pub fn remove(body: &[u8]) -> Result<RemovePermissionMembers, Failure> {
    let (group, permission_group, users) = body::read::<Change<'_>>(body)?.parts()?;
    Ok(RemovePermissionMembers { group, permission_group, users })
}

#[derive(Deserialize)]
struct Page<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "PermissionGroupId")]
    id: Text<'a>,
    #[serde(rename = "Limit", default)]
    limit: Option<Whole>,
    #[serde(borrow, rename = "Next", default)]
    next: Option<Text<'a>>,
    #[serde(borrow, rename = "MemberInfoFilter", default)]
    fields: List<Text<'a>>,
    #[serde(borrow, rename = "AppDefinedDataFilter_GroupMember", default)]
    keys: List<Text<'a>>,
}

/// Whose members are asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// The community.
    pub group: GroupId,
    /// The permission group.
    pub permission_group: PermissionGroupId,
    /// Those after this one.
    pub after: Option<UserId>,
    /// At most this many.
    pub limit: usize,
    /// What each row shows.
    pub shown: Shown,
}

/// Reads a question for members. A page holds at most [`MOST_MEMBERS`], which is also what counts when `Limit` is left out or 0.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, a `Next` that no reply gave; 10018 for a higher limit.
pub fn list(body: &[u8]) -> Result<Query, Failure> {
    let body: Page<'_> = body::read(body)?;
    let limit = body.limit.unwrap_or_default().0;
    if limit > MOST_MEMBERS as u64 {
        return Err(Failure::page(limit, MOST_MEMBERS, ADVICE));
    }
    let after = body.next.as_ref().filter(|next| given(Some(*next)).is_some());
    Ok(Query {
        group: account::group(&body.group)?,
        permission_group: account::permission_group("PermissionGroupId", &body.id)?,
        after: after.map(|next| account::user("Next", next)).transpose()?,
        limit: if limit == 0 { MOST_MEMBERS } else { usize::try_from(limit).unwrap_or(MOST_MEMBERS) },
        shown: Shown::read(&body.fields, &body.keys)?,
    })
}

/// The reply to a question for members.
pub struct Reply<'a> {
    /// The members of this page.
    pub members: &'a [Member],
    /// What each row shows.
    pub shown: &'a Shown,
    /// Where the next page begins; empty at the end.
    pub next: &'a str,
}

impl Serialize for Reply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("MemberList", &Rows { members: self.members, shown: self.shown })?;
        map.serialize_entry("Next", self.next)?;
        map.end()
    }
}
