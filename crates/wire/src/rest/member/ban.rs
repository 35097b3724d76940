//! `ban_group_member` (rule book 4.4; REST: Ban group member).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{List, Text, Whole, owned};
use opentim_domain::sanction::BanMembers;
use serde::Deserialize;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "Members_Account")]
    users: List<Text<'a>>,
    #[serde(rename = "Duration")]
    secs: Whole,
    #[serde(borrow, rename = "Description", default)]
    description: Option<Text<'a>>,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, a duration of more than 32 bits.
pub fn read(body: &[u8]) -> Result<BanMembers, Failure> {
    let body: Body<'_> = body::read(body)?;
    Ok(BanMembers {
        group: account::group(&body.group)?,
        users: account::users("Members_Account", &body.users)?,
        secs: body.secs.within_32_bits("Duration")?,
        description: owned(body.description),
    })
}
