//! Somebody who pages through members while they come and go.

use crate::actors::{Desk, app, back_end, call};
use crate::dice::Dice;
use crate::scheduler::Pause;
use crate::violation::{Violation, must};
use opentim_domain::{GroupId, UserId};
use opentim_engine::{MembersQuery, Roles};
use opentim_store::conformance::wait;
use opentim_store::{MemoryStore, Store};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::{Arc, PoisonError};

/// Members with their seats.
type Seats = BTreeMap<u64, UserId>;

/// Pages through the members of one group after the other until the process ends.
pub(crate) async fn read(desk: Desk, groups: Vec<GroupId>, store: Arc<MemoryStore>, dice: Rc<Dice>) {
    loop {
        Pause(dice.roll(60)).await;
        let group = &groups[dice.roll(groups.len())];
        let before = seats(&store, group);
        let Some(listed) = page_through(&desk, group, 1 + dice.roll(3)).await else { continue };
        if let Err(violation) = check(&before, &listed, &seats(&store, group)) {
            desk.ledger.lock().unwrap_or_else(PoisonError::into_inner).found(violation);
        }
    }
}

fn seats(store: &MemoryStore, group: &GroupId) -> Seats {
    wait(store.members(app(), group, 0, usize::MAX)).rows.into_iter().map(|member| (member.seat, member.user)).collect()
}

/// All pages; nothing when the group ended meanwhile.
async fn page_through(desk: &Desk, group: &GroupId, limit: usize) -> Option<Vec<(u64, UserId)>> {
    let call = call(desk, &back_end(), None);
    let (mut listed, mut after) = (Vec::new(), 0);
    loop {
        let query = MembersQuery { after, skip: 0, limit, roles: Roles::ALL, mark: None };
        let page = desk.engine.members(&call, group, query).await.ok()?;
        listed.extend(page.rows.into_iter().map(|member| (member.seat, member.user)));
        if page.next == 0 {
            return Some(listed);
        }
        after = page.next;
    }
}

/// Whoever was there all the time is listed, nobody is listed twice, and all in the order of joining.
fn check(before: &Seats, listed: &[(u64, UserId)], after: &Seats) -> Result<(), Violation> {
    must!(listed.is_sorted_by(|(one, _), (next, _)| one < next), "members were listed out of order: {listed:?}");
    for (seat, user) in before.iter().filter(|(seat, _)| after.contains_key(seat)) {
        let seen = listed.iter().any(|(listed, name)| listed == seat && name == user);
        must!(seen, "{user} was there all the time and was not listed: {listed:?}");
    }
    Ok(())
}
