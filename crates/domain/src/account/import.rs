//! Import an account (`im_open_login_svc/account_import`).

use super::{demand_app, living, put};
use crate::text;
use crate::{Account, Actor, AppId, Command, Context, Field, Home, ReadSet, Reject, Step, UserId, View};
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
        ReadSet::account()
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<()>, Reject> {
        demand_app(actor)?;
        let limits = &context.limits.profiles;
        let before = living(view, &self.user)?;
        let mut after = Account { imported: true, ..before };
        for (field, text, limit, kept) in [
            (Field::Nick, &self.nick, limits.nick_bytes, &mut after.nick),
            (Field::FaceUrl, &self.face_url, limits.face_url_bytes, &mut after.face_url),
        ] {
            let Some(text) = text else { continue };
            text::at_most(field, text, limit)?;
            kept.clone_from(text);
        }
        Ok(put(view, after))
    }
}
