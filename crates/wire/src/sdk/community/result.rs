//! Several things named in one call, each answered by itself.

use crate::sdk::codes::{BAD_PARAMETER, Failure};
use crate::sdk::method::Uses;
use opentim_domain::{Field, GroupId, Outcome, PermissionGroupId, Reject, TopicId};

/// One id that was named: as it was given, and parsed if it can be.
pub type Asked<T> = (String, Result<T, Reject>);

/// Ids that were named in one community.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskedIn<T> {
    /// The community.
    pub group: GroupId,
    /// The ids in the order of the call.
    pub ids: Vec<Asked<T>>,
}

impl<T: Clone> AskedIn<T> {
    /// The well-formed ones.
    pub fn parsed(&self) -> Vec<T> {
        self.ids.iter().filter_map(|(_, id)| id.as_ref().ok().cloned()).collect()
    }
}

/// Topics of a community by their ids. One of another community is none of this one.
pub(super) fn topics(group: GroupId, ids: Vec<String>) -> AskedIn<TopicId> {
    let ids = ids.into_iter().map(|id| {
        let topic = topic(&group, &id);
        (id, topic)
    });
    AskedIn { ids: ids.collect(), group }
}

/// A topic of this community.
pub(super) fn topic(group: &GroupId, id: &str) -> Result<TopicId, Reject> {
    let topic = TopicId::parse(id).map_err(|fault| Reject::BadId { field: Field::TopicId, fault })?;
    if topic.community() == *group { Ok(topic) } else { Err(Reject::NoSuchTopic { topic: id.to_owned() }) }
}

/// Permission groups by their ids.
pub(super) fn permission_groups(group: GroupId, ids: Vec<String>) -> AskedIn<PermissionGroupId> {
    let ids = ids.into_iter().map(|id| {
        let permission_group = permission_group(&id);
        (id, permission_group)
    });
    AskedIn { ids: ids.collect(), group }
}

/// A permission group.
pub(super) fn permission_group(id: &str) -> Result<PermissionGroupId, Reject> {
    PermissionGroupId::parse(id).map_err(|fault| Reject::BadId { field: Field::PermissionGroupId, fault })
}

/// Refuses more entries than one call may have.
pub(super) fn at_most(field: &str, given: usize, most: usize) -> Result<(), Failure> {
    if given > most {
        let desc = format!("{field} has too many entries: {given} were given, at most {most} are allowed");
        return Err(Failure::new(BAD_PARAMETER, desc));
    }
    Ok(())
}

/// What became of each id; `done` says it of the well-formed ones, in their order.
pub(super) fn each<T>(
    ids: Vec<Asked<T>>,
    done: impl IntoIterator<Item = Result<(), Failure>>,
    method: Uses,
) -> impl Iterator<Item = (String, Result<(), Failure>)> {
    let mut done = done.into_iter();
    ids.into_iter().map(move |(id, parsed)| {
        let done = match parsed {
            Ok(_) => done.next().unwrap_or(Ok(())),
            Err(reject) => Err(Failure::of(&reject, method)),
        };
        (id, done)
    })
}

/// Outcomes of ids that are refused as `missing` says when there is nothing of that id.
pub(super) fn unless_missing<T: ToString>(
    ids: &[T],
    outcomes: &[Outcome],
    missing: fn(&str) -> Reject,
    method: Uses,
) -> Vec<Result<(), Failure>> {
    let done = |(id, outcome): (&T, &Outcome)| match outcome {
        Outcome::Done => Ok(()),
        Outcome::Already | Outcome::Failed | Outcome::Waiting | Outcome::OverLimit => {
            Err(Failure::of(&missing(&id.to_string()), method))
        }
    };
    ids.iter().zip(outcomes).map(done).collect()
}

/// Code and sentence: 0 and nothing when it was done.
pub(super) fn said(done: Result<(), Failure>) -> (i32, String) {
    match done {
        Ok(()) => (0, String::new()),
        Err(Failure { code, desc }) => (code, desc),
    }
}
