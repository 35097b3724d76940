//! `modify_group_base_info` (rule book 4.3; REST: Modify group base info).

use super::new::{Custom, custom};
use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::spelling;
use crate::rest::value::{Flag, List, Object, Text, Whole, given};
use crate::rest::words;
use opentim_domain::UserId;
use opentim_domain::group::{GroupPatch, ModifyGroup};
use serde::Deserialize;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "From_Account", default)]
    stand_in: Option<Text<'a>>,
    #[serde(borrow, rename = "Name", default)]
    name: Option<Text<'a>>,
    #[serde(borrow, rename = "Introduction", default)]
    introduction: Option<Text<'a>>,
    #[serde(borrow, rename = "Notification", default)]
    notification: Option<Text<'a>>,
    #[serde(borrow, rename = "FaceUrl", default)]
    face_url: Option<Text<'a>>,
    // Create and import say MaxMemberCount, modify and get say MaxMemberNum (rule book 10, row 28).
    #[serde(rename = "MaxMemberNum", alias = "MaxMemberCount", default)]
    max_members: Option<Whole>,
    #[serde(borrow, rename = "ApplyJoinOption", default)]
    join: Option<Text<'a>>,
    #[serde(borrow, rename = "InviteJoinOption", default)]
    invite: Option<Text<'a>>,
    #[serde(borrow, rename = "AppDefinedData", default)]
    fields: List<Object<Custom<'a>>>,
    #[serde(borrow, rename = "ShutUpAllMember", default)]
    shut_up: Option<Text<'a>>,
    #[serde(borrow, rename = "MuteAllMember", default)]
    mute: Option<Text<'a>>,
    #[serde(borrow, rename = "HistoryMsgBeforeJoin", default)]
    early_history: Option<Text<'a>>,
    #[serde(rename = "EnablePermission", default)]
    permission_groups: Option<Flag>,
    #[serde(rename = "DefaultPermission", default)]
    default_permissions: Option<Whole>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// The account that is shown as the one who did it, in place of the caller's.
    pub stand_in: Option<UserId>,
    /// What changes.
    pub command: ModifyGroup,
}

/// Reads the request. An empty introduction, notification or avatar takes it away; an empty word says nothing.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an unknown word, an id of the wrong form, two different values under the two
/// names of mute-all.
pub fn read(body: &[u8]) -> Result<Request, Failure> {
    let body: Body<'_> = body::read(body)?;
    let text = |text: Option<Text<'_>>| text.map(|text| text.0.into_owned());
    let stand_in = account::stand_in(body.stand_in.as_ref())?;
    let patch = GroupPatch {
        name: text(body.name),
        introduction: text(body.introduction),
        notification: text(body.notification),
        face_url: text(body.face_url),
        fields: custom(body.fields),
        join: given(body.join.as_ref()).map(words::join).transpose()?,
        invite: given(body.invite.as_ref()).map(words::invite).transpose()?,
        max_members: body.max_members.map(|most| most.0),
        mute_all: spelling::mute_all(body.shut_up.as_ref(), body.mute.as_ref())?,
        permission_groups: body.permission_groups.map(|flag| flag.0),
        default_permissions: body.default_permissions.map(|bits| bits.0),
        early_history: given(body.early_history.as_ref()).map(|word| words::on_off("HistoryMsgBeforeJoin", word)).transpose()?,
        ..GroupPatch::default()
    };
    Ok(Request { stand_in, command: ModifyGroup { group: account::group(&body.group)?, patch } })
}
