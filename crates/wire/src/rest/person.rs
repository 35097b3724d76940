//! Nickname and avatar of a person in rows of replies.

use opentim_domain::Account;
use serde::Serialize;
use std::borrow::Borrow;

/// What of an account is shown beside its id; empty for who has none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub(super) struct Person<'a> {
    #[serde(rename = "NickName")]
    nick: &'a str,
    #[serde(rename = "Avatar")]
    face_url: &'a str,
}

impl<'a> Person<'a> {
    pub fn of(account: Option<&'a impl Borrow<Account>>) -> Self {
        let account: Option<&Account> = account.map(Borrow::borrow);
        Self { nick: account.map_or("", |account| &account.nick), face_url: account.map_or("", |account| &account.face_url) }
    }
}
