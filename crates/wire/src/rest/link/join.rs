//! Ours: `join_by_invite_link`: an account joins as if it had shown the link itself.

use crate::InviteToken;
use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{Text, owned};
use opentim_domain::application::Applied;
use opentim_domain::{GroupId, UserId};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "Member_Account")]
    user: Text<'a>,
    #[serde(borrow, rename = "Token")]
    token: Text<'a>,
    #[serde(borrow, rename = "ApplyMsg", default)]
    message: Option<Text<'a>>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// Who joins.
    pub user: UserId,
    /// By which link.
    pub token: InviteToken,
    /// His words, for those who decide.
    pub message: String,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, a token that is none.
pub fn read(body: &[u8]) -> Result<Request, Failure> {
    let body: Body<'_> = body::read(body)?;
    let token = InviteToken::parse(body.token.as_str()).map_err(|bad| Failure::parameter(format!("Token is not valid: {bad}")))?;
    Ok(Request { user: account::user("Member_Account", &body.user)?, token, message: owned(body.message) })
}

/// The reply, in the client's words (rule book 4.7, apply_join_group).
#[derive(Serialize)]
pub struct Reply<'a> {
    #[serde(rename = "GroupId")]
    group: &'a str,
    #[serde(rename = "JoinedStatus")]
    status: &'static str,
}

impl<'a> Reply<'a> {
    /// What became of it.
    pub fn new(group: &'a GroupId, applied: Applied) -> Self {
        let status = match applied {
            Applied::Joined | Applied::MayEnter => "JoinedSuccess",
            Applied::Waiting => "WaitAdminApproval",
        };
        Self { group: group.as_str(), status }
    }
}
