//! Who was erased, and what must know nothing of him any more.

use opentim_domain::{EventBody, Record, UserId};
use std::collections::{BTreeMap, BTreeSet};

/// Erasures of persons.
#[derive(Default)]
pub(crate) struct Erasures {
    under_way: BTreeSet<UserId>,
    /// After which commit the last erasure of each had ended.
    ended: BTreeMap<UserId, usize>,
}

impl Erasures {
    /// These are under way after a commit; gives back those that ended by it.
    pub(crate) fn update(&mut self, under_way: BTreeSet<UserId>, commit: usize) -> Vec<UserId> {
        let ended: Vec<UserId> = self.under_way.difference(&under_way).cloned().collect();
        self.ended.extend(ended.iter().map(|user| (user.clone(), commit)));
        self.under_way = under_way;
        ended
    }

    /// After which commit somebody's erasure had ended; 0 if he was never erased.
    pub(crate) fn ended(&self, user: &UserId) -> usize {
        self.ended.get(user).copied().unwrap_or(0)
    }
}

/// Whether a record is about somebody.
pub(crate) fn is_of(record: &Record, user: &UserId) -> bool {
    match record {
        Record::TopicMember(member) => member.user == *user,
        Record::PermissionMember(member) => member.user == *user,
        Record::InviteLink(link) => link.creator == *user,
        _ => false,
    }
}

/// Users who come into a group by an event, or nearer to it.
pub(crate) fn brought(body: &EventBody) -> Vec<&UserId> {
    match body {
        EventBody::MembersAdded { members, .. } => members.iter().collect(),
        EventBody::Applied { users, .. } => users.iter().collect(),
        _ => Vec::new(),
    }
}

/// Users of whom a group knows something from an event on.
pub(crate) fn knows(body: &EventBody) -> Vec<&UserId> {
    match body {
        EventBody::Created { owner, members, .. } => owner.iter().chain(members.iter().map(|(user, _)| user)).collect(),
        EventBody::Imported { owner, .. } => owner.iter().collect(),
        EventBody::MembersImported { members } => members.iter().map(|(user, _)| user).collect(),
        EventBody::Muted { users, .. } | EventBody::Banned { users, .. } | EventBody::TopicMuted { users, .. } => {
            users.iter().collect()
        }
        EventBody::LinkCreated { link } => vec![&link.creator],
        _ => brought(body),
    }
}

/// Whether the app's back end wants to be asked before this (rule book 7.2).
pub(crate) fn wants_asking(events: &[EventBody]) -> bool {
    // Whoever decides on an application was asked about it when it was made.
    let decides = events.iter().any(|body| matches!(body, EventBody::Decided { .. }));
    events.iter().any(|body| match body {
        EventBody::Created { .. } | EventBody::Applied { .. } | EventBody::LinkUsed { .. } => true,
        EventBody::TopicCreated { imported, .. } => !imported,
        EventBody::MembersAdded { .. } => !decides,
        _ => false,
    })
}
