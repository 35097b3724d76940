//! Who was refused or left out was so for a true reason, and by the back end only if it was asked and said so.

use crate::actors::{Answer, Step};
use crate::counts::Quota;
use crate::erasures::knows;
use crate::ledger::{Deed, Ledger};
use crate::violation::{Violation, must};
use crate::wish::Wish;
use opentim_domain::member::{AddMembers, InviteMembers};
use opentim_domain::{Outcome, Reject, UserId};
use std::collections::BTreeSet;

/// What the back end said is what was answered, and it was not asked about what is refused anyway.
pub(crate) fn check_verdict(user: &UserId, step: &Step, answer: &Answer) -> Result<(), Violation> {
    let (Some(attempt), Some((_, ended)), wish) = (&step.attempt, &step.answer, &step.wish) else { return Ok(()) };
    if let Answer::Barred(number) = answer {
        must!(attempt.barred() == Some(*number), "{user} was answered {number} to {wish:?}, the back end said {attempt:?}");
        return Ok(());
    }
    must!(attempt.barred().is_none(), "{user} was answered {answer:?} to {wish:?}, the back end said {attempt:?}");
    if let Answer::Targets(targets) = answer {
        let let_in = targets
            .iter()
            .find(|target| attempt.refused().contains(&target.user) && matches!(target.outcome, Outcome::Done | Outcome::Waiting));
        must!(let_in.is_none(), "{user} was answered {let_in:?} to {wish:?}, the back end said {attempt:?}");
    }
    // Quotas are claimed by the commit, after the question; time may pass over a link.
    let Answer::Refused(reject) = answer else { return Ok(()) };
    let later = quota(reject).is_some() || matches!(reject, Reject::LinkExpired { .. });
    let vain = attempt.verdict.is_some() && !later && *ended == attempt.began;
    must!(!vain, "the back end was asked about {wish:?} of {user}, which is refused anyway: {reject:?}");
    Ok(())
}

/// The quota that a refusal is about.
fn quota(reject: &Reject) -> Option<Quota> {
    match reject {
        Reject::DailyQuota { .. } => Some(Quota::Today),
        Reject::TooManyOfKind { kind, .. } => Some(Quota::Kind(*kind)),
        Reject::TooManyGroups { user, .. } => UserId::parse(user).ok().map(Quota::User),
        _ => None,
    }
}

/// A group or a quota that was full was so at some moment between question and answer.
pub(crate) fn check_refusal(step: &Step, ledger: &Ledger) -> Result<(), Violation> {
    let (Some(began), Some((Answer::Refused(reject), ended))) = (step.began, &step.answer) else { return Ok(()) };
    if let Some(quota) = quota(reject) {
        let used_up = ledger.was_used_up(&quota, began, *ended);
        must!(used_up, "{:?} was refused with {reject:?}, and {quota:?} had room", step.wish);
    }
    let group = match &step.wish {
        _ if !matches!(reject, Reject::Full { .. }) => return Ok(()),
        Wish::Join(join) => &join.group,
        Wish::Handle(handle) => &handle.group,
        Wish::Invite(invite) => &invite.group,
        Wish::Add(add) => &add.group,
        Wish::Link(link) => link.group(),
        _ => return Ok(()),
    };
    must!(ledger.was_full(group, began, *ended), "{:?} was refused because of a full group that was not full", step.wish);
    Ok(())
}

/// Whoever was left out because he is in as many groups as he may was so at some moment; nobody who was named is lost.
pub(crate) fn check_left_out(step: &Step, ledger: &Ledger, deed: &Deed) -> Result<(), Violation> {
    let (Some(began), Some((answer, ended)), wish) = (step.began, &step.answer, &step.wish) else { return Ok(()) };
    let left_out: Vec<UserId> = match answer {
        Answer::Made(_, over_limit) => over_limit.clone(),
        Answer::Targets(targets) => {
            targets.iter().filter(|target| target.outcome == Outcome::OverLimit).map(|target| target.user.clone()).collect()
        }
        _ => Vec::new(),
    };
    for user in &left_out {
        let full = ledger.was_used_up(&Quota::User(user.clone()), began, *ended);
        must!(full, "{user} was left out of {wish:?}, and could be in more groups");
    }
    let (named, answered): (BTreeSet<UserId>, BTreeSet<UserId>) = match (wish, answer) {
        (Wish::Create(create) | Wish::CreateDrawn(create), Answer::Made(..)) => {
            let members = create.members.iter().map(|member| member.user.clone());
            let inside = deed.events.iter().flat_map(knows).cloned().chain(left_out);
            (create.group.owner.iter().cloned().chain(members).collect(), inside.collect())
        }
        (Wish::Add(AddMembers { users, .. }) | Wish::Invite(InviteMembers { users, .. }), Answer::Targets(targets)) => {
            (users.iter().cloned().collect(), targets.iter().map(|target| target.user.clone()).collect())
        }
        _ => return Ok(()),
    };
    must!(named == answered, "{wish:?} names {named:?}, and was answered of {answered:?}");
    Ok(())
}
