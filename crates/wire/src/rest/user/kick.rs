//! `kick` (the incumbent's pages on accounts): ends all sessions of a user. He may log in again with a UserSig that holds.

use super::Named;
use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use opentim_domain::UserId;

/// Reads the request: whose sessions.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form.
pub fn read(body: &[u8]) -> Result<UserId, Failure> {
    let body: Named<'_> = body::read(body)?;
    account::user("UserID", &body.user)
}
