//! The live groups that the user watches: their members are not stored, so a new line enters them again.

use opentim_domain::GroupId;
use opentim_wire::frame::MOST_ROOMS;
use opentim_wire::sdk::event::removed_from;
use opentim_wire::sdk::{Request, Uses, group, reply};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The groups that he has entered with this login, the latest last. Which of them are live is not known at first: an event with a
/// number shows that its group is not.
#[derive(Default)]
pub(super) struct Rooms(Mutex<Vec<GroupId>>);

impl Rooms {
    fn list(&self) -> MutexGuard<'_, Vec<GroupId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A call was answered.
    pub(super) fn answered(&self, uses: Uses, request: &Request, reply: &str) {
        match uses {
            Uses::GroupJoin | Uses::JoinByInviteLink | Uses::GroupQuit if !reply::is_done(reply) => {}
            Uses::GroupJoin => self.enter(group::join(request).ok().map(|join| join.group)),
            Uses::JoinByInviteLink => self.enter(group::link_shown(request).ok().map(|(token, _)| token.group)),
            Uses::GroupQuit => {
                if let Ok(quit) = group::quit(request) {
                    self.leave(&quit.group);
                }
            }
            _ => {}
        }
    }

    fn enter(&self, group: Option<GroupId>) {
        let Some(group) = group else { return };
        let mut list = self.list();
        list.retain(|entered| *entered != group);
        list.push(group);
        if list.len() > MOST_ROOMS {
            list.remove(0);
        }
    }

    /// He is not in it any more, or it is not live.
    pub(super) fn leave(&self, group: &GroupId) {
        self.list().retain(|entered| entered != group);
    }

    /// He was told something: perhaps that he is not in a group any more.
    pub(super) fn told(&self, messages: &str) {
        if !self.list().is_empty() {
            removed_from(messages).iter().for_each(|group| self.leave(group));
        }
    }

    /// Those to enter again.
    pub(super) fn all(&self) -> Vec<GroupId> {
        self.list().clone()
    }
}
