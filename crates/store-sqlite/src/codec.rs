//! The encoded bodies of rows: a version byte, a checksum, then CBOR.
//!
//! - group: numbers, member count, profile as a byte string, then its packed members, each as place and byte string, or null
//!   when they have rows of their own
//! - buried group: numbers
//! - member row: member
//! - event: time, member count, draft
//!
//! Numbers and count stand before the profile, so that a change of members copies the profile without reading it. The checksum
//! notices what SQLite does not: a page that came back from the disk with other bits in it.

use crate::fault::unreadable;
use minicbor::data::Type;
use minicbor::{Decoder, Encode};
use opentim_domain::group::{Group, Member, Numbers};
use opentim_domain::{EventDraft, Millis, Notice, UserId};
use opentim_store::{StoreError, StoredEvent};

/// Version of every body that is written now.
const VERSION: u8 = 1;
/// Bytes before the content: the version, and a CRC-32 of the content in little-endian.
const HEAD: usize = 5;
/// Most members that are packed into their group's record (decision record 0002).
pub(crate) const PACKED_MOST: usize = 32;

/// A group that lives, in `grp.state`.
pub(crate) const ALIVE: i64 = 1;
/// A disbanded group whose clean-up is under way, in `grp.state`.
pub(crate) const CLOSING: i64 = 2;
/// A tombstone, in `grp.state`.
pub(crate) const BURIED: i64 = 0;

/// An answer kept under an operation id: hash of the request, and the answer.
pub(crate) type KeptAnswer = ([u8; 16], Vec<u8>);

/// A stored member, encoded, and the place of his row in `listing` (0: he has none).
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Seat {
    pub user: UserId,
    pub place: u64,
    pub member: Vec<u8>,
}

/// A group's body taken apart, its parts still encoded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GroupBody<'a> {
    pub numbers: Numbers,
    pub member_count: u32,
    pub profile: &'a [u8],
    /// The packed members; nothing when they have rows of their own.
    pub packed: Option<&'a [u8]>,
}

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
    let mut out = Vec::with_capacity(HEAD + content);
    out.extend([VERSION, 0, 0, 0, 0]);
    out
}

/// The body with the checksum of what was appended to it.
pub(crate) fn sealed(mut body: Vec<u8>) -> Vec<u8> {
    let (head, content) = body.split_at_mut(HEAD);
    head[1..].copy_from_slice(&crc32fast::hash(content).to_le_bytes());
    body
}

/// The content of a body whose version is known and whose checksum fits.
pub(crate) fn content<'a>(what: &str, body: &'a [u8]) -> Result<&'a [u8], StoreError> {
    let Some(([version, sum @ ..], content)) = body.split_first_chunk::<HEAD>() else {
        return Err(unreadable(what, "it is too short"));
    };
    if *version != VERSION {
        return Err(unreadable(what, format!("its version {version} is not known")));
    }
    if crc32fast::hash(content).to_le_bytes() != *sum {
        return Err(unreadable(what, "its checksum does not fit: the disk gave back other bytes than were written"));
    }
    Ok(content)
}

/// A decoder of a body's content.
fn versioned<'a>(what: &str, body: &'a [u8]) -> Result<Decoder<'a>, StoreError> {
    content(what, body).map(Decoder::new)
}

/// Body of a group with members.
pub(crate) fn group_body(numbers: Numbers, member_count: u32, profile: &[u8], seats: Option<&[Seat]>) -> Vec<u8> {
    let members: usize = seats.unwrap_or_default().iter().map(|seat| seat.member.len() + 9).sum();
    let mut out = unsealed(32 + profile.len() + members);
    put(&numbers, &mut out);
    put(&member_count, &mut out);
    put_bytes(profile, &mut out);
    match seats {
        None => put(&None::<u8>, &mut out),
        Some(seats) => {
            put(&seats.len(), &mut out);
            for seat in seats {
                put(&seat.place, &mut out);
                put_bytes(&seat.member, &mut out);
            }
        }
    }
    sealed(out)
}

/// Body of a buried group.
pub(crate) fn tombstone(numbers: Numbers) -> Vec<u8> {
    let mut out = unsealed(16);
    put(&numbers, &mut out);
    sealed(out)
}

/// The numbers of any group, buried ones too.
pub(crate) fn numbers(body: &[u8]) -> Result<Numbers, StoreError> {
    versioned("group", body)?.decode().map_err(|error| unreadable("group", error))
}

impl<'a> GroupBody<'a> {
    /// Takes a body apart.
    pub(crate) fn split(body: &'a [u8]) -> Result<Self, StoreError> {
        let rest = content("group", body)?;
        let mut from = Decoder::new(rest);
        let mut parts = || -> Result<Self, minicbor::decode::Error> {
            let numbers = from.decode()?;
            let member_count = from.decode()?;
            let profile = from.bytes()?;
            let packed = if from.datatype()? == Type::Null { None } else { rest.get(from.position()..) };
            Ok(Self { numbers, member_count, profile, packed })
        };
        parts().map_err(|error| unreadable("group", error))
    }

    /// The group as it is now.
    pub(crate) fn group(&self) -> Result<Group, StoreError> {
        let mut group: Group = minicbor::decode(self.profile).map_err(|error| unreadable("group", error))?;
        group.member_count = self.member_count;
        group.numbers = self.numbers;
        Ok(group)
    }
}

/// All packed members.
pub(crate) fn seats(packed: &[u8]) -> Result<Vec<Seat>, StoreError> {
    let mut from = Decoder::new(packed);
    let mut all = || -> Result<Vec<Seat>, minicbor::decode::Error> {
        let count: usize = from.decode()?;
        let mut seats = Vec::with_capacity(count.min(PACKED_MOST));
        for _ in 0..count {
            let place = from.decode()?;
            let member = from.bytes()?;
            let user = UserId::parse(owner_of(member)?).map_err(|_| bad_id())?;
            seats.push(Seat { user, place, member: member.to_vec() });
        }
        Ok(seats)
    };
    all().map_err(|error| unreadable("member", error))
}

/// The packed members themselves.
pub(crate) fn members(packed: &[u8]) -> Result<Vec<Member>, StoreError> {
    let mut from = Decoder::new(packed);
    let mut all = || -> Result<Vec<Member>, minicbor::decode::Error> {
        let count: usize = from.decode()?;
        let mut members = Vec::with_capacity(count.min(PACKED_MOST));
        for _ in 0..count {
            let _place: u64 = from.decode()?;
            members.push(minicbor::decode(from.bytes()?)?);
        }
        Ok(members)
    };
    all().map_err(|error| unreadable("member", error))
}

/// One packed member.
pub(crate) fn packed_member(packed: &[u8], wanted: &UserId) -> Result<Option<Member>, StoreError> {
    let mut from = Decoder::new(packed);
    let mut find = || -> Result<Option<Member>, minicbor::decode::Error> {
        let count: usize = from.decode()?;
        for _ in 0..count {
            let _place: u64 = from.decode()?;
            let member = from.bytes()?;
            if owner_of(member)? == wanted.as_str() {
                return minicbor::decode(member).map(Some);
            }
        }
        Ok(None)
    };
    find().map_err(|error| unreadable("member", error))
}

/// The user is the first field of an encoded member.
fn owner_of(member: &[u8]) -> Result<&str, minicbor::decode::Error> {
    let mut from = Decoder::new(member);
    from.array()?;
    from.str()
}

fn bad_id() -> minicbor::decode::Error {
    minicbor::decode::Error::message("not a valid id")
}

/// Body of a member's own row.
pub(crate) fn member_body(member: &[u8]) -> Vec<u8> {
    let mut out = unsealed(member.len());
    out.extend_from_slice(member);
    sealed(out)
}

/// A member from his own row.
pub(crate) fn member(body: &[u8]) -> Result<Member, StoreError> {
    versioned("member", body)?.decode().map_err(|error| unreadable("member", error))
}

/// Body of an event.
pub(crate) fn event_body(at: Millis, member_count: u32, draft: &[u8]) -> Vec<u8> {
    let mut out = unsealed(draft.len() + 16);
    put(&at, &mut out);
    put(&member_count, &mut out);
    out.extend_from_slice(draft);
    sealed(out)
}

/// An event; its number is in its row's key.
pub(crate) fn event(number: u64, body: &[u8]) -> Result<StoredEvent, StoreError> {
    let mut from = versioned("event", body)?;
    let mut read = || -> Result<StoredEvent, minicbor::decode::Error> {
        let at = from.decode()?;
        let member_count = from.decode()?;
        let event: EventDraft = from.decode()?;
        Ok(StoredEvent { number, at, member_count, event })
    };
    read().map_err(|error| unreadable("event", error))
}

/// The number of a notice in its column: the one it has in CBOR.
pub(crate) fn notice_number(notice: Notice) -> u8 {
    match notice {
        Notice::Disbanded => 5,
        Notice::Created => 6,
        Notice::Invited => 7,
    }
}

/// The notice of a number.
pub(crate) fn notice(number: u8) -> Result<Notice, StoreError> {
    match number {
        5 => Ok(Notice::Disbanded),
        6 => Ok(Notice::Created),
        7 => Ok(Notice::Invited),
        other => Err(unreadable("notice", format!("its number {other} is not known"))),
    }
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
