use super::{GroupBody, MemberRow, event, event_body, group_body, member, member_body, numbers, tombstone};
use opentim_domain::group::Numbers;
use opentim_domain::{Millis, UserId};

/// Every single bit of the body, turned over, is noticed by `read`.
fn notices_every_bit<T>(body: &[u8], read: impl Fn(&[u8]) -> Option<T>) {
    assert!(read(body).is_some(), "the sound body is read");
    for bit in 0..body.len() * 8 {
        let mut damaged = body.to_vec();
        damaged[bit / 8] ^= 1 << (bit % 8);
        assert!(read(&damaged).is_none(), "bit {bit} of {}", body.len() * 8);
    }
    for length in 0..body.len() {
        assert!(read(&body[..length]).is_none(), "cut to {length} bytes");
    }
}

#[test]
fn a_turned_bit_in_a_group_is_noticed() {
    let row = MemberRow { user: UserId::parse("alice").expect("a valid user id"), place: 7, seat: 3, member: vec![1, 2, 3] };
    let body = group_body(Numbers::default(), &[7; 32], 1, &[], b"profile", Some(&[row]));
    notices_every_bit(&body, |body| GroupBody::split(body).ok().map(drop));
}

#[test]
fn a_turned_bit_in_a_tombstone_is_noticed() {
    notices_every_bit(&tombstone(Numbers::default(), &[7; 32]), |body| numbers(body).ok());
}

#[test]
fn a_damaged_member_or_event_is_reported_and_not_decoded() {
    let damaged = |mut body: Vec<u8>| {
        let last = body.len() - 1;
        body[last] ^= 1;
        body
    };
    let words = |error: opentim_store::StoreError| error.to_string();
    assert!(member(1, &damaged(member_body(b"member"))).is_err_and(|error| words(error).contains("checksum")));
    let body = event_body(Millis(1), 1, b"draft");
    assert!(event(1, &damaged(body)).is_err_and(|error| words(error).contains("checksum")));
}
