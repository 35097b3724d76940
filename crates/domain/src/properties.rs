//! What must be true of every history, tried on random ones: several users and the app do everything to one group, in every order.

mod draw;

use crate::account::ErasePerson;
use crate::application::ApplicationState;
use crate::group::{Group, Numbers};
use crate::scene::*;
use crate::{
    Actor, Asker, Change, Command, CounterChange, Decision, EventBody, HeadView, Kind, Record, RecordKey, Role, Standing, TopicId,
    TopicRight, UserId,
};
use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use draw::{Call, Dice, Request};
use std::println;

const HISTORIES: u64 = 600;
const STEPS: usize = 60;

/// Plays histories; `each` sees the group before a step, the step, and what was decided.
fn play(each: impl Fn(&Scene, &Request, &Decision<()>, &mut Dice)) {
    for seed in 0..HISTORIES {
        println!("seed {seed}");
        let mut dice = Dice::new(seed);
        let mut scene = dice.scene();
        for _ in 0..STEPS {
            scene.wait(dice.below(20));
            let request = dice.request();
            let Ok(decision) = request.decide(&scene) else { continue };
            assert!(scene.takes(&decision), "what was just decided holds: {request:?}");
            let before = scene.clone();
            scene.apply(&decision);
            each(&before, &request, &decision, &mut dice);
            if !matches!(scene.head, HeadView::Alive(_)) {
                break;
            }
        }
    }
}

fn after(before: &Scene, decision: &Decision<()>) -> Scene {
    let mut after = before.clone();
    after.apply(decision);
    after
}

fn roles(scene: &Scene) -> Vec<(UserId, Role)> {
    scene.members.values().map(|member| (member.user.clone(), member.role)).collect()
}

#[test]
fn one_owner_at_most_counts_that_agree_and_an_event_for_every_change() {
    // The scene checks it at every step.
    play(|_, _, _, _| {});
}

#[test]
fn nobody_raises_himself() {
    play(|before, Request { actor, call }, decision, _| {
        if actor.standing == Standing::AppAdmin {
            return;
        }
        let own = |scene: &Scene| scene.members.get(&actor.user).map(|member| member.role);
        let (was, is) = (own(before), own(&after(before, decision)));
        let joined = was.is_none() && is == Some(Role::Member);
        assert!(is <= was || joined, "{actor:?} went from {was:?} to {is:?} by {call:?}");
    });
}

#[test]
fn roles_change_only_by_those_who_may_change_them() {
    play(|before, Request { actor, call }, decision, _| {
        let changed = roles(&after(before, decision));
        let changed = changed.iter().filter(|(user, role)| before.members.get(user).is_some_and(|kept| kept.role != *role));
        let place = before.members.get(&actor.user).map(|member| member.role);
        let lowest = if before.limits.policy.admins_appoint { Role::Admin } else { Role::Owner };
        let may = actor.standing == Standing::AppAdmin || place >= Some(lowest);
        assert!(changed.count() == 0 || may, "{actor:?} did {call:?}");
    });
}

#[test]
fn nobody_removes_or_silences_an_equal_or_a_superior() {
    play(|before, Request { actor, call }, decision, _| {
        if actor.standing == Standing::AppAdmin {
            return;
        }
        let place = before.members.get(&actor.user).map(|member| member.role);
        let now = after(before, decision);
        for kept in before.members.values().filter(|kept| kept.user != actor.user) {
            let is = now.members.get(&kept.user);
            let hurt = is.is_none_or(|is| is.muted_until != kept.muted_until);
            let ended = !matches!(now.head, HeadView::Alive(_));
            // Where permission groups rule, admins count as members.
            let below = if ruled(before) { kept.role != Role::Owner } else { place > Some(kept.role) };
            assert!(!hurt || ended || below, "{actor:?} did {call:?} to {kept:?}");
        }
    });
}

#[test]
fn a_banned_user_cannot_return_early() {
    play(|before, Request { call, .. }, decision, _| {
        for change in &decision.changes {
            let Change::AddMember(member) = change else { continue };
            let banned = before.sanctions.get(&member.user).and_then(|sanction| sanction.banned(before.now.secs()));
            assert_eq!(banned, None, "{member:?} came in by {call:?}");
        }
    });
}

#[test]
fn an_application_is_decided_once() {
    play(|before, Request { call, .. }, decision, _| {
        for (user, is) in &after(before, decision).applications {
            let Some(was) = before.applications.get(user) else { continue };
            let decided = was.state != ApplicationState::Open;
            assert!(is == was || !decided || is.at > was.at, "{was:?} became {is:?} by {call:?}");
        }
    });
}

#[test]
fn nobody_waits_for_a_group_that_he_is_in() {
    play(|before, Request { call, .. }, decision, _| {
        let now = after(before, decision);
        for application in now.applications.values().filter(|application| now.members.contains_key(&application.user)) {
            assert_ne!(application.state, ApplicationState::Open, "after {call:?}");
        }
    });
}

#[test]
fn a_member_is_muted_exactly_while_the_group_holds_it_against_him() {
    play(|before, Request { call, .. }, decision, _| {
        let now = after(before, decision);
        let secs = now.now.secs();
        for member in now.members.values() {
            let held = now.sanctions.get(&member.user).and_then(|sanction| sanction.muted(secs));
            assert_eq!(member.muted_until.filter(|until| *until > secs), held, "after {call:?}");
        }
    });
}

fn ruled(scene: &Scene) -> bool {
    scene.group().topics && scene.group().permission_groups
}

/// What a user may by permission groups, in the community and in its topic.
fn masks(scene: &Scene, actor: &Actor) -> Option<(u64, u64)> {
    let HeadView::Alive(group) = &scene.head else { return None };
    let view = scene.view(&quit().reads(actor));
    Asker::of(actor, &view, group).in_topic(&topic_id("t")).masks()
}

#[test]
fn nobody_gives_himself_rights() {
    play(|before, Request { actor, call }, decision, _| {
        let now = after(before, decision);
        let (Some((had, had_there)), Some((has, has_there))) = (masks(before, actor), masks(&now, actor)) else { return };
        assert_eq!(has & !had, 0, "{actor:?} had {had:b} and has {has:b} by {call:?}");
        // What one may everywhere one may there too.
        assert_eq!(has_there & !(had_there | TopicRight::all_of(had)), 0, "{actor:?} did {call:?}");
    });
}

#[test]
fn where_permission_groups_rule_who_has_no_right_changes_nothing_of_others() {
    play(|before, Request { actor, call }, decision, _| {
        if masks(before, actor) != Some((0, 0)) {
            return;
        }
        for change in &decision.changes {
            let own = match change {
                Change::AddMember(_) | Change::PutApplication(_) | Change::PutRecord(_) => true,
                Change::SetMember(member) => member.user == actor.user,
                Change::RemoveMembers(users) => users[..] == [actor.user.clone()],
                Change::RemoveRecord(key) => *key == RecordKey::Attributes,
                // The last one to leave.
                Change::Disband => before.members.len() == 1,
                _ => false,
            };
            let foreign = |key: RecordKey| match key {
                RecordKey::Attributes => false,
                RecordKey::TopicMember { user, .. } => user != actor.user,
                _ => true,
            };
            let kept = matches!(change, Change::PutRecord(record) if foreign(record.key()));
            assert!(own && !kept, "{actor:?} has no right and did {call:?}: {change:?}");
        }
    });
}

#[test]
fn attributes_are_counted_and_their_events_tell_all_of_them() {
    play(|before, Request { call, .. }, decision, _| {
        let now = after(before, decision);
        let HeadView::Alive(group) = &now.head else { return };
        let kept = match now.records.get(&RecordKey::Attributes) {
            Some(Record::Attributes(attributes)) => attributes.clone().into_iter().collect(),
            _ => Vec::new(),
        };
        let told = events(decision).into_iter().find_map(|event| match event {
            EventBody::AttributesChanged { all, sequence, .. } => Some((all, sequence)),
            _ => None,
        });
        let counted = before.group().numbers.attributes + u64::from(told.is_some());
        assert_eq!(group.numbers.attributes, counted, "after {call:?}");
        if let Some(told) = told {
            assert_eq!(told, (kept, counted), "after {call:?}");
        }
    });
}

#[test]
fn a_counter_becomes_what_its_event_says() {
    play(|before, Request { call, .. }, decision, _| {
        let values = |scene: &Scene| match scene.records.get(&RecordKey::Counters) {
            Some(Record::Counters(counters)) => counters.clone(),
            _ => alloc::collections::BTreeMap::new(),
        };
        let mut told = values(before);
        for event in events(decision) {
            let EventBody::CountersChanged { changes } = event else { continue };
            for CounterChange { key, before, after } in changes {
                assert_eq!(told.get(&key).copied(), before, "before {call:?}");
                told.remove(&key);
                told.extend(after.map(|value| (key, value)));
            }
        }
        assert_eq!(values(&after(before, decision)), told, "after {call:?}");
    });
}

#[test]
fn a_link_lets_in_as_many_as_it_may_and_only_while_it_lives() {
    play(|before, Request { actor, call }, decision, _| {
        let link = |scene: &Scene, id| match scene.records.get(&RecordKey::InviteLink(id)) {
            Some(Record::InviteLink(link)) => Some(link.clone()),
            _ => None,
        };
        for event in events(decision) {
            let EventBody::LinkUsed { link: id, uses } = event else { continue };
            let was = link(before, id.clone()).unwrap_or_else(|| panic!("{call:?} by a link that is not there"));
            assert_eq!((uses, link(&after(before, decision), id).unwrap().uses), (was.uses + 1, was.uses + 1));
            assert!(was.most_uses.is_none_or(|most| uses <= most) && was.expires_at.is_none_or(|end| before.now.secs() < end));
            let role = before.members.get(&actor.user).map(|member| member.role);
            assert!(role.is_none() || before.group().kind == Kind::Live, "{actor:?} was in the group");
        }
    });
}

#[test]
fn what_is_about_a_topic_ends_with_it() {
    play(|before, Request { call, .. }, decision, _| {
        let now = after(before, decision);
        let there = |topic: &TopicId| now.records.contains_key(&RecordKey::Topic(topic.clone()));
        for record in now.records.values() {
            let known = match record {
                Record::TopicMember(member) => there(&member.topic),
                Record::PermissionGroup(group) => group.topics.keys().all(there),
                _ => true,
            };
            assert!(known, "{record:?} after {call:?}");
        }
    });
}

#[test]
fn nothing_of_an_erased_person_is_left() {
    play(|before, Request { call, .. }, decision, _| {
        let draw::Call::Erase(ErasePerson { user, .. }) = call else { return };
        let now = after(before, decision);
        let known = now.members.contains_key(user) || now.applications.contains_key(user) || now.sanctions.contains_key(user);
        let recorded = now.records.values().any(|record| match record {
            Record::TopicMember(member) => member.user == *user,
            Record::PermissionMember(member) => member.user == *user,
            Record::InviteLink(link) => link.creator == *user,
            _ => false,
        });
        let owns = matches!(&now.head, HeadView::Alive(group) if group.owner.as_ref() == Some(user));
        assert!(!known && !recorded && !owns, "after {call:?}: {now:?}");
    });
}

/// Changes one by one, as far as the store looks at them.
fn essence(decision: &Decision<()>) -> Vec<Change> {
    let one_by_one = decision.changes.iter().flat_map(|change| match change {
        Change::RemoveMembers(users) => users.iter().map(|user| Change::RemoveMembers(vec![user.clone()])).collect(),
        Change::Profile(group) => {
            let (admins, numbers) = (Vec::new(), Numbers::default());
            vec![Change::Profile(Box::new(Group { member_count: 0, admins, numbers, ..(**group).clone() }))]
        }
        other => vec![other.clone()],
    });
    one_by_one.collect()
}

#[test]
fn what_is_committed_late_would_be_decided_then_too() {
    play(|before, first, decision, dice| {
        let now = after(before, decision);
        for _ in 0..10 {
            // Of several users who wait for one place, which of them gets it may well depend on the order.
            let late = dice.request_about_one();
            let Ok(decided) = late.decide(before) else { continue };
            if decided.changes.is_empty() || !now.takes(&decided) {
                continue;
            }
            let again = late.decide(&now).map(|again| essence(&again));
            let same = again.as_ref().is_ok_and(|again| *again == essence(&decided));
            assert!(same, "{late:?} was decided before {first:?}: {decided:?}; after it: {again:?}");
            after(&now, &decided);
        }
    });
}

#[test]
fn the_histories_meet_every_call_and_every_type() {
    let met = core::cell::RefCell::new(alloc::collections::BTreeSet::new());
    let types = core::cell::RefCell::new(alloc::collections::BTreeSet::new());
    play(|before, Request { call, .. }, decision, _| {
        types.borrow_mut().insert(before.group().kind);
        if !decision.changes.is_empty() {
            met.borrow_mut().insert(call.sort());
        }
    });
    assert_eq!(met.borrow().len(), Call::SORTS, "{:?}", met.borrow());
    assert_eq!(types.borrow().len(), Kind::ALL.len());
}

/// Who acts in the histories.
fn actors() -> [Actor; 8] {
    [by("owner"), by("admin"), by("bob"), by("eve"), by("ann"), by("joe"), app(), by("a b")]
}
