//! What must hold when all is at rest.

use crate::actors::{Answer, Plan, Wish, app, user};
use opentim_domain::group::Group;
use opentim_domain::{EventBody, GroupId, Role, UserId};
use opentim_store::conformance::wait;
use opentim_store::{JoinedFilter, MemoryStore, Store, StoredEvent};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

/// Something that must never be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Violation(pub String);

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

macro_rules! must {
    ($holds:expr, $($words:tt)+) => {
        if !$holds {
            return Err(Violation(format!($($words)+)));
        }
    };
}

/// Checks state and answers.
pub(crate) fn check(store: &MemoryStore, plans: &[Rc<RefCell<Plan>>], users: usize) -> Result<(), Violation> {
    let living = living(store)?;
    for group in living.values() {
        check_group(store, group)?;
    }
    for number in 0..users {
        check_lists(store, &user(number), &living)?;
    }
    must!(wait(store.closing(10)).is_empty(), "a disbanded group was not cleaned up");
    check_answers(store, plans, &living)
}

fn living(store: &MemoryStore) -> Result<BTreeMap<GroupId, Group>, Violation> {
    let all = wait(store.all_groups(app(), None, 0, 10_000));
    must!(all.total as usize == all.ids.len(), "{} groups are counted, {} are listed", all.total, all.ids.len());
    let rows = wait(store.groups(app(), &all.ids, None));
    let mut living = BTreeMap::new();
    for (id, row) in all.ids.into_iter().zip(rows) {
        let Some((group, _)) = row else { return Err(Violation(format!("{id} is listed but not alive"))) };
        living.insert(id, group);
    }
    Ok(living)
}

fn check_group(store: &MemoryStore, group: &Group) -> Result<(), Violation> {
    let id = &group.id;
    let members = wait(store.members(app(), id, 0, 10_000)).rows;
    must!(members.len() == group.member_count as usize, "{id}: {} members, count {}", members.len(), group.member_count);
    let owners: Vec<_> = members.iter().filter(|member| member.role == Role::Owner).map(|member| &member.user).collect();
    must!(owners.len() <= 1, "{id} has {} owners", owners.len());
    must!(owners.first().copied() == group.owner.as_ref(), "{id}: owner {:?}, member with that role {owners:?}", group.owner);
    for member in members {
        let joined = wait(store.joined(app(), &member.user, JoinedFilter { huge: true, ..Default::default() }, 0, 10_000));
        must!(joined.rows.iter().any(|(row, _)| row.id == *id), "{} is in {id} but {id} is not in his list", member.user);
    }
    let events = wait(store.events_after(app(), id, 0, 10_000));
    must!(events.len() as u64 == group.numbers.events, "{id}: {} events, newest number {}", events.len(), group.numbers.events);
    Ok(())
}

fn check_lists(store: &MemoryStore, user: &UserId, living: &BTreeMap<GroupId, Group>) -> Result<(), Violation> {
    let joined = wait(store.joined(app(), user, JoinedFilter { huge: true, ..Default::default() }, 0, 10_000));
    for (group, own) in joined.rows {
        must!(living.contains_key(&group.id), "{user} lists {}, which does not live", group.id);
        must!(own.user == *user, "{user} sees the membership of {} in {}", own.user, group.id);
    }
    let notices = wait(store.notices_after(app(), user, 0, 10_000));
    let gapless = notices.iter().zip(1..).all(|(notice, number)| notice.number == number);
    must!(gapless, "the notices of {user} have a gap");
    Ok(())
}

/// Every group that was answered exists or was ended by an event; nothing exists that nobody was answered; ends and beginnings
/// of one id take turns.
fn check_answers(store: &MemoryStore, plans: &[Rc<RefCell<Plan>>], living: &BTreeMap<GroupId, Group>) -> Result<(), Violation> {
    let mut made: BTreeMap<GroupId, Vec<UserId>> = BTreeMap::new();
    let mut ended: BTreeMap<GroupId, Vec<UserId>> = BTreeMap::new();
    for plan in plans {
        let plan = plan.borrow();
        for step in &plan.steps {
            match (&step.wish, &step.answer) {
                (_, None) => return Err(Violation(format!("{} never got an answer to {}", plan.user, step.operation))),
                (_, Some(Answer::Made(id))) => made.entry(id.clone()).or_default().push(plan.user.clone()),
                (Wish::Destroy { id }, Some(Answer::Ended)) => ended.entry(id.clone()).or_default().push(plan.user.clone()),
                (_, Some(_)) => {}
            }
        }
    }
    for id in living.keys() {
        must!(made.contains_key(id), "{id} exists, but nobody was told that he made it");
    }
    for (id, makers) in made {
        let events = wait(store.events_after(app(), &id, 0, 10_000));
        check_turns(&id, &events)?;
        let (mut born, mut gone) = (authors(&events, true), authors(&events, false));
        let (mut makers, mut enders) = (makers, ended.remove(&id).unwrap_or_default());
        for list in [&mut born, &mut gone, &mut makers, &mut enders] {
            list.sort();
        }
        must!(born == makers, "{id}: told of making it {makers:?}, made by {born:?}");
        must!(gone == enders, "{id}: told of ending it {enders:?}, ended by {gone:?}");
    }
    must!(ended.is_empty(), "ended without ever being made: {:?}", ended.keys());
    Ok(())
}

fn begins(event: &StoredEvent) -> bool {
    matches!(event.event.body, EventBody::Created { .. } | EventBody::Imported { .. })
}

fn authors(events: &[StoredEvent], beginnings: bool) -> Vec<UserId> {
    events.iter().filter(|event| begins(event) == beginnings).map(|event| event.event.actor.user.clone()).collect()
}

fn check_turns(id: &GroupId, events: &[StoredEvent]) -> Result<(), Violation> {
    for (at, event) in events.iter().enumerate() {
        must!(event.number == at as u64 + 1, "{id}: event {} has number {}", at + 1, event.number);
        must!(begins(event) == (at % 2 == 0), "{id}: beginnings and ends do not take turns at event {}", at + 1);
    }
    Ok(())
}
