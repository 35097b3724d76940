//! `get_members` (rule book 4.5; REST: Live group members).

use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::person::Person;
use crate::rest::value::{Text, Whole};
use opentim_domain::group::Member;
use opentim_domain::{Account, GroupId};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Serialize, Serializer};
use std::borrow::Borrow;

/// How to ask for less.
pub const ADVICE: &str = "ask for those with one Mark";

/// Most rows of one page (rule book 2.2).
pub const PAGE: usize = 500;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, rename = "GroupId")]
    group: Text<'a>,
    #[serde(rename = "Timestamp", default)]
    timestamp: Option<Whole>,
    #[serde(rename = "Mark", default)]
    mark: Option<Whole>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// The group.
    pub group: GroupId,
    /// The `NextTimestamp` of the reply before; 0 first.
    pub after: u64,
    /// Only those with this mark.
    pub mark: Option<u32>,
}

/// Reads the request.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, 10015 for an id of the wrong form, a mark of more than 32 bits.
pub fn read(body: &[u8]) -> Result<Query, Failure> {
    let body: Body<'_> = body::read(body)?;
    Ok(Query {
        group: account::group(&body.group)?,
        after: body.timestamp.unwrap_or_default().0,
        // Many clients write every field they have: 0 is no mark.
        mark: body.mark.filter(|mark| mark.0 > 0).map(|mark| mark.within_32_bits("Mark")).transpose()?,
    })
}

/// The reply.
#[derive(Serialize)]
pub struct Reply<'a, A: Borrow<Account>> {
    /// Those who are present, the newest first, each with his account if he has one.
    #[serde(rename = "MemberList", serialize_with = "rows")]
    pub members: &'a [(Member, Option<A>)],
    /// Where the next page begins; 0 at the end.
    #[serde(rename = "NextTimestamp")]
    pub next: u64,
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(rename = "Member_Account")]
    user: &'a str,
    #[serde(rename = "JoinTime")]
    since: u64,
    #[serde(flatten)]
    person: Person<'a>,
}

fn rows<S: Serializer, A: Borrow<Account>>(members: &&[(Member, Option<A>)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut rows = serializer.serialize_seq(Some(members.len()))?;
    for (member, account) in *members {
        let person = Person::of(account.as_ref());
        rows.serialize_element(&Row { user: member.user.as_str(), since: member.joined_at.0, person })?;
    }
    rows.end()
}
