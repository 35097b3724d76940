use super::sentence;
use crate::rest::NAMES;
use opentim_domain::{Action, Field, GivenBy, Reject};

fn said(reject: &Reject) -> String {
    sentence(reject, &NAMES)
}

#[test]
fn who_lacks_a_right_reads_which_bits_would_do() {
    let no_right = |action| said(&Reject::NoRight { action, given_by: GivenBy::of(action) });
    assert_eq!(
        no_right(Action::EditTopic),
        "permission groups rule in the community: to change the profile of a topic of the group takes its owner, the app admin, or a \
         member whom a permission group or the default permissions give bit 4 (topics) of the community or bit 0 (manage the topic) of \
         the topic"
    );
    assert!(no_right(Action::Ban).ends_with(" give bit 10 (ban) of the community"));
    let more = said(&Reject::MoreThanOwn { missing: 1 << 63 | 0b101 });
    assert_eq!(more, "nobody gives rights that he has not himself, and these bits are not given to the caller: 0, 2, 63");
}

#[test]
fn who_is_behind_or_counts_too_far_reads_the_numbers() {
    let behind = said(&Reject::AttributeConflict { given: 3, current: 5 });
    assert_eq!(
        behind,
        "the attributes have changed since they were read: they were read as of change 3, the newest is 5; read them and write again"
    );
    let over = said(&Reject::CounterOverflow { key: "likes".to_owned(), value: i64::MAX, wanted: i128::from(i64::MAX) + 1 });
    assert_eq!(
        over,
        "counter \"likes\" is 9223372036854775807 and would become 9223372036854775808; a counter lies between -9223372036854775808 \
         and 9223372036854775807"
    );
}

#[test]
fn attributes_and_counters_have_numbers_of_their_own() {
    let long = |field| Reject::TooLong { field, limit: 1, given: 2 }.number();
    let many = |field| Reject::TooMany { field, limit: 1, given: 2 }.number();
    assert_eq!([long(Field::AttributeKey), long(Field::AttributeValue), long(Field::Attributes)], [10045, 10046, 10048]);
    assert_eq!([many(Field::Attributes), many(Field::Counters), many(Field::GroupFields)], [10047, 10063, 10004]);
    assert_eq!(Reject::NoSuchAttribute { key: "k".to_owned() }.number(), 10050);
    assert_eq!(Reject::AttributeConflict { given: 0, current: 1 }.number(), 10056);
}
