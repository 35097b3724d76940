//! `add_group_member` (rule book 4.4; REST: Add group member).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{Flag, List, Object, Text};
use opentim_domain::member::AddMembers;
use serde::Deserialize;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(rename = "Silence", default)]
    silent: Option<Flag>,
    #[serde(borrow, rename = "MemberList")]
    members: List<Object<Row<'a>>>,
}

#[derive(Deserialize)]
struct Row<'a> {
    #[serde(borrow, rename = "Member_Account")]
    user: Text<'a>,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form.
pub fn read(body: &[u8]) -> Result<AddMembers, Failure> {
    let body: Body<'_> = body::read(body)?;
    let user = |(at, Object(row)): (usize, &Object<Row<'_>>)| account::user(&format!("MemberList[{at}].Member_Account"), &row.user);
    Ok(AddMembers {
        group: account::group(&body.group)?,
        users: body.members.0.iter().enumerate().map(user).collect::<Result<_, _>>()?,
        silent: body.silent.is_some_and(|flag| flag.0),
    })
}
