//! Users who follow what they are owed, and are cut off again and again. Each keeps cursors as an app does, also when the process
//! dies, and comes back with them: whatever is cut, he hears every tip and notice in order and once.

use crate::ledger::Ledger;
use crate::violation::{Violation, must};
use opentim_domain::{GroupId, StoredMembers, UserId};
use opentim_engine::{Cursors, Fed};
use std::collections::BTreeMap;

/// Somebody's app.
pub(crate) struct Follower {
    pub(crate) user: UserId,
    /// How far he was told; nothing before his first login.
    pub(crate) kept: Option<Cursors>,
    /// How many of the tips of each group are heard.
    heard: BTreeMap<GroupId, usize>,
    /// Numbers of tips that he need not hear: above the first, up to the second.
    gaps: BTreeMap<GroupId, Vec<(u64, u64)>>,
    /// Groups and notices may be read anew instead of told: few are told to who comes back.
    may_refresh: bool,
}

/// Where the ledger stood: tips of each group.
pub(crate) type Places = BTreeMap<GroupId, usize>;

impl Follower {
    pub(crate) fn new(user: UserId, may_refresh: bool) -> Self {
        Self { user, kept: None, heard: BTreeMap::new(), gaps: BTreeMap::new(), may_refresh }
    }

    /// How many tips of each group there are for him.
    pub(crate) fn places(&self, ledger: &Ledger) -> Places {
        ledger.groups().map(|group| (group.clone(), ledger.tips(&self.user, group).len())).collect()
    }

    /// A fresh login, from these cursors on. What happened while it was under way belongs to it or not.
    pub(crate) fn begin(&mut self, cursors: &Cursors, before: Places, ledger: &Ledger) {
        let up_to = |group: &GroupId| cursors.groups.get(group).copied().unwrap_or_else(|| ledger.newest(group));
        self.gaps = ledger.groups().map(|group| (group.clone(), vec![(0, up_to(group))])).collect();
        self.heard = before;
        self.kept = Some(cursors.clone());
    }

    /// Hears one thing: it must be the next that he is owed.
    pub(crate) fn hear(&mut self, fed: &Fed, ledger: &Ledger) -> Result<(), Violation> {
        let user = &self.user;
        let kept = self.kept.get_or_insert_default();
        match fed {
            // Who is present in a live group is not in the log.
            Fed::Tip { kind, .. } if kind.rules().stored_members == StoredMembers::Staff => {}
            Fed::Notice(notice) if notice.number == 0 => {}
            // Nothing of it is owed to him.
            Fed::Passing(_) | Fed::Over => {}
            Fed::Tip { group, event, .. } => {
                kept.groups.insert(group.clone(), event.number);
                let heard = self.heard.entry(group.clone()).or_default();
                let due = &ledger.tips(user, group)[*heard..];
                let gaps = self.gaps.get(group).map_or(&[][..], Vec::as_slice);
                let skipped = due.iter().take_while(|(number, _)| *number < event.number && in_gap(gaps, *number)).count();
                let next = due.get(skipped);
                let told = (event.number, &event.event.body);
                let fits = next.is_some_and(|(number, body)| (*number, body) == told);
                must!(fits, "{user} is told the tip {told:?} of {group}, and is owed {next:?}");
                *heard += skipped + 1;
            }
            Fed::Notice(notice) => {
                kept.notices += 1;
                let next = ledger.notice(user, kept.notices);
                must!(next.as_ref() == Some(&**notice), "{user} is told the notice {notice:?}, and is owed {next:?}");
            }
            Fed::Refresh { group, number } => {
                must!(self.may_refresh, "{user} must read {group} anew, and missed little");
                must!(*number <= ledger.newest(group), "{user} is told to read {group} up to {number}");
                let from = kept.groups.insert(group.clone(), *number).unwrap_or(0);
                self.gaps.entry(group.clone()).or_default().push((from, *number));
            }
            Fed::RefreshNotices { number } => {
                must!(self.may_refresh && *number > kept.notices, "{user} must read anew, and missed little: {kept:?}, {number}");
                kept.notices = *number;
                // Which groups he left meanwhile, these notices would have said.
                for group in ledger.groups() {
                    let from = kept.groups.get(group).copied().unwrap_or(0);
                    self.gaps.entry(group.clone()).or_default().push((from, ledger.newest(group)));
                }
            }
            Fed::CaughtUp { gone } => kept.groups.retain(|group, _| !gone.contains(group)),
        }
        Ok(())
    }

    /// Has he heard everything?
    pub(crate) fn check_all_heard(&self, ledger: &Ledger) -> Result<(), Violation> {
        let (user, Some(kept)) = (&self.user, &self.kept) else { return Ok(()) };
        let next = ledger.notice(user, kept.notices + 1);
        must!(next.is_none(), "{user} was never told the notice {next:?}");
        for group in ledger.groups() {
            let heard = self.heard.get(group).copied().unwrap_or(0);
            let gaps = self.gaps.get(group).map_or(&[][..], Vec::as_slice);
            let missing = ledger.tips(user, group)[heard..].iter().find(|(number, _)| !in_gap(gaps, *number));
            must!(missing.is_none(), "{user} was never told the tip {missing:?} of {group}");
        }
        Ok(())
    }
}

fn in_gap(gaps: &[(u64, u64)], number: u64) -> bool {
    gaps.iter().any(|(above, to)| (above + 1..=*to).contains(&number))
}
