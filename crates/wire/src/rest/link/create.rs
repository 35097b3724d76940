//! Ours: `create_invite_link`.

use crate::InviteToken;
use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{Flag, Text, Whole};
use opentim_domain::{GroupId, Secs, UserId};
use serde::{Deserialize, Serialize};

/// A misspelt field is refused: a link that should have ended would never end.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "From_Account", default)]
    stand_in: Option<Text<'a>>,
    #[serde(rename = "ExpireTime", default)]
    expires_at: Option<Whole>,
    #[serde(rename = "MaxUseNum", default)]
    most_uses: Option<Whole>,
    #[serde(rename = "NeedApproval", default)]
    approval: Option<Flag>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// The account that is shown as the one who did it, in place of the caller's.
    pub stand_in: Option<UserId>,
    /// The group.
    pub group: GroupId,
    /// From then on the link lets nobody in.
    pub expires_at: Option<Secs>,
    /// So many users come in by it, not more.
    pub most_uses: Option<u32>,
    /// Whoever shows it asks to join.
    pub approval: bool,
}

/// Reads the request. `ExpireTime` 0 is never, `MaxUseNum` 0 is as many as like.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, a number of more than 32 bits.
pub fn read(body: &[u8]) -> Result<Request, Failure> {
    let body: Body<'_> = body::read(body)?;
    let said = |number: Option<Whole>| number.filter(|number| number.0 > 0);
    Ok(Request {
        stand_in: account::stand_in(body.stand_in.as_ref())?,
        group: account::group(&body.group)?,
        expires_at: said(body.expires_at).map(|time| Secs(time.0)),
        most_uses: said(body.most_uses).map(|most| most.within_32_bits("MaxUseNum")).transpose()?,
        approval: body.approval.is_some_and(|flag| flag.0),
    })
}

/// The reply: the only place where the token is ever shown.
#[derive(Serialize)]
pub struct Reply<'a> {
    #[serde(rename = "LinkId")]
    link: &'a str,
    #[serde(rename = "Token")]
    token: String,
}

impl<'a> From<&'a InviteToken> for Reply<'a> {
    fn from(token: &'a InviteToken) -> Self {
        Self { link: token.link.as_str(), token: token.to_string() }
    }
}
