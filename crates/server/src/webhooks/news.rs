//! From an event of the log to the bodies that tell it.

use super::Target;
use opentim_domain::{EventBody, GroupId, UserId};
use opentim_store::{Logged, Store, StoreError};
use opentim_wire::webhook::{Body, Callback, Happened, after, callbacks};
use std::collections::BTreeSet;

/// Members that are named when a group has ended.
const MOST_NAMED: usize = 10_000;
/// Events read at once.
const PAGE: usize = 1000;

/// Whether the back end may want to hear of an event.
pub(super) fn is_wanted(target: &Target, event: &EventBody) -> bool {
    callbacks(event).iter().any(|callback| target.wants(*callback))
}

/// The webhooks of an event, those too that the back end does not want: their place in the list is part of their id.
pub(super) async fn bodies(store: &dyn Store, target: &Target, logged: &Logged) -> Result<Vec<Body>, StoreError> {
    let Logged { group, kind, event, .. } = logged;
    let mut most_members = None;
    let mut last_members = Vec::new();
    match &event.event.body {
        EventBody::MembersAdded { .. } if target.wants(Callback::AfterGroupFull) => {
            let found = store.groups(target.app, std::slice::from_ref(group), None).await?;
            most_members = found.into_iter().flatten().next().and_then(|(group, _)| group.max_members);
        }
        EventBody::Disbanded { .. } if target.wants(Callback::AfterGroupDestroyed) => {
            last_members = members_before(store, target, group, event.number).await?;
        }
        _ => {}
    }
    let happened = Happened {
        group,
        kind: *kind,
        at: event.at,
        member_count: event.member_count,
        most_members,
        last_members: &last_members,
        event: &event.event,
    };
    Ok(after(&happened, target.form))
}

/// Who was a member of a group before its event of this number. The rows of the members may be gone by now, what happened is not.
async fn members_before(store: &dyn Store, target: &Target, group: &GroupId, end: u64) -> Result<Vec<UserId>, StoreError> {
    let mut members = BTreeSet::new();
    let mut after = 0;
    loop {
        let page = store.audit(target.app, group, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.event.number;
        for audited in page.into_iter().filter(|audited| audited.event.number < end) {
            audited.event.event.body.change_members(&mut members);
        }
        if after >= end {
            break;
        }
    }
    Ok(members.into_iter().take(MOST_NAMED).collect())
}
