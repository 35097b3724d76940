//! `modify_admin` and `get_admin_list` (rule book 4.5; Setting live group admins).

use super::on;
use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::person::Person;
use crate::rest::value::{List, Text, Whole};
use opentim_domain::live::SetLiveAdmins;
use opentim_domain::{Account, GroupId, UserId};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Serialize, Serializer};
use std::borrow::Borrow;

#[derive(Deserialize)]
struct Change<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(rename = "CommandType")]
    command: Whole,
    #[serde(borrow, rename = "Admin_Account")]
    users: List<Text<'a>>,
}

/// Reads a request that appoints or dismisses.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, an unknown `CommandType`.
pub fn change(body: &[u8]) -> Result<SetLiveAdmins, Failure> {
    let body: Change<'_> = body::read(body)?;
    Ok(SetLiveAdmins {
        group: account::group(&body.group)?,
        users: account::users("Admin_Account", &body.users)?,
        on: on(body.command)?,
    })
}

#[derive(Deserialize)]
struct Question<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
}

/// Reads a question: whose admins.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, 10015 for an id of the wrong form.
pub fn list(body: &[u8]) -> Result<GroupId, Failure> {
    let body: Question<'_> = body::read(body)?;
    account::group(&body.group)
}

/// The reply to a question.
#[derive(Serialize)]
pub struct Reply<'a, A: Borrow<Account>> {
    /// The admins, each with his account if he has one.
    #[serde(rename = "Admin_List", serialize_with = "rows")]
    pub admins: &'a [(UserId, Option<A>)],
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(rename = "Admin_Account")]
    user: &'a str,
    #[serde(flatten)]
    person: Person<'a>,
}

fn rows<S: Serializer, A: Borrow<Account>>(admins: &&[(UserId, Option<A>)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut rows = serializer.serialize_seq(Some(admins.len()))?;
    for (user, account) in *admins {
        rows.serialize_element(&Row { user: user.as_str(), person: Person::of(account.as_ref()) })?;
    }
    rows.end()
}
