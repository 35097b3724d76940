//! `account_check` and `account_delete` (the incumbent's pages on accounts).

use super::{Named, named};
use crate::rest::body;
use crate::rest::failure::Failure;
use crate::rest::value::{List, Object};
use opentim_domain::UserId;
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Serialize, Serializer};

#[derive(Deserialize)]
struct Check<'a> {
    #[serde(borrow, rename = "CheckItem")]
    users: List<Object<Named<'a>>>,
}

#[derive(Deserialize)]
struct Delete<'a> {
    #[serde(borrow, rename = "DeleteItem")]
    users: List<Object<Named<'a>>>,
}

/// Reads a question: which accounts are there.
///
/// # Errors
/// A body that is not JSON, a field of the wrong type, an id of the wrong form, no account; 10005 for too many.
pub fn check(body: &[u8]) -> Result<Vec<UserId>, Failure> {
    let body: Check<'_> = body::read(body)?;
    named("CheckItem", &body.users)
}

/// Reads a request to delete accounts.
///
/// # Errors
/// As [`check`].
pub fn delete(body: &[u8]) -> Result<Vec<UserId>, Failure> {
    let body: Delete<'_> = body::read(body)?;
    named("DeleteItem", &body.users)
}

/// What is said of one account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Row {
    /// Asked: whether it was imported.
    Imported(bool),
    /// Deleted.
    Deleted,
    /// Not deleted, and why.
    Failed(Failure),
}

/// The reply: one row for each account, in the order named.
pub struct Reply<'a> {
    /// The accounts.
    pub users: &'a [UserId],
    /// What is said of each.
    pub rows: &'a [Row],
}

impl Serialize for Reply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("ResultItem", &Rows(self))?;
        map.end()
    }
}

struct Rows<'a>(&'a Reply<'a>);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.0.users.len()))?;
        for (user, row) in self.0.users.iter().zip(self.0.rows) {
            rows.serialize_element(&OneRow { user, row })?;
        }
        rows.end()
    }
}

struct OneRow<'a> {
    user: &'a UserId,
    row: &'a Row,
}

impl Serialize for OneRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (number, text) = match self.row {
            Row::Failed(failure) => (failure.number, failure.text.as_str()),
            Row::Imported(_) | Row::Deleted => (0, ""),
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("UserID", self.user.as_str())?;
        map.serialize_entry("ResultCode", &number)?;
        map.serialize_entry("ResultInfo", text)?;
        if let Row::Imported(imported) = self.row {
            map.serialize_entry("AccountStatus", if *imported { "Imported" } else { "NotImported" })?;
        }
        map.end()
    }
}
