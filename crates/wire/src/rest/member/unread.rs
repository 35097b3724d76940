//! `set_unread_msg_num` (rule book 4.4; REST: Set unread count).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{Text, Whole};
use opentim_domain::member::SetUnread;
use serde::Deserialize;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(borrow, rename = "Member_Account")]
    user: Text<'a>,
    #[serde(rename = "UnreadMsgNum")]
    unread: Whole,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, a number of more than 32 bits.
pub fn read(body: &[u8]) -> Result<SetUnread, Failure> {
    let body: Body<'_> = body::read(body)?;
    Ok(SetUnread {
        group: account::group(&body.group)?,
        user: account::user("Member_Account", &body.user)?,
        unread: body.unread.within_32_bits("UnreadMsgNum")?,
    })
}
