//! Every answer that was given is true: refused means that nothing was done, anything else that it was done once and as it says.

use crate::actors::{Answer, Plan, Step};
use crate::ledger::{Deed, Ledger};
use crate::refusals::{check_left_out, check_refusal, check_verdict};
use crate::violation::{Violation, must};
use crate::wish::{LinkWish, TopicWish, Wish};
use opentim_domain::application::Applied;
use opentim_domain::attribute::{DeleteAttributes, SetAttributes};
use opentim_domain::group::GroupPatch;
use opentim_domain::{EventBody, Home, InfoChange, Outcome, Target, UserId};
use std::collections::BTreeSet;

/// Checks all answers of a plan.
pub(crate) fn check(plan: &Plan, ledger: &Ledger) -> Result<(), Violation> {
    let user = &plan.actor.user;
    for step in &plan.steps {
        let Step { wish, operation, .. } = step;
        let Some((answer, _)) = &step.answer else {
            return Err(Violation(format!("{user} never got an answer to {operation}: {wish:?}")));
        };
        let deeds = ledger.deeds(user, operation);
        check_verdict(user, step, answer)?;
        if let Answer::Refused(_) | Answer::Barred(_) = answer {
            let nothing = deeds.iter().all(|deed| deed.events.is_empty());
            must!(nothing, "{user} was refused {wish:?} with {answer:?}, and it was done: {deeds:?}");
            check_refusal(step, ledger)?;
            continue;
        }
        must!(deeds.len() == 1, "{user} was answered {answer:?} to {wish:?}, which was done {} times", deeds.len());
        must!(is_true(wish, answer, user, &deeds[0]), "{user} was answered {answer:?} to {wish:?}, and done was {deeds:?}");
        check_left_out(step, ledger, &deeds[0])?;
    }
    Ok(())
}

fn is_true(wish: &Wish, answer: &Answer, me: &UserId, deed: &Deed) -> bool {
    let told = Told { answer, events: &deed.events };
    match wish {
        // In live groups people come and go without a commit; a ban is one.
        Wish::Join(_) | Wish::Quit(_) | Wish::Kick(_) | Wish::Ban(_) if deed.live => true,
        Wish::Create(_) | Wish::CreateDrawn(_) | Wish::Import(_) => match (answer, &deed.home) {
            (Answer::Made(id, _), Home::Group(home)) => id == home && told.begins(),
            _ => false,
        },
        Wish::Join(_) => told.applied(me),
        Wish::Destroy(_) => told.any(|body| matches!(body, EventBody::Disbanded { .. })),
        Wish::Quit(_) => told.any(|body| matches!(body, EventBody::MemberQuit { member, .. } if member == me)),
        Wish::Modify(modify) => told.modified(&modify.patch),
        Wish::Add(_) | Wish::Invite(_) => told.done(added) && told.asked().is_subset(&told.with(Outcome::Waiting)),
        Wish::ImportMembers(_) => told.done(|body| match body {
            EventBody::MembersImported { members } => members.iter().map(|(user, _)| user.clone()).collect(),
            _ => Vec::new(),
        }),
        Wish::Kick(_) => told.done(|body| match body {
            EventBody::MembersKicked { members, .. } => members.iter().map(|(user, _)| user.clone()).collect(),
            _ => Vec::new(),
        }),
        Wish::Handle(handle) if handle.accept => told.done(added),
        Wish::Handle(_) => told.done(|body| match body {
            EventBody::Decided { users, .. } => users.clone(),
            _ => Vec::new(),
        }),
        Wish::Mute(_) => told.done(|body| match body {
            EventBody::Muted { users, .. } => users.clone(),
            _ => Vec::new(),
        }),
        Wish::Ban(_) => told.done(|body| match body {
            EventBody::Banned { users, .. } => users.clone(),
            _ => Vec::new(),
        }),
        Wish::Unban(_) => told.done(|body| match body {
            EventBody::Unbanned { users } => users.clone(),
            _ => Vec::new(),
        }),
        Wish::SetAttributes(SetAttributes { sequence, .. }) | Wish::DeleteAttributes(DeleteAttributes { sequence, .. }) => {
            told.written(*sequence)
        }
        Wish::Count(count) => told.counted(&count.counters),
        Wish::DeletePermissionGroups(_) => told.each(|body| match body {
            EventBody::PermissionGroupsDeleted { permission_groups } => permission_groups.len(),
            _ => 0,
        }),
        Wish::PutInto(_) => told.done(|body| match body {
            EventBody::PermissionMembersAdded { users, .. } => users.clone(),
            _ => Vec::new(),
        }),
        Wish::TakeOut(_) => told.done(|body| match body {
            EventBody::PermissionMembersRemoved { users, .. } => users.clone(),
            _ => Vec::new(),
        }),
        Wish::CreatePermissionGroup(_) => told.any(|body| matches!(body, EventBody::PermissionGroupCreated { .. })),
        Wish::DeleteCounters(_) | Wish::ModifyPermissionGroup(_) => *answer == Answer::Done,
        Wish::Transfer(_) | Wish::Edit(_) | Wish::Unread(_) | Wish::Read(_) => *answer == Answer::Done,
        Wish::Topic(wish) => is_true_of_topic(wish, &told),
        Wish::Link(wish) => match &**wish {
            LinkWish::Create(_) => told.any(|body| matches!(body, EventBody::LinkCreated { .. })),
            LinkWish::Revoke(_) => told.any(|body| matches!(body, EventBody::LinkRevoked { .. })),
            LinkWish::Join(_) => told.applied(me),
        },
        Wish::DeleteAccount(_) => *answer == Answer::Done,
        Wish::HandleSeen { .. } | Wish::SetSeen(_) => false,
    }
}

fn is_true_of_topic(wish: &TopicWish, told: &Told<'_>) -> bool {
    match wish {
        TopicWish::Create(_) => told.any(|body| matches!(body, EventBody::TopicCreated { .. })),
        TopicWish::Modify(_) | TopicWish::Flag(_) => *told.answer == Answer::Done,
        TopicWish::Destroy(_) => told.each(|body| match body {
            EventBody::TopicsDeleted { topics } => topics.len(),
            _ => 0,
        }),
        TopicWish::Rights(_) => told.each(|body| match body {
            EventBody::TopicRightsChanged { topics, .. } => topics.len(),
            _ => 0,
        }),
        TopicWish::Mute(_) => told.done(|body| match body {
            EventBody::TopicMuted { users, .. } => users.clone(),
            _ => Vec::new(),
        }),
    }
}

fn added(body: &EventBody) -> Vec<UserId> {
    match body {
        EventBody::MembersAdded { members, .. } => members.clone(),
        _ => Vec::new(),
    }
}

/// An answer, and what was truly done.
struct Told<'a> {
    answer: &'a Answer,
    events: &'a [EventBody],
}

impl Told<'_> {
    fn any(&self, wanted: impl Fn(&EventBody) -> bool) -> bool {
        self.events.iter().any(wanted)
    }

    fn begins(&self) -> bool {
        matches!(self.events, [EventBody::Created { .. } | EventBody::Imported { .. }])
    }

    fn applied(&self, me: &UserId) -> bool {
        let asks = |body: &EventBody| match body {
            EventBody::Applied { users, .. } => users == std::slice::from_ref(me),
            EventBody::LinkUsed { .. } => true,
            _ => false,
        };
        match self.answer {
            Answer::Applied(Applied::Joined) => self.any(|body| added(body).contains(me)),
            Answer::Applied(Applied::Waiting) => self.events.iter().all(asks),
            _ => false,
        }
    }

    /// What was written is told with its number: the next after the one that the writer had seen, if he said one.
    fn written(&self, seen: Option<u64>) -> bool {
        let Answer::Sequence(answered) = self.answer else { return false };
        match self.events {
            [] => seen.is_none_or(|seen| seen == *answered),
            [EventBody::AttributesChanged { sequence, .. }] => {
                sequence == answered && seen.is_none_or(|seen| seen + 1 == *answered)
            }
            _ => false,
        }
    }

    /// Counters have the values that were answered.
    fn counted(&self, named: &[(String, i64)]) -> bool {
        let Answer::Counted(answered) = self.answer else { return false };
        let keys = answered.iter().map(|(key, _)| key).eq(named.iter().map(|(key, _)| key));
        keys && self.events.iter().all(|body| match body {
            EventBody::CountersChanged { changes } => {
                changes.iter().all(|change| answered.iter().any(|(key, value)| *key == change.key && change.after == Some(*value)))
            }
            _ => false,
        })
    }

    /// As many things were done as were answered as done.
    fn each(&self, count: impl Fn(&EventBody) -> usize) -> bool {
        let Answer::Outcomes(outcomes) = self.answer else { return false };
        let done = outcomes.iter().filter(|outcome| **outcome == Outcome::Done).count();
        self.events.iter().map(count).sum::<usize>() == done
    }

    fn targets(&self) -> &[Target] {
        match self.answer {
            Answer::Targets(targets) => targets,
            _ => &[],
        }
    }

    fn with(&self, outcome: Outcome) -> BTreeSet<UserId> {
        self.targets().iter().filter(|target| target.outcome == outcome).map(|target| target.user.clone()).collect()
    }

    fn asked(&self) -> BTreeSet<UserId> {
        let asked = self.events.iter().filter_map(|body| match body {
            EventBody::Applied { users, .. } => Some(users.clone()),
            _ => None,
        });
        asked.flatten().collect()
    }

    /// Exactly those were answered as done to whom it was done.
    fn done(&self, to: impl Fn(&EventBody) -> Vec<UserId>) -> bool {
        let truly: BTreeSet<UserId> = self.events.iter().flat_map(to).collect();
        self.with(Outcome::Done) == truly
    }

    /// Only what was named changed, to what was named.
    fn modified(&self, patch: &GroupPatch) -> bool {
        let named = |change: &InfoChange| match change {
            InfoChange::Name(_, after) => patch.name.as_ref() == Some(after),
            InfoChange::Introduction(_, after) => patch.introduction.as_ref() == Some(after),
            InfoChange::Notification(_, after) => patch.notification.as_ref() == Some(after),
            InfoChange::Fields(fields) => fields.iter().all(|field| patch.fields.iter().any(|named| named.key == field.key)),
            InfoChange::JoinOption(_, after) => patch.join == Some(*after),
            InfoChange::InviteOption(_, after) => patch.invite == Some(*after),
            InfoChange::MaxMembers(_, after) => patch.max_members == after.map(u64::from),
            InfoChange::MuteAll(_, after) => patch.mute_all == Some(*after),
            InfoChange::PermissionGroups(_, after) => patch.permission_groups == Some(*after),
            InfoChange::DefaultPermissions(_, after) => patch.default_permissions == Some(*after),
            _ => false,
        };
        self.events.iter().all(|body| matches!(body, EventBody::InfoChanged { changes } if changes.iter().all(named)))
    }
}
