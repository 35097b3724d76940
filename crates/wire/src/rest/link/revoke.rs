//! Ours: `revoke_invite_link`.

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::Text;
use opentim_domain::link::RevokeLink;
use opentim_domain::{LinkId, UserId};
use serde::Deserialize;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "LinkId")]
    link: Text<'a>,
    #[serde(borrow, rename = "From_Account", default)]
    stand_in: Option<Text<'a>>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// The account that is shown as the one who did it, in place of the caller's.
    pub stand_in: Option<UserId>,
    /// The link.
    pub command: RevokeLink,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form.
pub fn read(body: &[u8]) -> Result<Request, Failure> {
    let body: Body<'_> = body::read(body)?;
    let id = LinkId::parse(body.link.as_str()).map_err(|fault| Failure::id("LinkId", fault))?;
    let command = RevokeLink { group: account::group(&body.group)?, id };
    Ok(Request { stand_in: account::stand_in(body.stand_in.as_ref())?, command })
}
