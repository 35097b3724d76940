//! `create_group` (rule book 4.3; REST create page).

use super::new::{Body, Custom, custom};
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{Ignored, List, Object, Text, given, owned};
use crate::rest::words;
use opentim_domain::group::{CreateGroup, NewMember};
use opentim_domain::{GroupId, Kind, Role, UserId};
use serde::Deserialize;

/// An entry of `MemberList`.
#[derive(Deserialize)]
struct Member<'a> {
    #[serde(borrow, rename = "Member_Account")]
    user: Text<'a>,
    #[serde(borrow, rename = "Role", default)]
    role: Option<Text<'a>>,
    #[serde(borrow, rename = "NameCard", default)]
    name_card: Option<Text<'a>>,
    #[serde(borrow, rename = "AppMemberDefinedData", default)]
    fields: List<Object<Custom<'a>>>,
}

/// Reads the request. `draw` gives the first id for a group without its own.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an unknown word, an id of the wrong form.
pub fn read(body: &[u8], draw: &mut dyn FnMut(Kind) -> GroupId) -> Result<CreateGroup, Failure> {
    let body: Body<'_, List<Object<Member<'_>>>, Ignored> = body::read(body)?;
    let (group, members, _) = body.split(draw)?;
    let members = members.0.into_iter().enumerate().map(|(at, Object(entry))| member(at, entry));
    Ok(CreateGroup { group, members: members.collect::<Result<_, _>>()? })
}

fn member(at: usize, entry: Member<'_>) -> Result<NewMember, Failure> {
    let user = UserId::parse(entry.user.as_str());
    let user = user.map_err(|fault| Failure::id(&format!("MemberList[{at}].Member_Account"), fault))?;
    let role = match given(entry.role.as_ref()) {
        Some(word) => words::role(|| format!("MemberList[{at}].Role"), word)?,
        None => Role::Member,
    };
    Ok(NewMember { user, role, name_card: owned(entry.name_card), fields: custom(entry.fields) })
}
