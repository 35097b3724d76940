//! Records of a group: where they are, what is asserted of them, and with whom they go.

use super::support::{FixedClock, app, bare, change, clean_up, commit, destroy, done, group, group_of, living, user, wait};
use crate::{Commit, Outcome, Store};
use opentim_domain::record::{InviteLink, PermissionGroup, PermissionMember, Topic, TopicMember, places_of};
use opentim_domain::{
    Assert, Change, Home, LinkId, MsgFlag, PermissionGroupId, ReadSet, Record, RecordClass, RecordKey, Secs, TopicId, View,
};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;

/// A topic of the community `@TGS#_c`.
pub(super) fn topic_id(own: &str) -> TopicId {
    TopicId::parse(&format!("@TGS#_c@TOPIC#_{own}")).expect("a valid topic id")
}

pub(super) fn permission_id(own: &str) -> PermissionGroupId {
    PermissionGroupId::parse(&format!("@PMG#_{own}")).expect("a valid permission group id")
}

pub(super) fn attributes(pairs: &[(&str, &str)]) -> Record {
    Record::Attributes(pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect())
}

pub(super) fn counters(pairs: &[(&str, i64)]) -> Record {
    Record::Counters(pairs.iter().map(|(key, value)| ((*key).to_owned(), *value)).collect())
}

pub(super) fn topic(own: &str, name: &str) -> Record {
    Record::Topic(Topic {
        id: topic_id(own),
        name: name.to_owned(),
        introduction: String::new(),
        notification: String::new(),
        face_url: String::new(),
        custom: String::new(),
        mute_all: false,
        creator: Some(user("owner")),
        created_at: Secs(1),
        changed_at: Secs(2),
    })
}

pub(super) fn topic_member(own: &str, who: &str) -> Record {
    let (msg_flag, muted_until) = (Some(MsgFlag::Discard), Some(Secs(77)));
    Record::TopicMember(TopicMember { topic: topic_id(own), user: user(who), msg_flag, muted_until })
}

pub(super) fn permission_group(own: &str, permissions: u64) -> Record {
    let topics = BTreeMap::from([(topic_id("a"), 3)]);
    let (id, name, custom) = (permission_id(own), own.to_owned(), String::new());
    Record::PermissionGroup(PermissionGroup { id, name, custom, permissions, topics, created_at: Secs(5) })
}

pub(super) fn permission_member(own: &str, who: &str) -> Record {
    Record::PermissionMember(PermissionMember { permission_group: permission_id(own), user: user(who), since: Secs(6) })
}

fn link(id: &str) -> Record {
    Record::InviteLink(InviteLink {
        id: LinkId::parse(id).expect("a valid link id"),
        digest: [9; 32],
        creator: user("owner"),
        created_at: Secs(1),
        expires_at: None,
        most_uses: Some(3),
        uses: 1,
        approval: true,
    })
}

/// One of every class.
fn every_class() -> Vec<Record> {
    vec![
        attributes(&[("k", "v")]),
        counters(&[("n", -7)]),
        topic("a", "name"),
        topic_member("a", "m 000"),
        permission_group("p", 1 << 40),
        permission_member("p", "m 000"),
        link("abc"),
    ]
}

const CLASSES: [RecordClass; 7] = [
    RecordClass::Attributes,
    RecordClass::Counters,
    RecordClass::Topic,
    RecordClass::TopicMember,
    RecordClass::PermissionGroup,
    RecordClass::PermissionMember,
    RecordClass::InviteLink,
];

fn put(record: &Record) -> Change {
    Change::PutRecord(Box::new(record.clone()))
}

fn view(store: &dyn Store, id: &str, keys: Vec<RecordKey>, granted: &str) -> View {
    let reads = ReadSet { records: keys, granted: Some(user(granted)), ..ReadSet::head() };
    wait(store.load(app(), &Home::Group(group(id)), &reads, None)).view
}

fn record(store: &dyn Store, id: &str, key: &RecordKey) -> Option<Record> {
    view(store, id, vec![key.clone()], "owner").record(key).cloned()
}

fn all(store: &dyn Store, id: &str, class: RecordClass, prefix: &str) -> Vec<Record> {
    let page = wait(store.records(app(), &group(id), class, prefix, None, 10_000));
    assert!(!page.more);
    assert_eq!(wait(store.count_records(app(), &group(id), class, prefix)), page.rows.len());
    page.rows
}

fn granted(store: &dyn Store, id: &str, who: &str) -> Vec<String> {
    let listed = wait(store.granted(app(), &group(id), &user(who)));
    assert_eq!(view(store, id, Vec::new(), who).granted(), listed);
    listed.iter().map(|group| group.name.clone()).collect()
}

pub fn a_record_of_every_class_is_read_back_replaced_and_removed(store: &dyn Store, _: &Arc<FixedClock>) {
    for id in ["few", "many"] {
        group_of(store, id, if id == "few" { 1 } else { 60 });
        for record in every_class() {
            assert_eq!(self::record(store, id, &record.key()), None);
            change(store, id, vec![put(&record)]);
            assert_eq!(self::record(store, id, &record.key()), Some(record.clone()));
            assert_eq!(all(store, id, record.key().class(), ""), [record]);
        }
        let other = [attributes(&[]), counters(&[("n", i64::MIN), ("m", i64::MAX)]), topic("a", "another")];
        change(store, id, other.iter().map(put).collect());
        assert!(other.iter().all(|record| self::record(store, id, &record.key()).as_ref() == Some(record)));
        let keys: Vec<_> = every_class().iter().map(Record::key).collect();
        change(store, id, keys.iter().cloned().map(Change::RemoveRecord).collect());
        assert!(CLASSES.iter().all(|class| all(store, id, *class, "").is_empty()));
        let view = view(store, id, keys.clone(), "m 000");
        assert!(keys.iter().all(|key| view.record(key).is_none()) && view.granted().is_empty());
    }
}

pub fn records_are_read_whole_and_counted_where_a_command_asks(store: &dyn Store, _: &Arc<FixedClock>) {
    group_of(store, "one", 1);
    let shown = |class: RecordClass| {
        let reads = ReadSet { counts: vec![class], all: vec![class], ..ReadSet::head() };
        let view = wait(store.load(app(), &Home::Group(group("one")), &reads, None)).view;
        (view.count(class), view.all(class).to_vec())
    };
    assert_eq!(shown(RecordClass::Topic), (0, Vec::new()));
    change(store, "one", vec![put(&topic("b", "2")), put(&topic("a", "1")), put(&topic_member("a", "x"))]);
    assert_eq!(shown(RecordClass::Topic), (2, vec![topic("a", "1"), topic("b", "2")]));
    let reads = ReadSet { counts: vec![RecordClass::Topic], all: vec![RecordClass::Topic], ..ReadSet::head() };
    let view = wait(store.load(app(), &Home::Group(group("never was")), &reads, None)).view;
    assert_eq!((view.count(RecordClass::Topic), view.all(RecordClass::Topic)), (0, &[][..]));
}

pub fn changes_of_attributes_are_counted_and_nothing_else_is(store: &dyn Store, _: &Arc<FixedClock>) {
    group_of(store, "one", 1);
    let count = || living(store, "one").numbers.attributes;
    let demanding = |version, changes| Commit { asserts: vec![Assert::Attributes { version }], changes, ..bare("one", "owner") };
    assert_eq!(count(), 0);
    let done = commit(store, demanding(0, vec![put(&attributes(&[("a", "1")]))]));
    assert_eq!((done.numbers.attributes, count()), (1, 1));
    let late = demanding(0, vec![put(&attributes(&[("a", "2")]))]);
    assert_eq!(wait(store.commit(late)), Outcome::Conflict);
    change(store, "one", vec![put(&counters(&[("n", 1)])), put(&topic("a", "x"))]);
    assert_eq!(count(), 1);
    // Each change of them counts, also two of one commit.
    commit(store, demanding(1, vec![put(&attributes(&[])), put(&attributes(&[("b", "1")]))]));
    assert_eq!(count(), 3);
    change(store, "one", vec![Change::RemoveRecord(RecordKey::Attributes)]);
    assert_eq!(count(), 4);
    change(store, "one", vec![Change::RemoveRecord(RecordKey::Attributes)]);
    assert_eq!(count(), 4, "there was nothing to remove");
    done_and_made_again(store, "one");
    assert_eq!(count(), 4, "a new group of the id goes on counting");
}

fn done_and_made_again(store: &dyn Store, id: &str) {
    done(store, "owner", &destroy(id));
    clean_up(store, id);
    group_of(store, id, 1);
}

pub fn records_are_listed_in_the_order_of_places_and_by_their_beginning(store: &dyn Store, _: &Arc<FixedClock>) {
    group_of(store, "one", 1);
    group_of(store, "other", 1);
    // Ids of which one begins with the other, and whose next letter sorts on either side of the part mark.
    let topics = ["a", "a b", "ab", "b", "b~"];
    let users = ["m 000", "M 1", "z", "zz"];
    let rows = topics.iter().flat_map(|topic| users.iter().map(|user| topic_member(topic, user)));
    let mut rows: Vec<_> = rows.collect();
    change(store, "one", rows.iter().rev().map(put).collect());
    change(store, "other", vec![put(&topic_member("a", "elsewhere"))]);
    rows.sort_by_key(|record| record.key().place());
    assert_eq!(all(store, "one", RecordClass::TopicMember, ""), rows);
    let under = |prefix: &str| all(store, "one", RecordClass::TopicMember, prefix);
    for own in topics {
        let prefix = places_of(&topic_id(own));
        let of_topic: Vec<_> = rows.iter().filter(|record| record.key().place().starts_with(&prefix)).cloned().collect();
        assert_eq!((under(&prefix), of_topic.len()), (of_topic, users.len()), "{own}");
    }
    assert_eq!(under(topic_id("a").as_str()).len(), 3 * users.len());
    assert!(under("@TGS#_d").is_empty() && under(&format!("{}\u{10ffff}", topic_id("a"))).is_empty());
    assert!(all(store, "one", RecordClass::Topic, "").is_empty(), "another class");
    for limit in [1, 3, 7, 20, 50] {
        let prefix = topic_id("a").to_string();
        let (mut seen, mut after) = (Vec::new(), None::<String>);
        loop {
            let page = wait(store.records(app(), &group("one"), RecordClass::TopicMember, &prefix, after.as_deref(), limit));
            assert!(page.rows.len() <= limit && (!page.more || page.rows.len() == limit));
            after = page.rows.last().map(|record| record.key().place());
            seen.extend(page.rows);
            if !page.more {
                break;
            }
        }
        assert_eq!(seen, under(&prefix), "in pages of {limit}");
    }
    let behind = wait(store.records(app(), &group("one"), RecordClass::TopicMember, "", Some("zzz"), 5));
    assert!(behind.rows.is_empty() && !behind.more);
    let before = wait(store.records(app(), &group("one"), RecordClass::TopicMember, "@", Some("!"), 100));
    assert_eq!(before.rows.len(), rows.len(), "after a place before all of them");
}

pub fn records_of_a_kind_go_together(store: &dyn Store, _: &Arc<FixedClock>) {
    group_of(store, "one", 1);
    let rows: Vec<_> = ["a", "a b", "ab"].iter().flat_map(|own| ["x", "y"].map(|who| topic_member(own, who))).collect();
    change(store, "one", rows.iter().map(put).chain([put(&topic("a", "stays"))]).collect());
    let prefix = places_of(&topic_id("a"));
    let class = RecordClass::TopicMember;
    // What the commit itself put there goes too, and what it puts there afterwards stays.
    let changes = vec![
        put(&topic_member("a", "new")),
        Change::RemoveRecords { class, prefix: prefix.clone() },
        put(&topic_member("a", "newer")),
    ];
    let limits = |most| vec![Assert::Records { class, most }];
    assert_eq!(
        wait(store.commit(Commit { asserts: limits(4), changes: changes.clone(), ..bare("one", "owner") })),
        Outcome::Conflict
    );
    commit(store, Commit { asserts: limits(5), changes, ..bare("one", "owner") });
    assert_eq!(all(store, "one", class, &prefix), [topic_member("a", "newer")]);
    assert_eq!(all(store, "one", class, "").len(), 5);
    change(store, "one", vec![Change::RemoveRecords { class, prefix: String::new() }]);
    assert!(all(store, "one", class, "").is_empty());
    assert_eq!(all(store, "one", RecordClass::Topic, ""), [topic("a", "stays")]);
}

pub fn assertions_about_records_hold_or_nothing_is_written(store: &dyn Store, _: &Arc<FixedClock>) {
    group_of(store, "one", 1);
    change(store, "one", vec![put(&counters(&[("n", 1)])), put(&topic("a", "1")), put(&topic("b", "1"))]);
    let is = |record: &Record| Assert::Record { key: record.key(), is: Some(Box::new(record.clone())) };
    let (absent, there) = (|key| Assert::Record { key, is: None }, |key| Assert::RecordThere { key });
    let topics = |most| Assert::Records { class: RecordClass::Topic, most };
    let holds = vec![
        is(&counters(&[("n", 1)])),
        is(&topic("a", "1")),
        absent(RecordKey::Attributes),
        absent(topic("c", "").key()),
        there(RecordKey::Counters),
        // After the changes below.
        topics(3),
    ];
    let fails = vec![
        is(&counters(&[("n", 2)])),
        is(&counters(&[])),
        is(&topic("a", "2")),
        is(&attributes(&[])),
        absent(RecordKey::Counters),
        there(RecordKey::Attributes),
        there(topic("c", "").key()),
        topics(2),
        Assert::Attributes { version: 1 },
        Assert::Account { is: None },
    ];
    let changes = vec![
        put(&counters(&[("n", 2)])),
        put(&topic("c", "1")),
        put(&topic("d", "1")),
        put(&topic("a", "2")),
        Change::RemoveRecord(topic("d", "").key()),
        Change::RemoveRecord(topic("e", "").key()),
    ];
    let before: Vec<_> = CLASSES.iter().map(|class| all(store, "one", *class, "")).collect();
    for failing in fails {
        let asserts = holds.iter().cloned().chain([failing.clone()]).collect();
        let refused = Commit { asserts, changes: changes.clone(), ..bare("one", "owner") };
        assert_eq!(wait(store.commit(refused)), Outcome::Conflict, "{failing:?}");
        assert_eq!(CLASSES.iter().map(|class| all(store, "one", *class, "")).collect::<Vec<_>>(), before, "{failing:?}");
    }
    commit(store, Commit { asserts: holds, changes, ..bare("one", "owner") });
    assert_eq!(record(store, "one", &RecordKey::Counters), Some(counters(&[("n", 2)])));
    assert_eq!(all(store, "one", RecordClass::Topic, "").len(), 3);
    let never = [absent(RecordKey::Attributes), Assert::Attributes { version: 0 }];
    for assert in never {
        let refused = Commit { asserts: vec![assert.clone()], ..bare("never was", "owner") };
        assert_eq!(wait(store.commit(refused)), Outcome::Conflict, "{assert:?} of a group that is not there");
    }
}

pub fn what_goes_with_a_member_goes_when_he_does(store: &dyn Store, _: &Arc<FixedClock>) {
    for id in ["few", "many"] {
        group_of(store, id, if id == "few" { 3 } else { 60 });
        let groups = ["q", "p", "r"].map(|own| put(&permission_group(own, 1)));
        let members = [("p", "m 000"), ("q", "m 000"), ("p", "m 001"), ("r", "m 001")];
        let members = members.map(|(own, who)| put(&permission_member(own, who)));
        let kept = [put(&topic_member("a", "m 000"))];
        change(store, id, groups.into_iter().chain(members).chain(kept).collect());
        assert_eq!(
            (granted(store, id, "m 000"), granted(store, id, "m 001")),
            (vec!["p".into(), "q".into()], vec!["p".into(), "r".into()])
        );
        assert!(granted(store, id, "owner").is_empty());
        // Somebody who is put into one as he goes is in none.
        change(store, id, vec![put(&permission_member("r", "m 000")), Change::RemoveMembers(vec![user("m 000")])]);
        assert!(granted(store, id, "m 000").is_empty());
        assert_eq!(all(store, id, RecordClass::PermissionMember, "").len(), 2);
        assert_eq!(all(store, id, RecordClass::TopicMember, ""), [topic_member("a", "m 000")], "mutes outlive a membership");
        // Without its permission group a membership of it gives nothing.
        change(store, id, vec![Change::RemoveRecord(permission_group("r", 1).key())]);
        assert_eq!(granted(store, id, "m 001"), ["p"]);
    }
}

pub fn records_end_with_their_group(store: &dyn Store, _: &Arc<FixedClock>) {
    group_of(store, "one", 1);
    change(store, "one", every_class().iter().map(put).collect());
    let nothing = || CLASSES.iter().all(|class| all(store, "one", *class, "").is_empty());
    done(store, "owner", &destroy("one"));
    let listed = wait(store.granted(app(), &group("one"), &user("m 000")));
    assert!(nothing() && listed.is_empty(), "a disbanded group has no records for readers");
    clean_up(store, "one");
    group_of(store, "one", 1);
    assert!(nothing() && granted(store, "one", "m 000").is_empty(), "nothing is left for the next group of the id");
    let view = view(store, "one", vec![RecordKey::Attributes, RecordKey::Counters], "owner");
    assert!(view.record(&RecordKey::Attributes).is_none() && view.record(&RecordKey::Counters).is_none());
}

pub fn no_increase_of_a_counter_is_lost(store: &dyn Store, _: &Arc<FixedClock>) {
    const CALLERS: usize = 8;
    const TIMES: i64 = 25;
    group_of(store, "one", 1);
    let increase = || {
        let before = record(store, "one", &RecordKey::Counters);
        let value = match &before {
            Some(Record::Counters(counters)) => counters["n"],
            _ => 0,
        };
        let asserts = vec![Assert::Record { key: RecordKey::Counters, is: before.map(Box::new) }];
        let changes = vec![put(&counters(&[("n", value + 1)]))];
        matches!(wait(store.commit(Commit { asserts, changes, ..bare("one", "owner") })), Outcome::Done(_))
    };
    thread::scope(|scope| {
        for _ in 0..CALLERS {
            scope.spawn(|| {
                for _ in 0..TIMES {
                    while !increase() {}
                }
            });
        }
    });
    assert_eq!(record(store, "one", &RecordKey::Counters), Some(counters(&[("n", CALLERS as i64 * TIMES)])));
}
