//! One behaviour per case.

use super::support::{FixedClock, app, clean_up, create, decide, destroy, done, group, operation, user, wait};
use crate::{JoinedFilter, Outcome, Store};
use opentim_domain::group::Member;
use opentim_domain::{EventBody, HeadView, Home, Kind, Notice, ReadSet, Role};
use std::sync::Arc;

fn head(store: &dyn Store, id: &str) -> HeadView {
    let home = Home::Group(group(id));
    wait(store.load(app(), &home, &ReadSet::head(), None)).view.head().clone()
}

fn joined_ids(store: &dyn Store, id: &str, filter: JoinedFilter) -> Vec<String> {
    let joined = wait(store.joined(app(), &user(id), filter, 0, 1000));
    assert_eq!(joined.total, joined.rows.len());
    joined.rows.iter().map(|(group, _)| group.id.to_string()).collect()
}

pub fn a_created_group_is_loaded_with_its_members(store: &dyn Store, _: &Arc<FixedClock>) {
    let committed = done(store, "alice", &create("g 1", Kind::Public, "alice", &["bob", "carol"]));
    assert_eq!(committed.member_count, 3);
    let home = Home::Group(group("g 1"));
    let reads = ReadSet::head_and_members(vec![user("alice"), user("bob"), user("dave")]);
    let view = wait(store.load(app(), &home, &reads, None)).view;
    let HeadView::Alive(loaded) = view.head() else { panic!("the group is not alive") };
    assert_eq!((loaded.member_count, loaded.numbers), (3, committed.numbers));
    assert_eq!(loaded.name, "name of g 1");
    assert_eq!(view.member(&user("alice")).map(|member| member.role), Some(Role::Owner));
    assert_eq!(view.member(&user("bob")).map(|member| member.role), Some(Role::Member));
    assert_eq!(view.member(&user("dave")), None);
    let rows = wait(store.groups(app(), &[group("none"), group("g 1")], Some(&user("bob"))));
    assert_eq!(rows[0], None);
    let (row, own) = rows[1].clone().expect("the group is found");
    assert_eq!((row, own.map(|own| own.user)), (loaded.clone(), Some(user("bob"))));
}

pub fn an_unknown_id_is_free(store: &dyn Store, _: &Arc<FixedClock>) {
    assert_eq!(head(store, "nobody's"), HeadView::Free);
    assert_eq!(joined_ids(store, "nobody", JoinedFilter::default()), Vec::<String>::new());
    assert!(wait(store.events_after(app(), &group("nobody's"), 0, 10)).is_empty());
    assert!(wait(store.notices_after(app(), &user("nobody"), 0, 10)).is_empty());
}

pub fn a_taken_id_conflicts_and_changes_nothing(store: &dyn Store, _: &Arc<FixedClock>) {
    let first = decide(store, "alice", &create("same", Kind::Public, "alice", &[])).expect("free");
    let second = decide(store, "bob", &create("same", Kind::Work, "bob", &["carol"])).expect("free");
    assert!(matches!(wait(store.commit(first)), Outcome::Done(_)));
    assert_eq!(wait(store.commit(second)), Outcome::Conflict);
    let HeadView::Alive(winner) = head(store, "same") else { panic!("the group is not alive") };
    assert_eq!((winner.owner, winner.member_count, winner.kind), (Some(user("alice")), 1, Kind::Public));
    assert!(joined_ids(store, "carol", JoinedFilter::default()).is_empty());
    assert!(wait(store.notices_after(app(), &user("carol"), 0, 10)).is_empty());
    assert_eq!(wait(store.events_after(app(), &group("same"), 0, 10)).len(), 1);
    assert_eq!(wait(store.all_groups(app(), None, 0, 10)).total, 1);
}

pub fn a_used_operation_gives_its_first_answer(store: &dyn Store, _: &Arc<FixedClock>) {
    let mut first = decide(store, "alice", &create("op1", Kind::Public, "alice", &[])).expect("free");
    first.operation = Some(operation("alice", "k", 1));
    first.reply = vec![7, 7];
    assert!(matches!(wait(store.commit(first.clone())), Outcome::Done(_)));
    let mut again = decide(store, "alice", &create("op2", Kind::Public, "alice", &[])).expect("free");
    again.operation = Some(operation("alice", "k", 2));
    assert_eq!(wait(store.commit(again)), Outcome::Earlier { request: [1; 16], reply: vec![7, 7] });
    assert_eq!(head(store, "op2"), HeadView::Free);
    let key = operation("alice", "k", 1);
    let loaded = wait(store.load(app(), &first.home, &ReadSet::head(), Some(&key)));
    assert_eq!(loaded.earlier, Some(([1; 16], vec![7, 7])));
    let other = operation("bob", "k", 1);
    assert_eq!(wait(store.load(app(), &first.home, &ReadSet::head(), Some(&other))).earlier, None);
}

pub fn events_are_numbered_without_gaps(store: &dyn Store, clock: &Arc<FixedClock>) {
    done(store, "alice", &create("ev", Kind::Public, "alice", &["bob"]));
    clock.advance(5000);
    done(store, "alice", &destroy("ev"));
    let events = wait(store.events_after(app(), &group("ev"), 0, 10));
    assert_eq!(events.iter().map(|event| event.number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(events[0].member_count, 2);
    assert_eq!(events[1].at.0 - events[0].at.0, 5000);
    assert!(matches!(events[1].event.body, EventBody::Disbanded { kind: Kind::Public, .. }));
    assert_eq!(events[1].event.actor.user, user("alice"));
    assert_eq!(wait(store.events_after(app(), &group("ev"), 1, 10)), events[1..]);
    assert_eq!(wait(store.events_after(app(), &group("ev"), 0, 1)), events[..1]);
}

pub fn notices_reach_every_user_in_order(store: &dyn Store, _: &Arc<FixedClock>) {
    done(store, "alice", &create("n1", Kind::Public, "alice", &["bob"]));
    done(store, "carol", &create("n2", Kind::Public, "carol", &["bob"]));
    let bob = wait(store.notices_after(app(), &user("bob"), 0, 10));
    let told: Vec<_> = bob.iter().map(|told| (told.number, told.group.to_string(), told.notice.clone(), told.by.clone())).collect();
    assert_eq!(
        told,
        [(1, "n1".to_owned(), Notice::Invited, Some(user("alice"))), (2, "n2".to_owned(), Notice::Invited, Some(user("carol"))),]
    );
    assert_eq!(wait(store.notices_after(app(), &user("bob"), 1, 10)), bob[1..]);
    done(store, "alice", &destroy("n1"));
    clean_up(store, "n1");
    let last = wait(store.notices_after(app(), &user("bob"), 2, 10));
    assert_eq!(last.iter().map(|told| (told.number, told.notice.clone())).collect::<Vec<_>>(), [(3, Notice::Disbanded)]);
    let alice = wait(store.notices_after(app(), &user("alice"), 0, 10));
    assert_eq!(alice.iter().map(|told| told.notice.clone()).collect::<Vec<_>>(), [Notice::Created, Notice::Disbanded]);
}

pub fn joined_lists_are_filtered_counted_and_paged(store: &dyn Store, clock: &Arc<FixedClock>) {
    for (id, kind) in [("j1", Kind::Public), ("j2", Kind::Work), ("j3", Kind::Meeting), ("j4", Kind::BChatRoom), ("j5", Kind::Live)]
    {
        done(store, "alice", &create(id, kind, "alice", &[]));
        clock.advance(1000);
    }
    let mut topics = create("@TGS#_j6", Kind::Community, "alice", &[]);
    topics.group.topics = true;
    done(store, "alice", &topics);
    done(store, "alice", &create("@TGS#_j7", Kind::Community, "alice", &[]));
    let plain = JoinedFilter::default();
    assert_eq!(joined_ids(store, "alice", plain), ["j1", "j2", "j3", "@TGS#_j7"]);
    assert_eq!(joined_ids(store, "alice", JoinedFilter { huge: true, ..plain }), ["j1", "j2", "j3", "j4", "j5", "@TGS#_j7"]);
    assert_eq!(joined_ids(store, "alice", JoinedFilter { topics: true, ..plain }), ["@TGS#_j6"]);
    assert_eq!(joined_ids(store, "alice", JoinedFilter { kind: Some(Kind::Work), ..plain }), ["j2"]);
    let page = wait(store.joined(app(), &user("alice"), plain, 1, 2));
    assert_eq!(page.total, 4);
    assert_eq!(page.rows.iter().map(|(group, _)| group.id.as_str()).collect::<Vec<_>>(), ["j2", "j3"]);
    assert!(page.rows.iter().all(|(group, own)| own.role == Role::Owner && group.member_count == 1));
}

pub fn all_groups_are_listed_in_order_of_creation(store: &dyn Store, _: &Arc<FixedClock>) {
    for id in ["z", "m", "a", "k"] {
        let kind = if id == "a" { Kind::Work } else { Kind::Public };
        done(store, "alice", &create(id, kind, "alice", &[]));
    }
    let first = wait(store.all_groups(app(), None, 0, 3));
    assert_eq!(first.ids, ["z", "m", "a"].map(group));
    assert_eq!(first.total, 4);
    let rest = wait(store.all_groups(app(), None, first.next, 3));
    assert_eq!((rest.ids, rest.next), (vec![group("k")], 0));
    let public = wait(store.all_groups(app(), Some(Kind::Public), 0, 10));
    assert_eq!((public.ids, public.total, public.next), (["z", "m", "k"].map(group).to_vec(), 3, 0));
    done(store, "alice", &destroy("m"));
    let left = wait(store.all_groups(app(), Some(Kind::Public), 0, 10));
    assert_eq!((left.ids, left.total), (["z", "k"].map(group).to_vec(), 2));
}

pub fn members_are_paged_in_order_of_joining(store: &dyn Store, _: &Arc<FixedClock>) {
    done(store, "m", &create("p", Kind::Public, "m", &["z", "b", "a b", "Q"]));
    let first = wait(store.members(app(), &group("p"), 0, 3));
    let seats = |rows: &[Member]| rows.iter().map(|member| (member.seat, member.user.to_string())).collect::<Vec<_>>();
    let expected = |rows: &[(u64, &str)]| rows.iter().map(|(seat, id)| (*seat, (*id).to_owned())).collect::<Vec<_>>();
    assert_eq!((seats(&first.rows), first.more), (expected(&[(1, "m"), (2, "z"), (3, "b")]), true));
    let rest = wait(store.members(app(), &group("p"), 3, 3));
    assert_eq!((seats(&rest.rows), rest.more), (expected(&[(4, "a b"), (5, "Q")]), false));
}

pub fn a_disbanded_group_is_gone_for_readers_at_once(store: &dyn Store, _: &Arc<FixedClock>) {
    done(store, "alice", &create("d", Kind::Public, "alice", &["bob"]));
    done(store, "alice", &destroy("d"));
    assert_eq!(head(store, "d"), HeadView::Closing);
    assert_eq!(wait(store.groups(app(), &[group("d")], None)), [None]);
    assert!(joined_ids(store, "bob", JoinedFilter::default()).is_empty());
    assert_eq!(wait(store.all_groups(app(), None, 0, 10)).total, 0);
    assert_eq!(wait(store.closing(10)), [(app(), group("d"))]);
    assert_eq!(wait(store.members(app(), &group("d"), 0, 10)).rows.len(), 2);
    assert!(decide(store, "bob", &create("d", Kind::Public, "bob", &[])).is_none(), "the id is not free before the clean-up");
}

pub fn a_buried_id_continues_its_numbers(store: &dyn Store, _: &Arc<FixedClock>) {
    done(store, "alice", &create("again", Kind::Public, "alice", &["bob"]));
    let ended = done(store, "alice", &destroy("again")).numbers;
    clean_up(store, "again");
    assert_eq!(head(store, "again"), HeadView::Free);
    assert!(wait(store.closing(10)).is_empty());
    let reborn = done(store, "carol", &create("again", Kind::Work, "carol", &[]));
    assert_eq!(reborn.member_count, 1);
    assert_eq!(reborn.numbers.events, ended.events + 1);
    assert!(reborn.numbers.members > ended.members && reborn.numbers.info > ended.info);
    assert_eq!(wait(store.events_after(app(), &group("again"), ended.events, 10)).len(), 1);
    assert_eq!(joined_ids(store, "carol", JoinedFilter::default()), ["again"]);
    assert!(joined_ids(store, "bob", JoinedFilter::default()).is_empty());
    assert_eq!(wait(store.all_groups(app(), None, 0, 10)).ids, [group("again")]);
}

pub fn large_groups_are_stored_whole(store: &dyn Store, _: &Arc<FixedClock>) {
    for count in [31usize, 32, 33, 34, 120, 500] {
        let ids: Vec<String> = (0..count).map(|n| format!("member {n:04}")).collect();
        let members: Vec<&str> = ids.iter().map(String::as_str).collect();
        let id = format!("large {count}");
        let committed = done(store, "zoe", &create(&id, Kind::Public, "zoe", &members));
        assert_eq!(committed.member_count as usize, count + 1);
        let page = wait(store.members(app(), &group(&id), 0, 1000));
        assert_eq!((page.rows.len(), page.more), (count + 1, false));
        let home = Home::Group(group(&id));
        let reads = ReadSet::head_and_members(vec![user("member 0000"), user(ids[count - 1].as_str()), user("absent")]);
        let view = wait(store.load(app(), &home, &reads, None)).view;
        assert!(view.member(&user("member 0000")).is_some() && view.member(&user(&ids[count - 1])).is_some());
        assert!(view.member(&user("absent")).is_none());
    }
    let lists = wait(store.joined(app(), &user("member 0000"), JoinedFilter::default(), 0, 100));
    assert_eq!(lists.rows.len(), 6);
}

pub fn a_changed_roster_fails_the_member_assertion(store: &dyn Store, _: &Arc<FixedClock>) {
    done(store, "alice", &create("race", Kind::Public, "alice", &["bob"]));
    let one = decide(store, "alice", &destroy("race")).expect("the owner may");
    let two = decide(store, "alice", &destroy("race")).expect("the owner may");
    assert!(matches!(wait(store.commit(one)), Outcome::Done(_)));
    assert_eq!(wait(store.commit(two)), Outcome::Conflict);
    assert_eq!(wait(store.events_after(app(), &group("race"), 0, 10)).len(), 2);
}
