//! `account_import` and `multiaccount_import` (the incumbent's pages on accounts).

use super::MOST;
use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{List, Object, Text};
use opentim_domain::UserId;
use opentim_domain::account::ImportAccount;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct One<'a> {
    #[serde(borrow, rename = "UserID", alias = "Identifier")]
    user: Text<'a>,
    #[serde(borrow, rename = "Nick", default)]
    nick: Option<Text<'a>>,
    #[serde(borrow, rename = "FaceUrl", default)]
    face_url: Option<Text<'a>>,
}

impl One<'_> {
    fn command(self, user: UserId) -> ImportAccount {
        // An empty text says as much as none: whoever imports again does not mean to take a nickname away.
        let said = |text: Option<Text<'_>>| text.map(|text| text.0.into_owned()).filter(|text| !text.is_empty());
        ImportAccount { user, nick: said(self.nick), face_url: said(self.face_url) }
    }
}

/// Reads the request for one account.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form.
pub fn one(body: &[u8]) -> Result<ImportAccount, Failure> {
    let body: One<'_> = body::read(body)?;
    let user = account::user("UserID", &body.user)?;
    Ok(body.command(user))
}

#[derive(Deserialize)]
struct Many<'a> {
    // Names alone, as the page has it since the beginning.
    #[serde(borrow, rename = "Accounts", default)]
    names: List<Text<'a>>,
    // With nicknames and avatars, as later ones have it.
    #[serde(borrow, rename = "AccountList", default)]
    accounts: List<Object<One<'a>>>,
}

/// Accounts to import, each with the text that names it.
pub type Accounts = Vec<(String, Option<ImportAccount>)>;

/// Reads the request for several. One whose id has the wrong form fails alone: nothing comes with it.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, no account; 10005 for more than [`MOST`].
pub fn many(body: &[u8]) -> Result<Accounts, Failure> {
    let body: Many<'_> = body::read(body)?;
    let given = body.names.0.len() + body.accounts.0.len();
    if given == 0 {
        return Err(Failure::parameter(format!("Accounts is required: name 1 to {MOST} accounts")));
    }
    if given > MOST {
        return Err(account::too_many("Accounts", given, MOST));
    }
    let bare = body.names.0.into_iter().map(|user| One { user, nick: None, face_url: None });
    let all = bare.chain(body.accounts.0.into_iter().map(|Object(account)| account));
    let row = |account: One<'_>| {
        let name = account.user.as_str().to_owned();
        let user = UserId::parse(&name).ok();
        (name, user.map(|user| account.command(user)))
    };
    Ok(all.map(row).collect())
}

/// The reply to a request for several.
#[derive(Serialize)]
pub struct Reply<'a> {
    /// Those that were not imported.
    #[serde(rename = "FailAccounts")]
    pub failed: &'a [String],
}
