//! When somebody was in a group, by its log alone.
//!
//! The log says who comes and who goes. What it does not say, who was in a group when it ended, follows from what came before.

use opentim_domain::{EventBody, Kind, Secs, UserId};

/// Until when somebody is kept out, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Ban {
    pub(super) until: Secs,
    pub(super) why: String,
}

/// How an event touches one user.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Touch {
    /// The group comes into being, with him or without.
    Begins {
        with_him: bool,
    },
    Comes,
    /// He goes, and may be kept out.
    Goes(Option<Ban>),
    /// The group ends, whoever was in it.
    Ends(Kind),
    /// He is banned, member or not.
    Banned(Ban),
}

impl Touch {
    /// How an event touches this user, if it does.
    pub(super) fn of(body: &EventBody, user: &UserId) -> Option<Self> {
        let membership = body.membership(user);
        let ban = |until: Secs, why: &String| Ban { until, why: why.clone() };
        match body {
            EventBody::Created { .. } | EventBody::Imported { .. } => Some(Self::Begins { with_him: membership == Some(true) }),
            EventBody::Disbanded { kind, .. } => Some(Self::Ends(*kind)),
            EventBody::Banned { users, until, description } => users.contains(user).then(|| Self::Banned(ban(*until, description))),
            EventBody::MembersKicked { banned_until, reason, .. } => {
                membership.map(|_| Self::Goes(banned_until.map(|until| ban(until, reason))))
            }
            _ => membership.map(|comes| if comes { Self::Comes } else { Self::Goes(None) }),
        }
    }
}

/// The events among neighbours that touch one user, each with its number.
pub(super) struct Touches {
    pub(super) seen: Vec<(u64, Touch)>,
    /// All of them have numbers above this one; 0: they go back to the first event of the log.
    pub(super) above: u64,
}

/// Since when somebody is in a group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Since {
    /// He came with this event.
    Event(u64),
    /// If at all, then since before what was looked at.
    Earlier,
    Never,
}

/// What is owed of the stays of one user who was told nothing of them yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Owed {
    /// The beginning of the first.
    pub(super) since: Since,
    /// The end of the last that ended; 0: none did.
    pub(super) left: u64,
}

impl Touches {
    fn is_complete(&self) -> bool {
        self.above == 0
    }

    /// Whether he is a member after them; nothing: they do not say.
    pub(super) fn inside_after(&self) -> Option<bool> {
        let last = self.seen.iter().rev().find_map(|(_, touch)| match touch {
            Touch::Comes => Some(true),
            Touch::Begins { with_him } => Some(*with_him),
            Touch::Goes(_) | Touch::Ends(_) => Some(false),
            Touch::Banned(_) => None,
        });
        last.or(self.is_complete().then_some(false))
    }

    /// The last of his goings and of the group's ends that are not above `until`; 0: none.
    pub(super) fn last_leave(&self, until: u64) -> u64 {
        let leaves = self.seen.iter().filter(|(_, touch)| matches!(touch, Touch::Goes(_) | Touch::Ends(_)));
        leaves.map(|(number, _)| *number).rfind(|number| *number <= until).unwrap_or(0)
    }

    /// The stays that he was not told of: those that ended with the newest `leaves` notices of going and of bans, and the one
    /// that lasts, if `lasting` is asked for.
    pub(super) fn owed(&self, leaves: usize, lasting: bool) -> Owed {
        let (ends, since) = self.ends();
        let short = ends.len() < leaves && !self.is_complete();
        let told = ends.len().saturating_sub(leaves);
        let ended: Vec<(u64, Since)> = ends[told..].iter().filter_map(|(number, since)| Some((*number, (*since)?))).collect();
        let first = ended.first().map(|(_, since)| *since).or(lasting.then_some(since));
        let left = ended.last().map_or(0, |(number, _)| *number);
        Owed { since: if short { Since::Earlier } else { first.unwrap_or(Since::Never) }, left }
    }

    /// Every event that he had a notice of going or of a ban for, with the beginning of the stay that it ended (nothing: he was
    /// none when he was banned), and since when he is in the group after all of them.
    fn ends(&self) -> (Vec<(u64, Option<Since>)>, Since) {
        let mut ends = Vec::new();
        let mut since = if self.is_complete() { Since::Never } else { Since::Earlier };
        let mut before = None;
        for (number, touch) in &self.seen {
            let number = *number;
            match touch {
                Touch::Comes | Touch::Begins { with_him: true } => since = Since::Event(number),
                Touch::Begins { with_him: false } => since = Since::Never,
                Touch::Ends(_) if since == Since::Never => {}
                Touch::Goes(_) | Touch::Ends(_) => ends.push((number, Some(std::mem::replace(&mut since, Since::Never)))),
                // A member who is banned is removed by the event before, and has one notice of both.
                Touch::Banned(ban) if before == Some((number - 1, Some(ban))) => {}
                // What the event before was is not known.
                Touch::Banned(_) if !self.is_complete() && number == self.above + 1 => ends.push((number, Some(Since::Earlier))),
                Touch::Banned(_) => ends.push((number, None)),
            }
            let removed = if let Touch::Goes(ban) = touch { ban.as_ref() } else { None };
            before = Some((number, removed));
        }
        (ends, since)
    }
}

#[cfg(test)]
mod tests;
