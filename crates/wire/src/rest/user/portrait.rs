//! `portrait_set` and `portrait_get` (the incumbent's pages on profiles): a profile is a list of tags with values.

mod tag;

use super::MOST;
use crate::rest::account;
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{List, Object, Text};
use opentim_domain::account::{ProfilePatch, SetProfile};
use opentim_domain::{Account, Reject, UserId};
use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Serialize, Serializer};
use std::borrow::Borrow;
use std::fmt;
use tag::Tag;

/// How to ask for less.
pub const ADVICE: &str = "ask for fewer accounts at once, or for fewer tags with TagList";

#[derive(Deserialize)]
struct Set<'a> {
    #[serde(borrow, rename = "From_Account")]
    user: Text<'a>,
    #[serde(borrow, rename = "ProfileItem")]
    items: List<Object<Item<'a>>>,
}

#[derive(Deserialize)]
struct Item<'a> {
    #[serde(borrow, rename = "Tag")]
    tag: Text<'a>,
    #[serde(borrow, rename = "Value")]
    value: Value<'a>,
}

/// A text or a number: tags have the one or the other.
enum Value<'a> {
    Text(Text<'a>),
    Number(u64),
}

impl<'de: 'a, 'a> Deserialize<'de> for Value<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ValueVisitor;
        impl<'de> Visitor<'de> for ValueVisitor {
            type Value = Value<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or a whole number from 0 on, as its Tag has it")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Value<'de>, E> {
                Ok(Value::Text(Text(text.into())))
            }

            fn visit_str<E>(self, text: &str) -> Result<Value<'de>, E> {
                Ok(Value::Text(Text(text.to_owned().into())))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Value<'de>, E> {
                Ok(Value::Number(number))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Value<'de>, E> {
                let wrong = |_| E::invalid_value(Unexpected::Signed(number), &self);
                u64::try_from(number).map(Value::Number).map_err(wrong)
            }
        }
        deserializer.deserialize_any(ValueVisitor)
    }
}

/// Reads a change. An empty text takes the text away.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, an unknown tag, a value that its tag does not have.
pub fn set(body: &[u8]) -> Result<SetProfile, Failure> {
    let body: Set<'_> = body::read(body)?;
    let mut patch = ProfilePatch::default();
    for (at, Object(Item { tag, value })) in body.items.0.into_iter().enumerate() {
        let place = |field: &str| format!("ProfileItem[{at}].{field}");
        let known = Tag::named(tag.as_str()).ok_or_else(|| Failure::word(&place("Tag"), tag.as_str(), tag::KNOWN))?;
        known
            .put(value, &mut patch)
            .map_err(|expected| Failure::parameter(format!("{} of {} must be {expected}", place("Value"), tag.as_str())))?;
    }
    Ok(SetProfile { user: account::user("From_Account", &body.user)?, patch })
}

#[derive(Deserialize)]
struct Get<'a> {
    #[serde(borrow, rename = "To_Account")]
    users: List<Text<'a>>,
    #[serde(borrow, rename = "TagList", default)]
    tags: List<Text<'a>>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// Whose profiles.
    pub users: Vec<UserId>,
    tags: Vec<Tag>,
}

/// Reads a question. Without tags it is for all; tags that are not known are passed over.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, no account; 10005 for more than [`MOST`].
pub fn get(body: &[u8]) -> Result<Query, Failure> {
    let body: Get<'_> = body::read(body)?;
    Ok(Query {
        users: account::asked("To_Account", &body.users, MOST)?,
        tags: body.tags.0.iter().filter_map(|tag| Tag::named(tag.as_str())).collect(),
    })
}

/// The reply to a question.
pub struct Reply<'a, A: Borrow<Account>> {
    /// The question.
    pub query: &'a Query,
    /// The accounts, in the order asked.
    pub accounts: &'a [Option<A>],
}

impl<A: Borrow<Account>> Serialize for Reply<'_, A> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("UserProfileItem", &Rows(self))?;
        let rows = self.query.users.iter().zip(self.accounts);
        let missing: Vec<&str> = rows.filter(|(_, account)| account.is_none()).map(|(user, _)| user.as_str()).collect();
        if !missing.is_empty() {
            map.serialize_entry("Fail_Account", &missing)?;
        }
        map.end()
    }
}

struct Rows<'a, A: Borrow<Account>>(&'a Reply<'a, A>);

impl<A: Borrow<Account>> Serialize for Rows<'_, A> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.0.accounts.len()))?;
        for (user, account) in self.0.query.users.iter().zip(self.0.accounts) {
            rows.serialize_element(&Row { user, account: account.as_ref().map(Borrow::borrow), tags: &self.0.query.tags })?;
        }
        rows.end()
    }
}

struct Row<'a> {
    user: &'a UserId,
    account: Option<&'a Account>,
    tags: &'a [Tag],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("To_Account", self.user.as_str())?;
        match self.account {
            Some(account) => {
                map.serialize_entry("ProfileItem", &tag::Items { account, tags: self.tags })?;
                map.serialize_entry("ResultCode", &0)?;
                map.serialize_entry("ResultInfo", "")?;
            }
            None => {
                let failure = Failure::from(Reject::NoSuchAccount { user: self.user.to_string() });
                map.serialize_entry("ResultCode", &failure.number)?;
                map.serialize_entry("ResultInfo", &failure.text)?;
            }
        }
        map.end()
    }
}
