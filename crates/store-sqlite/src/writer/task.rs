//! A commit on its way to the writer.

use crate::codec::{encoded, record};
use opentim_domain::Change;
use opentim_domain::group::{Group, Numbers};
use opentim_store::{Commit, Outcome, StoreError};
use tokio::sync::oneshot;

/// A commit with everything encoded that can be before its turn: the caller's thread does it, the writer has enough to do.
#[derive(Debug)]
pub(crate) struct Task {
    pub commit: Commit,
    /// One body per change: a profile, a member, an application, a sanction, a record, an account; empty for others.
    pub changes: Vec<Vec<u8>>,
    /// One body per event.
    pub events: Vec<Vec<u8>>,
    answer: oneshot::Sender<Result<Outcome, StoreError>>,
}

/// Where the answer arrives.
pub(crate) type Answer = oneshot::Receiver<Result<Outcome, StoreError>>;

impl Task {
    /// Prepares a commit.
    pub(crate) fn new(commit: Commit) -> (Box<Self>, Answer) {
        let (answer, arrives) = oneshot::channel();
        let changes = commit.changes.iter().map(body).collect();
        let events = commit.events.iter().map(encoded).collect();
        (Box::new(Self { commit, changes, events, answer }), arrives)
    }

    /// Answers. Nobody listens any more when the caller has given up; the commit stands all the same.
    pub(super) fn answer(self, answer: Result<Outcome, StoreError>) {
        drop(self.answer.send(answer));
    }
}

fn body(change: &Change) -> Vec<u8> {
    match change {
        Change::Create(group) | Change::Profile(group) => profile(group),
        Change::AddMember(member) | Change::SetMember(member) => encoded(member),
        Change::PutApplication(application) => record(&**application),
        Change::PutSanction(sanction) => record(&**sanction),
        Change::PutRecord(held) => record(&**held),
        Change::PutAccount(account) => record(&**account),
        Change::Disband
        | Change::RemoveMembers(_)
        | Change::RemoveApplication(_)
        | Change::RemoveSanction(_)
        | Change::RemoveRecord(_)
        | Change::RemoveRecords { .. }
        | Change::Bury
        | Change::ApplicationsRead(_)
        | Change::RemoveAccount
        | Change::BackEndTold(_) => Vec::new(),
    }
}

/// The group without count, numbers and admins, which stand before it in its row.
fn profile(group: &Group) -> Vec<u8> {
    if group.member_count == 0 && group.numbers == Numbers::default() && group.admins.is_empty() {
        return encoded(group);
    }
    encoded(&Group { member_count: 0, numbers: Numbers::default(), admins: Vec::new(), ..group.clone() })
}
