//! Change a user's profile (`profile/portrait_set`, `TIMProfileModifySelfUserProfile`).

use crate::{Actor, AppId, Command, Context, CustomField, Home, ReadSet, Reject, Step, UserId, View};
use alloc::string::String;
use alloc::vec::Vec;

/// Changes parts of a profile. A user changes his own, the app everybody's. Who has no account gets one by it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetProfile {
    /// Whose.
    pub user: UserId,
    /// What changes.
    pub patch: ProfilePatch,
}

/// What changes of a profile; nothing stays as it is. The fields are those of [`Account`](crate::Account).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ProfilePatch {
    /// Nickname.
    pub nick: Option<String>,
    /// Avatar address.
    pub face_url: Option<String>,
    /// Gender: 0 unknown, 1 male, 2 female.
    pub gender: Option<u32>,
    /// Birthday.
    pub birthday: Option<u32>,
    /// Where he is.
    pub location: Option<String>,
    /// His language.
    pub language: Option<u32>,
    /// What he says of himself.
    pub signature: Option<String>,
    /// Who may become his friend.
    pub friend_option: Option<u32>,
    /// His level.
    pub level: Option<u32>,
    /// His role.
    pub role: Option<u32>,
    /// Custom fields by key; an empty value deletes.
    pub fields: Vec<CustomField>,
}

impl Command for SetProfile {
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
