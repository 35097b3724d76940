//! `import_group_member` (rule book 4.4; REST: Import group member).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{List, Object, Text, Whole, given};
use crate::rest::words;
use opentim_domain::member::{ImportMembers, ImportedMember};
use opentim_domain::{Role, Secs};
use serde::Deserialize;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "MemberList")]
    members: List<Object<Row<'a>>>,
}

#[derive(Deserialize)]
struct Row<'a> {
    #[serde(borrow, rename = "Member_Account")]
    user: Text<'a>,
    #[serde(borrow, rename = "Role", default)]
    role: Option<Text<'a>>,
    #[serde(rename = "JoinTime", default)]
    joined_at: Option<Whole>,
    #[serde(rename = "UnreadMsgNum", default)]
    unread: Option<Whole>,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an unknown word, an id of the wrong form. A time that the group does not
/// allow fails its row alone, and later.
pub fn read(body: &[u8]) -> Result<ImportMembers, Failure> {
    let body: Body<'_> = body::read(body)?;
    let members = body.members.0.iter().enumerate().map(|(at, Object(row))| member(at, row));
    Ok(ImportMembers { group: account::group(&body.group)?, members: members.collect::<Result<_, _>>()? })
}

fn member(at: usize, row: &Row<'_>) -> Result<ImportedMember, Failure> {
    let place = |field: &str| format!("MemberList[{at}].{field}");
    Ok(ImportedMember {
        user: account::user(&place("Member_Account"), &row.user)?,
        role: match given(row.role.as_ref()) {
            Some(word) => words::role(|| place("Role"), word)?,
            None => Role::Member,
        },
        joined_at: row.joined_at.map(|time| Secs(time.0)),
        unread: match row.unread {
            Some(number) => number.within_32_bits(&place("UnreadMsgNum"))?,
            None => 0,
        },
    })
}
