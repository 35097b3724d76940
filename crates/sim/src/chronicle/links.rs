//! Invite links: who may come in by them, and how often.

use super::kept::replace;
use crate::violation::{Violation, must};
use opentim_domain::record::InviteLink;
use opentim_domain::{EventBody, LinkId, Record, Secs};
use std::collections::BTreeMap;

/// A link is looked at before the commit that uses it: it may have expired so long before that.
const SLACK_SECS: u64 = 10;

/// What events say of them.
#[derive(Clone, Default)]
pub(super) struct Links {
    links: BTreeMap<LinkId, InviteLink>,
    /// How many have come by each, counted here.
    came: BTreeMap<LinkId, u32>,
}

impl Links {
    pub(super) fn get(&self, link: &LinkId) -> Option<&InviteLink> {
        self.links.get(link)
    }

    pub(super) fn change(&mut self, body: &EventBody, now: Secs) -> Result<(), Violation> {
        match body {
            EventBody::LinkCreated { link } => {
                self.came.insert(link.id.clone(), 0);
                replace(&mut self.links, &link.id, None, Some(&**link))
            }
            EventBody::LinkRevoked { link } => {
                must!(self.links.remove(link).is_some(), "link {link} was revoked, and there was none");
                Ok(())
            }
            EventBody::LinkUsed { link, uses } => self.used(link, *uses, now),
            _ => Ok(()),
        }
    }

    /// Somebody came by it.
    fn used(&mut self, id: &LinkId, uses: u32, now: Secs) -> Result<(), Violation> {
        let Some(link) = self.links.get_mut(id) else { return Err(Violation(format!("somebody came by {id}, which is no link"))) };
        let came = self.came.entry(id.clone()).or_default();
        *came += 1;
        must!(link.most_uses.is_none_or(|most| *came <= most), "{came} came by {link:?}");
        must!(uses == *came, "{came} came by {link:?}, and {uses} were counted");
        let expired = link.expires_at.is_some_and(|end| end.0 + SLACK_SECS < now.0);
        must!(!expired, "somebody came at {now:?} by {link:?}");
        link.uses = uses;
        Ok(())
    }

    pub(super) fn records(&self) -> impl Iterator<Item = Record> {
        self.links.values().cloned().map(Record::InviteLink)
    }
}
