//! The encoded bodies of rows: a version byte, a checksum, then CBOR.
//!
//! - group and buried group: see `group`
//! - member row: member, without his seat, which is in the key
//! - event: time, member count, draft
//! - application, sanction, record, account, details of a notice: itself
//!
//! The checksum notices what SQLite does not: a page that came back from the disk with other bits in it.

mod group;

pub(crate) use group::{GroupBody, MemberRow, PACKED_MOST, Packed, group_body, is_role, numbers, tombstone, with_chain};

use crate::fault::unreadable;
use minicbor::{Decode, Decoder, Encode};
use opentim_domain::group::Member;
use opentim_domain::{EventDraft, Millis, Notice};
use opentim_store::{StoreError, StoredEvent};
use sha2::{Digest, Sha256};

/// Version of every body that is written now, except those of groups.
const VERSION: u8 = 1;
/// Bytes before the content: the version, and a CRC-32 of the content in little-endian.
const HEAD: usize = 5;

/// A group that lives, in `grp.state`.
pub(crate) const ALIVE: i64 = 1;
/// A disbanded group whose clean-up is under way, in `grp.state`.
pub(crate) const CLOSING: i64 = 2;
/// A tombstone, in `grp.state`.
pub(crate) const BURIED: i64 = 0;

/// The hash of a group's newest event, which chains it to all before it; zeros when there is none.
pub(crate) type Chain = [u8; 32];

/// An answer kept under an operation id: hash of the request, and the answer.
pub(crate) type KeptAnswer = ([u8; 16], Vec<u8>);

/// Encodes into a buffer in memory, which cannot fail.
pub(crate) fn put<T: Encode<()> + ?Sized>(value: &T, out: &mut Vec<u8>) {
    if let Err(error) = minicbor::encode(value, out) {
        tracing::error!(%error, "a value could not be encoded");
    }
}

fn put_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    put::<minicbor::bytes::ByteSlice>(bytes.into(), out);
}

/// One value alone.
pub(crate) fn encoded<T: Encode<()>>(value: &T) -> Vec<u8> {
    let mut out = Vec::with_capacity(128);
    put(value, &mut out);
    out
}

/// An empty body that expects content of this size. Ends with [`sealed`].
pub(crate) fn unsealed(content: usize) -> Vec<u8> {
    unsealed_as(VERSION, content)
}

fn unsealed_as(version: u8, content: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(HEAD + content);
    out.extend([version, 0, 0, 0, 0]);
    out
}

/// The body with the checksum of what was appended to it.
pub(crate) fn sealed(mut body: Vec<u8>) -> Vec<u8> {
    let (head, content) = body.split_at_mut(HEAD);
    head[1..].copy_from_slice(&crc32fast::hash(content).to_le_bytes());
    body
}

/// Version and content of a body whose version is known and whose checksum fits.
fn versioned<'a>(what: &str, body: &'a [u8], newest: u8) -> Result<(u8, &'a [u8]), StoreError> {
    let Some(([version, sum @ ..], content)) = body.split_first_chunk::<HEAD>() else {
        return Err(unreadable(what, "it is too short"));
    };
    if *version == 0 || *version > newest {
        return Err(unreadable(what, format!("its version {version} is not known")));
    }
    if crc32fast::hash(content).to_le_bytes() != *sum {
        return Err(unreadable(what, "its checksum does not fit: the disk gave back other bytes than were written"));
    }
    Ok((*version, content))
}

/// The content of a body whose checksum fits.
pub(crate) fn content<'a>(what: &str, body: &'a [u8]) -> Result<&'a [u8], StoreError> {
    versioned(what, body, VERSION).map(|(_, content)| content)
}

/// Body of a record.
pub(crate) fn record<T: Encode<()>>(record: &T) -> Vec<u8> {
    let mut out = unsealed(128);
    put(record, &mut out);
    sealed(out)
}

/// A record from its body.
pub(crate) fn read_record<'b, T: Decode<'b, ()>>(what: &str, body: &'b [u8]) -> Result<T, StoreError> {
    minicbor::decode(content(what, body)?).map_err(|error| unreadable(what, error))
}

/// Body of a member's own row.
pub(crate) fn member_body(member: &[u8]) -> Vec<u8> {
    let mut out = unsealed(member.len());
    out.extend_from_slice(member);
    sealed(out)
}

/// A member from his own row.
pub(crate) fn member(seat: u64, body: &[u8]) -> Result<Member, StoreError> {
    read_record("member", body).map(|member| Member { seat, ..member })
}

/// Body of an event.
pub(crate) fn event_body(at: Millis, member_count: u32, draft: &[u8]) -> Vec<u8> {
    let mut out = unsealed(draft.len() + 16);
    put(&at, &mut out);
    put(&member_count, &mut out);
    out.extend_from_slice(draft);
    sealed(out)
}

/// The hash of an event: what [`opentim_store::chained`] makes of it, without decoding it. An event in CBOR is the list of its number
/// and of what its body holds.
pub(crate) fn chained(before: &Chain, number: u64, body: &[u8]) -> Chain {
    const LIST_OF_FOUR: u8 = 0x84;
    let mut start = Vec::with_capacity(10);
    start.push(LIST_OF_FOUR);
    put(&number, &mut start);
    let content = body.get(HEAD..).unwrap_or_default();
    Sha256::new().chain_update(before).chain_update(&start).chain_update(content).finalize().into()
}

/// An event; its number is in its row's key.
pub(crate) fn event(number: u64, body: &[u8]) -> Result<StoredEvent, StoreError> {
    let mut from = Decoder::new(content("event", body)?);
    let mut read = || -> Result<StoredEvent, minicbor::decode::Error> {
        let at = from.decode()?;
        let member_count = from.decode()?;
        let event: EventDraft = from.decode()?;
        Ok(StoredEvent { number, at, member_count, event })
    };
    read().map_err(|error| unreadable("event", error))
}

/// What a notice carries besides its number, if anything.
pub(crate) fn notice_detail(notice: &Notice) -> Option<Vec<u8>> {
    plain_notice(notice.number()).is_none().then(|| record(notice))
}

/// A notice from its number and what it carries besides.
pub(crate) fn notice(number: u8, detail: Option<&[u8]>) -> Result<Notice, StoreError> {
    match (detail, plain_notice(number)) {
        (Some(detail), _) => read_record("notice", detail),
        (None, Some(notice)) => Ok(notice),
        (None, None) => Err(unreadable("notice", format!("nothing is kept of number {number} but the number"))),
    }
}

/// The notices that say nothing more than their number.
fn plain_notice(number: u8) -> Option<Notice> {
    let all = [
        Notice::Disbanded,
        Notice::Created,
        Notice::Invited,
        Notice::Quit,
        Notice::AdminGranted,
        Notice::AdminRevoked,
        Notice::Unbanned,
    ];
    all.into_iter().find(|notice| notice.number() == number)
}

/// An unsigned number in a column. What is above SQLite's integers is only ever compared, so it may stand at their end.
pub(crate) fn column(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// An unsigned number from a column.
pub(crate) fn uncolumn(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

/// Two numbers in one key: `high << 32 | low`.
pub(crate) fn pair(high: i64, low: u64) -> i64 {
    (high << 32) | i64::from(u32::try_from(low).unwrap_or(u32::MAX))
}

/// The lower number of a key.
pub(crate) fn low(key: i64) -> u64 {
    uncolumn(key & 0xffff_ffff)
}

/// First and last key of an upper number.
pub(crate) fn span(high: i64) -> (i64, i64) {
    (pair(high, 0), pair(high, u64::from(u32::MAX)))
}

#[cfg(test)]
mod tests;
