//! `modify_group_member_info` (rule book 4.4; REST: Modify group member).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::group::{Custom, custom};
use crate::rest::spelling;
use crate::rest::value::{List, Object, Text, Whole, given};
use crate::rest::words;
use opentim_domain::member::{MemberPatch, ModifyMember};
use serde::Deserialize;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "Member_Account")]
    user: Text<'a>,
    #[serde(borrow, rename = "Role", default)]
    role: Option<Text<'a>>,
    #[serde(borrow, rename = "MsgFlag", default)]
    msg_flag: Option<Text<'a>>,
    #[serde(borrow, rename = "NameCard", default)]
    name_card: Option<Text<'a>>,
    #[serde(borrow, rename = "AppMemberDefinedData", default)]
    fields: List<Object<Custom<'a>>>,
    #[serde(rename = "ShutUpTime", default)]
    shut_up: Option<Whole>,
    #[serde(rename = "MuteTime", default)]
    mute: Option<Whole>,
}

/// Reads the request. An empty name card takes the name card away; an empty word says nothing.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an unknown word, an id of the wrong form, two different mute times.
pub fn read(body: &[u8]) -> Result<ModifyMember, Failure> {
    let body: Body<'_> = body::read(body)?;
    let group = account::group(&body.group)?;
    let user = account::user("Member_Account", &body.user)?;
    let patch = MemberPatch {
        role: given(body.role.as_ref()).map(|word| words::role(|| "Role".to_owned(), word)).transpose()?,
        msg_flag: given(body.msg_flag.as_ref()).map(words::msg_flag).transpose()?,
        name_card: body.name_card.map(|card| card.0.into_owned()),
        fields: custom(body.fields),
        mute_secs: spelling::mute_time(body.shut_up, body.mute)?,
    };
    Ok(ModifyMember { group, user, patch })
}
