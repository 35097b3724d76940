//! Bodies of groups.
//!
//! - living or being cleaned up: numbers, hash of the newest event, member count, admins, profile as a byte string, then the packed members, each as place,
//!   seat and byte string, or null when they have rows of their own
//! - buried: numbers, hash of the newest event
//!
//! What changes with the members stands before the profile, so that a change of members copies the profile without reading it.
//! Bodies of version 1 had no admins and no seats: there the members sit in the order in which they are stored. Up to version 2 there
//! was no hash: such a group has no events, or the upgrade of its folder would have given it one.

use super::{Chain, put, put_bytes, sealed, unsealed_as, versioned};
use crate::fault::unreadable;
use minicbor::Decoder;
use minicbor::data::Type;
use minicbor::decode::Error;
use opentim_domain::group::{Group, Member, Numbers};
use opentim_domain::{Role, UserId};
use opentim_store::StoreError;
use std::borrow::Cow;

/// Version of the bodies that are written now: the first with the hash of the newest event. There was no 3: one turned bit makes it 2.
const VERSION: u8 = 4;
/// The version without admins and seats.
const WITHOUT_SEATS: u8 = 1;
/// Most members that are packed into their group's record (decision record 0002).
pub(crate) const PACKED_MOST: usize = 32;

/// A stored member, encoded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct MemberRow {
    pub user: UserId,
    /// Place of his row in `listing`; 0: he has none.
    pub place: u64,
    /// The seat that counts; what is encoded in `member` does not.
    pub seat: u64,
    pub member: Vec<u8>,
}

impl MemberRow {
    /// The member himself.
    pub(crate) fn member(&self) -> Result<Member, StoreError> {
        decoded(self.seat, &self.member).map_err(|error| unreadable("member", error))
    }

    /// Whether he has this role.
    pub(crate) fn is(&self, role: Role) -> Result<bool, StoreError> {
        is_role(&self.member, role)
    }
}

/// A group's body taken apart, its parts still encoded.
#[derive(Clone, Debug)]
pub(crate) struct GroupBody<'a> {
    pub numbers: Numbers,
    pub chain: Chain,
    pub member_count: u32,
    /// In the order of user ids.
    pub admins: Vec<UserId>,
    pub profile: &'a [u8],
    /// The packed members; nothing when they have rows of their own.
    pub packed: Option<Packed<'a>>,
}

/// Packed members, still encoded, in the order of seats.
#[derive(Clone, Debug)]
pub(crate) struct Packed<'a> {
    bytes: Cow<'a, [u8]>,
    version: u8,
}

/// Body of a group with members; nothing for members: they have rows of their own.
pub(crate) fn group_body(
    numbers: Numbers,
    chain: &Chain,
    member_count: u32,
    admins: &[UserId],
    profile: &[u8],
    members: Option<&[MemberRow]>,
) -> Vec<u8> {
    let packed: usize = members.unwrap_or_default().iter().map(|row| row.member.len() + 14).sum();
    let mut out = unsealed_as(VERSION, 66 + admins.len() * 34 + profile.len() + packed);
    put(&numbers, &mut out);
    put_bytes(chain, &mut out);
    put(&member_count, &mut out);
    put(admins, &mut out);
    put_bytes(profile, &mut out);
    match members {
        None => put(&None::<u8>, &mut out),
        Some(rows) => {
            put(&rows.len(), &mut out);
            for row in rows {
                put(&row.place, &mut out);
                put(&row.seat, &mut out);
                put_bytes(&row.member, &mut out);
            }
        }
    }
    sealed(out)
}

/// Body of a buried group.
pub(crate) fn tombstone(numbers: Numbers, chain: &Chain) -> Vec<u8> {
    let mut out = unsealed_as(VERSION, 50);
    put(&numbers, &mut out);
    put_bytes(chain, &mut out);
    sealed(out)
}

/// The numbers of any group, buried ones too, and the hash of its newest event. Before version 2 nobody had counted seats.
pub(crate) fn numbers(body: &[u8]) -> Result<(Numbers, Chain), StoreError> {
    let (version, content) = versioned("group", body, VERSION)?;
    let mut from = Decoder::new(content);
    let mut parts = || Ok((from.decode()?, chain(version, &mut from)?));
    parts().map_err(|error: Error| unreadable("group", error))
}

/// The body of any group with this hash of its newest event.
pub(crate) fn with_chain(body: &[u8], buried: bool, chain: &Chain) -> Result<Vec<u8>, StoreError> {
    if buried {
        return Ok(tombstone(numbers(body)?.0, chain));
    }
    let GroupBody { numbers, member_count, admins, profile, packed, .. } = GroupBody::split(body)?;
    let members = packed.map(|packed| packed.rows()).transpose()?;
    Ok(group_body(numbers, chain, member_count, &admins, profile, members.as_deref()))
}

fn chain(version: u8, from: &mut Decoder<'_>) -> Result<Chain, Error> {
    if version < VERSION {
        return Ok(Chain::default());
    }
    from.bytes()?.try_into().map_err(|_| Error::message("not a hash"))
}

impl<'a> GroupBody<'a> {
    /// Takes a body apart.
    pub(crate) fn split(body: &'a [u8]) -> Result<Self, StoreError> {
        let (version, content) = versioned("group", body, VERSION)?;
        let mut from = Decoder::new(content);
        let mut parts = || -> Result<Self, Error> {
            let numbers = from.decode()?;
            let chain = chain(version, &mut from)?;
            let member_count = from.decode()?;
            let admins = if version == WITHOUT_SEATS { Vec::new() } else { from.decode()? };
            let profile = from.bytes()?;
            let in_rows = from.datatype()? == Type::Null;
            let bytes = content.get(from.position()..).filter(|_| !in_rows);
            let packed = bytes.map(|bytes| Packed { bytes: bytes.into(), version });
            let body = Self { numbers, chain, member_count, admins, profile, packed };
            if version == WITHOUT_SEATS { body.seated() } else { Ok(body) }
        };
        parts().map_err(|error| unreadable("group", error))
    }

    /// What version 1 did not keep, told from the packed members.
    fn seated(mut self) -> Result<Self, Error> {
        if let Some(packed) = &self.packed {
            for entry in packed.entries()? {
                let (_, seat, member) = entry?;
                self.numbers.seats = self.numbers.seats.max(seat);
                if role(member)? == Role::Admin {
                    self.admins.push(user(member)?);
                }
            }
            self.admins.sort_unstable();
        }
        Ok(self)
    }

    /// The group as it is now.
    pub(crate) fn group(&self) -> Result<Group, StoreError> {
        let group: Group = minicbor::decode(self.profile).map_err(|error| unreadable("group", error))?;
        let (member_count, numbers, admins) = (self.member_count, self.numbers, self.admins.clone());
        Ok(Group { member_count, numbers, admins, ..group })
    }
}

/// Place, seat and bytes of each packed member.
struct Entries<'b> {
    from: Decoder<'b>,
    left: usize,
    version: u8,
    /// The newest seat so far.
    seat: u64,
}

impl<'b> Entries<'b> {
    fn one(&mut self) -> Result<(u64, u64, &'b [u8]), Error> {
        let place = self.from.decode()?;
        self.seat = if self.version == WITHOUT_SEATS { self.seat + 1 } else { self.from.decode()? };
        Ok((place, self.seat, self.from.bytes()?))
    }
}

impl<'b> Iterator for Entries<'b> {
    type Item = Result<(u64, u64, &'b [u8]), Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        Some(self.one())
    }
}

impl Packed<'_> {
    fn entries(&self) -> Result<Entries<'_>, Error> {
        let mut from = Decoder::new(&self.bytes);
        let left = from.decode()?;
        Ok(Entries { from, left, version: self.version, seat: 0 })
    }

    /// The same on its own.
    pub(crate) fn into_owned(self) -> Packed<'static> {
        Packed { bytes: self.bytes.into_owned().into(), version: self.version }
    }

    /// Memory.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// All of them, still encoded.
    pub(crate) fn rows(&self) -> Result<Vec<MemberRow>, StoreError> {
        let row = |entry: Result<(u64, u64, &[u8]), Error>| {
            let (place, seat, member) = entry?;
            Ok(MemberRow { user: user(member)?, place, seat, member: member.to_vec() })
        };
        self.each(row)
    }

    /// Those with a seat above `after`.
    pub(crate) fn members_after(&self, after: u64) -> Result<Vec<Member>, StoreError> {
        let member = |entry: Result<(u64, u64, &[u8]), Error>| {
            let (_, seat, member) = entry?;
            if seat > after { decoded(seat, member).map(Some) } else { Ok(None) }
        };
        Ok(self.each(member)?.into_iter().flatten().collect())
    }

    fn each<T>(&self, see: impl FnMut(Result<(u64, u64, &[u8]), Error>) -> Result<T, Error>) -> Result<Vec<T>, StoreError> {
        let all = self.entries().and_then(|entries| entries.map(see).collect());
        all.map_err(|error| unreadable("member", error))
    }

    /// One of them.
    pub(crate) fn member(&self, wanted: &UserId) -> Result<Option<Member>, StoreError> {
        let find = || -> Result<Option<Member>, Error> {
            for entry in self.entries()? {
                let (_, seat, member) = entry?;
                if owner_of(member)? == wanted.as_str() {
                    return decoded(seat, member).map(Some);
                }
            }
            Ok(None)
        };
        find().map_err(|error| unreadable("member", error))
    }
}

fn decoded(seat: u64, member: &[u8]) -> Result<Member, Error> {
    minicbor::decode(member).map(|member| Member { seat, ..member })
}

/// The user is the first field of an encoded member.
fn owner_of(member: &[u8]) -> Result<&str, Error> {
    let mut from = Decoder::new(member);
    from.array()?;
    from.str()
}

fn user(member: &[u8]) -> Result<UserId, Error> {
    UserId::parse(owner_of(member)?).map_err(|_| Error::message("not a valid id"))
}

/// His role is the second.
fn role(member: &[u8]) -> Result<Role, Error> {
    let mut from = Decoder::new(member);
    from.array()?;
    from.str()?;
    from.decode()
}

/// Whether an encoded member has this role.
pub(crate) fn is_role(member: &[u8], wanted: Role) -> Result<bool, StoreError> {
    role(member).map(|role| role == wanted).map_err(|error| unreadable("member", error))
}
